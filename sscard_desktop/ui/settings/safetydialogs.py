# SPDX-License-Identifier: Apache-2.0
"""What the safety part asks before it acts: where backups go, a password for the drill, a file, a yes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.fields import NO, YES
from sscard_desktop.services.backups import BackupState
from sscard_desktop.services.retention import Preview
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.editors import FlagEditor, GroupedEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.plain import PasswordEditor

_MEBIBYTE = 1 << 20
_SHOWN = 8
_TABLES = (".csv", ".xlsx")


class BackupPlaceDialog(FormDialog):
    """Where backups go, how many stay, how often.

    Signals:
        given(folder, second, keep, every_h): ``folder`` and ``second`` are paths, or ``None``.
    """

    given = Signal(object, object, int, int)

    def __init__(self, state: BackupState, parent: QWidget) -> None:
        super().__init__(parent, icon="settings", verb="")
        self._go.set_text(self.tr("保存"))
        self.set_title(self.tr("备份设置"))
        self.set_text(self.tr("第二处请选 U 盘或另一块盘：电脑丢了，备份还在。备份和站点一样加密。"))
        self._folder = PathEditor("folder", self)
        self._folder.set_label(self.tr("备份到哪个文件夹（不填则在站点文件夹里）"))
        self._folder.set_value(str(state.folder))
        self._second = PathEditor("second", self)
        self._second.set_label(self.tr("第二处（没有则不填）"))
        self._second.set_value(str(state.second or ""))
        self._keep = GroupedEditor("keep", self, groups=(4,))
        self._keep.set_label(self.tr("每处保留多少份"))
        self._keep.set_value(str(state.keep))
        self._every = GroupedEditor("every", self, groups=(4,))
        self._every.set_label(self.tr("有新内容时，每多少小时自动备份"))
        self._every.set_value(str(state.every_h))
        self.set_fields(self._folder, self._second, self._keep, self._every)

    def send(self) -> None:
        folder, second = (editor.path() if editor.value() else None for editor in (self._folder, self._second))
        self.given.emit(folder, second, int(self._keep.value() or 0), int(self._every.value() or 0))


class DrillDialog(FormDialog):
    """The password with which a backup is restored into a scratch folder.

    Signals:
        given(password)
    """

    given = Signal(str)

    def __init__(self, backup: str, parent: QWidget) -> None:
        super().__init__(parent, icon="refresh", verb="")
        self._go.set_text(self.tr("开始验证"))
        self.set_title(self.tr("验证备份能恢复"))
        self.set_text(
            self.tr("把 {file} 恢复到临时位置，全部读一遍，然后删除。正在使用的数据不受影响。").format(file=backup)
        )
        self._password = PasswordEditor("password", self)
        self._password.set_label(self.tr("您在备份那天的密码"))
        self._password.set_required(True)
        self.set_fields(self._password)

    def problems(self) -> dict[str, Note]:
        return {} if self._password.value() else {"password": Note(self.tr("请输入密码。"))}

    def send(self) -> None:
        self.given.emit(self._password.value())


def ask_table(parent: QWidget, title: str) -> str:
    """Ask for a table to be written; ``""`` if the person thought better of it."""
    return QFileDialog.getSaveFileName(parent, title, "audit.xlsx", "Excel (*.xlsx);;CSV (*.csv)")[0]


class TrailExportDialog(FormDialog):
    """Where the trail goes as a table, and whether people's data are covered in it.

    Args:
        may_uncover: whether the person may take it out uncovered.

    Signals:
        given(path, covered)
    """

    given = Signal(object, bool)

    def __init__(self, parent: QWidget, *, may_uncover: bool) -> None:
        super().__init__(parent, icon="export", verb="")
        self._go.set_text(self.tr("导出"))
        self.set_title(self.tr("导出操作日志"))
        self.set_text(self.tr("写成 Excel 或 CSV 表格，供检查人员查阅。导出本身也会记入日志。"))
        self._file = PathEditor("file", self, ask=ask_table)
        self._file.set_label(self.tr("保存为（.xlsx 或 .csv）"))
        self._file.set_required(True)
        self._open = FlagEditor("open", self)
        self._open.set_label(self.tr("其中的个人信息"))
        self._open.set_words(self.tr("原样写出"), self.tr("遮盖"))
        self._open.set_value(NO)
        self.set_fields(self._file, *((self._open,) if may_uncover else ()))
        self._open.setVisible(may_uncover)

    def problems(self) -> dict[str, Note]:
        if self._file.path().suffix.lower() not in _TABLES or not self._file.leads_into_folder():
            return {"file": Note(self.tr("请选择文件夹，并给出以 .xlsx 或 .csv 结尾的文件名。按 F4 选择。"))}
        return {}

    def send(self) -> None:
        self.given.emit(self._file.path(), self._open.value() != YES)

    def path(self) -> Path:
        """Return where it goes."""
        return self._file.path()


class DestroyDialog(Dialog):
    """What goes for good, before it goes.

    Signals:
        confirmed()
    """

    confirmed = Signal()

    def __init__(self, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent, icon="warn", tone="warn")
        count = len(preview.going)
        self.set_title(self.tr("销毁 %n 条到期记录", "", count))
        size = f"{preview.size_bytes / _MEBIBYTE:.1f} MB"
        self.set_text(
            self.tr(
                "姓名、证件、照片（{size}）和日志中的内容会被覆盖，不能恢复；只留编号、日期和摘要，并出具销毁证明。"
            ).format(size=size)
        )
        for expired in preview.going[:_SHOWN]:
            due = f"{expired.due_at.astimezone(CHINA):%Y-%m-%d}"
            line = self.tr("{record}，{due} 到期").format(record=expired.life.record, due=due)
            self.body.addWidget(Label(line, self, role="hint"))
        if count > _SHOWN:
            self.body.addWidget(Label(self.tr("……另有 %n 条", "", count - _SHOWN), self, role="muted"))
        # No Enter here: what can't be undone isn't done by a key pressed once too often.
        self.add_button(self.tr("取消"), result=0, key="Esc").setFocus()
        self.add_button(self.tr("销毁"), result=1, danger=True)
        self.accepted.connect(self.confirmed)
