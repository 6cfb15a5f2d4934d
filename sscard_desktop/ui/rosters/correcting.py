# SPDX-License-Identifier: Apache-2.0
"""What a person wrote on the comparison's sheet, typed in cell by cell: those alone that the sheet leaves open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain import fields
from sscard_desktop.domain.comparison import SPECS
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.domain.rosterround import WRITTEN
from sscard_desktop.services.comparisonround import ComparedPerson
from sscard_desktop.services.rostercomparison import RosterComparison
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.rosters.comparedmodel import item_word
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import EDITORS, CodeEditor
from sscard_desktop.ui.widgets.field import FieldEditor


class CorrectDialog(FormDialog):
    """A field for each item that is open, with what the roster says beside its name.

    Signals:
        taken(ComparedPerson): it was taken over.
    """

    taken = Signal(object)

    def __init__(self, desk: Desk, roster_id: RosterId, person: ComparedPerson, parent: QWidget) -> None:
        super().__init__(parent, icon="people", verb="")
        self._desk, self._roster, self._person = desk, roster_id, person
        self._go.set_text(self.tr("录入"))
        self.set_title(self.tr("录入更正：{name}").format(name=person.name))
        self.set_text(self.tr("照比对表指标栏里本人写的录入；没有写的留空。"))
        self.setObjectName("wide")
        self.set_fields(*(self._editor(item) for item in WRITTEN if item in person.open))

    def send(self) -> None:
        written = {editor.key: editor.value() for editor in self.fields()}
        desk, roster_id, row = self._desk, self._roster, self._person.row
        desk.tasks.run(
            lambda: RosterComparison(desk.session).take_over(roster_id, row, written),
            owner=self,
            on_done=self._end,
            on_error=self._fail,
        )

    def _end(self, person: ComparedPerson) -> None:
        self.accept()
        self.taken.emit(person)

    def _fail(self, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self.show_problem(told.what, told.todo)

    def _editor(self, item: str) -> FieldEditor:
        desk, language, spec = self._desk, self._desk.language.code, SPECS[item]
        ours = next(each.ours for each in self._person.items if each.item == item)
        listed = fields.shown(spec, ours, desk.profile.code_lists, language)
        label = self.tr("{item}（花名册：{value}）") if listed else self.tr("{item}（花名册上没有）")
        editor = EDITORS[spec.kind](item)
        editor.set_label(label.format(item=item_word(item), value=listed))
        if isinstance(editor, CodeEditor) and spec.code_list:
            initials = desk.workplace.pinyin.initials
            editor.set_choices(
                [
                    Choice(entry.code, entry.label(language), initials(entry.label("zh_CN")), also=entry.aliases)
                    for entry in desk.profile.code_lists[spec.code_list].entries
                ]
            )
        editor.set_value(self._person.written.get(item, ""))
        return editor
