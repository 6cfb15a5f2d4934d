# SPDX-License-Identifier: Apache-2.0
"""What a picture of a document is taken from, and how its cards are got out of it in the work lane.

A card is found and cut out wherever it lies. A document of one page (a passport) has another shape: what the clerk laid
into the frame, or the whole file, is the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QTransform

from sscard_desktop.domain.document import Corners, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.services.ports import Frame
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.photo.guides import Box

Source = Callable[[], bytes]
"""Gives an encoded picture, in the work lane."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture that waits for its cards to be cut out.

    Attributes:
        cut: gives them, in the work lane.
        whole: gives the picture as it is, within the profile's limits, for whoever insists; in the work lane.
    """

    cut: Callable[[], Sequence[StraightCard]]
    whole: Callable[[], bytes]


class Shots:
    """Makes shots for one record's document.

    Args:
        workplace: whose makers are used.
        spec: the profile's limits.
    """

    def __init__(self, workplace: Workplace, spec: IdPictureSpec) -> None:
        self._workplace = workplace
        self._spec = spec

    def of_file(self, source: Source, *, page: bool) -> Shot:
        """Return the shot of a file; ``page`` where the document is one page rather than a card."""

        def cut() -> Sequence[StraightCard]:
            content = source()
            cutter, maker = self._workplace.card_cutter(), self._workplace.photo_maker()
            try:
                if page:
                    return [cutter.cut(content, self._spec, expected=Side.FRONT, layout=Layout.PASSPORT)]
                return cutter.cut_all(content, self._spec)
            except InvalidInputError as error:
                if page and error.code == "document.no_card":
                    return [self._page(maker.id_picture(content, self._spec))]
                raise

        return Shot(cut, lambda: self._workplace.photo_maker().id_picture(source(), self._spec))

    def of_frame(self, frame: Frame, corners: Corners | None) -> Shot:
        """Return the shot of a camera's frame in which a card was seen at ``corners``, or will be looked for."""

        def cut() -> Sequence[StraightCard]:
            return [self._workplace.card_cutter().cut_frame(frame.rgb, self._spec, corners=corners)]

        return Shot(cut, lambda: self._of_window(frame, None))

    def of_window(self, frame: Frame, window: Box) -> Shot:
        """Return the shot of the page that the clerk laid into a frame's window."""
        return Shot(lambda: [self._page(self._of_window(frame, window))], lambda: self._of_window(frame, None))

    def turned(self, card: StraightCard, degrees: int) -> StraightCard:
        """Return a picture turned clockwise by hand; in the work lane."""
        image = QImage.fromData(card.jpeg).transformed(QTransform().rotate(degrees))
        jpeg = self._workplace.photo_maker().id_picture(encoded(image), self._spec)
        return StraightCard(jpeg, whole_of(image), card.side, card.layout, card.problems)

    def _of_window(self, frame: Frame, window: Box | None) -> bytes:
        maker, rgb = self._workplace.photo_maker(), frame.rgb
        if window is not None:
            rgb = rgb[round(window.top) : round(window.bottom), round(window.left) : round(window.right)].copy()
        return maker.id_picture(maker.frame_picture(rgb), self._spec)

    def _page(self, jpeg: bytes) -> StraightCard:
        return StraightCard(jpeg, whole_of(QImage.fromData(jpeg)), Side.FRONT, Layout.PASSPORT)


def encoded(image: QImage) -> bytes:
    """Return an image as a file without loss."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(image)
    return bytes(target.data().data())


def whole_of(image: QImage) -> Corners:
    """Return the corners of all of an image."""
    right, bottom = float(image.width()), float(image.height())
    return (0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)
