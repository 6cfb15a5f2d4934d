# SPDX-License-Identifier: Apache-2.0
"""The keys of the photo dialog: before the shot, and over its verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from sscard_desktop.ui.photo.stage import Stage

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.dialog import PhotoDialog


class PhotoKeys:
    """Knows a dialog's keys."""

    def __init__(self, dialog: PhotoDialog) -> None:
        self._dialog = dialog

    def press(self, event: QKeyEvent) -> None:
        """Do what a key asks for now, if anything."""
        key, modifiers = event.key(), event.modifiers()
        if key != Qt.Key.Key_Escape:
            self._dialog.leaving.calm()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if self._dialog.stage is Stage.RESULT and self._dialog.mover.press(key, modifiers):
            # These may be held down; all others act once.
            return
        if event.isAutoRepeat():
            # A key that is still held down from the shot must not accept what it shot.
            return
        if control and key == Qt.Key.Key_O:
            self._dialog.choose_file()
        elif control and key == Qt.Key.Key_Z:
            self._dialog.take_back()
        elif key == Qt.Key.Key_F1:
            self._dialog.beside.show_samples()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._dialog.go_on()
        elif key == Qt.Key.Key_Escape:
            self._dialog.go_back()
        elif not control:
            self._press(key)

    def _press(self, key: int) -> None:
        if self._dialog.stage is Stage.LIVE:
            live = {
                Qt.Key.Key_Space: self._dialog.shoot,
                Qt.Key.Key_T: self._dialog.live.toggle_countdown,
                Qt.Key.Key_A: self._dialog.live.toggle_automatic,
                Qt.Key.Key_C: self._dialog.camera.choose,
                Qt.Key.Key_S: self._dialog.live.toggle_sound,
                Qt.Key.Key_L: self._dialog.beside.check_light,
            }
            live.get(Qt.Key(key), lambda: None)()
        elif self._dialog.stage is Stage.RESULT:
            sheet = self._dialog.outcome.sheet
            decided: dict[int, Callable[[], object]] = {
                Qt.Key.Key_R: self._dialog.again,
                Qt.Key.Key_O: sheet.ask_reason,
                Qt.Key.Key_P: sheet.toggle_passed,
                Qt.Key.Key_Y: lambda: sheet.answer(right=True),
                Qt.Key.Key_N: lambda: sheet.answer(right=False),
                Qt.Key.Key_B: self._dialog.outcome.toggle_before,
                Qt.Key.Key_G: self._dialog.beside.show_cities,
            }
            if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                sheet.confirm_number(key - Qt.Key.Key_0)
            else:
                decided.get(key, lambda: None)()

    def choose(self, name: str) -> None:
        """Do what an action of the bar does, by its name."""
        acts: dict[str, Callable[[], object]] = {
            "back": self._dialog.go_back,
            "file": self._dialog.choose_file,
            "countdown": self._dialog.live.toggle_countdown,
            "automatic": self._dialog.live.toggle_automatic,
            "sound": self._dialog.live.toggle_sound,
            "light": self._dialog.beside.check_light,
            "samples": self._dialog.beside.show_samples,
            "again": self._dialog.again,
            "reason": self._dialog.outcome.sheet.ask_reason,
            "before": self._dialog.outcome.toggle_before,
            "cities": self._dialog.beside.show_cities,
            "take_back": self._dialog.take_back,
        }
        if name != "back":
            self._dialog.leaving.calm()
        acts[name]()
