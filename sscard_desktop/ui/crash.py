# SPDX-License-Identifier: Apache-2.0
"""What happens when the program itself is wrong: an apology, a report without anybody's data, and no half work.

The report holds the exception's type, where it happened (file, line, function of each frame) and versions. It holds
no message, no source line, no local variable: any of them may carry a person's name. It never leaves the machine by
itself.
"""

from __future__ import annotations

import contextlib
import logging
import os
import platform
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication

from sscard_desktop import __version__
from sscard_desktop.domain.errors import CancelledError

log = logging.getLogger(__name__)
EXIT_CODE = 70
"""``EX_SOFTWARE``: the command line ends with it too when the program is wrong."""
_PACKAGE = Path(__file__).resolve().parent.parent
_KEPT_REPORTS = 20


def report(error: BaseException, *, at: datetime) -> str:
    """Return the redacted report of ``error`` and what led to it."""
    lines = [
        "sscard_desktop bug report, redacted: no messages, values or source lines",
        f"at {at.isoformat(timespec='seconds')}",
        f"sscard_desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += ["", f"{type(current).__module__}.{type(current).__qualname__}"]
        lines += [f"  {frame}" for frame in _frames(current.__traceback__)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines) + "\n"


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        # Only the end of a path: what stands before it may be somebody's home.
        where = path.relative_to(_PACKAGE.parent) if path.is_relative_to(_PACKAGE) else Path(*path.parts[-2:])
        yield f"{where.as_posix()}:{trace.tb_lineno}:{code.co_name}"
        trace = trace.tb_next


def save_report(folder: Path, error: BaseException, *, at: datetime | None = None) -> Path | None:
    """Write the report into ``folder`` and return its path, ``None`` where the disk refuses; keeps the last 20."""
    at = at or datetime.now(UTC)
    # The disk may be what failed: telling of the bug matters more than saving its report.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("report-*.txt"))[: -(_KEPT_REPORTS - 1)]:
            old.unlink()
        path = folder / f"report-{at:%Y%m%dT%H%M%S%f}.txt"
        path.write_text(report(error, at=at), encoding="utf-8")
        return path
    return None


class CrashGuard(QObject):
    """Catches what nothing else caught: in the window's thread, in any other, and from Qt itself.

    Args:
        folder: where reports go, inside the program's data folder.
        show: presents the apology (``apology.show_apology``); gets the report's path, or ``None`` if it couldn't be
            saved, and returns whether to go on working.
    """

    _caught = Signal(object)

    def __init__(self, folder: Path, *, show: Callable[[Path | None], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._show = show
        self._showing = False
        self._caught.connect(self.handle, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Listen from now on."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def uninstall(self) -> None:
        """Give the hooks back to whoever had them."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    @Slot(object)
    def handle(self, error: BaseException) -> None:
        """Save a report of ``error`` and show the apology; end the program with 70 unless the clerk goes on."""
        path = save_report(self._folder, error)
        log.error("bug: %s; report %s", type(error).__qualname__, path.name if path else "not saved")
        if self._showing:
            # One apology at a time: a timer that fails each second must not bury the window in dialogs.
            return
        self._showing = True
        try:
            go_on = self._show(path)
        finally:
            self._showing = False
        if not go_on:
            app = QApplication.instance()
            if app is not None:
                app.exit(EXIT_CODE)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, CancelledError):
            return
        if issubclass(kind, KeyboardInterrupt):
            app = QApplication.instance()
            if app is not None:
                app.exit(130)
            return
        self.handle(error.with_traceback(trace))

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and not issubclass(caught.exc_type, SystemExit | CancelledError):
            self._caught.emit(caught.exc_value)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }.get(kind, logging.WARNING)
    # Qt quotes file names and texts; what stands in quotes stays out of the log.
    shown = "…".join(message.split('"')[::2])
    logging.getLogger("qt").log(level, "%s: %s", getattr(context, "category", None) or "default", shown)
    if kind == QtMsgType.QtFatalMsg:
        os._exit(EXIT_CODE)
