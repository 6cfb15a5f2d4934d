# SPDX-License-Identifier: Apache-2.0
"""The manual in the window: by role, in both languages, searched and followed by keys, and back to where one was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.manual import Manual
from sscard_desktop.services.manual import Handbook
from sscard_desktop.ui.help.host import HelpHost
from sscard_desktop.ui.help.notices import NoticesSheet
from sscard_desktop.ui.help.page import HelpPage
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.training import power
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.editors import TextEditor
from sscard_desktop.ui.widgets.field import Note
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk

Key = Qt.Key


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def page_of(qtbot: QtBot, desk: WindowDesk, name: str) -> HelpPage:
    page = HelpPage(desk.sit_down(name))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.entered()
    return page


def contents(page: HelpPage) -> list[str]:
    model = page.reader.contents.model()
    return [str(model.index(row, 0).data()).strip() for row in range(model.rowCount())]


def test_practice_is_a_key_away_and_opens_a_program_of_its_own(
    qtbot: QtBot, desk: WindowDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    told: list[str] = []
    failed: list[str] = []
    monkeypatch.setattr(power, "start_beside", started.append)
    page = page_of(qtbot, desk, "limin")
    sat = page._desk
    host = HelpHost(
        sat.workplace, sat.language, sat.tasks, told=told.append, failed=lambda error: failed.append(error.code),
        parent=page,
    )  # fmt: skip
    host.join(page)
    page.activateWindow()
    until(page.isActiveWindow)
    QTest.keyClick(page, Key.Key_F4)
    assert started == [["--training", "--lang", sat.language.code]]
    assert told

    def refuse(arguments: list[str]) -> None:
        raise OSError

    monkeypatch.setattr(power, "start_beside", refuse)
    page.activateWindow()
    until(page.isActiveWindow)
    QTest.keyClick(page, Key.Key_F4)
    assert failed == ["training.not_opened"]


def test_each_role_reads_its_own_chapters(qtbot: QtBot, desk: WindowDesk) -> None:
    clerk, chief = page_of(qtbot, desk, "limin"), page_of(qtbot, desk, "wangfang")
    assert "审核和日结" in contents(chief)
    assert "审核和日结" not in contents(clerk)
    assert "补资料" in contents(clerk)
    # What is read is searched, chosen, gone on to and come back from by keys.
    reader = clerk.reader
    QTest.keyClicks(reader.view, "spz")
    assert reader.search.hasFocus() or reader.search.text()
    until(lambda: "生僻字" in contents(clerk)[0])
    assert reader.anchor == "counter-rare"
    QTest.keyClick(reader.search, Key.Key_Return)
    QTest.keyClick(reader.search, Key.Key_Escape)
    reader.go_to("photo-files")
    assert "HEIC" in reader.view.toPlainText()
    reader.go_back()
    assert reader.anchor == "counter-rare"
    # A link in the text leads on.
    reader.view.anchorClicked.emit("#photo")
    assert reader.anchor == "photo"
    desk.language.switch("en")
    until(lambda: "The photo" in reader.view.toPlainText())
    assert "Rare characters" in contents(clerk)


def test_pictures_are_the_manual_s_own_and_nothing_else_is_fetched(qtbot: QtBot, desk: WindowDesk) -> None:
    page = page_of(qtbot, desk, "limin")
    view, picture = page.reader.view, 2
    for hostile in ("file:///etc/passwd", "https://example.org/x.png", "../../../etc/passwd", "x" * 3000):
        assert view.loadResource(picture, hostile).isNull()
    assert not view.loadResource(picture, "counter.png").isNull()
    assert view.loadResource(3, "counter.png") is None


class _Place(QWidget):
    """A page with a field, in a window that gives help."""

    def __init__(self) -> None:
        super().__init__()
        self.field = TextEditor("name")
        column = QVBoxLayout(self)
        column.addWidget(self.field)

    def help_topics(self) -> list[str]:
        return ["step:photo"]


def test_f1_opens_what_is_in_front_and_esc_leads_back(qtbot: QtBot, desk: WindowDesk) -> None:
    window = MainWindow(desk.language)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    saved: list[str] = []
    target = desk.station.station.folder.parent / "book.pdf"

    class Press:
        def render(self, manual: Manual, *, subtitle: str, contents: str) -> bytes:
            return f"%PDF {manual.language} {subtitle} {contents}".encode()

    host = HelpHost(
        replace(desk.workplace, manual_press=Press), desk.language, desk.tasks,
        told=saved.append, failed=desk.errors.append, where=lambda parent, name: str(target), parent=window,
    )  # fmt: skip
    window.help_wanted.connect(host.open)
    place = _Place()
    window.show_gate(place)
    window.show()
    window.activateWindow()
    place.field.control().setFocus()
    QTest.keyClicks(place.field.control(), "half")
    text = place.field.value()
    # The step that the place is at; then, with a problem beneath the field, the problem.
    QTest.keyClick(place.field.control(), Key.Key_F1)
    assert host.sheet is not None
    assert host.sheet.reader.anchor == "photo"
    # Where one is stands whole among the contents, with its neighbours.
    table = host.sheet.reader.contents
    row = table.currentIndex()
    until(lambda: table.viewport().rect().contains(table.visualRect(row.siblingAtRow(row.row() + 2))))
    QTest.keyClick(host.sheet, Key.Key_Escape)
    assert host.sheet is None
    assert place.field.value() == text
    place.field.set_note(Note("…", code="idnumber.check"))
    QTest.keyClick(place.field.control(), Key.Key_F1)
    assert host.sheet is not None
    assert host.sheet.reader.anchor == "trouble-data"
    # Once more: the keys.
    host.sheet.help_wanted.emit([], host.sheet)
    assert host.sheet.reader.anchor == "keys"
    desk.language.switch("en")
    until(lambda: host.sheet is not None and host.sheet.windowTitle() == "User manual")
    until(lambda: "Everywhere" in host.sheet.reader.view.toPlainText() if host.sheet else False)
    desk.language.switch("zh_CN")
    assert host.sheet is not None
    host.sheet.book_wanted.emit()
    until(lambda: bool(saved))
    assert target.read_text(encoding="utf-8") == "%PDF zh_CN 审核员 目录"
    host.put_away()
    assert host.sheet is None
    # What the banner tells of, where the field is well.
    place.field.set_note(None)
    window.show_error(RefusedError("backup.busy"))
    assert window.help_topics()[0] == "message:backup.busy"
    desk.settle()


def test_f1_in_a_dialog_opens_over_the_dialog(qtbot: QtBot, desk: WindowDesk) -> None:
    window = MainWindow(desk.language)
    qtbot.addWidget(window)
    asked: list[tuple[list[str], QWidget]] = []
    window.help_wanted.connect(lambda topics, over: asked.append((topics, over)))
    window.show()

    class SealDialog(Dialog):
        pass

    SealDialog.__module__ = "sscard_desktop.ui.batches.seal"
    dialog = SealDialog(window)
    line = QLineEdit(dialog)
    dialog.body.addWidget(line)
    dialog.open()
    dialog.activateWindow()
    line.setFocus()
    until(dialog.isActiveWindow)
    QTest.keyClick(line, Key.Key_F1)
    ((topics, over),) = asked
    assert over is dialog
    book = Handbook(desk.workplace.manual(), "zh_CN", None, pinyin=desk.workplace.pinyin)
    assert book.answer(topics) == "batches-seal"
    assert isinstance(QApplication.activeModalWidget(), QDialog)
    dialog.reject()


def test_f9_shows_licences_from_the_help_page_and_from_the_sheet(qtbot: QtBot, desk: WindowDesk) -> None:
    page = page_of(qtbot, desk, "limin")
    sat = page._desk
    host = HelpHost(
        sat.workplace, sat.language, sat.tasks, told=lambda _: None, failed=lambda error: desk.errors.append(error),
        parent=page,
    )  # fmt: skip
    host.join(page)
    page.activateWindow()
    until(page.isActiveWindow)
    QTest.keyClick(page, Key.Key_F9)
    sheet = page.findChild(NoticesSheet)
    assert sheet is not None
    assert sheet.reader.anchor == "notices"
    sheet.reader.go_to("notices-qt")
    assert "libQt6*.so.6" in sheet.reader.view.toPlainText()
    QTest.keyClick(sheet, Key.Key_Escape)
    host.open([], page)
    assert host.sheet is not None
    host.sheet.activateWindow()
    until(host.sheet.isActiveWindow)
    QTest.keyClick(host.sheet, Key.Key_F9)
    over = host.sheet.findChild(NoticesSheet)
    assert over is not None
    QTest.keyClick(over, Key.Key_Escape)
    assert host.sheet is not None
    assert host.sheet.isVisible()
    host.sheet.reject()
