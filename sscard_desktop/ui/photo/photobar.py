# SPDX-License-Identifier: Apache-2.0
"""The bar of the photo dialog: which keys do what now, what is missing, and the one next step."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui.photo.liveview import LiveView
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.label import Tone


class PhotoBar(QObject):
    """Sets the bar of one dialog."""

    def __init__(self, bar: ActionBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar

    def show_opening(self) -> None:
        """While it is looked up whether there is a photo already."""
        self._bar.set_actions([KeyAction("back", "Esc", self.tr("返回"))])
        self._bar.set_reason("")
        self._bar.set_next("")

    def show_live(self, live: LiveView, *, making: bool, can_take_back: bool) -> None:
        """While the camera is shown, or the photo is made of what it showed.

        Args:
            can_take_back: a photo was let go for the one to come.
        """
        automatic = self.tr("自动：开") if live.automatic else self.tr("自动：关")
        sound = self.tr("声音：开") if live.sounding else self.tr("声音：关")
        if live.speaking:
            sound = self.tr("声音：说话")
        right = [KeyAction("take_back", "Ctrl+Z", self.tr("找回上一张"))] if can_take_back and not making else []
        self._bar.set_actions(
            [
                KeyAction("back", "Esc", self.tr("返回")),
                KeyAction("file", "Ctrl+O", self.tr("从文件"), "file"),
                KeyAction("countdown", "T", self.tr("倒计时")),
                KeyAction("automatic", "A", automatic),
                KeyAction("sound", "S", sound),
                KeyAction("light", "L", self.tr("灯光")),
                KeyAction("samples", "F1", self.tr("样例")),
            ],
            right,
        )
        missing = self.tr("没有摄像头画面，可以从文件选择照片")
        waiting = self.tr("正在打开摄像头…")
        ready = live.can_shoot
        self._bar.set_reason("" if ready or making else waiting if live.opening else missing)
        words = self.tr("正在制作…") if making else self.tr("拍照")
        self._bar.set_next(words, icon="camera", key="" if making else self.tr("空格"), enabled=ready and not making)

    def show_result(self, judged: JudgedPhoto, *, unchanged: bool, moving: bool, storing: bool, below: int = 0) -> None:
        """While the photo waits for the clerk.

        Args:
            unchanged: it is the photo that the record has, and nothing new was decided.
            moving: it is just being made again.
            storing: it is on its way into the store.
            below: questions that weren't in sight yet; the next step leads to them first.
        """
        failures, questions = len(judged.open_failures), len(judged.open_questions)
        right = [KeyAction("again", "R", self.tr("重拍"), "refresh")]
        if failures:
            right.insert(0, KeyAction("reason", "O", self.tr("写明理由")))
        left = [
            KeyAction("back", "Esc", self.tr("返回")),
            KeyAction("file", "Ctrl+O", self.tr("从文件"), "file"),
            KeyAction("before", "B", self.tr("处理前后"), "picture"),
        ]
        if not failures:
            # Their keys act all the same; while a check is open the room is for what to do about it.
            left.append(KeyAction("cities", "G", self.tr("哪些城市收")))
            left.append(KeyAction("samples", "F1", self.tr("样例")))
        self._bar.set_actions(left, right)
        if moving:
            self._bar.set_reason(self.tr("正在重新检查…"))
        else:
            reason = self.tr("有 {count} 项不合格：请重拍，或写明理由").format(count=failures) if failures else ""
            self._bar.set_reason(reason, Tone.BAD if failures else Tone.QUIET)
        icon = "check"
        if below and not failures:
            words, icon = self.tr("往下看，还有 %n 项", "", below), "chevron_down"
        elif unchanged and not failures and not questions:
            words = self.tr("保留这张")
        else:
            words = self.tr("已看过，采用照片") if questions and not failures else self.tr("采用照片")
        self._bar.set_next(words, icon=icon, enabled=not failures and not moving and not storing)
