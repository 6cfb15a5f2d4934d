# SPDX-License-Identifier: Apache-2.0
"""The person's document, drawn like the card itself, always in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.domain.grouping import RESIDENT_GROUPS
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import ElidedLabel, FittingLabel, Label, Tone
from sscard_desktop.ui.widgets.lines import group

_BRACKETED = re.compile(r"\s*[(（].*")
_PHOTO_LINES = 2
"""Height of the chip's photo in lines of the name; a larger one leaves the address no room."""


@dataclass(frozen=True, slots=True)
class CardFace:
    """What the panel shows, ready to read.

    Attributes:
        document: such as 居民身份证.
        person: sex, nation and birth date in one line.
        number: stored plain; a resident number is shown in groups.
        authority: 签发机关.
        validity: such as 有效至 2035-07-17 or 长期有效, in ``validity_tone``.
        from_reader: read by a reader, not typed.
    """

    document: str = ""
    name: str = ""
    person: str = ""
    address: str = ""
    number: str = ""
    authority: str = ""
    validity: str = ""
    validity_tone: Tone = Tone.QUIET
    from_reader: bool = False


class CardPanel(QFrame):
    """The drawn card, or while there is none, where to lay it.

    Signals:
        read_requested(): pressed, to read the card (again).
    """

    read_requested = Signal()
    read_as = QAccessible.Role.Grouping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._has_photo = self._from_reader = self._making_room = False
        self._shown: CardFace | tuple[str, str] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._document = ElidedLabel("", self, role="label")
        self._origin = IconView("", self, size="small")
        self._key = KeyCap("F2", self)
        self._name = FittingLabel("", self, role="name")
        self._person = Label("", self, role="hint", wrap=True)
        self._address = Label("", self, role="hint", wrap=True)
        self._photo = QLabel(self)
        self._photo.setObjectName("chip photo")
        # It shows a picture only; were it ever given words of a card, they'd be no markup either.
        self._photo.setTextFormat(Qt.TextFormat.PlainText)
        self._photo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._photo.hide()
        self._number = Label("", self, role="number")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._authority = Label("", self, role="muted", wrap=True)
        self._validity = Chip("", self)
        self._empty_icon = IconView("reader", self, size="huge")
        self._empty_title = Label("", self, role="strong", wrap=True)
        self._empty_text = Label("", self, role="muted", wrap=True)
        for label in (self._empty_title, self._empty_text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = QHBoxLayout()
        head.setSpacing(space.xs)
        head.addWidget(self._document)
        head.addWidget(self._origin)
        head.addStretch()
        head.addWidget(self._key)
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(space.l, space.m, space.l, space.l)
        column.setSpacing(space.xs)
        column.addLayout(head)
        words = QVBoxLayout()
        words.setSpacing(space.xs)
        for label in (self._name, self._person, self._address):
            words.addWidget(label)
        beside = QHBoxLayout()
        beside.setSpacing(space.s)
        beside.addLayout(words, 1)
        beside.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(beside)
        self._lines = (words, beside, head, column)
        column.addStretch()
        column.addWidget(self._number)
        column.addWidget(self._authority)
        column.addSpacing(space.xs)
        column.addWidget(self._validity)
        column.addStretch()
        column.addWidget(self._empty_icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._empty_title)
        column.addWidget(self._empty_text)
        column.addStretch()
        self.show_empty("", "")

    def show_card(self, face: CardFace) -> None:
        """Draw the card."""
        if face == self._shown:
            return
        self._shown = face
        self._set_filled(True)
        # What stands in brackets is told by the form.
        self._document.set_full_text(face.document, brief=_BRACKETED.sub("", face.document))
        self._origin.set_icon("check" if face.from_reader else "")
        self._origin.setVisible(face.from_reader)
        self._from_reader = face.from_reader
        self._name.setText(face.name)
        self._person.setText(face.person)
        self._address.setText(face.address)
        resident = len(face.number) == 18
        self._number.setText(group(face.number, RESIDENT_GROUPS, " ") if resident else face.number)
        self._authority.setText(face.authority)
        self._validity.set_state(face.validity, face.validity_tone)
        for label in (self._person, self._address, self._authority):
            label.setVisible(bool(label.text()))
        self._make_room()
        self.setAccessibleName(" ".join((face.document, face.name, face.number, face.validity)))

    def show_photo(self, picture: bytes, name: str) -> None:
        """Show the photo of the card's chip, ``b""`` for none; ``name`` is what a screen reader calls it."""
        image = QPixmap()
        shown = bool(picture) and image.loadFromData(picture)
        if shown:
            height = self._name.sizeHint().height() * _PHOTO_LINES
            ratio = self.devicePixelRatioF()
            image = image.scaledToHeight(round(height * ratio), Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        self._photo.setPixmap(image if shown else QPixmap())
        self._photo.setAccessibleName(name if shown else "")
        self._has_photo = shown
        self._photo.setVisible(shown and bool(self.property("filled")))
        self._make_room()

    def show_empty(self, title: str, text: str) -> None:
        """Say where the card goes."""
        if (title, text) == self._shown:
            return
        self._shown = (title, text)
        self._set_filled(False)
        self._document.set_full_text("")
        self._origin.hide()
        self._from_reader = False
        self._empty_title.setText(title)
        self._empty_text.setText(text)
        self._validity.set_state("", Tone.QUIET)
        self._make_room()
        asked = f"{title} {text}".strip()
        if self.accessibleName() != asked:
            self.setAccessibleName(asked)
            say(self, asked)

    def _set_filled(self, filled: bool) -> None:
        drawn: tuple[QWidget, ...] = (self._name, self._person, self._address, self._number, self._authority)
        absent: tuple[QWidget, ...] = (self._empty_icon, self._empty_title, self._empty_text)
        with self._arranged_later():
            for part in drawn:
                part.setVisible(filled)
            for part in absent:
                part.setVisible(not filled)
            self._photo.setVisible(filled and self._has_photo)
        set_state(self, "filled", filled)

    @contextmanager
    def _arranged_later(self) -> Iterator[None]:
        """Show and hide several parts: each that comes up would lay the whole page out anew, at once."""
        self._column.setEnabled(False)
        try:
            yield
        finally:
            self._column.setEnabled(True)
            self._column.invalidate()

    def hasHeightForWidth(self) -> bool:
        # The height is the page's: what has no room gives way (_make_room), the panel doesn't push the photo.
        return False

    def minimumSizeHint(self) -> QSize:
        drawn = (self._name, self._number, self._document)
        height = sum(part.sizeHint().height() for part in drawn) + self._key.sizeHint().height()
        return QSize(super().minimumSizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # Behind the labels inside, which are dressed after the panel.
            QTimer.singleShot(0, self, self._make_room)

    def _make_room(self, *, again: bool = False) -> None:
        """Leave out what the form or the step below says anyway, the least asked for first, until the rest has room."""
        if self._making_room:
            # Showing a part lays the side out at once, which may resize the panel in the middle of this.
            return
        self._making_room, before = True, self.size()
        with self._arranged_later():
            self._leave_out()
        # Now, and once: until the next turn of the loop parts would lie where they had room before.
        self._column.activate()
        self._making_room = False
        if self.size() != before and not again:
            # Once: two sizes that lead to each other must not keep it busy.
            QTimer.singleShot(0, self, lambda: self._make_room(again=True))

    def _leave_out(self) -> None:
        filled, space = bool(self.property("filled")), tokens().space
        head: list[QWidget] = [self._document, self._key, *([self._origin] if self._from_reader else [])]
        giving_way: list[Sequence[QWidget]] = [[self._empty_icon], [self._empty_text]]
        if not self._empty_text.text():
            giving_way.pop()
        if filled:
            labels = [label for label in (self._authority, self._address, self._person) if label.text()]
            giving_way = [*((label,) for label in labels), head]
        self._column.setContentsMargins(space.l, space.m, space.l, space.l)
        for part in (*head, *(part for parts in giving_way for part in parts)):
            part.setVisible(True)
        for parts in giving_way:
            if self._needed() <= self.height():
                return
            for part in parts:
                part.setVisible(False)
        if self._needed() > self.height():
            self._column.setContentsMargins(space.m, space.xs, space.m, space.xs)

    def _needed(self) -> int:
        """Return how high all that is shown is. Layouts within the column know of a hidden part by an event only."""
        for line in self._lines:
            line.invalidate()
        return max(self._column.totalHeightForWidth(self.width()), self._column.totalMinimumSize().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.read_requested.emit()
