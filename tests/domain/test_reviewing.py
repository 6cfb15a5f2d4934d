# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.reviewing import ReturnReason, ReviewSpec, Why, is_drawn, reasons_to_look

IDS = [f"{number:032x}" for number in range(4000)]


@given(st.text(max_size=40), st.integers(0, 100), st.integers(0, 100))
def test_a_larger_sample_holds_the_smaller_one(record_id: str, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert is_drawn(record_id, low) <= is_drawn(record_id, high)
    assert is_drawn(record_id, low) == is_drawn(record_id, low)


def test_nobody_is_drawn_at_none_and_everybody_at_a_hundred() -> None:
    assert not any(is_drawn(each, 0) for each in IDS)
    assert all(is_drawn(each, 100) for each in IDS)


def test_the_sample_is_as_large_as_it_says() -> None:
    assert abs(sum(is_drawn(each, 10) for each in IDS) - 400) < 100


def test_what_was_overridden_or_returned_wants_a_look_whatever_the_sample() -> None:
    spec = ReviewSpec()
    assert reasons_to_look(spec, IDS[0], overridden=True, returned=True) == {Why.OVERRIDDEN, Why.RETURNED}
    assert reasons_to_look(spec, IDS[0], overridden=False, returned=False) == frozenset()
    assert reasons_to_look(ReviewSpec(100), IDS[0], overridden=False, returned=False) == {Why.SAMPLED}


def test_a_reason_is_said_in_the_language_or_in_chinese() -> None:
    reason = ReturnReason("photo", {"zh_CN": "照片不合格"})
    assert reason.text("en") == "照片不合格"
