# SPDX-License-Identifier: Apache-2.0
"""A report is read back as it was written, and one of an older version too."""

from __future__ import annotations

import json

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import (
    Adjustment,
    Correction,
    FaceGeometry,
    PhotoCheck,
    PhotoFile,
    PhotoReport,
    Verdict,
)
from sscard_desktop.services.photoreports import JudgedPhoto, from_json, one_more

REPORT = PhotoReport(
    (PhotoCheck("eye_x", Verdict.FAIL, 200.5, "162–196 px", "crop"),),
    geometry=FaceGeometry(195, 200.5, 240, 14, 0.1),
    file=PhotoFile(358, 441, 350, 20_000, 70),
    background_replaced=True,
    hair_cut=True,
    adjustment=Adjustment(3, -2, 1.1, 0.5),
    corrected=(Correction("exposure_ev", 0.25),),
)


def test_a_report_comes_back_as_it_was() -> None:
    judged = JudgedPhoto(REPORT, frozenset(), {"eye_x": "本人要求"})
    assert from_json(judged.to_json()) == judged


def test_a_report_from_before_adjustments_and_corrections_is_read() -> None:
    data = json.loads(JudgedPhoto(REPORT).to_json())
    del data["adjustment"], data["corrected"]
    report = from_json(json.dumps(data)).report
    assert report.adjustment is None
    assert report.corrected == ()


@pytest.mark.parametrize("adjustment", [{"zoom": 9}, {"spin": 1}, [1], "3"])
def test_an_impossible_adjustment_is_a_damaged_report(adjustment: object) -> None:
    data = json.loads(JudgedPhoto(REPORT).to_json()) | {"adjustment": adjustment}
    with pytest.raises(InvalidInputError) as caught:
        from_json(json.dumps(data))
    assert caught.value.code == "photo.report_damaged"


# As stored by the version before hints.
EARLIER = (
    '{"checks": [{"key": "glasses", "verdict": "confirm", "figure": null, "limit": "", "family": "glasses"},'
    ' {"key": "sharpness", "verdict": "fail", "figure": 0.75, "limit": "≤ 0.7", "family": "quality"}],'
    ' "geometry": {"face_width": 195.0, "eye_x": 179.0, "eye_above_bottom": 240.0, "top_margin": 14.0,'
    ' "roll_degrees": 0.1}, "file": {"width": 358, "height": 441, "dpi": 350, "size_bytes": 20000, "quality": 70},'
    ' "background_replaced": true, "hair_cut": false, "confirmed": ["glasses"], "overridden": {"sharpness": "拍不了"}}'
)


def test_a_report_of_an_earlier_version_is_still_read() -> None:
    judged = from_json(EARLIER)
    assert [check.hints for check in judged.report.checks] == [(), ()]
    assert judged.open_failures == ()
    assert judged.open_questions == ()
    assert from_json(judged.to_json()) == judged


def test_hints_come_back_with_their_check() -> None:
    check = PhotoCheck("covering", Verdict.CONFIRM, None, "", "covering", ("head_covered", "earring"))
    judged = JudgedPhoto(
        PhotoReport((check,), FaceGeometry(195, 179, 240, 14, 0), PhotoFile(358, 441, 350, 20_000, 70))
    )
    assert from_json(judged.to_json()) == judged


@pytest.mark.parametrize("hints", ["1", '"head_covered"', '{"a": 1}', "[1]", "null"])
def test_damaged_hints_are_told_as_a_damaged_report(hints: str) -> None:
    text = EARLIER.replace('"family": "glasses"', f'"family": "glasses", "hints": {hints}')
    with pytest.raises(InvalidInputError, match=r"photo\.report_damaged"):
        from_json(text)


def test_retakes_are_kept_with_the_photo_and_change_nothing_about_it() -> None:
    retaken = one_more(one_more({"": 1}, JudgedPhoto(REPORT).thrown_away()), JudgedPhoto(REPORT).thrown_away("glasses"))
    assert retaken == {"": 1, "eye_x": 1, "glasses": 1}
    judged = JudgedPhoto(REPORT, retaken=retaken)
    assert judged == JudgedPhoto(REPORT)
    assert from_json(judged.to_json()).retaken == retaken
    assert "retaken" not in JudgedPhoto(REPORT).to_json()


@pytest.mark.parametrize("retaken", [[1], {"eyes": "x"}, {"eyes": -1}, {"eyes": True}, "3"])
def test_impossible_retakes_are_a_damaged_report(retaken: object) -> None:
    data = json.loads(JudgedPhoto(REPORT).to_json()) | {"retaken": retaken}
    with pytest.raises(InvalidInputError, match=r"photo\.report_damaged"):
        from_json(json.dumps(data))
