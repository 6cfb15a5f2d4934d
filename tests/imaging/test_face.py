# SPDX-License-Identifier: Apache-2.0
"""Faces are found at every size and place, followed, and told from what only looks like one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.opening import Rgb


def placed(rgb: Rgb, matrix: list[list[float]], size: tuple[int, int]) -> Rgb:
    warped = cv2.warpAffine(rgb, np.array(matrix, np.float64), size, flags=cv2.INTER_AREA, borderValue=(205, 205, 210))
    return np.asarray(warped, np.uint8)


@pytest.mark.parametrize("scale", [0.4, 0.7, 1.0, 2.0, 4.0])
def test_a_face_is_found_at_every_size(finder: FaceFinder, astronaut: Rgb, scale: float) -> None:
    size = (round(512 * scale), round(512 * scale))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    face = finder.only(np.asarray(cv2.resize(astronaut, size, interpolation=interpolation), np.uint8))
    assert face.width == pytest.approx(91 * scale, rel=0.03)
    assert face.eye_middle == pytest.approx((225 * scale, 102 * scale), rel=0.02)


@pytest.mark.parametrize(("x", "y"), [(-120, 0), (700, 100), (20, 300), (700, 300)])
def test_a_small_face_in_a_wide_frame_is_found_anywhere(finder: FaceFinder, astronaut: Rgb, x: int, y: int) -> None:
    frame = placed(astronaut[:250], [[1, 0, x], [0, 1, y]], (1280, 720))
    assert finder.only(frame).eye_middle == pytest.approx((225 + x, 102 + y), abs=4)


def test_a_face_that_fills_the_picture_is_found(finder: FaceFinder, astronaut: Rgb) -> None:
    close = np.ascontiguousarray(astronaut[40:165, 165:285])
    assert finder.only(close).width == pytest.approx(91, rel=0.05)


def test_turning_the_picture_turns_the_pose(finder: FaceFinder, portrait: Rgb) -> None:
    straight = finder.only(portrait)
    mirrored = finder.only(np.ascontiguousarray(portrait[:, ::-1]))
    assert mirrored.pose.roll == pytest.approx(-straight.pose.roll, abs=1.0)
    assert mirrored.pose.yaw == pytest.approx(-straight.pose.yaw, abs=2.0)
    matrix = cv2.getRotationMatrix2D(straight.eye_middle, -20, 1)
    turned = finder.only(placed(portrait, matrix.tolist(), (1024, 1024)))
    assert turned.roll_degrees == pytest.approx(straight.roll_degrees + 20, abs=1.5)


def test_a_moved_face_is_followed(finder: FaceFinder, portrait: Rgb) -> None:
    face = finder.only(portrait)
    frame = placed(portrait, [[1, 0, 14], [0, 1, -6]], (1024, 1024))
    followed = finder.follow(frame, face)
    assert followed is not None
    assert np.subtract(followed.eye_middle, face.eye_middle) == pytest.approx((14, -6), abs=1.5)


def test_a_face_that_left_is_lost(finder: FaceFinder, portrait: Rgb) -> None:
    face = finder.only(portrait)
    assert finder.follow(np.full_like(portrait, 200), face) is None


def test_a_helmet_is_no_face(finder: FaceFinder, portrait: Rgb) -> None:
    # The detector alone takes the helmet in the picture for one.
    assert finder.detect(portrait[400:], thorough=True)
    assert finder.find(np.ascontiguousarray(portrait[400:])) == ()


def test_a_small_picture_on_the_wall_is_no_second_person(finder: FaceFinder, portrait: Rgb) -> None:
    poster = np.asarray(cv2.resize(portrait[40:300, 320:580], None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA))
    scene = portrait.copy()
    scene[60 : 60 + poster.shape[0], 700 : 700 + poster.shape[1]] = poster
    assert finder.only(scene).width == pytest.approx(182, rel=0.03)


def test_half_a_face_as_large_is_a_second_person(finder: FaceFinder, portrait: Rgb) -> None:
    other = np.asarray(cv2.resize(portrait[:560], None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA))
    scene = np.hstack([portrait[:560], np.full((560, other.shape[1], 3), 205, np.uint8)])
    scene[-other.shape[0] :, -other.shape[1] :] = other
    with pytest.raises(InvalidInputError) as caught:
        finder.only(scene)
    assert (caught.value.code, caught.value.params) == ("photo.several_faces", {"count": 2})


@pytest.mark.parametrize("shape", [(16, 16), (16, 900), (900, 16), (64, 64)])
def test_odd_shapes_without_a_face_are_no_trouble(finder: FaceFinder, shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (*shape, 3), dtype=np.uint8)
    assert finder.find(noise) == ()
