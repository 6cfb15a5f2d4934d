# SPDX-License-Identifier: Apache-2.0
"""Which way up a straightened card lies and which side it shows, as far as a cheap look tells.

Answers for two cues: a face, and where on the card there is print; both hold for photocopies and for every issue of a
layout, since positions are fixed by its standard while colours and art aren't looked at. Says nothing where they are
unsure: whoever reads the words knows better.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM, Side
from sscard_desktop.imaging.card.prints import Likenesses, likenesses, print_on
from sscard_desktop.imaging.detector import Detection, FaceDetector

Rgb = npt.NDArray[np.uint8]

_LOOKED_AT_PX = 688
_MIN_FACE_SCORE = 0.7
_SURE, _SURE_OF_SIDE, _LEAST_LIKENESS = 0.1, 0.08, 0.3


@dataclass(frozen=True, slots=True)
class Standing:
    """How a card lies.

    Attributes:
        turned: whether it is upside down, as far as is known; a guess where ``sure`` isn't.
        sure: whether the cues leave no doubt of that.
        side: None where nothing tells.
        likeness: how much the print lies as on any known layout, -1 to 1.
    """

    turned: bool
    sure: bool
    side: Side | None
    likeness: float


class UprightSense:
    """Tells which way up cards lie."""

    def __init__(self, faces: FaceDetector) -> None:
        self._faces = faces

    def tell(self, card: Rgb, *, expected: Side | None = None) -> Standing:
        """Return how ``card`` lies: a straightened one with its long side on top.

        Args:
            card: shape (H, W, 3), uint8, of ID-1's ratio.
            expected: the side that was asked for: settles what is undecided of the turn, never the side.
        """
        size = (_LOOKED_AT_PX, round(_LOOKED_AT_PX * ID_1_HEIGHT_MM / ID_1_WIDTH_MM))
        small: Rgb = np.asarray(cv2.resize(card, size, interpolation=cv2.INTER_AREA), np.uint8)
        likeness = likenesses(print_on(small))
        best = max(likeness.values())
        turned, sure = _turn(likeness, None)
        side = _side(likeness, turned=turned) if best > _LEAST_LIKENESS else None
        face = self._face(small)
        if face is not None:
            return Standing(face, True, Side.FRONT, best)
        if not sure and expected is not None:
            turned, _unsure = _turn(likeness, expected)
        return Standing(turned, sure and best > _LEAST_LIKENESS, side if sure else None, best)

    def _face(self, card: Rgb) -> bool | None:
        """Return whether the portrait on ``card`` stands on its head; None where there is none."""
        votes = {False: 0.0, True: 0.0}
        for turned in (False, True):
            whole = np.ascontiguousarray(card[::-1, ::-1]) if turned else card
            for part in _portraits(whole):
                votes[turned] = max(votes[turned], *(d.score for d in self._faces.detect(part) if _is_upright(d)), 0.0)
        best = max(votes, key=lambda each: votes[each])
        other = votes[not best]
        return best if votes[best] >= _MIN_FACE_SCORE and votes[best] - other > 0.1 else None


def _portraits(card: Rgb) -> tuple[Rgb, Rgb]:
    """Return the square parts at the right and left in which layouts have the portrait."""
    height, width = card.shape[:2]
    side = int(0.86 * height)
    return card[:side, width - side :], card[:side, :side]


def _is_upright(face: Detection) -> bool:
    eyes, mouth = face.points[:2].mean(axis=0), face.points[3]
    down = mouth - eyes
    return bool(down[1] > abs(down[0]) and down[1] > 0)


def _turn(likeness: Likenesses, side: Side | None) -> tuple[bool, bool]:
    """Return whether the card is upside down and whether that is sure, for ``side`` or for either."""
    best = {
        turned: max(value for (_l, s, t), value in likeness.items() if t is turned and side in (None, s))
        for turned in (False, True)
    }
    turned = best[True] > best[False]
    return turned, best[turned] - best[not turned] > _SURE


def _side(likeness: Likenesses, *, turned: bool) -> Side | None:
    best = {side: max(v for (_l, s, t), v in likeness.items() if t is turned and s is side) for side in Side}
    side = max(best, key=lambda each: best[each])
    other = Side.BACK if side is Side.FRONT else Side.FRONT
    return side if best[side] - best[other] > _SURE_OF_SIDE else None
