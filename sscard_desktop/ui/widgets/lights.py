# SPDX-License-Identifier: Apache-2.0
"""Status lights of the devices: shape, colour and word, so that nobody depends on one of them."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label, plain_tooltip


class Light(StrEnum):
    """States of a device."""

    READY = "ready"
    BUSY = "busy"
    WARN = "warn"
    OFF = "off"
    """Not connected, and nobody expects it to be."""
    BAD = "bad"


_SHAPES = {
    Light.READY: "light_on",
    Light.BUSY: "light_busy",
    Light.WARN: "light_warn",
    Light.OFF: "light_off",
    Light.BAD: "light_bad",
}


class StatusLight(QPushButton):
    """One device: its light, its name, and a word where the state isn't simply ready.

    Args:
        pressable: pressing it leads to more about the device; otherwise it only shows.
    """

    def __init__(self, name: str = "", parent: QWidget | None = None, *, pressable: bool = True) -> None:
        super().__init__(parent)
        space = tokens().space
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if pressable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.read_as = QAccessible.Role.StaticText
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._shape = IconView("", self, size="light")
        self._name = Label(name, self, role="")
        self._word = Label("", self, role="")
        self._word.setObjectName("word")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(space.s, 0, space.s, 0)
        row.setSpacing(space.xs)
        for part in (self._shape, self._name, self._word):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        self._detail = ""
        self.set_light(Light.OFF)

    def set_name(self, name: str) -> None:
        """Name the device, such as 读卡器; ``""`` where a heading names it already."""
        self._name.setText(name)
        self._name.setVisible(bool(name))
        self._describe()

    def set_light(self, light: Light, word: str = "", detail: str = "") -> None:
        """Show a state: ``word`` beside the name (``""`` when ready), ``detail`` in the tooltip."""
        self._light, self._detail = light, detail
        self._shape.set_icon(_SHAPES[light])
        self._word.setText(word)
        self._word.setVisible(bool(word))
        self.setToolTip(plain_tooltip(detail) if detail else "")
        set_state(self, "light", light.value)
        self._describe()

    def light(self) -> Light:
        """Return the state that is shown."""
        return self._light

    def word(self) -> str:
        """Return the word that is shown."""
        return self._word.text()

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._name.text()} {self._word.text()}".strip())
        # The light alone says that all is well; who doesn't see it is told.
        well = self.tr("正常") if self._light is Light.READY and not self._word.text() else ""
        self.setAccessibleDescription(" ".join(part for part in (well, self._detail) if part))

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)
