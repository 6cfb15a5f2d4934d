# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import random

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.formcode import FormCode, form_mark
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.recordcopy import as_text
from sscard_desktop.domain.recordcopyreading import from_text
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.checkoff import CheckOff, Outcome
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.formcodes import form_code
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.rostercomparison import RosterComparison
from tests.helpers.desks import JPEG, Desk
from tests.helpers.keptrosters import keep_roster, listed

SHARED = paths.forms() / "shared-forms"
DRIVE, FORM = RosterId("drive"), "registration"


@pytest.fixture
def records(desk: Desk) -> list[Record]:
    """Three people of a roster who were handed in, and one who hasn't come."""
    done = [desk.submitted(index).record for index in range(3)]
    keep_roster(desk.supervisor, [listed(desk.profile, desk.person(index).card) for index in range(4)])
    for index in range(3):
        Drive(desk.clerk).arrive(desk.person(index).card)
    return done


def of(desk: Desk) -> CheckOff:
    return CheckOff(desk.supervisor, SHARED)


def code(desk: Desk, record: Record, form: str = FORM) -> str:
    return form_code(desk.clerk, desk.clerk.record(record.id), form)


def change(desk: Desk, record: Record) -> None:
    """Let the record show another picture than its printed form does."""
    with desk.supervisor.store.transaction():
        store = desk.supervisor.store
        store.put_picture(record.id, PictureRole.ID_FRONT, JPEG + b"new", report="", at=desk.clock.now())


def test_sheets_in_any_order_are_struck_off_and_the_missing_one_is_named(desk: Desk, records: list[Record]) -> None:
    scanned = records[:2]
    random.Random(7).shuffle(scanned)
    for record in scanned:
        found = of(desk).scan(DRIVE, FORM, code(desk, record))
        assert found.outcome is Outcome.TICKED
        assert found.person is not None
        assert found.person.back
    standing = of(desk).standing(DRIVE, FORM, Quiet())
    assert (len(standing.people), standing.back) == (3, 2), "who hasn't come has no sheet"
    assert [each.name for each in standing.missing] == [records[2].value("name")]


def test_the_same_sheet_twice_is_told(desk: Desk, records: list[Record]) -> None:
    line = code(desk, records[0])
    assert of(desk).scan(DRIVE, FORM, line).outcome is Outcome.TICKED
    again = of(desk).scan(DRIVE, FORM, line)
    assert again.outcome is Outcome.AGAIN
    assert again.person is not None
    assert again.person.position == 1


def test_a_sheet_from_before_a_change_does_not_count_nor_does_one_that_was_back_already(
    desk: Desk, records: list[Record]
) -> None:
    old, other = code(desk, records[0]), code(desk, records[1])
    of(desk).scan(DRIVE, FORM, other)
    change(desk, records[0])
    change(desk, records[1])
    assert of(desk).scan(DRIVE, FORM, old).outcome is Outcome.STALE
    standing = of(desk).standing(DRIVE, FORM, Quiet())
    assert standing.back == 0
    assert [each.stale for each in standing.people] == [False, True, False]
    assert of(desk).scan(DRIVE, FORM, code(desk, records[1])).outcome is Outcome.TICKED


def test_each_useless_code_says_why(desk: Desk, records: list[Record]) -> None:
    number = desk.clerk.identity.number
    nowhere = FormCode(number, RecordId("ab" * 16), form_mark(FORM), "0" * 12)
    elsewhere = FormCode(number % 9999 + 1, RecordId("ab" * 16), form_mark(FORM), "0" * 12)
    stranger = desk.submitted(4).record
    outcomes = {
        str(nowhere): Outcome.UNKNOWN,
        str(elsewhere): Outcome.OTHER_STATION,
        str(nowhere)[:-1]: Outcome.MISREAD,
        "": Outcome.MISREAD,
        "张三": Outcome.MISREAD,
        "9" * 4000: Outcome.MISREAD,
        code(desk, stranger): Outcome.NOT_LISTED,
        code(desk, records[0], "receipt"): Outcome.OTHER_FORM,
    }
    found = {line: of(desk).scan(DRIVE, FORM, line) for line in outcomes}
    assert {line: each.outcome for line, each in found.items()} == outcomes
    assert found[str(elsewhere)].station == f"{number % 9999 + 1:04d}"
    assert of(desk).standing(DRIVE, FORM, Quiet()).back == 0


def test_where_the_code_cannot_be_read_the_receipt_number_does(desk: Desk, records: list[Record]) -> None:
    assert of(desk).scan(DRIVE, FORM, f" {records[0].receipt_number}\n").outcome is Outcome.TICKED
    assert of(desk).standing(DRIVE, FORM, Quiet()).back == 1


def test_what_was_scanned_is_kept_beside_the_record_and_travels_with_it(desk: Desk, records: list[Record]) -> None:
    of(desk).scan(DRIVE, FORM, code(desk, records[0]))
    of(desk).scan(DRIVE, "receipt", code(desk, records[0], "receipt"))
    desk.leave()
    desk.clerk, desk.supervisor = desk.sit_down("limin"), desk.sit_down("wangfang")
    assert of(desk).standing(DRIVE, FORM, Quiet()).back == 1
    copy = desk.supervisor.store.copy_of(records[0].id)
    assert copy is not None
    kept = {each.key for each in from_text(as_text(copy)).readings if each.source is Source.PAPER}
    assert kept == {FORM, "receipt"}


def test_a_slip_is_taken_back(desk: Desk, records: list[Record]) -> None:
    found = of(desk).scan(DRIVE, FORM, code(desk, records[0]))
    of(desk).scan(DRIVE, "receipt", code(desk, records[0], "receipt"))
    assert found.person is not None
    of(desk).take_back(DRIVE, FORM, found.person.row)
    assert of(desk).standing(DRIVE, FORM, Quiet()).back == 0
    assert of(desk).standing(DRIVE, "receipt", Quiet()).back == 1


def test_of_the_comparison_those_are_awaited_who_have_something_to_correct(desk: Desk) -> None:
    done = [desk.submitted(index).record for index in range(2)]
    cards = [desk.person(index).card for index in range(2)]
    rows = keep_roster(desk.supervisor, [listed(desk.profile, cards[0]), listed(desk.profile, cards[1], name="王秀瑛")])
    for card in cards:
        Drive(desk.clerk).arrive(card)
    assert [each.row for each in of(desk).standing(DRIVE, "comparison", Quiet()).people] == [rows[1]]
    line = code(desk, done[1], "comparison")
    RosterComparison(desk.supervisor).take_over(DRIVE, rows[1], {"name": cards[1].name})
    assert of(desk).standing(DRIVE, "comparison", Quiet()).back == 1, "it lay there as it was taken over"
    assert of(desk).scan(DRIVE, "comparison", line).outcome is Outcome.AGAIN
    RosterComparison(desk.supervisor).second_collection(DRIVE, rows[1], cards[1])
    assert of(desk).standing(DRIVE, "comparison", Quiet()).back == 1
    assert of(desk).scan(DRIVE, "comparison", code(desk, done[0], "comparison")).outcome is Outcome.NOT_LISTED


def test_one_unit_of_a_roster_is_struck_off_by_itself(desk: Desk) -> None:
    done = [desk.submitted(index).record for index in range(2)]
    units = ("甲车间", "乙车间")
    keep_roster(
        desk.supervisor, [listed(desk.profile, desk.person(at).card, unit=unit) for at, unit in enumerate(units)]
    )
    for at in range(2):
        Drive(desk.clerk).arrive(desk.person(at).card)
    assert of(desk).scan(DRIVE, FORM, code(desk, done[1]), unit="甲车间").outcome is Outcome.NOT_LISTED
    assert len(of(desk).standing(DRIVE, FORM, Quiet(), unit="甲车间").people) == 1


def test_a_form_or_roster_that_is_none_is_refused_and_so_is_a_clerk(desk: Desk, records: list[Record]) -> None:
    with pytest.raises(RefusedError, match=r"checkoff\.no_such_form"):
        of(desk).scan(DRIVE, "summary", "1")
    with pytest.raises(RefusedError, match=r"roster\.unknown"):
        of(desk).scan(RosterId("nowhere"), FORM, code(desk, records[0]))
    with pytest.raises(NotAllowedError):
        CheckOff(desk.clerk, SHARED).standing(DRIVE, FORM, Quiet())


def test_the_trail_says_which_form_and_names_nobody(desk: Desk, records: list[Record]) -> None:
    of(desk).scan(DRIVE, FORM, code(desk, records[0]))
    last = list(desk.supervisor.store.audit_entries())[-1]
    assert (last.action, last.subject) == ("checkoff.tick", records[0].id)
    assert records[0].value("name") not in last.detail
