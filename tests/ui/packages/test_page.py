# SPDX-License-Identifier: Apache-2.0
"""The packages page by keyboard on a real station: trusted, looked at, decided, merged, taken back, handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.merging import Standing
from sscard_desktop.domain.operators import Role
from sscard_desktop.exchange import carrierlock
from sscard_desktop.exchange.recipients import station_key
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.services.trust import Trust, shown_fingerprint
from sscard_desktop.ui.packages.handing import HandOverDialog
from sscard_desktop.ui.packages.page import PackagesPage
from sscard_desktop.ui.packages.sides import SidesDialog
from sscard_desktop.ui.packages.trusting import StationsDialog, TrustDialog
from sscard_desktop.ui.packages.undoing import UndoDialog
from sscard_desktop.ui.packages.unlocking import PasswordDialog
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.reason import ReasonDialog
from tests.helpers.transfers import PASSWORD, Branch, Entry, submitted
from tests.helpers.windowdesks import WindowDesk


class Scene:
    """The supervisor's page, and a branch whose packages come in."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.qtbot, self.desk, self.folder = qtbot, desk, folder
        self.branch = Branch(7)
        self.incoming: list[str] = []
        self.page = PackagesPage(desk.sit_down("wangfang"), ask=lambda parent, title: self.incoming)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 660)
        self.page.show()
        self.page.entered()
        desk.settle()

    def package(self, *records: Entry, name: str = "a") -> Path:
        path = self.folder / f"{name}.sscard"
        self.branch.package(path, records, count=len(records))
        self.incoming = [str(path)]
        return path

    def trust(self) -> None:
        trust = Trust(self.desk.station.supervisor, StationPackageFiles())
        trust.trust(station_key(self.branch.key).pem, number=7, name="7 号台")

    def key(self, key: Qt.Key) -> None:
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QTest.keyClick(self.page.focusWidget() or self.page, key)
        self.desk.settle()

    def look(self) -> None:
        """Add the incoming file, and look at it with its password."""
        self.key(Qt.Key.Key_O)
        self.key(Qt.Key.Key_Return)
        dialog = self.page.dialog()
        assert isinstance(dialog, PasswordDialog)
        dialog.field().set_value(PASSWORD.password)
        QTest.keyClick(dialog.field().control(), Qt.Key.Key_Return)
        self.desk.settle()

    def count(self) -> int:
        return len(self.desk.station.supervisor.store.search())


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path)


def double_of(entry: Entry, number: int) -> Entry:
    return submitted(number, station=7, number=entry[0].record.value("number"))


def test_from_a_stick_to_the_station_and_back_out(scene: Scene) -> None:
    """An unknown station is trusted, its package looked at, one double decided, merged, and all of it taken back."""
    first = submitted(1, station=7)
    scene.package(first, submitted(2, station=7), double_of(first, 3))
    scene.key(Qt.Key.Key_O)
    (file,) = scene.page.files()
    assert file.problem is not None
    told = scene.desk.language.message(file.problem)
    (said,) = (each for each in scene.page.findChildren(Label) if told.what in each.text())
    # Whole, with what to do: the bar would cut it off.
    assert told.todo in said.text()
    assert file.problem.code == "transfer.unknown_station"

    scene.key(Qt.Key.Key_T)
    dialog = scene.page.dialog()
    assert isinstance(dialog, TrustDialog)
    shown = [label.text() for label in dialog.findChildren(Label)]
    assert shown_fingerprint(station_key(scene.branch.key).fingerprint) in shown
    QTest.keyClick(dialog._name.control(), Qt.Key.Key_Return)
    scene.desk.settle()
    assert scene.page.files()[0].ready

    scene.key(Qt.Key.Key_Return)
    asked = scene.page.dialog()
    assert isinstance(asked, PasswordDialog)
    asked.field().set_value(PASSWORD.password)
    QTest.keyClick(asked.field().control(), Qt.Key.Key_Return)
    scene.desk.settle()
    plan = scene.page.plan()
    assert plan is not None
    assert plan.counts[Standing.NEW] == 3
    assert len(plan.undecided) == 1
    assert scene.count() == 0

    scene.key(Qt.Key.Key_Return)
    sides = scene.page.dialog()
    assert isinstance(sides, SidesDialog)
    # Where the keyboard is, as a hand presses it.
    QTest.keyClick(sides.focusWidget(), Qt.Key.Key_A)
    scene.desk.settle()
    scene.key(Qt.Key.Key_M)
    assert scene.count() == 3
    assert scene.page.banner().tone() is Tone.OK

    scene.key(Qt.Key.Key_U)
    undo = scene.page.dialog()
    assert isinstance(undo, UndoDialog)
    QTest.keyClick(undo, Qt.Key.Key_Return)
    scene.desk.settle()
    assert scene.count() == 0
    assert not scene.desk.errors


def test_what_nobody_decided_stays_outside_and_is_said(scene: Scene) -> None:
    scene.trust()
    first = submitted(1, station=7)
    scene.package(first, double_of(first, 2))
    scene.look()
    scene.key(Qt.Key.Key_M)
    assert scene.count() == 1
    assert scene.page.banner().tone() is Tone.WARN


def test_a_file_that_was_not_looked_at_stays_on_the_list(scene: Scene) -> None:
    scene.trust()
    scene.package(submitted(1, station=7))
    scene.look()
    scene.page.plan()
    stranger = scene.folder / "stranger.sscard"
    Branch(8).package(stranger, [submitted(1, station=8)], count=1)
    scene.incoming.append(str(stranger))
    scene.key(Qt.Key.Key_O)
    scene.key(Qt.Key.Key_Return)
    (counted,) = (each for each in scene.page.findChildren(Label) if "没有预览的文件 1" in each.text())
    assert counted.isVisibleTo(scene.page)
    scene.key(Qt.Key.Key_M)
    assert scene.count() == 1
    assert [file.path for file in scene.page.files()] == [stranger]


def test_both_versions_side_by_side_say_what_differs(scene: Scene) -> None:
    scene.trust()
    entry = submitted(1, station=7)
    scene.package(entry)
    scene.look()
    scene.key(Qt.Key.Key_M)
    store = scene.desk.station.supervisor.store
    with store.transaction():
        store.save_values(entry[0].record.id, {"address": "本站改的"}, at=entry[0].record.updated_at)
    copy, picture = entry
    values = {**copy.record.values, "address": "对方改的"}
    at = copy.record.updated_at + timedelta(hours=1)
    scene.package((replace(copy, record=replace(copy.record, values=values, updated_at=at)), picture), name="b")
    scene.key(Qt.Key.Key_O)
    scene.key(Qt.Key.Key_Return)
    scene.key(Qt.Key.Key_Return)
    dialog = scene.page.dialog()
    assert isinstance(dialog, SidesDialog)
    model = dialog.findChildren(type(scene.page._front.record_table))[0].model()
    assert model is not None
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    differing = {row[1]: tuple(row[2:]) for row in rows if row[0] == "≠"}
    assert ("本站改的", "对方改的") in differing.values()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_A)
    scene.desk.settle()
    scene.key(Qt.Key.Key_M)
    assert store.record(entry[0].record.id).value("address") == "对方改的"


def test_a_wrong_password_is_told_and_asked_for_again(scene: Scene) -> None:
    scene.trust()
    scene.package(submitted(1, station=7))
    scene.key(Qt.Key.Key_O)
    scene.key(Qt.Key.Key_Return)
    dialog = scene.page.dialog()
    assert isinstance(dialog, PasswordDialog)
    dialog.field().set_value("not this one at all")
    QTest.keyClick(dialog.field().control(), Qt.Key.Key_Return)
    scene.desk.settle()
    assert scene.page.banner().tone() is Tone.BAD
    scene.key(Qt.Key.Key_Return)
    assert isinstance(scene.page.dialog(), PasswordDialog)


def test_a_damaged_file_is_told_and_can_go(scene: Scene) -> None:
    path = scene.package(submitted(1, station=7))
    path.write_bytes(path.read_bytes()[:-9])
    scene.key(Qt.Key.Key_O)
    (file,) = scene.page.files()
    assert file.problem is not None
    scene.key(Qt.Key.Key_Delete)
    assert not scene.page.files()


def test_a_revoked_station_s_file_turns_red_at_once(scene: Scene) -> None:
    scene.trust()
    scene.package(submitted(1, station=7))
    scene.key(Qt.Key.Key_O)
    assert scene.page.files()[0].ready
    scene.key(Qt.Key.Key_S)
    stations = scene.page.dialog()
    assert isinstance(stations, StationsDialog)
    QTest.keyClick(stations.focusWidget(), Qt.Key.Key_R)
    (reason,) = stations.findChildren(ReasonDialog)
    line = reason._line
    QTest.keyClick(line.control(), Qt.Key.Key_1)
    QTest.keyClick(line.control(), Qt.Key.Key_Return)
    scene.desk.settle()
    stations.reject()
    scene.desk.settle()
    scene.page.add_files([scene.folder / "a.sscard"])
    scene.desk.settle()
    problem = scene.page.files()[0].problem
    assert problem is not None
    assert problem.code == "transfer.revoked_station"


def test_the_station_s_records_are_handed_over(scene: Scene) -> None:
    scene.desk.submitted()
    scene.key(Qt.Key.Key_H)
    dialog = scene.page.dialog()
    assert isinstance(dialog, HandOverDialog)
    folder, password, again = dialog.fields()
    folder.set_value(str(scene.folder))
    for editor in (password, again):
        editor.set_value(PASSWORD.password)
    again.control().setFocus()
    QTest.keyClick(again.control(), Qt.Key.Key_Return)
    scene.desk.settle()
    (written,) = dialog.written()
    assert written.path.exists()
    assert written.path.suffix == ".sscard"
    dialog.accept()


def test_a_second_handing_over_may_be_of_what_is_new(scene: Scene) -> None:
    def fill(dialog: HandOverDialog) -> None:
        folder, password, again = dialog.fields()
        folder.set_value(str(scene.folder))
        for editor in (password, again):
            editor.set_value(PASSWORD.password)
        again.control().setFocus()
        QTest.keyClick(again.control(), Qt.Key.Key_Return)
        scene.desk.settle()

    scene.desk.submitted()
    scene.desk.station.clock.advance(hours=1)
    scene.key(Qt.Key.Key_H)
    dialog = scene.page.dialog()
    assert isinstance(dialog, HandOverDialog)
    assert not dialog.span().isVisibleTo(dialog)
    fill(dialog)
    dialog.accept()
    scene.desk.settle()
    scene.desk.station.clock.advance(hours=1)
    scene.key(Qt.Key.Key_H)
    dialog = scene.page.dialog()
    assert isinstance(dialog, HandOverDialog)
    assert dialog.span().isVisibleTo(dialog)
    assert dialog.span().code() == "all"
    QTest.keyClick(dialog.span(), Qt.Key.Key_2)
    QTest.keyClick(dialog.span(), Qt.Key.Key_Return)
    fill(dialog)
    assert not dialog.written()
    assert any("没有新的记录" in each.text() for each in dialog.findChildren(Label))
    dialog.span().setFocus()
    QTest.keyClick(dialog.span(), Qt.Key.Key_1)
    fill(dialog)
    assert dialog.written()
    dialog.accept()


def test_hr_staff_hand_over_and_merge_nothing(qtbot: QtBot, scene: Scene) -> None:
    desk = scene.page._desk
    hr = replace(desk, session=replace(desk.session, operator=replace(desk.operator, role=Role.HR)))
    page = PackagesPage(hr, ask=lambda parent, title: pytest.fail("merging isn't theirs"))
    qtbot.addWidget(page)
    page.show()
    page.entered()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_O)
    QTest.keyClick(page, Qt.Key.Key_H)
    assert isinstance(page.dialog(), HandOverDialog)
    scene.desk.settle()


def test_a_merge_holds_the_unattended_lock_and_the_page(scene: Scene) -> None:
    scene.trust()
    scene.package(*(submitted(number, station=7) for number in range(40)))
    scene.look()
    told: list[str] = []
    scene.page.withheld.connect(told.append)
    assert not scene.page.occupied()
    scene.page._merge()
    assert scene.page.occupied()
    assert not scene.page.leaving()
    assert told
    scene.desk.settle()
    assert not scene.page.occupied()
    assert scene.page.leaving()
    assert scene.count() == 40


def test_a_lock_ends_a_merge_and_nothing_of_it_stays(qtbot: QtBot, scene: Scene) -> None:
    scene.trust()
    scene.package(*(submitted(number, station=7) for number in range(400)))
    # A page of its own, as the window's pages are destroyed at a lock.
    scene.page = PackagesPage(scene.page._desk, ask=lambda parent, title: scene.incoming)
    scene.page.show()
    scene.page.entered()
    scene.look()
    scene.page._merge()
    task = scene.page._work.task
    assert task is not None
    qtbot.waitSignal(task.progressed).wait()
    shiboken6.delete(scene.page)
    assert task.cancelled
    scene.desk.settle()
    assert scene.count() == 0
