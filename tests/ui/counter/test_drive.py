# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.record import Status
from sscard_desktop.services.arrivals import Arrivals
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.rostersheet import RosterSheet
from tests.helpers.desks import UNIT
from tests.helpers.drives import DriveCounter

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture(scope="module")
def window(dressed_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DriveCounter]:
    made = DriveCounter(dressed_app, tmp_path_factory.mktemp("drive") / "station")
    made.open()
    yield made
    made.close()


@pytest.fixture
def counter(window: DriveCounter) -> Iterator[DriveCounter]:
    """Return the one counter of all these tests, with nobody on it."""
    yield window
    window.anew()


def test_a_complete_person_of_the_roster_takes_a_dozen_keys_at_most(counter: DriveCounter) -> None:
    counter.begin(counter.complete(8), photos=True)
    counter.serve_behind_doors()
    counter.lay(counter.person(8).card)
    pressed = 0
    while counter.page.work.record is not None:
        assert pressed < 12, (counter.page.standing.step(), counter.noted.entered)
        counter.key(Key.Key_Return)
        counter.settle()
        pressed += 1
    (found,) = counter.in_lane(lambda: list(counter.desk.registry.search("")))
    assert found.status is Status.SUBMITTED
    assert [name for name, _ in counter.noted.entered] == ["id_pictures", "consent", "print"]
    assert (
        pressed == 3
    )  # ID pictures, with the texts behind them; paper; submission: what is pressed inside comes on top
    assert counter.page.drive.strip.counts().startswith("已采集 1/1")


def test_the_strip_says_how_far_the_drive_is_and_only_while_one_is_on(counter: DriveCounter) -> None:
    assert not counter.page.drive.strip.isVisible()
    counter.begin(counter.complete(0), counter.complete(1))
    strip = counter.page.drive.strip
    assert strip.isVisible()
    assert strip.counts() == "已采集 0/2　未到 2"
    assert not counter.page.business.isVisible()
    counter.lay(counter.person(0).card)
    assert strip.counts() == "已采集 0/2　未完成 1　未到 1"
    counter.in_lane(lambda: DriveMode(counter.as_supervisor()).stop())
    counter.page.drive.refresh()
    counter.settle()
    assert not strip.isVisible()
    assert counter.page.business.isVisible()


def test_any_counter_calls_a_person_of_a_roster_up(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0), active=False)
    counter.lay(counter.person(0).card)
    assert counter.page.form.editor("mobile").value() == counter.person(0).values["mobile"]
    assert not counter.page.drive.strip.isVisible()


def test_what_the_list_says_otherwise_is_told_and_stands_beneath_its_field(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0, name="王秀瑛"))
    card = counter.person(0).card
    counter.lay(card)
    assert counter.page.form.editor("name").value() == card.name
    assert counter.notice == "花名册与记录有 1 项不同，以证件和录入的为准。"
    lines = counter.page.standing.sources.lines("name")
    assert lines is not None
    assert ("roster", "花名册", "王秀瑛") in lines.texts()
    counter.key(Key.Key_U, CONTROL)
    counter.settle()
    assert counter.page.form.flow.current() == "name"
    counter.key(Key.Key_4, CONTROL)
    counter.settle()
    assert counter.page.form.editor("name").value() == "王秀瑛"


def test_one_key_says_that_somebody_of_the_same_name_is_this_person(counter: DriveCounter) -> None:
    card = counter.person(0).card
    other = card.number[:-2] + ("1" if card.number[-2] != "1" else "2") + card.number[-1]
    counter.begin(counter.complete(0, number=other))
    counter.lay(card)
    assert other[-4:] in counter.notice
    assert counter.page.form.editor("mobile").value() == ""
    counter.key(Key.Key_U, CONTROL)
    counter.settle()
    assert counter.page.form.editor("mobile").value() == counter.person(0).values["mobile"]
    assert counter.page.form.editor("number").value() == card.number
    assert counter.page.bar.next_button().hasFocus()


def test_one_key_adds_somebody_unknown_to_the_roster(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0))
    counter.lay(counter.person(1).card)
    assert counter.notice == "花名册里没有这一位。"
    counter.key(Key.Key_U, CONTROL)
    counter.settle()
    assert counter.page.form.editor("unit").value() == UNIT
    assert counter.page.drive.strip.counts() == "已采集 0/2　未完成 1　未到 1"


def test_somebody_the_list_leaves_out_is_asked_about(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0))

    def refuse() -> None:
        store = counter.as_supervisor().store
        with store.transaction():
            store.save_roster_row(replace(store.roster_row(counter.rows[0]), refused="已离职"))
        store.close()

    counter.in_lane(refuse)
    counter.lay(counter.person(0).card)
    assert counter.notice == "花名册注明这一位不采集：已离职"
    counter.key(Key.Key_U, CONTROL)
    counter.settle()
    assert counter.page.form.editor("mobile").value() == counter.person(0).values["mobile"]


def test_a_number_typed_by_hand_is_looked_up_too(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0))
    counter.key(Key.Key_F2)
    counter.settle()
    counter.page.work.typed("number", counter.person(0).card.number)
    counter.page.work.store()
    counter.settle()
    assert "花名册里有这一位" in counter.notice
    counter.key(Key.Key_U, CONTROL)
    counter.settle()
    assert counter.page.form.editor("name").value() == counter.person(0).card.name


def test_a_card_laid_on_after_f2_calls_its_person_up(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0))
    counter.key(Key.Key_F2)
    counter.settle()
    counter.lay(counter.person(0).card)
    assert counter.page.form.editor("mobile").value() == counter.person(0).values["mobile"]


def test_the_queue_is_called_in_its_order_by_two_keys(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0), counter.complete(1))
    counter.in_lane(lambda: Arrivals(counter.desk.session).give_number(counter.rows[1]))
    counter.page.drive.refresh()
    counter.settle()
    name = counter.person(1).card.name
    assert counter.page.drive.strip.next_text() == f"请 1 号 {name}"
    counter.key(Key.Key_U, CONTROL)
    counter.settle()
    (sheet,) = counter.page.findChildren(RosterSheet)
    assert sheet.chosen is not None
    assert sheet.chosen.id == counter.rows[1]
    sheet.accept()
    counter.settle()
    assert counter.page.form.editor("name").value() == name


def test_numbers_are_given_out_in_the_roster(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0), counter.complete(1))
    counter.page.drive.open_roster()
    counter.settle()
    (sheet,) = counter.page.findChildren(RosterSheet)
    sheet.table.choose_row(1)
    sheet.give_number()
    counter.settle()
    assert sheet.chosen is not None
    assert (sheet.chosen.id, sheet.chosen.queue) == (counter.rows[1], 1)
    sheet.reject()
    counter.settle()
    assert counter.page.drive.strip.next_text()


def test_a_person_called_up_by_hand_is_asked_about_where_the_card_differs(counter: DriveCounter) -> None:
    counter.begin(counter.complete(0, name="王秀瑛"))
    counter.page.work.call_up(counter.rows[0])
    counter.settle()
    counter.page.work.park()
    counter.settle()
    counter.lay(counter.person(0).card)
    assert counter.page.form.editor("name").value() == "王秀瑛"
    assert counter.page.board.current() is Subject.DIFFERENCES


def test_the_card_of_a_person_called_up_with_a_wrong_figure_is_theirs(counter: DriveCounter) -> None:
    card = counter.person(0).card
    other = card.number[:-2] + ("1" if card.number[-2] != "1" else "2") + card.number[-1]
    counter.begin(counter.complete(0, number=other))
    counter.page.work.call_up(counter.rows[0])
    counter.settle()
    counter.lay(card)
    assert counter.page.board.current() is Subject.DIFFERENCES
    counter.key(Key.Key_Return, CONTROL)
    counter.settle()
    assert counter.page.form.editor("number").value() == card.number
    assert counter.page.work.record is not None
    assert counter.page.work.record.card_read
