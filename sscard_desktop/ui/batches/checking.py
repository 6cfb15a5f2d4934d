# SPDX-License-Identifier: Apache-2.0
"""Is a package whole? Asked before a stick is handed over, and when a receiver says it can't be opened."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import PackageFinding
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.folder import PathEditor, ask_package
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor

_MOST_SHOWN = 50


class VerifyDialog(Dialog):
    """File and password, then what was found."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, icon="review")
        self.setObjectName("wide")
        self._desk = desk
        self._busy = False
        self.set_title(self.tr("校验上传包"))
        self.set_text(self.tr("逐个解密并核对每个文件的 SHA-256。"))
        self._banner = Banner(self, closable=False)
        self._file = PathEditor("file", self, ask=ask_package)
        self._file.set_label(self.tr("上传包文件"))
        self._password = PasswordEditor("password", self)
        self._password.set_label(self.tr("上传包密码"))
        self._flow = FieldFlow(self)
        self._flow.set_fields([self._file, self._password])
        self._flow.ended.connect(self._check)
        for editor in (self._file, self._password):
            editor.set_required(True)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            self.body.addWidget(editor)
        self.body.addWidget(self._banner)
        room = QWidget()
        self._list = QVBoxLayout(room)
        self._list.setSpacing(tokens().space.s)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setWidget(room)
        self._area.hide()
        self.body.addWidget(self._area)
        close = Button(self.tr("关闭"), self, key="Esc")
        close.clicked.connect(self.reject)
        self._go = Button(self.tr("校验"), self, kind="primary", key="Enter")
        self._go.clicked.connect(self._check)
        self._buttons.addWidget(close)
        self._buttons.addWidget(self._go)
        self._file.control().setFocus()

    def fields(self) -> tuple[PathEditor, PasswordEditor]:
        """Return file and password."""
        return self._file, self._password

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def _check(self) -> None:
        if self._busy:
            return
        if not self._file.value():
            self._file.set_note(Note(self.tr("请选择上传包。按 F4 选择。")))
            self._flow.go_to("file")
            return
        path, password = self._file.path(), self._password.value()
        self._set_busy(True)
        self._desk.tasks.run(
            lambda: self._desk.exporting().verify(path, password),
            owner=self,
            lane=Lane.WORK,
            on_done=self._show,
            on_error=self._fail,
        )

    def _show(self, findings: list[PackageFinding]) -> None:
        self._set_busy(False)
        self._clear()
        self._area.setVisible(bool(findings))
        if not findings:
            self._banner.show_message(self.tr("上传包完好，每个文件都与清单一致。"), tone=Tone.OK)
            return
        self._banner.show_message(
            self.tr("上传包有 %n 处不对。", "", len(findings)),
            self.tr("不要交出这个文件；请重新导出批次，内容会完全一样。"),
            tone=Tone.BAD,
        )
        for found in findings[:_MOST_SHOWN]:
            told = messages.message(
                found.code, {"member": found.member, "file": found.member}, self._desk.language.code
            )
            self._list.addWidget(Finding(told.what, found.member, tone=Tone.BAD))

    def _fail(self, error: SscardError) -> None:
        self._set_busy(False)
        self._clear()
        self._area.hide()
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._go.setEnabled(not busy)
        self._go.set_text(self.tr("正在校验…") if busy else self.tr("校验"))

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("\r", "\n"):
            return
        super().keyPressEvent(event)
