# SPDX-License-Identifier: Apache-2.0
"""The keys of the ID pictures' sheet, and the bar that shows what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.actionbar import KeyAction

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.idpictures import IdPicturesDialog


class IdKeys(QObject):
    """Knows a dialog's keys."""

    def __init__(self, desk: Desk, dialog: IdPicturesDialog) -> None:
        super().__init__(dialog)
        self._desk = desk
        self._dialog = dialog

    def press(self, event: QKeyEvent) -> None:
        """Do what a key asks for, if anything."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        with_control = {
            Qt.Key.Key_O: self._dialog.taking.choose_file,
            Qt.Key.Key_V: self._dialog.taking.paste,
            Qt.Key.Key_Z: self._dialog.toast.undo,
        }
        always = {
            Qt.Key.Key_Return: self._dialog.go_on,
            Qt.Key.Key_Enter: self._dialog.go_on,
            Qt.Key.Key_Escape: self._dialog.go_back,
            Qt.Key.Key_U: self._dialog.taking.take_whole,
        }
        plain = {
            **always,
            Qt.Key.Key_Left: lambda: self._dialog.sides.step(-1),
            Qt.Key.Key_Right: lambda: self._dialog.sides.step(1),
            Qt.Key.Key_K: self._dialog.open_camera,
            Qt.Key.Key_1: lambda: self._dialog.retake(PictureRole.ID_FRONT),
            Qt.Key.Key_2: lambda: self._dialog.retake(PictureRole.ID_BACK),
            Qt.Key.Key_X: self._dialog.taking.swap,
            Qt.Key.Key_Y: self._dialog.taking.vouch,
            Qt.Key.Key_R: self._dialog.taking.turn,
            Qt.Key.Key_D: self._dialog.taking.fill_from_demo,
            Qt.Key.Key_Delete: self._dialog.taking.remove,
        }
        while_shooting = {
            **always,
            Qt.Key.Key_Space: self._dialog.camera.shoot,
            Qt.Key.Key_C: self._dialog.chooser.choose,
        }
        keys = with_control if control else while_shooting if self._dialog.shooting else plain
        act: Callable[[], object] | None = keys.get(Qt.Key(key))
        if act is not None and not event.isAutoRepeat():
            act()

    def choose(self, name: str) -> None:
        """Do what an action of the bar does, by its name."""
        self._actions()[name]()

    def _actions(self) -> dict[str, Callable[[], object]]:
        return {
            "back": self._dialog.go_back,
            "file": self._dialog.taking.choose_file,
            "camera": self._dialog.open_camera,
            "front": lambda: self._dialog.retake(PictureRole.ID_FRONT),
            "again": lambda: self._dialog.retake(PictureRole.ID_BACK),
            "swap": self._dialog.taking.swap,
            "turn": self._dialog.taking.turn,
            "remove": self._dialog.taking.remove,
            "demo": self._dialog.taking.fill_from_demo,
        }

    def show(self) -> None:
        """Show what can be done now."""
        if self._dialog.shooting:
            self._show_while_shooting()
            return
        missing, several = self._dialog.sides.missing(), len(self._dialog.sides.roles) > 1
        left = [KeyAction("back", "Esc", self.tr("返回")), KeyAction("file", "Ctrl+O", self.tr("从文件"), "file")]
        if missing:
            left.append(KeyAction("camera", "K", self.tr("用高拍仪拍"), "camera"))
        if self._dialog.sides.has(PictureRole.ID_FRONT):
            words = self.tr("重取正面") if several else self.tr("重取资料页")
            left.append(KeyAction("front", "1", words, "refresh"))
        if self._dialog.sides.has(PictureRole.ID_BACK) and several:
            left.append(KeyAction("again", "2", self.tr("重取背面"), "refresh"))
        if missing and self._desk.workplace.demo is not None:
            left.append(KeyAction("demo", "D", self.tr("用演示图片")))
        if self._dialog.pictures and several:
            left.append(KeyAction("swap", "X", self.tr("正背面对调")))
        if self._dialog.sides.has(self._dialog.sides.chosen):
            left.append(KeyAction("turn", "R", self.tr("转向")))
            left.append(KeyAction("remove", "Del", self.tr("删除"), "trash"))
        self._dialog.bar.set_actions(left)
        self._dialog.bar.set_reason(self.tr("正在处理…") if self._dialog.work.busy else "")
        if not missing:
            self._dialog.bar.set_next(self.tr("完成并读取"), icon="check", enabled=not self._dialog.work.busy)
        elif self._dialog.from_files:
            chosen = self._dialog.sides.chosen
            words = self.tr("选择{side}").format(
                side=self._dialog.sides.word(chosen if chosen in missing else missing[0])
            )
            self._dialog.bar.set_next(words, icon="file", enabled=not self._dialog.work.busy)
        else:
            words = self.tr("拍{side}").format(side=self._dialog.sides.word(missing[0]))
            self._dialog.bar.set_next(words, icon="camera", enabled=not self._dialog.work.busy)

    def _show_while_shooting(self) -> None:
        back = KeyAction("back", "Esc", self.tr("不拍了"))
        self._dialog.bar.set_actions([back, KeyAction("file", "Ctrl+O", self.tr("从文件"), "file")])
        words = self.tr("拍{side}").format(side=self._dialog.sides.word(self._dialog.camera.wanted))
        self._dialog.bar.set_next(words, icon="camera", key=self.tr("空格"), enabled=self._dialog.camera.can_shoot)
        if self._dialog.camera.can_shoot:
            self._dialog.bar.set_reason(
                "" if self._dialog.camera.finder.by_frame else self.tr("放稳会自动拍，也可以自己按")
            )
        else:
            self._dialog.bar.set_reason(self.tr("正在处理…") if self._dialog.work.busy else self.tr("还没有高拍仪画面"))
