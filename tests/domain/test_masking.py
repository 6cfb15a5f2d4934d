# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.masking import masked, masked_mobile, masked_name, masked_number


def test_what_one_knows_is_recognised_and_nothing_more() -> None:
    assert masked_name("王小明") == "王**"
    assert masked_number("510107199003070015") == "************0015"
    assert masked_mobile("13800138001") == "138****8001"
    assert masked("guardian_name", "王小明") == "王**"
    assert masked("postal_address", "一环路南一段24号") == "*********"


@pytest.mark.parametrize("short", ["", "王"])
def test_what_is_too_short_to_cover_in_part_stays_or_is_covered_whole(short: str) -> None:
    assert masked_name(short) == short
    assert masked_number("1234567") == "*******"
    assert masked_mobile("8001") == "****"


@given(st.sampled_from(["name", "number", "mobile", "address", "unit"]), st.text(min_size=9, max_size=60))
def test_most_of_a_value_is_always_covered(key: str, value: str) -> None:
    kept = [sign for sign in masked(key, value) if sign != "*"]
    assert len(kept) <= 7
    assert len(masked(key, value)) <= 19
