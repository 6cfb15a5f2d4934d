# SPDX-License-Identifier: Apache-2.0
"""The camera in use, by name; pressing it picks another, opens its adjustment, or lets a demo station's scene begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.choices import CAMERA_OF, CARD_CAMERA, StationChoices, document_camera, person_camera
from sscard_desktop.ui.photo.demoscenes import SceneMenu
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.photo.knobmemory import KnobMemory
from sscard_desktop.ui.widgets.button import Button


class CameraChooser(Retranslated, Button):
    """Shows which camera ``feed`` uses, and offers the ones that are connected.

    The station remembers one camera for each purpose by its id. Where none is remembered, or the remembered one isn't
    connected, it begins with the likeliest.

    Args:
        feed: where the pictures come from.
        desk: whose station remembers the choice.
        purpose: what the camera looks at.
        tunable: offer to adjust the picture in a sheet of its own.
    """

    def __init__(
        self,
        feed: CameraFeed,
        desk: Desk,
        purpose: Purpose,
        parent: QWidget | None = None,
        *,
        tunable: bool = True,
    ) -> None:
        super().__init__("", parent, kind="quiet", icon="camera", key="C")
        self._feed = feed
        self._desk = desk
        self._choices = StationChoices(desk, self)
        self.memory = KnobMemory(feed, desk, self)
        self._purpose = purpose
        self._tunable = tunable
        self._wanted = False
        self._device: CameraDevice | None = None
        self._used = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.choose)
        feed.opened.connect(self._show_device)
        feed.lost.connect(lambda _: self._show_device(None))
        feed.devices_changed.connect(self.retranslate)
        self.retranslate()

    def begin(self) -> None:
        """Open the camera that the station remembers."""
        self._wanted = True
        self._choices.read(CAMERA_OF[self._purpose], self._start)

    def end(self) -> None:
        """Close the camera."""
        self._wanted = False
        self._feed.stop()

    def used(self) -> str:
        """Return the name of the camera that gave pictures last, ``""`` if none did."""
        return self._used

    def _start(self, device_id: str) -> None:
        if self._purpose is Purpose.DOCUMENT:
            self._open(device_id, document_camera(self._feed.devices()))
        else:
            self._choices.read(
                CARD_CAMERA,
                lambda documents: self._open(device_id, person_camera(self._feed.devices(), documents=documents)),
            )

    def _open(self, device_id: str, likeliest: str) -> None:
        # Whoever left before the store answered has no use for the camera any more.
        if self._wanted:
            self._feed.start(device_id or likeliest, instead=likeliest)

    def _pick(self, device_id: str) -> None:
        self._feed.start(device_id)
        self._choices.keep(CAMERA_OF[self._purpose], device_id)

    def choose(self) -> None:
        """Offer the cameras by their names."""
        self.menu_of(self._feed.devices()).popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_of(self, devices: Sequence[CameraDevice]) -> QMenu:
        """Return the menu that offers these."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for device in devices:
            action = menu.addAction(device.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self._device is not None and device.id == self._device.id)
            action.triggered.connect(lambda _=False, chosen=device.id: self._pick(chosen))
        if menu.isEmpty():
            menu.addAction(self.tr("没有摄像头")).setEnabled(False)
        if self._tunable:
            menu.addSeparator()
            menu.addAction(self.tr("调整画面…")).triggered.connect(lambda _=False: self.tune())
        if self._desk.stage is not None:
            menu.addMenu(SceneMenu(self._desk.stage, menu))
        return menu

    def tune(self) -> None:
        """Show the picture with its knobs; the camera is the sheet's while it is open."""
        # Imported late: the sheet has a chooser of its own.
        from sscard_desktop.ui.photo.cameracheck import CameraCheck

        wanted = self._wanted
        self.end()
        sheet = CameraCheck(self._desk, self._purpose, self.window())
        sheet.finished.connect(lambda _: self._go_on() if wanted else None)
        sheet.open()

    def _go_on(self) -> None:
        # A window that was closed beneath the sheet wants no camera.
        if self.window().isVisible():
            self.begin()
            self.window().setFocus()

    def _show_device(self, device: CameraDevice | None) -> None:
        self._device = device
        self._used = device.name if device is not None else self._used
        self.retranslate()

    def retranslate(self) -> None:
        if self._device is not None:
            self.set_text(self._device.name)
        elif (awaited := self._feed.awaited()) is not None:
            # Busy, forbidden, frozen: it is there all the same, and the banner says what keeps it.
            self.set_text(self.tr("{camera}：没有画面").format(camera=awaited.name))
        else:
            self.set_text(self.tr("没有摄像头"))
