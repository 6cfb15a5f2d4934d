# SPDX-License-Identifier: Apache-2.0
"""A roster gets another name, or goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import Roster
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PlainEditor


class RenameDialog(FormDialog):
    """Another title.

    Signals:
        renamed(): it has it.
    """

    renamed = Signal()

    def __init__(self, desk: Desk, roster: Roster, parent: QWidget) -> None:
        super().__init__(parent, icon="roster", verb="")
        self._desk, self._roster = desk, roster
        self._go.set_text(self.tr("改名"))
        self.set_title(self.tr("给花名册改名"))
        self._line = PlainEditor("title", self)
        self._line.set_label(self.tr("花名册叫什么"))
        self._line.set_required(True)
        self._line.set_value(roster.title)
        self.set_fields(self._line)

    def problems(self) -> dict[str, Note]:
        return {} if self._line.value() else {"title": Note(self.tr("请给花名册起个名字，方便以后认出来。"))}

    def send(self) -> None:
        title, desk, roster = self._line.value(), self._desk, self._roster
        desk.tasks.run(
            lambda: desk.rosters().rename(roster.id, title),
            owner=self,
            on_done=lambda _: self._end(),
            on_error=self._fail,
        )

    def _end(self) -> None:
        self.accept()
        self.renamed.emit()

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self.show_problem(message.what, message.todo)


class DeleteDialog(Dialog):
    """Whether it may really go. Enter keeps it: deleting has a key that nobody hits by chance.

    Signals:
        deleted(): it is gone.
    """

    deleted = Signal()

    def __init__(self, desk: Desk, roster: Roster, parent: QWidget) -> None:
        super().__init__(parent, icon="warn", tone="warn")
        self._desk, self._roster = desk, roster
        self.set_title(self.tr("删除花名册“{title}”？").format(title=roster.title))
        self.set_text(
            self.tr("名单上 %n 人的信息和备好的照片都会删除，不能恢复；已经采集的记录不受影响。", "", roster.rows)
        )
        self._banner = Banner(self, closable=False)
        self.body.addWidget(self._banner)
        self.add_button(self.tr("不删除"), result=0, primary=True, key="Esc")
        self._delete = Button(self.tr("删除"), self, kind="danger", key="Ctrl+D")
        self._delete.setShortcut("Ctrl+D")
        self._delete.clicked.connect(self.delete)
        self._buttons.addWidget(self._delete)

    def banner(self) -> Banner:
        """Return the banner; for tests."""
        return self._banner

    def delete(self) -> None:
        """Delete it."""
        desk, roster = self._desk, self._roster
        desk.tasks.run(
            lambda: desk.rosters().delete(roster.id), owner=self, on_done=lambda _: self._end(), on_error=self._fail
        )

    def _end(self) -> None:
        self.accept()
        self.deleted.emit()

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)
