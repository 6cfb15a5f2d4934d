# SPDX-License-Identifier: Apache-2.0
"""Writes Chinese into the counter's fields as a clerk on Linux does: pinyin, typed into an X window through fcitx 5.

``python -m tests.clerk.composing``, inside a session of its own: ``DISPLAY`` with nobody else on it, a bus, fcitx 5
running with pinyin. The keys are xdotool's, so all of the way counts: X, the input method, its portal, Qt, the field.
Prints what each field held as JSON, and leaves the judging to whoever asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from sscard_desktop.qtenvironment import prepare_for_qt
from tests.clerk.station import Counter, counter
from tests.helpers.waiting import until

SAID: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("name", ("zhangsan", "space")),
    ("name", ("zhangsan", "1")),
    ("name", ("LiSi", "Return")),
    ("nation", ("zhuangzu", "space")),
    ("birth_date", ("19900307",)),
    ("address", ("chaoyangqu", "space", "12", "hao", "space")),
)
"""Fields with what is typed there; the input method's own keys stand by themselves. Enter goes on, each time."""
_OF_THE_INPUT_METHOD = frozenset({"space", "Return", "1"})
_LATER_S = 0.3


class Composed(QObject):
    """Notes what the input method composed, wherever it went."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.shown: list[str] = []
        self.committed: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.shown += [event.preeditString()] * bool(event.preeditString())
            self.committed += [event.commitString()] * bool(event.commitString())
        return False


class Typist:
    """Types with xdotool, at a person's pace, and waits to see what comes of it."""

    def __init__(self, opened: Counter, composed: Composed) -> None:
        self.form = opened.page.form
        self.composed = composed

    def say(self, key: str, typed: tuple[str, ...]) -> dict[str, object]:
        """Fill one field, and tell what came of it."""
        self.form.go_to(key)
        _rest()
        _xdotool("key", "ctrl+a", "BackSpace")
        until(lambda: self.form.editor(key).value() == "")
        self.composed.shown.clear()
        self.composed.committed.clear()
        for each in typed:
            self._type(key, each)
        _rest()
        found = {
            "key": key,
            "typed": " ".join(typed),
            "stayed": self.form.flow.current() == key,
            "composed": max(self.composed.shown, key=len, default=""),
            "committed": self.composed.committed[:],
        }
        _xdotool("key", "Return")
        until(lambda: self.form.flow.current() != key)
        return {**found, "value": self.form.editor(key).value()}

    def _type(self, key: str, what: str) -> None:
        heard = len(self.composed.committed)
        if what in _OF_THE_INPUT_METHOD:
            _xdotool("key", what)
            until(lambda: len(self.composed.committed) > heard)
            return
        _xdotool("type", "--delay", "60", what)
        if what.isalpha():
            until(lambda: self.composed.shown[-1:] != [] and self.composed.shown[-1].replace(" ", "") == what)
        else:
            until(lambda: "".join(filter(str.isdigit, self.form.editor(key).value())) == what)


def _xdotool(*arguments: str) -> None:
    typing = subprocess.Popen(["xdotool", *arguments])
    until(lambda: typing.poll() is not None)


def _rest() -> None:
    """Let come what may come late: a key that the input method let through."""
    later = time.monotonic() + _LATER_S
    until(lambda: time.monotonic() > later)


def main() -> int:
    """Serve somebody by hand, and tell what stands in the fields."""
    prepare_for_qt(os.environ, sys.platform)
    app = QApplication([])
    composed = Composed(app)
    with tempfile.TemporaryDirectory() as scratch, counter(Path(scratch)) as opened:
        page = opened.page
        page.course.begin()
        until(lambda: page.work.record is not None and not page.work.busy)
        window = str(int(opened.window.winId()))
        subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
        until(lambda: QApplication.activeWindow() is opened.window)
        typist = Typist(opened, composed)
        for key, typed in SAID:
            sys.stdout.write(json.dumps(typist.say(key, typed), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
