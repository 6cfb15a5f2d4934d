# SPDX-License-Identifier: Apache-2.0
"""Where a recovery code that is shown goes: onto paper or into a file, whoever asked for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sscard_desktop.domain.errors import SscardError

if TYPE_CHECKING:
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.codesheet import CodeSheet
    from sscard_desktop.ui.i18n import Language


def offer_keeping(sheet: CodeSheet, workplace: Workplace, language: Language) -> None:
    """Make a sheet's buttons print and save the code; what fails is told on the sheet, and the code stays there."""

    def keep(code: str, *, on_paper: bool) -> None:
        # Imported late: printing loads CUPS, which no gate must wait for.
        from sscard_desktop.ui.recoverypaper import RecoveryPaper, choose_printer

        try:
            asked = partial(choose_printer, workplace.spooler())
            station, today = workplace.station.identity().name, workplace.clock.today()
            paper = RecoveryPaper(sheet, station, today, printer=asked)
            (paper.print_code if on_paper else paper.save_code)(code)
        except SscardError as error:
            told = language.message(error)
            sheet.show_problem(told.what, told.todo)

    sheet.print_requested.connect(lambda code: keep(code, on_paper=True))
    sheet.save_requested.connect(lambda code: keep(code, on_paper=False))
