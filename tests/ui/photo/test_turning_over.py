# SPDX-License-Identifier: Apache-2.0
"""The card is turned over while its first side is still being cut out: both are stored, each where it belongs, and
where the first isn't usable it is asked for again."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sscard_desktop.domain.document import Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.choices import CARD_CAMERA, CARDS_FROM_FILES
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.photo.shots import Shot, Shots
from tests.helpers.documentfakes import side_of
from tests.helpers.waiting import until
from tests.ui.photo.conftest import Counter

FRONT, BACK = PictureRole.ID_FRONT, PictureRole.ID_BACK


def pixels(jpeg: bytes | None) -> npt.NDArray[np.uint8]:
    return np.array(Image.open(io.BytesIO(jpeg or b"")).convert("RGB"))


class Cutting:
    """Stands before the cutting: each waits until it may begin; some find nothing."""

    def __init__(self, cut: Callable[[Shots, Frame, object], Shot]) -> None:
        self._cut = cut
        self.may_begin = threading.Event()
        self.begun = 0
        self.refused: set[int] = set()

    def shot(self, shots: Shots, frame: Frame, corners: object) -> Shot:
        shot = self._cut(shots, frame, corners)

        def cut() -> Sequence[StraightCard]:
            self.begun += 1
            number = self.begun
            self.may_begin.wait(30)
            if number in self.refused:
                raise InvalidInputError("document.no_card")
            return shot.cut()

        return Shot(cut, shot.whole)


@pytest.fixture
def cutting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cutting]:
    made = Cutting(Shots.of_frame)
    monkeypatch.setattr(Shots, "of_frame", lambda shots, frame, corners: made.shot(shots, frame, corners))
    yield made
    made.may_begin.set()


class Sheet:
    """The dialog under the document camera."""

    def __init__(self, counter: Counter) -> None:
        self.counter, self.record_id = counter, counter.record()
        self.changes: list[Taken] = []
        store = counter.desk.session.store

        def prefer() -> None:
            with store.transaction():
                store.save_setting(CARDS_FROM_FILES, "")
                store.save_setting(CARD_CAMERA, "")

        counter.stored(prefer)
        self.dialog = IdPicturesDialog(counter.desk, self.record_id, counter.host)
        self.dialog.changed.connect(self.changes.append)
        self.dialog.open()
        self.camera = self.dialog.camera

    def stored(self, role: PictureRole) -> bytes | None:
        store = self.counter.desk.session.store
        return self.counter.stored(lambda: store.picture(RecordId(self.record_id), role))

    def finished(self) -> bool:
        dialog = self.dialog
        return not (dialog.shooting or dialog.work.busy or dialog.sides.missing())


@pytest.fixture
def sheet(counter: Counter, cutting: Cutting) -> Iterator[Sheet]:
    made = Sheet(counter)
    yield made
    cutting.may_begin.set()
    until(lambda: not made.dialog.work.busy)
    made.dialog.reject()
    counter.cameras.close()


def test_the_back_is_looked_for_while_the_front_is_cut_out_and_no_key_takes_the_front_for_it(
    sheet: Sheet, cutting: Cutting
) -> None:
    until(lambda: cutting.begun == 1)
    assert sheet.camera.finder.newest() is not None
    QTest.keyClick(sheet.dialog, Qt.Key.Key_Space)
    QTest.keyClick(sheet.dialog, Qt.Key.Key_Return)
    assert not sheet.camera.has_shot
    assert sheet.camera.wanted is BACK
    assert sheet.camera.finder.hint() == "正面好了，请翻到背面"
    until(lambda: sheet.camera.has_shot)
    # The back was shot, and nothing is stored yet: it waits behind the front.
    assert cutting.begun == 1
    assert sheet.stored(FRONT) is None
    cutting.may_begin.set()
    until(sheet.finished)
    front, back = sheet.stored(FRONT), sheet.stored(BACK)
    assert front is not None
    assert back is not None
    assert front != back
    assert [sorted(taken.record.pictures) for taken in sheet.changes] == [[FRONT], sorted((FRONT, BACK))]


def test_where_the_front_is_unusable_it_is_asked_for_again_and_what_came_behind_it_is_dropped(
    sheet: Sheet, cutting: Cutting
) -> None:
    cutting.refused = {1}
    until(lambda: sheet.camera.has_shot and cutting.begun == 1 and sheet.camera.wanted is BACK)
    cutting.may_begin.set()
    until(lambda: not sheet.dialog.banner.isHidden())
    assert sheet.dialog.banner.texts()[0].startswith("正面")
    assert sheet.camera.wanted is FRONT
    assert not sheet.changes
    until(sheet.finished)
    assert None not in (sheet.stored(FRONT), sheet.stored(BACK))
    assert sheet.stored(FRONT) != sheet.stored(BACK)
    # Front and back, once each: the back that was shot behind the unusable front never was stored.
    assert cutting.begun == 3


@pytest.mark.long
def test_the_back_laid_down_first_is_stored_as_the_back_and_the_front_wanted(
    counter: Counter, cutting: Cutting, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = counter.desk.workplace.demo
    assert demo is not None
    lay = type(demo).lay_document
    turned = {Side.FRONT: Side.BACK, Side.BACK: Side.FRONT}
    monkeypatch.setattr(type(demo), "lay_document", lambda self, side: lay(self, turned[side]))
    sheet = Sheet(counter)
    until(lambda: sheet.camera.has_shot and sheet.camera.wanted is BACK)
    cutting.may_begin.set()
    until(sheet.finished)
    assert [BACK in taken.record.pictures for taken in sheet.changes] == [True, True]
    assert [side_of(pixels(sheet.stored(role))) for role in (FRONT, BACK)] == [Side.FRONT, Side.BACK]
    sheet.dialog.reject()
    counter.cameras.close()


@pytest.mark.long
def test_escape_while_the_back_is_looked_for_keeps_the_front(sheet: Sheet, cutting: Cutting) -> None:
    until(lambda: cutting.begun == 1)
    QTest.keyClick(sheet.dialog, Qt.Key.Key_Escape)
    assert not sheet.dialog.shooting
    cutting.may_begin.set()
    until(lambda: bool(sheet.changes) and not sheet.dialog.work.busy)
    assert sheet.dialog.sides.missing() == (BACK,)
    assert not sheet.dialog.shooting
