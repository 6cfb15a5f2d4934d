# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.services.papers import MAX_OFFSETS, OFFSETS_SETTING, WAYS_SETTING, Offset, Papers, Way
from tests.helpers.desks import Desk


def test_an_offset_is_kept_by_printer_and_by_form(desk: Desk) -> None:
    papers = Papers(desk.supervisor)
    papers.move("HP 1020", "", Offset(5, -7))
    papers.move("HP 1020", "receipt", Offset(-200, 200))
    settings = Papers(desk.clerk).current()
    assert settings.offset("HP 1020", "registration") == Offset(5, -7)
    assert settings.offset("HP 1020", "receipt") == Offset(-200, 200)
    assert settings.offset("another", "registration") == Offset()


def test_a_form_can_be_set_against_its_printers_offset(desk: Desk) -> None:
    papers = Papers(desk.supervisor)
    papers.move("HP", "", Offset(5, 5))
    papers.move("HP", "receipt", Offset())
    assert papers.current().offset("HP", "receipt") == Offset()
    papers.move("HP", "", Offset())
    assert papers.current().offset("HP", "registration") == Offset()


@pytest.mark.parametrize("offset", [Offset(201, 0), Offset(0, -201), Offset(10**9, 0)])
def test_an_offset_beyond_20_mm_is_refused(desk: Desk, offset: Offset) -> None:
    with pytest.raises(RefusedError, match=r"print\.offset_out_of_range"):
        Papers(desk.supervisor).move("HP", "", offset)
    assert Papers(desk.supervisor).move("HP", "", Offset(200, -200)).offset("HP", "") == Offset(200, -200)


def test_the_proposed_printer_is_kept(desk: Desk) -> None:
    assert Papers(desk.supervisor).use("HP 1020").printer == "HP 1020"
    assert Papers(desk.clerk).current().printer == "HP 1020"


def test_a_clerk_changes_nothing(desk: Desk) -> None:
    for change in (lambda papers: papers.use("x"), lambda papers: papers.move("x", "", Offset(1, 1))):
        with pytest.raises(NotAllowedError):
            change(Papers(desk.clerk))


@pytest.mark.parametrize(
    "damaged", ["{", "7", '"x"', '[["HP", "", "1", 2], ["HP"], 5]', '[["HP", "", 99999, 0]]', "[[[[[[[["]
)
def test_a_damaged_setting_is_no_offset(desk: Desk, damaged: str) -> None:
    with desk.supervisor.transaction():
        desk.supervisor.store.save_setting(OFFSETS_SETTING, damaged)
    assert Papers(desk.clerk).current().offsets == {}


def test_printers_without_end_are_refused(desk: Desk) -> None:
    papers = Papers(desk.supervisor)
    for number in range(MAX_OFFSETS):
        papers.move(f"printer {number}", "", Offset(1, 1))
    with pytest.raises(RefusedError, match=r"print\.too_many_offsets"):
        papers.move("one more", "", Offset(1, 1))


def test_a_change_is_in_the_audit_trail(desk: Desk) -> None:
    Papers(desk.supervisor).move("HP", "", Offset(5, 0))
    assert [line.action for line in desk.supervisor.store.audit_entries(subject=OFFSETS_SETTING)] == ["setting.change"]


def test_each_form_has_its_own_way_or_that_of_all(desk: Desk) -> None:
    papers = Papers(desk.supervisor)
    papers.use("HP")
    assert papers.current().way("receipt") == Way("HP")
    papers.print_by("", Way("HP", tray="tray-1"))
    papers.print_by("receipt", Way("Small", two_sided=True, copies=2))
    settings = papers.current()
    assert settings.way("registration") == Way("HP", tray="tray-1")
    assert settings.way("receipt") == Way("Small", two_sided=True, copies=2)
    assert papers.print_by("receipt", None).way("receipt") == Way("HP", tray="tray-1")


@pytest.mark.parametrize("copies", [0, -1, 21])
def test_copies_out_of_range_are_refused(desk: Desk, copies: int) -> None:
    with pytest.raises(RefusedError, match="copies_out_of_range"):
        Papers(desk.supervisor).print_by("", Way(copies=copies))


@pytest.mark.parametrize("kept", ["x", "{}", "[3]", '[["f", "p", "t", true, 0]]', '[["f", "p", "t", 1, 1]]'])
def test_a_damaged_way_is_left_out(desk: Desk, kept: str) -> None:
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_setting(WAYS_SETTING, kept)
    assert Papers(desk.clerk).current().ways == {}
