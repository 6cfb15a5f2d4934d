# SPDX-License-Identifier: Apache-2.0
"""A clerk's ten fingers on the real window, a count of what they press, and a clock that runs while they must wait.

Keys go to the window, not to a widget: shortcuts, dialogs and focus are the program's own. Text is what a person says:
its characters aren't counted, everything else is. Refused: the mouse, for which there is no method.

The fingers have a pace: from one key to the next they are on their way for a while, and the window's loop and lanes run
meanwhile as they would. A key whose handling is over by then had nobody wait; what it takes beyond, and what the next
sight still lacks when the finger is there, is waited for. Without a pace the next key is sent as soon as it can be.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from sscard_desktop.ui.overhearing import overhearing
from tests.clerk.tally import Tally, Whose

PATIENCE_S = 60.0
TYPING_MS = 90
"""From one key to the next. Eleven keys a second, 660 a minute: the fastest typists there are come near it in text that
they know by heart, nobody does on Enter, function keys and fields that must be looked at. A slower hand hides more of
the program's time, so this is what it costs the quickest. No scanner types so slowly."""
_PLAIN = Qt.KeyboardModifier.NoModifier
_BY_MOUSE = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class MouseWatch(QObject):
    """Counts what only a mouse or a finger sends."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen = 0
        # The program's own filter: another one would cost what is measured here.
        overhearing(app).add(self._hear, _BY_MOUSE)

    def _hear(self, watched: QObject, event: QEvent) -> bool:
        self.seen += 1
        return False

    def stop(self) -> None:
        """Watch no longer."""
        app = self.parent()
        assert isinstance(app, QApplication)
        overhearing(app).remove(self._hear)


class Hands:
    """Presses keys into whatever window is in front.

    Args:
        window: in front where no dialog is.
        pace_ms: from one key to the next (:data:`TYPING_MS` is a person's); 0 for as fast as the window takes them.

    Attributes:
        tally: what was pressed and waited for since :meth:`rest`.
    """

    def __init__(self, window: QWidget, *, pace_ms: float = 0) -> None:
        self._window = window
        self._typed_at_ms = 1_000_000
        self._pace_s = pace_ms / 1000
        self._there_at = 0.0
        self.tally = Tally()

    def rest(self) -> None:
        """Begin to count anew: another person."""
        self.tally = Tally()

    @property
    def pressed(self) -> int:
        """How many keys were pressed beyond text."""
        return self.tally.keys.total()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key that isn't text."""
        name = key.name.removeprefix("Key_")
        self.tally.keys["Ctrl+" * bool(modifier & Qt.KeyboardModifier.ControlModifier) + name] += 1
        with self._struck("keys"):
            QTest.keyClick(self._front(), key, modifier)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type text where the keyboard is: what a keyboard has by keys, Chinese as an input method brings it.

        A Chinese character counts as one key, though it takes several.
        """
        for character in text:
            self._typed_at_ms += TYPING_MS
            self.tally.characters += 1
            with self._struck("text"):
                if character.isascii():
                    self._type(character)
                else:
                    self._commit(character)
                if self._pace_s or character is text[-1]:
                    QApplication.processEvents()

    def wait(self, until: Callable[[], object], why: str, whose: Whose | Callable[[], Whose] = Whose.PROGRAM) -> None:
        """Wait for something; each moment counts against whoever is to blame for it."""
        deadline = time.monotonic() + PATIENCE_S
        began = time.perf_counter()
        while not until():
            assert time.monotonic() < deadline, f"waited in vain: {why}"
            before = whose() if callable(whose) else whose
            self._let_the_window_work()
            # Not Qt's own waiting: it keeps the interpreter's lock, and the lanes would stand still.
            time.sleep(0.001)
            # A moment in which the program's turn came is the program's, all of it.
            after = whose() if callable(whose) else whose
            began = self._note(why, Whose.PROGRAM if Whose.PROGRAM in (before, after) else before, began)

    @contextmanager
    def _struck(self, why: str) -> Iterator[None]:
        """Strike a key once the finger is there, and send the finger on its way to the next one."""
        self._travel()
        began = time.perf_counter()
        self._there_at = began + self._pace_s
        yield
        self._note(why, Whose.PROGRAM, began)

    def _travel(self) -> None:
        """Let the window run until the finger is there; where it works on beyond that, the finger waits for it."""
        while (began := time.perf_counter()) < self._there_at:
            self._let_the_window_work()
            self._note("between keys", Whose.PROGRAM, began)
            time.sleep(min(0.001, max(0.0, self._there_at - time.perf_counter())))

    def _let_the_window_work(self) -> None:
        QApplication.processEvents()
        # Deleted dialogs go here as in the program's own loop.
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    def _note(self, why: str, whose: Whose, began: float) -> float:
        """Count what passed since ``began``; return until when."""
        ended = time.perf_counter()
        self.tally.note(why, whose, took_s=ended - began, beyond_s=max(0.0, ended - max(began, self._there_at)))
        return ended

    def _front(self) -> QWindow:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu) and (handle := menu.windowHandle()) is not None:
            # A menu has the keyboard to itself.
            return handle
        front = (QApplication.activeModalWidget() or self._window).window()
        if QApplication.activeWindow() is not front:
            # As a window manager does when a dialog has gone; without one nobody does.
            front.activateWindow()
            QApplication.processEvents()
        handle = front.windowHandle()
        assert handle is not None
        return handle

    def _type(self, character: str) -> None:
        code = Qt.Key(ord(character.upper()))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(code), _PLAIN, character)
            event.setTimestamp(self._typed_at_ms)
            QApplication.sendEvent(self._front(), event)

    def _commit(self, text: str) -> None:
        target = QApplication.focusObject()
        assert target is not None, "nothing has the keyboard"
        composed = QInputMethodEvent(text, [])
        QApplication.sendEvent(target, composed)
        committed = QInputMethodEvent("", [])
        committed.setCommitString(text)
        QApplication.sendEvent(target, committed)
