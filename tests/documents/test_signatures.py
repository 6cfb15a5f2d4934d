# SPDX-License-Identifier: Apache-2.0
"""Where a form is signed: by hand, or by what was written on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sscard_desktop import paths
from sscard_desktop.documents import elements
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.formwords import SignedBy
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import Mark, PictureMark, RuleMark, TextMark
from sscard_desktop.documents.placing import Part, Sheet
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.signing import Signer
from sscard_desktop.services.ports import FormContent, SignedLine
from tests.helpers import forms
from tests.helpers.signatures import png

FONTS = Fonts(paths.resources() / "fonts")
LINE = SignedLine(Signer.AGENT, "由代办人 王五 签名", date(2026, 3, 2), "核对码 1234 5678 9012")


def content(signed: SignedLine | None, *, picture: bool = True) -> FormContent:
    pictures = {PictureRole.SIGNATURE: png()} if picture else {}
    return replace(forms.content(), pictures=pictures, signed=signed)


def marks(by: SignedBy, shown: FormContent, part: Part = Part.WHOLE) -> list[Mark]:
    page = (
        elements.Signature(x_mm=20, y_mm=100, w_mm=70, h_mm=5, label="签名：", by=by),
        elements.DateBlank(x_mm=90, y_mm=100, w_mm=40, h_mm=5, by=by),
    )
    return lay_out(page, Sheet("表", shown, FONTS, part=part))


def texts(found: list[Mark]) -> list[str]:
    return [mark.text for mark in found if isinstance(mark, TextMark)]


def test_a_signature_stands_on_its_line_with_who_signed_when_and_the_mark() -> None:
    found = marks(SignedBy.ANYONE, content(LINE))
    (picture,) = [mark for mark in found if isinstance(mark, PictureMark)]
    (rule,) = [mark for mark in found if isinstance(mark, RuleMark)]
    assert rule.x1_pt <= picture.x_pt
    assert picture.x_pt + picture.width_pt <= rule.x2_pt + 0.01
    assert picture.y_pt + picture.height_pt <= rule.y1_pt + 0.01
    told = "".join(texts(found))
    for part in ("由代办人 王五 签名", "2026-03-02", "1234 5678 9012", "2026", "3", "2"):
        assert part in told


@pytest.mark.parametrize("by", [SignedBy.OTHERS, SignedBy.APPLICANT])
def test_it_stands_nowhere_else(by: SignedBy) -> None:
    found = marks(by, content(LINE))
    assert texts(found) == ["签名：", "日", "月", "年"]
    assert not [mark for mark in found if isinstance(mark, PictureMark)]


def test_a_guardian_signs_in_the_applicants_place() -> None:
    assert len(marks(SignedBy.APPLICANT, content(replace(LINE, signer=Signer.GUARDIAN)))) > 5


def test_by_hand_the_form_says_who_signs_and_leaves_the_room() -> None:
    found = marks(SignedBy.ANYONE, content(SignedLine(Signer.AGENT, "由代办人 王五 签名"), picture=False))
    assert texts(found) == ["签名：", "由代办人 王五 签名", "日", "月", "年"]
    assert texts(marks(SignedBy.ANYONE, content(SignedLine(Signer.APPLICANT), picture=False))) == [
        "签名：",
        "日",
        "月",
        "年",
    ]


def test_a_picture_without_a_mark_of_what_was_signed_is_not_printed() -> None:
    found = marks(SignedBy.ANYONE, content(SignedLine(Signer.APPLICANT)))
    assert not [mark for mark in found if isinstance(mark, PictureMark)]


@pytest.mark.parametrize("by", list(SignedBy))
def test_ground_and_values_are_the_whole(by: SignedBy) -> None:
    shown = content(LINE)
    parts = [*marks(by, shown, Part.GROUND), *marks(by, shown, Part.VALUES)]
    assert sorted(map(repr, parts)) == sorted(map(repr, marks(by, shown)))


def test_on_paper_that_has_the_form_already_only_the_signature_is_printed() -> None:
    found = marks(SignedBy.ANYONE, content(LINE), Part.OVERLAY)
    assert not [mark for mark in found if isinstance(mark, RuleMark)]
    assert "签名：" not in texts(found)
    assert [mark for mark in found if isinstance(mark, PictureMark)]


def test_chengdus_form_is_printed_with_it() -> None:
    from sscard_desktop.documents.formfill import FormPress

    press = FormPress(paths.resources() / "fonts")
    hand = press.render(forms.REGISTRATION, content(None, picture=False))
    signed = press.render(forms.REGISTRATION, content(LINE))
    before, after = (np.asarray(forms.seen(pdf, dpi=100)) for pdf in (hand, signed))
    changed = np.argwhere((before != after).reshape(before.shape[0], before.shape[1], -1).any(axis=2))
    top_mm = changed[:, 0].min() / 100 * 25.4
    left_mm = changed[:, 1].max() / 100 * 25.4
    assert top_mm > 260
    assert left_mm < 112
