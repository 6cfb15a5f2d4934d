# SPDX-License-Identifier: Apache-2.0
"""A clerk's ten fingers on the real window, a count of what they press, and a clock that runs while they must wait.

Keys go to the window, not to a widget: shortcuts, dialogs and focus are the program's own. Text is what a person says:
its characters aren't counted, everything else is. Refused: the mouse, for which there is no method.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from sscard_desktop.ui.overhearing import overhearing

PATIENCE_S = 60.0
_TYPING_MS = 90
"""Between two characters, as the keyboard notes it: nobody waits for it here, and no scanner types so slowly."""
_PLAIN = Qt.KeyboardModifier.NoModifier
_BY_MOUSE = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class Whose(StrEnum):
    """Whose fault a wait is."""

    PROGRAM = "program"
    """The window works, and the clerk waits for it."""
    DEVICE = "device"
    """A reader reads, a camera waits for the person to sit still, a card is turned over."""
    PERSON = "person"
    """The clerk looks at what they are to answer for."""


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

    Attributes:
        keys: pressed beyond text, by their name.
        characters: typed.
        waited_s: by whose fault, since :meth:`rest`.
        waits_s: the same, by what was waited for.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._typed_at_ms = 1_000_000
        self.keys: Counter[str] = Counter()
        self.characters = 0
        self.waited_s: dict[Whose, float] = dict.fromkeys(Whose, 0.0)
        self.waits_s: Counter[str] = Counter()

    def rest(self) -> None:
        """Begin to count anew: another person."""
        self.keys.clear()
        self.waits_s.clear()
        self.characters = 0
        self.waited_s = dict.fromkeys(Whose, 0.0)

    @property
    def pressed(self) -> int:
        """How many keys were pressed beyond text."""
        return self.keys.total()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key that isn't text."""
        name = key.name.removeprefix("Key_")
        self.keys["Ctrl+" * bool(modifier & Qt.KeyboardModifier.ControlModifier) + name] += 1
        with self._clock("keys", Whose.PROGRAM):
            QTest.keyClick(self._front(), key, modifier)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type text where the keyboard is: what a keyboard has by keys, Chinese as an input method brings it."""
        with self._clock("text", Whose.PROGRAM):
            for character in text:
                self._typed_at_ms += _TYPING_MS
                self.characters += 1
                if character.isascii():
                    self._type(character)
                else:
                    self._commit(character)
            QApplication.processEvents()

    def wait(self, until: Callable[[], object], why: str, whose: Whose | Callable[[], Whose] = Whose.PROGRAM) -> None:
        """Wait for something; each moment counts against whoever is to blame for it."""
        deadline = time.monotonic() + PATIENCE_S
        while not until():
            assert time.monotonic() < deadline, f"waited in vain: {why}"
            before = whose() if callable(whose) else whose
            began = time.perf_counter()
            # Deleted dialogs go here as in the program's own loop.
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
            # Not Qt's own waiting: it keeps the interpreter's lock, and the lanes would stand still.
            time.sleep(0.001)
            # A moment in which the program's turn came is the program's, all of it.
            after = whose() if callable(whose) else whose
            self._note(why, Whose.PROGRAM if Whose.PROGRAM in (before, after) else before, began)

    @contextmanager
    def _clock(self, why: str, whose: Whose) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self._note(why, whose, began)

    def _note(self, why: str, whose: Whose, began: float) -> None:
        took = time.perf_counter() - began
        self.waited_s[whose] += took
        self.waits_s[f"{why} ({whose})"] += took

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
