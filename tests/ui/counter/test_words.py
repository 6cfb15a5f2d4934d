# SPDX-License-Identifier: Apache-2.0
"""What the counter says of steps, people and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.ui.counter.steps import Step, StepKind
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.widgets.label import Tone
from tests.helpers.chengdu import chengdu, complete_values

MISSING = [Problem(key, "rules.required") for key in ("unit", "mobile", "bank", "education")]
PICTURES = [
    Problem("photo", "rules.photo_missing"),
    Problem("id_front", "rules.id_front_missing"),
    Problem("id_back", "rules.id_back_missing"),
    Problem("consent", "rules.consent_missing"),
]


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    spoken = Language(qapp)
    spoken.switch("zh_CN")
    yield spoken
    spoken.silence()


@pytest.fixture
def words(language: Language) -> CounterWords:
    return CounterWords(chengdu(), language)


@pytest.mark.parametrize("kind", StepKind)
def test_every_step_says_what_it_does(words: CounterWords, kind: StepKind) -> None:
    text, _ = words.step(Step(kind, "mobile"))
    assert text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("rules.photo_missing", "下一步：拍照"),
        ("photo.unconfirmed", "下一步：确认照片"),
        ("photo.not_compliant", "下一步：重拍照片"),
        ("remark.reason", "下一步：重拍照片"),
    ],
)
def test_a_photo_is_taken_confirmed_or_taken_again(words: CounterWords, code: str, said: str) -> None:
    assert words.step(Step(StepKind.PHOTO, "photo", Problem("photo", code)))[0] == said


def test_a_field_is_filled_mended_or_confirmed(words: CounterWords) -> None:
    question = Problem("number", "idnumber.x", Severity.QUESTION, proposal="1")
    assert words.step(Step(StepKind.FIELD, "mobile", MISSING[1]))[0] == "下一步：填写手机号码"
    assert (
        words.step(Step(StepKind.FIELD, "mobile", Problem("mobile", "rules.mobile_length")))[0]
        == "下一步：改正手机号码"
    )
    assert words.step(Step(StepKind.FIELD, "number", question))[0] == "下一步：确认证件号码"


def test_what_is_missing_is_named_while_it_is_little(words: CounterWords) -> None:
    assert words.missing([]) == ""
    assert words.missing([*MISSING[:2], *PICTURES[:1]]) == "还差：现今工作单位、手机号码、照片"
    assert words.missing([*MISSING, *PICTURES]) == "还差：现今工作单位等 4 项、照片、证件图片、同意"


def test_a_warning_is_nothing_missing(words: CounterWords) -> None:
    assert words.missing([Problem("mobile", "rules.mobile_shared", Severity.WARNING)]) == ""


def test_the_drawn_card_reads_as_the_card_does(words: CounterWords) -> None:
    face = words.face(complete_values(valid_to="long_term"), [], from_reader=True)
    assert face.name == "陈样本"
    assert face.person == "男 · 汉族 · 1981-07-17"
    assert (face.validity, face.validity_tone) == ("长期有效", Tone.OK)


def test_a_nation_without_a_name_gets_none(words: CounterWords) -> None:
    assert "其他族" not in words.face(complete_values(nation="97"), [], from_reader=True).person


def test_an_expiry_that_is_refused_is_told_on_the_card(words: CounterWords) -> None:
    expiring = Problem("valid_to", "rules.identity_expires_soon")
    face = words.face(complete_values(valid_to="2026-03-22"), [expiring], from_reader=True)
    assert (face.validity, face.validity_tone) == ("有效至 2026-03-22", Tone.BAD)


def test_english_carries_the_same(words: CounterWords, language: Language) -> None:
    language.switch("en")
    assert (
        words.missing([*MISSING, *PICTURES]) == "Missing: Present unit and more (4 fields), photo, ID pictures, consent"
    )
    assert words.face(complete_values(), [], from_reader=True).person == "Male · Han · 1981-07-17"
