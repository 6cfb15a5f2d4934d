# SPDX-License-Identifier: Apache-2.0
"""The photo dialog from the first frame to the stored picture, by keyboard, with a camera that can be lost."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.photo import Guidance, PhotoSpec, PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.photo.verdictsheet import SEEN_AFTER_MS
from tests.ui.photo.conftest import Counter

WAIT_MS = 20_000


def half_a_picture() -> bytes:
    """Return the first half of a JPEG."""
    target = io.BytesIO()
    Image.effect_noise((400, 400), 40).convert("RGB").save(target, "JPEG")
    return target.getvalue()[: target.tell() // 2]


def a_bomb() -> bytes:
    """Return a small PNG that says it has 900 million pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000)))


class Shown:
    """A photo dialog as its user sees it."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.record_id = counter.record()
        self.dialog = PhotoDialog(counter.desk, self.record_id, counter.host)
        self.taken: list[Taken] = []
        self.dialog.accepted_photo.connect(self.taken.append)
        self.dialog.open()
        self.counter.qtbot.waitUntil(counter.desk.tasks.idle, timeout=WAIT_MS)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.dialog, key, modifier)

    def manually(self) -> None:
        """Have the automatic shot off, whatever the station remembers."""
        if self.dialog.live.automatic:
            self.press(Qt.Key.Key_A)

    def hands_off(self) -> None:
        """Have it on."""
        if not self.dialog.live.automatic:
            self.press(Qt.Key.Key_A)

    def wait_for(self, stage: Stage) -> None:
        self.counter.qtbot.waitUntil(lambda: self.dialog.stage is stage, timeout=WAIT_MS)

    def wait_for_picture(self) -> None:
        self.counter.qtbot.waitUntil(lambda: self.dialog.live.can_shoot, timeout=WAIT_MS)

    def wait_until_seen(self) -> None:
        """Press Enter until what must be looked at was on the screen for a moment, and the photo is taken."""

        def accepted() -> bool:
            if not self.taken:
                self.press(Qt.Key.Key_Return)
            return bool(self.taken)

        self.counter.qtbot.waitUntil(accepted, timeout=WAIT_MS)

    def stored(self, role: PictureRole = PictureRole.PHOTO) -> bytes | None:
        store = self.counter.desk.session.store
        return self.counter.stored(lambda: store.picture(RecordId(self.record_id), role))


@pytest.fixture
def shown(counter: Counter) -> Shown:
    return Shown(counter)


def test_hands_off_the_photo_is_taken_and_enter_stores_it(shown: Shown) -> None:
    shown.hands_off()
    shown.wait_for(Stage.RESULT)
    judged = shown.dialog.outcome.judged
    assert judged is not None
    assert not judged.open_failures
    assert {"glasses", "covering", "clothes"} <= set(judged.open_questions)
    shown.wait_until_seen()
    photo, original = shown.stored(), shown.stored(PictureRole.PHOTO_ORIGINAL)
    assert photo is not None
    assert original is not None
    assert Image.open(io.BytesIO(photo)).size == (358, 441)
    assert Image.open(io.BytesIO(original)).size == (1280, 720)
    assert not [problem for problem in shown.taken[0].problems if problem.key == "photo"]
    kept = shown.counter.stored(lambda: shown.counter.desk.capture.judged_photo(shown.record_id))
    assert {"glasses", "covering", "clothes"} <= kept.confirmed


def test_the_station_remembers_who_presses_the_shutter(shown: Shown) -> None:
    shown.manually()
    shown.press(Qt.Key.Key_Escape)
    again = Shown(shown.counter)
    assert not again.dialog.live.automatic
    again.hands_off()
    again.press(Qt.Key.Key_Escape)
    assert Shown(shown.counter).dialog.live.automatic


def test_the_hint_and_the_guides_follow_the_person(shown: Shown) -> None:
    shown.manually()
    shown.counter.qtbot.waitUntil(lambda: "still" in shown.dialog.live.states.met(), timeout=WAIT_MS)
    shown.counter.qtbot.waitUntil(
        lambda: shown.dialog.live.viewfinder.hint() in ("很好，请保持", "可以拍照"), timeout=WAIT_MS
    )
    assert shown.dialog.stage is Stage.LIVE


def test_the_space_bar_shoots_and_r_goes_back(shown: Shown) -> None:
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    shown.wait_for(Stage.RESULT)
    shown.press(Qt.Key.Key_R)
    assert shown.dialog.stage is Stage.LIVE
    assert shown.dialog.outcome.finished is None
    shown.wait_for_picture()
    assert shown.stored() is None


def test_enter_held_down_from_the_shot_accepts_nothing(shown: Shown) -> None:
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Return)
    shown.wait_for(Stage.RESULT)
    # At once, before anything can have been looked at.
    shown.press(Qt.Key.Key_Return)
    assert shown.dialog.stage is Stage.RESULT
    assert not shown.taken


def test_the_countdown_shoots_and_escape_calls_it_off(shown: Shown) -> None:
    shown.dialog.live._countdown.setInterval(20)
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_T)
    assert shown.dialog.live.counting
    shown.press(Qt.Key.Key_Escape)
    assert not shown.dialog.live.counting
    assert shown.dialog.isVisible()
    shown.press(Qt.Key.Key_T)
    shown.wait_for(Stage.RESULT)


def test_a_lost_camera_is_told_and_comes_back_by_itself(shown: Shown) -> None:
    shown.manually()
    shown.wait_for_picture()
    shown.counter.cameras.unplug()
    shown.counter.qtbot.waitUntil(shown.dialog.live.banner.isVisible, timeout=WAIT_MS)
    assert "已断开" in shown.dialog.live.banner.texts()[0]
    assert not shown.dialog.live.can_shoot
    shown.press(Qt.Key.Key_Space)
    assert shown.dialog.stage is Stage.LIVE
    shown.counter.cameras.plug_in()
    shown.wait_for_picture()
    assert not shown.dialog.live.banner.isVisible()


def test_without_a_camera_a_file_is_offered(counter: Counter, folder: Path) -> None:
    counter.cameras.unplug()
    try:
        shown = Shown(counter)
        shown.counter.qtbot.waitUntil(lambda: "没有摄像头画面" in shown.dialog.bar.reason(), timeout=WAIT_MS)
        picture = folder / "person.jpg"
        Image.fromarray(counter.cameras.still(0).rgb).save(picture, quality=95)
        shown.dialog.import_file(picture)
        shown.wait_for(Stage.RESULT)
        shown.wait_until_seen()
        assert shown.stored(PictureRole.PHOTO_ORIGINAL) == picture.read_bytes()
    finally:
        counter.cameras.plug_in()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("text.jpg", b"not a picture at all", "这不是能识别的图片。"),
        ("empty.jpg", b"", "这个文件是空的。"),
        ("cut.jpg", half_a_picture(), "图片文件已损坏或不完整，读不出来。"),
        ("huge.png", a_bomb(), "图片的像素太多，超出可处理的范围（64 百万像素）。"),
    ],
    ids=["text", "empty", "cut", "bomb"],
)
def test_a_file_that_is_no_picture_is_told_and_the_camera_goes_on(
    shown: Shown, folder: Path, name: str, content: bytes, sentence: str
) -> None:
    shown.manually()
    hostile = folder / name
    hostile.write_bytes(content)
    shown.dialog.import_file(hostile)
    shown.counter.qtbot.waitUntil(shown.dialog.banner.isVisible, timeout=WAIT_MS)
    assert shown.dialog.banner.texts()[0] == sentence
    shown.wait_for_picture()
    assert shown.dialog.stage is Stage.LIVE


def test_a_picture_without_a_face_says_so(shown: Shown, folder: Path) -> None:
    shown.manually()
    wall = folder / "wall.png"
    Image.new("RGB", (900, 900), (200, 210, 220)).save(wall)
    shown.dialog.import_file(wall)
    shown.counter.qtbot.waitUntil(shown.dialog.banner.isVisible, timeout=WAIT_MS)
    assert "没有找到" in shown.dialog.banner.texts()[0]


def test_a_failed_check_is_overridden_with_a_reason_only(shown: Shown, folder: Path) -> None:
    shown.manually()
    dark = folder / "dark.png"
    Image.fromarray((shown.counter.cameras.still(0).rgb * 0.2).astype("uint8")).save(dark)
    shown.dialog.import_file(dark)
    shown.wait_for(Stage.RESULT)
    judged = shown.dialog.outcome.judged
    assert judged is not None
    failed = judged.open_failures
    assert "exposure" in failed
    shown.press(Qt.Key.Key_Return)
    assert shown.dialog.stage is Stage.RESULT
    shown.press(Qt.Key.Key_O)
    for key in failed:
        row = shown.dialog.outcome.sheet.rows()[key]
        assert row.line.isVisible()
        row.line.clear()
        QTest.keyClick(row.line, Qt.Key.Key_Return)
        assert not row.settled
        QTest.keyClicks(row.line, "the lamp is broken today")
        QTest.keyClick(row.line, Qt.Key.Key_Return)
        assert row.settled
    shown.wait_until_seen()
    kept = shown.counter.stored(lambda: shown.counter.desk.capture.judged_photo(shown.record_id))
    assert kept.overridden == dict.fromkeys(failed, "the lamp is broken today")


def test_no_picture_is_taken_by_itself_while_a_file_is_chosen(
    shown: Shown, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = folder / "chosen.png"
    Image.fromarray(shown.counter.cameras.still(0).rgb).save(picture)
    shown.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    shown.hands_off()
    shown.counter.qtbot.waitUntil(lambda: shown.dialog.live.hold_share() >= 1, timeout=WAIT_MS)
    assert shown.dialog.stage is Stage.LIVE
    asker = shown.dialog.findChild(QFileDialog)
    assert isinstance(asker, QFileDialog)
    monkeypatch.setattr(asker, "selectedFiles", lambda: [str(picture)])
    asker.done(1)
    shown.wait_for(Stage.RESULT)
    shown.wait_until_seen()
    assert shown.stored(PictureRole.PHOTO_ORIGINAL) == picture.read_bytes()


def test_without_guidance_photos_are_taken_all_the_same(counter: Counter) -> None:
    class Broken:
        def look(self, frame: Frame, spec: PhotoSpec) -> Guidance:
            raise EnvironmentFailedError("photo.model_missing", file="face_detector.tflite")

        def reset(self) -> None:
            raise EnvironmentFailedError("photo.model_missing", file="face_detector.tflite")

    counter.desk = replace(counter.desk, workplace=replace(counter.desk.workplace, guide=Broken))
    shown = Shown(counter)
    counter.qtbot.waitUntil(shown.dialog.live.banner.isVisible, timeout=WAIT_MS)
    assert "face_detector.tflite" in shown.dialog.live.banner.texts()[0]
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    shown.wait_for(Stage.RESULT)


def test_a_dropped_file_becomes_the_photo(shown: Shown, folder: Path) -> None:
    shown.manually()
    picture = folder / "dropped.png"
    Image.fromarray(shown.counter.cameras.still(0).rgb).save(picture)
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(picture))])
    here, left, none = QPointF(9, 9), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shown.dialog.dropEvent(QDropEvent(here, Qt.DropAction.CopyAction, content, left, none))
    shown.wait_for(Stage.RESULT)


def test_a_full_disk_keeps_the_photo_on_the_screen(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise EnvironmentFailedError("storage.disk_full")

    monkeypatch.setattr(Capture, "accept_photo", fail)
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    shown.wait_for(Stage.RESULT)

    def told() -> bool:
        shown.press(Qt.Key.Key_Return)
        return shown.dialog.banner.isVisible()

    shown.counter.qtbot.waitUntil(told, timeout=WAIT_MS)
    shown.wait_for(Stage.RESULT)
    assert shown.dialog.outcome.finished is not None
    judged, rows = shown.dialog.outcome.judged, shown.dialog.outcome.sheet.rows()
    assert judged is not None
    assert judged.confirmed
    assert all(rows[key].settled for key in judged.confirmed), "what Enter confirmed is shown as confirmed"
    monkeypatch.undo()
    shown.wait_until_seen()


def test_what_was_scrolled_out_of_sight_is_shown_before_it_is_confirmed(counter: Counter) -> None:
    counter.host.resize(1024, 420)
    shown = Shown(counter)
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    shown.wait_for(Stage.RESULT)
    counter.qtbot.wait(SEEN_AFTER_MS + 100)
    shown.press(Qt.Key.Key_Return)
    assert shown.dialog.stage is Stage.RESULT
    assert not shown.taken
    shown.wait_until_seen()


def test_no_frame_outlives_the_dialog(shown: Shown) -> None:
    shown.wait_for_picture()
    live = shown.dialog.live
    assert live.can_shoot
    shown.dialog.reject()
    assert live.viewfinder._image.isNull()
    assert live._newest is None


def test_closing_while_a_photo_is_made_leaves_nothing_behind(shown: Shown) -> None:
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    assert shown.dialog.stage is Stage.MAKING
    shown.press(Qt.Key.Key_Escape)
    assert shown.dialog.isVisible(), "it asks once"
    shown.press(Qt.Key.Key_Escape)
    shown.counter.qtbot.waitUntil(lambda: not shiboken6.isValid(shown.dialog))
    shown.counter.qtbot.waitUntil(shown.counter.desk.tasks.idle, timeout=WAIT_MS)
    assert shown.stored() is None


def test_a_page_destroyed_with_its_dialog_closes_the_camera(shown: Shown) -> None:
    shown.wait_for_picture()
    shown.counter.host.deleteLater()
    shown.counter.qtbot.waitUntil(lambda: not shiboken6.isValid(shown.dialog))
    assert shown.counter.cameras._thread is None
    shown.counter.host = type(shown.counter.host)()
    QApplication.processEvents()
