# SPDX-License-Identifier: Apache-2.0
"""The clerk's dialogs on the applicant's screen: what each of them shows of itself there, while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sscard_desktop.domain.photo import Guidance
from sscard_desktop.services.ownlook import LookPage
from sscard_desktop.services.ports import Frame

if TYPE_CHECKING:
    from sscard_desktop.domain.signing import Stroke
    from sscard_desktop.ui.applicant.window import ApplicantWindow
    from sscard_desktop.ui.photo.consent import ConsentDialog
    from sscard_desktop.ui.photo.dialog import PhotoDialog
    from sscard_desktop.ui.signature.dialog import SignatureDialog


class Follower(QObject):
    """Follows one dialog until it is told to stop; what still comes afterwards is dropped."""

    def __init__(self, window: ApplicantWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._on = True

    def stop(self) -> None:
        """Show nothing of the dialog any more."""
        self._on = False


class PhotoFollower(Follower):
    """Mirror and coaching while the camera runs, the photo while the clerk decides."""

    def __init__(self, window: ApplicantWindow, dialog: PhotoDialog, parent: QObject) -> None:
        super().__init__(window, parent)
        self._dialog = dialog
        dialog.live.pictured.connect(self._picture)
        dialog.live.guided.connect(self._guide)
        dialog.live.counted.connect(self._count)
        dialog.live.darkened.connect(self._darken)
        dialog.staged.connect(self._show)
        dialog.outcome.changed.connect(self._show)
        window.show_camera()
        self._show()

    def _picture(self, frame: Frame) -> None:
        if self._on:
            self._window.camera.show_frame(frame)

    def _guide(self, guidance: Guidance | None) -> None:
        if self._on:
            self._window.camera.show_guidance(guidance)

    def _count(self, left_s: int) -> None:
        if self._on:
            self._window.camera.show_countdown(left_s)

    def _darken(self) -> None:
        if self._on:
            self._window.camera.mirror.veil()

    def _show(self) -> None:
        from sscard_desktop.ui.photo.stage import Stage

        if not self._on:
            return
        camera, finished = self._window.camera, self._dialog.outcome.finished
        if self._dialog.stage in (Stage.RESULT, Stage.STORING) and finished is not None:
            camera.show_photo(finished.jpeg)
        elif self._dialog.stage is Stage.MAKING:
            camera.hold()
        else:
            camera.show_live()


class ConsentFollower(Follower):
    """The texts, moving with the clerk's until a finger moves them; read through here counts there."""

    def __init__(self, window: ApplicantWindow, dialog: ConsentDialog, parent: QObject) -> None:
        super().__init__(window, parent)
        self._dialog = dialog
        dialog.shown.connect(self._show)
        dialog.moved.connect(self._move)
        window.consents.read_through.connect(self._read_through)
        window.show_consents()
        self._show()

    def _show(self) -> None:
        if self._on:
            self._window.consents.show_texts(self._dialog.texts(), self._dialog.agreed_texts())

    def _move(self, share: float) -> None:
        if self._on:
            self._window.consents.follow(share)

    def _read_through(self) -> None:
        if self._on:
            self._dialog.read_elsewhere()


class SignatureFollower(Follower):
    """The pad: what is written on either stands on both; what is signed beside it."""

    def __init__(self, window: ApplicantWindow, dialog: SignatureDialog, parent: QObject) -> None:
        super().__init__(window, parent)
        self._dialog = dialog
        window.signing.written.connect(self._take)
        dialog.pad.changed.connect(self._show)
        window.show_signing()

    def show_page(self, page: LookPage) -> None:
        """Show what is signed."""
        if self._on:
            self._window.signing.show_page(page)

    def _take(self, strokes: tuple[Stroke, ...]) -> None:
        if self._on:
            self._dialog.take_strokes(strokes)

    def _show(self) -> None:
        if self._on:
            self._window.signing.show_strokes(self._dialog.pad.strokes())
