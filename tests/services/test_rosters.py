# SPDX-License-Identifier: Apache-2.0
"""Rosters on a real encrypted station: imported whole or not at all, kept in order, and told of without names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.errors import CancelledError, RefusedError
from sscard_desktop.domain.record import Status
from sscard_desktop.domain.roster import RosterId, RowState
from sscard_desktop.services.rosterimport import RosterImports, sweep
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.storage.store import EncryptedStore
from tests.helpers.lists import listed, people, person
from tests.helpers.offices import Office
from tests.helpers.transfers import Silent


class Stopped:
    """Progress that is cancelled after a while."""

    def __init__(self, after: int) -> None:
        self.after = after

    def report(self, done: int, total: int) -> None:
        if done >= self.after:
            raise CancelledError


def rows_in(office: Office) -> tuple[int, int]:
    assert isinstance(office.store, EncryptedStore)
    census = office.store.database.census()
    return census["roster"], census["roster_row"]


def test_a_list_is_imported_in_its_order_and_linked_with_who_is_here_already(office: Office) -> None:
    taken = office.submitted(7)
    imports, rosters = RosterImports(office.session), Rosters(office.session)
    given = listed([*people(600).rows, person(601, number=taken.value("number"))])
    done = imports.import_checked(given, title="样例公司  三月", progress=Silent())
    roster = done.roster
    assert (roster.title, roster.unit, roster.unit_number) == ("样例公司 三月", "成都样例科技有限公司", "900001")
    assert (roster.rows, done.linked, done.left_out, done.already) == (601, 1, 0, False)
    assert [row.values for row in rosters.rows(roster.id)] == [each.values for each in given.rows]
    (found,) = rosters.glances(roster.id, states=[RowState.DONE])
    assert (found.record, found.status, found.position) == (taken.id, Status.SUBMITTED, 601)
    assert sum(sum(each.values()) for each in rosters.counts(roster.id).values()) == 601


def test_the_same_list_imported_twice_is_imported_once(office: Office) -> None:
    imports = RosterImports(office.session)
    first = imports.import_checked(people(20), title="一", progress=Silent())
    again = imports.import_checked(people(20), title="二", progress=Silent())
    assert (again.already, again.roster) == (True, first.roster)
    assert rows_in(office) == (1, 20)


def test_a_row_with_a_problem_refuses_the_list_or_is_left_out_as_asked(office: Office) -> None:
    imports = RosterImports(office.session)
    given = listed([person(1), person(2, bad=True), person(3), person(1, line=9)])
    with pytest.raises(RefusedError, match=r"roster\.has_problems"):
        imports.import_checked(given, title="一", progress=Silent())
    with pytest.raises(RefusedError, match=r"roster\.row_twice") as refused:
        imports.import_checked(listed([each for each in given.rows if each.good]), title="一", progress=Silent())
    assert refused.value.params == {"row": 9}
    assert rows_in(office) == (0, 0)
    done = imports.import_checked(given, title="一", only_good=True, progress=Silent())
    assert (done.roster.rows, done.left_out) == (2, 2)


def test_a_cancelled_import_leaves_nothing(office: Office) -> None:
    with pytest.raises(CancelledError):
        RosterImports(office.session).import_checked(people(600), title="一", progress=Stopped(after=300))
    assert rows_in(office) == (0, 0)
    assert [action for _, action, _ in office.actions()] == []


def test_an_import_that_a_log_in_swept_away_fails_and_leaves_nothing(office: Office) -> None:
    class Swept:
        def report(self, done: int, total: int) -> None:
            sweep(office.session)

    with pytest.raises(RefusedError, match=r"roster\.unknown"):
        RosterImports(office.session).import_checked(people(600), title="一", progress=Swept())
    assert rows_in(office) == (0, 0)


def test_the_counter_saves_while_a_list_is_imported(office: Office) -> None:
    """Between two pieces somebody else's transaction finds its place; the list isn't seen before its end."""
    seen: list[int] = []

    class Counter:
        def report(self, done: int, total: int) -> None:
            with office.session.action("record.note", "x"):
                pass
            seen.append(len(office.store.rosters()))

    RosterImports(office.session).import_checked(people(600), title="一", progress=Counter())
    assert len(seen) >= 3
    assert not any(seen)


def test_nobody_is_named_in_the_trail(office: Office) -> None:
    rosters = Rosters(office.session)
    roster = RosterImports(office.session).import_checked(people(3), title="王小明等", progress=Silent()).roster
    row = rosters.rows(roster.id)[1]
    rosters.rename(roster.id, "王小明等三人")
    rosters.refuse(roster.id, row.id, "已离职")
    rosters.expect(roster.id, row.id)
    rosters.close(roster.id)
    rosters.reopen(roster.id)
    rosters.delete(roster.id)
    told = list(office.store.audit_entries())
    actions = ["import", "rename", "refuse", "expect", "close", "reopen", "delete"]
    assert [each.action for each in told] == [f"roster.{each}" for each in actions]
    secrets = ("王", "演", "已离职", row.value("number"), row.value("personal_number"), row.id)
    assert not [secret for secret in secrets if secret in repr(told)]


def test_somebody_is_refused_with_a_reason_and_expected_again(office: Office) -> None:
    rosters = Rosters(office.session)
    roster = RosterImports(office.session).import_checked(people(3), title="一", progress=Silent()).roster
    row = rosters.rows(roster.id)[1]
    for reason, code in (("  ", "roster.reason_missing"), ("长" * 201, "roster.reason_too_long")):
        with pytest.raises(RefusedError) as refused:
            rosters.refuse(roster.id, row.id, reason)
        assert refused.value.code == code
    rosters.refuse(roster.id, row.id, " 已\n离职 ")
    (found,) = rosters.glances(roster.id, states=[RowState.REFUSED])
    assert (found.id, found.refused) == (row.id, "已 离职")
    rosters.expect(roster.id, row.id)
    assert rosters.glances(roster.id, states=[RowState.REFUSED]) == []


def test_a_roster_isnt_deleted_under_the_hands_of_the_counter(office: Office) -> None:
    rosters = Rosters(office.session)
    roster = RosterImports(office.session).import_checked(people(3), title="一", progress=Silent()).roster
    record = replace(office.submitted(7), status=Status.DRAFT)
    with office.store.transaction():
        office.store.save_record(record)
        office.store.link_rows({rosters.rows(roster.id)[0].id: record.id})
    with pytest.raises(RefusedError, match=r"roster\.in_use"):
        rosters.delete(roster.id)
    with office.store.transaction():
        office.store.save_record(replace(record, status=Status.SUBMITTED))
    rosters.delete(roster.id)
    assert rosters.all() == []
    assert office.store.record(record.id).status is Status.SUBMITTED


@pytest.mark.parametrize("title", ["", "  ", "长" * 101, "a\x00b"])
def test_a_title_is_one_line_that_people_can_read(office: Office, title: str) -> None:
    with pytest.raises(RefusedError, match=r"roster\.title_invalid"):
        RosterImports(office.session).import_checked(people(1), title=title, progress=Silent())
    with pytest.raises(RefusedError, match=r"roster\.title_invalid"):
        Rosters(office.session).rename(RosterId("x"), title)
