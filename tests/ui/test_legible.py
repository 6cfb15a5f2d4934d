# SPDX-License-Identifier: Apache-2.0
"""Every page can be read: no text is cut, nothing stands over something else, in both languages and in large type.

What has its room in large type has it in smaller. The pages lie in the smallest window the program is laid out for.
``--long`` walks the whole demo with its dialogs, in every look (see :mod:`tests.helpers.everypage`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui import theme
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.pages import places_for
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.cardpanel import CardPanel
from sscard_desktop.ui.widgets.label import ElidedLabel, FittingLabel, Label
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table
from tests.helpers import everypage, gallery
from tests.helpers.roominess import FLOATS, cramped
from tests.helpers.windowdesks import WindowDesk

TABS = ("people", "station", "safety", "units", "printing", "appearance")
"""The settings that are there at once; the others look at cameras, or lay out a city's forms."""
SENTENCE = "读到的证件 20 天后到期，不足四个月，今天不能采集。"


def reasons(widget: QWidget) -> list[str]:
    """Return what is wrong with a widget, without how much of it."""
    return [each.why.split(" px ")[-1].split(" over ")[0] for each in cramped(widget)]


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


class TestTheMeasure:
    def test_a_text_with_its_room_is_left_in_peace(self, room: QWidget) -> None:
        column = QVBoxLayout(room)
        for part in (Label(SENTENCE), Label(SENTENCE * 3, wrap=True), QPushButton("提交"), ElidedLabel(SENTENCE * 3)):
            column.addWidget(part)
        QApplication.processEvents()
        assert cramped(room) == []

    @pytest.mark.parametrize(
        ("make", "size", "reason"),
        [
            (lambda: Label(SENTENCE), QSize(100, 30), "too narrow"),
            (lambda: Label(SENTENCE), QSize(400, 8), "too low"),
            (lambda: Label(SENTENCE * 3, wrap=True), QSize(200, 30), "too low"),
            (lambda: FittingLabel(SENTENCE, role="name"), QSize(400, 12), "too low"),
            (lambda: QPushButton(SENTENCE), QSize(100, 36), "too narrow"),
        ],
    )
    def test_a_cut_text_is_found(self, room: QWidget, make: Callable[[], QWidget], size: QSize, reason: str) -> None:
        part = make()
        part.setParent(room)
        part.setMinimumSize(0, 0)
        part.resize(size)
        part.show()
        assert reasons(room) == [reason]

    def test_what_leaves_its_parent_is_found(self, room: QWidget) -> None:
        label = Label("正面", room)
        label.move(380, 0)
        label.show()
        assert reasons(room) == ["outside of its parent"]

    def test_what_scrolls_may_be_longer_than_its_room_but_not_wider(self, room: QWidget) -> None:
        area = QScrollArea(room)
        area.resize(400, 300)
        content = QWidget()
        content.resize(300, 900)
        area.setWidget(content)
        area.show()
        assert cramped(room) == []

    def test_two_over_each_other_are_found_unless_one_floats(self, room: QWidget) -> None:
        below, above = Label(SENTENCE, room), Label("已挂起", room)
        for label in (below, above):
            label.resize(label.sizeHint())
            label.show()
        (found,) = cramped(room)
        assert "over Label" in found.why
        above.setProperty(FLOATS, True)
        assert cramped(room) == []

    def test_a_page_that_is_not_in_front_is_not_measured(self, room: QWidget) -> None:
        stack = QStackedWidget(room)
        stack.resize(400, 300)
        stack.addWidget(QWidget())
        hidden = QWidget()
        stack.addWidget(hidden)
        Label(SENTENCE, hidden).resize(10, 10)
        stack.show()
        assert cramped(room) == []

    def test_a_heading_wider_than_its_column_is_found(self, room: QWidget) -> None:
        table = _people(room)
        table.resize(400, 200)
        table.show()
        assert cramped(room) == []
        table.setColumnWidth(0, 20)
        assert reasons(room) == ["too narrow"]


class _People(RowsModel[str]):
    def headings(self) -> tuple[str, ...]:
        return ("姓名", "经办人的用户名", "受理编号")

    def cell(self, row: str, column: int) -> str:
        return row


def _people(parent: QWidget) -> Table:
    table = Table(parent)
    model = _People(table)
    model.show_rows(["阿依古丽"])
    table.setModel(model)
    table.fit_columns("李", "李")
    return table


class TestGivingWay:
    def test_a_column_is_never_narrower_than_its_heading(self, room: QWidget) -> None:
        table = _people(room)
        header = table.horizontalHeader()
        assert table.columnWidth(1) >= header.sectionSizeFromContents(1).width()

    def test_names_that_grow_leave_the_last_column_its_heading(self, room: QWidget) -> None:
        table = _people(room)
        table.grow_columns(0, last="王")
        model = table.model()
        assert isinstance(model, _People)
        model.show_rows(["阿依古丽·买买提江·吐尔逊" * 3])
        table.resize(390, 200)
        table.show()
        table.share_room()
        assert cramped(room) == []

    def test_a_narrow_table_leaves_out_what_it_can_spare(self, room: QWidget) -> None:
        table = _people(room)
        table.spare_columns(1)
        table.show()
        table.resize(800, 200)
        assert not table.isColumnHidden(1)
        table.resize(200, 200)
        assert table.isColumnHidden(1)
        table.resize(800, 200)
        assert not table.isColumnHidden(1)

    def test_quiet_actions_show_their_keys_alone_where_a_reason_needs_the_room(self, room: QWidget) -> None:
        bar = ActionBar(room)
        bar.set_actions([KeyAction("help", "F1", "帮助"), KeyAction("park", "F7", "挂起当前的人")])
        bar.set_next("下一步：拍照")
        row = QHBoxLayout(room)
        row.addWidget(bar)
        room.resize(560, 100)
        QApplication.processEvents()
        first, second = (
            button for button in bar.findChildren(type(bar.next_button())) if button.objectName() in ("help", "park")
        )
        assert not first.brief()
        assert not second.brief()
        bar.set_reason("还差：照片、证件图片、申请人同意、单位")
        QApplication.processEvents()
        assert first.brief()
        assert "帮助" in first.toolTip()
        assert first.accessibleName() == "帮助"
        assert cramped(room) == []
        bar.set_reason("")
        QApplication.processEvents()
        assert first.brief()  # nothing blinks while a form is filled
        room.resize(900, 100)
        QApplication.processEvents()
        assert not first.brief()

    def test_words_that_gave_way_come_back_once_there_is_ample_room(self, room: QWidget) -> None:
        bar = ActionBar(room)
        bar.set_actions([KeyAction("help", "F1", "帮助"), KeyAction("park", "F7", "挂起当前的人")])
        bar.set_next("下一步：拍照")
        row = QHBoxLayout(room)
        row.addWidget(bar)
        room.resize(900, 100)
        QApplication.processEvents()
        first = next(button for button in bar.findChildren(type(bar.next_button())) if button.objectName() == "help")
        bar.set_reason("还差：" + "照片、证件图片、申请人同意、单位、" * 2)
        QApplication.processEvents()
        assert first.brief()
        bar.set_reason("资料已齐")
        QApplication.processEvents()
        assert not first.brief()

    def test_the_longest_next_step_gives_way_last_and_is_whole_in_its_tooltip(self, room: QWidget) -> None:
        bar = ActionBar(room)
        bar.set_actions([KeyAction("help", "F1", "Help")], [KeyAction("submit", "F10", "Submit")])
        long = "Next: fill in the guardian's or agent's kind of identity document"
        bar.set_next(long)
        bar.set_reason("Missing: everything")
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(bar)
        submit = bar.findChild(type(bar.next_button()), "submit")
        assert submit is not None
        button = bar.next_button()
        shown = button.findChild(Label)
        assert shown is not None
        seen = set()
        for width in range(1200, 440, -40):
            room.resize(width, 100)
            QApplication.processEvents()
            whole = shown.text() == long
            seen.add((submit.brief(), whole))
            assert bar.width() == width, "the bar asks for more than the window has"
            assert whole is (button.toolTip() == "")
            assert button.text() == button.accessibleName() == long
            assert cramped(room) == [], width
        assert seen == {(False, True), (True, True), (True, False)}

    def test_a_card_that_shrinks_while_it_makes_room_comes_to_rest(self, room: QWidget) -> None:
        panel, below = CardPanel(), QWidget()
        panel.show_card(gallery.FACE)
        below.setMinimumHeight(200)
        column = QVBoxLayout(room)
        column.addWidget(panel, 100)
        column.addWidget(below)
        for height in (600, 330, 300, 280, 600):
            room.resize(300, height)
            QApplication.processEvents()
        assert [label.text() for label in panel.findChildren(Label) if label.isVisible()].count(
            gallery.FACE.address
        ) == 1


# the window


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def test_every_page_can_be_read_in_both_languages_in_large_type(
    qtbot: QtBot, desk: WindowDesk, dressed_app: QApplication
) -> None:
    # Before there is anything to dress: a look is put on faster than changed.
    theme.apply(dressed_app, everypage.LOOKS["large"])
    desk.submitted(0)
    desk.filled(1)
    window = MainWindow(desk.language)
    qtbot.addWidget(window)
    window.resize(*everypage.SIZE)
    places = places_for(desk.sit_down("wangfang"))
    window.show_places(places, places[0].key)
    window.show()
    desk.settle()
    told = []
    for code in everypage.LANGUAGES:
        desk.language.switch(code)
        for page, subject in [*((place.key, "") for place in places), *(("settings", tab) for tab in TABS)]:
            window.go_to(page, subject)
            desk.settle()
            told += [f"{page} {subject} {code}: {each}" for each in cramped(window)]
    window.close_pages()
    desk.settle()
    theme.apply(dressed_app, theme.Look())
    assert not told, "\n".join(told)


@pytest.mark.long
def test_every_page_and_dialog_of_the_demo_can_be_read_in_every_look(tmp_path: Path, dressed_app: QApplication) -> None:
    with everypage.walking(tmp_path) as walker:
        told = [
            f"{seen.name}: {each}"
            for seen in walker.everything(
                languages=everypage.LANGUAGES, looks=tuple(everypage.LOOKS), sizes=(everypage.SIZE,)
            )
            for each in seen.cramped
        ]
    theme.apply(dressed_app, theme.Look())
    Language(dressed_app).switch("zh_CN")
    assert not told, "\n".join(told)
