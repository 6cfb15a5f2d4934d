# SPDX-License-Identifier: Apache-2.0
"""The city's texts to read: large, moved by a finger or by two large buttons, with what was answered so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.profile import ConsentText
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.scene import Foot, Scene
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone

_PAGE = 0.85


class _Text(QWidget):
    """One text: title, words, what was answered."""

    def __init__(self, text: ConsentText, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        space = tokens().space
        self._title = Label("", self, role="asked", wrap=True)
        self._words = Label("", self, role="notice", wrap=True)
        self._state = Chip("", self)
        foot = QHBoxLayout()
        foot.addWidget(self._state)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.m)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(foot)

    def speak(self, codes: Sequence[str], *, agreed: bool) -> None:
        """Say it in these languages."""
        self._title.setText(" / ".join(_in(self._text.titles, codes)))
        self._words.setText("\n\n".join(_in(self._text.texts, codes)))
        if agreed:
            self._state.set_state(words.spoken("agreed", codes), Tone.OK)
        else:
            self._state.set_state(words.spoken("not_agreed", codes), Tone.QUIET)


class ConsentScene(Scene):
    """Shows all texts beneath each other; the clerk's key answers, what it answered shows.

    Signals:
        read_through(): the last line was on this screen.
    """

    read_through = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._codes: tuple[str, ...] = words.BOTH[:1]
        self._agreed: frozenset[str] = frozenset()
        self._texts: dict[str, _Text] = {}
        self._moved = self._through = False
        self._held = 0
        space = tokens().space
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(space.xxl, space.l, space.xxl, space.xl)
        self._column.setSpacing(space.xxl)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._body)
        self.area.viewport().installEventFilter(self)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        bar.sliderPressed.connect(self._take_over)
        self._foot = Foot(self)
        self.before = self._foot.add("plain", "chevron_up")
        self.next = self._foot.add("plain", "chevron_down")
        self.before.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self._foot)

    def show_texts(self, texts: Sequence[ConsentText], agreed: Collection[str]) -> None:
        """Show these texts, and to which of them (by key) was agreed."""
        self._agreed = frozenset(agreed)
        if [each.key for each in texts] != list(self._texts):
            self.clear()
            self._agreed = frozenset(agreed)
            for text in texts:
                self._texts[text.key] = _Text(text, self._body)
                self._column.addWidget(self._texts[text.key])
            self._column.addStretch()
        self.speak(self._codes)

    def follow(self, share: float) -> None:
        """Go where the clerk is (0–1 of the way), until a finger moves the text."""
        if not self._moved:
            bar = self.area.verticalScrollBar()
            bar.setValue(round(share * bar.maximum()))

    def speak(self, codes: tuple[str, ...]) -> None:
        self._codes = codes
        for key, text in self._texts.items():
            text.speak(codes, agreed=key in self._agreed)
        self.before.set_text(words.spoken("up", codes))
        self.next.set_text(words.spoken("down", codes))
        done = bool(self._texts) and self._agreed >= self._texts.keys()
        self._foot.hint.setText(words.spoken("consent_done" if done else "consent_hint", codes))
        self._look()

    def clear(self) -> None:
        for text in self._texts.values():
            text.hide()
            text.setParent(None)
            text.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self._texts, self._agreed = {}, frozenset()
        self._moved = self._through = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the text with a finger or the mouse; a touch that nobody takes comes as a mouse's."""
        bar = self.area.verticalScrollBar()
        if event.type() == QEvent.Type.Wheel:
            self._take_over()
        elif isinstance(event, QMouseEvent):
            y = round(event.position().y())
            if event.type() == QEvent.Type.MouseButtonPress:
                self._held = bar.value() + y
            elif event.type() == QEvent.Type.MouseMove and event.buttons():
                self._take_over()
                bar.setValue(self._held - y)
        return False

    def _take_over(self) -> None:
        self._moved = True

    def _turn(self, by: int) -> None:
        self._take_over()
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + by * round(bar.pageStep() * _PAGE))

    def _look(self) -> None:
        bar = self.area.verticalScrollBar()
        self.before.setVisible(bar.maximum() > 0)
        self.next.setVisible(bar.maximum() > 0)
        self.before.setEnabled(bar.value() > 0)
        end = bar.value() >= bar.maximum() - tokens().space.xl
        self.next.setEnabled(bar.value() < bar.maximum())
        if end and self._texts and self.isVisible() and not self._through:
            self._through = True
            self.read_through.emit()


def _in(texts: Mapping[str, str], codes: Sequence[str]) -> list[str]:
    found = ((texts.get(code) or texts.get(DEFAULT, "")).strip() for code in codes)
    return list(dict.fromkeys(found))
