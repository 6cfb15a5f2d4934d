# SPDX-License-Identifier: Apache-2.0
"""A new station by a set-up file: what the file says stands there, and what it leaves open is asked, mostly a password.

Then the recovery code, shown once, as for every new station.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.ui.asking import Asking
from sscard_desktop.ui.codesheet import CodeSheet
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.gate import Gate
from sscard_desktop.ui.passwords import NewPassword
from sscard_desktop.ui.setup_page import SetupRequest
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor, GroupedEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

if TYPE_CHECKING:
    from sscard_desktop.services.ports import Campaign


class CampaignSetupPage(Gate):
    """Two sheets: what the file says and what it leaves open, then the recovery code.

    Args:
        campaign: what was read.
        city: what its city is called.
        fingerprint: of the key that signed it, in groups.

    Signals:
        setup_requested(SetupRequest): answer by :meth:`show_recovery_code` or :meth:`show_problem`.
        cancelled(): back to where the ways part; nothing was made.
        finished(): the code was kept, as its last characters prove.
    """

    setup_requested = Signal(SetupRequest)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, campaign: Campaign, city: str, fingerprint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, width="wide")
        self._campaign, self._city, self._fingerprint = campaign, city, fingerprint
        self.code_sheet = CodeSheet(self)
        self.code_sheet.finished.connect(self.finished)
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._make_form())
        self._sheets.addWidget(self.code_sheet)
        self.sheet.addWidget(self._sheets)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._turn_back)
        self.setFocusProxy(self._fields[0])
        self.retranslate()

    def _make_form(self) -> QWidget:
        space = tokens().space
        form = QWidget()
        self._title = Label("", form, role="section")
        self._banner = Banner(form, closable=False)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(space.m)
        self._facts.setVerticalSpacing(space.xs)
        self._facts.setColumnStretch(1, 1)
        self._shown: dict[str, tuple[Label, Label]] = {}
        for place, key in enumerate(("station", "city", "people", "units", "key")):
            pair = Label("", form, role="label"), Label("", form, role="text", wrap=True)
            self._shown[key] = pair
            self._facts.addWidget(pair[0], place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(pair[1], place, 1)
        self._seat = CodeEditor("seat", form)
        self._seat.set_choices(
            [Choice(str(each.number), each.name, hint=f"{each.number:04d}") for each in self._campaign.seats]
        )
        self._name = PlainEditor("station", form)
        self._number = GroupedEditor("number", form, groups=(4,))
        self._known = CodeEditor("person", form)
        self._known.set_choices(
            [Choice(each.name, each.display_name or each.name, hint=each.name) for each in self._campaign.supervisors]
        )
        self._person = PlainEditor("supervisor", form)
        self._new = NewPassword(form)
        for hidden in (self._seat, self._name, self._number, self._known, self._person):
            hidden.hide()
        self._fields: list[FieldEditor] = [*self._open_fields(), self._new.first, self._new.again]
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
        self._back = Button("", form, kind="link", key="Esc")
        self._back.clicked.connect(self._turn_back)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(self._title)
        column.addWidget(self._banner)
        column.addLayout(self._facts)
        column.addSpacing(space.s)
        asked = self._fields[:-2]
        for start in range(0, len(asked), 2):
            column.addLayout(_beside(*asked[start : start + 2]))
        column.addLayout(_beside(self._new.first, self._new.again))
        column.addWidget(self._go)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        for editor in self._fields:
            editor.show()
            editor.set_required(True)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
        return form

    def _open_fields(self) -> list[FieldEditor]:
        """Return what the file leaves open."""
        seats, people = len(self._campaign.seats), len(self._campaign.supervisors)
        where: list[FieldEditor] = [] if seats == 1 else [self._seat] if seats else [self._name, self._number]
        who: list[FieldEditor] = [] if people == 1 else [self._known] if people else [self._person]
        return [*where, *who]

    def fields(self) -> list[FieldEditor]:
        """Return what is asked."""
        return self._fields

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why the station couldn't be made, or its code not be printed or saved."""
        if self.code_sheet.showing():
            self.code_sheet.show_problem(what, todo)
            return
        self._banner.show_message(what, todo, tone=Tone.BAD)
        self._set_busy(False)

    def show_recovery_code(self, code: str) -> None:
        """Show the code, and wait for the proof that it was kept."""
        for editor in (self._new.first, self._new.again):
            editor.set_value("")
        self._sheets.setCurrentWidget(self.code_sheet)
        self.setFocusProxy(self.code_sheet)
        self.code_sheet.show_code(code)

    def retranslate(self) -> None:
        self._title.setText(self.tr("按设置包建立站点"))
        for key, (word, value) in self._facts_told().items():
            label, text = self._shown[key]
            label.setText(word)
            text.setText(value)
            label.setVisible(bool(value))
            text.setVisible(bool(value))
        self._seat.set_label(self.tr("这台电脑是哪个站点"))
        self._name.set_label(self.tr("站点名称"))
        self._number.set_label(self.tr("站点编号（1–9999，本地区内不重复）"))
        self._known.set_label(self.tr("由哪位审核员建立"))
        self._person.set_label(self.tr("审核员用户名"))
        self._back.set_text(self.tr("返回"))
        self._go.set_text(self.tr("建立站点"))

    def _facts_told(self) -> Mapping[str, tuple[str, str]]:
        campaign = self._campaign
        one = campaign.seats[0] if len(campaign.seats) == 1 else None
        chief = campaign.supervisors[0] if len(campaign.supervisors) == 1 else None
        people = self.tr("{count} 人，各自的密码建好以后再设").format(count=len(campaign.people))
        if chief is not None:
            shown = self.tr("{name}（{user}）").format(name=chief.display_name, user=chief.name)
            people = self.tr("{name} 用下面的密码登录；共 {count} 人").format(
                name=shown if chief.display_name else chief.name, count=len(campaign.people)
            )
        units = self.tr("单位 {units} 个，花名册 {lists} 份，信任的站点 {stations} 个").format(
            units=len(campaign.units),
            lists=len({piece.roster.id for piece in campaign.rosters}) + bool(campaign.roster),
            stations=len(campaign.stations),
        )
        return {
            "station": (self.tr("站点"), f"{one.number:04d} · {one.name}" if one else ""),
            "city": (
                self.tr("城市和批期"),
                self.tr("{city}，{campaign} 批期").format(city=self._city, campaign=campaign.name),
            ),
            "people": (self.tr("人员"), people if campaign.people else ""),
            "units": (self.tr("一起带来"), units),
            "key": (
                self.tr("签名指纹"),
                self.tr("{key}，请和发设置包的人核对").format(key=self._fingerprint),
            ),
        }

    def _send(self) -> None:
        self._set_busy(True)
        self.setup_requested.emit(self._request())

    def _request(self) -> SetupRequest:
        campaign = self._campaign
        number = str(campaign.seats[0].number) if len(campaign.seats) == 1 else self._seat.value()
        seat = next((each for each in campaign.seats if str(each.number) == number), None)
        chief = campaign.supervisors[0].name if len(campaign.supervisors) == 1 else self._known.value()
        return SetupRequest(
            station=seat.name if seat else self._name.value(),
            number=seat.number if seat else int(self._number.value()),
            profile=campaign.profile,
            supervisor=chief or self._person.value(),
            password=self._new.first.value(),
        )

    def _problems(self) -> dict[str, Note]:
        problems = {
            editor.key: Note(self.tr("请填写{label}。").format(label=editor.label()))
            for editor in self._fields
            if not editor.value()
        }
        if self._number in self._fields and "number" not in problems and not 1 <= int(self._number.value()) <= 9999:
            problems["number"] = Note(self.tr("编号在 1 到 9999 之间。"))
        return {**problems, **self._new.problems()}

    def _turn_back(self) -> None:
        if self._go.isEnabled() and not self.code_sheet.showing():
            self.cancelled.emit()

    def _set_busy(self, busy: bool) -> None:
        self._go.setEnabled(not busy)
        self._go.set_text(self.tr("正在建立…") if busy else self.tr("建立站点"))


def _beside(*editors: FieldEditor) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens().space.m)
    for editor in editors:
        row.addWidget(editor, 1)
    return row
