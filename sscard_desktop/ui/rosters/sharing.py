# SPDX-License-Identifier: Apache-2.0
"""A roster for other laptops: written as locked files, whole or in parts, and opened from such a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.roster import Roster
from sscard_desktop.domain.rostersplit import MOST_PARTS
from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.services.ports import Lock, Recipient, WrittenFile
from sscard_desktop.services.rosteropening import Taken
from sscard_desktop.services.rostersharing import SharedRoster
from sscard_desktop.services.trust import shown_fingerprint
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import clauses
from sscard_desktop.ui.records.words import moment
from sscard_desktop.ui.rosters.workdialog import WorkDialog
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.destination import Destination
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.plain import PasswordEditor, PlainEditor
from sscard_desktop.ui.widgets.segments import Segments

_BY_LIST, _BY_UNIT = "list", "unit"


def ask_shared(parent: QWidget, title: str) -> str:
    """Ask for a roster's file; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", f"*{SUFFIX}")[0]


class ShareDialog(WorkDialog):
    """Into how many parts, where to, and who can open them."""

    def __init__(self, desk: Desk, roster: Roster, parent: QWidget) -> None:
        super().__init__(desk, parent, icon="export", verb="")
        self._verb = self.tr("写出")
        self._roster = roster
        self._receivers: Sequence[Recipient] = ()
        self.set_title(self.tr("分给几台电脑：{title}").format(title=roster.title))
        self.set_text(
            self.tr(
                "写成加密、签名的文件，拷到各台电脑，在“花名册”页按 R 打开。各台采集的进度随站点包合并回来；"
                "同一份花名册可以每台都给全部，也可以一台一份。"
            )
        )
        self._by = Segments(self)
        self._by.set_options([(_BY_LIST, self.tr("按名单顺序分")), (_BY_UNIT, self.tr("同一单位在一起"))])
        self._by.set_code(_BY_LIST)
        self._locked = Label("", self, role="text", wrap=True)
        parts = PlainEditor("parts", self)
        parts.set_label(self.tr("分成几份（1 是不分，每台都给全部）"))
        parts.set_value("1")
        parts.set_required(True)
        self._destination = Destination(self)
        self.question.addWidget(self._by)
        self.question.addWidget(self._locked)
        self.question.addSpacing(tokens().space.s)
        self.set_fields(parts, *self._destination.fields(), columns=2)
        self._go.set_text(self._verb)
        desk.tasks.run(lambda: desk.handover().receivers(), owner=self, on_done=self._show_receivers)

    def problems(self) -> dict[str, Note]:
        problems: dict[str, Note] = {}
        parts = self.value("parts")
        if not (parts.isascii() and parts.isdecimal() and 1 <= int(parts[:4]) <= MOST_PARTS):
            problems["parts"] = Note(self.tr("请填 1 到 {most} 的数字。").format(most=MOST_PARTS))
        return problems | self._destination.problems()

    def start(self) -> None:
        desk, roster = self.desk, self._roster
        folder, parts = self._destination.folder.path(), int(self.value("parts"))
        together = self._by.code() == _BY_UNIT
        lock = Lock(tuple(self._receivers)) if self._receivers else Lock(password=self.value("password"))
        self.run(
            lambda task: desk.roster_sharing().share(
                roster.id, folder, lock, task, parts=parts, units_together=together
            ),
            self.tr("正在写出"),
            self._show_written,
        )

    def _show_receivers(self, receivers: Sequence[Recipient]) -> None:
        self._receivers = receivers
        who = clauses((each.subject for each in receivers), self.desk.language.code)
        self._locked.setText(
            self.tr("只有接收方能打开：{who}").format(who=who)
            if receivers
            else self.tr("请设一个密码，用别的途径告诉各台电脑的人。")
        )
        self._destination.ask_password(not receivers)

    def _show_written(self, written: Sequence[WrittenFile]) -> None:
        names = "\n".join(each.path.name for each in written)
        self.show_result(self.tr("已写出 %n 个文件：", "", len(written)) + "\n" + names, str(written[0].path.parent))


class TakeDialog(WorkDialog):
    """What a roster's file says of itself; an unknown sender's fingerprint is compared first.

    Signals:
        taken(roster_id): its people are here.
    """

    taken = Signal(str)

    def __init__(self, desk: Desk, shared: SharedRoster, parent: QWidget) -> None:
        super().__init__(desk, parent, icon="import", verb="")
        self._verb = self.tr("打开") if shared.station else self.tr("指纹一致，打开")
        self._go.set_text(self._verb)
        self._shared = shared
        origin = shared.signed.origin
        self.set_title(self.tr("打开分来的花名册"))
        part = (
            self.tr("第 {part} 份，共 {parts} 份，").format(part=origin.part, parts=origin.parts)
            if origin.parts > 1
            else ""
        )
        self.set_text(
            self.tr("来自 {number} 号站点 {name}，{part}{rows} 人，{at} 写出。").format(
                number=origin.number, name=origin.name, part=part, rows=origin.rows, at=moment(origin.made_at)
            )
        )
        if not shared.station:
            warned = Label(
                self.tr("本机还不认识这个站点。请和对方核对“交出站点包”里显示的指纹，完全一样才打开："),
                self,
                role="text",
                wrap=True,
            )
            fingerprint = Label(shown_fingerprint(shared.signed.key.fingerprint), self, role="name", wrap=True)
            fingerprint.setObjectName("fingerprint")
            fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.question.addWidget(warned)
            self.question.addWidget(fingerprint)
        if shared.signed.locked_by == "password":
            password = PasswordEditor("password", self)
            password.set_label(self.tr("这个文件的密码"))
            password.set_required(True)
            self.set_fields(password)
        else:
            self.question.addStretch()

    def problems(self) -> dict[str, Note]:
        if "password" in self.fields() and not self.value("password"):
            return {"password": Note(self.tr("请输入写出文件时设的密码。"))}
        return {}

    def start(self) -> None:
        desk, shared = self.desk, self._shared
        password = self.value("password") if "password" in self.fields() else ""
        confirmed = not shared.station
        self.run(
            lambda task: desk.roster_sharing().take(shared, task, password=password, confirmed=confirmed),
            self.tr("正在打开"),
            self._end,
        )

    def _end(self, taken: Taken) -> None:
        self.accept()
        self.taken.emit(taken.roster.id)
