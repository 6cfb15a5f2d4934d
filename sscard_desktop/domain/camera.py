# SPDX-License-Identifier: Apache-2.0
"""What a camera is used for, what can be turned on it, and when its picture counts as standing still.

Answers for the judgement alone: times and fingerprints are handed in. Knows nothing of drivers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

FIRST_PICTURE_S = 6.0
"""Slow cameras need seconds until they have measured the light."""
STANDSTILL_S = 1.7
"""A picture that came and then stays away so long is frozen. With the look every quarter second that is under two."""

REPEATED_S = 1.5
"""The same picture so long is frozen too. Here pictures do arrive, so a busy computer isn't taken for a hung driver."""


class Purpose(StrEnum):
    """What a camera looks at. A card's print needs more pixels than a face."""

    PERSON = "person"
    DOCUMENT = "document"

    @property
    def wanted_size(self) -> tuple[int, int]:
        """Width and height in pixels that are asked for; what the camera has nearest to it is taken."""
        return (1920, 1080) if self is Purpose.DOCUMENT else (1280, 720)


class KnobKind(StrEnum):
    """What can be turned on a camera."""

    EXPOSURE = "exposure"
    FOCUS = "focus"
    WHITE_BALANCE = "white_balance"


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing that can be turned.

    Attributes:
        position: 0 (dark, far, cool) to 100 (bright, near, warm), whatever the driver counts in.
        automatic: whether the camera turns it itself; ``None`` where it can't.
    """

    kind: KnobKind
    position: int
    automatic: bool | None = None

    def kept(self) -> str:
        """Return the setting that brings it back: a position, or ``auto``."""
        return _AUTOMATIC if self.automatic else str(self.position)


_AUTOMATIC = "auto"


def position_of(kept: str) -> int | None:
    """Return the position of a setting made by :meth:`Knob.kept`, ``None`` for automatic; a bad one is automatic."""
    return min(max(int(kept), 0), 100) if kept.isascii() and kept.isdigit() and len(kept) <= 3 else None


def told_apart(names: Sequence[str]) -> list[str]:
    """Return the names with a number behind those that came before: two equal cameras are two entries of a list."""
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return apart


class StreamWatch:
    """Tells when a stream of pictures stands still: none comes, or the same one again and again.

    A sensor's noise makes every picture differ, so a driver that repeats its last buffer gives itself away. Some
    sources do show a still (a covered lens, a virtual camera): what is the same after a restart too isn't called frozen
    again.
    """

    def __init__(self) -> None:
        self._since_s = 0.0
        self._seen = False
        self._print: int | None = None
        self._changed_s = 0.0
        self._accepted: int | None = None

    def begin(self, now_s: float) -> None:
        """A camera was opened; what it showed before is known still if it was called frozen."""
        self._since_s, self._seen, self._print = now_s, False, None

    def saw(self, now_s: float, fingerprint: int | None) -> None:
        """Note a picture; one without a fingerprint is taken for another than the one before."""
        if fingerprint is None or fingerprint != self._print:
            if self._print is not None:
                self._accepted = None
            self._print, self._changed_s = fingerprint, now_s
        self._since_s, self._seen = now_s, True

    def trouble(self, now_s: float) -> str:
        """Return ``camera.silent`` (no picture came at all), ``camera.frozen``, or ``""``; told once for a still."""
        if not self._seen:
            return "camera.silent" if now_s - self._since_s >= FIRST_PICTURE_S else ""
        if now_s - self._since_s >= STANDSTILL_S:
            return "camera.frozen"
        if self._print not in (None, self._accepted) and now_s - self._changed_s >= REPEATED_S:
            self._accepted = self._print
            return "camera.frozen"
        return ""


__all__ = [
    "FIRST_PICTURE_S",
    "REPEATED_S",
    "STANDSTILL_S",
    "Knob",
    "KnobKind",
    "Purpose",
    "StreamWatch",
    "position_of",
    "told_apart",
]
