# SPDX-License-Identifier: Apache-2.0
"""单位设定: what a unit settled for all its people, in the fields that the city lets a unit settle."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.unitpath import UNIT_MARK
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import EDITORS, CodeEditor
from sscard_desktop.ui.widgets.field import FieldEditor


class UnitSettingsDialog(FormDialog):
    """The fields of one unit; what stays empty is each person's own answer.

    Args:
        unit: its path.
        profile: the city.
        settled: what it settled so far, ``None`` where it hasn't opened.
        language: of labels and answers.
        initials: pinyin initials of a text.

    Signals:
        given(values): field → value, whole.
    """

    given = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        *,
        unit: str,
        profile: Profile,
        settled: Mapping[str, str] | None,
        language: str,
        initials: Callable[[str], str],
    ) -> None:
        super().__init__(parent, icon="people", verb="")
        self._go.set_text(self.tr("保存") if settled is not None else self.tr("开通"))
        self.set_title(self.tr("单位设定：{name}").format(name=unit))
        told = self.tr("填写的各项对这个单位的所有人都一样，录入时自动带入；留空的由本人选择。")
        below = self.tr("填写的各项对这个单位的所有人都一样，录入时自动带入；留空的按上级单位，再没有由本人选择。")
        self.set_text(below if UNIT_MARK in unit else told)
        specs = [spec for spec in profile.fields.values() if spec.of_unit]
        self.set_fields(*(self._editor(spec, profile, language, initials) for spec in specs))
        for editor in self.fields():
            editor.set_value((settled or {}).get(editor.key, ""))

    def _editor(self, spec: FieldSpec, profile: Profile, language: str, initials: Callable[[str], str]) -> FieldEditor:
        editor = EDITORS[spec.kind](spec.key)
        editor.set_label(spec.label(language))
        if isinstance(editor, CodeEditor) and spec.code_list:
            entries = profile.code_lists[spec.code_list].entries
            editor.set_choices(
                [
                    Choice(entry.code, entry.label(language), initials(entry.label("zh_CN")), also=entry.aliases)
                    for entry in entries
                ]
            )
        return editor

    def send(self) -> None:
        self.given.emit({editor.key: editor.value() for editor in self.fields()})
