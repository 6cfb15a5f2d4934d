# SPDX-License-Identifier: Apache-2.0
"""Asks before a file that was taken over is taken back whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.feedbackfile import FeedbackFile
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Tone


class UndoFileDialog(Dialog):
    """Accepted: take it back."""

    def __init__(self, file: FeedbackFile, parent: QWidget) -> None:
        super().__init__(parent, icon="undo", tone=Tone.WARN.value)
        self.set_title(self.tr("撤回 {file}").format(file=file.file))
        told = self.tr("{at} 读入的全部撤回，记录恢复到读入之前；其中有记录后来又变了的，就不能撤回。")
        self.set_text(told.format(at=record_words.moment(file.at)))
        self.add_button(self.tr("不撤回"), result=0, key="Esc")
        self.add_button(self.tr("撤回"), result=1, primary=True)
