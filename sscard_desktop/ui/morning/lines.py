# SPDX-License-Identifier: Apache-2.0
"""One answer of the examination on the page: what it is, what to do, and the key that leads where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.health import Health, HealthCheck, Part
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

TONES: Mapping[Health, Tone] = {Health.OK: Tone.OK, Health.WARN: Tone.WARN, Health.FAIL: Tone.BAD}
_TABS: Mapping[Part, str] = {
    Part.READER: "devices",
    Part.CAMERA: "devices",
    Part.PRINTER: "devices",
    Part.DISK: "safety",
    Part.PROFILES: "cities",
    Part.STATION: "station",
    Part.DATABASE: "safety",
    Part.BACKUP: "safety",
}
"""The part of the settings where a trouble is put right; what isn't here is put right outside of the program."""
_PRINTING = ("health.form_printer_gone", "health.form_tray_gone")


def tab_for(check: HealthCheck) -> str:
    """Return the part of the settings where it is put right, ``""`` where the program has none."""
    return "printing" if check.code in _PRINTING else _TABS.get(check.part, "")


@dataclass(frozen=True, slots=True)
class Way:
    """Where a line's key leads.

    Attributes:
        tab: the part of the settings.
        verb: what stands on the button.
        key: the digit that does the same, ``""`` where there are no digits left.
    """

    tab: str
    verb: str
    key: str


class Verbs(QObject):
    """What stands on the buttons, in the language in force."""

    def of(self, tab: str) -> str:
        """Return the words for a part of the settings."""
        return {
            "devices": self.tr("看设备"),
            "printing": self.tr("改打印设置"),
            "safety": self.tr("看备份与安全"),
            "cities": self.tr("看城市配置"),
            "station": self.tr("看站点"),
        }.get(tab, "")


class CheckLine(QFrame):
    """A finding, with a button where something can be done about it here.

    Signals:
        chosen(tab): the person wants to go there.
    """

    chosen = Signal(str)

    def __init__(self, check: HealthCheck, language: str, parent: QWidget, *, way: Way | None = None) -> None:
        super().__init__(parent)
        self.check = check
        self.way = way
        told = messages.message(check.code, check.params, language)
        self.finding = Finding(told.what, told.todo, self, tone=TONES[check.health])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens().space.m)
        row.addWidget(self.finding, 1)
        if way is not None:
            button = Button(way.verb, self, key=way.key)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda: self.chosen.emit(way.tab))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
