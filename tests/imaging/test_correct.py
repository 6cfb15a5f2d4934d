# SPDX-License-Identifier: Apache-2.0
"""A lamp's cast and a dark exposure are put right inside bounds; a person's own colours are left alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sscard_desktop.domain.photo import PhotoReport, PhotoSpec, Verdict
from sscard_desktop.imaging.correct import MAX_EXPOSURE_EV, MAX_GAIN
from sscard_desktop.imaging.opening import Rgb
from sscard_desktop.imaging.photomaker import PhotoMaker
from tests.imaging.people import before_a_wall

GREY = (200, 200, 200)


def lit(rgb: Rgb, gain: tuple[float, float, float]) -> Rgb:
    return np.clip(rgb * np.asarray(gain), 0, 255).astype(np.uint8)


def verdict(report: PhotoReport, key: str) -> Verdict:
    return next(check.verdict for check in report.checks if check.key == key)


@pytest.fixture(scope="module")
def correcting(national: PhotoSpec) -> PhotoSpec:
    return replace(national, correct=True)


@pytest.mark.parametrize("gain", [(1, 0.88, 0.7), (0.75, 0.9, 1)], ids=["bulb", "shade"])
def test_a_cast_that_wall_and_skin_tell_of_is_taken_back(
    maker: PhotoMaker, national: PhotoSpec, correcting: PhotoSpec, gain: tuple[float, float, float]
) -> None:
    picture = lit(before_a_wall(GREY), gain)
    assert verdict(maker.make(picture, national).report, "colour_cast") is not Verdict.PASS
    report = maker.make(picture, correcting).report
    assert verdict(report, "colour_cast") is Verdict.PASS
    assert {c.key for c in report.corrected} <= {"red_gain", "green_gain", "blue_gain", "exposure_ev"}
    assert all(1 / MAX_GAIN <= c.figure <= MAX_GAIN for c in report.corrected if c.key.endswith("gain"))


def test_a_dim_lamp_is_made_up_for_and_the_report_says_by_how_much(
    maker: PhotoMaker, national: PhotoSpec, correcting: PhotoSpec
) -> None:
    picture = lit(before_a_wall(GREY), (0.5, 0.5, 0.5))
    assert verdict(maker.make(picture, national).report, "exposure") is not Verdict.PASS
    report = maker.make(picture, correcting).report
    (correction,) = (c for c in report.corrected if c.key == "exposure_ev")
    assert 0.2 < correction.figure <= MAX_EXPOSURE_EV
    assert verdict(report, "exposure") is Verdict.PASS


@pytest.mark.parametrize("wall", [(242, 242, 242), (205, 180, 150), (70, 120, 190)], ids=["white", "beige", "blue"])
def test_good_light_is_left_alone_whatever_the_wall(
    maker: PhotoMaker, correcting: PhotoSpec, wall: tuple[int, int, int]
) -> None:
    assert maker.make(before_a_wall(wall), correcting).report.corrected == ()


@pytest.mark.parametrize("wall", [(242, 242, 242), (205, 180, 150), (70, 120, 190)], ids=["white", "beige", "blue"])
def test_dark_skin_in_good_light_is_left_dark(
    maker: PhotoMaker, correcting: PhotoSpec, wall: tuple[int, int, int]
) -> None:
    report = maker.make(before_a_wall(wall, skin=0.5), correcting).report
    assert "exposure_ev" not in {c.key for c in report.corrected}


def test_a_profile_that_forbids_it_gets_the_light_as_it_was(maker: PhotoMaker, national: PhotoSpec) -> None:
    assert maker.make(lit(before_a_wall(GREY), (1, 0.84, 0.62)), national).report.corrected == ()
