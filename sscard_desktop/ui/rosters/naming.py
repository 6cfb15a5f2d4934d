# SPDX-License-Identifier: Apache-2.0
"""What a roster is called, and whose people they are: asked once, with what the file itself says as the answer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.rosters.findings import CheckedFile
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.plain import PlainEditor

_UNIT, _NUMBER = ("insured_unit_name", "unit"), ("insured_unit_number",)


@dataclass(frozen=True, slots=True)
class Named:
    """The answers."""

    title: str
    unit: str
    unit_number: str


def said_by_all(file: CheckedFile, keys: tuple[str, ...]) -> str:
    """Return what all good rows say of the first of these fields that they agree on, ``""`` where they don't."""
    for key in keys:
        values = {row.values.get(key, "") for row in file.checked.rows if row.good}
        if len(values) == 1 and (value := values.pop()):
            return value
    return ""


class NamingDialog(FormDialog):
    """Title, insured unit, its number.

    Args:
        only_good: rows with something wrong stay outside, and the dialog says how many.

    Signals:
        given(Named)
    """

    given = Signal(Named)

    def __init__(self, parent: QWidget, file: CheckedFile, *, only_good: bool) -> None:
        super().__init__(parent, icon="roster", verb="")
        self._go.set_text(self.tr("导入 %n 人", "", file.good))
        self.set_title(self.tr("导入为新的花名册"))
        if only_good:
            self.set_text(self.tr("有问题的 %n 人不导入；改好后用“更新”再导入一次。", "", file.bad))
        unit = said_by_all(file, _UNIT)
        self._title_line = PlainEditor("title", self)
        self._title_line.set_label(self.tr("花名册叫什么"))
        self._title_line.set_required(True)
        self._title_line.set_value(unit or file.path.stem)
        self._unit = PlainEditor("unit", self)
        self._unit.set_label(self.tr("参保单位名称（与公章一致；各人不同则不填）"))
        self._unit.set_value(unit)
        self._number = PlainEditor("number", self)
        self._number.set_label(self.tr("参保单位编号"))
        self._number.set_value(said_by_all(file, _NUMBER))
        self.set_fields(self._title_line, self._unit, self._number)

    def problems(self) -> dict[str, Note]:
        return {} if self._title_line.value() else {"title": Note(self.tr("请给花名册起个名字，方便以后认出来。"))}

    def send(self) -> None:
        self.given.emit(Named(self._title_line.value(), self._unit.value(), self._number.value()))
