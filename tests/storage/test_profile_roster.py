# SPDX-License-Identifier: Apache-2.0
"""What a city's list of people looks like: its columns, its words; a slip is told by key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.kinds import KindContext, check_kind
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.rosterspec import ESSENTIAL
from sscard_desktop.domain.rosterwords import folded
from tests.helpers.cities import YANGLI, make_city, profiles

LINES = """
[roster]
sheet = "名单"
[roster.aliases]
occupation = ["工种"]
[[roster.columns]]
value = "photo_receipt"
header = "回执"
required = true
fixed = true
aliases = ["回执号"]
note = { zh_CN = "照相馆给的", en = "From the studio" }
sample = "00012345"
width = 12
[[roster.columns]]
value = "name"
[[roster.columns]]
value = "number"
"""


def test_a_city_says_what_its_list_looks_like(tmp_path: Path) -> None:
    make_city(tmp_path, YANGLI + LINES)
    spec = profiles(tmp_path).load("yangli").roster
    receipt, name, _ = spec.columns
    assert (spec.sheet, receipt.key, receipt.header, receipt.width) == ("名单", "photo_receipt", "回执", 12)
    assert (receipt.required, receipt.fixed, receipt.sample) == (True, True, "00012345")
    assert (receipt.note("en"), receipt.note("zh_CN"), receipt.aliases[0]) == (
        "From the studio",
        "照相馆给的",
        "回执号",
    )
    assert (name.header, name.required, name.fixed) == ("姓名", True, False)
    # What isn't in the template is understood all the same, under the common words and the city's own.
    occupation = spec.column("occupation")
    assert occupation in spec.others
    assert occupation is not None
    assert occupation.aliases == ("Occupation", "工种")
    assert spec.sample["photo_receipt"] == "00012345"


def test_a_silent_city_has_a_column_for_each_question() -> None:
    profile = profiles().load("chengdu")
    usual = profile.of(profile.usual_business)
    assert [column.key for column in profile.roster.columns] == list(usual.fields)
    assert [column.key for column in profile.roster.columns if column.required] == ["number", "name"]


@pytest.mark.parametrize("name", profiles().names())
def test_every_city_has_a_name_a_number_headers_of_their_own_and_samples_that_fit(name: str) -> None:
    profile = profiles().load(name)
    spec = profile.roster
    assert set(ESSENTIAL) <= {column.key for column in spec.columns if column.required}
    assert len({folded(column.header) for column in spec.columns}) == len(spec.columns)
    usual = profile.of(profile.usual_business)
    context = KindContext({"document_type": "resident"}, profile.code_lists, date(2026, 3, 2), frozenset({"110101"}))
    for column in spec.columns:
        field = usual.fields[column.key]
        stored = normalised(field, column.sample, context.values, code_lists=profile.code_lists)
        number = field.kind is FieldKind.NUMBER
        assert not [each for each in check_kind(field, stored, context) if not number], (column, stored)


@pytest.mark.parametrize(
    ("lines", "code", "key"),
    [
        (LINES.replace('"photo_receipt"', '"foto"'), "profile.unknown_choice", "roster.columns[1].value"),
        (LINES.replace('"回执"', '" * "'), "profile.empty", "roster.columns[1].header"),
        (LINES.replace('"回执"', '"姓 名"'), "profile.header_twice", "roster.columns[2].header"),
        (
            LINES + '[[roster.columns]]\nvalue = "name"\nheader = "名"',
            "profile.header_twice",
            "roster.columns[4].value",
        ),
        (LINES.replace("occupation", "ocupation"), "profile.unknown_choice", "roster.aliases.ocupation"),
        (LINES.replace('["工种"]', '["工种", "工 种"]'), "profile.name_twice", "roster.aliases.occupation[2]"),
        (LINES.replace('["工种"]', '["＊"]'), "profile.empty", "roster.aliases.occupation[1]"),
        (LINES.replace("required = true", 'required = "yes"'), "profile.wrong_type", "roster.columns[1].required"),
        (LINES.replace('[[roster.columns]]\nvalue = "number"', ""), "profile.field_needed", "roster"),
        (LINES.replace('"名单"', '"名/单"'), "profile.sheet_name", "roster.sheet"),
    ],
)
def test_a_slip_is_told_by_key(tmp_path: Path, lines: str, code: str, key: str) -> None:
    city = make_city(tmp_path, YANGLI + lines)
    assert (code, key) in {(problem.code, problem.key) for problem in profiles(tmp_path).check(city)}
