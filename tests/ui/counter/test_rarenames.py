# SPDX-License-Identifier: Apache-2.0
"""Rare characters at the counter: Ctrl+I, the proof beneath a name, an old card's private characters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from sscard_desktop.ui.characters.dialog import CharacterDialog
from sscard_desktop.ui.counter.keys import KEYS, Action
from tests.helpers.counters import CounterWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def begun(counter: CounterWindow, name: str = "李云") -> None:
    card = replace(counter.person(0).card, name=name)
    counter.lay(card)
    counter.page.form.go_to("name")


def dialog(counter: CounterWindow) -> CharacterDialog:
    counter.page.keymap.table[Action.CHARACTER]()
    counter.settle()
    (found,) = [each for each in counter.page.findChildren(CharacterDialog) if each.isVisible()]
    return found


def ask(counter: CounterWindow, found: CharacterDialog, line: str) -> None:
    found.line.setText(line)
    found._search()
    counter.settle()


def test_the_key_is_bound_once_and_shown_at_the_name(counter: CounterWindow) -> None:
    begun(counter)
    assert QKeySequence(KEYS[Action.CHARACTER]).toString() == "Ctrl+I"
    assert list(KEYS.values()).count("Ctrl+I") == 1
    assert "Ctrl+I" in counter.page.form.editor("name")._aside.text()


def test_a_found_character_goes_where_the_caret_stands_and_is_stored(counter: CounterWindow) -> None:
    begun(counter)
    line = counter.page.form.editor("name").control()
    assert isinstance(line, QLineEdit)
    line.setCursorPosition(1)
    found = dialog(counter)
    ask(counter, found, "土口")
    counter.key(Qt.Key.Key_Return)
    counter.settle()
    assert counter.page.form.editor("name").value() == "李𠮷云"
    # The keyboard is back in the name, behind the character.
    assert counter.page.form.flow.current() == "name"
    assert counter.page.form.editor("name").caret() == 2
    counter.page.work.store()
    counter.settle()
    assert counter.page.work.record is not None
    assert counter.page.work.record.value("name") == "李𠮷云"


def test_a_rare_name_shows_its_proof_and_a_common_one_nothing(counter: CounterWindow) -> None:
    begun(counter)
    assert counter.page.rare.proof("name") is None
    counter.page.form.editor("name").insert("𬭚")
    counter.settle()
    view = counter.page.rare.proof("name")
    assert view is not None
    assert view.isVisibleTo(counter.page.form.editor("name"))
    assert "GBK" in view.told()[2]
    line = counter.page.form.editor("name").control()
    line.clear()  # type: ignore[attr-defined]
    counter.page.form.editor("name").insert("王")
    counter.settle()
    assert not view.isVisibleTo(counter.page.form.editor("name"))


def test_an_old_cards_private_character_stays_until_the_clerk_confirms(counter: CounterWindow) -> None:
    begun(counter, "李\ue863")
    record = counter.page.work.record
    assert record is not None
    assert record.value("name") == "李\ue863"
    note = counter.page.form.editor("name").note()
    assert note is not None
    assert "U+E863" in note.text
    assert "䶮" in note.action
    dialog(counter)
    counter.key(Qt.Key.Key_Return, CONTROL)
    counter.settle()
    assert counter.page.form.editor("name").value() == "李䶮"
    record = counter.page.work.record
    assert record is not None
    assert record.value("name") == "李䶮"
    actions = counter.in_lane(
        lambda: [line.action for line in counter.desk.session.store.audit_entries(subject=record.id)]
    )
    assert "record.characters" in actions


def test_backspace_takes_a_rare_character_whole(counter: CounterWindow) -> None:
    begun(counter)
    editor = counter.page.form.editor("name")
    line = editor.control()
    assert isinstance(line, QLineEdit)
    line.setCursorPosition(2)
    editor.insert("𠮷")
    counter.key(Qt.Key.Key_Backspace)
    assert editor.value() == "李云"


def test_a_name_with_two_unit_characters_keeps_its_middle_dot_in_place(counter: CounterWindow) -> None:
    begun(counter)
    line = counter.page.form.editor("name").control()
    line.clear()  # type: ignore[attr-defined]
    counter.write("𠮷.")
    counter.write("江")
    assert counter.page.form.editor("name").value() == "𠮷·江"


def test_without_a_person_the_key_does_nothing(counter: CounterWindow) -> None:
    counter.page.keymap.table[Action.CHARACTER]()
    assert counter.page.findChildren(CharacterDialog) == []
