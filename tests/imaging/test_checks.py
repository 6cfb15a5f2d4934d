# SPDX-License-Identifier: Apache-2.0
"""The checks fail for the right reason, and only ask where nobody can know."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.checks import eyes
from sscard_desktop.imaging.expressions import Expressions
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.photomaker import PhotoMaker
from tests.helpers.photofaults import PERSON, WALLS
from tests.helpers.sitters import person
from tests.photorates import NATIONAL, Judged, judged, photographed


def with_fault(name: str, seed: int) -> Judged:
    rng = np.random.default_rng(seed)
    return judged(photographed(PERSON[name][2](person(rng, "light skin").shot, rng)))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", ["眼睛被遮 covered eyes", "墨镜 sunglasses"])
def test_covered_eyes_fail_as_covered_eyes_and_not_as_a_shadow(name: str, seed: int) -> None:
    verdicts = with_fault(name, seed).verdicts
    assert verdicts["eyes_visible"] is Verdict.FAIL
    assert verdicts["side_shadow"] is not Verdict.FAIL


def test_closed_eyes_are_closed_and_not_covered() -> None:
    verdicts = with_fault("闭眼 closed eyes", 1).verdicts
    assert verdicts["eyes_open"] is Verdict.FAIL
    assert "eyes_visible" not in verdicts


@pytest.mark.parametrize(
    ("gap", "contrast", "verdict"),
    [
        (0.055, 0.3, Verdict.CONFIRM),
        (0.055, 0.5, Verdict.PASS),
        (0.042, 0.3, Verdict.FAIL),
        (0.03, 0.6, Verdict.FAIL),
    ],
    ids=["laughing", "narrow", "all but closed", "closed"],
)
def test_eyes_narrow_by_nature_or_laughing_never_fail(
    monkeypatch: pytest.MonkeyPatch, gap: float, contrast: float, verdict: Verdict
) -> None:
    monkeypatch.setattr(eyes, "lid_gap", lambda points: gap)
    monkeypatch.setattr(eyes, "eye_contrasts", lambda look: (contrast, contrast))
    bare = person(np.random.default_rng(2), "light skin").shot
    assert judged(photographed(bare)).verdicts["eyes_open"] is verdict


def test_neither_low_brows_nor_lines_alone_are_a_frown(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    bare = person(rng, "light skin").shot
    frowning = PERSON["皱眉 frown"][2](bare, rng)
    assert judged(photographed(frowning)).verdicts["frown"] is Verdict.CONFIRM
    scores = dict.fromkeys(("browDownLeft", "browDownRight"), 0.0)
    monkeypatch.setattr(Expressions, "score", lambda self, points: scores)
    assert judged(photographed(frowning)).verdicts["frown"] is Verdict.PASS
    scores.update(browDownLeft=0.8, browDownRight=0.8)
    assert judged(photographed(bare)).verdicts["frown"] is Verdict.PASS
    assert judged(photographed(frowning)).verdicts["frown"] is Verdict.CONFIRM


@pytest.mark.parametrize("name", ["戴帽子 hat", "围围巾 scarf", "颜色过浅 light clothes"])
def test_what_no_model_knows_is_asked_and_never_failed(name: str) -> None:
    verdicts = with_fault(name, 2).verdicts
    assert verdicts["covering"] is verdicts["clothes"] is verdicts["glasses"] is Verdict.CONFIRM
    assert verdicts.get("religious_dress", Verdict.CONFIRM) is Verdict.CONFIRM


def test_religious_dress_is_asked_about_where_the_head_seems_covered_only() -> None:
    bare = judged(photographed(person(np.random.default_rng(2), "light skin").shot))
    assert "religious_dress" not in bare.verdicts
    assert with_fault("扎头巾 headscarf", 2).verdicts["religious_dress"] is Verdict.CONFIRM


def test_a_wall_that_was_made_white_only_asks_and_a_photos_own_wall_fails(maker: PhotoMaker) -> None:
    rng = np.random.default_rng(3)
    shot, wall = person(rng, "light skin").shot, WALLS["有字体 letters"][1](rng)
    frame: Rgb = shot.on(wall)
    made = {check.key: check.verdict for check in maker.make(frame, NATIONAL).report.checks}
    assert made["wall_clutter"] is Verdict.CONFIRM
    assert made["background"] is Verdict.PASS
    own = judged(photographed(shot, wall))
    assert own.verdicts["wall_clutter"] is own.verdicts["background"] is Verdict.FAIL


def test_a_face_at_the_pictures_edge_breaks_no_check() -> None:
    shot = person(np.random.default_rng(5), "light skin").shot
    for right, down in ((150, 0), (-150, 0), (0, 190), (0, -150)):
        assert judged(photographed(shot, right=right, down=down)).verdicts["format"] is Verdict.PASS


def test_checks_look_the_same_at_large_and_small_copies_of_a_photo(maker: PhotoMaker) -> None:
    rgb = photographed(person(np.random.default_rng(6), "light skin").shot)
    for scale in (0.6, 2.5):
        other = cv2.resize(
            rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        )
        _done, coded = cv2.imencode(".png", other[..., ::-1])
        checks = {check.key: check.verdict for check in maker.check(coded.tobytes(), NATIONAL).checks}
        for key in ("eyes_visible", "eyes_open", "brows_covered", "colour_cast", "exposure", "side_shadow", "frown"):
            assert checks[key] is Verdict.PASS, (scale, key)
    assert open_picture(coded.tobytes()).rgb.shape[0] == round(441 * 2.5)
