# SPDX-License-Identifier: Apache-2.0
"""The three lights in the top bar: how reader, camera and printer are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.ui.tasks import Lane, Tasks
from sscard_desktop.ui.topbar import Device, TopBar
from sscard_desktop.ui.widgets.lights import Light

if TYPE_CHECKING:
    from sscard_desktop.domain.printing import Printer
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.readervoice import ReaderVoice

_READER_LIGHTS = {
    ReaderState.DISCONNECTED: Light.BAD,
    ReaderState.CONNECTING: Light.BUSY,
    ReaderState.READY: Light.READY,
    ReaderState.READING: Light.BUSY,
    ReaderState.CARD_READ: Light.READY,
    ReaderState.CARD_FAILED: Light.WARN,
    ReaderState.FAILED: Light.BAD,
}


class DeviceLights(QObject):
    """Sets the lights as the devices tell of themselves.

    Args:
        workplace: whose cameras and printers.
        top: the bar with the lights.
        language: the language in force.
        tasks: the lanes.
        reader: the card reader's voice.
    """

    _cameras_changed = Signal()

    def __init__(
        self,
        workplace: Workplace,
        top: TopBar,
        language: Language,
        tasks: Tasks,
        reader: ReaderVoice,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._top = top
        self._language = language
        self._tasks = tasks
        self._desk: Desk | None = None
        self._remember = False
        self._unwatch: Callable[[], None] | None = None
        self._cameras_changed.connect(self._show_camera, Qt.ConnectionType.QueuedConnection)
        reader.told.connect(self._show_reader)

    def sit_down(self, desk: Desk, *, remember: bool) -> None:
        """Somebody is at work; with ``remember`` the reader that answers is asked first the next time."""
        self._desk, self._remember = desk, remember

    def leave(self) -> None:
        """Nobody is at work."""
        self._desk = None

    def watch(self) -> None:
        """Look at camera and printer now, and at the cameras whenever one comes or goes."""
        if self._unwatch is None:
            # From any thread: the light is set in the window's.
            self._unwatch = self._workplace.cameras().watch(self._cameras_changed.emit)
        self._show_camera()
        self.look_at_printer()

    def close(self) -> None:
        """Stop watching."""
        unwatch, self._unwatch = self._unwatch, None
        if unwatch is not None:
            unwatch()

    def warn_of_printer(self, what: str) -> None:
        """Say that something went wrong with a print."""
        self._top.set_light(Device.PRINTER, Light.WARN, detail=what)

    def _show_reader(self, event: ReaderEvent) -> None:
        light = _READER_LIGHTS[event.state]
        detail = ""
        if event.error is not None:
            detail = " ".join(self._told(event.error))
            if event.error.code == "reader.none":
                light = Light.OFF
        self._top.set_light(Device.READER, light, detail=detail)
        desk, found = self._desk, event.found
        if desk is not None and found is not None and self._remember:
            self._tasks.run(lambda: StationPreferences(desk.session).remember_reader(found), owner=self)

    def _show_camera(self) -> None:
        devices = self._workplace.cameras().devices()
        light = Light.READY if devices else Light.OFF
        self._top.set_light(Device.CAMERA, light, detail=devices[0].name if devices else "")

    def look_at_printer(self) -> None:
        """Ask the printers how they are."""
        spooler = self._workplace.spooler()
        if not spooler.there():
            self._top.set_light(Device.PRINTER, Light.OFF)
            return

        def show(printers: Sequence[Printer]) -> None:
            if not printers:
                self._top.set_light(Device.PRINTER, Light.OFF)
                return
            usual = printers[0]
            if usual.trouble is None:
                self._top.set_light(Device.PRINTER, Light.READY, detail=usual.name)
            else:
                why, _ = self._told(EnvironmentFailedError(f"printer.trouble.{usual.trouble.value}"))
                self._top.set_light(Device.PRINTER, Light.WARN, detail=f"{usual.name} {why}")

        def silent(error: SscardError) -> None:
            self._top.set_light(Device.PRINTER, Light.BAD, detail=" ".join(self._told(error)))

        self._tasks.run(spooler.printers, owner=self, lane=Lane.PRINT, on_done=show, on_error=silent)

    def _told(self, error: SscardError) -> tuple[str, str]:
        message = self._language.message(error)
        return message.what, message.todo
