# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.profile import Section, placeholders
from tests.helpers.chengdu import chengdu


def test_placeholders_are_plain_names() -> None:
    assert list(placeholders("a/{number}_{name}.jpg")) == ["number", "name"]
    assert list(placeholders("{{number}}")) == []


@pytest.mark.parametrize(
    "template", ["{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a", "a}", "{a:{b}}", "{ a }"]
)
def test_anything_but_a_plain_name_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        list(placeholders(template))


@given(st.text(max_size=30))
def test_any_template_is_read_or_refused(template: str) -> None:
    try:
        names = list(placeholders(template))
    except ValueError:
        return
    assert template.format_map(dict.fromkeys(names, "x")) is not None


def test_a_form_that_the_profile_lacks_is_told() -> None:
    with pytest.raises(InvalidInputError) as error:
        chengdu().form("nothing")
    assert (error.value.code, error.value.params) == (
        "profile.no_such_form", {"profile": "chengdu", "form": "nothing"},
    )  # fmt: skip


def test_labels_fall_back() -> None:
    assert chengdu().label("en") == "Chengdu"
    assert Section("it", {"zh_CN": "它"}, ()).label("fr") == "它"
    assert Section("it", {}, ()).label("en") == "it"
