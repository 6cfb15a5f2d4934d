# SPDX-License-Identifier: Apache-2.0
"""The cameras' part of the devices: which one looks at people, which at documents, and the picture of each.

Answers for what the station remembers by the camera's id; a camera that isn't plugged in keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.cameracheck import CameraCheck
from sscard_desktop.ui.photo.choices import CAMERA_OF, StationChoices, document_camera, person_camera
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

AUTOMATIC = "auto"
_LOOK_MS = 2000
KEYS = {Purpose.PERSON: "F7", Purpose.DOCUMENT: "F8"}


class CamerasPanel(Retranslated, QWidget):
    """A choice for each purpose, with a button that shows the picture; all of it live while it is shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._choices = StationChoices(desk, self)
        self._devices: Sequence[CameraDevice] | None = None
        self._kept = dict.fromkeys(Purpose, "")
        self._editors = {purpose: CodeEditor(f"camera_{purpose}", self) for purpose in Purpose}
        self._shows = {purpose: Button("", self, icon="camera", key=KEYS[purpose]) for purpose in Purpose}
        self._nothing = Finding("", parent=self)
        space = tokens().space
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.xs)
        for purpose in Purpose:
            self._editors[purpose].finished.connect(lambda code, purpose=purpose: self._choose(purpose, code))
            self._shows[purpose].clicked.connect(lambda _=False, purpose=purpose: self.show_picture(purpose))
            # One below the other: a camera's name is long, and half a column cuts it.
            self._editors[purpose].put_beside(self._shows[purpose])
            self._column.addWidget(self._editors[purpose])
        self._column.addWidget(self._nothing)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.retranslate()

    def read(self) -> None:
        """Show what the station remembers."""
        for purpose in Purpose:
            self._choices.read(CAMERA_OF[purpose], partial(self._show_kept, purpose))
        self.look()

    def look(self) -> None:
        """See what was plugged in or pulled out; what is the same stays as it is."""
        devices = list(self._desk.workplace.cameras().devices())
        if devices != self._devices:
            self._devices = devices
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def editor(self, purpose: Purpose) -> CodeEditor:
        """Return the choice for a purpose; for tests."""
        return self._editors[purpose]

    def nothing(self) -> str:
        """Return what is said where there is no camera, ``""`` where there is one."""
        return self._nothing.text() if not self._devices else ""

    def show_picture(self, purpose: Purpose) -> CameraCheck:
        """Show what the camera sees, and what can be turned on it."""
        sheet = CameraCheck(self._desk, purpose, self)
        sheet.finished.connect(lambda _: self.read())
        sheet.open()
        return sheet

    def _choose(self, purpose: Purpose, code: str) -> None:
        kept = "" if code in ("", AUTOMATIC) else code
        if kept != self._kept[purpose]:
            self._choices.keep(CAMERA_OF[purpose], kept)
            self._show_kept(purpose, kept)

    def _show_kept(self, purpose: Purpose, kept: str) -> None:
        self._kept[purpose] = kept
        self._show()

    def _show(self) -> None:
        devices = self._devices or ()
        ids = {device.id for device in devices}
        likeliest = {
            Purpose.PERSON: person_camera(devices, documents=self._kept[Purpose.DOCUMENT]),
            Purpose.DOCUMENT: document_camera(devices),
        }
        for purpose, editor in self._editors.items():
            name = next((device.name for device in devices if device.id == likeliest[purpose]), "")
            automatic = self.tr("自动：{camera}").format(camera=name) if name else self.tr("自动")
            choices = [Choice(AUTOMATIC, automatic, "zd", " ")]
            choices += [Choice(device.id, device.name, "", " ") for device in devices]
            kept = self._kept[purpose]
            gone = bool(kept) and kept not in ids
            if gone:
                choices.append(Choice(kept, self.tr("选定的摄像头（没有插上）"), "", " "))
            editor.set_choices(choices)
            editor.set_value(kept or AUTOMATIC)
            told = self.tr("插上后自动改用；现在用：{camera}").format(camera=name)
            editor.set_note(Note(told, Tone.WARN) if gone and name else None)
            self._shows[purpose].setEnabled(bool(devices))
        nothing = Finding(self.tr("没有找到摄像头。插上 USB 摄像头后会自动出现。"), parent=self, tone=Tone.WARN)
        nothing.setVisible(not devices)
        old, self._nothing = self._nothing, nothing
        self._column.replaceWidget(old, nothing)
        old.hide()
        old.deleteLater()

    def retranslate(self) -> None:
        self._editors[Purpose.PERSON].set_label(self.tr("拍照用"))
        self._editors[Purpose.DOCUMENT].set_label(self.tr("拍证件用"))
        for button in self._shows.values():
            button.set_text(self.tr("看画面、调整"))
        self._show()
