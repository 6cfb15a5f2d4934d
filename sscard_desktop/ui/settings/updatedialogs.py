# SPDX-License-Identifier: Apache-2.0
"""What is asked before an update is taken, and before a version is gone back from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.updates import UpdateKind
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label

_LINES = 8


class TakeUpdateDialog(Dialog):
    """What it brings, and what happens then."""

    def __init__(self, what: str, notes: str, parent: QWidget) -> None:
        super().__init__(parent, icon="import")
        self.set_title(what)
        self.set_text(
            self.tr(
                "签名和内容都核对过。先备份站点，再装在现在的旁边并自检，下次打开程序时使用；启动不了会自动退回。"
                "这期间可以照常工作。"
            )
        )
        lines = [each.strip() for each in notes.splitlines() if each.strip()][:_LINES]
        if lines:
            self.body.addWidget(Label(self.tr("有什么变化"), self, role="strong"))
        for line in lines:
            self.body.addWidget(Label(line, self, role="hint", wrap=True))
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self.add_button(self.tr("更新"), result=1, primary=True)


class GoBackDialog(Dialog):
    """What going back means."""

    def __init__(self, kind: UpdateKind, parent: QWidget) -> None:
        super().__init__(parent, icon="undo")
        if kind is UpdateKind.PROGRAM:
            self.set_title(self.tr("程序退回上一版"))
            self.set_text(
                self.tr(
                    "下次打开程序时用上一版。如果新版本改过数据的结构，上一版打不开，"
                    "要在登录页按 F3 恢复更新前的备份，之后录入的会丢失。"
                )
            )
        else:
            self.set_title(self.tr("城市配置和代码表退回上一版"))
            self.set_text(self.tr("下次打开程序时用上一版的城市配置和代码表。已封存的批次只按封存时的内容导出。"))
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self.add_button(self.tr("退回"), result=1, primary=True)
