# SPDX-License-Identifier: Apache-2.0
"""Every template that is shipped, whoever names it: understood, tidy, and fit for people who are hard on a form."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.documents import elements
from sscard_desktop.documents.elements import PROGRAM_KEYS
from sscard_desktop.documents.formfill import read_template, render
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import TextMark
from sscard_desktop.documents.placing import Sheet
from sscard_desktop.domain import receipt
from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.comparison import ITEMS
from sscard_desktop.domain.fields import FieldKind, FieldSpec, shown
from sscard_desktop.services.ports import FormContent
from sscard_desktop.storage.codetables import CodeTables
from tests.documents.test_layout import assert_texts_keep_to_their_places
from tests.helpers import forms
from tests.helpers.papers import PEOPLE

TEMPLATES = sorted(
    path
    for path in paths.forms().glob("*/*.toml")
    if path.name != "profile.toml" and "elements" in path.read_text("utf-8")
)
SETTINGS = [
    tomllib.loads(path.read_text("utf-8"))
    for path in (paths.forms() / "common.toml", *paths.forms().glob("*/profile.toml"))
]
DECLARED = frozenset(key for each in SETTINGS for key in each.get("fields", {})) | {
    "agent_reason",
    "agent_proof",
    "card_number",
    "insurance_kinds",
    "verified_way",
    "verified_by",
    "verified_on",
}
TABLES = CodeTables(paths.resources() / "codes")
COMMON = SETTINGS[0]
RECEIPT = receipt.receipt_number(1, date(2026, 3, 2), 7)
_LISTS = {
    name: CodeList(name, tuple(Code(e["code"], {"zh_CN": e["zh_CN"]}) for e in listed["entries"]))
    for name, listed in COMMON["code_lists"].items()
    if "entries" in listed
} | {name: TABLES.code_list(name) for name in ("nations", "sexes", "countries")}


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def content_for(person: str) -> FormContent:
    """Return what a form shows of one of the people: as the program does, with the lists of common.toml."""
    stored = PEOPLE[person]
    values = dict.fromkeys(DECLARED, "")
    for key, value in stored.items():
        spec = COMMON["fields"].get(key)
        kind = FieldKind(spec["kind"]) if spec else FieldKind.TEXT
        field = FieldSpec(key, kind, {}, code_list=(spec or {}).get("code_list", ""))
        values[key] = shown(field, value, _LISTS, "zh_CN")
    values |= {
        "receipt_number": RECEIPT,
        "operator": "李敏",
        "station": "样例支行 3 号台",
        "city": "样例市",
        "business": "新申领",
    }
    marks = ("√", "√", "×", "无", "√", "")
    values["comparison_source"] = "身份证芯片"
    for item, mark in zip(ITEMS, marks, strict=True):
        values[f"comparison_{item}"] = values.get(item, "") or "有"
        values[f"comparison_{item}_mark"] = mark
        values[f"comparison_{item}_fill"] = "---" if mark == "√" else ""
    return FormContent(
        values, stored, forms.PICTURES, f"{RECEIPT}|{stored['number']}|{stored['name']}", date(2026, 3, 2), 1
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_shared_place_names_a_field_that_some_city_has(path: Path) -> None:
    template = read_template(path, DECLARED)
    keys = {getattr(element, "key", None) for element in template.elements} - {None}
    assert keys <= DECLARED | PROGRAM_KEYS


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_everything_is_set_in_half_millimetres_at_the_coarsest_on_a4(path: Path) -> None:
    template = read_template(path, DECLARED)
    assert (template.width_mm, template.height_mm) in {(210, 297), (297, 210)}
    frames = [each for each in template.elements if isinstance(each, elements.Cell | elements.Box)]
    assert frames
    for each in frames:
        for length in (each.x_mm, each.y_mm, each.w_mm, each.h_mm):
            assert float(length * 2).is_integer(), each


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_nobody_is_cut_and_no_text_touches_another(path: Path, person: str) -> None:
    template = read_template(path, DECLARED)
    marks = lay_out(template.elements, Sheet(template.title, content_for(person), forms.FONTS))
    assert_texts_keep_to_their_places(template, marks)
    assert all(mark.size_pt >= 5 for mark in marks if isinstance(mark, TextMark))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_value_can_be_read_back_from_the_pdf(path: Path) -> None:
    template = read_template(path, DECLARED)
    for person in ("fifteen_characters", "rare_character", "minor_with_guardian", "longest_address"):
        content = content_for(person)
        text = re.sub(r"\s", "", forms.pypdf_text(render(template, content, fonts=forms.FONTS)))
        for element in template.elements:
            if isinstance(element, elements.Value | elements.Comb) and getattr(element, "show", "value") == "value":
                value = content.values.get(element.key, "")
                printed = receipt.grouped(value) if element.key == "receipt_number" else value
                assert re.sub(r"\s", "", printed) in text, (person, element.key)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_the_forms_title_stands_on_it(path: Path) -> None:
    template = read_template(path, DECLARED)
    written = {re.sub(r"\s", "", each.text) for each in template.elements if isinstance(each, elements.Text)}
    assert any(words and words in template.title for words in written)
