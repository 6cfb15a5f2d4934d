# SPDX-License-Identifier: Apache-2.0
"""The first run: name the station, its city and its first supervisor; then keep the recovery code, shown once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.gate import Gate
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor, GroupedEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor, PlainEditor

SHORTEST_PASSWORD = 8
_LAST_OF_CODE = 4


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
        print_requested(code), save_requested(code): the recovery code on paper or in a file.
        finished(): the code was kept, as its last characters prove.
    """

    setup_requested = Signal(SetupRequest)
    print_requested = Signal(str)
    save_requested = Signal(str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width="wide")
        self._code = ""
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._make_form())
        self._sheets.addWidget(self._make_recovery())
        self.sheet.addWidget(self._sheets)
        self.setFocusProxy(self._station)
        self.retranslate()

    def _make_form(self) -> QWidget:
        space = tokens().space
        form = QWidget()
        self._title = Label("", form, role="section")
        self._lead = Label("", form, role="muted", wrap=True)
        self._banner = Banner(form, closable=False)
        self._station = PlainEditor("station", form)
        self._number = GroupedEditor("number", form, groups=(4,))
        self._profile = CodeEditor("profile", form)
        self._supervisor = PlainEditor("supervisor", form)
        self._password = PasswordEditor("password", form)
        self._again = PasswordEditor("again", form)
        self._fields: list[FieldEditor] = [
            self._station,
            self._number,
            self._profile,
            self._supervisor,
            self._password,
            self._again,
        ]
        self._go = Button("", form, kind="primary", key="Enter")
        self._go.clicked.connect(self._ask)
        self._flow = FieldFlow(self)
        self._flow.set_fields(self._fields)
        self._flow.ended.connect(self._ask)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        for part in (self._title, self._lead, self._banner):
            column.addWidget(part)
        column.addSpacing(space.s)
        for left, right in (
            (self._station, self._number),
            (self._profile, self._supervisor),
            (self._password, self._again),
        ):
            row = QHBoxLayout()
            row.setSpacing(space.m)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            column.addLayout(row)
        column.addWidget(self._go)
        for editor in self._fields:
            editor.set_required(True)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
        return form

    def _make_recovery(self) -> QWidget:
        space = tokens().space
        recovery = QWidget()
        self._recovery_title = Label("", recovery, role="section")
        self._recovery_lead = Label("", recovery, role="text", wrap=True)
        self._recovery_banner = Banner(recovery, closable=False)
        self._shown_code = Label("", recovery, role="name")
        self._shown_code.setObjectName("recovery_code")
        self._shown_code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown_code.setWordWrap(True)
        self._print = Button("", recovery, icon="printer")
        self._print.clicked.connect(lambda: self.print_requested.emit(self._code))
        self._save = Button("", recovery, icon="export")
        self._save.clicked.connect(lambda: self.save_requested.emit(self._code))
        self._proof = PlainEditor("proof", recovery)
        self._proof.edited.connect(lambda _: self._show_proof())
        self._proof.accepted.connect(self._end)
        self._end_button = Button("", recovery, kind="primary", key="Enter")
        self._end_button.clicked.connect(self._end)
        column = QVBoxLayout(recovery)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.m)
        column.addWidget(self._recovery_title)
        column.addWidget(self._recovery_lead)
        column.addWidget(self._recovery_banner)
        column.addWidget(self._shown_code)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addStretch()
        row.addWidget(self._print)
        row.addWidget(self._save)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._proof)
        column.addWidget(self._end_button)
        column.addStretch()
        return recovery

    def set_profiles(self, profiles: Sequence[Choice], chosen: str = "") -> None:
        """Set the cities to choose from; ``chosen`` is filled in."""
        self._profile.set_choices(profiles)
        self._profile.set_value(chosen)

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why the station couldn't be made, or its code not be printed or saved."""
        banner = self._recovery_banner if self._code else self._banner
        banner.show_message(what, todo, tone=Tone.BAD)
        self._set_busy(False)

    def show_recovery_code(self, code: str) -> None:
        """Show the code, and wait for the proof that it was kept."""
        self._code = code
        self._shown_code.setText(code)
        self._password.set_value("")
        self._again.set_value("")
        self._sheets.setCurrentIndex(1)
        self.setFocusProxy(self._proof)
        self._proof.setFocus()
        self._show_proof()

    def retranslate(self) -> None:
        self._title.setText(self.tr("建立新站点"))
        self._lead.setText(self.tr("数据只保存在本机，并全部加密。第一位用户是审核员，可以添加其他人。"))
        self._station.set_label(self.tr("站点名称"))
        self._station.set_hint(self.tr("如 成都 · 武侯支行 · 3 号台"))
        self._number.set_label(self.tr("站点编号（1–9999，本地区内不重复）"))
        self._profile.set_label(self.tr("城市"))
        self._profile.set_hint(self.tr("输入拼音首字母选择"))
        self._supervisor.set_label(self.tr("审核员用户名"))
        self._password.set_label(self.tr("密码（至少 {count} 个字符）").format(count=SHORTEST_PASSWORD))
        self._again.set_label(self.tr("再输入一次密码"))
        self._go.set_text(self.tr("建立站点"))
        self._recovery_title.setText(self.tr("请保存恢复码"))
        self._recovery_lead.setText(
            self.tr(
                "忘记密码时，只有恢复码能打开数据。它只显示这一次，程序不会保存它。请打印或抄写，装入信封封存在保险柜。"
            )
        )
        self._print.set_text(self.tr("打印恢复码"))
        self._save.set_text(self.tr("保存为文件"))
        self._proof.set_label(self.tr("输入恢复码的最后 {count} 个字符，确认已经保存").format(count=_LAST_OF_CODE))
        self._end_button.set_text(self.tr("已保存，开始使用"))
        self._show_proof()

    def _ask(self) -> None:
        problems = self._problems()
        for editor in self._fields:
            editor.set_note(problems.get(editor.key))
        if problems:
            self._flow.go_to(next(editor.key for editor in self._fields if editor.key in problems))
            return
        self._banner.close_message()
        self._set_busy(True)
        self.setup_requested.emit(
            SetupRequest(
                station=self._station.value(),
                number=int(self._number.value()),
                profile=self._profile.value(),
                supervisor=self._supervisor.value(),
                password=self._password.value(),
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
        if "password" not in problems and len(self._password.value()) < SHORTEST_PASSWORD:
            problems["password"] = Note(self.tr("密码太短，至少 {count} 个字符。").format(count=SHORTEST_PASSWORD))
        elif "again" not in problems and self._again.value() != self._password.value():
            problems["again"] = Note(self.tr("两次输入的密码不一样，请再输入一次。"))
        return problems

    def _set_busy(self, busy: bool) -> None:
        self._go.setEnabled(not busy)
        self._go.set_text(self.tr("正在建立…") if busy else self.tr("建立站点"))

    def _proven(self) -> bool:
        typed = self._proof.value().upper()
        return bool(self._code) and typed == self._code.upper()[-_LAST_OF_CODE:]

    def _show_proof(self) -> None:
        self._end_button.setEnabled(self._proven())

    def _end(self) -> None:
        if self._proven():
            self._code = ""
            self._shown_code.setText("")
            self.finished.emit()
        else:
            self._proof.set_note(Note(self.tr("与恢复码最后几个字符不一致，请核对抄写的内容。"), Tone.WARN))
