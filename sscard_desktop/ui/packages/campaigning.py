# SPDX-License-Identifier: Apache-2.0
"""Writing a campaign's set-up file for fresh laptops: where to, its password, and a roster to take along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.services.ports import Lock, WrittenFile
from sscard_desktop.services.trust import shown_fingerprint
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.packages.handing import SHORTEST_PASSWORD
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor

_LARGEST_ROSTER_BYTES = 32 << 20


def ask_roster(parent: QWidget, title: str) -> str:
    """Ask for a roster; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", "*.xlsx *.xls *.csv")[0]


class MakeCampaignDialog(Dialog):
    """Enter writes it; what was written, or what went wrong, is said in the same place."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, icon="export")
        self.setObjectName("wide")
        self._desk = desk
        self._busy = False
        self._written: WrittenFile | None = None
        self.set_title(self.tr("批期设置包"))
        self.set_text(
            self.tr(
                "给新电脑用：带上城市配置、单位名录、人员名单（不带密码）和本机的接收证书。"
                "按它建立的站点，交出的包只有本机能打开。"
            )
        )
        self._banner = Banner(self, closable=False)
        self._folder = PathEditor("folder", self)
        self._folder.set_label(self.tr("保存到哪个文件夹"))
        self._roster = PathEditor("roster", self, ask=ask_roster)
        self._roster.set_label(self.tr("一起带上的花名册（可以不带）"))
        self._password = PasswordEditor("password", self)
        self._password.set_label(self.tr("密码（至少 {count} 个字符）").format(count=SHORTEST_PASSWORD))
        self._again = PasswordEditor("again", self)
        self._again.set_label(self.tr("再输入一次密码"))
        fields: list[FieldEditor] = [self._folder, self._roster, self._password, self._again]
        self._flow = FieldFlow(self)
        self._flow.set_fields(fields)
        self._flow.ended.connect(self._make)
        self.body.addWidget(self._banner)
        for editor in fields:
            editor.set_required(editor is not self._roster)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            self.body.addWidget(editor)
        self.add_button(self.tr("关闭"), result=0, key="Esc")
        self._go = Button(self.tr("写出设置包"), self, kind="primary", icon="export", key="Enter")
        self._go.clicked.connect(self._make)
        self._buttons.addWidget(self._go)
        self._folder.control().setFocus()

    def fields(self) -> tuple[PathEditor, PathEditor, PasswordEditor, PasswordEditor]:
        """Return folder, roster, password and its repetition."""
        return self._folder, self._roster, self._password, self._again

    def written(self) -> WrittenFile | None:
        """Return what was written, once it was."""
        return self._written

    def _make(self) -> None:
        problems = self._problems()
        for editor in self.fields():
            editor.set_note(problems.get(editor.key))
        if problems:
            self._flow.go_to(next(iter(problems)))
            return
        if self._busy:
            return
        self._set_busy(True)
        desk = self._desk
        path = self._folder.path() / f"campaign-{desk.identity.number:04d}-{desk.identity.profile}{SUFFIX}"
        lock, roster = Lock(password=self._password.value()), self._roster.path() if self._roster.value() else None

        def make() -> tuple[WrittenFile, str]:
            taken = ("", b"")
            if roster is not None:
                try:
                    if roster.stat().st_size > _LARGEST_ROSTER_BYTES:
                        raise EnvironmentFailedError(
                            "file.too_large", file=roster.name, limit_mb=_LARGEST_ROSTER_BYTES >> 20
                        )
                    taken = (roster.name, roster.read_bytes())
                except OSError as error:
                    raise EnvironmentFailedError(
                        "file.unreadable", file=roster.name, reason=error.strerror or ""
                    ) from error
            written = desk.campaigns().make(path, lock, desk.workplace.profiles, roster=taken)
            return written, shown_fingerprint(desk.handover().station_key().fingerprint)

        desk.tasks.run(make, owner=self, on_done=self._show, on_error=self._fail)

    def _problems(self) -> dict[str, Note]:
        problems: dict[str, Note] = {}
        if not self._folder.value() or not self._folder.path().is_dir():
            problems["folder"] = Note(self.tr("请选择文件夹，比如 U 盘。按 F4 选择。"))
        if self._roster.value() and not self._roster.path().is_file():
            problems["roster"] = Note(self.tr("没有这个文件，请重新选择，或留空。"))
        if len(self._password.value()) < SHORTEST_PASSWORD:
            problems["password"] = Note(self.tr("密码太短，至少 {count} 个字符。").format(count=SHORTEST_PASSWORD))
        elif self._again.value() != self._password.value():
            problems["again"] = Note(self.tr("两次输入的密码不一样，请再输入一次。"))
        return problems

    def _show(self, made: tuple[WrittenFile, str]) -> None:
        self._set_busy(False)
        self._written, fingerprint = made
        for editor in (self._password, self._again):
            editor.set_value("")
        self._banner.show_message(
            self.tr("设置包已写出：{file}").format(file=str(self._written.path)),
            self.tr("密码请用别的途径告诉各站点；它们打开时看到的指纹应是 {key}。").format(key=fingerprint),
            tone=Tone.OK,
        )

    def _fail(self, error: SscardError) -> None:
        self._set_busy(False)
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._go.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)
