# SPDX-License-Identifier: Apache-2.0
"""Signed sheets come back: scan their codes in any order; how many are back, what the last one was, and who is missing.

The keyboard stays in one line, into which a scanner types; so does a hand, a receipt number where a code can't be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from sscard_desktop import paths
from sscard_desktop.domain.profile import FormSpec
from sscard_desktop.services.checkoff import Awaited, CheckedOff, CheckOff, Outcome, Scanned
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.awaited import ROOMS, AwaitedColumn, AwaitedModel, told
from sscard_desktop.ui.rosters.listdialog import ListDialog
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.pick import PickDialog
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

_LONGEST = 200
_MISSING, _BACK = "missing", "back"
_TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ScanLine(QLineEdit):
    """Where codes come in; arrows move in the list."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.setMaxLength(_LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TO_THE_LIST:
            QCoreApplication.sendEvent(self._table, event)
        else:
            super().keyPressEvent(event)


class CheckOffDialog(ListDialog):
    """F6 shows who is missing or who is back, F4 chooses the form, F8 expects the chosen one's sheet again."""

    def __init__(self, desk: Desk, glance: RosterGlance, over: QWidget) -> None:
        super().__init__(desk, over, icon="check")
        self._roster = glance.roster
        self._forms: Sequence[FormSpec] = ()
        self._form: FormSpec | None = None
        self._people: tuple[Awaited, ...] = ()
        self.set_title(self.tr("核销签字表格：{title}").format(title=glance.roster.title))
        self._figures = Label("", self, role="strong")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._sides = Segments(self)
        self._sides.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sides.set_code(_MISSING)
        self._sides.picked.connect(lambda _: self._list())
        self._model = AwaitedModel(self)
        self.table = Table(self)
        self.table.setModel(self._model)
        self.table.setItemDelegateForColumn(AwaitedColumn.STATE, ChipDelegate(self.table))
        self.table.fit_columns(*ROOMS)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.line = ScanLine(self.table, self)
        self.line.setPlaceholderText(self.tr("扫描表格上的二维码；扫不出的输入受理编号，按 Enter"))
        self.line.setAccessibleName(self.tr("二维码或受理编号"))
        self.line.returnPressed.connect(self._scan)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        for part in (self.line, self._figures, self._bar, self._sides):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.front.addWidget(inside)
        self.front.setCurrentWidget(inside)
        self.buttons = self.add_keys(
            {
                "F6": (self.tr("缺的/已交回"), self._turn),
                "F4": (self.tr("换一种表格"), self._ask_form),
                "F8": (self.tr("撤回核销"), self._take_back),
            }
        )
        self.ask(lambda: self._service().forms(), self._offer)

    # what tests ask

    def people(self) -> tuple[Awaited, ...]:
        """Return everybody whose sheet is awaited or back."""
        return self._people

    def listed(self) -> list[Awaited]:
        """Return who is listed."""
        return list(self._model.rows())

    def form(self) -> FormSpec | None:
        """Return whose sheets are struck off."""
        return self._form

    # which form

    def _offer(self, forms: Sequence[FormSpec]) -> None:
        self._forms = forms
        self.buttons["F4"].setVisible(len(forms) > 1)
        self.choose(forms[0])

    def choose(self, form: FormSpec) -> None:
        """Strike off the sheets of this form."""
        self._form = form
        self.set_text(self.tr("《{form}》签好字收回后逐份扫描，先后不限。").format(form=form.label(self._language)))
        roster_id = self._roster.id
        self.work(
            lambda task: self._service().standing(roster_id, form.key, task), self.tr("正在核对"), self._show_standing
        )

    def _ask_form(self) -> None:
        if len(self._forms) < 2:
            return
        labels = [form.label(self._language) for form in self._forms]
        dialog = PickDialog(self, title=self.tr("核销哪一种表格"), options=labels)
        dialog.picked.connect(lambda place: self.choose(self._forms[place]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @property
    def _language(self) -> str:
        return self.desk.language.code

    def _service(self) -> CheckOff:
        return CheckOff(self.desk.session, paths.forms() / "shared-forms")

    # scanning

    def _scan(self) -> None:
        line, form = self.line.text().strip(), self._form
        self.line.clear()
        if not line or form is None or self.busy():
            return
        roster_id = self._roster.id
        self.ask(lambda: self._service().scan(roster_id, form.key, line), self._scanned)

    def _scanned(self, found: Scanned) -> None:
        if found.outcome is Outcome.TICKED and found.person is not None:
            self._replace(found.person)
        what, todo, tone = told(found, self._language)
        if tone is not Tone.OK:
            # Whoever scans a pile looks at the pile.
            QApplication.beep()
        self.banner.show_message(what, todo, tone=tone)
        self.line.setFocus()

    def _take_back(self) -> None:
        person, form = self._model.row(self.table.current_row()), self._form
        if person is None or form is None or not person.back:
            self.banner.show_message(self.tr("先按 F6 看已交回的，选中要撤回的人。"), tone=Tone.INFO)
            return
        roster_id = self._roster.id

        def done(_: None) -> None:
            self._replace(replace(person, back=False))
            self.banner.show_message(self.tr("{name} 的表格改回还没交。").format(name=person.name))

        self.ask(lambda: self._service().take_back(roster_id, form.key, person.row), done)

    # showing

    def _show_standing(self, found: CheckedOff) -> None:
        self._people = found.people
        self._list()

    def _replace(self, person: Awaited) -> None:
        self._people = tuple(person if each.record == person.record else each for each in self._people)
        self._list()

    def _turn(self) -> None:
        self._sides.set_code(_BACK if self._sides.code() == _MISSING else _MISSING)
        self._list()

    def _list(self) -> None:
        back = sum(each.back for each in self._people)
        missing = len(self._people) - back
        side = self._sides.code()
        self._sides.set_options(
            [
                (_MISSING, self.tr("还缺 {count}").format(count=missing)),
                (_BACK, self.tr("已交回 {count}").format(count=back)),
            ]
        )
        self._sides.set_code(side)
        chosen = self.table.current_row()
        self._model.show_rows(each for each in self._people if each.back is (side == _BACK))
        self.table.choose_row(max(chosen, 0))
        self._bar.setRange(0, max(len(self._people), 1))
        self._bar.setValue(back)
        self._figures.setText(self._far(back, missing))
        self.line.setFocus()

    def _far(self, back: int, missing: int) -> str:
        if not self._people:
            return self.tr("还没有应交这种表格的人：提交以后才有。")
        if not missing:
            return self.tr("全部交回，共 {count} 份。").format(count=back)
        return self.tr("应交 {all} 份，已交回 {back} 份，还缺 {missing} 份。").format(
            all=len(self._people), back=back, missing=missing
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The line's own Enter has acted.
            return
        super().keyPressEvent(event)
