# SPDX-License-Identifier: Apache-2.0
"""What opens beside a photo that is being taken: the rules' samples, other cities' windows, the check of the light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sscard_desktop.services.photowindows import StoredPhoto
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.lighting import LightingDialog
from sscard_desktop.ui.photo.rules import rule_of
from sscard_desktop.ui.photo.samples import SamplesDialog
from sscard_desktop.ui.photo.stage import Stage

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.dialog import PhotoDialog


class BesideThePhoto:
    """Opens sheets over a photo dialog; no photo is taken behind them."""

    def __init__(self, desk: Desk, dialog: PhotoDialog) -> None:
        self._desk = desk
        self._dialog = dialog

    def show_samples(self) -> None:
        """Show the rules, beginning with what is asked just now; no photo is taken behind them."""
        if self._dialog.stage not in (Stage.LIVE, Stage.RESULT):
            return
        self._dialog.live.disarm()
        asked = self._dialog.outcome.sheet.rows().get(self._dialog.outcome.sheet.current())
        samples = SamplesDialog(self._desk, self._dialog, first=rule_of(asked.check.family) if asked is not None else 0)
        samples.finished.connect(self._dialog.live.arm)
        samples.open()

    def show_cities(self) -> None:
        """Show which cities would take this photo as it stands here."""
        finished = self._dialog.outcome.finished
        if self._dialog.stage is not Stage.RESULT or finished is None or self._dialog.mover.busy:
            return
        # Loaded when it is first asked for: most photos are for this city alone.
        from sscard_desktop.ui.records.citiesdialog import CitiesDialog

        photo = StoredPhoto(finished.jpeg, self._dialog.original)
        table = CitiesDialog(self._desk, self._dialog.record_id, self._dialog, stored=photo)
        table.finished.connect(table.deleteLater)
        table.open()

    def check_light(self) -> None:
        """Check wall and lamp; the camera is the check's while it lasts."""
        if self._dialog.stage is not Stage.LIVE:
            return
        self._dialog.live.hold("")
        self._dialog.camera.end()
        coach = LightingDialog(self._desk, self._dialog)
        coach.finished.connect(self._resume)
        coach.open()

    def _resume(self) -> None:
        if self._dialog.stage is Stage.LIVE and self._dialog.isVisible():
            self._dialog.live.resume()
            self._dialog.camera.begin()
            self._dialog.setFocus()
