# SPDX-License-Identifier: Apache-2.0
"""Where on a card there is print, and which known layout has its print there.

Answers for a figure that neither colours nor art enter: the standards fix where a layout's words stand, on every issue
and on photocopies. The words themselves aren't looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM, Layout, Side

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Likenesses = Mapping[tuple[Layout, Side, bool], float]
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
LOOKED_AT_PX = 688


def print_on(card: Rgb, looked_at_px: int = LOOKED_AT_PX) -> Floats:
    """Return how much dark print is in each cell of a straightened card, shape (27, 43), mean 0 and length 1."""
    size = (looked_at_px, round(looked_at_px * ID_1_HEIGHT_MM / ID_1_WIDTH_MM))
    card = np.asarray(cv2.resize(card, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    grey = cv2.cvtColor(card, cv2.COLOR_RGB2GRAY)
    reach = round(2.4 * looked_at_px / ID_1_WIDTH_MM) | 1
    darker = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    strong = max(16.0, 0.4 * float(np.percentile(darker, 98.5)))
    marks = np.clip(darker.astype(np.float32) / np.float32(strong), 0, 1) ** 2
    cells = cv2.resize(marks, _CELLS, interpolation=cv2.INTER_AREA)
    return _normed(np.sqrt(cv2.GaussianBlur(cells, (0, 0), 0.7)))


def likenesses(seen: Floats) -> Likenesses:
    """Return for every layout, side and turn (upside down or not) how much print lies where it would be, -1 to 1."""
    likeness = {}
    for layout, side in _PRINT:
        for turned in (False, True):
            view = seen[::-1, ::-1] if turned else seen
            likeness[layout, side, turned] = max(float((expected * view).sum()) for expected in _expected(layout, side))
    return likeness


@lru_cache(maxsize=len(_PRINT))
def _expected(layout: Layout, side: Side) -> tuple[Floats, ...]:
    return tuple(_cells_of(page) for page in _PRINT[layout, side])


def _cells_of(page: Sequence[_Box]) -> Floats:
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
