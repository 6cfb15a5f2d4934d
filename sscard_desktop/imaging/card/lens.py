# SPDX-License-Identifier: Apache-2.0
"""The live picture of a document camera: where the card is now, what to do, and when to take the picture.

Answers for the port ``CardLens``: an outline that keeps up with the camera, and a moment that comes when the card lies
whole, still and sharp, once for each time that it is laid down or turned over. The outline is good enough to be looked
at; whoever cuts the card out looks for it exactly.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import CardSighting
from sscard_desktop.imaging.card.geometry import (
    ID_1_RATIO,
    Floats,
    apart,
    as_corners,
    clockwise,
    long_side_first,
    width_of,
)
from sscard_desktop.imaging.card.planes import field_of, reduced
from sscard_desktop.imaging.card.quality import glare_share, is_cut, is_dim
from sscard_desktop.imaging.card.straighten import straighten
from sscard_desktop.imaging.card.trail import Search, Trail
from sscard_desktop.imaging.idpicture import blur_of
from sscard_desktop.services.ports import Frame

Rgb = npt.NDArray[np.uint8]
Singles = npt.NDArray[np.float32]

_VIEW_PX, _FIELD_PX = 640, 480
# A card whose every side is plain to see is followed longer before it is sought anew.
_SEEK_EVERY_S, _SEEK_PLAIN_EVERY_S, _PLAIN_WORTH = 0.8, 2.5, 0.95
_FORGET_S = 2.0
# A look that misses the card doesn't take its outline off the screen, two do.
_GONE_AFTER_S = 0.3
_STILL_S, _JUDGE_EVERY_S = 0.45, 0.25
# As shares of the card's width: what a hand or the camera's noise moves, and what is another place.
_STILL_SHARE, _MOVED_SHARE = 0.008, 0.12
_LEAST_FRAME_SHARE = 0.30
_MAX_BLUR, _GLARE_SHARE = 0.70, 0.01
_STAMP = (48, 30)
_SAME_STAMP = 0.75
_STEADY = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A card in one frame: its corners in pixels of the frame, the long side first, and a tiny picture of it."""

    quad: Floats
    at_s: float
    stamp: Singles


class Lens:
    """Watches one card after another. For one thread at a time."""

    def __init__(self) -> None:
        self._taken: _Seen | None = None
        self._ready: _Seen | None = None
        self._begin()

    def _begin(self) -> None:
        self._shown: Floats | None = None
        self._seen_s = self._sought_s = float("-inf")
        self._last_s: float | None = None
        self._recent: deque[_Seen] = deque()
        self._judged: tuple[float, str] | None = None
        self._trail, self._search = Trail(), Search()

    def reset(self) -> None:
        """Forget the card. One that was ready counts as taken: the next moment comes when it was moved or turned."""
        if self._ready is not None:
            self._taken = self._ready
        self._ready = None
        self._begin()

    def look(self, frame: Frame) -> CardSighting:
        """Return where the card is in ``frame``, what to do, and whether now is the moment.

        Frames come in the order of their time; after a pause, or when time runs backwards, all is forgotten.
        """
        now_s = frame.taken_s
        if self._last_s is not None and not 0 <= now_s - self._last_s < _FORGET_S:
            self.reset()
        self._last_s = now_s
        # Half of the camera's pixels are enough for all but sharpness.
        view, scale = reduced(frame.rgb, _VIEW_PX, quick=True)
        quad = self._place(view, scale, now_s)
        if quad is None:
            self._recent.clear()
            self._ready = None
            if now_s - self._seen_s > _GONE_AFTER_S:
                self._shown = self._taken = None
                return CardSighting(None, "no_card")
            return CardSighting(None if self._shown is None else as_corners(clockwise(self._shown)), "hold_still")
        self._seen_s = now_s
        size = frame.rgb.shape[1], frame.rgb.shape[0]
        quad = long_side_first(quad, ID_1_RATIO, size)
        self._shown = self._steadied(quad)
        card = straighten(view, (self._shown + 0.5) * scale - 0.5, long_side_px=400, exact=False)
        seen = _Seen(self._shown, now_s, _stamp(card))
        if self._taken is not None and _is_another(seen, self._taken):
            self._taken = None
        hint = self._hint(frame.rgb, card, seen, size)
        self._ready = None if hint else seen
        return CardSighting(as_corners(clockwise(self._shown)), hint, not hint)

    def _place(self, view: Rgb, view_scale: float, now_s: float) -> Floats | None:
        """Return the card's corners in pixels of the frame: followed from the frame before, or sought."""
        field = field_of(view, _FIELD_PX)
        scale = view_scale * field.scale
        followed, wait_s = None, _SEEK_EVERY_S
        if self._shown is not None:
            track = self._trail.follow(field, (self._shown + 0.5) * scale - 0.5)
            if track is not None:
                followed = track.quad
                wait_s = _SEEK_PLAIN_EVERY_S if track.worth >= _PLAIN_WORTH else _SEEK_EVERY_S
        if followed is None or now_s - self._sought_s > wait_s:
            sought = self._search.seek(field, now_s)
            self._sought_s = now_s
            # What is followed may be a part of the card; where both are the same place, the one followed trembles less.
            if sought is not None and (followed is None or apart(followed, sought) > 0.02):
                followed = sought
        if followed is None:
            return None
        self._trail.remember(field, followed)
        return (followed + 0.5) / scale - 0.5

    def _steadied(self, quad: Floats) -> Floats:
        """Return ``quad`` with the trembling of a card that lies still taken out."""
        shown = self._shown
        if shown is None:
            return quad
        if apart(shown, quad) > 0.01:
            return quad
        near = min((np.roll(shown, turn, axis=0) for turn in (0, 2)), key=lambda each: float(np.abs(each - quad).max()))
        return np.asarray(near + _STEADY * (quad - near))

    def _hint(self, rgb: Rgb, card: Rgb, seen: _Seen, size: tuple[int, int]) -> str:
        """Return what is in the way, the first that people can act on; empty where all is well."""
        self._recent.append(seen)
        while seen.at_s - self._recent[0].at_s > _STILL_S * 1.5:
            self._recent.popleft()
        if is_cut(seen.quad, size):
            return "whole"
        if width_of(seen.quad) < _LEAST_FRAME_SHARE * max(size):
            return "closer"
        if not self._is_still(seen):
            self._judged = None
            return "hold_still"
        # What lies still needn't be judged in every frame.
        if self._judged is None or seen.at_s - self._judged[0] > _JUDGE_EVERY_S:
            self._judged = seen.at_s, _flaw(rgb, card, seen.quad)
        if self._judged[1]:
            return self._judged[1]
        return "turn_over" if self._taken is not None else ""

    def _is_still(self, seen: _Seen) -> bool:
        if seen.at_s - self._recent[0].at_s < _STILL_S:
            return False
        return all(
            apart(each.quad, seen.quad) < _STILL_SHARE and _likeness(each.stamp, seen.stamp) > _SAME_STAMP
            for each in self._recent
        )


def _flaw(rgb: Rgb, card: Rgb, quad: Floats) -> str:
    """Return the hint at what spoils the picture of a card that lies still, empty where nothing does."""
    if is_dim(np.asarray(cv2.cvtColor(card, cv2.COLOR_RGB2GRAY), np.uint8)):
        return "light"
    if _blur(rgb, quad) > _MAX_BLUR:
        return "sharpen"
    return "glare" if glare_share(card) > _GLARE_SHARE else ""


def _stamp(card: Rgb) -> Singles:
    """Return a tiny grey picture of a card, mean 0 and length 1."""
    small = cv2.resize(cv2.cvtColor(card, cv2.COLOR_RGB2GRAY), _STAMP, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = small - cv2.GaussianBlur(small, (0, 0), 6)
    return np.asarray(small / max(float(np.linalg.norm(small)), 1e-6), np.float32)


def _likeness(one: Singles, other: Singles) -> float:
    return float((one * other).sum())


def _is_another(seen: _Seen, taken: _Seen) -> bool:
    """Say whether a card was moved or turned over since it was taken, or is another one."""
    moved = float(np.linalg.norm(seen.quad.mean(axis=0) - taken.quad.mean(axis=0)))
    alike = max(_likeness(seen.stamp, taken.stamp), _likeness(seen.stamp[::-1, ::-1], taken.stamp))
    return moved > _MOVED_SHARE * width_of(seen.quad) or alike < 0.5 * _SAME_STAMP


def _blur(rgb: Rgb, quad: Floats) -> float:
    """Return how blurred the card's middle is, at the camera's own pixels."""
    low, high = quad.min(axis=0), quad.max(axis=0)
    inner_low, inner_high = low + 0.15 * (high - low), high - 0.15 * (high - low)
    height, width = rgb.shape[:2]
    x0, y0 = (int(max(0, each)) for each in inner_low)
    x1, y1 = int(min(width, inner_high[0])), int(min(height, inner_high[1]))
    part = rgb[y0:y1, x0:x1]
    if part.size == 0:
        return 1.0
    luma = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    if luma.shape[1] > 640:
        luma = cv2.resize(luma, (640, round(640 * luma.shape[0] / luma.shape[1])), interpolation=cv2.INTER_AREA)
    return blur_of(np.asarray(luma, np.uint8))
