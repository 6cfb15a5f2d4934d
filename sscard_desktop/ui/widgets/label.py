# SPDX-License-Identifier: Apache-2.0
"""Text on screen. Never markup: a name from a card or a file is shown as it is, ``<b>`` and all."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from sscard_desktop.ui.theme import set_state

_ONE_LINE = 60
"""A longer tooltip is broken into lines, which Qt does with markup only."""


class Tone(StrEnum):
    """What a state means; each has its colour, and is never told by colour alone."""

    QUIET = "quiet"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


TONE_ICONS = {
    Tone.QUIET: "dash",
    Tone.INFO: "info",
    Tone.OK: "check",
    Tone.WARN: "warn",
    Tone.BAD: "cross",
}


class Label(QLabel):
    """A line, or with ``wrap`` a paragraph, of plain text in one of the type sizes.

    Args:
        role: ``hint``, ``text``, ``value``, ``section``, ``name``, ``muted`` (hint-sized) or ``strong``.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, role: str = "text", wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_tone(self, tone: Tone | None) -> None:
        """Colour the text by what it means; ``None`` is plain ink."""
        set_state(self, "tone", tone.value if tone else "")


class ElidedLabel(Label):
    """A line that gives way: what doesn't fit ends in an ellipsis, and is whole in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "text") -> None:
        super().__init__("", parent, role=role)
        self._full = self._brief = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if text:
            self.set_full_text(text)

    def set_full_text(self, text: str, *, brief: str = "") -> None:
        """Show ``text`` as far as it fits; where it doesn't, ``brief`` in its place, if that is given."""
        if (text, brief) == (self._full, self._brief):
            return
        self._full, self._brief = text, brief
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def full_text(self) -> str:
        """Return the whole text."""
        return self._full

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        # One more: a width that fits exactly is elided by rounding.
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.fontMetrics().height() * 2, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._full) <= self.width()
        shown = self._full if fits else self._brief or self._full
        fitting = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(fitting)
        tip = plain_tooltip(self._full) if fitting != self._full else ""
        if tip != self.toolTip():
            self.setToolTip(tip)


class FittingLabel(Label):
    """A line that gives way by its size: drawn smaller, down to two thirds, before it is elided. Its height stays."""

    _SMALLEST = 0.66

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        font = self.font()
        needed = self.fontMetrics().horizontalAdvance(self.text())
        if needed > self.width() > 0:
            font.setPixelSize(max(round(font.pixelSize() * self._SMALLEST), font.pixelSize() * self.width() // needed))
        painter = QPainter(self)
        painter.setFont(font)
        fitting = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)


def plain_tooltip(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it is; Qt guesses markup otherwise.

    A short line without a sign of markup stays as it is: screen readers are given tooltips, tags and all.
    """
    if len(text) <= _ONE_LINE and not set("<>&\n").intersection(text):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>"
