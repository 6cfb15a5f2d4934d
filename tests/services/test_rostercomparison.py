# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.comparison import ITEMS, PHOTO, Mark, Source
from sscard_desktop.domain.errors import CancelledError, InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.roster import RosterId, RowId
from sscard_desktop.domain.rosterround import RoundState
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.comparing import Comparing
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.rostercomparison import RosterComparison
from sscard_desktop.services.rosters import Rosters
from tests.helpers.desks import Desk
from tests.helpers.keptrosters import keep_roster, listed

DRIVE = RosterId("drive")


def another_number(number: str) -> str:
    """Return a number of two slips of the hand."""
    return number[:-2] + ("12" if number[-2:] != "12" else "21")


def called_up(desk: Desk, index: int = 0, **wrong: str) -> tuple[RowId, str]:
    """Put a person on a roster that says something else of them, and lay their card on."""
    card = desk.person(index).card
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, card, **wrong)])
    candidate = Drive(desk.clerk).find(card=card)
    record = Drive(desk.clerk).arrive(card).taken.record
    if not candidate[0].sure:
        Drive(desk.clerk).attach(record.id, row)
    return row, record.id


def round_of(desk: Desk) -> dict[str, RoundState]:
    found = RosterComparison(desk.supervisor).compare(DRIVE, Quiet())
    return {each.row: each.state for each in found.people}


def test_six_items_of_everybody_are_marked_against_the_chip(desk: Desk) -> None:
    row, _ = called_up(desk, name="王秀瑛")
    found = RosterComparison(desk.supervisor).compare(DRIVE, Quiet())
    (person,) = found.people
    assert person.source is Source.CHIP
    assert [each.item for each in person.items] == list(ITEMS)
    assert (person.mark("name"), person.mark("number"), person.mark("sex")) == (
        Mark.DIFFERENT, Mark.SAME, Mark.SAME,
    )  # fmt: skip
    assert person.mark(PHOTO) is Mark.MISSING
    assert (person.open, person.state) == (("name",), RoundState.OPEN)
    assert not found.closed
    assert found.counts()[RoundState.OPEN] == 1
    assert person.row == row


def test_who_has_not_come_waits_and_who_wont_be_collected_is_left_out(desk: Desk) -> None:
    rows = keep_roster(desk.supervisor, [listed(desk.profile, desk.person(index).card) for index in range(3)])
    Rosters(desk.supervisor).refuse(DRIVE, rows[2], "已离职")
    found = RosterComparison(desk.supervisor).compare(DRIVE, Quiet())
    assert [each.state for each in found.people] == [RoundState.WAITING, RoundState.WAITING]
    assert found.left_out == 1
    assert not found.closed
    with pytest.raises(RefusedError, match=r"comparison\.nobody_yet"):
        RosterComparison(desk.supervisor).take_over(DRIVE, rows[0], {"name": "张三"})


def test_an_item_that_the_list_has_no_column_for_is_nobodys_task(desk: Desk) -> None:
    card = desk.person().card
    keep_roster(desk.supervisor, [{"name": card.name, "number": card.number}])
    Drive(desk.clerk).arrive(card)
    (person,) = RosterComparison(desk.supervisor).compare(DRIVE, Quiet()).people
    assert person.mark("nation") is Mark.MISSING
    assert person.mark("birth_date") is Mark.SAME, "the number says it"
    assert (person.open, person.state) == ((), RoundState.SAME)


def test_an_item_that_others_have_and_this_one_lacks_is_to_be_filled_in(desk: Desk) -> None:
    first, second = desk.person(0).card, desk.person(1).card
    keep_roster(
        desk.supervisor,
        [{"name": first.name, "number": first.number}, {"name": second.name, "number": second.number, "nation": "01"}],
    )
    Drive(desk.clerk).arrive(first)
    person = RosterComparison(desk.supervisor).compare(DRIVE, Quiet()).people[0]
    assert (person.mark("nation"), person.open, person.state) == (Mark.MISSING, ("nation",), RoundState.OPEN)


def test_what_was_written_on_the_sheet_is_taken_over_and_the_card_read_again_closes_it(desk: Desk) -> None:
    card = desk.person().card
    row, record_id = called_up(desk, name="王秀瑛")
    comparison = RosterComparison(desk.supervisor)
    corrected = comparison.take_over(DRIVE, row, {"name": card.name})
    assert (corrected.state, dict(corrected.written)) == (RoundState.CORRECTED, {"name": card.name})
    closed = comparison.second_collection(DRIVE, row, card)
    assert closed.state is RoundState.CLOSED
    assert closed.mark("name") is Mark.DIFFERENT, "the list still says otherwise"
    assert comparison.compare(DRIVE, Quiet()).closed
    Capture(desk.clerk).edit(record_id, {"name": "别人"})
    assert comparison.person(DRIVE, row).state is not RoundState.CLOSED, "record and card say the same no more"


def test_a_correction_goes_into_the_record(desk: Desk) -> None:
    card = desk.person().card
    row, record_id = called_up(desk)
    Capture(desk.clerk).edit(record_id, {"name": "王秀瑛"})
    comparison = RosterComparison(desk.supervisor)
    assert comparison.person(DRIVE, row).state is RoundState.SAME, "the list says what the chip says"
    keep_roster(desk.supervisor, [listed(desk.profile, card, name="别人")], roster_id="other", unit_number="7")
    Drive(desk.clerk).attach(record_id, desk.supervisor.store.roster_rows(RosterId("other"))[0].id)
    other = desk.supervisor.store.roster_rows(RosterId("other"))[0].id
    comparison.take_over(RosterId("other"), other, {"name": f" {card.name} "})
    assert desk.clerk.record(record_id).value("name") == card.name


def test_name_and_number_never_both_change(desk: Desk) -> None:
    card = desk.person().card
    wrong = another_number(card.number)
    row, record_id = called_up(desk, number=wrong)
    comparison = RosterComparison(desk.supervisor)
    before = desk.clerk.record(record_id)
    assert comparison.person(DRIVE, row).open == ("number",)
    Capture(desk.clerk).edit(record_id, {"name": "王秀瑛"})
    with pytest.raises(RefusedError, match=r"comparison\.both_changed"):
        comparison.take_over(DRIVE, row, {"number": card.number})
    assert desk.clerk.record(record_id).value("number") == before.value("number")
    Capture(desk.clerk).edit(record_id, {"name": card.name})
    assert comparison.take_over(DRIVE, row, {"number": card.number.lower()}).state is RoundState.CORRECTED


def test_whose_name_and_number_both_differ_is_for_the_office(desk: Desk) -> None:
    card = desk.person().card
    row, record_id = called_up(desk)
    store = desk.supervisor.store
    with store.transaction():
        values = {**store.roster_row(row).values, "name": "别人", "number": another_number(card.number)}
        store.save_roster_row(replace(store.roster_row(row), values=values))
    comparison = RosterComparison(desk.supervisor)
    assert comparison.person(DRIVE, row).state is RoundState.BOTH
    with pytest.raises(RefusedError, match=r"comparison\.both_changed"):
        comparison.second_collection(DRIVE, row, card)
    assert desk.clerk.record(record_id).value("number") == card.number


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({}, "comparison.nothing_written"),
        ({"name": "   "}, "comparison.nothing_written"),
        ({"sex": "1"}, "comparison.not_to_fill"),
        ({PHOTO: "有"}, "comparison.not_to_fill"),
        ({"mobile": "13800000000"}, "comparison.not_to_fill"),
        ({"name": "王" * 5000}, "record.value_too_long"),
        ({"name": "<script>"}, "comparison.bad_value"),
    ],
)
def test_only_what_a_sheet_can_say_is_taken_over(desk: Desk, written: dict[str, str], code: str) -> None:
    row, _ = called_up(desk, name="王秀瑛")
    with pytest.raises((RefusedError, InvalidInputError)) as caught:
        RosterComparison(desk.supervisor).take_over(DRIVE, row, written)
    assert caught.value.code == code
    assert round_of(desk) == {row: RoundState.OPEN}


def test_a_record_that_was_handed_in_changes_only_through_the_supervisor(desk: Desk) -> None:
    record = desk.submitted().record
    card = desk.person().card
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, card, name="王秀瑛")])
    Drive(desk.clerk).arrive(card)
    comparison = RosterComparison(desk.supervisor)
    with pytest.raises(RefusedError, match=r"comparison\.record_locked"):
        comparison.take_over(DRIVE, row, {"name": "张三"})
    assert comparison.take_over(DRIVE, row, {"name": card.name}).state is RoundState.CORRECTED
    with pytest.raises(RefusedError, match=r"comparison\.record_differs"):
        comparison.second_collection(DRIVE, row, replace(card, address="", name=card.name, nation="藏"))
    assert comparison.second_collection(DRIVE, row, card).state is RoundState.CLOSED
    assert desk.clerk.record(record.id).status is record.status


def test_somebody_elses_card_closes_nothing(desk: Desk) -> None:
    row, _ = called_up(desk, name="王秀瑛")
    with pytest.raises(RefusedError, match=r"comparison\.other_card"):
        RosterComparison(desk.supervisor).second_collection(DRIVE, row, desk.person(1).card)
    assert round_of(desk) == {row: RoundState.OPEN}


def test_two_photos_that_differ_keep_somebody_open(desk: Desk) -> None:
    record = desk.submitted().record
    card = replace(desk.person().card, photo_wlt=b"the chip's own picture" * 40)
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, card)])
    Drive(desk.clerk).arrive(card)
    comparison = RosterComparison(desk.supervisor)
    comparison.second_collection(DRIVE, row, card)
    person = comparison.person(DRIVE, row)
    assert (person.undecided, person.state) == (True, RoundState.SAME)
    Comparing(desk.supervisor).judge_photo(record.id, same=False)
    assert comparison.person(DRIVE, row).open == (PHOTO,)


def test_comparing_can_be_stopped_and_is_not_for_clerks(desk: Desk) -> None:
    called_up(desk)

    class Stopped:
        def report(self, done: int, total: int) -> None:
            raise CancelledError

    with pytest.raises(CancelledError):
        RosterComparison(desk.supervisor).compare(DRIVE, Stopped())
    with pytest.raises(NotAllowedError):
        RosterComparison(desk.clerk).compare(DRIVE, Quiet())
    with pytest.raises(RefusedError, match=r"roster\.unknown"):
        RosterComparison(desk.supervisor).compare(RosterId("nowhere"), Quiet())


def test_the_trail_names_items_and_nobody(desk: Desk) -> None:
    card = desk.person().card
    row, record_id = called_up(desk, name="王秀瑛")
    RosterComparison(desk.supervisor).take_over(DRIVE, row, {"name": card.name})
    RosterComparison(desk.supervisor).second_collection(DRIVE, row, card)
    lines = [each for each in desk.supervisor.store.audit_entries() if each.action.startswith("comparison.")]
    assert [each.action for each in lines][-2:] == ["comparison.written", "comparison.second"]
    assert all(each.subject == record_id and card.name not in each.detail for each in lines)
