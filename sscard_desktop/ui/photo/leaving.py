# SPDX-License-Identifier: Apache-2.0
"""Leaving the photo dialog: whoever would lose a photo that nobody stored is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.dialog import PhotoDialog


class Leaving(QObject):
    """Asks before a dialog's photo is lost."""

    def __init__(self, dialog: PhotoDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._warned = False

    def forget(self) -> None:
        """Ask again the next time: it is about another photo, or another moment of it."""
        self._warned = False

    def holds_back(self) -> bool:
        """Ask once before a photo that nobody stored is lost; say whether that was just asked."""
        told = self._what_would_be_lost()
        if self._warned or told is None:
            return False
        self._warned = True
        self._dialog.banner.show_message(*told, tone=Tone.WARN)
        return True

    def _what_would_be_lost(self) -> tuple[str, str] | None:
        """Return what to say of a photo that isn't stored, and how to have it all the same."""
        let_go, open_one = self._dialog.let_go, self.tr("这张照片还没有采用。")
        if self._dialog.stage is Stage.MAKING:
            return open_one, self.tr("正在制作，马上就好。再按一次 Esc 就不要它了。")
        if self._dialog.stage is Stage.LIVE and let_go is not None and let_go.judged != let_go.stored:
            return self.tr("上一张照片还没有采用。"), self.tr("Ctrl+Z 找回它；再按一次 Esc 就不要它了。")
        kept = (
            self._dialog.outcome.kept
            and self._dialog.outcome.judged == self._dialog.kept
            and not self._dialog.mover.busy
        )
        if self._dialog.stage is not Stage.RESULT or kept:
            return None
        return open_one, self.tr("再按一次 Esc 就不要它了；Enter 采用，R 重拍。")

    def calm(self) -> None:
        """Whoever goes on working has thought better of leaving."""
        if self._warned:
            self._warned = False
            self._dialog.banner.close_message()
