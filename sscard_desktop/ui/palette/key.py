# SPDX-License-Identifier: Apache-2.0
"""Ctrl+K in the window: gathers what can be done on the page in front and elsewhere, and does what is chosen.

The key is the window's wherever the keyboard is: a line edit would empty itself by it. Of people nothing is
remembered, of all else nothing beyond the lock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.palette.sheet import MOST_PEOPLE, PaletteSheet
from sscard_desktop.ui.widgets.choices import Choice

KEY = "Ctrl+K"
_PLACE, _COMMAND, _WINDOW = "place", "command", "window"
_REMEMBERED = 8
_AT_THE_COUNTER = frozenset({Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN})


class PaletteKey(QObject):
    """The window's palette."""

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent or window)
        self._window = window
        self._desk: Desk | None = None
        self._recent: deque[str] = deque(maxlen=_REMEMBERED)
        self._sheet: PaletteSheet | None = None
        shortcut = QShortcut(QKeySequence(KEY), window)
        shortcut.activated.connect(self.open)

    def sit_down(self, desk: Desk) -> None:
        """Serve whoever logged in."""
        self._desk = desk
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def leave(self) -> None:
        """Forget what was chosen, and for whom."""
        self._desk = None
        self._recent.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Seen before the field with the keyboard is asked whether it wants the key for itself.
        return (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_K
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )

    def open(self) -> None:
        """Open the palette over the page in front."""
        desk, page = self._desk, self._window.front_page()
        if desk is None or page is None or self._sheet is not None:
            return
        initials, spelt = desk.workplace.pinyin.initials, desk.workplace.pinyin.of_name

        def choice(code: str, text: str, key: str, *also: str) -> Choice:
            return Choice(code, text, initials(text), key or " ", (*also, spelt(text).replace(" ", "").lower()))

        choices = [choice(f"{_COMMAND}:{name}", text, key, name) for name, text, key in page.commands()]
        places = enumerate(self._window.places(), start=1)
        choices += [
            choice(f"{_PLACE}:{key}", word, f"Alt+{at}" if at <= 9 else "", key)
            for at, (key, word) in places
            if key != self._window.current_page()
        ]
        choices += [choice(f"{_WINDOW}:{name}", text, key, also) for name, text, key, also, _ in self._own()]
        sheet = self._sheet = PaletteSheet(
            choices, page, recent=tuple(self._recent), seek=lambda text: self._seek(desk, sheet, text)
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.finished.connect(self._shut)
        sheet.open()

    def _own(self) -> Sequence[tuple[str, str, str, str, Callable[[], object]]]:
        """Return what the window itself can do: name, words, key, English, and the doing."""
        window, top = self._window, self._window.top
        return [
            ("lock", self.tr("锁定"), "Ctrl+L", "lock", window.lock),
            ("day", self.tr("日结"), "", "end of day", lambda: window.go_to("records", "day")),
            ("morning", self.tr("开工检查"), "Alt+0", "start of day", lambda: window.go_to("morning")),
            ("first", self.tr("首次设置"), "", "first steps", lambda: window.go_to("first")),
            ("english", "English", "", "language", lambda: top.language_chosen.emit("en")),
            ("chinese", "中文", "", "language", lambda: top.language_chosen.emit("zh_CN")),
        ]

    def _seek(self, desk: Desk, sheet: PaletteSheet, text: str) -> None:
        def find() -> Sequence[RecordSummary]:
            return desk.registry.search(text, limit=MOST_PEOPLE)

        def silent(_: SscardError) -> None:
            """Actions and pages are found all the same."""

        desk.tasks.run(find, owner=sheet, on_done=lambda people: sheet.bring(text, people), on_error=silent)

    def _shut(self, result: int) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is None or result != QDialog.DialogCode.Accepted or not sheet.chosen:
            return
        person = sheet.person()
        if person is not None:
            places = {key for key, _ in self._window.places()}
            at_work = person.status in _AT_THE_COUNTER and "counter" in places
            self._window.go_to("counter" if at_work else "records", str(person.id))
        else:
            self._do(sheet.chosen)

    def _do(self, code: str) -> None:
        """Do what a code stands for; it comes first the next time."""
        if code in self._recent:
            self._recent.remove(code)
        self._recent.appendleft(code)
        page = self._window.front_page()
        kind, _, name = code.partition(":")
        if kind == _PLACE:
            self._window.go_to(name)
        elif kind == _COMMAND and page is not None:
            page.command(name)
        else:
            for own, _, _, _, act in self._own():
                if own == name:
                    act()
