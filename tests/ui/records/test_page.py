# SPDX-License-Identifier: Apache-2.0
"""The records page on a real station: found by keyboard, opened where it belongs, moved by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.review import Review
from sscard_desktop.ui import theme
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.records.lister import PAGE_ROWS, Filter
from sscard_desktop.ui.records.model import Column
from sscard_desktop.ui.records.page import RecordsPage
from sscard_desktop.ui.theme import Look
from tests.helpers.scenes import PageScene
from tests.helpers.windowdesks import WindowDesk


class Scene(PageScene[RecordsPage]):
    """The page of one person; tests type, and wait for the lanes."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, name: str) -> None:
        super().__init__(qtbot, desk, RecordsPage(desk.sit_down(name)))
        self.enter()

    def enter(self, subject: str = "") -> None:
        self.page.entered(subject)
        self.desk.settle()

    def search(self, text: str) -> None:
        self.page.lister().search.clear()
        QTest.keyClicks(self.page.lister().search, text)
        QTest.keyClick(self.page.lister().search, Qt.Key.Key_Return)
        self.desk.settle()

    def ids(self) -> list[str]:
        return [record.id for record in self.page.lister().model().rows()]

    def status(self, record_id: str) -> Status:
        return self.desk.station.supervisor.store.record(RecordId(record_id)).status


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def test_typing_finds_by_name_number_mobile_and_receipt(qtbot: QtBot, desk: WindowDesk) -> None:
    wanted, other = desk.submitted(0), desk.filled(2)
    scene = Scene(qtbot, desk, "limin")
    record = desk.station.clerk.record(wanted)
    assert set(scene.ids()) == {wanted, other}
    for text in (record.value("number")[-4:], record.value("mobile"), record.receipt_number):
        scene.search(text)
        assert scene.ids() == [wanted], text


@pytest.mark.parametrize(("large", "width"), [(False, 1280), (True, 1720)])
def test_a_long_name_and_operator_have_the_room_that_the_last_column_can_spare(
    qtbot: QtBot, desk: WindowDesk, dressed: QApplication, large: bool, width: int
) -> None:
    record_id = desk.filled(0)
    Capture(desk.station.clerk).edit(record_id, {"name": "阿依古丽·买买提江·阿卜杜拉"})
    scene = Scene(qtbot, desk, "limin")
    theme.apply(dressed, Look(large_type=large))
    try:
        scene.page.resize(width, 660)
        scene.enter()
        table = scene.page.lister().table()
        for column in (Column.NAME, Column.RECEIPT):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column), column
        if large:
            Capture(desk.station.clerk).edit(record_id, {"name": "阿依古丽·买买提江"})
            scene.page.resize(1250, 660)  # a window of 1366: not enough for all, and names go first
            scene.enter()
            assert table.columnWidth(Column.NAME) >= table.sizeHintForColumn(Column.NAME)
            Capture(desk.station.clerk).edit(record_id, {"name": "阿依古丽·买买提江·阿卜杜拉"})
            scene.enter()
        scene.page.resize(700, 660)
        narrow = table.columnWidth(Column.NAME)
        assert narrow < table.sizeHintForColumn(Column.NAME)
    finally:
        theme.apply(dressed, Look())


def test_a_draft_goes_to_the_counter_and_a_submission_is_looked_at(qtbot: QtBot, desk: WindowDesk) -> None:
    draft = desk.filled(0)
    scene = Scene(qtbot, desk, "limin")
    QTest.keyClick(scene.page.lister().search, Qt.Key.Key_Return)
    assert scene.asked == [("counter", draft)]
    Capture(desk.station.clerk).submit(draft)
    scene.enter()
    QTest.keyClick(scene.page.lister().search, Qt.Key.Key_Return)
    desk.settle()
    dossier = scene.page.sheet().dossier()
    assert dossier is not None
    assert dossier.record.id == draft
    assert ("姓名", dossier.record.value("name")) in scene.page.sheet().values().texts()
    assert len(dossier.pictures) == 3
    scene.key(Qt.Key.Key_Escape)
    assert scene.page.lister().isVisible()


def test_arrows_move_while_the_search_line_keeps_the_keyboard(qtbot: QtBot, desk: WindowDesk) -> None:
    desk.submitted(0)
    desk.filled(2)
    scene = Scene(qtbot, desk, "limin")
    first = scene.page.lister().current()
    QTest.keyClick(scene.page.lister().search, Qt.Key.Key_Down)
    second = scene.page.lister().current()
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_counts_stand_with_the_states(qtbot: QtBot, desk: WindowDesk) -> None:
    desk.submitted(0)
    draft = desk.filled(2)
    Capture(desk.station.clerk).park(draft)
    scene = Scene(qtbot, desk, "limin")
    counts = scene.page.lister().counts()
    assert (counts[Filter.ALL], counts[Filter.SUBMITTED], counts[Filter.DRAFT], counts[Filter.WAITING]) == (2, 1, 1, 1)
    scene.key(Qt.Key.Key_F8)
    assert scene.ids() == [draft]
    scene.enter("waiting")
    assert scene.page.lister().filter() is Filter.WAITING


def test_nothing_found_says_what_to_try_and_how_to_get_back(qtbot: QtBot, desk: WindowDesk) -> None:
    draft = desk.filled(0)
    scene = Scene(qtbot, desk, "limin")
    scene.search("nobody at all")
    assert scene.ids() == []
    scene.page.lister().show_all()
    desk.settle()
    assert scene.ids() == [draft]


@pytest.mark.parametrize("text", ["%", "_", "'; DROP TABLE records; --", "\x00", "\U00020bb7", "9" * 60])
def test_a_hostile_search_finds_nothing_and_breaks_nothing(qtbot: QtBot, desk: WindowDesk, text: str) -> None:
    draft = desk.filled(0)
    scene = Scene(qtbot, desk, "limin")
    scene.page.lister().search.setText(text)
    QTest.keyClick(scene.page.lister().search, Qt.Key.Key_Return)
    desk.settle()
    assert scene.ids() == []
    assert not desk.errors
    scene.page.lister().show_all()
    desk.settle()
    assert scene.ids() == [draft]


def test_amending_leads_back_to_the_counter(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    scene = Scene(qtbot, desk, "limin")
    scene.enter(record)
    assert "前可以取回修改" in scene.page.bar().reason()
    scene.key(Qt.Key.Key_M)
    assert scene.asked == [("counter", record)]
    assert scene.status(record) is Status.DRAFT


def test_after_a_day_amending_is_not_offered_and_the_reason_is_said(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    desk.station.clock.advance(hours=25)
    scene = Scene(qtbot, desk, "limin")
    scene.enter(record)
    assert "24 小时" in scene.page.bar().reason()
    scene.key(Qt.Key.Key_M)
    assert scene.status(record) is Status.SUBMITTED


def test_voiding_wants_a_reason_which_a_digit_gives(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    scene = Scene(qtbot, desk, "limin")
    scene.enter(record)
    scene.key(Qt.Key.Key_V)
    dialog = scene.page.dialog()
    assert dialog is not None
    line = dialog.focusWidget()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert scene.page.dialog() is dialog, "without a reason nothing happens"
    QTest.keyClick(line, Qt.Key.Key_1)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    assert scene.status(record) is Status.VOID
    assert [step.reason for step in desk.station.supervisor.store.steps(RecordId(record))][-1] == "重复采集"
    assert scene.told


def test_only_a_supervisor_withdraws(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    clerk = Scene(qtbot, desk, "limin")
    clerk.enter(record)
    clerk.key(Qt.Key.Key_W)
    assert clerk.page.dialog() is None
    chief = Scene(qtbot, desk, "wangfang")
    chief.enter(record)
    chief.key(Qt.Key.Key_W)
    dialog = chief.page.dialog()
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    assert chief.status(record) is Status.WITHDRAWN


def test_a_sealed_record_says_in_which_batch_it_is(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    Review(desk.station.supervisor).approve(record)
    sealed = Batching(desk.station.supervisor, desk.workplace.packages()).seal()
    scene = Scene(qtbot, desk, "wangfang")
    scene.enter(record)
    assert sealed.number in scene.page.bar().reason()
    scene.key(Qt.Key.Key_V)
    assert scene.page.dialog() is None


def test_scrolling_down_brings_more(qtbot: QtBot, desk: WindowDesk) -> None:
    count = PAGE_ROWS + 60
    for _ in range(count):
        Capture(desk.station.clerk).start()
    scene = Scene(qtbot, desk, "limin")
    assert len(scene.ids()) == PAGE_ROWS
    QTest.keyClick(scene.page.lister().table(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    scene.page.lister().table().scrollToBottom()
    qtbot.waitUntil(lambda: len(scene.ids()) == count)
    assert len(set(scene.ids())) == count


def test_a_language_switch_reaches_list_and_sheet(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    scene = Scene(qtbot, desk, "limin")
    scene.enter(record)
    desk.language.switch("en")
    desk.settle()
    assert ("Name", desk.station.clerk.record(record).value("name")) in scene.page.sheet().values().texts()


def test_a_form_is_printed_only_once_it_has_its_receipt_number(qtbot: QtBot, desk: WindowDesk) -> None:
    draft = desk.filled(0)
    scene = Scene(qtbot, desk, "limin")
    scene.key(Qt.Key.Key_F9)
    assert scene.page.findChild(PreviewDialog) is None
    Capture(desk.station.clerk).submit(draft)
    scene.enter()
    scene.key(Qt.Key.Key_F9)
    preview = scene.page.window().findChild(PreviewDialog)
    assert isinstance(preview, PreviewDialog)
    preview.reject()


def test_the_sheet_tells_consent_prints_and_who_did_what(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    scene = Scene(qtbot, desk, "limin")
    scene.enter(record)
    facts = [found.text() for found in scene.page.sheet().findings()]
    assert "申请人已同意" in facts
    assert "登记表还没有打印" in facts
    assert "证件由读卡器读取" in facts


def test_a_clerk_ends_the_day_here_and_goes_on_with_what_is_open(qtbot: QtBot, desk: WindowDesk) -> None:
    desk.submitted(0)
    draft = desk.filled(2)
    scene = Scene(qtbot, desk, "limin")
    QTest.keyClick(scene.page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    dialog = scene.page.day().dialog()
    assert dialog is not None
    assert dialog.report().people == 1
    asked: list[tuple[str, str]] = []
    scene.page.page_requested.connect(lambda key, subject: asked.append((key, subject)))
    dialog.opened.emit(draft)
    dialog.reject()
    desk.settle()
    assert asked == [("counter", draft)]
    scene.enter("day")
    assert scene.page.day().dialog() is not None
    desk.settle()
