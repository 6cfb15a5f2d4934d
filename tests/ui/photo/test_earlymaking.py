# SPDX-License-Identifier: Apache-2.0
"""The photo that is made before it is asked for: its own frame's, told once, and nobody's when it isn't wanted."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import Qt

from sscard_desktop.domain.errors import InvalidInputError, SscardError
from sscard_desktop.domain.photo import FinishedPhoto, PhotoReport, PhotoSpec
from sscard_desktop.services.ports import Frame, PhotoMaker
from sscard_desktop.ui.photo import earlymaking
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.earlymaking import EarlyMaking
from sscard_desktop.ui.photo.making import MadePhoto
from sscard_desktop.ui.photo.stage import Stage
from tests.helpers.waiting import until
from tests.ui.photo.conftest import Counter
from tests.ui.photo.test_dialog import Shown


class Making:
    """Stands for the making: waits until it may go on, and counts."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.error: SscardError | None = None

    def make(self, _maker: PhotoMaker, frame: Frame, _spec: PhotoSpec) -> MadePhoto:
        self.frames.append(frame)
        self.may_go_on.wait(30)
        if self.error is not None:
            raise self.error
        return MadePhoto(FinishedPhoto(b"", PhotoReport(())), b"%d" % len(self.frames), frame.rgb)


class Told:
    """What was told of a photo."""

    def __init__(self) -> None:
        self.made: list[MadePhoto] = []
        self.refused: list[SscardError] = []

    def take(self, early: EarlyMaking, frame: Frame) -> bool:
        return early.take(frame, self.made.append, self.refused.append)


def frame(taken_s: float = 0.0) -> Frame:
    return Frame(np.zeros((2, 2, 3), np.uint8), taken_s)


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Iterator[Making]:
    made = Making()
    monkeypatch.setattr(earlymaking, "photo_of_frame", made.make)
    yield made
    made.may_go_on.set()


@pytest.fixture
def early(counter: Counter) -> EarlyMaking:
    return EarlyMaking(counter.desk, counter.host)


def test_a_photo_that_is_made_is_told_at_once_and_once(counter: Counter, early: EarlyMaking, making: Making) -> None:
    told, likely = Told(), frame()
    early.begin(likely)
    until(counter.desk.tasks.idle)
    assert not told.made
    assert told.take(early, likely)
    assert [made.original for made in told.made] == [b"1"]
    assert not told.take(early, likely), "it was taken"


def test_a_photo_that_is_being_made_is_told_when_it_is(counter: Counter, early: EarlyMaking, making: Making) -> None:
    told, likely = Told(), frame()
    making.may_go_on.clear()
    early.begin(likely)
    assert told.take(early, likely)
    assert not told.made
    making.may_go_on.set()
    until(lambda: bool(told.made))
    assert len(making.frames) == 1


def test_another_frame_never_gets_it(counter: Counter, early: EarlyMaking, making: Making) -> None:
    told, likely = Told(), frame()
    early.begin(likely)
    until(counter.desk.tasks.idle)
    # Equal in every pixel, and taken in the same instant.
    assert not told.take(early, frame())
    assert not told.take(early, likely), "it was dropped"
    until(counter.desk.tasks.idle)
    assert not told.made


def test_of_two_the_later_counts(counter: Counter, early: EarlyMaking, making: Making) -> None:
    told, first, second = Told(), frame(1.0), frame(2.0)
    making.may_go_on.clear()
    early.begin(first)
    early.begin(second)
    assert told.take(early, second)
    making.may_go_on.set()
    until(lambda: bool(told.made))
    until(counter.desk.tasks.idle)
    assert [made.original for made in told.made] == [b"2"]


def test_of_a_restless_person_only_the_last_photo_is_made_once_one_could_be(
    counter: Counter, early: EarlyMaking, making: Making
) -> None:
    told, frames = Told(), [frame(float(step)) for step in range(5)]
    making.may_go_on.clear()
    early.begin(frames[0])
    until(lambda: making.frames == frames[:1])
    for each in frames[1:]:
        early.begin(each)
    making.may_go_on.set()
    assert told.take(early, frames[-1])
    until(lambda: bool(told.made))
    assert making.frames == [frames[0], frames[-1]]


def test_what_is_wrong_with_it_is_told_with_the_shot_and_not_before(
    counter: Counter, early: EarlyMaking, making: Making
) -> None:
    told, likely = Told(), frame()
    making.error = InvalidInputError("photo.no_face")
    early.begin(likely)
    until(counter.desk.tasks.idle)
    assert told.take(early, likely)
    assert [error.code for error in told.refused] == ["photo.no_face"]


def test_what_was_dropped_is_told_to_nobody(counter: Counter, early: EarlyMaking, making: Making) -> None:
    told, likely = Told(), frame()
    making.may_go_on.clear()
    early.begin(likely)
    assert told.take(early, likely)
    early.drop()
    making.may_go_on.set()
    until(counter.desk.tasks.idle)
    assert not told.made


def test_the_dialog_shows_the_photo_as_the_shutter_falls(counter: Counter) -> None:
    shown = Shown(counter)
    shown.manually()
    shown.wait_for_picture()
    dialog: PhotoDialog = shown.dialog
    still = counter.cameras.still(0)
    dialog.live.nearly.emit(still)
    until(counter.desk.tasks.idle)
    assert dialog.stage is Stage.LIVE
    dialog.live.shot.emit(still, None)
    assert dialog.stage is Stage.RESULT
    assert dialog.outcome.finished is not None
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_Escape)
    until(lambda: not shiboken6.isValid(dialog))
