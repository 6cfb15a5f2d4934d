# SPDX-License-Identifier: Apache-2.0
"""Which way up a straightened card lies and which side it shows, as far as a cheap look tells.

Answers for two cues: a face, and where on the card there is print; both hold for photocopies and for every issue of a
layout, since positions are fixed by its standard while colours and art aren't looked at. Says nothing where they are
unsure: whoever reads the words knows better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM, Layout, Side
from sscard_desktop.imaging.detector import Detection, FaceDetector

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
_Box = tuple[float, float, float, float]

# Where print is, in millimetres: left, top, right, bottom (GA 448 and the public specimens of each layout).
_TITLES: Sequence[_Box] = ((5, 4.6, 20.5, 20), (25, 6.5, 74, 11.5), (22, 15.5, 78, 22.5))
_PRINT: Mapping[tuple[Layout, Side], Sequence[Sequence[_Box]]] = MappingProxyType(
    {
        (Layout.RESIDENT, Side.FRONT): (
            (
                (5, 6.3, 26, 10.4),
                (5, 13, 38, 16.8),
                (5, 19.4, 44, 23.2),
                (5, 25.7, 51, 33.5),
                (5, 45.4, 77, 49.3),
                (56, 9, 77, 39),
            ),
        ),
        (Layout.RESIDENT, Side.BACK): ((*_TITLES, (18.6, 39.4, 62, 43.2), (18.6, 45.7, 73, 49.5)),),
        (Layout.HMT_RESIDENCE, Side.BACK): (
            (*_TITLES, (18.6, 32, 62, 35.3), (18.6, 37, 73, 40.2), (18.6, 42, 62, 45.2), (18.6, 46.8, 48, 50)),
        ),
        (Layout.HMT_PASS, Side.FRONT): (
            (
                (5, 3.7, 52, 10.2),
                (7, 14, 26, 41),
                (31, 12.8, 64, 20),
                (31, 21.5, 78, 24.6),
                (31, 26.7, 80, 29.8),
                (31, 32, 68, 35),
                (31, 41.8, 68, 45.5),
                (31, 47, 54, 50.2),
            ),
        ),
        (Layout.HMT_PASS, Side.BACK): (
            ((5, 4, 16, 15), (19, 5, 46, 14), (5, 18.7, 40, 25.2), (4.8, 34.3, 81, 37.8), (4.8, 39.5, 81, 48.3)),
        ),
        (Layout.FOREIGN_PERMANENT, Side.FRONT): (
            ((5, 3.4, 46, 13.8), (58, 15, 79, 43), (5, 16.5, 36, 25.8), (5, 26.8, 48, 46), (5, 47.9, 58, 51.1)),
            ((5, 3.4, 46, 13.8), (5, 16, 26, 43.5), (31, 16.5, 62, 25.8), (31, 26.8, 74, 46), (31, 47.9, 80, 51.1)),
        ),
        (Layout.FOREIGN_PERMANENT, Side.BACK): (
            ((5, 5, 18, 18), (22, 6.1, 78, 14.6), (22, 24.7, 58, 31.6), (22, 34.2, 56, 41), (5, 46.7, 50, 49.3)),
        ),
    }
)
_CELLS = (43, 27)
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
        likeness = _likenesses(_print_on(small))
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


def _print_on(card: Rgb) -> Floats:
    """Return how much dark print is in each cell of the card, shape (27, 43), mean 0 and length 1."""
    grey = cv2.cvtColor(card, cv2.COLOR_RGB2GRAY)
    reach = round(2.4 * _LOOKED_AT_PX / ID_1_WIDTH_MM) | 1
    darker = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    strong = max(16.0, 0.4 * float(np.percentile(darker, 98.5)))
    marks = np.clip(darker.astype(np.float32) / np.float32(strong), 0, 1) ** 2
    cells = cv2.resize(marks, _CELLS, interpolation=cv2.INTER_AREA)
    return _normed(np.sqrt(cv2.GaussianBlur(cells, (0, 0), 0.7)))


def _likenesses(seen: Floats) -> dict[tuple[Layout, Side, bool], float]:
    """Return for every layout, side and turn how much print lies where it would be."""
    likeness = {}
    for (layout, side), pages in _PRINT.items():
        for turned in (False, True):
            view = seen[::-1, ::-1] if turned else seen
            likeness[layout, side, turned] = max(float((_expected(page) * view).sum()) for page in pages)
    return likeness


def _expected(page: Sequence[_Box]) -> Floats:
    cells = np.zeros(_CELLS[::-1], np.float32)
    for left, top, right, bottom in page:
        x0, x1 = left / ID_1_WIDTH_MM * _CELLS[0], right / ID_1_WIDTH_MM * _CELLS[0]
        y0, y1 = top / ID_1_HEIGHT_MM * _CELLS[1], bottom / ID_1_HEIGHT_MM * _CELLS[1]
        cells[round(y0) : max(round(y0) + 1, round(y1)), round(x0) : round(x1)] = 1
    return _normed(cv2.GaussianBlur(cells, (0, 0), 0.7))


def _normed(cells: npt.NDArray[np.generic]) -> Floats:
    values = np.asarray(cells, np.float32)
    values = values - values.mean()
    return np.asarray(values / max(float(np.linalg.norm(values)), 1e-6), np.float32)


def _turn(likeness: Mapping[tuple[Layout, Side, bool], float], side: Side | None) -> tuple[bool, bool]:
    """Return whether the card is upside down and whether that is sure, for ``side`` or for either."""
    best = {
        turned: max(value for (_l, s, t), value in likeness.items() if t is turned and side in (None, s))
        for turned in (False, True)
    }
    turned = best[True] > best[False]
    return turned, best[turned] - best[not turned] > _SURE


def _side(likeness: Mapping[tuple[Layout, Side, bool], float], *, turned: bool) -> Side | None:
    best = {side: max(v for (_l, s, t), v in likeness.items() if t is turned and s is side) for side in Side}
    side = max(best, key=lambda each: best[each])
    other = Side.BACK if side is Side.FRONT else Side.FRONT
    return side if best[side] - best[other] > _SURE_OF_SIDE else None
