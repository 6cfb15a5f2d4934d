# SPDX-License-Identifier: Apache-2.0
"""The ID pictures by file, clipboard, camera and demo; what is asked for is what the document has."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from tests.ui.photo.conftest import Counter

WAIT_MS = 20_000
FRONT, BACK = PictureRole.ID_FRONT, PictureRole.ID_BACK


class Shown:
    """The dialog as its user sees it."""

    def __init__(self, counter: Counter, record_id: str) -> None:
        self.counter = counter
        self.record_id = record_id
        self.changes: list[Taken] = []
        self.dialog = IdPicturesDialog(counter.desk, record_id, counter.host)
        self.dialog.changed.connect(self.changes.append)
        self.dialog.open()
        self.settled()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.dialog, key, modifier)

    def settled(self) -> None:
        self.counter.qtbot.waitUntil(lambda: not self.dialog.work.busy, timeout=WAIT_MS)

    def stored(self, role: PictureRole) -> bytes | None:
        store = self.counter.desk.session.store
        return self.counter.stored(lambda: store.picture(RecordId(self.record_id), role))


@pytest.fixture
def shown(counter: Counter) -> Iterator[Shown]:
    made = Shown(counter, counter.record())
    yield made
    counter.cameras.close()


@pytest.fixture
def cards(counter: Counter, folder: Path) -> tuple[Path, Path]:
    demo = counter.desk.workplace.demo
    assert demo is not None
    paths = (folder / "front.jpg", folder / "back.jpg")
    for path, content in zip(paths, demo.id_pictures(demo.people(1)[0]), strict=True):
        path.write_bytes(content)
    return paths


def drop(dialog: IdPicturesDialog, role: PictureRole, *paths: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.sides.view(role).dropEvent(event)


def test_two_files_are_front_and_back(shown: Shown, cards: tuple[Path, Path]) -> None:
    assert shown.dialog.sides.missing() == (FRONT, BACK)
    shown.dialog.take_files(cards)
    shown.settled()
    assert shown.dialog.sides.missing() == ()
    for role in (FRONT, BACK):
        content = shown.stored(role)
        assert content is not None
        assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert [problem for problem in shown.changes[-1].problems if problem.key.startswith("id_")] == []


def test_one_file_after_the_other_goes_to_the_side_that_is_missing(shown: Shown, cards: tuple[Path, Path]) -> None:
    for path in cards:
        shown.dialog.take_files([path])
        shown.settled()
    assert shown.dialog.sides.missing() == ()
    front = shown.stored(FRONT)
    assert front is not None
    assert front != shown.stored(BACK)


def test_a_dropped_file_goes_where_it_fell(shown: Shown, cards: tuple[Path, Path]) -> None:
    drop(shown.dialog, BACK, cards[1])
    shown.settled()
    assert shown.dialog.sides.missing() == (FRONT,)


def test_a_copied_picture_is_pasted(shown: Shown, cards: tuple[Path, Path]) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(cards[0])))
    shown.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown.settled()
    assert shown.dialog.sides.missing() == (BACK,)
    QGuiApplication.clipboard().setText("no picture")
    shown.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown.dialog.banner.texts()[0] == "剪贴板里没有图片。"


def test_the_demo_fills_both_and_they_can_be_swapped(shown: Shown) -> None:
    shown.press(Qt.Key.Key_D)
    shown.settled()
    front, back = shown.stored(FRONT), shown.stored(BACK)
    shown.press(Qt.Key.Key_X)
    shown.settled()
    assert (shown.stored(FRONT), shown.stored(BACK)) == (back, front)


def test_a_removed_picture_can_be_taken_back(shown: Shown) -> None:
    shown.press(Qt.Key.Key_D)
    shown.settled()
    shown.press(Qt.Key.Key_Left)
    front = shown.stored(FRONT)
    shown.press(Qt.Key.Key_Delete)
    shown.settled()
    assert shown.stored(FRONT) is None
    assert shown.dialog.sides.missing() == (FRONT,)
    shown.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shown.settled()
    assert shown.stored(FRONT) == front


def test_a_card_is_taken_by_camera_within_its_frame(shown: Shown, cards: tuple[Path, Path]) -> None:
    shown.press(Qt.Key.Key_K)
    shown.counter.qtbot.waitUntil(lambda: shown.dialog.finder.newest() is not None, timeout=WAIT_MS)
    shown.counter.cameras.close()
    scene = Image.new("RGB", (1280, 720), (90, 80, 70))
    scene.paste(Image.open(cards[0]).resize((890, 562)), (195, 47))
    shown.dialog.finder.show_frame(Frame(np.asarray(scene), time.monotonic()))
    shown.press(Qt.Key.Key_Space)
    assert not shown.dialog.shooting
    shown.settled()
    content = shown.stored(FRONT)
    assert content is not None
    width, height = Image.open(io.BytesIO(content)).size
    assert (width, height) == pytest.approx((944, 612), abs=4)


def test_a_camera_that_sees_no_card_is_told_so(shown: Shown) -> None:
    shown.press(Qt.Key.Key_K)
    shown.counter.qtbot.waitUntil(lambda: shown.dialog.finder.newest() is not None, timeout=WAIT_MS)
    shown.press(Qt.Key.Key_Return)
    shown.settled()
    assert "模糊" in shown.dialog.banner.texts()[0]
    assert not shown.changes


def test_what_is_no_picture_is_told_with_its_side(shown: Shown, folder: Path) -> None:
    hostile = folder / "scan.jpg"
    hostile.write_bytes(b"GIF89a, but not really")
    drop(shown.dialog, BACK, hostile)
    shown.settled()
    assert shown.dialog.banner.texts()[0].startswith("背面（有国徽）：")
    assert shown.dialog.sides.missing() == (FRONT, BACK)
    assert not shown.changes


def test_the_same_picture_twice_is_noticed(shown: Shown, cards: tuple[Path, Path]) -> None:
    shown.dialog.take_files([cards[0], cards[0]])
    shown.settled()
    assert shown.dialog.banner.texts()[0] == "正面和背面是同一张图片。"


def test_a_passport_has_one_page(counter: Counter) -> None:
    capture = counter.desk.capture
    record_id = counter.stored(lambda: capture.start().record.id)
    counter.stored(lambda: capture.edit(record_id, {"document_type": "passport"}))
    shown = Shown(counter, record_id)
    assert shown.dialog.sides.roles == (FRONT,)
    assert shown.dialog.sides.name(FRONT) == "证件资料页"


def test_escape_waits_until_what_is_under_way_is_stored(shown: Shown) -> None:
    shown.press(Qt.Key.Key_D)
    shown.press(Qt.Key.Key_Escape)
    shown.counter.qtbot.waitUntil(lambda: len(shown.changes) == 2, timeout=WAIT_MS)
    assert shown.stored(BACK) is not None
