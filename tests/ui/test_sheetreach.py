# SPDX-License-Identifier: Apache-2.0
"""What a property reaches: as much as the style sheet says, and no part of a widget beyond."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui import theme
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.sheetreach import Part, Reach, reached, reaches
from sscard_desktop.ui.theme import Look
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.editors import TextEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.rail import SectionRail


def test_a_rule_reaches_from_the_property_to_its_end() -> None:
    (reach,) = reaches('Chip[tone="bad"] > Label[role="note"]:disabled { color: red; }')["tone"]
    assert reach == Reach(Part("Chip", "", (("tone", "bad"),)), Part("Label", "", (("role", "note"),)))


def test_a_rule_for_the_widget_itself_reaches_nothing_in_it() -> None:
    assert not reaches('Chip[tone="bad"] { color: red; } /* A[x="y"] B {} */ QMenu::item:selected { color: red; }')


def test_each_selector_of_a_list_counts() -> None:
    found = reaches('A[on="true"] #word, B[on="true"] * { color: red; }')["on"]
    assert [(each.asked.kind, each.dressed) for each in found] == [("A", Part("", "word", ())), ("B", Part("", "", ()))]


@pytest.mark.parametrize("selector", ["A:not(B)", "A[on]", 'A[on="x"', "A.b", "A + B"])
def test_what_isnt_understood_is_told_and_not_passed_over(selector: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        reaches(f"{selector} {{ color: red; }}")


def test_every_template_is_understood() -> None:
    assert "tone" in reaches(theme.style_sheet(Look()))


def test_only_what_a_rule_names_is_reached(qtbot: QtBot) -> None:
    outer = QFrame()
    qtbot.addWidget(outer)
    inner = QFrame(outer)
    note, value = Label("", inner, role="note"), Label("", inner, role="value")
    note.setObjectName("word")
    by = reaches('QFrame[on="true"] Label[role="note"] { color: red; }')
    assert reached(outer, "on", by) == [outer, note]
    assert reached(outer, "off", by) == [outer]
    assert reached(value, "on", by) == [value]
    assert reached(outer, "on", reaches('QFrame[on="true"] #word { color: red; }')) == [outer, note]


# ── as if everything was dressed anew ────────────────────────────────────────────────────────────────────────────


Made = tuple[QWidget, Callable[[], object], Callable[[], object]]
"""A widget, what changes it, and what changes it back."""


def field() -> Made:
    editor = TextEditor("name")
    editor.set_label("姓名")
    editor.set_value("王五")
    editor.set_origin("card", "从证件读取")
    return editor, lambda: editor.set_note(Note("再看一眼", Tone.BAD, "改成 王武")), lambda: editor.set_note(None)


def chip() -> Made:
    made = Chip("完成")
    return (
        made,
        lambda: made.set_state("没有完成", Tone.WARN, icon="cross"),
        lambda: made.set_state("完成", Tone.QUIET),
    )


def banner() -> Made:
    made = Banner()
    made.show_message("好了", "继续", tone=Tone.OK)
    return (
        made,
        lambda: made.show_message("不好", "再来", tone=Tone.BAD),
        lambda: made.show_message("好了", "继续", tone=Tone.OK),
    )


def rail() -> Made:
    made = SectionRail()
    made.set_sections([("a", "证件"), ("b", "联系")])
    made.set_current("a")

    def change() -> None:
        made.set_current("b")
        made.set_state("a", problems=2)

    def back() -> None:
        made.set_current("a")
        made.set_state("a")

    return made, change, back


def kind_of_button() -> Made:
    room = QWidget()
    column = QVBoxLayout(room)
    button = Button("打印", room, kind="plain", key="F9")
    for each in (button, IconView("check", room)):
        column.addWidget(each)
    return room, lambda: button.set_kind("primary"), lambda: button.set_kind("plain")


def link() -> Made:
    button = Button("打印", kind="primary", key="F9")
    return button, lambda: button.set_kind("link"), lambda: button.set_kind("primary")


def toned_label() -> Made:
    label = Label("证件快到期了", role="note")
    return label, lambda: label.set_tone(Tone.BAD), lambda: label.set_tone(Tone.QUIET)


MADE = [field, chip, banner, rail, kind_of_button, link, toned_label]


@pytest.mark.parametrize("make", MADE)
def test_what_is_changed_back_looks_as_before(qtbot: QtBot, qapp: QApplication, make: Callable[[], Made]) -> None:
    theme.apply(qapp, Look())
    widget, change, back = make()
    qtbot.addWidget(widget)
    for part in (widget, *widget.findChildren(QWidget)):
        # A caret blinks.
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.resize(420, 160)
    widget.show()
    # Once there and back: what comes up for the first time settles the layout.
    change()
    qapp.processEvents()
    changed = widget.grab().toImage()
    back()
    qapp.processEvents()
    before = widget.grab().toImage()
    change()
    qapp.processEvents()
    assert widget.grab().toImage() == changed
    back()
    qapp.processEvents()
    assert widget.grab().toImage() == before
    assert changed != before
    for part in (widget, *widget.findChildren(QWidget)):
        part.style().unpolish(part)
        part.style().polish(part)
    qapp.processEvents()
    assert widget.grab().toImage() == before


@pytest.mark.parametrize("make", MADE)
def test_a_change_looks_as_if_everything_was_dressed_anew(
    qtbot: QtBot, qapp: QApplication, make: Callable[[], Made]
) -> None:
    theme.apply(qapp, Look())
    widget, change, _ = make()
    qtbot.addWidget(widget)
    widget.resize(420, 160)
    widget.show()
    before = widget.grab().toImage()
    change()
    qapp.processEvents()
    changed = widget.grab().toImage()
    for part in (widget, *widget.findChildren(QWidget)):
        part.style().unpolish(part)
        part.style().polish(part)
    qapp.processEvents()
    assert changed == widget.grab().toImage()
    assert changed != before
