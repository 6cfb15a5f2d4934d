# SPDX-License-Identifier: Apache-2.0
"""What an export wrote: where, how large, and the digests by which whoever gets it can compare."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.ui.batches.room import size
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label

_FILES_SEEN = 8


class WrittenSheet(QWidget):
    """One file with its digest, or several with their names; what opens them, and a button that copies the digests."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._files: Sequence[WrittenFile] = ()
        self._facts = Label("", self, role="text", wrap=True)
        self._digest = Label("", self, role="hint", wrap=True)
        self._digest.setObjectName("digest")
        self._hint = Label("", self, role="muted", wrap=True)
        copy = Button(self.tr("复制 SHA-256"), self, kind="link")
        copy.clicked.connect(self._copy_digests)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._facts)
        column.addWidget(self._digest)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(tokens().space.s)
        column.addWidget(self._hint)
        column.addStretch()

    def show_files(self, files: Sequence[WrittenFile]) -> None:
        """Show what was written, one file at least."""
        self._files = files
        if len(files) == 1:
            (written,) = files
            self._facts.setText(f"{written.path}\n{size(written.size_bytes)}")
            self._digest.setText(f"SHA-256  {written.sha256}")
        else:
            together = size(sum(each.size_bytes for each in files))
            total = self.tr("共 %n 个文件，{size}", "", len(files)).format(size=together)
            self._facts.setText(f"{files[0].path.parent}\n{total}")
            lines = [f"{each.path.name}  {size(each.size_bytes)}" for each in files[:_FILES_SEEN]]
            more = len(files) - _FILES_SEEN
            if more > 0:
                lines.append(self.tr("另有 %n 个", "", more))
            self._digest.setText("\n".join(lines))
        self._hint.setText(
            self.tr("收件人可以用 7-Zip、WinRAR、360 压缩或 Bandizip 打开；Windows 自带的压缩文件夹打不开加密包。")
        )

    def _copy_digests(self) -> None:
        if len(self._files) == 1:
            told = self._files[0].sha256
        else:
            # As sha256sum reads it.
            told = "\n".join(f"{each.sha256}  {each.path.name}" for each in self._files)
        QGuiApplication.clipboard().setText(told)
