# SPDX-License-Identifier: Apache-2.0
"""A printed form before the scanner: its record comes to the front, on the page where it is worked on.

A paper that was printed before its record was changed is told of: what stands on it isn't what was collected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.services.formcodes import FormCodes, FoundForm, knows_line
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.main_window import MainWindow

_COUNTER, _RECORDS, _REVIEW = "counter", "records", "review"


class FormScan(QObject):
    """Opens the records of scanned forms, for whoever sits at the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def sit_down(self, desk: Desk) -> None:
        """Serve the person at ``desk``, until the scanner is stopped."""
        if desk.scanner is not None:
            desk.scanner.listen(knows_line, lambda line: self._look_up(desk, line), owner=self)

    def _look_up(self, desk: Desk, line: str) -> None:
        desk.tasks.run(
            lambda: FormCodes(desk.session).find(line), owner=self, on_done=lambda found: self._open(desk, found)
        )

    def _open(self, desk: Desk, found: FoundForm) -> None:
        before = self._window.current_page()
        if not before:
            # Locked while it was looked up.
            return
        self._window.go_to(self._page_of(desk, found.record, before), found.record.id)
        language = desk.language.code
        if found.stale:
            told = messages.message("formcode.stale", {}, language)
            self._window.show_message(told.what, told.todo, tone=Tone.WARN)
        elif found.form is not None:
            self._window.toast.show_text(self.tr("已打开：{form}").format(form=found.form.label(language)))

    @staticmethod
    def _page_of(desk: Desk, record: Record, before: str) -> str:
        """Return where a record is worked on: who reviews stays there, who collects goes on collecting."""
        if before == _REVIEW and record.status is Status.SUBMITTED:
            return _REVIEW
        if record.editable and desk.operator.may(Permission.CAPTURE):
            return _COUNTER
        return _RECORDS
