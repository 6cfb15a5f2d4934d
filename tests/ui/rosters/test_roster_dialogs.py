# SPDX-License-Identifier: Apache-2.0
"""Comparing, papers and signed sheets by keyboard on a real station."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.domain.rosterround import RoundState
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.formcodes import form_code, knows_line
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.checkoff import CheckOffDialog
from sscard_desktop.ui.rosters.comparing import ComparingDialog
from sscard_desktop.ui.rosters.doors import DIALOGS
from sscard_desktop.ui.rosters.papers import PapersDialog
from sscard_desktop.ui.rosters.reading import RosterGlance, read_roster
from sscard_desktop.ui.scanner import Scanner
from sscard_desktop.ui.widgets.label import Label
from tests.helpers.keptrosters import keep_roster, listed
from tests.helpers.keyboards import Keyboard
from tests.helpers.windowdesks import WindowDesk

Key = Qt.Key
DRIVE = RosterId("drive")


class Scene:
    """A supervisor before the window; three people of a roster came, and the list errs in one of their names."""

    def __init__(self, qtbot: QtBot, window: WindowDesk) -> None:
        self.qtbot, self.window = qtbot, window
        self.records = [window.submitted(index) for index in range(2)]
        station = window.station
        cards = [station.person(index).card for index in range(4)]
        keep_roster(
            station.supervisor,
            [
                listed(station.profile, cards[0], name="王秀瑛", unit="一车间"),
                listed(station.profile, cards[1], unit="二车间"),
                listed(station.profile, cards[2], unit="二车间"),
                listed(station.profile, cards[3], unit="一车间"),
            ],
        )
        for card in cards[:3]:
            Drive(station.clerk).arrive(card)
        self.card = cards[0]
        self.desk: Desk = window.sit_down("wangfang")
        self.over = QWidget()
        self.over.resize(1366, 768)
        self.over.show()
        qtbot.addWidget(self.over)
        self.glance: RosterGlance = window.on_lane(lambda: read_roster(self.desk, DRIVE))

    def key(self, key: Key) -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClick(dialog.focusWidget() or dialog, key)
        self.window.settle()

    def type(self, text: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        line = dialog.focusWidget()
        assert isinstance(line, QLineEdit)
        # QTest has no keys for Chinese: they come as an input method brings them.
        QTest.keyClicks(line, text) if text.isascii() else line.insert(text)
        self.window.settle()

    def code(self, index: int, form: str = "registration") -> str:
        clerk = self.window.station.clerk
        return form_code(clerk, clerk.record(self.records[index]), form)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as window:
        yield Scene(qtbot, window)
        window.settle()


def said(dialog: ComparingDialog | PapersDialog | CheckOffDialog) -> str:
    return " ".join(label.text() for label in dialog.banner.findChildren(Label)) if dialog.banner.isVisible() else ""


def test_every_dialog_has_a_door() -> None:
    assert {"papers", "comparing", "checkoff"} <= {each.name for each in DIALOGS}


def test_a_sheet_is_taken_over_and_the_card_closes_it(scene: Scene) -> None:
    dialog = ComparingDialog(scene.desk, scene.glance, scene.over)
    dialog.open()
    scene.window.settle()
    states = [each.state for each in dialog.people()]
    assert states == [RoundState.OPEN, RoundState.SAME, RoundState.SAME, RoundState.WAITING]
    assert [each.name for each in dialog.listed()] == ["王秀瑛"], "who has something to correct comes first"
    scene.key(Key.Key_Return)
    assert dialog.correcting() is not None
    scene.type(scene.card.name)
    scene.key(Key.Key_Return)
    assert dialog.correcting() is None
    assert dialog.people()[0].state is RoundState.CORRECTED
    scene.desk.reader._watch = object()  # type: ignore[assignment]
    scene.desk.reader._tell(ReaderEvent(ReaderState.CARD_READ, card=scene.card))
    scene.desk.reader._watch = None
    scene.window.settle()
    assert dialog.people()[0].state is RoundState.CLOSED
    assert "已复采" in said(dialog)
    scene.key(Key.Key_F)
    assert len(dialog.listed()) < 4
    scene.key(Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_cant_be_is_told_and_stays_typed(scene: Scene) -> None:
    dialog = ComparingDialog(scene.desk, scene.glance, scene.over)
    dialog.open()
    scene.window.settle()
    scene.key(Key.Key_Return)
    scene.type("张三")
    scene.key(Key.Key_Return)
    correcting = dialog.correcting()
    assert correcting is not None, "the record was handed in and says otherwise"
    assert correcting.banner().isVisible()
    assert correcting.fields()[0].value() == "张三"
    scene.key(Key.Key_Escape)
    scene.key(Key.Key_P)
    preview = dialog.printer().preview()
    assert preview is not None
    preview.reject()
    dialog.reject()


def test_a_paper_of_one_unit_is_made_and_shown(scene: Scene) -> None:
    dialog = PapersDialog(scene.desk, scene.glance, scene.over)
    dialog.open()
    scene.window.settle()
    options = dialog.options()
    assert "未到人员名单" in options[0]
    scene.key(Key.Key_1)
    assert len(dialog.options()) == 3, "all, and each unit"
    scene.key(Key.Key_Return)
    preview = dialog.printer().preview()
    assert preview is not None
    preview.reject()
    scene.window.settle()
    scene.key(Key.Key_Escape)
    assert dialog.options() == options
    scene.key(Key.Key_2)
    scene.key(Key.Key_Return)
    assert "时间" in said(dialog), "nobody has a slot"
    dialog.reject()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_long_roster_is_printed_in_pieces(scene: Scene) -> None:
    long = replace(scene.glance, roster=replace(scene.glance.roster, rows=2500))
    dialog = PapersDialog(scene.desk, long, scene.over)
    dialog.open()
    scene.window.settle()
    scene.key(Key.Key_3)
    assert [option.strip() for option in dialog.options()[:3]] == [
        "1   花名册第 1 到 1000 位", "2   花名册第 1001 到 2000 位", "3   花名册第 2001 到 2500 位",
    ]  # fmt: skip
    dialog.reject()
    dialog.reject()


def test_sheets_are_struck_off_as_a_scanner_types_them(scene: Scene) -> None:
    dialog = CheckOffDialog(scene.desk, scene.glance, scene.over)
    dialog.open()
    scene.window.settle()
    assert [each.position for each in dialog.listed()] == [1, 2], "who was handed in"
    for line, word in (
        (scene.code(1), "已核销"),
        (scene.code(1), "以前核销过"),
        (scene.code(0, "receipt"), "另一种表格"),
        ("12345", "没有读全"),
    ):
        scene.type(line)
        scene.key(Key.Key_Return)
        assert word in said(dialog), said(dialog)
        assert dialog.line.text() == ""
        assert dialog.line.hasFocus()
    assert [each.position for each in dialog.listed()] == [1]
    scene.key(Key.Key_F6)
    assert [each.position for each in dialog.listed()] == [2]
    scene.key(Key.Key_F8)
    assert not any(each.back for each in dialog.people())
    scene.key(Key.Key_F6)
    clerk = scene.window.station.clerk
    scene.type(clerk.record(RecordId(scene.records[0])).receipt_number)
    scene.key(Key.Key_Return)
    assert sum(each.back for each in dialog.people()) == 1
    scene.key(Key.Key_F4)
    scene.key(Key.Key_2)
    assert dialog.form() is not None
    assert dialog.form().key != "registration"  # type: ignore[union-attr]
    scene.key(Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_real_scanners_lines_come_into_the_line_and_nowhere_else(scene: Scene, qapp: QApplication) -> None:
    opened: list[str] = []
    scanner = Scanner(qapp)
    scanner.listen(knows_line, opened.append, owner=scene.over)
    scanner.start()
    try:
        dialog = CheckOffDialog(scene.desk, scene.glance, scene.over)
        dialog.open()
        scene.window.settle()
        dialog.activateWindow()
        scene.qtbot.waitUntil(dialog.isActiveWindow)
        keyboard = Keyboard(dialog)
        for index in (1, 0):
            keyboard.scan(scene.code(index))
            scene.window.settle()
        assert not dialog.listed(), "nobody is missing"
        assert not opened, "no record was opened behind the dialog"
        dialog.reject()
    finally:
        scanner.stop()
