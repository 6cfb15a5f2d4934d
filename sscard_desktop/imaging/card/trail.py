# SPDX-License-Identifier: Apache-2.0
"""A card's way from frame to frame: followed by what it looks like and by its edges, sought where it was lost.

Answers for what a frame may cost: following a card takes a tenth of a search; a search looks at light alone first, and
at colours in the next frame where light showed nothing; a desk that stays empty isn't searched again and again.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.find import search
from sscard_desktop.imaging.card.geometry import ID_1_RATIO, Floats, width_of
from sscard_desktop.imaging.card.planes import Field
from sscard_desktop.imaging.card.sides import lay_sides
from sscard_desktop.imaging.card.worth import LEAST_SURENESS, LEAST_WORTH, judged, outermost_first, worth_of

Grey = npt.NDArray[np.uint8]

# Following: by how much of a card's width it may go on in a frame, and how alike it must look.
_FARTHEST, _LEAST_LIKENESS, _MOVED = 0.25, 0.5, 0.012
_NEAR_REACH, _FAR_REACH = 0.025, 0.05
# Searching.
_PROPOSALS, _LOOKED_AT, _PRINT_PX = 18, 3, 344
_LOOK_AGAIN_S, _UNLIKE = 0.6, 6.0
_GLANCE = (64, 36)


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A card followed.

    Attributes:
        quad: its corners in the field, shape (4, 2).
        worth: how well it lies on its edges, about 0 to 1.
    """

    quad: Floats
    worth: float


class Trail:
    """Follows one card."""

    def __init__(self) -> None:
        self._look: Grey | None = None

    def remember(self, field: Field, quad: Floats) -> None:
        """Keep what the card within ``quad`` looks like."""
        light = _coarse(field)
        low = np.floor((quad.min(axis=0) + 0.5) / 2).clip(0, None).astype(int)
        high = np.ceil((quad.max(axis=0) + 0.5) / 2).astype(int)
        self._look = light[low[1] : high[1], low[0] : high[0]].copy()

    def follow(self, field: Field, quad: Floats) -> Track | None:
        """Return where the card is now that was within ``quad`` one frame ago, None where it is lost."""
        way = self._way(field, quad)
        if way is None:
            return None
        width = width_of(quad)
        now = quad + way
        if float(np.abs(way).max()) > _MOVED * width:
            now = lay_sides(field.planes, now[None], _FAR_REACH * width, places=18, depth=8).quads[0]
        fit = lay_sides(field.planes, now[None], max(3.0, _NEAR_REACH * width), places=36, depth=8)
        worth = float(worth_of(field.planes, fit, ID_1_RATIO)[0])
        return Track(fit.quads[0], worth) if worth >= LEAST_WORTH else None

    def _way(self, field: Field, quad: Floats) -> Floats | None:
        """Return how far what the card looked like has gone, None where nothing looks like it."""
        look = self._look
        if look is None or min(look.shape) < 8:
            return None
        light = _coarse(field)
        reach = round(_FARTHEST * width_of(quad) / 2)
        padded = cv2.copyMakeBorder(light, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
        left, top = (int(each) for each in np.floor((quad.min(axis=0) + 0.5) / 2).clip(0, None))
        part = padded[top : top + look.shape[0] + 2 * reach, left : left + look.shape[1] + 2 * reach]
        if part.shape[0] < look.shape[0] or part.shape[1] < look.shape[1]:
            return None
        alike = cv2.matchTemplate(part, look, cv2.TM_CCOEFF_NORMED)
        _least, most, _at_least, at = cv2.minMaxLoc(alike)
        if not most >= _LEAST_LIKENESS:
            return None
        return 2.0 * (np.array(at, np.float64) - reach)


class Search:
    """Looks for a card where none is known."""

    def __init__(self) -> None:
        self._quick = True
        self._empty: tuple[float, Grey] | None = None

    def seek(self, field: Field, now_s: float) -> Floats | None:
        """Return the corners of a card in ``field``, None where none is seen."""
        glance = cv2.resize(_coarse(field), _GLANCE, interpolation=cv2.INTER_AREA)
        if self._empty is not None and now_s - self._empty[0] < _LOOK_AGAIN_S:
            change = float(cv2.absdiff(np.asarray(glance, np.uint8), self._empty[1]).max())
            if change < _UNLIKE:
                return None
        quick, self._quick, self._empty = self._quick, True, None
        fit, worth = search(field, ID_1_RATIO, proposals=_PROPOSALS, thorough=False, quick=quick)
        likely = [index for index in range(min(_LOOKED_AT, len(worth))) if worth[index] >= LEAST_WORTH]
        chosen = fit.at(likely)
        _worth, sureness = judged(field.planes, field.rgb, chosen, ID_1_RATIO, looked_at_px=_PRINT_PX)
        best = outermost_first(chosen.quads, sureness, LEAST_SURENESS)
        if best:
            return np.asarray(chosen.quads[best[0]])
        if quick:
            self._quick = False
        else:
            self._empty = now_s, np.asarray(glance, np.uint8)
        return None


def _coarse(field: Field) -> Grey:
    width, height = field.size
    small = cv2.resize(field.planes[..., 0], (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)
