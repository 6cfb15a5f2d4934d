# SPDX-License-Identifier: Apache-2.0
"""The camera in use, by name; pressing it picks another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.choices import StationChoices
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.widgets.button import Button


class CameraChooser(Retranslated, Button):
    """Shows which camera ``feed`` uses, and offers the ones that are connected.

    Args:
        feed: where the pictures come from.
        desk: whose station remembers the choice.
        purpose: the setting under which it is remembered.
        prefer: tells of the connected cameras which one to begin with where none is remembered; by default the first.
    """

    def __init__(
        self,
        feed: CameraFeed,
        desk: Desk,
        purpose: str,
        parent: QWidget | None = None,
        *,
        prefer: Callable[[Sequence[CameraDevice]], str] = lambda _: "",
    ) -> None:
        super().__init__("", parent, kind="quiet", icon="camera", key="C")
        self._feed = feed
        self._choices = StationChoices(desk, self)
        self._purpose = purpose
        self._prefer = prefer
        self._wanted = False
        self._device: CameraDevice | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.choose)
        feed.opened.connect(self._show_device)
        feed.lost.connect(lambda _: self._show_device(None))
        self.retranslate()

    def begin(self) -> None:
        """Open the camera that the station remembers."""
        self._wanted = True
        self._choices.read(self._purpose, self._start)

    def end(self) -> None:
        """Close the camera."""
        self._wanted = False
        self._feed.stop()

    def _start(self, device_id: str) -> None:
        # Whoever left before the store answered has no use for the camera any more.
        if self._wanted:
            self._feed.start(device_id or self._prefer(self._feed.devices()))

    def _pick(self, device_id: str) -> None:
        self._feed.start(device_id)
        self._choices.keep(self._purpose, device_id)

    def choose(self) -> None:
        """Offer the cameras by their names."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for device in self._feed.devices():
            action = menu.addAction(device.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self._device is not None and device.id == self._device.id)
            action.triggered.connect(lambda _=False, chosen=device.id: self._pick(chosen))
        if menu.isEmpty():
            menu.addAction(self.tr("没有摄像头")).setEnabled(False)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _show_device(self, device: CameraDevice | None) -> None:
        self._device = device
        self.retranslate()

    def retranslate(self) -> None:
        self.set_text(self._device.name if self._device is not None else self.tr("没有摄像头"))
