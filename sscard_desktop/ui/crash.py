# SPDX-License-Identifier: Apache-2.0
"""What happens when the window is wrong: an apology, a report without anybody's data, and no half work."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from sscard_desktop.bugreport import EXIT_CODE, SavedReport, save_report
from sscard_desktop.domain.errors import CancelledError

log = logging.getLogger(__name__)


class CrashGuard(QObject):
    """Catches what nothing else caught: in the window's thread, in any other, and from Qt itself.

    Args:
        folder: where reports go, inside the program's data folder.
        show: presents the apology (``apology.show_apology``); gets the report's code and path, and returns whether to
            go on working.
    """

    _caught = Signal(object)

    def __init__(self, folder: Path, *, show: Callable[[SavedReport], bool], parent: QObject | None = None) -> None:
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
        saved = save_report(self._folder, error)
        name = saved.path.name if saved.path else "not saved"
        log.error("bug: %s; code %s; report %s", type(error).__qualname__, saved.code, name)
        if self._showing:
            # One apology at a time: a timer that fails each second must not bury the window in dialogs.
            return
        self._showing = True
        try:
            go_on = self._show(saved)
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
