# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.codes import Code, CodeList

BANKS = CodeList("banks", (Code("1", {"zh_CN": "工商银行", "en": "ICBC"}, ("工行",)), Code("2", {"zh_CN": "农业银行"})))


@pytest.mark.parametrize(
    ("text", "code"), [("1", "1"), ("工商银行", "1"), (" icbc ", "1"), ("工行", "1"), ("农业银行", "2")]
)
def test_a_code_is_found_by_any_of_its_names(text: str, code: str) -> None:
    found = BANKS.find(text)
    assert found is not None
    assert found.code == code


def test_what_is_not_in_the_list_is_not_found() -> None:
    assert BANKS.find("建设银行") is None
    assert BANKS.get("3") is None
    assert "3" not in BANKS


def test_a_label_that_a_language_lacks_is_shown_in_chinese() -> None:
    assert BANKS.label("2", "en") == "农业银行"


def test_an_unknown_code_is_shown_as_itself() -> None:
    assert BANKS.label("9", "zh_CN") == "9"


def test_the_order_is_that_of_the_list() -> None:
    assert len(BANKS) == 2
    assert [entry.code for entry in BANKS.entries] == ["1", "2"]
