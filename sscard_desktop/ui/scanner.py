# SPDX-License-Identifier: Apache-2.0
"""Hears a code scanner, or any device that types, among the keys of the window, and hands its lines to who knows them.

A digit waits up to 40 ms for the next one; if none comes, a hand typed it, and it goes where it was going. A line that
nobody knows goes into the field that has the keyboard, as the clerk meant it; where there is none it is told of.
Refused: passwords, which aren't so much as looked at, and keeping or logging anything of what was typed.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from sscard_desktop.domain.fasttyping import FastTyping, Place
from sscard_desktop.ui.overhearing import overhearing

AFTER_A_LINE_MS = 100.0
"""Line feeds and whatever else a scanner sends behind its Enter; no hand is so quick after a line."""

LATE_MS = 8.0
"""A timer that comes so much later found the window busy."""

MOST_LATE = 3
"""So often a busy window is waited for; a digit must not hang for ever."""

ONCE_MORE_MS = 4.0
"""For keys that came while the timer ran out."""

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_BESIDE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock})
"""Keys that belong to the letter behind them."""

_LINE_ENDS = frozenset("\r\n\t")
"""Some send a line feed, whose key is none of the above."""

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_BY_HAND = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})
_HEARD = _BY_HAND | {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod}


@dataclass(frozen=True, slots=True)
class _Listener:
    knows: Callable[[str], bool]
    take: Callable[[str], object]


class Scanner(QObject):
    """Listens among the keys of all windows, from :meth:`start` to :meth:`stop`.

    Signals:
        unknown(): a device typed a line that nobody knows, and no field was there to take it.
        interrupted(): a known line came while a dialog was open; it was dropped.
    """

    unknown = Signal()
    interrupted = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._typing = FastTyping()
        self._listeners: list[_Listener] = []
        self._held: list[QKeyEvent | QInputMethodEvent] = []
        self._receiver: QObject | None = None
        self._sending = False
        self._line_ended_ms = -AFTER_A_LINE_MS
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._fall_silent)
        self._timer_due_ms = 0.0
        self._silent = False
        self._late = 0

    def start(self) -> None:
        """Begin to listen; call it at log-in."""
        overhearing(self._app).add(self._overhear, _HEARD)

    def stop(self) -> None:
        """Listen no longer, for nobody: who sits down next brings new listeners."""
        overhearing(self._app).remove(self._overhear)
        self._listeners.clear()
        self._drop()

    def listen(self, knows: Callable[[str], bool], take: Callable[[str], object], *, owner: QObject) -> None:
        """Hand lines over that ``knows`` says are one's own; who listened first is asked first.

        Args:
            knows: looks at the line alone, at once.
            take: acts; it is called when the keys of the line are over and done with.
            owner: with it the listening ends.
        """
        listener = _Listener(knows, take)
        self._listeners.append(listener)
        owner.destroyed.connect(lambda: self._forget(listener))

    def _overhear(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._sending:
            return False
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            # The window gets each key first, before shortcuts and fields do.
            return watched.isWindowType() and isinstance(event, QKeyEvent) and self._hear_key(event)
        if kind is QEvent.Type.InputMethod:
            return isinstance(event, QInputMethodEvent) and self._hear_input_method(watched, event)
        self._let_go()
        return False

    def _forget(self, listener: _Listener) -> None:
        if listener in self._listeners:
            self._listeners.remove(listener)

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _hear_key(self, event: QKeyEvent) -> bool:
        """Return whether a key is kept back."""
        at_ms = float(event.timestamp())
        coming = event.type() is QEvent.Type.ShortcutOverride
        if 0 <= at_ms - self._line_ended_ms < AFTER_A_LINE_MS:
            event.accept()
            return True
        focus = self._aim()
        if _is_secret(focus):
            self._let_go()
            return False
        if event.modifiers() & _COMMANDS or not event.text():
            return event.key() not in _BESIDE and self._break_off(event, at_ms)
        if event.key() in _ENDS or event.text() in _LINE_ENDS:
            return self._end(event, at_ms)
        if coming:
            # Asked before the key itself comes: a letter inside a run is no shortcut.
            if self._held:
                event.accept()
            return bool(self._held)
        return self._hear(event.text(), at_ms, event.clone(), focus, repeated=event.isAutoRepeat())

    def _hear_input_method(self, watched: QObject, event: QInputMethodEvent) -> bool:
        text = event.commitString()
        if event.preeditString() or len(unicodedata.normalize("NFKC", text)) != 1 or _is_secret(watched):
            self._let_go()
            return False
        # An input method tells no time; its events come as the keys do.
        return self._hear(text, _now_ms(), event.clone(), watched)

    def _hear(
        self, text: str, at_ms: float, event: QEvent, receiver: QObject | None, *, repeated: bool = False
    ) -> bool:
        place = self._typing.press(text, at_ms, repeated=repeated)
        if place is not Place.NEXT:
            self._flush()
        if place is Place.OUTSIDE:
            return False
        assert isinstance(event, (QKeyEvent, QInputMethodEvent))
        if not self._held:
            self._receiver = receiver
        self._held.append(event)
        self._late = 0
        self._wait()
        return True

    def _end(self, event: QKeyEvent, at_ms: float) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            if self._typing.by_device:
                event.accept()
            return self._typing.by_device
        line = self._typing.end(at_ms if not self._by_input_method() else _now_ms())
        if line and self._take(line):
            self._line_ended_ms = float(event.timestamp())
            return True
        self._flush()
        return False

    def _break_off(self, event: QKeyEvent, at_ms: float) -> bool:
        """Deal with a key that writes nothing: some scanners end with one, Ctrl+J for a line feed say."""
        if self._take_known():
            self._line_ended_ms = at_ms
            event.accept()
            return True
        self._let_go()
        return False

    def _by_input_method(self) -> bool:
        return bool(self._held) and isinstance(self._held[-1], QInputMethodEvent)

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, line: str) -> bool:
        """Return whether a device's line is dealt with; else it goes where it was going."""
        known = next((each for each in self._listeners if each.knows(line)), None)
        interrupting = self._app.activeModalWidget() is not None
        if (known is None or interrupting) and _takes_text(self._receiver):
            # A dialog that asks for a number gets it, whoever else would know it.
            return False
        if known is None:
            self.unknown.emit()
        elif interrupting:
            self.interrupted.emit()
        else:
            QTimer.singleShot(0, self, lambda: known.take(line) if known in self._listeners else None)
        self._drop()
        return True

    def _wait(self, *, again: bool = False) -> None:
        wait_ms = ONCE_MORE_MS if again else self._typing.patience_ms
        self._silent = again
        self._timer.start(round(wait_ms))
        self._timer_due_ms = _now_ms() + wait_ms

    def _fall_silent(self) -> None:
        """Nothing more came: a hand's digit goes on, and a line without Enter is looked at."""
        if _now_ms() - self._timer_due_ms > LATE_MS and self._late < MOST_LATE:
            # The window itself was busy: what was typed meanwhile hasn't come yet.
            self._late += 1
            self._wait()
            return
        if not self._silent:
            # Keys that came while the timer ran out get their turn first.
            self._wait(again=True)
            return
        if not self._take_known():
            self._let_go()

    def _take_known(self) -> bool:
        """Return whether a line that came without Enter is dealt with."""
        line = self._typing.line()
        return bool(line) and any(each.knows(line) for each in self._listeners) and self._take(line)

    def _let_go(self) -> None:
        """Let the run be what hands typed."""
        self._typing.forget()
        self._flush()

    def _flush(self) -> None:
        """Send what was kept back to where it was going, in order."""
        self._timer.stop()
        held, self._held = self._held, []
        receiver, self._receiver = self._receiver, None
        self._sending = True
        try:
            for event in held:
                target = self._aim() if receiver is None else receiver
                # What was meant for a field that is gone belongs into no other.
                if target is not None and isValid(target):
                    self._app.sendEvent(target, event)
        finally:
            self._sending = False

    def _aim(self) -> QWidget | None:
        """Return who gets a key now: an open menu, which takes the keyboard without the focus, or who has the focus."""
        popup = self._app.activePopupWidget()
        return popup if isinstance(popup, QMenu) else self._app.focusWidget()

    def _drop(self) -> None:
        self._timer.stop()
        self._typing.forget()
        self._held.clear()
        self._receiver = None


def _now_ms() -> float:
    return time.monotonic() * 1000


def _is_secret(widget: QObject | None) -> bool:
    return isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal


def _takes_text(widget: QObject | None) -> bool:
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, QWidget) and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
