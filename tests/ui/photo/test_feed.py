# SPDX-License-Identifier: Apache-2.0
"""The camera in the window's thread: newest frame only, loss and return told once each, nothing after the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.camera import Knob, KnobKind, Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Frame
from sscard_desktop.ui.photo.feed import CameraFeed


class Bench:
    """Cameras whose every move the test makes."""

    def __init__(self, *names: str) -> None:
        self.connected = [CameraDevice(name, name) for name in names]
        self.on_change: list[Callable[[], None]] = []
        self.on_frame: Callable[[Frame], None] | None = None
        self.on_lost: Callable[[SscardError], None] | None = None
        self.opened: list[str] = []

    def devices(self) -> Sequence[CameraDevice]:
        return list(self.connected)

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        self.on_change.append(on_change)
        return lambda: self.on_change.remove(on_change)

    def open(
        self,
        device_id: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        purpose: Purpose = Purpose.PERSON,
    ) -> None:
        self.opened.append(device_id)
        self.on_frame, self.on_lost = on_frame, on_lost

    def close(self) -> None:
        self.on_frame = self.on_lost = None

    def knobs(self) -> Sequence[Knob]:
        return ()

    def turn(self, kind: KnobKind, position: int | None) -> None:
        raise AssertionError(kind)

    def send(self, *frames: Frame) -> None:
        """Send frames from a thread of the camera's own."""
        on_frame = self.on_frame
        assert on_frame is not None

        def run() -> None:
            for frame in frames:
                on_frame(frame)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()

    def lose(self, code: str = "camera.gone") -> None:
        """Lose the open camera, as a driver's thread would say it."""
        assert self.on_lost is not None
        thread = threading.Thread(target=self.on_lost, args=(EnvironmentFailedError(code, name="a"),))
        thread.start()
        thread.join()

    def plug(self, *names: str) -> None:
        """Change what is connected."""
        self.connected = [CameraDevice(name, name) for name in names]
        for on_change in tuple(self.on_change):
            on_change()


class Heard:
    """What a feed told, in which thread."""

    def __init__(self, feed: CameraFeed) -> None:
        self.frames: list[Frame] = []
        self.lost: list[str] = []
        self.opened: list[str] = []
        self.threads: set[QThread] = set()
        feed.frame_came.connect(self._frame)
        feed.lost.connect(lambda error: self.lost.append(error.code))
        feed.opened.connect(lambda device: self.opened.append(device.id))

    def _frame(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.threads.add(QThread.currentThread())


def frame(taken_s: float) -> Frame:
    return Frame(np.zeros((2, 2, 3), np.uint8), taken_s)


@pytest.fixture
def bench() -> Bench:
    return Bench("a", "b")


@pytest.fixture
def feed(bench: Bench, qapp: object) -> CameraFeed:
    return CameraFeed(bench)


def test_of_frames_that_nobody_fetched_only_the_newest_arrives(bench: Bench, feed: CameraFeed, qtbot: QtBot) -> None:
    heard = Heard(feed)
    feed.start()
    frames = [frame(float(step)) for step in range(50)]
    bench.send(*frames)
    qtbot.waitUntil(lambda: bool(heard.frames))
    qtbot.wait(20)
    assert heard.frames == [frames[-1]]
    assert heard.threads == {QThread.currentThread()}


def test_the_wanted_camera_is_opened_and_the_first_where_it_is_missing(bench: Bench, feed: CameraFeed) -> None:
    feed.start("b")
    feed.start("not connected")
    assert bench.opened == ["b", "a"]


def test_a_lost_camera_comes_back_as_soon_as_it_is_plugged_in(bench: Bench, feed: CameraFeed, qtbot: QtBot) -> None:
    heard = Heard(feed)
    feed.start("a")
    bench.connected = [CameraDevice("b", "b")]
    bench.lose()
    qtbot.waitUntil(lambda: heard.lost == ["camera.gone"])
    bench.plug("b")
    qtbot.wait(20)
    # Another camera may look at something else: it isn't taken unasked.
    assert heard.opened == ["a"]
    bench.plug("a", "b")
    qtbot.waitUntil(lambda: bench.opened == ["a", "a"])
    # It is back with its first picture, not sooner: a busy camera is opened again and again.
    assert heard.opened == ["a"]
    bench.send(frame(1.0))
    qtbot.waitUntil(lambda: heard.opened == ["a", "a"])
    assert heard.lost == ["camera.gone"]


def test_a_loss_of_the_camera_before_is_no_loss_of_this_one(bench: Bench, feed: CameraFeed, qtbot: QtBot) -> None:
    heard = Heard(feed)
    feed.start("a")
    late = bench.on_lost
    assert late is not None
    feed.start("b")
    late(EnvironmentFailedError("camera.gone", name="a"))
    qtbot.wait(20)
    assert heard.lost == []
    assert feed.device is not None


def test_without_a_camera_it_says_so_and_takes_the_first_that_comes(qapp: object, qtbot: QtBot) -> None:
    bench = Bench()
    feed = CameraFeed(bench)
    heard = Heard(feed)
    feed.start()
    assert heard.lost == ["camera.none"]
    bench.plug("new")
    qtbot.waitUntil(lambda: bench.opened == ["new"])
    bench.send(frame(1.0))
    qtbot.waitUntil(lambda: heard.opened == ["new"])


def test_after_the_stop_nothing_is_told(bench: Bench, feed: CameraFeed, qtbot: QtBot) -> None:
    heard = Heard(feed)
    feed.start()
    bench.send(frame(1.0))
    feed.stop()
    bench.plug()
    qtbot.wait(20)
    assert heard.frames == []
    assert heard.lost == []
    assert bench.on_frame is None


def test_a_destroyed_feed_closes_its_camera_and_watches_no_more(bench: Bench, feed: CameraFeed) -> None:
    feed.start()
    shiboken6.delete(feed)
    assert bench.on_frame is None
    assert bench.on_change == []


def test_a_destroyed_feed_that_was_stopped_leaves_the_camera_to_others(bench: Bench, feed: CameraFeed) -> None:
    feed.start()
    feed.stop()
    other = CameraFeed(bench)
    other.start()
    shiboken6.delete(feed)
    assert bench.on_frame is not None
    other.stop()


def test_the_remembered_camera_is_turned_to_as_soon_as_it_is_plugged_in(
    bench: Bench, feed: CameraFeed, qtbot: QtBot
) -> None:
    feed.start("mine", instead="b")
    assert bench.opened == ["b"]
    bench.plug("a", "b", "mine")
    qtbot.waitUntil(lambda: bench.opened == ["b", "mine"])


def test_a_busy_camera_is_told_once_and_tried_until_it_is_free(bench: Bench, feed: CameraFeed, qtbot: QtBot) -> None:
    heard = Heard(feed)
    feed._retry.setInterval(10)
    feed.start("a")
    for _ in range(3):
        bench.lose("camera.busy")
        count = len(bench.opened)
        qtbot.waitUntil(lambda count=count: len(bench.opened) > count)
    bench.send(frame(1.0))
    qtbot.waitUntil(lambda: heard.opened == ["a", "a"])
    assert heard.lost == ["camera.busy"]


class Hours:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> Hours:
    made = Hours()
    monkeypatch.setattr("sscard_desktop.ui.photo.feed.time", made)
    return made


def noisy(step: int) -> Frame:
    """Return a picture of its own, as a sensor's noise makes it."""
    return Frame(np.random.default_rng(step).integers(0, 255, (16, 16, 3), np.uint8), float(step))


@pytest.mark.parametrize("repeats", [False, True], ids=["silent", "repeats its last picture"])
def test_a_stream_that_stands_still_is_noticed_within_two_seconds_and_opened_anew(
    bench: Bench, feed: CameraFeed, qtbot: QtBot, hours: Hours, *, repeats: bool
) -> None:
    heard = Heard(feed)
    feed.start("a")
    for step in range(5):
        bench.send(noisy(step))
    qtbot.waitUntil(lambda: bool(heard.frames))
    for _ in range(18):
        hours.now_s += 0.1
        if repeats:
            bench.send(noisy(4))
    qtbot.waitUntil(lambda: heard.lost == ["camera.frozen"], timeout=1000)
    assert bench.opened == ["a", "a"]
    bench.send(noisy(7))
    qtbot.waitUntil(lambda: heard.opened == ["a", "a"])


def test_a_camera_that_never_showed_a_picture_is_silent(
    bench: Bench, feed: CameraFeed, qtbot: QtBot, hours: Hours
) -> None:
    heard = Heard(feed)
    feed.start("a")
    hours.now_s += 5.9
    qtbot.wait(300)
    assert heard.lost == []
    hours.now_s += 0.2
    qtbot.waitUntil(lambda: heard.lost == ["camera.silent"])


def test_a_late_frame_of_the_camera_before_is_not_shown(bench: Bench, feed: CameraFeed, qtbot: QtBot) -> None:
    heard = Heard(feed)
    feed.start("a")
    late = bench.on_frame
    assert late is not None
    feed.start("b")
    late(frame(1.0))
    qtbot.wait(20)
    assert heard.frames == []


def test_a_covered_lens_is_not_called_frozen(bench: Bench, feed: CameraFeed, qtbot: QtBot, hours: Hours) -> None:
    heard = Heard(feed)
    feed.start("a")
    for _ in range(30):
        hours.now_s += 0.1
        bench.send(frame(hours.now_s))
        qtbot.wait(20)
    assert heard.lost == []
    assert bench.opened == ["a"]
