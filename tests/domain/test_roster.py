# SPDX-License-Identifier: Apache-2.0
"""Rows of a roster: one id wherever the list is imported, and states that follow from the record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.record import Status
from sscard_desktop.domain.roster import RowState, row_id, state_of

_TEXT = st.text(max_size=30)


@given(campaign=_TEXT, unit=_TEXT, personal=st.text(min_size=1, max_size=10), name=_TEXT, number=_TEXT)
def test_a_corrected_name_or_number_keeps_the_id_where_there_is_a_personal_number(
    campaign: str, unit: str, personal: str, name: str, number: str
) -> None:
    before = row_id(campaign, unit, {"personal_number": personal, "name": name, "number": number})
    assert row_id(campaign, unit, {"personal_number": personal, "name": "x", "number": "y"}) == before
    assert row_id(campaign, unit, {"personal_number": f"{personal}1"}) != before


def test_without_numbers_name_and_birth_date_stand_for_the_person() -> None:
    one = row_id("2026", "U1", {"name": "张伟", "birth_date": "1990-01-01"})
    assert one != row_id("2026", "U1", {"name": "张伟", "birth_date": "1990-01-02"})
    assert one != row_id("2027", "U1", {"name": "张伟", "birth_date": "1990-01-01"})
    assert one == row_id("2026", "U1", {"name": "张伟", "birth_date": "1990-01-01", "mobile": "13800138000"})


def test_a_void_record_is_none_and_a_record_outweighs_a_refusal() -> None:
    assert state_of(None, "") is RowState.MISSING
    assert state_of(Status.VOID, "") is RowState.MISSING
    assert state_of(None, "已离职") is RowState.REFUSED
    assert state_of(Status.RETURNED, "已离职") is RowState.HALF
    assert state_of(Status.SUBMITTED, "") is RowState.DONE
    assert state_of(Status.ISSUED, "") is RowState.DONE
