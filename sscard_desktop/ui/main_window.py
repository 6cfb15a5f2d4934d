# SPDX-License-Identifier: Apache-2.0
"""The window: a gate (unlock or set-up) in front, and behind it the navigation with one page shown at a time.

It owns the room, not the work: what may stand in it comes from outside as places. A page is made at the first visit,
and all are destroyed at each lock, so that nobody's data stays in the widgets of a locked window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.ui.help.calling import call_for_help
from sscard_desktop.ui.navigation import Navigation
from sscard_desktop.ui.page import Page, Place
from sscard_desktop.ui.readout import install_roles
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.topbar import TopBar
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from sscard_desktop.domain.errors import SscardError
    from sscard_desktop.ui.i18n import Language

SMALLEST = (1024, 640)
"""The window can be made this small (px); it is laid out for 1366×768 and larger."""


class MainWindow(QMainWindow):
    """The program's window.

    Signals:
        lock_requested(): the lock button, Ctrl+L, or the user's menu; the pages have saved what was half done.
        closing(): the window is about to close; the pages have saved.
        page_made(Page): a page was made, and is about to be shown for the first time.
        page_shown(key): another page is in front.
        help_wanted(topics, over): F1, with what is in front as topics of the manual, and the widget that asks.
    """

    lock_requested = Signal()
    closing = Signal()
    page_made = Signal(Page)
    page_shown = Signal(str)
    help_wanted = Signal(list, QWidget)

    def __init__(self, language: Language) -> None:
        super().__init__()
        install_roles()
        self._language = language
        self._places: dict[str, Place] = {}
        self._pages: dict[str, Page] = {}
        self._ready: dict[str, Page] = {}
        self._action: Callable[[], object] | None = None
        self._trouble = self._mark = ""
        self.top = TopBar()
        self._navigation = Navigation()
        self._navigation.chosen.connect(self.go_to)
        self._banner = Banner()
        self._banner.action_chosen.connect(self._act)
        self._room = QStackedWidget()
        self._front = QStackedWidget(self)
        self._shell = QWidget()
        grid = QGridLayout(self._shell)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.top, 0, 0, 1, 2)
        grid.addWidget(self._navigation, 1, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        message = QVBoxLayout()
        message.setContentsMargins(tokens().space.m, tokens().space.s, tokens().space.m, 0)
        message.addWidget(self._banner)
        inner.addLayout(message)
        inner.addWidget(self._room, 1)
        grid.addLayout(inner, 1, 1)
        grid.setColumnStretch(1, 1)
        self._front.addWidget(self._shell)
        self.setCentralWidget(self._front)
        self.setMinimumSize(*SMALLEST)
        self.toast = Toast(self._shell, front=self._current)
        self.top.lock_requested.connect(self.lock)
        self.top.language_chosen.connect(language.switch)
        morning = QShortcut(QKeySequence("Alt+0"), self)
        morning.activated.connect(lambda: self.go_to("morning"))
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.activated.connect(self.lock)
        self._retitle()

    def mark(self, word: str) -> None:
        """Put a word before the title: the task bar tells this window from another of the program's."""
        self._mark = word
        self._retitle()

    def room(self) -> QWidget:
        """Return where pages stand, for one that is made before it is wanted."""
        return self._room

    # the gate

    def show_gate(self, gate: QWidget) -> None:
        """Close all pages and show ``gate`` (unlock or set-up) over the whole window, which owns it from now on."""
        self.close_pages()
        self._drop_gates()
        self._front.addWidget(gate)
        self._front.setCurrentWidget(gate)
        gate.setFocus()

    def gate(self) -> QWidget | None:
        """Return the gate in front, ``None`` while somebody works."""
        front = self._front.currentWidget()
        return front if front is not self._shell else None

    def show_places(self, places: Sequence[Place], first: str, *, ready: Page | None = None) -> None:
        """Open the gate onto ``places`` in the order of the navigation, with the page at ``first`` in front.

        Args:
            ready: a page that was made in :meth:`room` already, for the first visit to its place.
        """
        self.close_pages()
        self._ready = {ready.key: ready} if ready is not None else {}
        self._places = {place.key: place for place in places}
        self._navigation.set_places([(place.key, place.icon, place.word()) for place in places if place.listed])
        self._navigation.setVisible(len(places) > 1)
        self._front.setCurrentWidget(self._shell)
        self._drop_gates()
        self.go_to(first)

    def page(self, key: str) -> Page | None:
        """Return the page at a place, made now if nobody was there yet; ``None`` where there is no such place."""
        place = self._places.get(key)
        if place is not None and key not in self._pages:
            page = self._pages[key] = self._ready.pop(key) if key in self._ready else place.make()
            page.failed.connect(self.show_error)
            page.page_requested.connect(self._asked)
            page.told.connect(self.toast.show_text)
            page.withheld.connect(self._say_withheld)
            page.counts_changed.connect(self._show_counts)
            self._room.addWidget(page)
            self.page_made.emit(page)
        return self._pages.get(key)

    def _say_withheld(self, text: str) -> None:
        self.toast.show_text(text, tone=Tone.WARN)

    def close_pages(self) -> None:
        """Destroy all pages, with what they show."""
        pages, self._pages = [*self._pages.values(), *self._ready.values()], {}
        self._places, self._ready = {}, {}
        for page in pages:
            # At once: the page itself is only destroyed when the event loop comes round.
            for sheet in page.findChildren(QDialog):
                sheet.hide()
            self._room.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self._navigation.set_places([])
        self._banner.close_message()
        self.toast.put_away()

    # the pages

    def go_to(self, key: str, subject: str = "") -> None:
        """Show page ``key``, about ``subject`` (such as a record's id) if it is given; the page in front may refuse."""
        before = self._current()
        if key not in self._places or (before is not None and before.key != key and not before.leaving()):
            return
        page = self.page(key)
        assert page is not None
        if page is not before:
            self.toast.put_away_read()
        page.setAccessibleName(self._places[key].word())
        self._room.setCurrentWidget(page)
        self.toast.settle()
        self._navigation.set_current(key)
        page.entered(subject)
        self.page_shown.emit(key)

    def _asked(self, key: str, subject: str) -> None:
        page = self._current()
        if key == "help" and not subject and page is not None:
            # Over the page, not in its place: nothing that is half done there is left.
            call_for_help(page)
        else:
            self.go_to(key, subject)

    def help_topics(self) -> list[str]:
        """Return what the banner tells of, and the page in front: what F1 asks about where nothing else is known."""
        page = self._current()
        at_work = page is not None and self._front.currentWidget() is self._shell
        told = [f"message:{self._trouble}"] if self._trouble and not self._banner.isHidden() else []
        return [*told, *([f"page:{page.key}"] if page is not None and at_work else [])]

    def current_page(self) -> str:
        """Return the key of the page in front, ``""`` while the gate is shut."""
        page = self._current()
        return page.key if page is not None and self._front.currentWidget() is self._shell else ""

    def front_page(self) -> Page | None:
        """Return the page in front, ``None`` while the gate is shut."""
        return self._current() if self._front.currentWidget() is self._shell else None

    def places(self) -> list[tuple[str, str]]:
        """Return key and word of each place in the navigation, in order."""
        return [(place.key, place.word()) for place in self._places.values() if place.listed]

    def busy(self) -> bool:
        """Return whether somebody is in work on the page in front, or answers a dialog."""
        page = self._current()
        return QApplication.activeModalWidget() is not None or (page is not None and page.busy())

    def occupied(self) -> bool:
        """Return whether the page in front does long work that a lock would end; see :meth:`Page.occupied`."""
        page = self._current()
        return page is not None and page.occupied()

    def lock(self) -> None:
        """Have the page in front save, and ask for the lock; a page can't refuse it."""
        page = self._current()
        if page is not None and self._front.currentWidget() is self._shell:
            page.leaving()
            self.lock_requested.emit()

    # messages

    def show_error(self, error: SscardError) -> None:
        """Tell of ``error`` in the banner: what happened, what to do."""
        message = self._language.message(error)
        self.show_message(message.what, message.todo, tone=Tone.BAD)
        self._trouble = error.code

    def show_message(
        self,
        what: str,
        todo: str = "",
        *,
        tone: Tone = Tone.INFO,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show a banner over the page; ``action`` is the verb of its button."""
        self._action = on_action
        self._trouble = ""
        self._banner.show_message(what, todo, tone=tone, action=action)

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def come_to_front(self) -> None:
        """Show itself over other windows: somebody opened the program a second time."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()
        # Where the system lets no window take the front, its place in the task bar blinks.
        QApplication.alert(self)
        self.toast.show_text(self.tr("程序已经打开，就是这个窗口"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            call_for_help(self)
            return
        page = self._current()
        banners = [self._banner, *(page.findChildren(Banner) if page is not None else ())]
        if event.key() != Qt.Key.Key_Escape or not any(banner.dismiss() for banner in banners):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retitle()
            self._navigation.set_words({key: place.word() for key, place in self._places.items()})
            shown = self._current()
            if shown is not None:
                shown.setAccessibleName(self._places[shown.key].word())
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self._current()
        if page is not None and not page.leaving():
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    def _show_counts(self, today: int, parked: int, returned: int) -> None:
        self.top.set_counts(today=today, parked=parked, returned=returned)

    def _current(self) -> Page | None:
        page = self._room.currentWidget()
        return page if isinstance(page, Page) else None

    def _drop_gates(self) -> None:
        for index in reversed(range(self._front.count())):
            widget = self._front.widget(index)
            if widget is not None and widget is not self._shell:
                self._front.removeWidget(widget)
                widget.deleteLater()

    def _act(self) -> None:
        action, self._action = self._action, None
        self._banner.close_message()
        if action is not None:
            action()

    def _retitle(self) -> None:
        title = self.tr("社保卡信息采集")
        self.setWindowTitle(f"{self._mark} · {title}" if self._mark else title)
