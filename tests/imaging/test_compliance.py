# SPDX-License-Identifier: Apache-2.0
"""The checks see what is wrong, by degrading one good picture step by step with known truth."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from sscard_desktop import messages
from sscard_desktop.domain.photo import PhotoCheck, PhotoReport, PhotoSpec, Span, Verdict
from sscard_desktop.domain.photothresholds import COMMON_THRESHOLDS, LOWER_LIMITS
from sscard_desktop.imaging import compliance
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.photomaker import PhotoMaker


@pytest.fixture(scope="module")
def good(maker: PhotoMaker, portrait: Rgb, national: PhotoSpec) -> Rgb:
    """A finished photo's pixels."""
    return open_picture(maker.make(portrait, national).jpeg).rgb


def written(rgb: Rgb, *, dpi: int = 350, quality: int = 85) -> bytes:
    target = io.BytesIO()
    Image.fromarray(rgb).save(target, "JPEG", quality=quality, dpi=(dpi, dpi))
    return target.getvalue()


def outcome(report: PhotoReport, key: str) -> PhotoCheck:
    return next(check for check in report.checks if check.key == key)


def test_a_good_photo_of_another_program_passes_what_can_be_decided(
    maker: PhotoMaker, good: Rgb, national: PhotoSpec
) -> None:
    report = maker.check(written(good, quality=80), national)
    assert report.failed == ()
    # She smiles and shows her teeth; the ring of her suit hides her shoulders.
    assert {c.key for c in report.checks if c.verdict is Verdict.CONFIRM} == {
        "mouth",
        "neutral",
        "shoulders_level",
        "glasses",
        "covering",
        "clothes",
    }


def lit(gain: float) -> Callable[[Rgb], Rgb]:
    """Change the light on the person; the wall stays white."""

    def change(rgb: Rgb) -> Rgb:
        person = (rgb.min(axis=2) < 245)[..., None]
        return np.where(person, np.clip(rgb * gain, 0, 255), rgb).astype(np.uint8)

    return change


def cast(red: float, green: float, blue: float) -> Callable[[Rgb], Rgb]:
    def change(rgb: Rgb) -> Rgb:
        person = (rgb.min(axis=2) < 245)[..., None]
        return np.where(person, np.clip(rgb * np.array([red, green, blue]), 0, 255), rgb).astype(np.uint8)

    return change


def shadow_on_the_left(rgb: Rgb) -> Rgb:
    light = cv2.GaussianBlur(np.where(np.arange(358) < 179, 0.55, 1.0).astype(np.float32)[None, :], (0, 0), 12)
    person = (rgb.min(axis=2) < 245)[..., None]
    return np.where(person, rgb * light[..., None], rgb).astype(np.uint8)


def shifted(x: int, y: int) -> Callable[[Rgb], Rgb]:
    def change(rgb: Rgb) -> Rgb:
        matrix = np.array([[1, 0, x], [0, 1, y]], np.float64)
        return np.asarray(cv2.warpAffine(rgb, matrix, (358, 441), borderValue=(255, 255, 255)), np.uint8)

    return change


def scaled(factor: float, degrees: float = 0) -> Callable[[Rgb], Rgb]:
    def change(rgb: Rgb) -> Rgb:
        matrix = cv2.getRotationMatrix2D((179, 200), degrees, factor)
        return np.asarray(cv2.warpAffine(rgb, matrix, (358, 441), borderValue=(255, 255, 255)), np.uint8)

    return change


def wall_of(red: int, green: int, blue: int) -> Callable[[Rgb], Rgb]:
    def change(rgb: Rgb) -> Rgb:
        return np.where((rgb.min(axis=2) > 245)[..., None], np.uint8([red, green, blue]), rgb).astype(np.uint8)

    return change


DEGRADED: dict[str, tuple[str, Callable[[Rgb], Rgb]]] = {
    "blurred": ("sharpness", lambda rgb: np.asarray(cv2.GaussianBlur(rgb, (0, 0), 2.5), np.uint8)),
    "moved": ("sharpness", lambda rgb: np.asarray(cv2.blur(rgb, (13, 1)), np.uint8)),
    "dark": ("exposure", lit(0.25)),
    "burnt out": ("exposure", lit(1.8)),
    "blue": ("colour_cast", cast(0.7, 0.9, 1.25)),
    "green": ("colour_cast", cast(0.7, 1.1, 0.7)),
    "shadow": ("side_shadow", shadow_on_the_left),
    "too far left": ("eye_x", shifted(-25, 0)),
    "too far right": ("eye_x", shifted(25, 0)),
    "too low": ("eye_above_bottom", shifted(0, 45)),
    "hair at the edge": ("top_margin", shifted(0, -11)),
    "too small": ("face_width", scaled(0.85)),
    "too large": ("face_width", scaled(1.36)),
    "tilted": ("roll", scaled(1.0, 5)),
    "blue wall": ("background", wall_of(120, 170, 230)),
    "nearly white wall": ("background", wall_of(240, 244, 246)),
}


@pytest.mark.parametrize("name", DEGRADED)
def test_what_is_wrong_is_seen(maker: PhotoMaker, good: Rgb, national: PhotoSpec, name: str) -> None:
    key, degrade = DEGRADED[name]
    report = maker.check(written(degrade(good)), national)
    assert outcome(report, key).verdict is Verdict.FAIL, outcome(report, key)


def noisy(rgb: Rgb) -> Rgb:
    noise = np.random.default_rng(5).normal(0, 4, rgb.shape)
    return np.where(rgb > 245, rgb, np.clip(rgb + noise, 0, 255)).astype(np.uint8)


HARMLESS: dict[str, Callable[[Rgb], Rgb]] = {
    "a little brighter": lit(1.06),
    "a little darker": lit(0.85),
    "a little warmer": cast(1.04, 1.0, 0.95),
    "noisy": noisy,
    "a little to the left": shifted(-8, 0),
    "a little larger": scaled(1.015),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_doesnt_fail(maker: PhotoMaker, good: Rgb, national: PhotoSpec, name: str) -> None:
    failed = maker.check(written(HARMLESS[name](good), quality=80), national).failed
    assert [check.key for check in failed] == []


def test_a_photo_of_a_wall_fails_for_lack_of_a_face(maker: PhotoMaker, national: PhotoSpec) -> None:
    report = maker.check(written(np.full((441, 358, 3), 255, np.uint8)), national)
    assert outcome(report, "one_face").verdict is Verdict.FAIL
    assert report.geometry is None


def test_the_file_itself_is_judged(maker: PhotoMaker, good: Rgb, national: PhotoSpec) -> None:
    report = maker.check(written(good[:400], dpi=300, quality=98), national)
    assert outcome(report, "pixels").verdict is Verdict.FAIL
    assert outcome(report, "dpi").verdict is Verdict.FAIL
    small = maker.check(written(good, quality=5), national)
    assert outcome(small, "file_size").verdict is Verdict.FAIL


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")])
def test_another_format_or_colour_mode_fails(
    maker: PhotoMaker, good: Rgb, national: PhotoSpec, kind: str, mode: str
) -> None:
    target = io.BytesIO()
    Image.fromarray(good).convert(mode).save(target, kind)
    assert outcome(maker.check(target.getvalue(), national), "format").verdict is Verdict.FAIL


def test_a_city_without_a_resolution_isnt_asked_for_one(maker: PhotoMaker, good: Rgb, national: PhotoSpec) -> None:
    report = maker.check(written(good, dpi=72), replace(national, dpi=None))
    assert "dpi" not in {check.key for check in report.checks}


def test_the_profile_sets_the_thresholds(maker: PhotoMaker, good: Rgb, national: PhotoSpec) -> None:
    strict = replace(national, thresholds={"smile": 0.99, "chin_down": 2.0, "chin_down_fail": 5.0})
    report = maker.check(written(good), strict)
    assert outcome(report, "neutral").verdict is Verdict.PASS
    assert outcome(report, "pitch").verdict is Verdict.FAIL


def test_a_hair_cut_for_the_eyes_sake_is_confirmed_not_failed(
    maker: PhotoMaker, portrait: Rgb, national: PhotoSpec
) -> None:
    # Eyes as high as this leave no room for all of the hair.
    spec = replace(national, eye_above_bottom=Span(272, None))
    photo = maker.make(portrait, spec)
    for report in (photo.report, maker.check(photo.jpeg, spec)):
        assert report.hair_cut
        assert report.geometry is not None
        assert report.geometry.eye_above_bottom >= 272
        assert outcome(report, "top_margin").verdict is Verdict.CONFIRM


def test_keys_are_unique_and_each_has_its_name_and_sentences() -> None:
    keys = [check.key for check in compliance.CHECKS]
    assert len(keys) == len(set(keys))
    catalogue = messages.catalogue()
    for check in compliance.CHECKS:
        for verdict in Verdict:
            outcome = PhotoCheck(check.key, verdict, 1.5, "≤ 1", check.family)
            for language in messages.LANGUAGES:
                assert outcome.name_code in catalogue
                shown = messages.message(outcome.sentence_code, outcome.params, language)
                assert shown.what != outcome.sentence_code
                assert "{" not in str(shown)
                assert bool(shown.todo) is (verdict is not Verdict.PASS)


def test_a_threshold_that_asks_has_one_that_fails_beyond_it() -> None:
    thresholds = COMMON_THRESHOLDS
    for key, limit in thresholds.items():
        beyond = thresholds.get(f"{key}_fail")
        if beyond is not None:
            assert (beyond < limit) if key.endswith("_low") or key in LOWER_LIMITS else (beyond > limit)


def test_half_the_light_is_never_passed_without_a_look(maker: PhotoMaker, good: Rgb, national: PhotoSpec) -> None:
    # Dark skin in good light may measure the same: the clerk looks, and nobody is refused for it.
    checks = {check.key: check for check in maker.check(written(lit(0.5)(good), quality=80), national).checks}
    assert checks["exposure"].verdict is Verdict.CONFIRM
