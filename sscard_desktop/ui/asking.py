# SPDX-License-Identifier: Apache-2.0
"""A form's verb: what is wrong is noted at its fields and led to, and what is asked for is asked for once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from sscard_desktop.ui.flow import FieldFlow
    from sscard_desktop.ui.widgets.banner import Banner
    from sscard_desktop.ui.widgets.button import Button
    from sscard_desktop.ui.widgets.field import FieldEditor, Note


class Asking(QObject):
    """Begins at the verb's click and behind the last field.

    Args:
        verb: is disabled while what was asked for is under way, by whoever hears of it; then nothing begins.
        fields: gives the fields in their order.
        problems: says what is wrong with them.

    Signals:
        asked(): nothing is wrong.
    """

    asked = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        flow: FieldFlow,
        verb: Button,
        banner: Banner,
        fields: Callable[[], Sequence[FieldEditor]],
        problems: Callable[[], Mapping[str, Note]],
    ) -> None:
        super().__init__(parent)
        self._flow, self._verb, self._banner = flow, verb, banner
        self._fields, self._problems = fields, problems
        flow.ended.connect(self.ask)
        verb.clicked.connect(self.ask)

    def ask(self) -> None:
        """Look what is wrong, and lead there; else ask."""
        if not self._verb.isEnabled():
            return
        problems = self._problems()
        for editor in self._fields():
            editor.set_note(problems.get(editor.key))
        wrong = next((editor.key for editor in self._fields() if editor.key in problems), None)
        if wrong is not None:
            self._flow.go_to(wrong)
            return
        self._banner.close_message()
        self.asked.emit()
