# SPDX-License-Identifier: Apache-2.0
"""The ID pictures under the camera, by file, scan, clipboard and demo; what is asked for is what the document has."""

from __future__ import annotations

import dataclasses
import io
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from sscard_desktop.domain.document import Layout, Side
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.session import Session
from sscard_desktop.ui.photo import readahead
from sscard_desktop.ui.photo.choices import CARD_CAMERA, CARDS_FROM_FILES
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.reason import ReasonDialog
from tests.helpers import documentfakes
from tests.helpers.cardreadings import photographed, reading_of
from tests.helpers.documentfakes import PlainCutter, PlainLens, PlainReader, card_in
from tests.ui.photo.conftest import Counter

WAIT_MS = 20_000
FRONT, BACK = PictureRole.ID_FRONT, PictureRole.ID_BACK


class Shown:
    """The dialog as its user sees it."""

    def __init__(self, counter: Counter, record_id: str, *, files: bool = True) -> None:
        self.counter = counter
        self.record_id = record_id
        self.changes: list[Taken] = []
        store = counter.desk.session.store

        def prefer() -> None:
            with store.transaction():
                store.save_setting(CARDS_FROM_FILES, "yes" if files else "")
                store.save_setting(CARD_CAMERA, "")

        counter.stored(prefer)
        self.dialog = IdPicturesDialog(counter.desk, record_id, counter.host)
        self.dialog.changed.connect(self.changes.append)
        self.dialog.open()
        self.settled()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.dialog, key, modifier)

    def settled(self) -> None:
        self.counter.qtbot.waitUntil(lambda: not self.dialog.work.busy, timeout=WAIT_MS)

    def until(self, holds: Callable[[], bool]) -> None:
        self.counter.qtbot.waitUntil(holds, timeout=WAIT_MS)

    @property
    def hint(self) -> str:
        return self.dialog.camera.finder.hint()

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


def shows_a_card(shown: Shown) -> bool:
    newest = shown.dialog.camera.finder.newest()
    corners = card_in(newest.rgb) if newest is not None else None
    return corners is not None and corners[1][0] - corners[0][0] > 700


def counter_session(shown: Shown) -> Session:
    return shown.counter.desk.session


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
    shown.dialog.taking.take_files(cards)
    shown.settled()
    assert shown.dialog.sides.missing() == ()
    for role in (FRONT, BACK):
        content = shown.stored(role)
        assert content is not None
        assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert [problem for problem in shown.changes[-1].problems if problem.key.startswith("id_")] == []


def test_one_file_after_the_other_goes_to_the_side_that_is_missing(shown: Shown, cards: tuple[Path, Path]) -> None:
    for path in cards:
        shown.dialog.taking.take_files([path])
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


def test_a_lesson_takes_no_picture_from_outside(shown: Shown, cards: tuple[Path, Path]) -> None:
    desk = shown.counter.desk
    shown.dialog.taking._desk = dataclasses.replace(desk, workplace=dataclasses.replace(desk.workplace, training=True))
    QGuiApplication.clipboard().setImage(QImage(str(cards[0])))
    shown.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown.settled()
    assert len(shown.dialog.sides.missing()) == 2
    assert shown.dialog.banner.texts()[0].startswith("练习站点不导出")


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


def test_front_and_back_are_taken_by_themselves_in_one_flow(counter: Counter) -> None:
    shown = Shown(counter, counter.record(), files=False)
    dialog = shown.dialog
    shown.until(lambda: dialog.shooting)
    assert dialog.camera.feed.device is not None or dialog.camera.finder.newest() is None
    shown.until(lambda: "背面" in shown.hint and dialog.sides.has(FRONT))
    assert dialog.camera.feed.device is not None
    assert "高拍仪" in dialog.camera.feed.device.name
    shown.until(lambda: not dialog.shooting)
    shown.settled()
    front, back = shown.stored(FRONT), shown.stored(BACK)
    assert front is not None
    assert back is not None
    assert front != back
    assert dialog.bar.next_button().text() == "完成并读取"
    shown.press(Qt.Key.Key_Return)
    assert dialog.result() == dialog.DialogCode.Accepted


def test_the_outline_follows_the_card_and_goes_with_it(counter: Counter) -> None:
    shown = Shown(counter, counter.record(), files=False)
    finder = shown.dialog.camera.finder

    def width() -> float:
        corners = finder.outline()
        return corners[1][0] - corners[0][0] if corners is not None else 0.0

    shown.until(lambda: 700 < width() < 1000)
    shown.press(Qt.Key.Key_Escape)
    assert finder.outline() is None


def test_a_side_is_taken_again_alone(shown: Shown) -> None:
    shown.press(Qt.Key.Key_D)
    shown.settled()
    first = shown.stored(BACK)
    shown.dialog.from_files = False
    shown.press(Qt.Key.Key_2)
    assert shown.dialog.shooting
    assert shown.dialog.camera.wanted is BACK
    shown.until(lambda: not shown.dialog.shooting)
    shown.settled()
    assert shown.stored(BACK) not in (None, first)


def test_without_a_camera_files_are_asked_for(counter: Counter) -> None:
    counter.cameras.unplug()
    try:
        shown = Shown(counter, counter.record(), files=False)
        shown.until(lambda: not shown.dialog.shooting and not shown.dialog.banner.isHidden())
        assert "摄像头" in shown.dialog.banner.texts()[0]
    finally:
        counter.cameras.plug_in()


def test_where_no_card_can_be_looked_for_it_is_laid_into_a_frame(counter: Counter) -> None:
    def missing() -> PlainLens:
        raise EnvironmentFailedError("photo.model_missing", file="lens")

    blind = dataclasses.replace(counter.desk.workplace, card_lens=missing)
    counter.desk = dataclasses.replace(counter.desk, workplace=blind)
    shown = Shown(counter, counter.record(), files=False)
    shown.until(lambda: shown.dialog.camera.finder.by_frame and "空格" in shown.hint)
    shown.until(lambda: shown.dialog.camera.can_shoot and not shown.dialog.banner.isHidden())
    shown.until(lambda: shows_a_card(shown))
    shown.press(Qt.Key.Key_Space)
    shown.until(lambda: shown.dialog.sides.has(FRONT))


def test_the_side_that_is_there_already_is_not_taken_for_the_other(shown: Shown, cards: tuple[Path, Path]) -> None:
    shown.dialog.taking.take_files([cards[0]])
    shown.settled()
    shown.dialog.taking.take_files([cards[0]])
    shown.settled()
    assert shown.dialog.sides.missing() == (BACK,)
    assert shown.dialog.banner.texts() == ("这张是正面，正面已经有了。", "请选背面的图片。")
    assert len(shown.changes) == 1


def test_a_back_taken_for_the_front_goes_where_it_belongs(shown: Shown, cards: tuple[Path, Path]) -> None:
    drop(shown.dialog, FRONT, cards[1])
    shown.settled()
    assert shown.dialog.sides.missing() == (FRONT,)
    assert shown.dialog.toast.text() == "这是背面，已放到背面"


def test_a_front_after_what_nobody_knew_for_the_back_sets_both_right(
    shown: Shown, cards: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(documentfakes, "side_of", lambda _: None)
        drop(shown.dialog, FRONT, cards[1])
        shown.settled()
    drop(shown.dialog, BACK, cards[0])
    shown.settled()
    assert not shown.dialog.sides.missing()
    assert shown.dialog.toast.text() == "这是正面，已放到正面"
    reports = shown.counter.stored(lambda: Documents(counter_session(shown)).look(shown.record_id)).reports
    assert (reports[FRONT].side, reports[BACK].side) == (Side.FRONT, None)


def test_a_scanned_page_holds_both_sides(shown: Shown, cards: tuple[Path, Path], folder: Path) -> None:
    page = Image.new("RGB", (1654, 2339), (255, 255, 250))
    for top, path in zip((300, 1300), cards, strict=True):
        page.paste(Image.open(path).resize((1011, 638)), (320, top))
    page.save(folder / "page.png")
    shown.dialog.taking.take_files([folder / "page.png"])
    shown.settled()
    assert shown.dialog.sides.missing() == ()
    assert shown.stored(FRONT) != shown.stored(BACK)


def test_a_picture_without_a_card_is_taken_whole_for_a_reason(shown: Shown, folder: Path) -> None:
    rng = np.random.default_rng(1)
    noise = Image.fromarray(rng.integers(0, 140, (800, 1200, 3), np.uint8))
    noise.save(folder / "torn.png")
    shown.dialog.taking.take_files([folder / "torn.png"])
    shown.settled()
    assert not shown.dialog.banner.isHidden()
    assert not shown.changes
    shown.press(Qt.Key.Key_U)
    asked = next(child for child in shown.dialog.children() if isinstance(child, ReasonDialog))
    asked.given.emit("证件破损")
    shown.until(lambda: shown.dialog.sides.has(FRONT))
    shown.settled()
    documents = Documents(counter_session(shown))
    report = shown.counter.stored(lambda: documents.look(shown.record_id).reports[FRONT])
    assert report.reason == "证件破损"
    assert not report.straightened


def test_pictures_that_were_taken_for_two_peoples_can_be_vouched_for(counter: Counter) -> None:
    record_id = counter.record()
    documents = Documents(counter.desk.session)
    reading = reading_of(counter.desk.workplace.demo.people(1)[0].card, problems=("two_persons",))
    counter.stored(lambda: photographed(documents, record_id, reading))
    shown = Shown(counter, record_id)
    assert not shown.dialog.banner.isHidden()
    shown.press(Qt.Key.Key_Y)
    asked = next(child for child in shown.dialog.children() if isinstance(child, ReasonDialog))
    asked.given.emit("核对过实物")
    shown.until(lambda: bool(shown.changes))
    shown.settled()
    assert counter.stored(lambda: documents.look(record_id).doubts) == ()
    assert shown.dialog.banner.isHidden()
    shown.press(Qt.Key.Key_Y)
    assert len([child for child in shown.dialog.children() if isinstance(child, ReasonDialog)]) == 1
    shown.dialog.reject()
    shown.dialog.deleteLater()


def test_a_picture_is_turned_by_hand(shown: Shown, cards: tuple[Path, Path]) -> None:
    shown.dialog.taking.take_files([cards[0]])
    shown.settled()
    before = shown.stored(FRONT)
    shown.dialog.sides.choose(FRONT)
    shown.press(Qt.Key.Key_R)
    shown.settled()
    after = shown.stored(FRONT)
    assert before is not None
    assert after is not None
    upright = np.asarray(Image.open(io.BytesIO(before)).convert("L"), float)
    turned = np.asarray(Image.open(io.BytesIO(after)).convert("L"), float)[::-1, ::-1]
    assert np.abs(upright - turned).mean() < 3


def test_what_is_wrong_with_a_picture_stands_beneath_it(shown: Shown, cards: tuple[Path, Path]) -> None:
    cutter = shown.counter.desk.workplace.card_cutter()
    assert isinstance(cutter, PlainCutter)
    cutter.problems = ("glare",)
    try:
        shown.dialog.taking.take_files([cards[0]])
        shown.settled()
    finally:
        cutter.problems = ()
    assert len(shown.dialog.sides.findings(FRONT)) == 1
    assert shown.dialog.sides.findings(BACK) == []


def test_what_is_no_picture_is_told_with_its_side(shown: Shown, folder: Path) -> None:
    hostile = folder / "scan.jpg"
    hostile.write_bytes(b"GIF89a, but not really")
    drop(shown.dialog, BACK, hostile)
    shown.settled()
    assert shown.dialog.banner.texts()[0].startswith("背面（有国徽）：")
    assert shown.dialog.sides.missing() == (FRONT, BACK)
    assert not shown.changes


def test_a_passport_has_one_page(counter: Counter) -> None:
    capture = counter.desk.capture
    record_id = counter.stored(lambda: capture.start().record.id)
    counter.stored(lambda: capture.edit(record_id, {"document_type": "passport"}))
    shown = Shown(counter, record_id, files=False)
    assert shown.dialog.sides.roles == (FRONT,)
    assert shown.dialog.sides.name(FRONT) == "证件资料页"
    shown.until(lambda: shown.dialog.shooting and "资料页" in shown.hint)
    assert shown.dialog.camera.finder.by_frame
    shown.until(lambda: shows_a_card(shown))
    shown.press(Qt.Key.Key_Space)
    shown.until(lambda: not shown.dialog.shooting)
    assert shown.stored(FRONT) is not None


def test_a_passports_page_is_looked_for_in_a_file_as_a_page(counter: Counter, cards: tuple[Path, Path]) -> None:
    capture = counter.desk.capture
    record_id = counter.stored(lambda: capture.start().record.id)
    counter.stored(lambda: capture.edit(record_id, {"document_type": "passport"}))
    shown = Shown(counter, record_id)
    cutter = counter.desk.workplace.card_cutter()
    assert isinstance(cutter, PlainCutter)
    shown.dialog.taking.take_files([cards[0]])
    shown.settled()
    assert cutter.layouts[-1] is Layout.PASSPORT
    assert shown.stored(FRONT) is not None


def test_escape_waits_until_what_is_under_way_is_stored(shown: Shown) -> None:
    shown.press(Qt.Key.Key_D)
    shown.press(Qt.Key.Key_Escape)
    shown.counter.qtbot.waitUntil(lambda: len(shown.changes) == 2, timeout=WAIT_MS)
    assert shown.stored(BACK) is not None


def test_a_picture_is_decoded_once_no_larger_than_shown_and_gone_with_the_sheet(
    shown: Shown, cards: tuple[Path, Path]
) -> None:
    shown.dialog.taking.take_files(cards)
    shown.settled()
    both = [sides.view(role) for sides in (shown.dialog.sides, shown.dialog.camera.strip) for role in (FRONT, BACK)]
    stored = QImage.fromData(shown.stored(FRONT) or b"")
    widest = math.ceil(tokens().scaled["id_side"] * shown.dialog.devicePixelRatioF())
    assert stored.width() > widest, "or there is nothing to be saved"
    assert all(0 < view.image_size().width() <= widest for view in both)
    shown.dialog.reject()
    assert not any(view.has_image() for view in both)


def test_what_reads_them_is_let_go_after_a_while(
    shown: Shown, cards: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readahead, "READER_KEPT_S", -1.0)
    reader = shown.counter.desk.workplace.document_reader()
    assert isinstance(reader, PlainReader)
    before = reader.forgotten
    shown.dialog.taking.take_files(cards)
    shown.settled()
    assert reader.forgotten == before
    shown.dialog.reject()
    shown.until(lambda: reader.forgotten == before + 1)


def test_each_picture_is_looked_at_as_soon_as_it_is_stored(shown: Shown, cards: tuple[Path, Path]) -> None:
    reader = shown.counter.desk.workplace.document_reader()
    assert isinstance(reader, PlainReader)
    reader.ahead.clear()
    shown.dialog.taking.take_files(cards)
    shown.settled()
    shown.until(lambda: len(reader.ahead) == 4)
    # As it was cut out, and as it was stored: the same picture, which the reader knows then.
    assert set(reader.ahead) == {shown.stored(FRONT), shown.stored(BACK)}
    assert not shown.dialog.isHidden()
