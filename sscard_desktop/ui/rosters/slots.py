# SPDX-License-Identifier: Apache-2.0
"""When people are asked to come: a few answers, and what they come to, said while they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.roster import RowState
from sscard_desktop.domain.slots import Break, SlotPlan
from sscard_desktop.services.arrivals import AssignedSlots
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.words import moment
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.rosters.workdialog import WorkDialog
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.editors import EDITORS
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

_DEFAULTS: Mapping[str, str] = {"start": "09:00", "minutes": "10", "each": "4", "rest": "12:00-13:30", "until": "17:30"}


def first_day(now: datetime) -> date:
    """Return the day that is proposed: today as long as its first slot is ahead, tomorrow from then on."""
    there = now.astimezone(CHINA)
    begun = there.strftime("%H:%M") >= _DEFAULTS["start"]
    return there.date() + timedelta(days=begun)


def clock_time(text: str) -> time | None:
    """Return a time of day as people type it: 9:00, 0900, 9：30, 9."""
    plain = "".join(":" if sign in ":：." else sign for sign in text.strip())
    if ":" not in plain and plain.isdecimal() and plain.isascii():
        plain = f"{plain[:-2]}:{plain[-2:]}" if len(plain) > 2 else f"{plain}:00"
    hour, _, minute = plain.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and plain.isascii() and len(plain) <= len("09:00")):
        return None
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def span(text: str) -> Break | None:
    """Return a time between two: 12:00-13:30."""
    parts = text.replace("—", "-").replace("－", "-").replace("~", "-").replace("至", "-").split("-")
    if len(parts) != 2:
        return None
    start, until = clock_time(parts[0]), clock_time(parts[1])
    return Break(start, until) if start is not None and until is not None and start < until else None


class SlotsDialog(WorkDialog):
    """Days cut into slots for those who are missing, all of them or one unit's.

    Signals:
        given(AssignedSlots): they were given out.
    """

    given = Signal(AssignedSlots)

    def __init__(self, desk: Desk, glance: RosterGlance, unit: str | None, day: date, parent: QWidget) -> None:
        super().__init__(desk, parent, icon="calendar", verb="")
        self._verb = self.tr("排时间")
        self._go.set_text(self._verb)
        self._roster, self._unit = glance.roster, unit or ""
        counts = glance.units.get(unit, {}) if unit else glance.counts
        self._people = counts.get(RowState.MISSING, 0)
        self.set_title(self.tr("给未到的人排时间"))
        who = words.of_unit(unit) if unit else glance.roster.title
        self.set_text(self.tr("{who}：%n 人，按花名册的顺序；以前排的由这次代替。", "", self._people).format(who=who))
        first = EDITORS[FieldKind.DATE]("day")
        first.set_label(self.tr("第一天"))
        first.set_value(day.isoformat())
        labels = {
            "start": self.tr("每天几点开始"),
            "minutes": self.tr("一段多少分钟"),
            "each": self.tr("一段叫多少人"),
            "rest": self.tr("中午休息（不休息则留空）"),
            "until": self.tr("每天几点结束"),
        }
        lines = []
        for key, label in labels.items():
            line = PlainEditor(key, self)
            line.set_label(label)
            line.set_value(_DEFAULTS[key])
            lines.append(line)
        self._comes_to = Label("", self, role="strong", wrap=True)
        for editor in (first, *lines):
            editor.edited.connect(lambda _: self._tell())
        self.set_fields(first, *lines, columns=2)
        self.question.addWidget(self._comes_to)
        self._tell()

    def comes_to(self) -> str:
        """Return what is said of the answers; for tests."""
        return self._comes_to.text()

    def problems(self) -> dict[str, Note]:
        problems: dict[str, Note] = {}
        if self._day() is None:
            problems["day"] = Note(self.tr("请填日期，比如 2026-11-25。"))
        for key in ("start", "until"):
            if clock_time(self.value(key)) is None:
                problems[key] = Note(self.tr("请填时间，比如 09:00。"))
        for key in ("minutes", "each"):
            if not self._number(key):
                problems[key] = Note(self.tr("请填大于 0 的数字。"))
        if self.value("rest") and span(self.value("rest")) is None:
            problems["rest"] = Note(self.tr("请填起止时间，比如 12:00-13:30。"))
        if not problems and self._plan() is None:
            problems["until"] = Note(self.tr("一天里连一段也排不下，请改开始、结束时间或一段的长短。"))
        return problems

    def start(self) -> None:
        plan, desk, roster, unit = self._plan(), self.desk, self._roster, self._unit
        if plan is not None:
            self.run(
                lambda _: desk.arrivals().assign_slots(roster.id, plan, unit=unit),
                self.tr("正在排时间"),
                self._end,
                lane=Lane.STORE,
            )

    def _end(self, assigned: AssignedSlots) -> None:
        self.accept()
        self.given.emit(assigned)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.value("day"))
        except ValueError:
            return None

    def _number(self, key: str) -> int:
        text = self.value(key)
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0

    def _plan(self) -> SlotPlan | None:
        day, start, until = self._day(), clock_time(self.value("start")), clock_time(self.value("until"))
        rest = span(self.value("rest")) if self.value("rest") else None
        if day is None or start is None or until is None or (self.value("rest") and rest is None):
            return None
        try:
            return SlotPlan(
                datetime.combine(day, start, CHINA),
                self._number("minutes"),
                self._number("each"),
                (rest,) if rest is not None else (),
                until,
            )
        except RefusedError:
            return None

    def _tell(self) -> None:
        plan = self._plan()
        last = None
        if plan is not None:
            try:
                times = list(islice(plan.times(), self._people))
                last = times[-1] if times else None
            except RefusedError:
                last = None
        self._comes_to.setText(self.tr("最后一批 {at} 来。").format(at=moment(last)) if last is not None else "")
        self._comes_to.set_tone(Tone.INFO if last is not None else None)
