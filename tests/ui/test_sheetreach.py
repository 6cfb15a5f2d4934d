# SPDX-License-Identifier: Apache-2.0
"""What a property reaches: as much as the style sheet says, and no part of a widget beyond."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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


def field() -> tuple[QWidget, Callable[[], object]]:
    editor = TextEditor("name")
    editor.set_label("姓名")
    editor.set_value("王五")
    editor.set_origin("card", "从证件读取")
    return editor, lambda: editor.set_note(Note("再看一眼", Tone.BAD, "改成 王武"))


def chip() -> tuple[QWidget, Callable[[], object]]:
    made = Chip("完成")
    return made, lambda: made.set_state("没有完成", Tone.WARN, icon="cross")


def banner() -> tuple[QWidget, Callable[[], object]]:
    made = Banner()
    made.show_message("好了", "继续", tone=Tone.OK)
    return made, lambda: made.show_message("不好", "再来", tone=Tone.BAD)


def rail() -> tuple[QWidget, Callable[[], object]]:
    made = SectionRail()
    made.set_sections([("a", "证件"), ("b", "联系")])
    made.set_current("a")

    def change() -> None:
        made.set_current("b")
        made.set_state("a", problems=2)

    return made, change


def kind_of_button() -> tuple[QWidget, Callable[[], object]]:
    room = QWidget()
    column = QVBoxLayout(room)
    button = Button("打印", room, kind="plain", key="F9")
    for each in (button, IconView("check", room)):
        column.addWidget(each)
    return room, lambda: button.set_kind("primary")


@pytest.mark.parametrize("make", [field, chip, banner, rail, kind_of_button])
def test_a_change_looks_as_if_everything_was_dressed_anew(
    qtbot: QtBot, qapp: QApplication, make: Callable[[], tuple[QWidget, Callable[[], object]]]
) -> None:
    theme.apply(qapp, Look())
    widget, change = make()
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
