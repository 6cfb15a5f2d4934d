# SPDX-License-Identifier: Apache-2.0
"""The dialog that apologises when the program itself is wrong, with the short code that support asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.bugreport import SavedReport
from sscard_desktop.reportpage import modules
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.qrview import QrView


class ApologyDialog(Dialog):
    """Says that it was our fault, that nothing saved is lost, the code to read out, and where the report is.

    Enter goes on working.
    """

    def __init__(self, saved: SavedReport, parent: QWidget | None = None) -> None:
        super().__init__(parent, icon="warn", tone="warn")
        set_state(self, "breadth", "wide")
        self.set_title(self.tr("程序出了错，对不起"))
        self.set_text(self.tr("这是程序的错，不是您的操作问题。已离开的输入框内容都已保存；请核对刚才正在填写的一项。"))
        self.body.addLayout(self._told(saved))
        self.add_button(self.tr("关闭程序"), result=0)
        self.add_button(self.tr("继续工作"), result=1, primary=True)

    def _told(self, saved: SavedReport) -> QHBoxLayout:
        space = tokens().space
        code = str(saved.code)
        name = Label(self.tr("请把这个代码告诉技术支持"), self, role="label")
        shown = Label(code, self)
        shown.setObjectName("support_code")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Sign by sign: a voice would make words of them.
        shown.setAccessibleName(" ".join(code))
        hint = Label(
            self.tr("电话里一位一位地读，或把二维码拍照发过去。代码里没有 0、1 和容易混淆的字母，也没有任何个人信息。"),
            self,
            role="muted",
            wrap=True,
        )
        place = Label(self._place(saved), self, role="muted", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(space.s)
        words.addStretch()
        for part in (name, shown, hint, place):
            words.addWidget(part)
        words.addStretch()
        row = QHBoxLayout()
        row.setSpacing(space.xl)
        row.addWidget(QrView(modules(saved.code), self.tr("代码的二维码"), self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _place(self, saved: SavedReport) -> str:
        if saved.shown is None:
            return self.tr("错误报告没能保存，可能是磁盘已满。请记下上面的代码。")
        return self.tr("错误报告已保存（不含个人信息），请交给技术支持：{path}").format(path=saved.shown)


def show_apology(saved: SavedReport) -> bool:
    """Show the apology over whatever is up; return whether the clerk goes on working."""
    return bool(ApologyDialog(saved).exec())
