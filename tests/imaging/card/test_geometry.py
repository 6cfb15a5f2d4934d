# SPDX-License-Identifier: Apache-2.0
"""Corners in any order and under any camera are told to be a rectangle of their ratio, and others aren't."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.imaging.card import geometry
from sscard_desktop.imaging.card.geometry import ID_1_RATIO, Floats

SIZE = (1280, 720)


def seen(ratio: float, *, turn: float, pitch: float, yaw: float, distance: float = 3.0) -> Floats:
    """Return a rectangle of ``ratio`` as a camera with a lens as long as the picture sees it."""
    flat = np.array([[-ratio, -1, 0], [ratio, -1, 0], [ratio, 1, 0], [-ratio, 1, 0]], np.float64) / ratio / 2
    about = []
    for angle, (i, j) in zip((turn, pitch, yaw), ((0, 1), (1, 2), (0, 2)), strict=True):
        matrix = np.eye(3)
        matrix[i, i] = matrix[j, j] = np.cos(angle)
        matrix[i, j], matrix[j, i] = -np.sin(angle), np.sin(angle)
        about.append(matrix)
    points = flat @ about[0].T @ about[1].T @ about[2].T + [0.1, 0.05, distance]
    return np.asarray(points[:, :2] / points[:, 2:] * SIZE[0] + np.array(SIZE) / 2)


angles = st.floats(-0.4, 0.4)


@given(turn=st.floats(-3.1, 3.1), pitch=angles, yaw=angles)
def test_a_card_seen_by_any_camera_is_a_rectangle_of_its_ratio(turn: float, pitch: float, yaw: float) -> None:
    quad = seen(ID_1_RATIO, turn=turn, pitch=pitch, yaw=yaw)
    errors, flat = geometry.rectangle_errors(quad[None], ID_1_RATIO, SIZE)
    assert errors[0] < 0.04
    assert flat[0]


@given(turn=st.floats(-3.1, 3.1))
def test_a_square_sheet_is_no_card(turn: float) -> None:
    quad = seen(1.0, turn=turn, pitch=0.05, yaw=0.05)
    assert geometry.rectangle_errors(quad[None], ID_1_RATIO, SIZE)[0][0] > 0.25


@given(turn=st.floats(-3.1, 3.1), pitch=angles, yaw=angles, start=st.integers(0, 3))
def test_the_long_side_comes_first_wherever_one_begins(turn: float, pitch: float, yaw: float, start: int) -> None:
    quad = seen(ID_1_RATIO, turn=turn, pitch=pitch, yaw=yaw)
    begun = geometry.long_side_first(np.roll(quad, start, axis=0), ID_1_RATIO, SIZE)
    assert any(np.allclose(begun, np.roll(quad, each, axis=0)) for each in (0, 2))


@given(order=st.permutations(range(4)), turn=st.floats(-0.6, 0.6))
def test_corners_come_clockwise_from_the_top_left(order: list[int], turn: float) -> None:
    quad = seen(ID_1_RATIO, turn=turn, pitch=0.1, yaw=0.1)
    assert np.allclose(geometry.clockwise(quad[list(order)]), quad)
    assert geometry.is_convex(quad[None])[0]
    assert geometry.areas(quad[None])[0] > 0


@given(turn=st.floats(-3.1, 3.1), pitch=angles, yaw=angles)
def test_the_unit_square_goes_to_the_corners(turn: float, pitch: float, yaw: float) -> None:
    quad = seen(ID_1_RATIO, turn=turn, pitch=pitch, yaw=yaw)
    square = np.array([[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]], np.float64)
    points = square @ geometry.to_picture(quad).T
    assert np.allclose(points[:, :2] / points[:, 2:], quad, atol=0.01)


def test_a_bent_quadrangle_is_none() -> None:
    assert not geometry.is_convex(np.array([[[0, 0], [10, 0], [3, 3], [0, 10]]], np.float64))[0]


def test_what_lies_inside_overlaps_wholly() -> None:
    outer = np.array([[0, 0], [10, 0], [10, 10], [0, 10]], np.float64)
    assert geometry.overlap(outer, outer * 0.5 + 2) > 0.99
    assert geometry.overlap(outer, outer + 20) == 0
