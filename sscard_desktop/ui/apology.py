# SPDX-License-Identifier: Apache-2.0
"""The dialog that apologises when the program itself is wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.widgets.dialog import Dialog


class ApologyDialog(Dialog):
    """Says that it was our fault, that nothing saved is lost, and where the report is. Enter goes on working."""

    def __init__(self, report: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, icon="warn", tone="warn")
        self.set_title(self.tr("程序出了错，对不起"))
        text = self.tr("这是程序的错，不是您的操作问题。已离开的输入框内容都已保存；请核对刚才正在填写的一项。")
        if report is None:
            text += "\n" + self.tr("错误报告没能保存，可能是磁盘已满。")
        else:
            text += "\n" + self.tr("错误报告已保存（不含个人信息），请交给技术支持：{path}").format(path=report)
        self.set_text(text)
        self.add_button(self.tr("关闭程序"), result=0)
        self.add_button(self.tr("继续工作"), result=1, primary=True)


def show_apology(report: Path | None) -> bool:
    """Show the apology over whatever is up; return whether the clerk goes on working."""
    return bool(ApologyDialog(report).exec())
