# SPDX-License-Identifier: Apache-2.0
"""The guides' geometry: the profile's limits, wherever the head is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.photo import Guidance, PhotoSpec, Span
from sscard_desktop.ui.photo.guides import Box, guides_in, resting_window, window_around

NATIONAL = PhotoSpec(
    width=358,
    height=441,
    dpi=350,
    file_bytes=Span(14_000, 40_000),
    quality=70,
    face_width=Span(179, 255),
    eye_x=Span(162, 196),
    eye_above_bottom=Span(207, None),
    top_margin=Span(7, 21),
)
WELL = frozenset({"face", "alone", "distance", "place"})


def seen(left: float, top: float, right: float, bottom: float, met: frozenset[str] = WELL) -> Guidance:
    return Guidance("ready", met, face_box=(left, top, right, bottom))


def test_at_true_size_the_guides_are_the_published_figures() -> None:
    guides = guides_in(Box(0, 0, 358, 441), NATIONAL)
    assert (guides.hair.top, guides.hair.bottom) == (7, 21)
    assert (guides.centre.left, guides.centre.right) == (162, 196)
    assert guides.eyes.bottom == 441 - 207
    assert guides.oval.top == NATIONAL.aim_top_margin
    assert (guides.oval.left + guides.oval.right) / 2 == pytest.approx(179)


def test_another_citys_limits_move_the_guides() -> None:
    other = replace(NATIONAL, top_margin=Span(20, 40), eye_x=Span(150, 180), eye_above_bottom=Span(220, 260))
    guides = guides_in(Box(0, 0, 358, 441), other)
    assert (guides.hair.top, guides.hair.bottom) == (20, 40)
    assert (guides.eyes.top, guides.eyes.bottom) == (441 - 260, 441 - 220)
    assert (guides.oval.left + guides.oval.right) / 2 == pytest.approx(165)


@given(scale=st.floats(0.2, 5), left=st.floats(-500, 2000), top=st.floats(-500, 2000))
def test_guides_scale_and_move_with_their_window(scale: float, left: float, top: float) -> None:
    plain = guides_in(Box(0, 0, 358, 441), NATIONAL)
    moved = guides_in(Box(left, top, 358 * scale, 441 * scale), NATIONAL)
    for name in ("oval", "eyes", "hair", "centre"):
        before, after = getattr(plain, name), getattr(moved, name)
        assert after.left == pytest.approx(left + before.left * scale, abs=1e-6)
        assert after.top == pytest.approx(top + before.top * scale, abs=1e-6)
        assert after.width == pytest.approx(before.width * scale, abs=1e-6)


@given(width=st.integers(160, 4000), height=st.integers(120, 3000))
def test_the_resting_window_lies_inside_any_frame(width: int, height: int) -> None:
    window = resting_window(NATIONAL, width, height)
    assert window.left >= -1e-6
    assert window.top >= -1e-6
    assert window.right <= width + 1e-6
    assert window.bottom <= height + 1e-6
    assert window.width / window.height == pytest.approx(358 / 441)


def test_the_window_follows_the_face_at_the_width_that_the_photo_aims_at() -> None:
    window = window_around(NATIONAL, 1280, 720, seen(0.4, 0.3, 0.55, 0.62))
    assert window is not None
    face_width = 0.15 * 1280
    assert face_width / window.width * 358 == pytest.approx(NATIONAL.aim_face_width)
    assert window.left + window.width / 2 == pytest.approx(0.475 * 1280)


@pytest.mark.parametrize("missing", sorted(WELL))
def test_the_window_rests_until_the_head_is_where_it_can_be(missing: str) -> None:
    assert window_around(NATIONAL, 1280, 720, seen(0.4, 0.3, 0.55, 0.62, WELL - {missing})) is None


def test_without_a_face_there_is_nothing_to_follow() -> None:
    assert window_around(NATIONAL, 1280, 720, Guidance("no_face")) is None
