# SPDX-License-Identifier: Apache-2.0
"""Work off the window's thread: four lanes, results delivered in the window's thread, none to a lost owner.

The store lane has one thread, the only one that touches the station's connection; the work lane has one for photos,
forms and exports; the live lane has one for looking at camera frames, so that nothing waits behind them; the print
lane has one for the spooler, which may take seconds to answer.
How work ends decides who hears of it:

- a value → ``on_done``;
- :class:`~sscard_desktop.domain.errors.SscardError` → ``on_error``, or the window's banner if none was given;
- :class:`~sscard_desktop.domain.errors.CancelledError` → nobody;
- anything else is a bug → the crash dialog.

Progress and cancel are plain objects (``services.ports.Progress``), so the services know nothing of Qt.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from sscard_desktop.domain.errors import CancelledError, SscardError

log = logging.getLogger(__name__)
T = TypeVar("T")


class Lane(StrEnum):
    """Where work runs; work of one lane runs in the order it was given."""

    STORE = "store"
    WORK = "work"
    LIVE = "live"
    PRINT = "print"


class Task(QObject):
    """One piece of work on its way. Its ``report`` is what a service calls from the lane's thread.

    Signals:
        progressed(done, total): in the window's thread.
        ended(): after ``on_done`` or ``on_error``, also after a cancel, while the owner lives.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next report. Neither result nor error is delivered any more."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether someone asked it to stop."""
        return self._cancelled.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is (any thread); raise ``CancelledError`` if it was cancelled."""
        if self._cancelled.is_set():
            raise CancelledError
        self.progressed.emit(done, total)


_TURNS_S = 0.001
"""How long a lane may keep the interpreter from the window's thread, which asks for it at each event; the usual 5 ms,
ten times in a dialog's opening, are felt."""


class Tasks(QObject):
    """The lanes. One object for the program, handed to the pages by their constructor.

    Args:
        on_bug: what to do with an exception that isn't an ``SscardError``; called in the window's thread.
        on_error: what to do with an ``SscardError`` of work that gave no ``on_error`` of its own.
    """

    _returned = Signal(object)

    def __init__(
        self,
        *,
        on_bug: Callable[[BaseException], None],
        on_error: Callable[[SscardError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURNS_S)
        self._on_bug = on_bug
        self._on_error = on_error
        self._executors = {lane: ThreadPoolExecutor(1, thread_name_prefix=f"{lane}-lane") for lane in Lane}
        self._pending: set[_Job] = set()
        self._closed = False
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        lane: Lane = Lane.STORE,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[SscardError], object] | None = None,
    ) -> Task:
        """Run ``work`` in ``lane``; call ``on_done`` or ``on_error`` in the window's thread while ``owner`` lives."""
        return self.run_long(lambda _: work(), owner=owner, lane=lane, on_done=on_done, on_error=on_error)

    def run_long(
        self,
        work: Callable[[Task], T],
        *,
        owner: QObject,
        lane: Lane = Lane.WORK,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[SscardError], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> Task:
        """Run work that takes a ``Progress``: it may be watched (``on_progress(done, total)``) and cancelled."""
        if self._closed:
            raise RuntimeError("the lanes are closed")
        task = Task()
        job = _Job(task, owner, on_done, on_error)
        if on_progress is not None:
            watched = on_progress
            task.progressed.connect(
                lambda done, total: watched(done, total) if job.wanted else None, Qt.ConnectionType.QueuedConnection
            )
        self._pending.add(job)
        job.future = self._executors[lane].submit(work, task)
        job.future.add_done_callback(lambda _: self._announce(job))
        return task

    @property
    def closed(self) -> bool:
        """Whether no more work is taken: the program ends."""
        return self._closed

    def idle(self) -> bool:
        """Return whether nothing is running, waiting or undelivered."""
        return not self._pending

    def shutdown(self) -> None:
        """Let what runs end, drop what waits in all lanes but the store's, and join the threads. Idempotent.

        The store lane is emptied, not dropped: a saved field that waits there must not be lost.
        """
        if self._closed:
            return
        self._closed = True
        for job in list(self._pending):
            job.task.cancel()
        for lane in (Lane.LIVE, Lane.WORK, Lane.PRINT):
            self._executors[lane].shutdown(wait=True, cancel_futures=True)
        self._executors[Lane.STORE].shutdown(wait=True)
        self._pending.clear()

    def _announce(self, job: _Job) -> None:
        if shiboken6.isValid(self):
            self._returned.emit(job)

    @Slot(object)
    def _deliver(self, job: _Job) -> None:
        if job not in self._pending:
            return
        self._pending.discard(job)
        future = job.future
        assert future is not None
        try:
            self._tell(job, future)
        finally:
            # Job and future hold each other, and with them a result of megabytes until Python searches for cycles.
            job.let_go()

    def _tell(self, job: _Job, future: Future[Any]) -> None:
        """Hand a result or an error to whoever waits for it."""
        if future.cancelled():
            return
        error = future.exception()
        if error is not None and not isinstance(error, SscardError):
            self._on_bug(error)
        elif job.wanted:
            if error is None:
                if job.on_done is not None:
                    job.on_done(future.result())
            elif not isinstance(error, CancelledError):
                log.info("%s", error)
                (job.on_error or self._on_error)(error)
        if shiboken6.isValid(job.owner):
            job.task.ended.emit()


class _Job:
    """What a task's end needs, kept from the lanes' threads' sight."""

    def __init__(
        self,
        task: Task,
        owner: QObject,
        on_done: Callable[[Any], object] | None,
        on_error: Callable[[SscardError], object] | None,
    ) -> None:
        self.task = task
        self.owner = owner
        self.on_done = on_done
        self.on_error = on_error
        self.future: Future[Any] | None = None

    def let_go(self) -> None:
        """Hold nothing any more: it was told."""
        self.on_done = self.on_error = self.future = None

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for the result."""
        return shiboken6.isValid(self.owner) and not self.task.cancelled
