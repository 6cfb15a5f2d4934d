# SPDX-License-Identifier: Apache-2.0
"""The part of the picture that a field was read from, large enough to compare, while any field waits for that."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.domain.document import Side
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.places import ROLE_OF, WHOLE, Part, Place
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import ElidedLabel, FittingLabel, Label


class _Sheet(QWidget):
    """A part of a picture, as large as it goes, at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._part: Part = WHOLE
        self.setFixedSize(QSize(tokens().scaled["proof_width"], tokens().scaled["proof"]))

    def show_part(self, image: QImage, part: Part) -> None:
        self._image, self._part = image, part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top, right, bottom = self._part
        width, height = self._image.width(), self._image.height()
        source = QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)
        size = source.size().scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        painter.drawImage(place, self._image, source)


class ProofSheet(Retranslated, QFrame):
    """Shows where a field stands, and beside it what the form says, in large type."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._contents: Mapping[Side, bytes] = {}
        self._images: dict[Side, QImage] = {}
        self._place: Place | None = None
        self._differs = False
        self._sheet = _Sheet(self)
        self._what = ElidedLabel("", self, role="hint")
        self._left = Label("", self, role="strong")
        self._label = ElidedLabel("", self, role="label")
        self._value = FittingLabel("", self, role="name")
        head = QHBoxLayout()
        head.setSpacing(space.m)
        head.addWidget(self._left)
        head.addWidget(self._what, 1)
        beside = QVBoxLayout()
        beside.setSpacing(space.xs)
        beside.addLayout(head)
        beside.addStretch()
        beside.addWidget(self._label)
        beside.addWidget(self._value)
        beside.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(space.s, space.s, space.m, space.s)
        row.setSpacing(space.l)
        row.addWidget(self._sheet)
        row.addLayout(beside, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        self.retranslate()

    def show_pictures(self, pictures: Mapping[PictureRole, bytes]) -> None:
        """Take the stored pictures; they are decoded when one is shown."""
        contents = {side: pictures[role] for side, role in ROLE_OF.items() if role in pictures}
        if contents != self._contents:
            self._contents, self._images = contents, {}
            self._show_place()

    def show_field(self, place: Place | None, label: str, value: str, left: int, *, differs: bool = False) -> None:
        """Show where a field stands, with its label and value; ``left`` fields wait, and with none there is nothing.

        Of one that ``differs`` from what else is known the keys are said that decide.

        Where the keyboard is in no such field, the last place stays.
        """
        self.setVisible(left > 0)
        self._place = place or self._place
        self._differs = differs
        self._label.set_full_text(label if place is not None else "")
        self._value.setText(value if place is not None else "")
        self._left.setText(self.tr("还有 %n 项待核对", "", left))
        self._show_what()
        self._show_place()

    def place(self) -> Place | None:
        """Return what is shown."""
        return self._place if not self.isHidden() else None

    def clear(self) -> None:
        """Show nothing: another person."""
        self._contents, self._images, self._place = {}, {}, None
        self._show_place()
        self._label.set_full_text("")
        self._value.setText("")
        self.hide()

    def _show_place(self) -> None:
        place = self._place or Place(Side.FRONT)
        self._sheet.show_part(QImage() if self.isHidden() else self._image(place.side), place.part)

    def _image(self, side: Side) -> QImage:
        if side not in self._images and side in self._contents:
            self._images[side] = QImage.fromData(self._contents[side])
        return self._images.get(side, QImage())

    def _show_what(self) -> None:
        keys = f"{cap(KEYS[Action.TAKE_FORM])}–{cap(KEYS[Action.TAKE_ROSTER])[-1]}"
        differs = self.tr("各处的说法不同：看着证件，按 {keys} 采用一个。").format(keys=keys)
        self._what.set_full_text(differs if self._differs else self.tr("对照图片：无误按 Enter，有误直接改。"))

    def retranslate(self) -> None:
        self._show_what()
