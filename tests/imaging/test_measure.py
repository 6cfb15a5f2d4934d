# SPDX-License-Identifier: Apache-2.0
"""Figures of a silhouette drawn with known truth: hair's top, its strands, the shoulders' slope."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from sscard_desktop.imaging.measure import crown_row, shoulder_slope, strands_row

FACE, EYE_X, EYE_Y, CHIN_Y = 100.0, 200.0, 200.0, 260.0


def silhouette(*, slope: float = 0.0, shoulders_y: float = 300.0, hair_to: int = 0) -> npt.NDArray[np.bool_]:
    """Return a head with shoulders that slope by ``slope`` degrees, and hair beside the face down to a row."""
    marks = np.zeros((500, 400), np.uint8)
    cv2.ellipse(marks, (200, 190), (60, 90), 0, 0, 360, 1, -1)
    rise = np.tan(np.radians(slope)) * 200
    body = [(0, shoulders_y - rise), (400, shoulders_y + rise), (400, 500), (0, 500)]
    cv2.fillPoly(marks, [np.array(body).round().astype(np.int32)], 1)
    if hair_to:
        cv2.rectangle(marks, (120, 120), (280, hair_to), 1, -1)
    return np.asarray(marks > 0)


@pytest.mark.parametrize("slope", [-9.0, 0.0, 5.0])
@pytest.mark.parametrize("shoulders_y", [250.0, 300.0, 380.0], ids=["leaning forward", "upright", "long neck"])
def test_the_shoulders_slope_is_read_off_at_any_height(slope: float, shoulders_y: float) -> None:
    seen = shoulder_slope(silhouette(slope=slope, shoulders_y=shoulders_y), EYE_X, CHIN_Y, FACE)
    assert seen == pytest.approx(slope, abs=0.5)


def test_shoulders_beside_long_hair_are_seen_farther_out() -> None:
    assert shoulder_slope(silhouette(slope=5, hair_to=300), EYE_X, CHIN_Y, FACE) == pytest.approx(5, abs=0.5)


def test_what_the_picture_doesnt_show_has_no_slope() -> None:
    assert shoulder_slope(silhouette(shoulders_y=300)[:290], EYE_X, CHIN_Y, FACE) is None
    assert shoulder_slope(silhouette(hair_to=300)[:, 120:280], EYE_X - 120, CHIN_Y, FACE) is None


def test_strands_count_where_they_begin_and_the_top_where_the_head_does() -> None:
    alpha = silhouette().astype(np.float32)
    alpha[80:101, 199:202] = 1
    assert crown_row(alpha, EYE_X, EYE_Y, FACE) == pytest.approx(100, abs=1)
    assert strands_row(alpha, EYE_X, EYE_Y, FACE) == pytest.approx(80, abs=1)
    assert strands_row(np.zeros_like(alpha), EYE_X, EYE_Y, FACE) is None
