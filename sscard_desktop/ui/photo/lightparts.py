# SPDX-License-Identifier: Apache-2.0
"""The light's score with its parts, each with a mark, a word and a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.lighting import FAIR_LIGHT, GOOD_LIGHT, LightPart, LightScore
from sscard_desktop.ui.i18n import DEFAULT, Language, Retranslated
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label, Tone

KEYS = ("brightness", "even", "shadow", "cast", "clutter", "noise", "distance")


def tone_of(score: float) -> Tone:
    """Return what a score of 0 to 100 means."""
    return Tone.OK if score >= GOOD_LIGHT else Tone.WARN if score >= FAIR_LIGHT else Tone.BAD


class ShareBar(QWidget):
    """A bar as long as a share of its room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(tokens().space.s)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Show ``share`` (0–1)."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(self.foregroundRole()))
        room.setWidth(room.width() * self._share)
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)


class LightParts(Retranslated, QFrame):
    """Shows one score."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        space = tokens().space
        self._title = Label("", self, role="muted")
        self._score = Label("–", self, role="name")
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.l, space.l, space.l)
        column.setSpacing(space.s)
        column.addWidget(self._title)
        column.addWidget(self._score)
        self._rows: dict[str, tuple[IconView, Label, ShareBar]] = {}
        for key in KEYS:
            icon, word, bar = IconView("dash", self), Label("", self, role="value"), ShareBar(self)
            row = QHBoxLayout()
            row.setSpacing(space.s)
            row.addWidget(icon)
            row.addWidget(word, 1)
            column.addSpacing(space.xs)
            column.addLayout(row)
            column.addWidget(bar)
            self._rows[key] = icon, word, bar
        column.addStretch()
        self.retranslate()

    def show_score(self, found: LightScore | None) -> None:
        """Show what was found; ``None`` that nothing is known yet."""
        self._score.setText("–" if found is None else f"{found.score} / 100")
        self._score.set_tone(None if found is None else tone_of(found.score))
        parts = {part.key: part for part in found.parts} if found is not None else {}
        for key, (icon, word, bar) in self._rows.items():
            self._show_part(parts.get(key), icon, word, bar)

    def score_text(self) -> str:
        """Return the score as shown."""
        return self._score.text()

    def _show_part(self, part: LightPart | None, icon: IconView, word: Label, bar: ShareBar) -> None:
        share = part.share if part is not None else None
        tone = Tone.QUIET if share is None else tone_of(100 * share)
        icon.set_icon({Tone.OK: "check", Tone.WARN: "warn", Tone.BAD: "cross"}.get(tone, "dash"))
        bar.set_share(share or 0.0)
        for widget in (icon, bar):
            set_state(widget, "tone", tone.value)
        set_state(word, "met", share is not None)

    def retranslate(self) -> None:
        code = self._language.code or DEFAULT
        self._title.setText(self.tr("灯光得分"))
        for key, (_, word, _) in self._rows.items():
            word.setText(messages.message(f"photo.light_part.{key}", {}, code).what)
