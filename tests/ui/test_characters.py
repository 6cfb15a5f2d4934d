# SPDX-License-Identifier: Apache-2.0
"""The dialog that finds a rare character, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.services.characters import Characters
from sscard_desktop.services.session import Session
from sscard_desktop.storage.ideographs import read_ideographs
from sscard_desktop.ui.characters.dialog import CharacterDialog
from sscard_desktop.ui.tasks import Tasks
from tests.helpers.waiting import until


@cache
def press() -> FormPress:
    return FormPress(paths.resources() / "fonts")


table = cache(lambda: read_ideographs(paths.resources() / "codes"))


class Clerk:
    """As much of a session as rare characters need."""

    operator = Operator("limin", Role.CLERK, "李敏")

    def unprintable(self, text: str) -> list[str]:
        return press().missing_characters(text)


class Opened:
    """A dialog that is up, and what it said."""

    def __init__(self, tasks: Tasks, qtbot: QtBot, text: str, caret: int, *, is_name: bool = True) -> None:
        characters = Characters(cast(Session, Clerk()), ideographs=table, forms=press)
        self.qtbot, self.tasks = qtbot, tasks
        self.dialog = CharacterDialog(characters, tasks, text=text, caret=caret, is_name=is_name)
        qtbot.addWidget(self.dialog)
        self.inserted: list[str] = []
        self.proposed: list[str] = []
        self.dialog.inserted.connect(self.inserted.append)
        self.dialog.proposed.connect(self.proposed.append)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        until(self.tasks.idle, timeout_s=60)

    def ask(self, line: str) -> None:
        self.dialog.line.setText(line)
        self.dialog._search()
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.dialog.line, key, modifier)
        self.settle()


@pytest.fixture
def tasks(dressed: QApplication) -> Iterator[Tasks]:
    made = Tasks(on_bug=lambda error: pytest.fail(str(error)), on_error=lambda error: pytest.fail(str(error)))
    yield made
    made.shutdown()


def opened(tasks: Tasks, qtbot: QtBot, text: str = "", caret: int = 0, **more: bool) -> Opened:
    return Opened(tasks, qtbot, text, caret, **more)


def test_parts_then_enter_insert_the_character(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot, "李云", 1)
    shown.ask("土口")
    shown.key(Qt.Key.Key_Return)
    assert shown.inserted == ["𠮷"]
    assert not shown.dialog.isVisible()


def test_arrows_choose_while_the_keyboard_stays_in_the_line(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot)
    shown.ask("女 jie")
    first = shown.dialog.grid.chosen()
    # Before an arrow down, left and right belong to the line.
    shown.key(Qt.Key.Key_Left)
    assert shown.dialog.grid.chosen() == first
    shown.key(Qt.Key.Key_Down)
    below = shown.dialog.grid.chosen()
    shown.key(Qt.Key.Key_Right)
    right = shown.dialog.grid.chosen()
    assert len({first, below, right}) == 3
    shown.key(Qt.Key.Key_Return)
    assert right is not None
    assert shown.inserted == [right.character]


def test_the_proof_shows_the_name_with_the_chosen_character_in_its_place(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot, "李云", 1)
    assert shown.dialog.proof.picture.accessibleName() == "李云"
    shown.ask("U+20BB7")
    assert shown.dialog.proof.picture.accessibleName() == "李𠮷云"
    assert "GBK" in shown.dialog.proof.told()[2]
    assert "U+20BB7" in shown.dialog.facts.text()
    assert "9534B235" in shown.dialog.facts.text()


def test_a_private_character_is_replaced_only_by_ctrl_enter(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot, "李\ue863", 2)
    assert "U+E863" in shown.dialog.doubts.text()
    assert "U+4DAE" in shown.dialog.doubts.text()
    shown.key(Qt.Key.Key_Return)
    assert shown.proposed == []
    shown.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.proposed == ["李䶮"]


def test_what_no_font_has_is_said_and_can_still_be_inserted(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot, "李", 1)
    shown.ask("U+31350")
    assert "方框" in shown.dialog.facts.text()
    assert shown.dialog.proof.told()[0] == "屏幕缺字"
    shown.key(Qt.Key.Key_Return)
    assert shown.inserted == ["\U00031350"]


def test_a_wide_question_is_cut_short_and_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot)
    shown.ask("口")
    assert shown.dialog.grid.count() == 240
    assert "240" in shown.dialog.status.text()


def test_nothing_found_says_what_to_try_and_enter_inserts_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot)
    shown.ask("囧囧囧囧囧")
    assert "没有找到" in shown.dialog.status.text()
    assert shown.dialog.ways.isVisible()
    shown.key(Qt.Key.Key_Return)
    assert shown.inserted == []
    assert shown.dialog.isVisible()


def test_the_ways_to_ask_stand_where_the_characters_will_be(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot)
    assert shown.dialog.ways.isVisible()
    assert shown.dialog.ways.texts()[0] == "部件 土口 或 氵炎"
    shown.ask("氵炎")
    assert not shown.dialog.ways.isVisible()
    assert shown.dialog.grid.isVisible()


def test_escape_empties_the_line_first_and_then_goes_back(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot)
    shown.ask("土口")
    shown.key(Qt.Key.Key_Escape)
    assert shown.dialog.line.text() == ""
    assert shown.dialog.isVisible()
    shown.key(Qt.Key.Key_Escape)
    assert not shown.dialog.isVisible()


def test_an_address_has_no_proof(tasks: Tasks, qtbot: QtBot) -> None:
    shown = opened(tasks, qtbot, "某县某村", 4, is_name=False)
    shown.ask("土口")
    assert shown.dialog.proof.picture.is_empty()
