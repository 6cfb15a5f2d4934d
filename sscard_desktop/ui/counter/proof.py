# SPDX-License-Identifier: Apache-2.0
"""The picture that a field was read from, large enough to compare, while any field waits to be confirmed or decided."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.domain.document import Side
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import ElidedLabel, FittingLabel, Label
from sscard_desktop.ui.widgets.picture import ID_CARD_RATIO

_ROLES = {Side.FRONT: PictureRole.ID_FRONT, Side.BACK: PictureRole.ID_BACK}


class _Sheet(QWidget):
    """A picture in the shape of a card, whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        height = tokens().scaled["proof"]
        self.setFixedSize(QSize(round(height * ID_CARD_RATIO), height))

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            return
        size = self._image.size().toSizeF().scaled(QRectF(self.rect()).size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._image)


class ProofSheet(Retranslated, QFrame):
    """Shows the side on which a field stands, and beside it what the form says, in large type."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._images: dict[Side, QImage] = {}
        self._side: Side | None = None
        self._sheet = _Sheet(self)
        self._what = Label("", self, role="hint", wrap=True)
        self._label = ElidedLabel("", self, role="strong")
        self._value = FittingLabel("", self, role="name")
        self._left = Label("", self, role="muted")
        beside = QVBoxLayout()
        beside.setSpacing(space.s)
        beside.addWidget(self._what)
        beside.addStretch()
        beside.addWidget(self._label)
        beside.addWidget(self._value)
        beside.addStretch()
        beside.addWidget(self._left)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.s, space.s, space.m, space.s)
        row.setSpacing(space.l)
        row.addWidget(self._sheet)
        row.addLayout(beside, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        self.retranslate()

    def show_pictures(self, pictures: Mapping[PictureRole, bytes]) -> None:
        """Take the stored pictures."""
        self._images = {side: QImage.fromData(pictures[role]) for side, role in _ROLES.items() if role in pictures}
        self._show_side()

    def show_field(self, side: Side | None, label: str, value: str, left: int) -> None:
        """Show the side of a field, with its label and value; ``left`` fields wait, and with none there is nothing.

        Where the keyboard is in no such field, the last side stays.
        """
        self.setVisible(left > 0)
        if side is not None:
            self._side = side
        elif self._side is None:
            self._side = Side.FRONT
        self._label.set_full_text(label if side is not None else "")
        self._value.setText(value if side is not None else "")
        self._left.setText(self.tr("还有 %n 项待核对", "", left))
        self._show_side()

    def side(self) -> Side | None:
        """Return the side that is shown."""
        return self._side if not self.isHidden() else None

    def clear(self) -> None:
        """Show nothing: another person."""
        self._images, self._side = {}, None
        self._sheet.show_image(QImage())
        self._label.set_full_text("")
        self._value.setText("")
        self.hide()

    def _show_side(self) -> None:
        self._sheet.show_image(self._images.get(self._side or Side.FRONT, QImage()))

    def retranslate(self) -> None:
        self._what.setText(self.tr("对照图片：无误按 Enter，有误直接改。"))
