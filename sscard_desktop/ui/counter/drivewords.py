# SPDX-License-Identifier: Apache-2.0
"""What the counter says of rosters: who was called up, what the list says otherwise, what is asked of the clerk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from sscard_desktop.domain.record import Record
from sscard_desktop.domain.roster import RosterRow, RowState
from sscard_desktop.services.calledup import CalledUp
from sscard_desktop.services.preparedphotos import PreparedState
from sscard_desktop.services.rosterfinding import Candidate
from sscard_desktop.ui.counter.words import CounterWords

_NUMBER, _NAME = "number", "name"
_DIFFERENCES_SHOWN = 3
_FIGURES_SHOWN = 4

Question = tuple[str, str, str]
"""What happened, what to do, and the verb of the button that does it."""


class DriveWords(QObject):
    """The sentences, in the language in force."""

    def __init__(self, words: CounterWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def called(self, found: CalledUp) -> str:
        """Return who came, and what was filled in for them."""
        row, record = found.row, found.taken.record
        if row is None:
            return ""
        name = record.value(_NAME) or row.value(_NAME)
        told = self.tr("花名册第 {position} 位：{name}").format(position=row.position, name=name)
        if found.filled:
            told += self.tr("，填入 %n 项", "", len(found.filled))
        if found.photo.state is PreparedState.USED:
            told += self.tr("，用上了事先准备的照片")
        return told

    def retake(self) -> str:
        """Return that the photo which was prepared won't do."""
        return self.tr("事先准备的照片不合本市要求，请重新拍照。")

    def differing(self, record: Record, row: RosterRow, keys: Sequence[str]) -> Question:
        """Return what the list says otherwise; which of them is right the clerk decides at the field."""
        lines = [
            self.tr("{label}：花名册“{listed}”，记录“{held}”").format(
                label=self._words.label(key),
                listed=self._words.shown(key, row.value(key)),
                held=self._words.shown(key, record.value(key)),
            )
            for key in keys[:_DIFFERENCES_SHOWN]
        ]
        if len(keys) > _DIFFERENCES_SHOWN:
            lines.append(self.tr("另有 %n 项", "", len(keys) - _DIFFERENCES_SHOWN))
        what = self.tr("花名册与记录有 %n 项不同，以证件和录入的为准。", "", len(keys))
        return what, self.tr("；").join(lines), self.tr("去看")

    def question(self, candidate: Candidate) -> Question:
        """Return whether somebody of a roster is the person in work."""
        row = candidate.row
        name, number = row.value(_NAME), row.value(_NUMBER)
        if candidate.state is RowState.REFUSED:
            what = self.tr("花名册注明这一位不采集：{reason}").format(reason=row.refused)
            return what, self.tr("本人要办理的，照常叫到；否则请结束此人。"), self.tr("仍然办理")
        if candidate.likeness.sure:
            what = self.tr("花名册里有这一位：{name}，第 {position} 位。").format(name=name, position=row.position)
            return what, self.tr("空着的项可以用花名册填上。"), self.tr("从花名册填入")
        if number:
            what = self.tr("花名册里有同名的{name}{unit}，但号码是 …{end}。").format(
                name=name, unit=self._unit(row), end=number[-_FIGURES_SHOWN:]
            )
            todo = self.tr("请问本人的单位和出生日期；确是这一位的，号码以证件为准。")
            return what, todo, self.tr("就是这一位")
        what = self.tr("花名册里有同名的{name}{unit}，没有写号码。").format(name=name, unit=self._unit(row))
        return what, self.tr("请问本人的单位。"), self.tr("就是这一位")

    def stranger(self, unit: str) -> Question:
        """Return that somebody is on no roster."""
        what = self.tr("花名册里没有这一位。")
        if unit:
            todo = self.tr("属于“{unit}”的可以加入；不属于的照常办理。").format(unit=unit)
        else:
            todo = self.tr("属于本单位的可以加入；不属于的照常办理。")
        return what, todo, self.tr("加入花名册")

    def _unit(self, row: RosterRow) -> str:
        unit = row.value("unit") or row.value("insured_unit_name")
        return self.tr("（{unit}）").format(unit=unit) if unit else ""
