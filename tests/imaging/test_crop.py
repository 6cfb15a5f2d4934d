# SPDX-License-Identifier: Apache-2.0
"""Placements keep the limits for every head, or give way in the order that the rule allows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoSpec, Span
from sscard_desktop.imaging.crop import MAX_UPSCALE, Placement, place
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.mesh import EAR_LEFT, EAR_RIGHT, IRIS_LEFT, IRIS_RIGHT
from sscard_desktop.imaging.pose import Pose
from sscard_desktop.imaging.survey import Survey

NATIONAL = PhotoSpec(
    width=358,
    height=441,
    dpi=350,
    file_bytes=Span(14 * 1024, 40 * 1024),
    quality=70,
    face_width=Span(179, 255),
    eye_x=Span(162, 196),
    eye_above_bottom=Span(207, None),
    top_margin=Span(7, 21),
)
# 2011 standard: the same limits scaled to 236×295.
OLDER = replace(
    NATIONAL,
    width=236,
    height=295,
    face_width=Span(118, 168),
    eye_x=Span(107, 129),
    eye_above_bottom=Span(138, None),
    top_margin=Span(5, 14),
    aim_face_width=129,
    aim_top_margin=9,
)
HEIGHT, WIDTH = 518, 460


def face(width: float, *, roll: float = 0.0) -> Face:
    points = np.zeros((478, 3), np.float32)
    across = np.array([np.cos(np.radians(roll)), np.sin(np.radians(roll)), 0])
    middle = np.array([1000, 800, 0])
    points[EAR_RIGHT], points[EAR_LEFT] = middle - across * width / 2, middle + across * width / 2
    points[IRIS_RIGHT], points[IRIS_LEFT] = middle - across * width / 4, middle + across * width / 4
    return Face(points, 1.0, Pose(0, 0, roll))


def survey(hair: float, beyond: np.ndarray | None = None) -> Survey:
    marks = np.zeros((HEIGHT, WIDTH), np.uint8) if beyond is None else beyond
    return Survey(face_width=96, eye_x=230, eye_y=211, crown_y=211 - hair * 96, map=np.eye(2, 3), missing=marks)


def inside(placement: Placement, spec: PhotoSpec) -> bool:
    return (
        placement.face_width in spec.face_width
        and placement.eye_x in spec.eye_x
        and spec.height - placement.eye_y in spec.eye_above_bottom
        and (placement.hair_cut or placement.top in spec.top_margin)
    )


@given(
    hair=st.floats(0.6, 1.6),
    width=st.floats(130, 900),
    spec=st.sampled_from([NATIONAL, OLDER]),
)
def test_every_head_is_placed_inside_the_limits(hair: float, width: float, spec: PhotoSpec) -> None:
    placement = place(survey(hair), face(width), spec)
    assert inside(placement, spec)
    assert placement.face_width <= width * MAX_UPSCALE
    # Hair is cut only where it finds no room above the lowest eyes of the narrowest face.
    room = spec.height - (spec.eye_above_bottom.low or 0) - (spec.top_margin.low or 0)
    if hair * ((spec.face_width.low or 0) + 2.1) < room - 3:
        assert not placement.hair_cut


def test_an_ordinary_head_goes_where_the_profile_aims() -> None:
    placement = place(survey(0.95), face(300), NATIONAL)
    assert (placement.face_width, placement.eye_x, placement.top) == (195, 179, 14)
    assert not placement.hair_cut


def test_tall_hair_makes_the_face_smaller_before_it_is_cut() -> None:
    smaller = place(survey(1.18), face(300), NATIONAL)
    assert smaller.face_width < 195
    assert not smaller.hair_cut
    cut = place(survey(1.5), face(300), NATIONAL)
    assert cut.hair_cut
    assert cut.top < 7
    assert 441 - cut.eye_y >= 207


def test_a_frame_that_ends_below_the_chin_makes_the_face_larger() -> None:
    beyond = np.zeros((HEIGHT, WIDTH), np.uint8)
    beyond[211 + 105 :] = 1
    placement = place(survey(0.95), face(300), NATIONAL)
    closer = place(survey(0.95, beyond), face(300), NATIONAL)
    assert closer.face_width > placement.face_width
    assert inside(closer, NATIONAL)


def test_a_frame_that_cuts_one_shoulder_moves_the_photo_aside() -> None:
    beyond = np.zeros((HEIGHT, WIDTH), np.uint8)
    beyond[250:, : 230 - 84] = 1
    placement = place(survey(0.95, beyond), face(300), NATIONAL)
    assert placement.eye_x < 179
    assert inside(placement, NATIONAL)


def test_a_body_cut_everywhere_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        place(survey(0.95, np.ones((HEIGHT, WIDTH), np.uint8)), face(300), NATIONAL)
    assert caught.value.code == "photo.body_cut_off"


def test_too_few_pixels_say_how_many_are_needed() -> None:
    with pytest.raises(InvalidInputError) as caught:
        place(survey(0.95), face(100), NATIONAL)
    assert caught.value.params == {"have": 100, "need": 121}


@pytest.mark.parametrize("roll", [-8.0, 0.0, 5.0])
def test_the_map_levels_the_eyes_and_puts_them_where_planned(roll: float) -> None:
    head = face(300, roll=roll)
    placement = Placement(face_width=195, eye_x=179, eye_y=200, top=14, hair_cut=False)
    moved = head.moved(placement.matrix(head, margin=10))
    assert moved.eye_middle == pytest.approx((189, 210), abs=0.01)
    assert moved.roll_degrees == pytest.approx(0, abs=0.01)
    assert moved.width == pytest.approx(195, abs=0.01)
