# SPDX-License-Identifier: Apache-2.0
"""What the photo, the ID pictures and the consent have in common: a dialog as large as the window, with a title above,
a banner beneath it, and the bar of keys below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.help.calling import KEY, give_help
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.overhearing import unheard
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.label import Label, Tone

_PATTERNS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff"


class FullSheet(Retranslated, QDialog):
    """Covers the window of ``parent``, and deletes itself when it is closed.

    Subclasses make their parts, call :meth:`lay_out` and then :meth:`retranslate`; what they hold goes in
    :meth:`release`, which is called however the sheet ends.
    """

    help_key = KEY

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._desk = desk
        self._title = Label("", role="section")
        self.banner = Banner()
        self.bar = ActionBar()
        self._asker: QFileDialog | None = None
        give_help(self, self.help_key)
        self.resize(parent.window().size())
        self.move(parent.window().pos())

    def lay_out(
        self, content: QWidget, *, beside_title: QWidget | None = None, at_right: QWidget | None = None
    ) -> None:
        """Put ``content`` between title and bar."""
        space = tokens().space
        top = QFrame()
        top.setObjectName("photo_top")
        line = QHBoxLayout(top)
        line.setContentsMargins(space.l, 0, space.s, 0)
        line.setSpacing(space.l)
        line.addWidget(self._title)
        if beside_title is not None:
            line.addWidget(beside_title)
        line.addStretch()
        if at_right is not None:
            line.addWidget(at_right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.banner)
        column.addWidget(content, 1)
        column.addWidget(self.bar)
        self.setFocus()

    def release(self) -> None:
        """Let go of cameras and pictures: the sheet ends."""

    def done(self, result: int) -> None:
        self.release()
        with unheard():
            super().done(result)

    def set_title(self, title: str) -> None:
        """Set the title, the window's too."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def tell(self, error: SscardError, *, before: str = "") -> None:
        """Say in the banner what happened and what to do; ``before`` is put before it."""
        told = self._desk.language.message(error)
        self.banner.show_message(before + told.what, told.todo, tone=Tone.BAD)

    def keeps_out(self) -> bool:
        """Say, where lessons are taken, that nothing real comes in from files; return whether it is so."""
        if self._desk.workplace.training:
            self.tell(RefusedError("training.shut"))
        return self._desk.workplace.training

    def ask_for_pictures(
        self,
        title: str,
        chosen: Callable[[list[Path]], object],
        *,
        many: bool,
        shut: Callable[[], object] | None = None,
    ) -> None:
        """Let the clerk choose picture files; ``shut`` is called before ``chosen``, and where nothing was chosen."""
        if self._asker is not None:
            return
        # Opened, not executed: the window may be locked, and this dialog gone, while it is up.
        asker = QFileDialog(self, title, "", f"{self.tr('图片')} ({_PATTERNS});;* (*)")
        asker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asker.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
        self._asker = asker

        def finish(result: int) -> None:
            self._asker = None
            if shut is not None:
                shut()
            names = asker.selectedFiles() if result else []
            if names:
                chosen([Path(name) for name in names])

        asker.finished.connect(finish)
        asker.open()
