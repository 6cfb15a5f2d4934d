# SPDX-License-Identifier: Apache-2.0
"""The import of many photos at the window: seen before it is done, stored one by one, what is left worked off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.bulkphotos import Outcome
from sscard_desktop.services.capture import Capture
from sscard_desktop.ui.records import bulksaving
from sscard_desktop.ui.records.bulkdialog import BulkDialog
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.reason import ReasonDialog
from tests.helpers.windowdesks import WindowDesk, jpeg
from tests.services.test_bulkphotos import NAMES, NUMBERS, Stand


class Scene:
    """The dialog before a folder of three people's pictures and one of nobody."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.desk = desk
        self.maker = Stand()
        capture = Capture(desk.station.clerk)
        self.ids = []
        for name, number in zip(NAMES, NUMBERS, strict=True):
            record = capture.start().record
            capture.edit(record.id, {"name": name, "document_type": "resident", "number": number})
            self.ids.append(record.id)
        folder.mkdir()
        for number, content in zip(NUMBERS, (b"good", b"blurred", b"nobody"), strict=True):
            (folder / f"{number}.jpg").write_bytes(content)
        (folder / "IMG_1.jpg").write_bytes(jpeg(60, 40, "red"))
        workplace = replace(desk.workplace, photo_maker=lambda: self.maker, photo_makers=lambda: [self.maker])
        self.dialog = BulkDialog(desk.sit_down("limin", workplace), None)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.dialog.source().set_value(str(folder))

    def enter(self) -> None:
        QTest.keyClick(self.dialog, Qt.Key.Key_Return)
        self.desk.settle()

    def outcomes(self) -> dict[str, Outcome | None]:
        return {row.file: row.outcome for row in self.dialog.model().rows()}

    def photo(self, record_id: str) -> bytes | None:
        return self.desk.station.clerk.store.picture(RecordId(record_id), PictureRole.PHOTO)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path / "photos")


def test_the_matching_is_seen_before_anything_is_stored(scene: Scene) -> None:
    scene.dialog.setFocus()
    scene.enter()
    plan = scene.dialog.plan()
    assert plan is not None
    assert (len(plan.planned), [doubt.value for _, doubt in plan.unmatched]) == (3, ["nobody"])
    assert scene.maker.made == 0
    assert all(scene.photo(record_id) is None for record_id in scene.ids)


def test_enter_twice_stores_what_passes_and_a_reason_stores_what_fails(scene: Scene) -> None:
    scene.dialog.setFocus()
    scene.enter()
    scene.enter()
    assert scene.outcomes() == {
        f"{NUMBERS[0]}.jpg": Outcome.STORED,
        f"{NUMBERS[1]}.jpg": Outcome.FAILED,
        f"{NUMBERS[2]}.jpg": Outcome.REFUSED,
        "IMG_1.jpg": None,
    }
    assert scene.photo(scene.ids[0]) is not None
    # What failed stands first, and is chosen.
    QTest.keyClick(scene.dialog, Qt.Key.Key_A)
    reason = scene.dialog.findChild(ReasonDialog)
    if reason is None:
        scene.dialog.table().choose_row(1)
        QTest.keyClick(scene.dialog, Qt.Key.Key_A)
        reason = scene.dialog.findChild(ReasonDialog)
    assert reason is not None
    reason.given.emit("本人无法重拍")
    reason.accept()
    scene.desk.settle()
    assert scene.outcomes()[f"{NUMBERS[1]}.jpg"] is Outcome.STORED
    assert scene.photo(scene.ids[1]) is not None


def test_esc_stops_after_the_person_in_hand_and_the_rest_is_done_another_time(scene: Scene) -> None:
    scene.dialog.setFocus()
    scene.enter()
    QTest.keyClick(scene.dialog, Qt.Key.Key_Return)
    QTest.keyClick(scene.dialog, Qt.Key.Key_Escape)
    scene.desk.settle()
    assert scene.dialog.isVisible()
    assert not scene.dialog.running()
    done = [outcome for outcome in scene.outcomes().values() if outcome is not None]
    assert done == [Outcome.STORED]
    # Enter goes on with what is left, and makes nothing twice.
    scene.dialog.setFocus()
    scene.enter()
    assert {outcome for outcome in scene.outcomes().values() if outcome} == {*Outcome} - {
        Outcome.DONE_BEFORE, Outcome.HAS_PHOTO, Outcome.ANOTHERS, Outcome.GONE
    }  # fmt: skip
    assert scene.maker.made <= 4


def test_what_is_left_is_saved_as_a_sheet_for_its_owner_only(scene: Scene, tmp_path: Path) -> None:
    scene.dialog.setFocus()
    scene.enter()
    scene.dialog.save_sheet(tmp_path / "left.pdf")
    scene.desk.settle()
    assert (tmp_path / "left.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "left.pdf").stat().st_mode & 0o077 == 0


def test_a_place_that_is_none_is_told_and_may_be_chosen_again(scene: Scene, tmp_path: Path) -> None:
    scene.dialog.source().set_value(str(tmp_path / "nowhere"))
    scene.dialog.setFocus()
    scene.enter()
    assert scene.dialog.plan() is None
    assert "nowhere" in scene.dialog.banner().texts()[0]


def test_esc_while_the_contact_sheet_is_written_ends_the_writing(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.dialog.setFocus()
    scene.enter()
    escaped = Event()

    def slow(rows: object, files: object, place: object, heading: object, task: Task) -> bytes:
        assert escaped.wait(10)
        task.report(1, 2)
        return b"never written"

    monkeypatch.setattr(bulksaving, "contact_sheet", slow)
    sheet = tmp_path / "sheet.pdf"
    scene.dialog.save_sheet(sheet)
    assert scene.dialog.running()
    QTest.keyClick(scene.dialog, Qt.Key.Key_Escape)
    escaped.set()
    scene.desk.settle()
    assert not sheet.exists()
    assert scene.dialog.isVisible()
    assert not scene.dialog.running()
