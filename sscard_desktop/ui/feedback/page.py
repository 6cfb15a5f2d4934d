# SPDX-License-Identifier: Apache-2.0
"""The feedback page: files that were read in; one that is looked at, line by line, before anything of it counts.

HR staff see the part for finished cards; reading files in is a supervisor's. Everything works by keys, and Esc leads
back to the list with nothing changed. How a file comes in, what is asked about it and what is said of it are modules of
their own (:mod:`.reading`, :mod:`.explaining`, :mod:`.previewwords`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.feedbackfile import FeedbackFile
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.feedback import Feedback
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback.cards import FinishedCards
from sscard_desktop.ui.feedback.explaining import Explaining
from sscard_desktop.ui.feedback.front import FeedbackFront, View
from sscard_desktop.ui.feedback.model import LinesModel
from sscard_desktop.ui.feedback.previewwords import PreviewWords
from sscard_desktop.ui.feedback.reading import FileReading, ask_table
from sscard_desktop.ui.feedback.undoing import UndoFileDialog
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.onedialog import OneDialog


class FeedbackPage(Page):
    """O reads a file, Enter takes it over, U takes it back; H hands out, P prints, S counts what was refused.

    Args:
        ask: gives the path of a table.
    """

    key = "feedback"

    def __init__(self, desk: Desk, ask: Callable[[QWidget, str], str] = ask_table) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._reads = desk.operator.may(Permission.FEEDBACK)
        self._only_looks = False
        self._dialogs = OneDialog(self)
        self._reading = FileReading(desk, self)
        self._explaining = Explaining(desk, self._reading, self._dialogs, self)
        self._says = PreviewWords(desk.language, self)
        self._cards = FinishedCards(desk, self, self._dialogs, lambda: self.view() not in (View.PREVIEW, View.BUSY))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._front = FeedbackFront(desk.language, self, reads=self._reads)
        self._front.begin_asked.connect(self._open_file if self._reads else self._cards.hand_out)
        self._front.opened.connect(self._go)
        self._front.chosen.connect(self._show_actions)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(lambda name: self._acts[name][1]())
        self._bar.next_requested.connect(self._go)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._front, 1)
        outer.addWidget(self._bar)
        self._bind_keys()
        reading = self._reading
        reading.began.connect(self._show_busy)
        reading.progressed.connect(self._front.far.advance)
        reading.looked.connect(self._show_look)
        reading.applied.connect(self._tell_applied)
        reading.undone.connect(self._tell_undone)
        reading.failed.connect(self._fail)
        self.retranslate()

    def _bind_keys(self) -> None:
        self._acts: dict[str, tuple[str, Callable[[], object]]] = {
            "hand_out": ("H", self._cards.hand_out),
            "print": ("P", self._cards.ask_papers),
        }
        if self._reads:
            self._acts |= {
                "open": ("O", self._open_file),
                "undo": ("U", self._undo),
                "refusals": ("S", self._cards.show_refusals),
                "columns": ("C", self._explaining.ask_column),
                "words": ("W", self._explaining.ask_word),
                "source": ("B", self._explaining.change_source),
                "filter": ("A", self._filter),
                "decide": ("D", lambda: self._explaining.decide(self._front.chosen_line())),
            }
        for key, act in (
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("Esc", self._leave_preview),
            *self._acts.values(),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # the page

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        if self._reading.preview is None:
            self.refresh()

    def retranslate(self) -> None:
        self._front.say_words()
        self._show_front()

    def refresh(self) -> None:
        """Read the list of files again."""
        if not self._reads:
            self._front.show_nothing()
            self._show_actions()
            return

        def show(files: Sequence[FeedbackFile]) -> None:
            self._front.put_files(files)
            self._show_files()

        self._desk.tasks.run(lambda: Feedback(self._desk.session).files(), owner=self, on_done=show)

    def view(self) -> View:
        """Return what is in front."""
        return self._front.view()

    def preview(self) -> Preview | None:
        """Return the file that is looked at."""
        return self._reading.preview

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open; for tests."""
        return self._dialogs.current() or self._cards.dialog()

    def banner(self) -> Banner:
        """Return the banner."""
        return self._front.banner

    def lines(self) -> LinesModel:
        """Return the lines that are shown; for tests."""
        return self._front.lines

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    # reading

    def _open_file(self) -> None:
        if self._dialogs.current() is None and self.view() is not View.BUSY:
            chosen = self._ask(self, self.tr("选择回盘文件"))
            if chosen:
                self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a file and show what it would do."""
        self._front.banner.close_message()
        self._reading.read(path)

    def _tell_applied(self, file: FeedbackFile, changes: int) -> None:
        self._front.banner.close_message()
        self.told.emit(self.tr("已读入 {file}，%n 条记录有更新", "", changes).format(file=file.file))
        self.refresh()

    def _undo(self) -> None:
        file = self._front.chosen_file() if self.view() is View.FILES else None
        if file is None or file.undone_at is not None or self._dialogs.current() is not None:
            return
        dialog = UndoFileDialog(file, self.window())
        dialog.accepted.connect(lambda: self._reading.undo(file))
        self._dialogs.open(dialog)

    def _tell_undone(self, file: FeedbackFile) -> None:
        self.told.emit(self.tr("已撤回 {file}").format(file=file.file))
        self.refresh()

    def _filter(self) -> None:
        if self._reading.preview is not None:
            self._only_looks = not self._only_looks
            self._show_preview(self._reading.preview)

    # showing

    def _show_front(self) -> None:
        if self._reading.preview is not None:
            self._show_preview(self._reading.preview)
        else:
            self._show_files()

    def _show_files(self) -> None:
        self._front.show_files()
        self._show_actions()

    def _show_look(self) -> None:
        self._only_looks = False
        self._show_front()

    def _show_preview(self, preview: Preview) -> None:
        self._front.show_preview(preview, only_looks=self._only_looks)
        self._show_actions()

    def _show_actions(self) -> None:
        view = self.view()
        preview = self._reading.preview if view is View.PREVIEW else None
        self._front.explain(preview)
        if preview is not None:
            self._offer(self._says.actions(preview, self._front.chosen_line(), only_looks=self._only_looks))
            step = self._says.next_step(preview)
            self._bar.set_reason(step.reason, Tone.WARN)
            self._bar.set_next(step.text, icon=step.icon, key=step.key)
            return
        file = self._front.chosen_file() if view is View.FILES else None
        self._offer(self._says.actions_of_files(file, reads=self._reads))
        self._bar.set_reason("")
        busy = view is View.BUSY
        if self._reads:
            self._bar.set_next("" if busy else self.tr("读入回盘"), icon="file", key="O")
        else:
            self._bar.set_next(self.tr("发卡"), icon="card", key="H")

    def _offer(self, names: Sequence[tuple[str, str]]) -> None:
        self._bar.set_actions([KeyAction(name, self._acts[name][0], text) for name, text in names])

    def _show_busy(self, text: str) -> None:
        self._front.show_busy(text)
        self._show_actions()

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self._show_front()
        self._front.banner.show_message(message.what, message.todo, tone=Tone.BAD)

    # doing

    def _go(self) -> None:
        preview = self._reading.preview
        if self.view() is View.PREVIEW and preview is not None:
            if not preview.understood:
                self._explaining.ask_column()
            elif preview.changes or preview.acknowledged:
                self._reading.apply()
            else:
                self._leave_preview()
        elif self.view() is not View.BUSY:
            self._open_file() if self._reads else self._cards.hand_out()

    def _leave_preview(self) -> None:
        if self.view() is View.PREVIEW:
            self._reading.leave()
            self._front.banner.close_message()
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            return
        super().keyPressEvent(event)
