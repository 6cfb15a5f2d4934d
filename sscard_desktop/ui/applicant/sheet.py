# SPDX-License-Identifier: Apache-2.0
"""The applicant's look where there is one screen: over the whole window, which is turned to them. Keys do all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop import paths
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ownlook import LookPage, LookStanding
from sscard_desktop.services.ownlookpaper import LOOK_FORM, LookPaper, OwnLookPaper, rendered
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.looking import Looking
from sscard_desktop.ui.applicant.lookview import LookView
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.label import Label, Tone


class OwnLookSheet(FullSheet):
    """Lets one person read their data over.

    Args:
        desk: whose services are used.
        record_id: the record; it must be editable.
        parent: the page; the sheet covers its window.

    Signals:
        changed(): an answer was kept.
    """

    changed = Signal()

    def __init__(self, desk: Desk, record_id: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._looking = Looking(desk, record_id, self)
        self._looking.read.connect(self._show)
        self._looking.answered.connect(self._end)
        self._looking.failed.connect(self._tell)
        self.view = LookView(self)
        self.view.changed.connect(self._show_actions)
        self._printer = FormPrinter(desk, self)
        self._pages = Label("", role="text")
        self.bar.chosen.connect(self._act)
        self.bar.next_requested.connect(self.finish)
        room = QWidget()
        column = QVBoxLayout(room)
        space = tokens().space
        column.setContentsMargins(space.xl, space.m, space.xl, space.m)
        column.addWidget(self.view, 1)
        self.lay_out(room, at_right=self._pages)
        self.retranslate()
        self._looking.ask()

    # ── doing ────────────────────────────────────────────────────────────────────────────────────────────────

    def finish(self) -> None:
        """Turn to the next page while there is one; else keep the answer, and close."""
        page = self.view.page
        if page is None or self._looking.busy:
            return
        if not self.view.pointed() and self.view.turn(1):
            self.view.begin()
            return
        self._looking.answer(page, self.view.pointed())
        self._show_actions()

    def print_sheet(self) -> None:
        """Show what is read here as a sheet in large type, to be printed."""
        desk = self._desk
        if self.view.page is None or self._looking.busy:
            return
        code, title = self._looking.language, self.tr("本人信息核对单")
        service = OwnLookPaper(desk.session, paths.forms() / "shared-forms")

        def make(found: tuple[PrinterSettings, LookPaper]) -> None:
            settings, sheet = found
            desk.tasks.run_long(
                lambda _: rendered(sheet, desk.workplace.forms),
                owner=self,
                on_done=lambda pdf: self._printer.show_paper(
                    Paper(title, LOOK_FORM, pdf, pdf, settings), lambda _: None
                ),
                on_error=self._tell,
            )

        desk.tasks.run(
            lambda: (Papers(desk.session).current(), service.sheet(self._looking.record_id, code)),
            owner=self,
            on_done=make,
            on_error=self._tell,
        )

    def printer(self) -> FormPrinter:
        """Return what shows and prints; for tests."""
        return self._printer

    def release(self) -> None:
        self.view.clear()

    def reject(self) -> None:
        """Leave without an answer; one that is being kept is waited for."""
        if not self._looking.busy:
            super().reject()

    def _show(self, page: LookPage) -> None:
        self.view.show_page(page, photo_name=self.tr("照片"))
        self.retranslate()
        self.view.begin()

    def _end(self, _: LookStanding) -> None:
        self.changed.emit()
        self.accept()

    def _tell(self, error: SscardError) -> None:
        self.tell(error)
        self._show_actions()

    def _act(self, name: str) -> None:
        if name == "back":
            self.reject()
        elif name == "point":
            self.view.point()
        elif name == "print":
            self.print_sheet()
        elif self.view.turn(1 if name == "next" else -1):
            self.view.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.finish()
        elif key == Qt.Key.Key_Escape:
            self.reject()
        elif key == Qt.Key.Key_F9:
            self.print_sheet()
        elif not self.view.take_key(event):
            super().keyPressEvent(event)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.view.page is not None:
            # Labels and words of codes come with the page.
            self._looking.ask()
        super().changeEvent(event)

    def retranslate(self) -> None:
        page, code = self.view.page, self._looking.language
        title = self.tr("本人核对")
        if page is not None:
            title = words.asked(page, code)
        self.set_title(title)
        self._show_actions()

    def _show_actions(self) -> None:
        page, pointed = self.view.page, len(self.view.pointed())
        several = self.view.pages > 1
        actions = [
            KeyAction("back", "Esc", self.tr("返回")),
            KeyAction("point", "Space", self.tr("指出不对的")),
            KeyAction("print", "F9", self.tr("打印大字核对单")),
        ]
        if several:
            actions += [KeyAction("before", "PgUp", self.tr("上一页")), KeyAction("next", "PgDn", self.tr("下一页"))]
        self.bar.set_actions(actions)
        self._pages.setText(f"{self.view.at + 1} / {self.view.pages}" if several else "")
        if page is None:
            self.bar.set_next("")
            return
        more = several and not pointed and self.view.at + 1 < self.view.pages
        self.bar.set_reason(
            self.tr("已指出 %n 处", "", pointed) if pointed else words.said(page, "hint", self._looking.language),
            Tone.WARN if pointed else Tone.QUIET,
        )
        text = self.tr("看下一页") if more else words.answer(page, self._looking.language, pointed)
        icon = "chevron_right" if more else "warn" if pointed else "check"
        self.bar.set_next(text, icon=icon, enabled=not self._looking.busy)
