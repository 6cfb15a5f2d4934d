# SPDX-License-Identifier: Apache-2.0
"""The first run: name the station, its city and its first supervisor; then keep the recovery code, shown once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.asking import Asking
from sscard_desktop.ui.codesheet import CodeSheet
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.gate import Gate, flush
from sscard_desktop.ui.passwords import NewPassword
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.editors import CodeEditor, GroupedEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

if TYPE_CHECKING:
    from sscard_desktop.ui.widgets.choices import Choice


@dataclass(frozen=True, slots=True)
class SetupRequest:
    """What a new station needs.

    Attributes:
        number: 1–9999, unique within the bureau's area.
        profile: name of the city profile.
        supervisor: log-in name of the first person.
    """

    station: str
    number: int
    profile: str
    supervisor: str
    password: str = field(repr=False)


class SetupPage(Gate):
    """Two sheets: the form, then the recovery code.

    Signals:
        setup_requested(SetupRequest): all is there; answer by :meth:`show_recovery_code` or :meth:`show_problem`.
        restore_requested(): no new station, but one from a backup.
        training_requested(): no real station yet; the training station is to be opened beside.
        campaign_requested(): a new station by a set-up file.
        cancelled(): back to where the ways part; nothing was made.
        finished(): the code was kept, as its last characters prove.
    """

    setup_requested = Signal(SetupRequest)
    restore_requested = Signal()
    campaign_requested = Signal()
    cancelled = Signal()
    finished = Signal()
    training_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width="wide")
        self.code_sheet = CodeSheet(self)
        self.code_sheet.finished.connect(self.finished)
        self._form = self._make_form()
        # One in the other's place, and no stack of both: the lower one would stand on the higher one's paper.
        self.sheet.addWidget(self._form)
        self.sheet.addWidget(self.code_sheet)
        self.code_sheet.hide()
        for key, go in (
            ("F2", self._open_campaign),
            ("F3", self._bring_back),
            ("F4", self._train),
            ("Esc", self._turn_back),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(go)
        self.setFocusProxy(self._station)
        self.retranslate()

    def _make_form(self) -> QWidget:
        space = tokens().space
        form = QWidget()
        self._title = Label("", form, role="section")
        self._lead = Label("", form, role="muted", wrap=True)
        flush(self._title, self._lead)
        self._banner = Banner(form, closable=False)
        self._station = PlainEditor("station", form)
        self._number = GroupedEditor("number", form, groups=(4,))
        self._profile = CodeEditor("profile", form)
        self._supervisor = PlainEditor("supervisor", form)
        self._new = NewPassword(form)
        self._fields: list[FieldEditor] = [
            self._station,
            self._number,
            self._profile,
            self._supervisor,
            self._new.first,
            self._new.again,
        ]
        self._go = Button("", form, kind="primary", key="Enter")
        self._flow = FieldFlow(self)
        self._flow.set_fields(self._fields)
        self._asking = Asking(
            self,
            flow=self._flow,
            verb=self._go,
            banner=self._banner,
            fields=lambda: self._fields,
            problems=self._problems,
        )
        self._asking.asked.connect(self._send)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        for part in (self._title, self._lead, self._banner):
            column.addWidget(part)
        column.addSpacing(space.s)
        for left, right in (
            (self._station, self._number),
            (self._profile, self._supervisor),
            (self._new.first, self._new.again),
        ):
            row = QHBoxLayout()
            row.setSpacing(space.m)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            column.addLayout(row)
        column.addWidget(self._go)
        self._restore = Button("", form, kind="link", key="F3")
        self._restore.clicked.connect(self._bring_back)
        self._campaign = Button("", form, kind="link", key="F2")
        self._campaign.clicked.connect(self._open_campaign)
        self._training = Button("", form, kind="link", key="F4")
        self._training.clicked.connect(self._train)
        self._back = Button("", form, kind="link", key="Esc")
        self._back.clicked.connect(self._turn_back)
        for link in (self._campaign, self._restore, self._training, self._back):
            # One below the other, as on the log-in page: beside each other, English ones have no room in large type.
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        for editor in self._fields:
            editor.set_required(True)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
        return form

    def set_profiles(self, profiles: Sequence[Choice], chosen: str = "") -> None:
        """Set the cities to choose from; ``chosen`` is filled in."""
        self._profile.set_choices(profiles)
        self._profile.set_value(chosen)

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why the station couldn't be made, or its code not be printed or saved."""
        if self.code_sheet.showing():
            self.code_sheet.show_problem(what, todo)
            return
        self._banner.show_message(what, todo, tone=Tone.BAD)
        self._set_busy(False)

    def show_done(self, what: str) -> None:
        """Say what went well just now."""
        self._banner.show_message(what, "", tone=Tone.OK)

    def show_recovery_code(self, code: str) -> None:
        """Show the code, and wait for the proof that it was kept."""
        for editor in (self._new.first, self._new.again):
            editor.set_value("")
        self._form.hide()
        self.code_sheet.show()
        self.setFocusProxy(self.code_sheet)
        self.code_sheet.show_code(code)

    def retranslate(self) -> None:
        self._title.setText(self.tr("建立新站点"))
        self._lead.setText(self.tr("数据只保存在本机，并全部加密。第一位用户是审核员，可以添加其他人。"))
        self._station.set_label(self.tr("站点名称"))
        self._station.set_hint(self.tr("如 成都 · 武侯支行 · 3 号台"))
        self._number.set_label(self.tr("站点编号（1–9999，本地区内不重复）"))
        self._profile.set_label(self.tr("城市"))
        self._profile.set_hint(self.tr("输入拼音首字母选择"))
        self._supervisor.set_label(self.tr("审核员用户名"))
        self._restore.set_text(self.tr("从备份恢复"))
        self._training.set_text(self.tr("先练习"))
        self._campaign.set_text(self.tr("有批期设置包？"))
        self._back.set_text(self.tr("返回"))
        self._go.set_text(self.tr("建立站点"))

    def _send(self) -> None:
        self._set_busy(True)
        self.setup_requested.emit(
            SetupRequest(
                station=self._station.value(),
                number=int(self._number.value()),
                profile=self._profile.value(),
                supervisor=self._supervisor.value(),
                password=self._new.first.value(),
            )
        )

    def _problems(self) -> dict[str, Note]:
        problems = {
            editor.key: Note(self.tr("请填写{label}。").format(label=editor.label()))
            for editor in self._fields
            if not editor.value()
        }
        if "number" not in problems and not 1 <= int(self._number.value()) <= 9999:
            problems["number"] = Note(self.tr("编号在 1 到 9999 之间。"))
        return {**problems, **self._new.problems()}

    def _bring_back(self) -> None:
        if self._go.isEnabled() and not self.code_sheet.showing():
            self.restore_requested.emit()

    def _train(self) -> None:
        if self._go.isEnabled() and not self.code_sheet.showing():
            self.training_requested.emit()

    def _turn_back(self) -> None:
        if self._go.isEnabled() and not self.code_sheet.showing():
            self.cancelled.emit()

    def _open_campaign(self) -> None:
        if self._go.isEnabled() and not self.code_sheet.showing():
            self.campaign_requested.emit()

    def _set_busy(self, busy: bool) -> None:
        self._go.setEnabled(not busy)
        self._go.set_text(self.tr("正在建立…") if busy else self.tr("建立站点"))
