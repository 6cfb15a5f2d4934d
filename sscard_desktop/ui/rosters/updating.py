# SPDX-License-Identifier: Apache-2.0
"""What a list that comes once more would do to a roster, person by person, before anything is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.roster import RowState
from sscard_desktop.domain.rosterupdate import Fate, Match, PersonUpdate, Refusal
from sscard_desktop.services.rosterupdates import RosterUpdate
from sscard_desktop.ui.i18n import Language, Retranslated, clauses
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.label import ElidedLabel, Label, Tone
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

_ROOMS = ("50000", "阿依古丽·买买提", "✓ 不能改存存", "✓ 未完成存存")
_ORDER = (Fate.CHANGED, Fate.NEW, Fate.GONE, Fate.REFUSED, Fate.SAME)


class UpdateColumn(IntEnum):
    """The columns, in order."""

    ROW = 0
    NAME = 1
    FATE = 2
    STATE = 3
    WHAT = 4


class UpdateModel(RowsModel[PersonUpdate]):
    """People of either list, and what becomes of them."""

    def __init__(self, profile: Profile, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._language = language

    def headings(self) -> Sequence[str]:
        return (self.tr("行"), self.tr("姓名"), self.tr("会怎样"), self.tr("进度"), self.tr("改什么，为什么"))

    def cell(self, row: PersonUpdate, column: int) -> str | Shown:
        match UpdateColumn(column):
            case UpdateColumn.ROW:
                return str(row.number or "")
            case UpdateColumn.NAME:
                return row.name
            case UpdateColumn.FATE:
                return self.fate(row.fate)
            case UpdateColumn.STATE:
                return "" if row.fate is Fate.NEW else words.of_state(row.state)
            case UpdateColumn.WHAT:
                return "　".join(part for part in (self._why(row), self._changes(row)) if part)

    def fate(self, fate: Fate) -> Shown:
        """Return word, tone and icon of what becomes of somebody."""
        table: Mapping[Fate, Shown] = {
            Fate.NEW: Shown(self.tr("新增"), Tone.OK, "plus"),
            Fate.CHANGED: Shown(self.tr("变更"), Tone.WARN, "refresh"),
            Fate.SAME: Shown(self.tr("不变"), Tone.QUIET, "dash"),
            Fate.GONE: Shown(self.tr("不在名单上"), Tone.QUIET, "question"),
            Fate.REFUSED: Shown(self.tr("不能改"), Tone.BAD, "cross"),
        }
        return table[fate]

    def _why(self, person: PersonUpdate) -> str:
        refusals: Mapping[Refusal, str] = {
            Refusal.BOTH: self.tr("姓名和证件号码不能同时变更，请单位核实是不是同一个人"),
            Refusal.FIXED: self.tr("个人编号、人员类别等只能由社保部门更正"),
            Refusal.SUBMITTED: self.tr("已经采集提交，以采集的为准"),
            Refusal.TWICE: self.tr("名单上这个人出现了两次"),
        }
        if person.refusal is not None:
            return refusals[person.refusal]
        if person.match is Match.PERSON:
            return self.tr("按姓名和出生日期对上，请核对")
        if person.fate is Fate.GONE and (person.state is not RowState.MISSING):
            return self.tr("已有记录，会保留")
        return ""

    def _changes(self, person: PersonUpdate) -> str:
        told = []
        for change in person.changes:
            spec = self._profile.fields.get(change.key)
            label = spec.label(self._language.code) if spec is not None else change.key
            before, after = (
                record_words.value(spec, value, self._profile, self._language.code) if spec is not None else value
                for value in (change.before, change.after)
            )
            empty = self.tr("（空）")
            told.append(f"{label} {before or empty} → {after or empty}")
        return clauses(told, self._language.code)


class UpdateView(Retranslated, QWidget):
    """Figures, a filter by what becomes of people, and the people.

    Signals:
        changed(): what the page offers is another.
    """

    changed = Signal()

    def __init__(self, profile: Profile, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._update: RosterUpdate | None = None
        self._removes = False
        self._title = ElidedLabel("", self, role="section")
        self._said = Label("", self, role="text", wrap=True)
        self._fates = Segments(self)
        self._fates.picked.connect(lambda code: self._show_fate(Fate(code)))
        self._model = UpdateModel(profile, language, self)
        self.table = Table(self)
        self.table.setModel(self._model)
        for state in (UpdateColumn.FATE, UpdateColumn.STATE):
            self.table.setItemDelegateForColumn(state, ChipDelegate(self.table))
        self.table.fit_columns(*_ROOMS)
        self.table.row_changed.connect(lambda _: self._show_whole())
        self._whole = Label("", self, role="text", wrap=True)
        space = tokens().space
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.m, space.l, space.s)
        column.setSpacing(space.s)
        for part in (self._title, self._said, self._fates):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)
        self.setFocusProxy(self._fates)
        self.retranslate()

    def show_update(self, update: RosterUpdate) -> None:
        """Show another one; people who are gone stay unless somebody says otherwise."""
        self._update, self._removes = update, False
        first = next((fate for fate in _ORDER if update.counts.get(fate)), Fate.SAME)
        self.retranslate()
        self._show_fate(first)

    def forget(self) -> None:
        """Show none."""
        self._update, self._removes = None, False
        self._model.show_rows(())

    def update_shown(self) -> RosterUpdate | None:
        """Return what is shown."""
        return self._update

    def people(self) -> Sequence[PersonUpdate]:
        """Return who is listed; for tests."""
        return self._model.rows()

    def anything(self) -> bool:
        """Return whether there is anything to be done."""
        counts = self._update.counts if self._update is not None else {}
        return bool(counts.get(Fate.NEW) or counts.get(Fate.CHANGED) or (self._removes and self.removable()))

    def removable(self) -> int:
        """Return how many people are gone from the list and have no record."""
        people = self._update.people if self._update is not None else ()
        return sum(each.fate is Fate.GONE and each.state is RowState.MISSING for each in people)

    def removes(self) -> bool:
        """Return whether they go from the roster, too."""
        return self._removes

    def turn_removal(self) -> None:
        """Let them go, or stay."""
        self._removes = not self._removes and bool(self.removable())
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._model.columnCount() - 1)
        update = self._update
        if update is None:
            return
        self._title.set_full_text(self.tr("更新：{title}").format(title=update.roster.title))
        gone = self.removable()
        parts = [self.tr("还什么都没有改。")]
        if update.left_out:
            parts.append(self.tr("有问题的 %n 行不更新。", "", update.left_out))
        if gone and self._removes:
            parts.append(self.tr("名单上没有的 %n 人会移出花名册。", "", gone))
        elif gone:
            parts.append(self.tr("名单上没有的 %n 人会保留；要移出请按 D。", "", gone))
        self._said.setText("".join(parts))
        chosen = self._fates.code()
        self._fates.set_options(
            [(fate.value, f"{self._model.fate(fate).word} {update.counts.get(fate, 0)}") for fate in _ORDER]
        )
        self._fates.set_code(chosen)

    def _show_fate(self, fate: Fate) -> None:
        update = self._update
        self._fates.set_code(fate)
        self._model.show_rows(each for each in (update.people if update is not None else ()) if each.fate is fate)
        self.table.choose_row(0)
        self._show_whole()

    def _show_whole(self) -> None:
        person = self._model.row(self.table.current_row())
        told = self._model.cell(person, UpdateColumn.WHAT) if person is not None else ""
        self._whole.setText(told if isinstance(told, str) else "")
