# SPDX-License-Identifier: Apache-2.0
"""The whites of the eyes tell dark skin from a dark picture; casts are called by their name."""

from __future__ import annotations

import numpy as np
import pytest

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.look import Look
from sscard_desktop.imaging.measure import light
from sscard_desktop.imaging.tones import cast_direction, tones
from tests.helpers.sitters import person, with_skin
from tests.photorates import judged, photographed


def test_dark_skin_in_good_light_passes_and_the_same_grey_level_in_the_dark_does_not() -> None:
    shot = person(np.random.default_rng(4), "light skin").shot
    skin, gloom = judged(photographed(with_skin(shot, 0.45))), judged(photographed(shot.shade(lambda c: c * 0.35)))
    assert skin.verdicts["exposure"] is Verdict.PASS
    assert gloom.verdicts["exposure"] is not Verdict.PASS
    assert "too_dark" in gloom.hints["exposure"]


@pytest.mark.parametrize(
    ("factors", "hint"),
    [
        ((0.62, 1.02, 1.05), "cast_cyan"),
        ((0.75, 0.85, 1.35), "cast_blue"),
        ((1.05, 1.0, 0.45), "cast_yellow"),
        ((0.7, 1.1, 0.6), "cast_green"),
        ((1.5, 0.8, 0.8), "cast_red"),
    ],
)
def test_a_cast_is_called_by_its_colour(finder: FaceFinder, factors: tuple[float, float, float], hint: str) -> None:
    shot = person(np.random.default_rng(4), "light skin").shot
    rgb = photographed(shot.shade(lambda c: c * np.array(factors)))
    face = finder.only(rgb)
    seen = tones(Look.of(rgb, np.ones(rgb.shape[:2], np.float32), face))
    assert cast_direction(light(rgb, face), seen.eye_white_colour) == hint


def test_a_grey_picture_is_called_grey_not_cyan() -> None:
    shot = person(np.random.default_rng(4), "light skin").shot
    outcome = judged(photographed(shot.shade(lambda c: c.mean(axis=2, keepdims=True) + np.zeros(3))))
    assert outcome.verdicts["colour_cast"] is Verdict.FAIL
    assert outcome.hints["colour_cast"] == ("cast_grey",)
