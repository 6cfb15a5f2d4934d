# SPDX-License-Identifier: Apache-2.0
"""Wall and lamp on drawn frames whose fault is known: each lowers the score, and the advice names it."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.lighting import ALL_WELL, NO_SITTER, LightReading, LightScore, judge, typical
from sscard_desktop.imaging.lighting import LightMeter, read_light
from sscard_desktop.services.ports import Frame

Rgb = npt.NDArray[np.uint8]
SIZE = (720, 1280)


def wall(level: float = 0.8, grain: float = 0.004, colour: tuple[float, float, float] = (1, 1, 1)) -> Rgb:
    noise = np.random.default_rng(7).normal(0, grain, (*SIZE, 1))
    return finished(np.full((*SIZE, 3), level) * np.array(colour) + noise)


def finished(light: npt.NDArray[np.floating]) -> Rgb:
    return np.clip(light * 255, 0, 255).astype(np.uint8)


def dark(_: int = 0) -> Rgb:
    return wall(0.15, 0.02)


def grainy() -> Rgb:
    return wall(0.6, 0.05)


def burnt() -> Rgb:
    return wall(1.2)


def yellow() -> Rgb:
    return wall(0.8, colour=(1.0, 0.86, 0.55))


def bluish() -> Rgb:
    return wall(0.8, colour=(0.68, 0.85, 1.0))


def gradient() -> Rgb:
    return finished(wall() / 255 * np.linspace(0.45, 1.1, SIZE[1])[None, :, None])


def shadow() -> Rgb:
    shade = np.ones(SIZE, np.float32)
    cv2.ellipse(shade, (700, 420), (190, 260), 0, 0, 360, 0.72, -1)
    return finished(wall() / 255 * cv2.GaussianBlur(shade, (0, 0), 7)[..., None])


def cluttered() -> Rgb:
    picture = wall()
    for step in range(24):
        x, y = 220 + (step % 8) * 108, 30 + (step // 8) * 180
        cv2.rectangle(picture, (x, y), (x + 70, y + 120), (60 + 7 * step, 90, 140), -1)
        cv2.line(picture, (x + 35, y), (x + 35, y + 120), (240, 240, 240), 5)
    return picture


def score_of(picture: Rgb) -> LightScore:
    return judge(read_light(picture, None, None))


def test_a_light_even_wall_scores_high_and_asks_only_for_somebody_to_sit_down() -> None:
    found = score_of(wall())
    assert found.score >= 95
    assert found.advice == NO_SITTER


@pytest.mark.parametrize(
    ("picture", "advice"),
    [
        (dark, "more_light"),
        (grainy, "more_light"),
        (burnt, "less_light"),
        (yellow, "white_lamp"),
        (bluish, "warm_lamp"),
        (gradient, "even_lamp"),
        (shadow, "off_the_wall"),
        (cluttered, "clear_wall"),
    ],
)
def test_each_fault_is_named_and_costs_points(picture: Callable[[], Rgb], advice: str) -> None:
    found = score_of(picture())
    assert found.advice == advice
    assert found.score <= score_of(wall()).score - 30


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (2000, 3), (480, 640)])
def test_any_frame_is_read(size: tuple[int, int]) -> None:
    found = judge(read_light(np.full((*size, 3), 200, np.uint8), None, None))
    assert 0 <= found.score <= 100


def test_somebody_before_the_wall_is_measured_too(portrait: Rgb) -> None:
    reading = LightMeter().read(Frame(portrait, 0.0))
    assert reading.face_share is not None
    assert reading.side_difference is not None
    lit = portrait.astype(np.float32)
    lit[:, : lit.shape[1] // 2] *= 0.3
    from_aside = LightMeter().read(Frame(lit.astype(np.uint8), 0.0))
    assert from_aside.side_difference is not None
    assert from_aside.side_difference > reading.side_difference + 0.2


GOOD = LightReading(0.8, 0.05, 0.002, 3, 1, 0.0, 0.004, 0.6, 0.05, 0.28)


def test_all_is_well_where_all_is_well() -> None:
    assert (judge(GOOD).score, judge(GOOD).advice) == (100, ALL_WELL)


def test_who_walks_by_does_not_count() -> None:
    empty = LightReading(0.8, 0.05, 0.002, 3, 1, 0.0, 0.004)
    blocked = LightReading(0.1, 2.0, 0.5, 30, 1, 0.5, 0.1, 0.1, 0.5, 0.9)
    assert judge(typical([empty] * 7 + [blocked] * 3)) == judge(empty)


def test_no_frame_is_no_score() -> None:
    with pytest.raises(ValueError, match="no frame"):
        typical([])


_FIGURE = st.floats(0, 1)


@given(
    st.builds(
        LightReading,
        _FIGURE,
        _FIGURE,
        _FIGURE,
        st.floats(0, 100),
        st.floats(-100, 100),
        _FIGURE,
        _FIGURE,
        st.none() | _FIGURE,
        st.none() | _FIGURE,
        st.none() | _FIGURE,
    )
)
def test_any_reading_has_a_score_and_advice(reading: LightReading) -> None:
    found = judge(reading)
    assert 0 <= found.score <= 100
    assert found.advice
    assert {part.key for part in found.parts if part.share is None} <= {"distance", "even", "shadow"}
