# SPDX-License-Identifier: Apache-2.0
"""Forms in two languages: every city's, with nothing refused, nothing lost and nothing too small to read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.documents import elements
from sscard_desktop.documents.bilingual import LEAST_PT, in_both, plain, read_english
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.formfill import FormPress, read_template
from sscard_desktop.documents.formwords import SignedBy
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import TextMark
from sscard_desktop.documents.placing import Sheet
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.ownlook import LOOK_KEYS
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.services.ports import FormContent, PeopleContent
from tests.helpers.applicants import city
from tests.helpers.cities import profiles

FONTS = paths.resources() / "fonts"
ENGLISH = paths.forms() / "english.toml"
CHINESE = re.compile("[\u4e00-\u9fff]")
SIGNED = sorted({(name, city(name).of("new").forms[0].template) for name in profiles().names()})
OWN_LOOK = paths.forms() / "shared-forms" / "own-look.toml"


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(FONTS)


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return read_english(ENGLISH.read_bytes(), file=ENGLISH.name)


def understood(name: str, path: Path) -> FormTemplate:
    return read_template(path, {*city(name).fields, *city(name).of("new").fields})


def nobody(template: FormTemplate) -> FormContent:
    keys = {each.key for each in template.elements if isinstance(each, elements.Value | elements.Comb)}
    return FormContent(dict.fromkeys(keys, ""), {}, {}, "", date(2026, 3, 2), specimen=True)


def words(template: FormTemplate) -> list[str]:
    return [
        str(getattr(each, "text", "") or getattr(each, "label", ""))
        for each in template.elements
        if isinstance(each, elements.Text | elements.Cell | elements.Signature)
    ]


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=[name for name, _ in SIGNED])
def test_a_foreigner_reads_the_form_that_is_signed_in_every_city(
    name: str, path: Path, fonts: Fonts, english: dict[str, str]
) -> None:
    template = understood(name, path)
    both = in_both(template, english, fonts)
    marks = lay_out(both.elements, Sheet(both.title, nobody(both), fonts))
    assert len(marks) >= len(lay_out(template.elements, Sheet(both.title, nobody(template), fonts)))
    cells = [each.label for each in both.elements if isinstance(each, elements.Cell)]
    alone = [each for each in cells if not re.search("[A-Za-z]", each)]
    assert alone == [], f"no room or no word for {alone}"


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=[name for name, _ in SIGNED])
def test_the_list_has_a_word_for_every_label_and_signature(name: str, path: Path, english: dict[str, str]) -> None:
    template = understood(name, path)
    # What the office signs needn't be read by the applicant.
    wanted = [each.label for each in template.elements if isinstance(each, elements.Cell)]
    wanted += [
        each.label
        for each in template.elements
        if isinstance(each, elements.Signature) and each.by is not SignedBy.OTHERS
    ]
    missing = {each for each in wanted if not re.search("[A-Za-z]", each) and plain(each) not in english}
    assert missing == set()


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=[name for name, _ in SIGNED])
def test_nothing_chinese_is_lost_and_nothing_is_too_small(
    name: str, path: Path, fonts: Fonts, english: dict[str, str]
) -> None:
    template = understood(name, path)
    both = in_both(template, english, fonts)
    for before, after, element in zip(words(template), words(both), both.elements, strict=False):
        assert "".join(CHINESE.findall(before)) == "".join(CHINESE.findall(after)), element
    for was, now in zip(template.elements, both.elements, strict=True):
        if now is not was:
            marks = lay_out((now,), Sheet(both.title, nobody(both), fonts))
            assert min(mark.size_pt for mark in marks if isinstance(mark, TextMark)) >= LEAST_PT


def test_the_sheet_that_is_read_over_says_in_english_what_to_do(fonts: Fonts, english: dict[str, str]) -> None:
    template = read_template(OWN_LOOK, {*LOOK_KEYS, "station", "operator"}, FormScope.PEOPLE)
    both = in_both(template, english, fonts)
    assert both.table is not None
    assert [column.header.split("\n")[-1] for column in both.table.columns] == ["Item", "Content", "× if wrong"]
    assert any("Please check each line" in text for text in words(both))


def test_only_who_wants_it_gets_two_languages() -> None:
    press = FormPress(FONTS, ENGLISH)
    heading = {**dict.fromkeys(LOOK_KEYS, ""), "station": "样例", "operator": "样例"}
    row = FormContent({"look_label": "姓名", "look_value": "陈样本"}, {}, {}, "", date(2026, 3, 2))
    plain_one = press.render_people(OWN_LOOK, PeopleContent(heading, {}, [row], date(2026, 3, 2)))
    both = press.render_people(OWN_LOOK, PeopleContent(heading, {}, [row], date(2026, 3, 2), bilingual=True))
    assert plain_one != both
    assert both == press.render_people(OWN_LOOK, PeopleContent(heading, {}, [row], date(2026, 3, 2), bilingual=True))


def test_without_room_the_chinese_stands_alone(fonts: Fonts) -> None:
    cell = elements.Cell(x_mm=10, y_mm=10, w_mm=30, h_mm=4, label="姓名", label_w_mm=10, key="name")
    template = FormTemplate("x", 210, 297, 8, (cell,))
    assert in_both(template, {"姓名": "A name that is far too long for this"}, fonts).elements == (cell,)


def test_what_stands_in_both_languages_already_stays(fonts: Fonts, english: dict[str, str]) -> None:
    template = understood("beijing", city("beijing").of("new").forms[0].template)
    kept = [each for each in in_both(template, english, fonts).elements if isinstance(each, elements.Cell)]
    assert kept == [each for each in template.elements if isinstance(each, elements.Cell)]


@pytest.mark.parametrize("content", [b'"a" = 3', b'"a" = ""', b"[a]\nb = 1", b"\xff", b'"a" = "' + b"x" * 2000 + b'"'])
def test_a_broken_list_is_told_by_file_and_line(content: bytes) -> None:
    with pytest.raises(InvalidInputError) as raised:
        read_english(content, file="city/english.toml")
    assert raised.value.params["file"] == "city/english.toml"
