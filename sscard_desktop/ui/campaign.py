# SPDX-License-Identifier: Apache-2.0
"""A campaign's set-up file at the first run: which file, its password, and whose signature it bears."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.services.ports import Campaign, StationKey, Unlock
from sscard_desktop.services.trust import shown_fingerprint
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.tasks import Lane, Tasks
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor

if TYPE_CHECKING:
    from sscard_desktop.domain.errors import SscardError
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.i18n import Language


def ask_campaign(parent: QWidget, title: str) -> str:
    """Ask for a set-up file; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", f"*{SUFFIX}")[0]


class CampaignDialog(Dialog):
    """File and password; what is wrong with them is told here.

    Args:
        path: the file, where it is known already; the password is asked then.

    Signals:
        opened(Campaign, fingerprint): it was read, and its signature holds.
    """

    opened = Signal(object, str)

    def __init__(
        self, workplace: Workplace, tasks: Tasks, language: Language, parent: QWidget, *, path: Path | None = None
    ) -> None:
        super().__init__(parent, icon="import")
        self.setObjectName("wide")
        self._workplace, self._tasks, self._language = workplace, tasks, language
        self._busy = False
        self.set_title(self.tr("批期设置包"))
        self.set_text(self.tr("审核员给的 .sscard 文件，里面有城市、单位名录、人员名单和信任的站点。"))
        self._banner = Banner(self, closable=False)
        self._file = PathEditor("file", self, ask=ask_campaign)
        self._file.set_label(self.tr("设置包文件"))
        self._password = PasswordEditor("password", self)
        self._password.set_label(self.tr("设置包密码"))
        self._flow = FieldFlow(self)
        self._flow.set_fields([self._file, self._password])
        self._flow.ended.connect(self._read)
        self.body.addWidget(self._banner)
        for editor in (self._file, self._password):
            editor.set_required(True)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            self.body.addWidget(editor)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self._go = Button(self.tr("打开"), self, kind="primary", key="Enter")
        self._go.clicked.connect(self._read)
        self._buttons.addWidget(self._go)
        if path is not None:
            self._file.set_value(str(path))
        (self._file if path is None else self._password).control().setFocus()

    def fields(self) -> tuple[PathEditor, PasswordEditor]:
        """Return file and password."""
        return self._file, self._password

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def _read(self) -> None:
        if self._busy:
            return
        if not self._file.value():
            self._file.set_note(Note(self.tr("请选择设置包。按 F4 选择。")))
            self._flow.go_to("file")
            return
        # Imported late: what reads a set-up isn't loaded for a first page that most leave in another way.
        from sscard_desktop.services.settingup import read_setup

        self._set_busy(True)
        path, unlock = self._file.path(), Unlock(password=self._password.value())
        self._tasks.run_long(
            lambda task: read_setup(self._workplace, path, unlock, task),
            owner=self,
            lane=Lane.WORK,
            on_done=self._end,
            on_error=self._fail,
        )

    def _end(self, read: tuple[Campaign, StationKey]) -> None:
        campaign, key = read
        self._password.set_value("")
        self.accept()
        self.opened.emit(campaign, shown_fingerprint(key.fingerprint))

    def _fail(self, error: SscardError) -> None:
        self._set_busy(False)
        message = self._language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._go.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)
