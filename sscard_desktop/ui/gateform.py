# SPDX-License-Identifier: Apache-2.0
"""A form before anybody is logged in: a few fields, why it couldn't be done, and the ways on and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.asking import Asking
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.gate import flush
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label, Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.widgets.field import FieldEditor, Note


class GateForm(QWidget):
    """Enter leads through the fields and ends in the verb; everything typed stays after a problem.

    Args:
        fields: in their order.
        problems: says what is wrong with them; asked before each try.
        icon: the verb's.

    Signals:
        asked(): nothing is wrong; the form is busy until :meth:`set_busy` or :meth:`show_problem`.
        cancelled(): back, by the button. Not while it is busy.
    """

    asked = Signal()
    cancelled = Signal()

    def __init__(
        self,
        fields: Sequence[FieldEditor],
        *,
        problems: Callable[[], Mapping[str, Note]],
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        space = tokens().space
        self._busy = False
        self._verb = self._busy_verb = ""
        self._title = Label("", self, role="section")
        self._lead = Label("", self, role="muted", wrap=True)
        flush(self._title, self._lead)
        self.banner = Banner(self, closable=False)
        self.fields = list(fields)
        self._back = Button("", self, key="Esc")
        self._back.clicked.connect(self.turn_back)
        self._go = Button("", self, kind="primary", icon=icon, key="Enter")
        self._flow = FieldFlow(self)
        self._asking = Asking(
            self,
            flow=self._flow,
            verb=self._go,
            banner=self.banner,
            fields=lambda: self.fields,
            problems=problems,
        )
        self._asking.asked.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        for part in (self._title, self._lead, self.banner):
            column.addWidget(part)
        column.addSpacing(space.s)
        for editor in self.fields:
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            column.addWidget(editor)
        # Once they have a window in common.
        self._flow.set_fields(self.fields)
        self.setFocusProxy(self.fields[0])
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addStretch()
        row.addWidget(self._back)
        row.addWidget(self._go)
        column.addLayout(row)
        for before, after in ((self.fields[-1].control(), self._back), (self._back, self._go)):
            QWidget.setTabOrder(before, after)

    def set_words(self, *, title: str, lead: str, back: str, verb: str, busy: str) -> None:
        """Set what it says; ``busy`` is the verb while it is under way."""
        self._title.setText(title)
        self._lead.setText(lead)
        self._back.set_text(back)
        self._verb, self._busy_verb = verb, busy
        self._show_state()

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why it couldn't be done."""
        self.banner.show_message(what, todo, tone=Tone.BAD)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Wait for what was asked, or no longer."""
        self._busy = busy
        self._show_state()

    def busy(self) -> bool:
        """Return whether it waits."""
        return self._busy

    def turn_back(self) -> None:
        """Go back, unless something is under way."""
        if not self._busy:
            self.cancelled.emit()

    def _begin(self) -> None:
        self.set_busy(True)
        self.asked.emit()

    def _show_state(self) -> None:
        self._go.setEnabled(not self._busy)
        self._back.setEnabled(not self._busy)
        self._go.set_text(self._busy_verb if self._busy else self._verb)
