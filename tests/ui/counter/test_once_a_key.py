# SPDX-License-Identifier: Apache-2.0
"""What a key costs at the counter, counted and not timed: one showing a turn, and what stands already is left alone."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.ui.counter.standing import Standing
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.field import FieldEditor
from tests.helpers.counters import CounterWindow

MOST_SHOWINGS = 2
"""Of a key that leaves a field, after which nothing new is offered: the key's own, and the station's answer."""
_TOUCHED = frozenset(
    {
        QEvent.Type.ShowToParent,
        QEvent.Type.HideToParent,
        QEvent.Type.DynamicPropertyChange,
        QEvent.Type.StyleChange,
        QEvent.Type.ToolTipChange,
        QEvent.Type.LayoutRequest,
    }
)


class Touches(QObject):
    """Counts what happens to widgets."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: Counter[str] = Counter()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHED and isinstance(watched, QWidget):
            self.seen[f"{type(watched).__name__} {event.type().name}"] += 1
        return False


def come_to_rest() -> None:
    for _ in range(len(_TOUCHED)):
        # A layout asks its parent's, a turn later, and that one its own.
        QApplication.processEvents()


@pytest.fixture
def showings(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    made: list[None] = []
    whole = Standing._show_checklist

    def counted(standing: Standing, *about: object) -> None:
        made.append(None)
        whole(standing, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(Standing, "_show_checklist", counted)
    return made


def test_a_letter_shows_the_counter_once(showings: list[None], counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.page.form.go_to("bank_branch")
    QApplication.processEvents()
    showings.clear()
    QTest.keyClicks(counter.focus(), "a")
    QApplication.processEvents()
    assert len(showings) == 1


def test_enter_shows_the_counter_once_for_the_key_and_once_an_answer(
    showings: list[None], counter: CounterWindow
) -> None:
    counter.lay(counter.person(0).card)
    counter.page.form.go_to("mobile")
    QTest.keyClicks(counter.focus(), "13812345678")
    counter.settle()
    showings.clear()
    counter.key(Qt.Key.Key_Return)
    counter.settle()
    assert 1 <= len(showings) <= MOST_SHOWINGS


def test_what_stands_already_is_touched_by_no_second_showing(qapp: QApplication, counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.settle()
    counter.page.standing.show_now()
    come_to_rest()
    touches = Touches(qapp)
    counter.page.standing.show_now()
    QApplication.processEvents()
    qapp.removeEventFilter(touches)
    assert not touches.seen


def test_a_bar_that_is_told_the_same_again_keeps_its_buttons(dressed: QApplication) -> None:
    bar = ActionBar()
    actions = [KeyAction("help", "F1", "帮助"), KeyAction("find", "F3", "查找")]
    bar.set_actions(actions, [KeyAction("submit", "F10", "提交")])
    bar.resize(800, 56)
    bar.show()
    come_to_rest()
    buttons = bar.findChildren(Button)
    touches = Touches(dressed)
    bar.set_actions(list(actions), [KeyAction("submit", "F10", "提交")])
    bar.set_shown("find", shown=True)
    QApplication.processEvents()
    dressed.removeEventFilter(touches)
    assert bar.findChildren(Button) == buttons
    assert not touches.seen


def test_a_bar_puts_other_actions_on_the_buttons_it_has(dressed: QApplication) -> None:
    bar = ActionBar()
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    bar.set_actions([KeyAction("help", "F1", "帮助"), KeyAction("find", "F3", "查找")])
    first = bar.findChild(Button, "help")
    bar.set_shown("help", shown=False)
    bar.set_actions([KeyAction("back", "Esc", "返回", "cross")])
    assert bar.findChild(Button, "back") is first
    assert first is not None
    assert not first.isHidden()
    assert first.text() == "返回"
    first.click()
    assert chosen == ["back"]


def test_only_what_changes_a_condition_lays_the_form_out_anew(
    counter: CounterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.lay(counter.person(0).card)
    counter.settle()
    asked: list[str] = []
    whole = FieldEditor.set_required

    def counted(editor: FieldEditor, required: bool) -> None:
        asked.append(editor.key)
        whole(editor, required)

    monkeypatch.setattr(FieldEditor, "set_required", counted)
    counter.page.form.go_to("mobile")
    QTest.keyClicks(counter.focus(), "13812345678")
    counter.settle()
    assert not asked
    counter.page.form.editor("document_type").take("passport")
    counter.settle()
    assert asked
