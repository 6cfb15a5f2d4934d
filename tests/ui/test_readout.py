# SPDX-License-Identifier: Apache-2.0
"""What a screen reader gets to hear: each widget's role, name and problem, and what appears by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.ui import readout
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.cardpanel import CardPanel
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import EDITORS, CodeEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.lights import StatusLight
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.several import Ticks
from sscard_desktop.ui.widgets.table import Table
from sscard_desktop.ui.widgets.toast import Toast

Text, Role, Polite = QAccessible.Text, QAccessible.Role, QAccessible.AnnouncementPoliteness


class Ear:
    """A screen reader that listens."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def listen(self, event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.heard.append((event.message(), event.politeness()))

    def said(self) -> list[str]:
        """Return what was said since the last look."""
        said = [message for message, _ in self.heard]
        self.heard.clear()
        return said


class Listened:
    """Qt's accessibility with somebody at its other end."""

    AnnouncementPoliteness, Role = QAccessible.AnnouncementPoliteness, QAccessible.Role

    def __init__(self, ear: Ear) -> None:
        self.updateAccessibility = ear.listen
        self.isActive = lambda: True


@pytest.fixture(autouse=True, scope="module")
def roles() -> None:
    readout.install_roles()


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    listening = Ear()
    monkeypatch.setattr(readout, "QAccessible", Listened(listening))
    return listening


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    QVBoxLayout(shown)
    shown.resize(600, 400)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def put(room: QWidget, widget: QWidget) -> None:
    layout = room.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()


def read(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def test_our_own_widgets_say_what_they_are(room: QWidget) -> None:
    segments, banner, toast = Segments(room), Banner(room), Toast(room)
    segments.set_options([("a", "浅色"), ("b", "深色")])
    roles = {
        segments: Role.Grouping,
        banner: Role.AlertMessage,
        toast: Role.Notification,
        Chip("长期", room): Role.StaticText,
        CardPanel(room): Role.Grouping,
        StatusLight("读卡器", room): Role.Button,
        StatusLight("读卡器", room, pressable=False): Role.StaticText,
    }
    assert {type(widget).__name__: read(widget).role() for widget in roles} == {
        type(widget).__name__: role for widget, role in roles.items()
    }


def test_a_row_of_answers_is_called_by_its_label_or_by_its_answers(room: QWidget) -> None:
    segments = Segments(room)
    segments.set_options([("a", "浅色"), ("b", "深色")])
    assert read(segments).text(Text.Name) == "浅色 / 深色"
    segments.set_options([("a", "Light"), ("b", "Dark")])
    assert read(segments).text(Text.Name) == "Light / Dark"
    segments.setAccessibleName("外观")
    segments.set_options([("a", "浅色"), ("b", "深色")])
    assert read(segments).text(Text.Name) == "外观"


def test_a_table_is_called_by_its_columns_in_the_language_in_force(room: QWidget) -> None:
    table, model = Table(room), QStandardItemModel(0, 2)
    model.setHorizontalHeaderLabels(["姓名", "状态"])
    table.setModel(model)
    assert read(table).text(Text.Name) == "姓名 / 状态"
    model.setHorizontalHeaderLabels(["Name", "State"])
    assert read(table).text(Text.Name) == "Name / State"


@pytest.mark.parametrize("kind", sorted(FieldKind))
def test_a_fields_problem_and_its_mending_are_read_with_the_field(room: QWidget, kind: FieldKind) -> None:
    editor = EDITORS[kind]("field")
    put(room, editor)
    editor.set_label("手机号码")
    editor.set_required(True)
    editor.set_note(Note("手机号码应为 11 位，现在是 10 位。", Tone.BAD, "改为 13800138000"))
    control = read(editor.control())
    assert control.text(Text.Name) == "手机号码"
    assert control.text(Text.Description) == "必填 手机号码应为 11 位，现在是 10 位。 改为 13800138000"
    editor.set_note(None)
    assert control.text(Text.Description) == "必填"


def test_a_button_tells_the_key_that_does_the_same(room: QWidget) -> None:
    button = Button("拍照", room, key="F4")
    assert (read(button).text(Text.Name), read(button).text(Text.Description)) == ("拍照", "F4")
    button.set_key("F5")
    assert read(button).text(Text.Description) == "F5"


def test_messages_are_read_out_as_they_appear(room: QWidget, ear: Ear) -> None:
    Banner(room).show_message("读卡器没有应答。", "检查连接线后按 F2 重试。", tone=Tone.BAD)
    Banner(room).show_message("批次已导出。", tone=Tone.OK)
    Toast(room).show_text("已挂起")
    assert ear.heard == [
        ("读卡器没有应答。 检查连接线后按 F2 重试。", Polite.Assertive),
        ("批次已导出。", Polite.Polite),
        ("已挂起", Polite.Polite),
    ]


def test_a_problem_is_read_out_while_one_types_and_not_behind_ones_back(room: QWidget, ear: Ear) -> None:
    typed, other = EDITORS[FieldKind.MOBILE]("mobile"), EDITORS[FieldKind.MOBILE]("other")
    for editor in (typed, other):
        put(room, editor)
    typed.control().setFocus()
    ear.said()
    other.set_note(Note("号码不对。"))
    assert ear.said() == []
    typed.set_note(Note("号码不对。"))
    typed.set_note(Note("号码不对。"))
    assert ear.said() == ["号码不对。"]


def test_the_chosen_answer_is_read_out(room: QWidget, ear: Ear) -> None:
    segments, ticks = Segments(), Ticks()
    for widget in (segments, ticks):
        put(room, widget)
        widget.set_options([("a", "本人"), ("b", "监护人")])
    segments.set_code("a")
    segments.setFocus()
    assert ear.said() == ["本人"]
    QTest.keyClick(segments, Qt.Key.Key_Right)
    assert ear.said() == ["监护人"]
    ticks.setFocus()
    ear.said()
    QTest.keyClick(ticks, Qt.Key.Key_2)
    assert ear.said() == ["监护人"]
    QTest.keyClick(ticks, Qt.Key.Key_2)
    assert ear.said() == ["没有选中"]


def test_the_highlighted_entry_of_a_list_is_read_out(room: QWidget, ear: Ear) -> None:
    editor = EDITORS[FieldKind.CODE]("bank")
    assert isinstance(editor, CodeEditor)
    put(room, editor)
    editor.set_choices([Choice("1", "中国工商银行"), Choice("2", "成都银行")])
    editor.control().setFocus()
    ear.said()
    QTest.keyClick(editor.control(), Qt.Key.Key_Down)
    QTest.keyClick(editor.control(), Qt.Key.Key_Down)
    assert ear.said() == ["中国工商银行 1/2", "成都银行 2/2"]


def test_the_card_panel_says_what_it_waits_for_once(room: QWidget, ear: Ear) -> None:
    panel = CardPanel(room)
    panel.show_empty("请放证件", "平放在读卡器上。")
    panel.show_empty("请放证件", "平放在读卡器上。")
    assert ear.said() == ["请放证件 平放在读卡器上。"]


def test_nothing_is_made_while_nobody_listens(room: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_: object) -> None:
        pytest.fail("an announcement that nobody hears")

    monkeypatch.setattr(readout, "QAccessibleAnnouncementEvent", made)
    assert not QAccessible.isActive()
    readout.say(room, "读到了")
