# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.documents.elements import Cell, Element
from sscard_desktop.documents.formwords import PEOPLE_KEYS, PICTURE_ROLES, PROGRAM_KEYS
from sscard_desktop.documents.kinds import KINDS
from sscard_desktop.documents.layout import LAYOUTS
from sscard_desktop.documents.tableelements import ROW_KEYS, TableColumn
from sscard_desktop.documents.template import FormTemplate, load
from sscard_desktop.domain.errors import InvalidInputError
from tests.helpers import forms

PAGE = "title = '表'\npage = { width_mm = 210, height_mm = 297 }\n"
OPTION_A = "{ code = 'a', label = 'B' }"
PLACE = "x_mm = 10, y_mm = 10, w_mm = 50, h_mm = 8"


def read(text: str) -> FormTemplate:
    return load(text.encode(), file="city/form.toml", fields={"name", "bank"})


def element(text: str) -> str:
    return f"{PAGE}elements = [\n    {{ kind = 'box', {PLACE} }},\n    {{ {text} }},\n]\n"


def refusal(text: str) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as caught:
        read(text)
    assert caught.value.params["file"] == "city/form.toml"
    return caught.value


def test_a_template_becomes_elements() -> None:
    template = read(element(f"kind = 'cell', {PLACE}, label = '姓名', label_w_mm = 18, key = 'name'"))
    assert template.title == "表"
    assert template.elements[1] == Cell(
        x_mm=10, y_mm=10, w_mm=50, h_mm=8, label="姓名", label_w_mm=18, key="name"
    )  # fmt: skip


def test_an_optional_place_may_be_for_what_this_city_doesnt_ask() -> None:
    asked = f"kind = 'value', {PLACE}, key = 'salary'"
    assert refusal(element(asked)).code == "template.unknown_field"
    assert read(element(f"{asked}, optional = true")).elements[1].key == "salary"  # type: ignore[attr-defined]


def test_every_kind_can_be_laid_out() -> None:
    assert set(KINDS.values()) == set(LAYOUTS)


@pytest.mark.parametrize("path", [forms.REGISTRATION, forms.RECEIPT], ids=lambda path: path.stem)
def test_the_shipped_forms_are_understood(path: Path) -> None:
    assert forms.form(path).elements


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (f"kind = 'box', {PLACE}, colour = 'red'", "template.unknown_key", "elements[2].colour"),
        (f"kind = 'hologram', {PLACE}", "template.bad_value", "elements[2].kind"),
        (f"kind = 7, {PLACE}", "template.bad_value", "elements[2].kind"),
        (PLACE, "template.missing_key", "elements[2].kind"),
        ("kind = 'box', x_mm = 10, y_mm = 10, w_mm = 50", "template.missing_key", "elements[2].h_mm"),
        (f"kind = 'value', {PLACE}, key = 'salary'", "template.unknown_field", "elements[2].key"),
        (f"kind = 'value', {PLACE}", "template.missing_key", "elements[2].key"),
        ("kind = 'box', x_mm = 160, y_mm = 10, w_mm = 50, h_mm = 8", "template.off_page", "elements[2].w_mm"),
        ("kind = 'box', x_mm = 7.9, y_mm = 10, w_mm = 50, h_mm = 8", "template.off_page", "elements[2].x_mm"),
        ("kind = 'box', x_mm = 10, y_mm = 285, w_mm = 50, h_mm = 8", "template.off_page", "elements[2].h_mm"),
        ("kind = 'box', x_mm = -1, y_mm = 10, w_mm = 50, h_mm = 8", "template.bad_value", "elements[2].x_mm"),
        ("kind = 'box', x_mm = nan, y_mm = 10, w_mm = 50, h_mm = 8", "template.bad_value", "elements[2].x_mm"),
        ("kind = 'box', x_mm = 10, y_mm = 10, w_mm = inf, h_mm = 8", "template.bad_value", "elements[2].w_mm"),
        ("kind = 'box', x_mm = true, y_mm = 10, w_mm = 50, h_mm = 8", "template.bad_value", "elements[2].x_mm"),
        ("kind = 'box', x_mm = '10', y_mm = 10, w_mm = 50, h_mm = 8", "template.bad_value", "elements[2].x_mm"),
        ("kind = 'box', x_mm = 10, y_mm = 10, w_mm = 0, h_mm = 8", "template.bad_value", "elements[2].w_mm"),
        (f"kind = 'line', {PLACE}", "template.bad_value", "elements[2].w_mm"),
        (f"kind = 'box', {PLACE}, line_pt = 50", "template.bad_value", "elements[2].line_pt"),
        (f"kind = 'text', {PLACE}, text = 5", "template.bad_value", "elements[2].text"),
        (f"kind = 'text', {PLACE}, text = 'x', align = 'middle'", "template.bad_value", "elements[2].align"),
        (f"kind = 'text', {PLACE}, text = 'x', size_pt = 0", "template.bad_value", "elements[2].size_pt"),
        (f"kind = 'text', {PLACE}, text = 'x', size_pt = 100", "template.bad_value", "elements[2].size_pt"),
        (f"kind = 'picture', {PLACE}, role = 'chip_photo', label = 'x'", "template.bad_value", "elements[2].role"),
        (f"kind = 'picture', {PLACE}, role = '/etc/passwd', label = 'x'", "template.bad_value", "elements[2].role"),
        (f"kind = 'comb', {PLACE}, key = 'name', cells = 0", "template.bad_value", "elements[2].cells"),
        (f"kind = 'comb', {PLACE}, key = 'name', cells = 6, groups = [9]", "template.bad_value", "elements[2].cells"),
        (f"kind = 'choice', {PLACE}, key = 'bank', options = []", "template.bad_value", "elements[2].options"),
        (f"kind = 'choice', {PLACE}, key = 'bank', options = 'abc'", "template.bad_value", "elements[2].options"),
        (
            f"kind = 'choice', {PLACE}, key = 'bank', options = [{{ code = 'a', label = 'A', default = true }}]",
            "template.unknown_key",
            "elements[2].options[1].default",
        ),
        (
            f"kind = 'choice', {PLACE}, key = 'bank', options = [{{ code = 'a', label = 'A' }}, {OPTION_A}]",
            "template.duplicate_code",
            "elements[2].options[2].code",
        ),
        (
            f"kind = 'cell', {PLACE}, label = 'x', label_w_mm = 50, key = 'name'",
            "template.bad_value",
            "elements[2].label_w_mm",
        ),
    ],
)  # fmt: skip
def test_a_wrong_element_is_told_by_file_line_and_key(text: str, code: str, key: str) -> None:
    error = refusal(element(text))
    assert (error.code, error.params["key"], error.params["line"]) == (code, key, 5)


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        (f"{PAGE}elements = []\nauthor = 'x'\n", "template.unknown_key", 4, "author"),
        (f"{PAGE}", "template.missing_key", 1, "elements"),
        (f"{PAGE}elements = []\n", "template.bad_value", 3, "elements"),
        (f"{PAGE}elements = 'none'\n", "template.bad_value", 3, "elements"),
        (f"{PAGE}elements = ['x']\n", "template.missing_key", 3, "elements[1].kind"),
        ("title = '表'\npage = { width_mm = 210 }\nelements = []\n", "template.missing_key", 2, "page.height_mm"),
        (
            "title = '表'\npage = { width_mm = 210, height_mm = 297, margin_mm = 2 }\nelements = []\n",
            "template.bad_value",
            2,
            "page.margin_mm",
        ),
        (
            "title = '表'\npage = { width_mm = 9, height_mm = 297 }\nelements = []\n",
            "template.bad_value",
            2,
            "page.margin_mm",
        ),
    ],
)
def test_a_wrong_file_is_told_by_line_and_key(text: str, code: str, line: int, key: str) -> None:
    error = refusal(text)
    assert (error.code, error.params["line"], error.params["key"]) == (code, line, key)


def test_a_template_of_a_thousand_elements_is_refused() -> None:
    boxes = f"{{ kind = 'box', {PLACE} }},\n" * 1000
    assert refusal(f"{PAGE}elements = [\n{boxes}]\n").code == "template.bad_value"


def test_broken_toml_is_told_by_line() -> None:
    error = refusal("title = '表'\ntitle = '表'\n")
    assert (error.code, error.params["line"]) == ("toml.syntax", 2)


PLAIN = st.one_of(st.integers(-5, 500), st.floats(), st.booleans(), st.text(max_size=5), st.just([]), st.just({}))


@given(
    st.sampled_from(sorted(KINDS)), st.dictionaries(st.sampled_from(["x_mm", "key", "text", "options", "cells"]), PLAIN)
)
def test_any_table_is_an_element_or_refused(kind: str, table: dict[str, object]) -> None:
    def written(value: object) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str):
            return (
                '"'
                + "".join(f"\\U{ord(character):08X}" for character in value if not 0xD800 <= ord(character) < 0xE000)
                + '"'
            )
        return str(value)

    keys = {"y_mm": 10, "w_mm": 40, "h_mm": 8} | table
    text = element(f"kind = '{kind}', " + ", ".join(f"{key} = {written(value)}" for key, value in keys.items()))
    try:
        template = read(text)
    except InvalidInputError as error:
        code = error.code
    else:
        code = ""
        assert isinstance(template.elements[1], Element)
    assert code == "" or code.startswith("template.")


def test_pictures_on_forms_are_those_that_a_record_has_as_jpeg() -> None:
    assert [role.value for role in PICTURE_ROLES] == ["photo", "id_front", "id_back"]


def test_the_manual_names_every_kind_and_key() -> None:
    manual = (paths.forms() / "printed-forms.md").read_text(encoding="utf-8")
    for attribute in dataclasses.fields(TableColumn):
        assert f"`{attribute.name}`" in manual, f"column: {attribute.name}"
    for word, kind in KINDS.items():
        assert f"| `{word}` |" in manual
        for attribute in dataclasses.fields(kind):
            assert f"`{attribute.name}`" in manual, f"{word}: {attribute.name}"
    for key in PROGRAM_KEYS | PEOPLE_KEYS | ROW_KEYS:
        assert f"`{key}`" in manual
