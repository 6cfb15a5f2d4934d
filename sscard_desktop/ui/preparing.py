# SPDX-License-Identifier: Apache-2.0
"""What stands over the window while a made-up station is set up: keys typed meanwhile reach nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.gate import Gate
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.widgets.label import Label


class PreparingGate(Gate):
    """Says that it takes a few seconds.

    Args:
        language: of what is said when it fails.
        training: the training station is being made, which stays; else a demonstration's, made each time.
    """

    def __init__(self, language: Language, parent: QWidget | None = None, *, training: bool = False) -> None:
        super().__init__(parent)
        self._language = language
        self._error: SscardError | None = None
        self._training = training
        self._title = Label("", self, role="section", wrap=True)
        self._text = Label("", self, role="muted", wrap=True)
        self.sheet.addWidget(self._title)
        self.sheet.addWidget(self._text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def tell(self, error: SscardError) -> None:
        """Say why it can't be made: whatever stands beneath isn't seen."""
        self._error = error
        self.retranslate()

    def retranslate(self) -> None:
        if self._error is not None:
            told = self._language.message(self._error)
            self._title.setText(told.what)
            self._text.setText(told.todo)
        elif self._training:
            self._title.setText(self.tr("正在准备练习站点…"))
            self._text.setText(self.tr("只有第一次要等几秒钟。"))
        else:
            self._title.setText(self.tr("正在准备演示站点…"))
            self._text.setText(self.tr("人员和设备都是虚构的，关闭后全部删除。要等几秒钟。"))
