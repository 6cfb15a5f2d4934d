# SPDX-License-Identifier: Apache-2.0
"""The left column: the person's card, what the reader says, the photo with its verdict, both sides of the ID card."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QBuffer, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.messages import Message
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui.counter.steps import REMARK
from sscard_desktop.ui.i18n import Language, Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.cardpanel import CardFace, CardPanel
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.picture import IdPictureTile, PhotoTile

_SHARPEST = 2
"""Pixels of a screen for one of ours, at most."""


class CounterSide(Retranslated, QWidget):
    """Card, photo and ID pictures, always in the same place.

    Signals:
        read_requested(), photo_asked(), id_pictures_asked().
    """

    read_requested = Signal()
    photo_asked = Signal()
    id_pictures_asked = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        space = tokens().space
        self.panel = CardPanel(self)
        self.panel.read_requested.connect(self.read_requested)
        self._reader = Chip("", self)
        policy = self._reader.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reader.setSizePolicy(policy)
        self.photo = PhotoTile(self)
        self.photo.asked.connect(self.photo_asked)
        self.sides = {PictureRole.ID_FRONT: IdPictureTile(self), PictureRole.ID_BACK: IdPictureTile(self)}
        self._both = both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(space.s)
        both.addStretch()
        for tile in self.sides.values():
            tile.asked.connect(self.id_pictures_asked)
            both.addWidget(tile)
        both.addStretch()
        self._pictures = pictures = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        pictures.setSpacing(space.s)
        pictures.addWidget(self.photo)
        pictures.addLayout(both)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(self.panel, 100)
        column.addWidget(self._reader, 0, Qt.AlignmentFlag.AlignHCenter)
        self.photo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addLayout(pictures)
        column.addStretch(1)
        self._event: ReaderEvent | None = None
        self._face: CardFace | None = None
        self._in_work = False
        self._contents: Mapping[PictureRole, bytes] = {}
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_pictures()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # Behind the card, which is dressed after its column.
            QTimer.singleShot(0, self, self._lay_out_pictures)

    def _lay_out_pictures(self) -> None:
        """Stand the ID pictures beside the photo where the column is wide: the card gets their height."""
        gap, least = tokens().space.s, IdPictureTile.least_width()
        # Never wider than the card: tiles that once took more, while the zoom changed, would hold the column open.
        rest = min(self.width(), self.panel.maximumWidth()) - self.photo.frame().width() - gap
        beside = rest >= least
        along, across = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pictures.setDirection(along if beside else across)
        self._both.setDirection(across if beside else along)
        for tile in self.sides.values():
            tile.set_width(rest if beside else least)

    def show_face(self, face: CardFace | None, *, in_work: bool) -> None:
        """Draw the person's card; ``None`` while nobody was named yet."""
        self._face, self._in_work = face, in_work
        if face is not None:
            self.panel.show_card(face)
        elif (trouble := self._trouble()) is not None:
            self.panel.show_empty(trouble.what, trouble.todo)
        elif in_work:
            self.panel.show_empty(self.tr("手工录入"), self.tr("也可以把证件放到读卡器上，空白的项会自动填好。"))
        elif self.reader_works():
            self.panel.show_empty(self.tr("请放证件"), self.tr("平放在读卡器上，会自动读取。"))
        else:
            self.panel.show_empty(self.tr("读卡器没有连接"), self.tr("接好后会自动使用；现在可以手工录入。"))

    def show_reader(self, event: ReaderEvent | None) -> None:
        """Say what the reader is at."""
        self._event = event
        words = {
            ReaderState.CONNECTING: (self.tr("正在连接读卡器"), Tone.INFO),
            ReaderState.READING: (self.tr("正在读取，请勿移动证件"), Tone.INFO),
            ReaderState.CARD_READ: (self.tr("已读取，请取走证件"), Tone.OK),
            ReaderState.CARD_FAILED: (self.tr("没读出来，请重新放一次"), Tone.WARN),
        }
        text, tone = words.get(event.state, ("", Tone.QUIET)) if event is not None else ("", Tone.QUIET)
        self._reader.set_state(text, tone)
        if self._face is None:
            self.show_face(None, in_work=self._in_work)

    def reader_words(self) -> str:
        """Return what is said of the reader."""
        return self._reader.text() if not self._reader.isHidden() else ""

    def reader_works(self) -> bool:
        """Return whether a reader is there that may read a card."""
        return self._event is not None and self._event.state not in (ReaderState.DISCONNECTED, ReaderState.FAILED)

    def _trouble(self) -> Message | None:
        """Return what keeps a reader that is there from reading; a station without one types in peace."""
        event = self._event
        if event is None or event.error is None or self.reader_works() or event.error.code == "reader.none":
            return None
        return self._language.message(event.error)

    def show_pictures(self, pictures: Mapping[PictureRole, bytes]) -> None:
        """Show the stored pictures; what is none, or can't be opened, leaves its place empty."""
        before, self._contents = self._contents, dict(pictures)
        photo = pictures.get(PictureRole.PHOTO)
        if photo != before.get(PictureRole.PHOTO):
            self.photo.set_photo(_decoded(photo, self.photo.frame().size()) if photo else None)
        for role, tile in self.sides.items():
            content = pictures.get(role)
            if content != before.get(role):
                tile.set_picture(_decoded(content, tile.size()) if content else None)

    def show_places(self, roles: Collection[PictureRole]) -> None:
        """Keep a place for the pictures that the kind of business may have, and none for others."""
        self.photo.setVisible(PictureRole.PHOTO in roles)
        for role, tile in self.sides.items():
            tile.setVisible(role in roles)

    def show_verdict(self, judged: JudgedPhoto | None, problems: Mapping[str, Problem]) -> None:
        """Say in a word or two how the photo stands."""
        problem = problems.get(PictureRole.PHOTO.value)
        if judged is None:
            self.photo.set_verdict("", Tone.QUIET)
        elif problem is not None and judged.open_failures:
            self.photo.set_verdict(self.tr("%n 项不合格", "", len(judged.open_failures)), Tone.BAD)
        elif problem is not None and judged.open_questions:
            self.photo.set_verdict(self.tr("%n 项待确认", "", len(judged.open_questions)), Tone.WARN)
        elif problem is not None and problem.code.startswith(REMARK):
            self.photo.set_verdict(self.tr("退回，请重拍"), Tone.WARN)
        elif judged.overridden:
            self.photo.set_verdict(self.tr("合格，%n 项已说明", "", len(judged.overridden)), Tone.WARN)
        else:
            self.photo.set_verdict(self.tr("合格"), Tone.OK)

    def retranslate(self) -> None:
        self.photo.set_words(self.tr("拍照"), "F4")
        self.sides[PictureRole.ID_FRONT].set_name(self.tr("正面"), "F5")
        self.sides[PictureRole.ID_BACK].set_name(self.tr("背面"), "F5")
        self.show_face(self._face, in_work=self._in_work)
        self.show_reader(self._event)


def _decoded(content: bytes, size: QSize) -> QImage:
    """Return a picture no larger than is shown on the sharpest screens: a JPEG is decoded faster and finer so."""
    buffer = QBuffer()
    buffer.setData(content)
    reader = QImageReader(buffer)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(whole.scaled(size * _SHARPEST, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()
