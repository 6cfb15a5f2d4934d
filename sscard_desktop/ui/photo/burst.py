# SPDX-License-Identifier: Apache-2.0
"""Which of the last frames becomes the photo: the one where most holds and the head moves least.

A blink or a nod at the moment of the shutter needn't spoil the shot. Answers for at most a few frames in memory.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from sscard_desktop.domain.photo import Guidance
from sscard_desktop.services.ports import Frame

_SIZE = 5
_SPAN_S = 0.5
_MADE_SPAN_S = 0.8
"""As long as all must hold before the shutter falls by itself: of what was made within that time nothing changed."""
_AS_STILL = 2.0
_STILL = 0.05
"""Frame widths a second: two pixels of a usual camera while its shutter is open, less than one of the photo's."""


@dataclass(frozen=True, slots=True)
class _Seen:
    frame: Frame
    guidance: Guidance
    motion: float


class Burst:
    """The last frames with their guidance."""

    def __init__(self) -> None:
        self._seen: deque[_Seen] = deque(maxlen=_SIZE)
        self._kept: _Seen | None = None

    def add(self, frame: Frame, guidance: Guidance) -> None:
        """Add the newest frame that was looked at."""
        before = self._seen[-1] if self._seen else None
        self._seen.append(_Seen(frame, guidance, _motion(before, frame, guidance)))

    @property
    def still(self) -> bool:
        """Whether the head hardly moved before the frame that was added last."""
        return bool(self._seen) and self._seen[-1].motion <= _STILL

    def keep_last(self) -> None:
        """Keep the frame that was added last, of which a photo is made now, when newer ones push it out."""
        self._kept = self._seen[-1]

    def clear(self) -> None:
        """Forget all frames."""
        self._seen.clear()
        self._kept = None

    def best(self, newest: Frame, *, made: Frame | None = None) -> tuple[Frame, Guidance | None]:
        """Return the frame to make the photo of, with its guidance.

        Args:
            newest: the camera's newest frame, taken where none was looked at in the last half second.
            made: of which a photo is made already, kept by :meth:`keep_last`; it is as good as the best where as much
                holds in it, the head moved hardly more, and it isn't older than the shutter's own waiting.
        """
        fresh = [seen for seen in self._seen if newest.taken_s - seen.frame.taken_s <= _SPAN_S]
        if not fresh:
            return newest, None
        # Of equally good ones the later: it is nearest to what the clerk saw.
        chosen = max(reversed(fresh), key=lambda seen: (len(seen.guidance.met), -seen.motion))
        kept = self._kept
        if kept is not None and kept.frame is made and newest.taken_s - kept.frame.taken_s <= _MADE_SPAN_S:
            as_still = kept.motion <= max(_AS_STILL * chosen.motion, _STILL)
            if as_still and len(kept.guidance.met) == len(chosen.guidance.met):
                return kept.frame, kept.guidance
        return chosen.frame, chosen.guidance


def _motion(before: _Seen | None, frame: Frame, guidance: Guidance) -> float:
    """Return how fast the face's outline moved since the frame before, in frame widths a second."""
    if before is None or len(before.guidance.outline) != len(guidance.outline) or not guidance.outline:
        return float("inf")
    passed_s = frame.taken_s - before.frame.taken_s
    if passed_s <= 0:
        return float("inf")
    pairs = zip(before.guidance.outline, guidance.outline, strict=True)
    moved = sum(abs(x1 - x0) + abs(y1 - y0) for (x0, y0), (x1, y1) in pairs)
    return moved / len(guidance.outline) / passed_s
