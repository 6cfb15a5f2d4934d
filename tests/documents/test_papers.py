# SPDX-License-Identifier: Apache-2.0
"""Every template that is shipped, whoever names it: understood, tidy, and its values can be read back."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.documents import elements
from sscard_desktop.documents.formfill import read_template, render
from sscard_desktop.documents.formwords import PEOPLE_KEYS, PROGRAM_KEYS
from sscard_desktop.documents.sheaves import render_people
from sscard_desktop.documents.tableelements import ROW_KEYS
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain import receipt
from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.ownlook import LOOK_KEYS
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.roster import LIST_KEYS
from sscard_desktop.services.handoutpapers import LIST_FORM, NOTICE_FORM
from sscard_desktop.services.ownlookpaper import LOOK_FORM
from sscard_desktop.services.ports import FormContent
from sscard_desktop.services.sharedforms import MISSING_FORM, SLOTS_FORM
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers import forms
from tests.helpers.papers import CARD_KEYS, content_for, list_of, with_card, with_slot

TEMPLATES = sorted(
    path
    for path in paths.forms().glob("*/*.toml")
    if path.name != "profile.toml" and "elements" in path.read_text("utf-8")
)
OWN_LOOKS = [path for path in TEMPLATES if path.stem == LOOK_FORM]
"""One person's answers, a line each."""
LISTS = [path for path in TEMPLATES if re.search(r'"(table|seal)"', path.read_text("utf-8")) and path not in OWN_LOOKS]
"""Forms over several people."""
SHEETS = [path for path in TEMPLATES if path not in LISTS and path not in OWN_LOOKS]
COMMON = tomllib.loads((paths.forms() / "common.toml").read_text("utf-8"))
CITIES = [tomllib.loads(path.read_text("utf-8")) for path in paths.forms().glob("*/profile.toml")]
DECLARED = frozenset(key for each in (COMMON, *CITIES) for key in each.get("fields", {}))
ROSTER_LISTS = frozenset({MISSING_FORM, SLOTS_FORM})
"""Lists of people who needn't have a record."""
HAND_OUT_PAPERS = frozenset({LIST_FORM, NOTICE_FORM})
"""Filled when cards are given out: they alone may show what is known of the card, which no profile asks for."""
SLIPS = frozenset({NOTICE_FORM})
"""Half a sheet of A4 each: A5 across."""
TABLES = CodeTables(paths.resources() / "codes")
CODES = {
    name: CodeList(name, tuple(Code(entry["code"], {"zh_CN": entry["zh_CN"]}) for entry in listed["entries"]))
    for name, listed in COMMON["code_lists"].items()
    if "entries" in listed
} | {name: TABLES.code_list(name) for name in ("nations", "sexes", "countries")}
FIELDS = {key: FieldSpec(key, FieldKind.TEXT, {}) for key in DECLARED} | {
    key: FieldSpec(key, FieldKind(spec["kind"]), {}, code_list=spec.get("code_list", ""))
    for key, spec in COMMON["fields"].items()
}


def known(path: Path) -> frozenset[str]:
    """Return what a form may show beside what the program says of every form."""
    if path in OWN_LOOKS:
        return DECLARED | frozenset(LOOK_KEYS)
    if path.stem in ROSTER_LISTS:
        return DECLARED | LIST_KEYS
    return DECLARED | CARD_KEYS if path.stem in HAND_OUT_PAPERS else DECLARED


def understood(path: Path) -> FormTemplate:
    return read_template(path, known(path), FormScope.RECORD if path in SHEETS else FormScope.PEOPLE)


def filled(path: Path, person: FormContent) -> FormContent:
    if path.stem in ROSTER_LISTS:
        return with_slot(person)
    return with_card(person) if path.stem in HAND_OUT_PAPERS else person


def dense(text: str) -> str:
    return re.sub(r"\s", "", text)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_place_that_may_stay_blank_names_a_field_that_some_city_has(path: Path) -> None:
    template = understood(path)
    keys = {getattr(element, "key", "") for element in template.elements}
    keys |= {column.key for column in template.table.columns} if template.table else set()
    assert keys - {""} <= known(path) | PROGRAM_KEYS | PEOPLE_KEYS | ROW_KEYS


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_frames_stand_on_half_millimetres_of_a4(path: Path) -> None:
    template = understood(path)
    sizes = {(210, 148)} if path.stem in SLIPS else {(210, 297), (297, 210)}
    assert (template.width_mm, template.height_mm) in sizes
    for each in template.elements:
        if isinstance(each, elements.Cell | elements.Box):
            assert all(float(2 * mm).is_integer() for mm in (each.x_mm, each.y_mm, each.w_mm, each.h_mm)), each


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_the_forms_title_stands_on_it(path: Path) -> None:
    template = understood(path)
    written = {dense(each.text) for each in template.elements if isinstance(each, elements.Text)}
    assert any(words and words in template.title for words in written)


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_every_value_can_be_read_back_from_the_pdf(path: Path) -> None:
    template = understood(path)
    for person in ("fifteen_characters", "rare_character", "minor_with_guardian", "longest_address"):
        content = filled(path, content_for(person, FIELDS, CODES))
        text = dense(forms.pypdf_text(render(template, content, fonts=forms.FONTS)))
        for element in template.elements:
            if isinstance(element, elements.Value | elements.Comb):
                value = content.values.get(element.key, "")
                printed = receipt.grouped(value) if element.key == "receipt_number" else value
                assert dense(printed) in text, (person, element.key)


@pytest.mark.parametrize("path", LISTS, ids=named)
@pytest.mark.parametrize("count", [1, 37])
def test_everybody_on_a_list_can_be_read_back_from_the_pdf(path: Path, count: int) -> None:
    content = list_of(count, FIELDS, CODES)
    content = replace(content, people=[filled(path, person) for person in content.people])
    template = understood(path)
    text = dense(forms.pypdf_text(render_people(template, content, fonts=forms.FONTS)))
    assert dense(content.heading["unit"]) in text
    assert str(count) in text
    if template.table is not None:
        keys = [column.key for column in template.table.columns if column.key in known(path) and column.show == "value"]
        for person in content.people:
            for key in keys:
                assert dense(person.values[key]) in text, key
        assert f"总计：{count}人" in text


def test_the_list_that_lies_on_the_counter_covers_every_number() -> None:
    path = paths.forms() / "shared-forms" / f"{LIST_FORM}.toml"
    content = list_of(9, FIELDS, CODES)
    people = [filled(path, person) for person in content.people]
    text = dense(forms.pypdf_text(render_people(understood(path), replace(content, people=people), fonts=forms.FONTS)))
    whole = {person.values[key] for person in people for key in ("number", "card_number")} - {""}
    assert whole
    assert not [number for number in whole if number in text]


def test_the_slip_of_a_password_has_no_place_for_one() -> None:
    template = understood(paths.forms() / "shared-forms" / "slip-service-password.toml")
    words = "".join(each.text for each in template.elements if isinstance(each, elements.Text))
    assert "不记录任何密码" in words
    assert not {getattr(each, "key", "") for each in template.elements} & {"password", "service_password"}


def test_headings_and_nations_of_shantous_list_stand_on_one_line() -> None:
    template = understood(paths.forms() / "guangdong-shantou" / "unit_table.toml")
    text = forms.pypdf_text(render_people(template, list_of(9, FIELDS, CODES), fonts=forms.FONTS))
    for words in ("维吾尔", "性别*", "民族*", "国籍*", "职业*"):
        assert words in text, words


@pytest.mark.parametrize("path", OWN_LOOKS, ids=named)
@pytest.mark.parametrize("count", [1, 60])
def test_every_line_of_an_own_look_can_be_read_back_from_the_pdf(path: Path, count: int) -> None:
    content = list_of(count, FIELDS, CODES)
    spoken = [dict(zip(LOOK_KEYS, (f"第{line}项", f"答{line}"), strict=True)) for line in range(count)]
    lines = [replace(line, values=said) for line, said in zip(content.people, spoken, strict=True)]
    content = replace(content, heading=content.heading | dict.fromkeys(LOOK_KEYS, ""), people=lines)
    text = dense(forms.pypdf_text(render_people(understood(path), content, fonts=forms.FONTS)))
    for said in spoken:
        assert all(dense(part) in text for part in said.values()), said
