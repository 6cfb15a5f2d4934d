# SPDX-License-Identifier: Apache-2.0
"""The rosters page by keyboard on a real station: a list imported, people found, refused, called up, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.roster import RowState
from sscard_desktop.domain.rosterupdate import Fate
from sscard_desktop.exchange import carrierlock
from sscard_desktop.ui.rosters.drivestart import DriveDialog
from sscard_desktop.ui.rosters.importpart import View
from sscard_desktop.ui.rosters.keeping import DeleteDialog, RenameDialog
from sscard_desktop.ui.rosters.naming import NamingDialog
from sscard_desktop.ui.rosters.page import RostersPage
from sscard_desktop.ui.rosters.sharing import ShareDialog, TakeDialog
from sscard_desktop.ui.rosters.slots import SlotsDialog
from sscard_desktop.ui.rosters.workdialog import Sheet
from sscard_desktop.ui.sheetprinting import ProgressDialog
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.pick import PickDialog
from sscard_desktop.ui.widgets.reason import ReasonDialog
from tests.helpers.lists import person
from tests.helpers.tables import as_xlsx
from tests.helpers.windowdesks import WindowDesk
from tests.ui.rosters.lists import UNITS, keep, write_list

Key = Qt.Key
NO, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Scene:
    """The supervisor's page, and the files that are chosen for it."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.qtbot, self.desk, self.folder = qtbot, desk, folder
        self.chosen = self.target = ""
        self.said: list[str] = []
        self.page = RostersPage(
            desk.sit_down("wangfang"),
            ask=lambda parent, title: self.chosen,
            ask_shared=lambda parent, title: self.chosen,
            ask_where=lambda parent, title, name: self.target,
        )
        self.page.told.connect(self.said.append)
        self.page.withheld.connect(self.said.append)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 660)
        self.page.show()
        self.page.entered()
        desk.settle()

    def key(self, key: Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        dialog = QApplication.activeModalWidget()
        window: QWidget = dialog or self.page
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window.focusWidget() or window, key, modifiers)
        self.settle()

    def settle(self) -> None:
        # Pages of people are asked for after the painting that came to them.
        for _ in range(3):
            self.qtbot.wait(5)
            self.desk.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)
        self.qtbot.wait(200)
        self.settle()

    def open(self, count: int, **changes: object) -> None:
        """Keep a roster of so many people, and open it."""
        keep(self.desk.station.supervisor, count, **changes)  # type: ignore[arg-type]
        self.page.entered()
        self.desk.settle()
        self.key(Key.Key_Return)

    def names(self) -> list[str]:
        model = self.page.people.list.model()
        people = [model.person(row) for row in range(model.rowCount())]
        return [person.name for person in people if person is not None]

    def counts(self) -> dict[RowState, int]:
        glance = self.page.people.list.roster()
        assert glance is not None
        return dict(glance.counts)

    def door(self, name: str) -> None:
        """Open one of the things that may be done with the roster in front."""
        glance = self.page.people.list.roster()
        assert glance is not None
        self.page.people.doors.open(name, glance)
        self.settle()


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path)
        desk.settle()


def test_where_there_is_none_it_says_what_a_roster_is_for(scene: Scene) -> None:
    assert scene.page.list.lister.findChildren(EmptyState)[0].isVisible()
    assert not scene.page.list.lister.rosters()


def test_people_are_listed_by_state_text_and_unit(scene: Scene) -> None:
    scene.open(7, refused={2: "已离职"})
    people = scene.page.people.list
    assert scene.names() == [f"赵甲{at}" for at in range(1, 8)]
    people.show_states((RowState.REFUSED,))
    scene.settle()
    assert scene.names() == ["赵甲2"]
    people.show_all()
    scene.settle()
    scene.type("100003")
    assert scene.names() == ["赵甲3"]
    scene.key(Key.Key_Escape)
    scene.qtbot.wait(200)
    scene.settle()
    scene.key(Key.Key_F6)
    assert people.by_unit()
    assert people.units.names() == sorted(UNITS, key=lambda name: name != UNITS[0])
    scene.key(Key.Key_Return)
    assert scene.names() == ["赵甲1", "赵甲3", "赵甲5", "赵甲7"]
    scene.key(Key.Key_Escape)
    assert len(scene.names()) == 7
    scene.key(Key.Key_Escape)
    assert scene.page.list.isVisible()
    assert scene.page.list.lister.rosters()[0].counts == {RowState.MISSING: 6, RowState.REFUSED: 1}
    assert not scene.desk.errors


def test_somebody_is_refused_with_a_reason_and_expected_again(scene: Scene) -> None:
    scene.open(3)
    scene.key(Key.Key_R, CONTROL)
    assert isinstance(scene.page.people.dialog(), ReasonDialog)
    scene.key(Key.Key_1)
    scene.key(Key.Key_Return)
    assert scene.counts() == {RowState.MISSING: 2, RowState.REFUSED: 1}
    scene.key(Key.Key_R, CONTROL)
    assert scene.counts() == {RowState.MISSING: 3}


def test_who_is_missing_is_called_up_and_gone_on_with_at_the_counter(scene: Scene, qtbot: QtBot) -> None:
    scene.open(2)
    with qtbot.waitSignal(scene.page.page_requested) as asked:
        scene.key(Key.Key_Return)
    key, record = asked.args
    assert key == "counter"
    assert scene.desk.station.supervisor.store.record(record).value("name") == "赵甲1"
    scene.page.entered()
    scene.settle()
    assert scene.counts() == {RowState.HALF: 1, RowState.MISSING: 1}


def test_ten_thousand_people_have_one_scroll_bar_and_few_are_read(scene: Scene) -> None:
    scene.open(10_000)
    people = scene.page.people.list
    assert people.model().rowCount() == 10_000
    people.table.choose_row(9_999)
    scene.settle()
    last = people.current()
    assert last is not None
    assert last.name == "赵甲10000"
    assert len(scene.names()) < 1000


def test_a_list_without_faults_becomes_a_roster(scene: Scene) -> None:
    scene.chosen = str(write_list(scene.folder / "一车间.csv", 5))
    scene.key(Key.Key_O)
    importing = scene.page.importing
    assert importing.view() is View.SUMMARY
    file = importing.file()
    assert file is not None
    assert (file.good, file.bad) == (5, 0)
    assert not scene.desk.station.supervisor.store.rosters()
    scene.key(Key.Key_Return)
    assert isinstance(importing.dialog(), NamingDialog)
    for _ in range(3):
        scene.key(Key.Key_Return)
    (roster,) = scene.desk.station.supervisor.store.rosters()
    assert roster.rows == 5
    assert scene.page.people.isVisible()
    assert len(scene.names()) == 5
    # Once more: told, and not imported twice.
    scene.key(Key.Key_Escape)
    scene.key(Key.Key_O)
    scene.key(Key.Key_Return)
    for _ in range(3):
        scene.key(Key.Key_Return)
    assert len(scene.desk.station.supervisor.store.rosters()) == 1


def test_faults_are_told_by_kind_and_place_and_marked_and_the_good_rows_may_go_first(scene: Scene) -> None:
    scene.chosen = str(write_list(scene.folder / "名单.csv", 6, wrong={2, 4}))
    scene.target = str(scene.folder / "标注.xlsx")
    scene.key(Key.Key_O)
    importing = scene.page.importing
    problems = importing.summary.problems
    assert [len(kind.findings) for kind in problems.kinds() if kind.blocking] == [2]
    assert [(each.problem.row, each.problem.column) for each in problems.findings()] == [(3, "B"), (5, "B")]
    scene.key(Key.Key_S)
    assert Path(scene.target).stat().st_size > 0
    assert importing.view() is View.SUMMARY
    scene.key(Key.Key_G)
    for _ in range(3):
        scene.key(Key.Key_Return)
    assert len(scene.names()) == 4
    assert not scene.desk.errors


def test_a_corrected_list_is_laid_over_its_roster_after_a_look(scene: Scene) -> None:
    scene.chosen = str(write_list(scene.folder / "名单.csv", 5))
    scene.key(Key.Key_O)
    for _ in range(4):
        scene.key(Key.Key_Return)
    assert len(scene.names()) == 5
    write_list(scene.folder / "名单.csv", 6, mobiles={3: "13900000000"}, left_out={5})
    scene.key(Key.Key_O, CONTROL)
    scene.key(Key.Key_Return)
    view = scene.page.updating.view
    assert view.isVisible()
    update = view.update_shown()
    assert update is not None
    assert {fate: count for fate, count in update.counts.items() if count} == {
        Fate.CHANGED: 1,
        Fate.NEW: 1,
        Fate.SAME: 3,
        Fate.GONE: 1,
    }
    scene.key(Key.Key_D)
    assert view.removes()
    scene.key(Key.Key_Return)
    assert scene.page.people.isVisible()
    assert len(scene.names()) == 5
    rows = scene.desk.station.supervisor.store.roster_rows(scene.desk.station.supervisor.store.rosters()[0].id)
    assert "13900000000" in {row.value("mobile") for row in rows}


def test_a_workbook_with_several_lists_is_asked_about(scene: Scene) -> None:
    path = scene.folder / "两个车间.xlsx"
    heads = ("姓名", "公民身份号码", "手机号码")
    rows = [[tuple(person(at).values[key] for key in ("name", "number", "mobile"))] for at in (1, 2)]
    guide = ("说明", [("请逐项填写",)])
    path.write_bytes(as_xlsx([heads, *rows[0]], "一车间", ("二车间", [heads, *rows[1]]), guide))
    scene.chosen = str(path)
    scene.key(Key.Key_O)
    dialog = scene.page.importing.dialog()
    assert isinstance(dialog, PickDialog)
    assert [option.split()[-1] for option in dialog.options()] == ["一车间", "二车间"]
    scene.key(Key.Key_2)
    file = scene.page.importing.file()
    assert file is not None
    assert (file.checked.sheet, file.good) == ("二车间", 1)


def test_what_is_no_list_is_told_in_the_banner_and_leads_back(scene: Scene) -> None:
    path = scene.folder / "说明.csv"
    path.write_text("这里没有名单\n真的没有\n", encoding="utf-8")
    scene.chosen = str(path)
    scene.key(Key.Key_O)
    assert scene.page.list.isVisible()
    assert scene.page.banner().isVisible()


def test_who_is_missing_is_saved_for_the_unit(scene: Scene) -> None:
    scene.open(4, refused={4: "已离职"})
    scene.target = str(scene.folder / "未到.csv")
    scene.key(Key.Key_F9)
    scene.key(Key.Key_2)
    lines = Path(scene.target).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["赵甲1", "赵甲2", "赵甲3"]


def test_who_is_missing_is_shown_as_it_will_be_printed(scene: Scene) -> None:
    scene.open(4)
    scene.key(Key.Key_F9)
    scene.key(Key.Key_1)
    printer = scene.page.people.doors.printing.printer()
    scene.qtbot.waitUntil(lambda: printer.preview() is not None, timeout=20_000)
    preview = printer.preview()
    assert preview is not None
    preview.reject()
    scene.door("slot_list")
    dialog = scene.page.people.dialog()
    assert isinstance(dialog, ProgressDialog)
    # Nobody has a time yet: said where it was asked for.
    assert dialog.banner().isVisible()
    scene.key(Key.Key_Escape)


def test_slots_say_what_they_come_to_before_they_are_given_out(scene: Scene) -> None:
    scene.open(9)
    scene.door("slots")
    dialog = scene.page.people.dialog()
    assert isinstance(dialog, SlotsDialog)
    assert "09:20" in dialog.comes_to()
    dialog.fields()["each"].set_value("0")
    dialog.fields()["until"].control().setFocus()
    scene.key(Key.Key_Return)
    assert dialog.sheet() is Sheet.QUESTION
    dialog.fields()["each"].set_value("3")
    dialog.fields()["until"].control().setFocus()
    scene.key(Key.Key_Return)
    people = scene.desk.station.supervisor.store.roster_glances(scene.desk.station.supervisor.store.rosters()[0].id)
    assert len({each.slot for each in people}) == 3


def test_a_drive_is_started_and_ended_from_the_list(scene: Scene) -> None:
    keep(scene.desk.station.supervisor, 2)
    scene.page.entered()
    scene.desk.settle()
    scene.key(Key.Key_D)
    dialog = scene.page.list.dialog()
    assert isinstance(dialog, DriveDialog)
    dialog.fields()[-1].control().setFocus()
    scene.key(Key.Key_Return)
    assert scene.page.list.lister.rosters()[0].driven
    scene.key(Key.Key_D)
    assert not scene.page.list.lister.rosters()[0].driven


def test_a_roster_is_shared_and_opened_from_its_file(scene: Scene) -> None:
    scene.open(4)
    scene.door("share")
    dialog = scene.page.people.dialog()
    assert isinstance(dialog, ShareDialog)
    out = scene.folder / "u盘"
    out.mkdir()
    for key, value in {"parts": "2", "folder": str(out), "password": "12345678", "again": "12345678"}.items():
        dialog.fields()[key].set_value(value)
    dialog.fields()["again"].control().setFocus()
    scene.key(Key.Key_Return)
    scene.qtbot.waitUntil(lambda: dialog.sheet() is Sheet.RESULT, timeout=20_000)
    scene.key(Key.Key_Return)
    first, _ = sorted(out.iterdir())
    store = scene.desk.station.supervisor.store
    with store.transaction():
        store.delete_roster(store.rosters()[0].id)
    scene.key(Key.Key_Escape)
    scene.chosen = str(first)
    scene.key(Key.Key_R)
    taking = scene.page.list.dialog()
    assert isinstance(taking, TakeDialog)
    taking.fields()["password"].set_value("12345678")
    scene.key(Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(store.rosters()), timeout=20_000)
    scene.settle()
    assert [each.rows for each in store.rosters()] == [2]


def test_more_offers_the_rest(scene: Scene) -> None:
    scene.open(2)
    scene.key(Key.Key_M, CONTROL)
    dialog = scene.page.people.dialog()
    assert isinstance(dialog, PickDialog)
    place = next(at for at, text in enumerate(dialog.options()) if "改名" in text)
    # What stands beyond the ninth is reached by the arrows.
    for _ in range(place):
        scene.key(Key.Key_Down)
    scene.key(Key.Key_Return)
    renaming = scene.page.people.dialog()
    assert isinstance(renaming, RenameDialog)
    renaming.fields()[0].set_value("二车间")
    scene.key(Key.Key_Return)
    glance = scene.page.people.list.roster()
    assert glance is not None
    assert glance.roster.title == "二车间"


def test_enter_never_deletes(scene: Scene) -> None:
    scene.open(2)
    scene.door("delete")
    dialog = scene.page.people.dialog()
    assert isinstance(dialog, DeleteDialog)
    scene.key(Key.Key_Return)
    store = scene.desk.station.supervisor.store
    assert len(store.rosters()) == 1
    scene.door("delete")
    scene.key(Key.Key_D, CONTROL)
    # The button shows that it was pressed before it acts.
    scene.qtbot.waitUntil(lambda: not store.rosters())
    scene.settle()
    assert scene.page.list.isVisible()


def test_the_template_is_handed_out_empty_and_with_the_people_that_are_known(scene: Scene) -> None:
    keep(scene.desk.station.supervisor, 2)
    scene.page.entered()
    scene.desk.settle()
    scene.target = str(scene.folder / "模板.xlsx")
    scene.key(Key.Key_T)
    reader = scene.desk.workplace.table_reader()
    assert not any("赵甲1" in row.text(at) for row in reader.read(Path(scene.target)).sheets[0].rows for at in range(3))
    scene.key(Key.Key_Return)
    scene.target = str(scene.folder / "更正.xlsx")
    scene.door("template")
    texts = {cell.text for row in reader.read(Path(scene.target)).sheets[0].rows for cell in row.cells}
    assert {"赵甲1", "赵甲2"} <= texts
