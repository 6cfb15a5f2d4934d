# SPDX-License-Identifier: Apache-2.0
"""The bar at the top: which station this is, how its devices are, what the day has brought, who is at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import Look, Mode, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import ElidedLabel, Label, Tone
from sscard_desktop.ui.widgets.lights import Light, StatusLight
from sscard_desktop.ui.zoom import fitting_on

LANGUAGE_NAMES = {"zh_CN": "中文", "en": "English"}
"""Each language by its own name, so that whoever needs it can find it."""


class Device(StrEnum):
    """The devices whose lights are shown."""

    READER = "reader"
    CAMERA = "camera"
    PRINTER = "printer"


class TopBar(Retranslated, QFrame):
    """The top bar.

    Signals:
        device_chosen(device): a light was pressed.
        lock_requested(), password_change_requested(): from the user's menu or the lock button.
        language_chosen(code), look_chosen(Look): from the user's menu.
    """

    device_chosen = Signal(str)
    lock_requested = Signal()
    password_change_requested = Signal()
    language_chosen = Signal(str)
    look_chosen = Signal(Look)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._counts: tuple[int, int, int] | None = None
        self._look = Look()
        self._station = ElidedLabel("", self, role="strong")
        self._lights = {device: StatusLight("", self) for device in Device}
        for device, light in self._lights.items():
            light.clicked.connect(lambda _=False, device=device: self.device_chosen.emit(device.value))
        self._today = Label("", self, role="hint")
        self._parked = Label("", self, role="hint")
        self._returned = Label("", self, role="hint")
        self._user = Button("", self, kind="quiet", icon="person")
        self._user.clicked.connect(self._open_menu)
        self._lock = Button("", self, kind="quiet", icon="lock", key="Ctrl+L")
        self._lock.clicked.connect(self.lock_requested)
        for button in (self._user, self._lock):
            # By Tab, never by a click: the field that one types in keeps the keyboard.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, 0, space.s, 0)
        row.setSpacing(space.s)
        row.addWidget(self._station, 3)
        for light in self._lights.values():
            row.addWidget(light)
        row.addStretch(2)
        for label in (self._today, self._parked, self._returned):
            row.addWidget(label)
            row.addSpacing(space.s)
        row.addWidget(self._user)
        row.addWidget(self._lock)
        self.retranslate()

    def set_station(self, name: str) -> None:
        """Show the station's name."""
        self._station.set_full_text(name)

    def set_light(self, device: Device, light: Light, word: str = "", detail: str = "") -> None:
        """Show how a device is."""
        self._lights[device].set_light(light, word, detail)

    def light(self, device: Device) -> StatusLight:
        """Return a device's light."""
        return self._lights[device]

    def set_counts(self, *, today: int, parked: int, returned: int) -> None:
        """Show the day's counts: people submitted today, parked records, returned records."""
        self._counts = (today, parked, returned)
        self._show_counts()

    def set_user(self, name: str, languages: Sequence[str] = tuple(LANGUAGE_NAMES)) -> None:
        """Show who is at work."""
        self._user.set_text(name)
        self._languages = tuple(languages)

    def set_look(self, look: Look) -> None:
        """Know the look in force, for the menu."""
        self._look = look

    def counts(self) -> str:
        """Return the counts as they are shown."""
        return "  ".join(label.text() for label in (self._today, self._parked, self._returned) if label.text())

    def menu(self) -> QMenu:
        """Return the user's menu, made anew in the language and look in force."""
        self._menu.deleteLater()
        self._menu = QMenu(self)
        languages = QMenu(self.tr("语言 Language"), self._menu)
        self._menu.addMenu(languages)
        for code in self._languages:
            languages.addAction(LANGUAGE_NAMES[code]).triggered.connect(
                lambda _=False, code=code: self.language_chosen.emit(code)
            )
        looks = QMenu(self.tr("外观"), self._menu)
        self._menu.addMenu(looks)
        group = QActionGroup(looks)
        names = {Mode.LIGHT: self.tr("浅色"), Mode.DARK: self.tr("深色"), Mode.CONTRAST: self.tr("高对比度")}
        for mode, name in names.items():
            action = _checkable(looks.addAction(name), mode is self._look.mode)
            group.addAction(action)
            action.triggered.connect(lambda _=False, mode=mode: self.look_chosen.emit(replace(self._look, mode=mode)))
        looks.addSeparator()
        large = _checkable(looks.addAction(self.tr("大字")), self._look.large_type)
        large.triggered.connect(lambda checked: self.look_chosen.emit(replace(self._look, large_type=checked)))
        zooms = QMenu(self.tr("显示比例"), self._menu)
        self._menu.addMenu(zooms)
        steps = QActionGroup(zooms)
        for percent in fitting_on(self, large_type=self._look.large_type):
            action = _checkable(zooms.addAction(f"{percent} %"), percent == self._look.zoom)
            steps.addAction(action)
            action.triggered.connect(
                lambda _=False, percent=percent: self.look_chosen.emit(replace(self._look, zoom=percent))
            )
        self._menu.addAction(self.tr("修改密码…")).triggered.connect(lambda: self.password_change_requested.emit())
        self._menu.addSeparator()
        self._menu.addAction(self.tr("锁定") + "\tCtrl+L").triggered.connect(lambda: self.lock_requested.emit())
        return self._menu

    def retranslate(self) -> None:
        self._lights[Device.READER].set_name(self.tr("读卡器"))
        self._lights[Device.CAMERA].set_name(self.tr("摄像头"))
        self._lights[Device.PRINTER].set_name(self.tr("打印机"))
        self._lock.set_text(self.tr("锁定"))
        self._show_counts()

    def _show_counts(self) -> None:
        if self._counts is None:
            return
        today, parked, returned = self._counts
        self._today.setText(self.tr("今日 %n 人", "", today))
        self._parked.setText(self.tr("待补 %n", "", parked))
        self._returned.setText(self.tr("退回 %n", "", returned))
        self._returned.set_tone(Tone.BAD if returned else None)

    def _open_menu(self) -> None:
        self.menu().popup(self._user.mapToGlobal(self._user.rect().bottomLeft()))


def _checkable(action: QAction, checked: bool) -> QAction:
    action.setCheckable(True)
    action.setChecked(checked)
    return action
