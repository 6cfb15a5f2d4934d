# SPDX-License-Identifier: Apache-2.0
"""One roster's people with what may be done with them: function keys, since letters are typed into the search line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.roster import Roster, RosterId, RowGlance, RowState
from sscard_desktop.services.calledup import CalledUp
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.doors import Doors
from sscard_desktop.ui.rosters.part import Offer, Part
from sscard_desktop.ui.rosters.people import PeopleList
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.reason import ReasonDialog


class PeoplePart(Part):
    """Enter calls somebody up at the counter, or opens their record; F9 saves who is missing, Ctrl+M is all else.

    Signals:
        left(roster_id): back to the list.
        record_wanted(page, record_id): somebody's record is wanted on another page.
        update_wanted(Roster): a file is to be laid over this roster.
    """

    left = Signal(str)
    record_wanted = Signal(str, str)
    update_wanted = Signal(Roster)

    def __init__(self, desk: Desk, parent: QWidget, ask: Callable[[Part, str, str], str]) -> None:
        self._desk = desk
        super().__init__(parent)
        self.doors = Doors(desk, self, ask)
        self.list = PeopleList(desk, self)
        self.doors.changed.connect(self.list.refresh)
        self.list.opened.connect(self._open)
        self.list.row_changed.connect(self.offer_changed)
        self.list.failed.connect(self._lost)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)

    def show_roster(self, roster_id: RosterId) -> None:
        """Show another roster."""
        self.list.open_roster(roster_id)
        self.doors.look_at_drive()

    def keys(self) -> Mapping[str, str]:
        return {
            "Esc": "back",
            "F3": "find",
            "F6": "units",
            "F9": "missing",
            "Ctrl+R": "refuse",
            "Ctrl+O": "update",
            "Ctrl+M": "more",
        }

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {
            "back": self._back,
            "find": self._find,
            "units": self.list.show_units,
            "missing": lambda: self._door("missing"),
            "refuse": self._refuse,
            "update": self._update,
            "more": self._more,
        }

    def offer(self) -> Offer:
        by_unit, person, glance = self.list.by_unit(), self.list.current(), self.list.roster()
        left = [
            KeyAction("back", "Esc", self.tr("返回")),
            KeyAction("find", "F3", self.tr("查找")),
            KeyAction("units", "F6", self.tr("看人员") if by_unit else self.tr("按单位看")),
        ]
        if glance is not None and glance.counts.get(RowState.MISSING):
            left.append(KeyAction("missing", "F9", self.tr("未到名单")))
        left.append(KeyAction("update", "Ctrl+O", self.tr("更新")))
        left.append(KeyAction("more", "Ctrl+M", self.tr("更多")))
        right = []
        if person is not None and person.state is RowState.MISSING:
            right.append(KeyAction("refuse", "Ctrl+R", self.tr("不采集")))
        elif person is not None and person.state is RowState.REFUSED:
            right.append(KeyAction("refuse", "Ctrl+R", self.tr("恢复采集")))
        verb, icon = self._next(person)
        return Offer(tuple(left), tuple(right), verb, icon)

    def go(self) -> None:
        person = self.list.current()
        if person is not None:
            self._open(person)

    def retranslate(self) -> None:
        self.offer_changed.emit()

    # what is done

    def _next(self, person: RowGlance | None) -> tuple[str, str]:
        if person is None:
            return "", ""
        if person.state is RowState.DONE:
            return self.tr("查看记录"), "search"
        if not self._desk.operator.may(Permission.CAPTURE) or person.state is RowState.REFUSED or self._closed():
            return "", ""
        return (self.tr("继续办理") if person.state is RowState.HALF else self.tr("到柜台办理")), "counter"

    def _closed(self) -> bool:
        glance = self.list.roster()
        return glance is not None and glance.roster.closed_at is not None

    def _open(self, person: RowGlance) -> None:
        verb, _ = self._next(person)
        if not verb:
            return
        if person.state is RowState.DONE and person.record is not None:
            self.record_wanted.emit("records", person.record)
            return

        def show(called: CalledUp) -> None:
            self.record_wanted.emit("counter", called.taken.record.id)

        self._desk.tasks.run(
            lambda: self._desk.drive().call_up(person.id), owner=self, on_done=show, on_error=self.failed.emit
        )

    def _refuse(self) -> None:
        person, glance, rosters = self.list.current(), self.list.roster(), self._desk.rosters
        if person is None or glance is None:
            return
        roster_id = glance.roster.id
        if person.state is RowState.REFUSED:
            self._say(lambda: rosters().expect(roster_id, person.id), self.tr("已恢复，可以采集了。"))
        elif person.state is RowState.MISSING:
            dialog = ReasonDialog(
                self,
                title=self.tr("不采集：{name}").format(name=person.name),
                text=self.tr("不再算作未到；本人来了也先提示理由。随时可以恢复。"),
                reasons=[
                    self.tr("已离职或调出"),
                    self.tr("已在别处采集"),
                    self.tr("本人不愿办理"),
                    self.tr("长期外出"),
                ],
                verb=self.tr("不采集"),
            )
            told = self.tr("已标为不采集")
            dialog.given.connect(lambda reason: self._say(lambda: rosters().refuse(roster_id, person.id, reason), told))
            self.open_dialog(dialog)

    def _say(self, work: Callable[[], object], told: str) -> None:
        def done(_: object) -> None:
            self.told.emit(told)
            self.list.refresh()

        self._desk.tasks.run(work, owner=self, on_done=done, on_error=self.failed.emit)

    def _update(self) -> None:
        glance = self.list.roster()
        if glance is not None:
            self.update_wanted.emit(glance.roster)

    def _door(self, name: str) -> None:
        glance = self.list.roster()
        if glance is not None:
            self.doors.open(name, glance, self.list.wanted().unit)

    def _more(self) -> None:
        glance = self.list.roster()
        if glance is not None:
            self.doors.ask(glance, self.list.wanted().unit)

    def _find(self) -> None:
        if self.list.by_unit():
            self.list.show_units()
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _back(self) -> None:
        if not self.list.step_back():
            glance = self.list.roster()
            self.left.emit(glance.roster.id if glance is not None else "")

    def _lost(self, error: SscardError) -> None:
        # The list that comes to the front begins without a message.
        self.left.emit("")
        self.failed.emit(error)
