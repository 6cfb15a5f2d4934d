# SPDX-License-Identifier: Apache-2.0
"""A name as the form prints it, and what becomes of it on screen, on paper and in an export."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.domain.coverage import NameCoverage
from sscard_desktop.ui.characters.words import CharacterWords
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.theme import Mode, tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import ElidedLabel


class ProofPicture(QWidget):
    """A strip of white paper with the name on it, as high as two lines of text; a long one is drawn smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_proof(self, pdf: bytes) -> None:
        """Show a name's proof, or with no bytes nothing."""
        # Nobody's child: the one before it, and the name in it, end here.
        self._pages = PdfPages(pdf) if pdf else None
        self._image = QImage()
        self.update()

    def is_empty(self) -> bool:
        """Return whether it shows nothing."""
        return self._pages is None

    def sizeHint(self) -> QSize:
        return QSize(0, round(self.fontMetrics().height() * 2.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pages is None:
            return
        # White in every theme: it is paper.
        painter = QPainter(self)
        paper = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(paper, QColor(tokens().colour[Mode.LIGHT]["paper"]))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(paper)
        points = self._pages.size_points(0)
        room = QSizeF(paper.width() - 4, paper.height() - 4)
        width = round(points.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).width())
        ratio = self.devicePixelRatioF()
        if self._image.width() != round(width * ratio):
            self._image = self._pages.image(0, width, ratio=ratio)
        height = self._image.height() / ratio
        painter.drawImage(QPointF(2, (paper.height() - height) / 2), self._image)


class ProofView(QWidget):
    """The proof, and three chips: screen, paper, export. Hidden while there is no name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._words = CharacterWords(self)
        self.picture = ProofPicture(self)
        self.caption = ElidedLabel(self.tr("打印样张，请本人核对："), self, role="hint")
        self._chips = [Chip("", self) for _ in range(3)]
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self.caption, 1)
        for chip in self._chips:
            head.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        column.addLayout(head)
        column.addWidget(self.picture)
        self.hide()

    def show_proof(self, pdf: bytes, coverage: NameCoverage) -> None:
        """Show the name's proof and how far it reaches."""
        self.picture.set_proof(pdf)
        words = self._words
        told = (words.shown(coverage), words.printed(coverage), words.exported(coverage))
        for chip, (text, tone) in zip(self._chips, told, strict=True):
            chip.set_state(text, tone)
        self.picture.setAccessibleName(coverage.name)
        self.show()

    def clear(self) -> None:
        """Show nothing."""
        self.picture.set_proof(b"")
        self.picture.setAccessibleName("")
        self.hide()

    def minimumSizeHint(self) -> QSize:
        # It never makes a field wider than its column.
        return QSize(0, super().minimumSizeHint().height())

    def told(self) -> tuple[str, ...]:
        """Return what the chips say."""
        return tuple(chip.text() for chip in self._chips)
