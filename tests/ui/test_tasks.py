# SPDX-License-Identifier: Apache-2.0
"""Work in the lanes: where it runs, who hears of its end, and that nothing is left behind."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, SscardError
from sscard_desktop.ui.tasks import Lane, Task, Tasks


class Heard:
    """What the lanes told the window."""

    def __init__(self) -> None:
        self.bugs: list[BaseException] = []
        self.errors: list[SscardError] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def tasks(heard: Heard) -> Iterator[Tasks]:
    lanes = Tasks(on_bug=heard.bugs.append, on_error=heard.errors.append)
    yield lanes
    lanes.shutdown()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def fails(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def test_work_runs_in_its_lane_and_its_result_comes_home(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    names: list[str] = []
    homes: list[QThread] = []

    def take(name: str) -> None:
        names.append(name)
        homes.append(QThread.currentThread())

    for lane in Lane:
        tasks.run(lambda: threading.current_thread().name, owner=owner, lane=lane, on_done=take)
    qtbot.waitUntil(tasks.idle)
    assert [name.rsplit("_", 1)[0] for name in sorted(names)] == sorted(f"{lane}-lane" for lane in Lane)
    assert all(home is owner.thread() or home == owner.thread() for home in homes)


def test_the_store_lane_is_one_thread_and_keeps_the_order(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    done: list[int] = []
    seen: set[int] = set()

    def work(number: int) -> int:
        seen.add(threading.get_ident())
        return number

    for number in range(50):
        tasks.run(lambda number=number: work(number), owner=owner, on_done=done.append)
    qtbot.waitUntil(tasks.idle)
    assert done == list(range(50))
    assert len(seen) == 1


def test_an_error_goes_to_whoever_asked_for_it(tasks: Tasks, owner: QObject, heard: Heard, qtbot: QtBot) -> None:
    own: list[SscardError] = []
    tasks.run(fails(EnvironmentFailedError("disk.full")), owner=owner, on_error=own.append)
    tasks.run(fails(EnvironmentFailedError("disk.gone")), owner=owner)
    qtbot.waitUntil(tasks.idle)
    assert [error.code for error in own] == ["disk.full"]
    assert [error.code for error in heard.errors] == ["disk.gone"]


def test_a_cancelled_task_is_silent(tasks: Tasks, owner: QObject, heard: Heard, qtbot: QtBot) -> None:
    told: list[object] = []
    tasks.run(fails(CancelledError()), owner=owner, on_done=told.append, on_error=told.append)
    qtbot.waitUntil(tasks.idle)
    assert (told, heard.errors, heard.bugs) == ([], [], [])


def test_a_bug_reaches_the_crash_dialog_even_when_nobody_waits(tasks: Tasks, heard: Heard, qtbot: QtBot) -> None:
    owner = QObject()
    mistake = ZeroDivisionError()
    tasks.run(fails(mistake), owner=owner)
    shiboken6.delete(owner)
    qtbot.waitUntil(tasks.idle)
    assert heard.bugs == [mistake]


class Large:
    """What a lane brings home."""


def test_a_result_is_held_no_longer_than_until_it_is_told(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    heard: list[weakref.ref[Large]] = []
    gc.disable()
    try:
        tasks.run(Large, owner=owner, on_done=lambda result: heard.append(weakref.ref(result)))
        qtbot.waitUntil(lambda: bool(heard) and heard[0]() is None)
    finally:
        gc.enable()


def test_nothing_is_called_once_the_owner_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner, go, told = QObject(), threading.Event(), list[object]()
    tasks.run(lambda: go.wait(5), owner=owner, on_done=told.append)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(tasks.idle)
    assert told == []


def test_long_work_tells_how_far_it_is(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []

    def work(task: Task) -> str:
        for number in range(3):
            task.report(number + 1, 3)
        return "made"

    results: list[str] = []
    tasks.run_long(
        work, owner=owner, on_done=results.append, on_progress=lambda done, total: steps.append((done, total))
    )
    qtbot.waitUntil(tasks.idle)
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert results == ["made"]


def test_long_work_stops_at_its_next_report_after_a_cancel(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    started, told, rounds = threading.Event(), list[object](), list[int]()

    def work(task: Task) -> None:
        for number in range(1000):
            rounds.append(number)
            task.report(number, 1000)
            started.set()
            threading.Event().wait(0.01)

    task = tasks.run_long(work, owner=owner, on_done=told.append, on_error=told.append)
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(tasks.idle)
    assert told == []
    assert len(rounds) < 1000


def test_shutdown_finishes_what_the_store_was_given(heard: Heard, owner: QObject) -> None:
    lanes = Tasks(on_bug=heard.bugs.append, on_error=heard.errors.append)
    saved: list[int] = []
    for number in range(20):
        lanes.run(lambda number=number: saved.append(number), owner=owner)
    lanes.shutdown()
    lanes.shutdown()
    assert saved == list(range(20))
    with pytest.raises(RuntimeError):
        lanes.run(lambda: None, owner=owner)
