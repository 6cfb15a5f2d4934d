# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.scanner import Scanner
from tests.helpers.keyboards import Keyboard

LINE = "0123456789012345"
FLUSHED_MS = 120


class Room(QWidget):
    """A window with a field, a secret field and a button."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.secret, self.button = QLineEdit(), QLineEdit(), QPushButton()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(self)
        for each in (self.field, self.secret, self.button):
            column.addWidget(each)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    made = Room()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None or made.isActiveWindow())
    made.field.setFocus()
    return made


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    made = Scanner(qapp)
    made.start()
    yield made
    made.stop()
    made.deleteLater()


def heard_by(scanner: Scanner, owner: QObject, line: str = LINE) -> list[str]:
    heard: list[str] = []
    scanner.listen(lambda typed: typed == line, heard.append, owner=owner)
    return heard


def test_a_known_line_is_handed_over_and_no_field_is_touched(room: Room, scanner: Scanner) -> None:
    heard = heard_by(scanner, room)
    edits: list[str] = []
    room.field.setText("成都")
    room.field.selectAll()
    room.field.textEdited.connect(edits.append)
    Keyboard(room).scan(LINE)
    assert heard == [LINE]
    assert (room.field.text(), room.field.selectedText(), edits) == ("成都", "成都", [])


def test_what_hands_type_arrives_in_order(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    heard = heard_by(scanner, room)
    Keyboard(room).type(f"{LINE}a1", gap_ms=90)
    qtbot.waitUntil(lambda: room.field.text() == f"{LINE}a1", timeout=1000)
    assert heard == []


def test_a_digit_alone_arrives_by_itself(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    Keyboard(room).press("7")
    qtbot.waitUntil(lambda: room.field.text() == "7", timeout=1000)


def test_a_digit_pressed_in_an_open_menu_is_the_menus(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    menu = QMenu(room)
    chosen: list[bool] = []
    menu.addAction("&7  here").triggered.connect(lambda: chosen.append(True))
    menu.popup(room.mapToGlobal(room.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    Keyboard(menu).press("7")
    qtbot.waitUntil(lambda: bool(chosen), timeout=1000)
    assert room.field.text() == ""
    assert not menu.isVisible()


def test_keys_rolled_by_hand_keep_their_order_before_a_command(room: Room, scanner: Scanner) -> None:
    seen: list[str] = []
    QShortcut(QKeySequence("F9"), room).activated.connect(lambda: seen.append(room.field.text()))
    keyboard = Keyboard(room)
    keyboard.type("12a", gap_ms=20)
    keyboard.command(Qt.Key.Key_F9)
    assert seen == ["12a"]


def test_a_line_that_nobody_knows_goes_into_the_field_as_typed(room: Room, scanner: Scanner) -> None:
    entered: list[str] = []
    told: list[bool] = []
    scanner.unknown.connect(lambda: told.append(True))
    room.field.returnPressed.connect(lambda: entered.append(room.field.text()))
    Keyboard(room).scan("692000000001")
    assert entered == ["692000000001"]
    assert not told


def test_a_line_that_nobody_knows_is_told_of_where_no_field_is(room: Room, scanner: Scanner) -> None:
    pressed: list[bool] = []
    told: list[bool] = []
    scanner.unknown.connect(lambda: told.append(True))
    room.button.setDefault(True)
    room.button.clicked.connect(lambda: pressed.append(True))
    room.button.setFocus()
    Keyboard(room).scan("692000000001")
    assert told == [True]
    assert not pressed


def test_a_scanner_without_enter_is_heard_when_it_falls_silent(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    heard = heard_by(scanner, room)
    Keyboard(room).type(LINE, gap_ms=4)
    qtbot.waitUntil(lambda: heard == [LINE], timeout=2000)
    assert room.field.text() == ""


def test_line_feeds_behind_a_line_press_nothing(room: Room, scanner: Scanner) -> None:
    heard = heard_by(scanner, room)
    entered: list[str] = []
    room.field.returnPressed.connect(lambda: entered.append("enter"))
    keyboard = Keyboard(room)
    keyboard.type(f"{LINE}\r\r", gap_ms=4)
    QCoreApplication.processEvents()
    assert heard == [LINE]
    assert entered == []
    keyboard.rest()
    keyboard.press("\r")
    assert entered == ["enter"]


def test_a_key_that_writes_nothing_ends_a_known_line_and_does_nothing_else(room: Room, scanner: Scanner) -> None:
    heard, pulled = heard_by(scanner, room), list[bool]()
    QShortcut(QKeySequence("F9"), room).activated.connect(lambda: pulled.append(True))
    keyboard = Keyboard(room)
    keyboard.type(LINE, gap_ms=4)
    keyboard.command(Qt.Key.Key_F9)
    QCoreApplication.processEvents()
    assert heard == [LINE]
    keyboard.rest()
    keyboard.command(Qt.Key.Key_F9)
    assert pulled == [True]


def test_a_line_feed_ends_a_line_too(room: Room, scanner: Scanner) -> None:
    heard = heard_by(scanner, room)
    Keyboard(room).type(f"{LINE}\n", gap_ms=4)
    QCoreApplication.processEvents()
    assert heard == [LINE]


def test_a_key_held_down_is_no_device(room: Room, scanner: Scanner) -> None:
    heard = heard_by(scanner, room, "1" * 20)
    keyboard = Keyboard(room)
    keyboard.type("1" * 20, gap_ms=30, repeated=True)
    keyboard.press("\r", gap_ms=30)
    assert heard == []
    assert room.field.text() == "1" * 20


def test_a_password_is_not_listened_to(room: Room, scanner: Scanner) -> None:
    heard = heard_by(scanner, room)
    room.secret.setFocus()
    Keyboard(room).scan(LINE)
    assert heard == []
    assert room.secret.text() == LINE


def test_an_input_methods_full_width_digits_make_the_same_line(room: Room, scanner: Scanner) -> None:
    heard = heard_by(scanner, room)
    keyboard = Keyboard(room)
    for character in LINE:
        keyboard.commit(chr(ord(character) + 0xFEE0))
    keyboard.press("\r")
    QCoreApplication.processEvents()
    assert heard == [LINE]
    assert room.field.text() == ""


def test_an_input_methods_word_arrives_as_it_is(room: Room, scanner: Scanner) -> None:
    Keyboard(room).commit("武侯支行")
    assert room.field.text() == "武侯支行"


def test_a_full_width_digit_by_hand_arrives(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    Keyboard(room).commit("７")
    qtbot.waitUntil(lambda: room.field.text() == "７", timeout=1000)


def test_a_line_is_dropped_while_a_dialog_is_open(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    heard = heard_by(scanner, room)
    interrupted: list[bool] = []
    scanner.interrupted.connect(lambda: interrupted.append(True))
    dialog = QDialog(room)
    qtbot.addWidget(dialog)
    QPushButton(dialog).setFocus()
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    Keyboard(dialog).scan(LINE)
    assert (heard, interrupted) == ([], [True])


def test_a_dialog_that_asks_for_a_number_gets_the_scanned_one(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    heard = heard_by(scanner, room)
    dialog = QDialog(room)
    qtbot.addWidget(dialog)
    field = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    field.setFocus()
    Keyboard(dialog).scan(LINE)
    assert (heard, field.text()) == ([], LINE)


def test_letters_of_a_line_pull_no_shortcut(room: Room, scanner: Scanner) -> None:
    pulled: list[bool] = []
    QShortcut(QKeySequence("X"), room).activated.connect(lambda: pulled.append(True))
    heard = heard_by(scanner, room, "11010519491231002X")
    room.button.setFocus()
    Keyboard(room).scan("11010519491231002x")
    assert heard == ["11010519491231002X"]
    assert not pulled


def test_who_is_gone_is_not_told(room: Room, scanner: Scanner, qtbot: QtBot) -> None:
    page = QWidget(room)
    heard = heard_by(scanner, page)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    Keyboard(room).scan(LINE)
    assert heard == []
    assert room.field.text() == LINE


def test_what_was_meant_for_a_field_that_went_away_goes_into_no_other(
    room: Room, scanner: Scanner, qtbot: QtBot
) -> None:
    Keyboard(room).press("1")
    room.field.deleteLater()
    QCoreApplication.sendPostedEvents(room.field, QEvent.Type.DeferredDelete)
    room.secret.setFocus()
    qtbot.wait(FLUSHED_MS)
    assert room.secret.text() == ""


def test_after_stopping_nothing_is_held(room: Room, scanner: Scanner) -> None:
    heard = heard_by(scanner, room)
    scanner.stop()
    Keyboard(room).scan(LINE)
    assert heard == []
    assert room.field.text() == LINE
