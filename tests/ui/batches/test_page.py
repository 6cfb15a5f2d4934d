# SPDX-License-Identifier: Apache-2.0
"""Batches by keyboard on a real station: sealed, exported as real packages, checked, cancelled; and failures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.batchmaking import Choice
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.services.columns import collected_on
from sscard_desktop.services.exporting import Exporting, Outgoing
from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.services.review import Review
from sscard_desktop.ui.batches.checking import VerifyDialog
from sscard_desktop.ui.batches.exporting import ExportDialog
from sscard_desktop.ui.batches.page import BatchesPage
from sscard_desktop.ui.batches.sealing import SealDialog
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.reason import ReasonDialog
from tests.helpers.scenes import PageScene
from tests.helpers.windowdesks import WindowDesk

SECRET = "correct horse 7"
PEOPLE = (0, 2)


def enter(editor: FieldEditor) -> None:
    """Press Enter in a field, as somebody does who is there."""
    editor.control().setFocus()
    QTest.keyClick(editor.control(), Qt.Key.Key_Return)


class Scene(PageScene[BatchesPage]):
    """The supervisor's page with two people approved."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self.records = [desk.submitted(index) for index in PEOPLE]
        for record in self.records:
            Review(desk.station.supervisor).approve(record)
        super().__init__(qtbot, desk, BatchesPage(desk.sit_down("wangfang")))
        self.page.entered()
        self.settle()

    def seal(self) -> Batch:
        self.key(Qt.Key.Key_N)
        dialog = self.page.dialog()
        assert isinstance(dialog, SealDialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        self.desk.settle()
        batch = self.page.current()
        assert batch is not None
        return batch

    def ask_export(self) -> ExportDialog:
        self.key(Qt.Key.Key_Return)
        dialog = self.page.dialog()
        assert isinstance(dialog, ExportDialog)
        return dialog

    def export(self, folder: Path, password: str = SECRET) -> ExportDialog:
        dialog = self.ask_export()
        for editor, text in zip(dialog.fields(), (str(folder), password, password), strict=True):
            QTest.keyClicks(editor.control(), text)
            QTest.keyClick(editor.control(), Qt.Key.Key_Return)
        self.desk.settle()
        return dialog


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk)


def test_n_and_enter_seal_all_who_are_ready(scene: Scene) -> None:
    batch = scene.seal()
    assert batch.status is BatchStatus.SEALED
    assert set(batch.records) == set(scene.records)
    readiness = scene.page.readiness()
    assert readiness is not None
    assert not readiness.ready


def test_escape_before_sealing_seals_nothing(scene: Scene) -> None:
    scene.key(Qt.Key.Key_N)
    dialog = scene.page.dialog()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    scene.desk.settle()
    assert scene.page.current() is None


def test_who_lacks_something_is_named_and_leads_to_the_record(scene: Scene) -> None:
    store = scene.desk.station.supervisor.store
    poor = RecordId(scene.records[0])
    with store.transaction():
        store.delete_picture(poor, PictureRole.ID_BACK)
    scene.page.entered()
    scene.desk.settle()
    table = scene.page.lacking()
    model = table.model()
    assert model.rowCount() == 1
    assert model.index(0, 0).data() == store.record(poor).value("name")
    assert model.index(0, 2).data() == "申办"
    assert "背面" in model.index(0, 3).data()
    table.choose_row(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert scene.asked == [("records", poor)]
    batch = scene.seal()
    assert batch.records == (scene.records[1],)


def test_a_batch_leaves_as_a_package_that_was_read_back(scene: Scene, tmp_path: Path) -> None:
    scene.seal()
    dialog = scene.export(tmp_path)
    written = dialog.written()
    assert written is not None
    assert written.path.parent == tmp_path
    assert hashlib.sha256(written.path.read_bytes()).hexdigest() == written.sha256
    assert dialog.banner().tone() is Tone.OK
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    scene.desk.settle()
    batch = scene.page.current()
    assert batch is not None
    assert batch.status is BatchStatus.EXPORTED
    store = scene.desk.station.supervisor.store
    assert {store.record(record).status for record in batch.records} == {Status.EXPORTED}
    assert "完全一样" in scene.page.bar().reason()


def test_what_is_missing_is_asked_for_at_its_field(scene: Scene, tmp_path: Path) -> None:
    scene.seal()
    dialog = scene.ask_export()
    folder, password, again = dialog.fields()
    enter(again)
    assert folder.note() is not None
    assert password.note() is not None
    QTest.keyClicks(folder.control(), str(tmp_path / "nowhere"))
    QTest.keyClicks(password.control(), SECRET)
    QTest.keyClicks(again.control(), SECRET + "x")
    enter(again)
    assert folder.note() is not None
    assert password.note() is None
    assert again.note() is not None
    assert not dialog.running()


def test_a_batch_that_the_bureau_answered_is_exported_again(scene: Scene, tmp_path: Path) -> None:
    number = scene.seal().number
    scene.export(tmp_path).reject()
    scene.desk.settle()
    store = scene.desk.station.supervisor.store
    with store.transaction():
        store.save_batch(replace(store.batch(number), status=BatchStatus.ACKNOWLEDGED))
    scene.page.refresh(number)
    scene.desk.settle()
    (tmp_path / "again").mkdir()
    written = scene.export(tmp_path / "again").written()
    assert written is not None
    assert written.path.is_file()
    batch = scene.page.current()
    assert batch is not None
    assert (batch.number, batch.status) == (number, BatchStatus.ACKNOWLEDGED)


def test_a_failure_keeps_the_batch_sealed_and_says_so(scene: Scene, tmp_path: Path) -> None:
    scene.seal()
    # A password that no zip tool of the receivers would read alike.
    dialog = scene.ask_export()
    folder, password, again = dialog.fields()
    folder.set_value(str(tmp_path))
    password.set_value("社会保障卡密码密码")
    again.set_value("社会保障卡密码密码")
    enter(again)
    scene.desk.settle()
    what, todo = dialog.banner().texts()
    assert what
    assert "仍然封存" in todo
    assert list(tmp_path.glob("*.zip*")) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    scene.desk.settle()
    batch = scene.page.current()
    assert batch is not None
    assert batch.status is BatchStatus.SEALED


def test_escape_stops_an_export_and_leaves_nothing_behind(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.seal()
    dialog = scene.ask_export()
    for editor, text in zip(dialog.fields(), (str(tmp_path), SECRET, SECRET), strict=True):
        editor.set_value(text)
    enter(dialog.fields()[2])
    assert dialog.running()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    scene.desk.settle()
    assert not dialog.running()
    assert dialog.isVisible()
    assert list(tmp_path.glob("*.zip*")) == []
    batch = scene.page.current()
    assert batch is not None
    assert scene.desk.on_lane(lambda: scene.page._desk.batching().all())[0].status is BatchStatus.SEALED


def test_a_lock_in_the_middle_leaves_no_package_that_nobody_noted(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    scene.seal()
    begun, locked = Event(), Event()
    real = Exporting.write

    def slow(self: Exporting, *given: Any) -> WrittenFile:
        begun.set()
        assert locked.wait(10)
        return real(self, *given)

    monkeypatch.setattr(Exporting, "write", slow)
    dialog = scene.ask_export()
    for editor, text in zip(dialog.fields(), (str(tmp_path), SECRET, SECRET), strict=True):
        editor.set_value(text)
    enter(dialog.fields()[2])
    qtbot.waitUntil(begun.is_set)
    shiboken6.delete(dialog)
    locked.set()
    scene.desk.settle()
    assert list(tmp_path.glob("*.zip*")) == []
    assert scene.desk.on_lane(lambda: scene.page._desk.batching().all())[0].status is BatchStatus.SEALED


def test_a_package_is_checked_and_a_flipped_bit_is_found(scene: Scene, tmp_path: Path) -> None:
    scene.seal()
    dialog = scene.export(tmp_path)
    written = dialog.written()
    assert written is not None
    dialog.accept()
    scene.desk.settle()

    def check() -> VerifyDialog:
        scene.key(Qt.Key.Key_V)
        verify = scene.page.dialog()
        assert isinstance(verify, VerifyDialog)
        for editor, text in zip(verify.fields(), (str(written.path), SECRET), strict=True):
            QTest.keyClicks(editor.control(), text)
            QTest.keyClick(editor.control(), Qt.Key.Key_Return)
        scene.desk.settle()
        return verify

    verify = check()
    assert verify.banner().tone() is Tone.OK
    verify.reject()
    scene.desk.settle()
    damaged = bytearray(written.path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    written.path.write_bytes(damaged)
    assert check().banner().tone() is Tone.BAD


def test_a_batch_is_cancelled_with_a_reason_and_its_people_are_free(scene: Scene) -> None:
    batch = scene.seal()
    scene.key(Qt.Key.Key_X)
    dialog = scene.page.dialog()
    assert isinstance(dialog, ReasonDialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_2)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    scene.desk.settle()
    cancelled = scene.page.current()
    assert cancelled is not None
    assert (cancelled.number, cancelled.status) == (batch.number, BatchStatus.CANCELLED)
    readiness = scene.page.readiness()
    assert readiness is not None
    assert len(readiness.ready) == len(PEOPLE)
    scene.key(Qt.Key.Key_Return)
    assert scene.page.dialog() is None, "a cancelled batch isn't exported"


def test_passwords_are_not_kept_in_the_dialog(scene: Scene, tmp_path: Path) -> None:
    scene.seal()
    dialog = scene.export(tmp_path)
    assert [editor.value() for editor in dialog.fields()[1:]] == ["", ""]
    assert QApplication.clipboard().text() != SECRET


def test_a_batch_is_made_of_a_unit_that_was_chosen(scene: Scene) -> None:
    menu = scene.page.choosing().menu_of_choices()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0] == "所有人  2"
    day = next(action for action in menu.actions() if action.text().startswith("20"))
    day.trigger()
    ready = scene.page.readiness()
    assert ready is not None
    assert len(ready.ready) == int(day.text().split()[-1])
    assert scene.page.choosing().choice().since is not None


def pick(scene: Scene, text: str) -> None:
    """Choose in the menu what begins with this."""
    menu = scene.page.choosing().menu_of_choices()
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()


def test_a_day_a_unit_and_a_kind_are_chosen_together_and_each_is_let_go_again(scene: Scene) -> None:
    record = scene.desk.station.supervisor.record(scene.records[0])
    day, unit = f"{collected_on(record):%Y-%m-%d}", record.value("unit")
    for text in (day, unit, "申办"):
        pick(scene, text)
    choice = scene.page.choosing().choice()
    assert (choice.since, choice.unit, choice.business) == (collected_on(record), unit, record.business)
    ready = scene.page.readiness()
    assert ready is not None
    assert [each.value("unit") for each in ready.ready] == [unit] * len(ready.ready)
    assert all(part in scene.page.choosing().text() for part in (day, "申办"))
    pick(scene, unit)
    choice = scene.page.choosing().choice()
    assert (choice.unit, choice.business) == ("", record.business)
    pick(scene, "所有人")
    assert scene.page.choosing().choice() == Choice()


def bound(scene: Scene, title: str, day: date) -> None:
    """Choose the first or the last of several days."""
    menu = scene.page.choosing().menu_of_choices()
    days = next(action.menu() for action in menu.actions() if action.text() == title)
    assert isinstance(days, QMenu)
    next(action for action in days.actions() if action.text().startswith(f"{day}")).trigger()


def test_several_days_are_chosen_by_their_first_and_last(scene: Scene) -> None:
    choosing = scene.page.choosing()
    people = scene.page.readiness()
    assert people is not None
    first, second = people.ready
    assert not [action for action in choosing.menu_of_choices().actions() if action.menu()], "there is one day only"
    assert first.submitted_at is not None
    later = [replace(second, submitted_at=first.submitted_at + timedelta(days=days)) for days in (1, 3)]
    start = collected_on(first)
    choosing.show_people(replace(people, ready=(first, *later)))
    bound(scene, "从哪天起", start + timedelta(days=1))
    assert choosing.choice() == Choice(since=start + timedelta(days=1))
    assert f"{start + timedelta(days=1)} 起" in choosing.text()
    choosing.show_people(replace(people, ready=(first, *later)))
    bound(scene, "到哪天为止", start + timedelta(days=3))
    assert choosing.choice() == Choice(since=start + timedelta(days=1), until=start + timedelta(days=3))
    choosing.show_people(replace(people, ready=(first, *later)))
    bound(scene, "到哪天为止", start)
    assert choosing.choice() == Choice(until=start), "the first day lay beyond the last one"
    assert f"到 {start}" in choosing.text()
    choosing.show_people(replace(people, ready=(first, *later)))
    bound(scene, "到哪天为止", start)
    assert choosing.choice() == Choice(), "chosen again it is let go"


def test_each_of_several_days_says_how_many_it_would_take(scene: Scene) -> None:
    choosing = scene.page.choosing()
    people = scene.page.readiness()
    assert people is not None
    first, second = people.ready
    assert first.submitted_at is not None
    choosing.show_people(
        replace(people, ready=(first, replace(second, submitted_at=first.submitted_at + timedelta(2))))
    )
    menus = [action.menu() for action in choosing.menu_of_choices().actions() if action.menu()]
    counts = [[action.text().split()[-1] for action in menu.actions() if action.text()] for menu in menus]  # type: ignore[union-attr]
    assert counts == [["1", "2"], ["2", "1"]]


def test_cities_are_offered_only_where_the_station_had_several(scene: Scene) -> None:
    choosing = scene.page.choosing()
    people = scene.page.readiness()
    assert people is not None
    one_city = len(choosing.menu_of_choices().actions())
    first, second = people.ready
    choosing.show_people(replace(people, ready=(first, replace(second, profile="weifang"))))
    texts = [action.text() for action in choosing.menu_of_choices().actions()]
    assert len(texts) == one_city + 3, "two cities and the line below them"
    assert "weifang  1" in texts


def test_before_sealing_is_said_how_many_batches_it_gives_and_why(scene: Scene) -> None:
    session = scene.page._desk.session
    limited = replace(session.profile, package=replace(session.profile.package, max_records=1, max_megabytes=40))
    scene.page._desk = replace(scene.page._desk, session=replace(session, profile=limited))
    scene.key(Qt.Key.Key_N)
    dialog = scene.page.dialog()
    assert isinstance(dialog, SealDialog)
    assert "2 个批次" in dialog.windowTitle()
    what, why = next(banner.texts() for banner in dialog.findChildren(Banner))
    assert "2 个上传包文件" in what
    assert "1 + 1" in what
    assert "最多 1 人" in why
    assert "40 MB" in why
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    scene.desk.settle()
    assert len(scene.desk.on_lane(lambda: scene.page._desk.batching().all())) == 2


def test_where_one_batch_takes_all_nothing_is_said_of_parts(scene: Scene) -> None:
    scene.key(Qt.Key.Key_N)
    dialog = scene.page.dialog()
    assert isinstance(dialog, SealDialog)
    assert not dialog.findChildren(Banner)


def in_two(scene: Scene) -> list[str]:
    """Seal each of the two people alone; return the batches, the oldest first."""

    def seal() -> list[str]:
        batching = scene.page._desk.batching()
        return [batching.seal([record]).number for record in scene.records]

    numbers = scene.desk.on_lane(seal)
    scene.page.refresh()
    scene.settle()
    return numbers


def ask_all(scene: Scene, folder: Path) -> ExportDialog:
    scene.key(Qt.Key.Key_E)
    dialog = scene.page.dialog()
    assert isinstance(dialog, ExportDialog)
    for editor, text in zip(dialog.fields(), (str(folder), SECRET, SECRET), strict=True):
        editor.set_value(text)
        editor.edited.emit(text)
    scene.settle()
    return dialog


def test_all_that_wait_leave_in_one_go(scene: Scene, tmp_path: Path) -> None:
    numbers = in_two(scene)
    dialog = ask_all(scene, tmp_path)
    assert "2" in dialog.windowTitle()
    enter(dialog.fields()[2])
    scene.settle()
    assert [file.path.parent for file in dialog.files()] == [tmp_path] * 2
    assert dialog.banner().tone() is Tone.OK
    assert [editor.value() for editor in dialog.fields()[1:]] == ["", ""]
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    scene.settle()
    batches = scene.desk.on_lane(lambda: scene.page._desk.batching().all())
    assert {batch.number: batch.status for batch in batches} == dict.fromkeys(numbers, BatchStatus.EXPORTED)
    scene.key(Qt.Key.Key_E)
    assert scene.page.dialog() is None, "nothing waits any more"


def test_what_was_written_before_a_failure_is_not_written_again(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = in_two(scene)
    asked: list[str] = []
    write = Exporting.write

    def pulled(self: Exporting, outgoing: Outgoing, *rest: Any) -> WrittenFile:
        asked.append(outgoing.batch.number)
        if len(asked) == 2:
            raise EnvironmentFailedError("package.target_gone", folder="", reason="")
        return write(self, outgoing, *rest)

    monkeypatch.setattr(Exporting, "write", pulled)
    dialog = ask_all(scene, tmp_path)
    enter(dialog.fields()[2])
    scene.settle()
    assert dialog.banner().tone() is Tone.BAD
    assert "不会重复写" in dialog.banner().texts()[1]
    assert len(dialog.files()) == 1
    enter(dialog.fields()[2])
    scene.settle()
    assert asked == [numbers[0], numbers[1], numbers[1]]
    assert len(dialog.files()) == 2
    assert dialog.banner().tone() is Tone.OK


def test_the_room_needed_and_the_room_there_are_said_before_an_export(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = in_two(scene)
    monkeypatch.setattr(Exporting, "free_bytes", lambda self, folder: 5_000_000_000)
    dialog = ask_all(scene, tmp_path)
    assert "5.0 GB" in dialog.room().text()
    needed = scene.desk.on_lane(lambda: scene.page._desk.exporting().most_bytes(numbers))
    assert f"{needed / 1e6:.1f} MB" in dialog.room().text()
    assert not dialog.room().too_little()
    monkeypatch.setattr(Exporting, "free_bytes", lambda self, folder: 1000)
    dialog.fields()[0].edited.emit("")
    scene.settle()
    assert "放不下" in dialog.room().text()
    enter(dialog.fields()[2])
    assert not dialog.running()
    assert dialog.fields()[0].note() is not None
    assert list(tmp_path.glob("*.zip*")) == []
