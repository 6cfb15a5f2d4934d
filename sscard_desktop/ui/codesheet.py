# SPDX-License-Identifier: Apache-2.0
"""A new recovery code, shown once: printed, saved or copied by hand, and gone only when its end was typed as proof."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.gate import flush
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

_LAST_OF_CODE = 4


class CodeSheet(Retranslated, QWidget):
    """The code, what to do with it, and the proof that it was done.

    Signals:
        print_requested(code), save_requested(code): the recovery code on paper or in a file.
        finished(): the code was kept, as its last characters prove.
    """

    print_requested = Signal(str)
    save_requested = Signal(str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._code = ""
        self._renewed = False
        self._title = Label("", self, role="section")
        self._lead = Label("", self, role="text", wrap=True)
        flush(self._title, self._lead)
        self._banner = Banner(self, closable=False)
        self._shown_code = Label("", self, role="name")
        self._shown_code.setObjectName("recovery_code")
        self._shown_code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown_code.setWordWrap(True)
        self.print_button = Button("", self, icon="printer")
        self.print_button.clicked.connect(lambda: self.print_requested.emit(self._code))
        self.save_button = Button("", self, icon="export")
        self.save_button.clicked.connect(lambda: self.save_requested.emit(self._code))
        self.proof = PlainEditor("proof", self)
        self.proof.edited.connect(lambda _: self._show_proof())
        self.proof.accepted.connect(self._end)
        self._end_button = Button("", self, kind="primary", key="Enter")
        self._end_button.clicked.connect(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.m)
        for part in (self._title, self._lead, self._banner, self._shown_code):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addStretch()
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.proof)
        column.addWidget(self._end_button)
        column.addStretch()
        self.setFocusProxy(self.proof)
        self.retranslate()

    def show_code(self, code: str, *, renewed: bool = False) -> None:
        """Show the code, and wait for the proof that it was kept; ``renewed``: it takes an earlier one's place."""
        self._code = code
        self._renewed = renewed
        self._shown_code.setText(code)
        self.retranslate()
        self.proof.control().setFocus()

    def showing(self) -> bool:
        """Return whether a code is shown that nobody has proven to have kept."""
        return bool(self._code)

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why the code couldn't be printed or saved; it stays on the screen."""
        self._banner.show_message(what, todo, tone=Tone.BAD)

    def retranslate(self) -> None:
        self._title.setText(self.tr("请保存新的恢复码") if self._renewed else self.tr("请保存恢复码"))
        lead = self.tr(
            "忘记密码时，只有恢复码能打开数据。它只显示这一次，程序不会保存它。请打印或抄写，装入信封封存在保险柜。"
        )
        if self._renewed:
            lead = f"{lead}{self.tr('原来的恢复码已经作废，请销毁旧纸。')}"
        self._lead.setText(lead)
        self.print_button.set_text(self.tr("打印恢复码"))
        self.save_button.set_text(self.tr("保存为文件"))
        self.proof.set_label(self.tr("输入恢复码的最后 {count} 个字符，确认已经保存").format(count=_LAST_OF_CODE))
        self._end_button.set_text(self.tr("已保存，继续") if self._renewed else self.tr("已保存，开始使用"))
        self._show_proof()

    def _proven(self) -> bool:
        return bool(self._code) and self.proof.value().upper() == self._code.upper()[-_LAST_OF_CODE:]

    def _show_proof(self) -> None:
        self._end_button.setEnabled(self._proven())

    def _end(self) -> None:
        if self._proven():
            self._code = ""
            self._shown_code.setText("")
            self.finished.emit()
        else:
            self.proof.set_note(Note(self.tr("与恢复码最后几个字符不一致，请核对抄写的内容。"), Tone.WARN))
