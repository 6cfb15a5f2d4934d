# SPDX-License-Identifier: Apache-2.0
"""Writing a campaign's set-up file for fresh laptops: where to, its password, and a roster to take along."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.services.ports import Lock, Seat, WrittenFile
from sscard_desktop.services.trust import shown_fingerprint
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dateeditors import DateEditor
from sscard_desktop.ui.widgets.destination import Destination
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor, PlainEditor

_LARGEST_ROSTER_BYTES = 32 << 20
_USUAL_DAYS = 60
"""For which a set-up is good unless somebody says otherwise: a campaign's beginning."""
_SEAT = re.compile(r"(\d{1,4})\s*[=＝:：、 \u3000]\s*(\S.*)")


def ask_roster(parent: QWidget, title: str) -> str:
    """Ask for a roster; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", "*.xlsx *.xls *.csv")[0]


def seats_in(text: str) -> tuple[Seat, ...] | None:
    """Return the stations that were typed, ``None`` where one lacks its number or its name."""
    parts = [part for part in re.split("[;；\n]", text) if part.strip()]
    found = [_SEAT.fullmatch(part.strip()) for part in parts]
    return tuple(Seat(int(each[1]), each[2]) for each in found if each) if all(found) else None


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
        self._destination = Destination(self)
        self._roster = PathEditor("roster", self, ask=ask_roster)
        self._roster.set_label(self.tr("一起带上的花名册（可以不带）"))
        self._seats = PlainEditor("seats", self)
        self._seats.set_label(self.tr("给哪些站点（编号和名称，用分号隔开；不填就在新电脑上填）"))
        self._seats.set_hint(self.tr("如 9 武侯支行 9 号台；10 武侯支行 10 号台"))
        self._until = DateEditor("until", self)
        self._until.set_label(self.tr("有效期到（可以不填）"))
        self._until.set_value((desk.workplace.clock.today() + timedelta(days=_USUAL_DAYS)).isoformat())
        folder, password, again = self._destination.fields()
        fields: list[FieldEditor] = [folder, self._seats, self._roster, self._until, password, again]
        self._flow = FieldFlow(self)
        self._order = [editor.key for editor in fields]
        self._flow.set_fields(fields)
        self._flow.ended.connect(self._make)
        self.body.addWidget(self._banner)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens().space.m)
        for row, line in enumerate(((folder,), (self._seats,), (self._roster, self._until), (password, again))):
            for column, placed in enumerate(line):
                grid.addWidget(placed, row, column, 1, 3 - len(line))
        self.body.addLayout(grid)
        for editor in fields:
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
        self.add_button(self.tr("关闭"), result=0, key="Esc")
        self._go = Button(self.tr("写出设置包"), self, kind="primary", icon="export", key="Enter")
        self._go.clicked.connect(self._make)
        self._buttons.addWidget(self._go)
        folder.control().setFocus()

    def fields(self) -> tuple[PathEditor, PathEditor, PasswordEditor, PasswordEditor]:
        """Return folder, roster, password and its repetition."""
        return self._destination.folder, self._roster, self._destination.password, self._destination.again

    def limits(self) -> tuple[PlainEditor, DateEditor]:
        """Return the stations that it is for, and its last day."""
        return self._seats, self._until

    def written(self) -> WrittenFile | None:
        """Return what was written, once it was."""
        return self._written

    def _make(self) -> None:
        problems = self._problems()
        for editor in (*self.fields(), *self.limits()):
            editor.set_note(problems.get(editor.key))
        if problems:
            self._flow.go_to(next(key for key in self._order if key in problems))
            return
        if self._busy:
            return
        self._set_busy(True)
        desk = self._desk
        path = self._destination.folder.path() / f"campaign-{desk.identity.number:04d}-{desk.identity.profile}{SUFFIX}"
        seats, until = seats_in(self._seats.value()), self._until.value()
        lock = Lock(password=self._destination.password.value())
        roster = self._roster.path() if self._roster.value() else None

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
            written = desk.campaigns().make(
                path,
                lock,
                desk.workplace.profiles,
                roster=taken,
                seats=seats or (),
                valid_until=date.fromisoformat(until) if until else None,
            )
            return written, shown_fingerprint(desk.handover().station_key().fingerprint)

        desk.tasks.run(make, owner=self, on_done=self._show, on_error=self._fail)

    def _problems(self) -> dict[str, Note]:
        problems = self._destination.problems()
        if self._roster.value() and not self._roster.leads_to_file():
            problems["roster"] = Note(self.tr("没有这个文件，请重新选择，或留空。"))
        if seats_in(self._seats.value()) is None:
            problems["seats"] = Note(self.tr("每个站点写编号和名称，如 9 武侯支行 9 号台，用分号隔开。"))
        return problems

    def _show(self, made: tuple[WrittenFile, str]) -> None:
        self._set_busy(False)
        self._written, fingerprint = made
        self._destination.forget()
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
