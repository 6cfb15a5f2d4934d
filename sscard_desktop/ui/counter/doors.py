# SPDX-License-Identifier: Apache-2.0
"""The doors from the counter to what is done to a record elsewhere: photo, ID pictures, consent,
signature, print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sscard_desktop.domain.record import Record
from sscard_desktop.ui.applicant.visit import Visit
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.overhearing import unheard
from sscard_desktop.ui.printer import FormPrinter

Opener = Callable[[str, Callable[[], object], Callable[[], object]], None]
"""Opens a dialog about a record; calls the first back whenever the record was changed, the second when it is shut."""
Printer = Callable[[str, str, Callable[[], object]], None]
"""Prints a record's form by its key, and calls back when it went out."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the counter page opens."""

    photo: Opener
    id_pictures: Opener
    consent: Opener
    sign: Opener
    print_form: Printer
    choose_form: Callable[[str, Callable[[], object]], None]


def doors_of(desk: Desk, page: QWidget, visit: Visit | None = None) -> Doors:
    """Return the program's own dialogs, opening over ``page``. What they bring is loaded when one is first opened.

    Args:
        visit: shows on the applicant's screen what they are to see of a dialog.
    """
    printer = FormPrinter(desk, page)

    def photo(record_id: str, changed: Callable[[], object], shut: Callable[[], object]) -> None:
        from sscard_desktop.ui.photo.dialog import PhotoDialog

        dialog = PhotoDialog(desk, record_id, page)
        dialog.accepted_photo.connect(lambda _: changed())
        _open(dialog, shut)
        if visit is not None:
            visit.follow_photo(dialog)

    def id_pictures(record_id: str, changed: Callable[[], object], shut: Callable[[], object]) -> None:
        from sscard_desktop.ui.photo.idpictures import IdPicturesDialog

        dialog = IdPicturesDialog(desk, record_id, page)
        dialog.changed.connect(lambda _: changed())
        _open(dialog, shut)

    def consent(record_id: str, changed: Callable[[], object], shut: Callable[[], object]) -> None:
        from sscard_desktop.ui.photo.consent import ConsentDialog

        dialog = ConsentDialog(desk, record_id, page)
        dialog.given.connect(lambda _: changed())
        _open(dialog, shut)
        if visit is not None:
            visit.follow_consent(dialog)

    def sign(record_id: str, changed: Callable[[], object], shut: Callable[[], object]) -> None:
        from sscard_desktop.ui.signature.dialog import SignatureDialog

        dialog = SignatureDialog(desk, record_id, page)
        dialog.changed.connect(changed)
        _open(dialog, shut)
        if visit is not None:
            visit.follow_signature(dialog)

    def print_form(record_id: str, form: str, printed: Callable[[], object]) -> None:
        def tell(record: Record) -> None:
            printed()

        printer.print_form(record_id, form, tell)

    def choose_form(record_id: str, printed: Callable[[], object]) -> None:
        printer.choose_form(record_id, lambda _: printed())

    return Doors(photo, id_pictures, consent, sign, print_form, choose_form)


def _open(dialog: QDialog, shut: Callable[[], object]) -> None:
    # Opened, not executed: cards and answers keep coming, and no second event loop waits inside the first.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda _: shut())
    with unheard():
        dialog.open()
