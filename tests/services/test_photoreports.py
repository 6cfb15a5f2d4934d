# SPDX-License-Identifier: Apache-2.0
"""A report is read back as it was written, and one of an older version too."""

from __future__ import annotations

import json

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import Adjustment, FaceGeometry, PhotoCheck, PhotoFile, PhotoReport, Verdict
from sscard_desktop.services.photoreports import JudgedPhoto, from_json

REPORT = PhotoReport(
    (PhotoCheck("eye_x", Verdict.FAIL, 200.5, "162–196 px", "crop"),),
    geometry=FaceGeometry(195, 200.5, 240, 14, 0.1),
    file=PhotoFile(358, 441, 350, 20_000, 70),
    background_replaced=True,
    hair_cut=True,
    adjustment=Adjustment(3, -2, 1.1, 0.5),
)


def test_a_report_comes_back_as_it_was() -> None:
    judged = JudgedPhoto(REPORT, frozenset(), {"eye_x": "本人要求"})
    assert from_json(judged.to_json()) == judged


def test_a_report_from_before_adjustments_were_known_is_read() -> None:
    data = json.loads(JudgedPhoto(REPORT).to_json())
    del data["adjustment"]
    assert from_json(json.dumps(data)).report.adjustment is None


@pytest.mark.parametrize("adjustment", [{"zoom": 9}, {"spin": 1}, [1], "3"])
def test_an_impossible_adjustment_is_a_damaged_report(adjustment: object) -> None:
    data = json.loads(JudgedPhoto(REPORT).to_json()) | {"adjustment": adjustment}
    with pytest.raises(InvalidInputError) as caught:
        from_json(json.dumps(data))
    assert caught.value.code == "photo.report_damaged"
