# SPDX-License-Identifier: Apache-2.0
"""Starting a drive: for which unit those come who aren't on the roster, and what holds for everybody until changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.roster import Roster
from sscard_desktop.services.drivemode import CARRIED
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import EDITORS, CodeEditor
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.plain import PlainEditor


class DriveDialog(FormDialog):
    """The unit, and those of the carried fields that this city asks for.

    Signals:
        started(): the station works through the roster from now on.
    """

    started = Signal()

    def __init__(self, desk: Desk, roster: Roster, parent: QWidget) -> None:
        super().__init__(parent, icon="counter", verb="")
        self._desk, self._roster = desk, roster
        self._go.set_text(self.tr("开始"))
        self.set_title(self.tr("开始集中采集：{title}").format(title=roster.title))
        self.set_text(
            self.tr("下面填好的，花名册上没写时就用它，本人可以改；不在名单上的人按一个键加到这个单位。不必填。")
        )
        unit = PlainEditor("_unit", self)
        unit.set_label(self.tr("不在名单上的人算哪个单位"))
        unit.set_value(roster.unit)
        profile = desk.profile.of(desk.profile.usual_business)
        specs = [profile.fields[key] for key in CARRIED if key in profile.fields]
        self.setObjectName("wide")
        self.set_fields(unit, *(self._editor(spec) for spec in specs), columns=2)

    def send(self) -> None:
        values = {editor.key: editor.value() for editor in self.fields() if editor.value()}
        unit, desk, roster = values.pop("_unit", ""), self._desk, self._roster
        desk.tasks.run(
            lambda: desk.drive_mode().start(roster.id, unit=unit, defaults=values),
            owner=self,
            on_done=lambda _: self._end(),
            on_error=self._fail,
        )

    def _end(self) -> None:
        self.accept()
        self.started.emit()

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self.show_problem(message.what, message.todo)

    def _editor(self, spec: FieldSpec) -> FieldEditor:
        desk, language = self._desk, self._desk.language.code
        editor = EDITORS[spec.kind](spec.key)
        editor.set_label(spec.label(language))
        if isinstance(editor, CodeEditor) and spec.code_list:
            initials = desk.workplace.pinyin.initials
            editor.set_choices(
                [
                    Choice(entry.code, entry.label(language), initials(entry.label("zh_CN")), also=entry.aliases)
                    for entry in desk.profile.code_lists[spec.code_list].entries
                ]
            )
        return editor
