# SPDX-License-Identifier: Apache-2.0
"""The left column has room for its card: where it is wide, the ID pictures stand beside the photo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.ui.counter import side as side_module
from sscard_desktop.ui.counter.side import CounterSide
from sscard_desktop.ui.i18n import Language

LOW_PX = 640
"""What the smallest screen leaves for the column."""


@pytest.fixture
def side(qtbot: QtBot, qapp: QApplication) -> CounterSide:
    made = CounterSide(Language(qapp))
    qtbot.addWidget(made)
    made.show()
    return made


def laid_out(side: CounterSide, width: int) -> None:
    side.resize(width, LOW_PX)
    QApplication.processEvents()


def place(side: CounterSide, part: QWidget) -> QRect:
    return QRect(part.mapTo(side, QPoint(0, 0)), part.size())


def test_in_a_narrow_column_both_sides_stand_below_the_photo(side: CounterSide) -> None:
    laid_out(side, 248)
    photo = place(side, side.photo)
    front, back = (place(side, side.sides[role]) for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK))
    assert front.top() >= photo.bottom()
    assert front.top() == back.top()
    assert front.right() < back.left()


def test_in_a_wide_column_they_stand_beside_it_larger_and_the_card_has_their_height(side: CounterSide) -> None:
    laid_out(side, 248)
    narrow, small = side.panel.height(), side.sides[PictureRole.ID_FRONT].width()
    # As in large type.
    side.panel.setMaximumWidth(336)
    laid_out(side, 336)
    photo = place(side, side.photo)
    front, back = (place(side, side.sides[role]) for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK))
    assert front.left() > photo.left() + side.photo.frame().width()
    assert front.bottom() <= back.top()
    assert back.right() <= side.width()
    assert front.width() > small
    assert side.panel.height() >= narrow


def test_a_column_that_was_wide_for_a_moment_is_no_wider_than_its_card_afterwards(side: CounterSide) -> None:
    side.panel.setMaximumWidth(248)
    laid_out(side, 248)
    least = side.minimumSizeHint().width()
    laid_out(side, 600)
    assert side.minimumSizeHint().width() == least
    laid_out(side, 248)
    assert place(side, side.sides[PictureRole.ID_FRONT]).top() >= place(side, side.photo).bottom()


def test_only_a_picture_that_changed_is_decoded(side: CounterSide, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[bytes] = []

    def counted(content: bytes, _size: QSize) -> QImage:
        decoded.append(content)
        return QImage(3, 4, QImage.Format.Format_RGB32)

    monkeypatch.setattr(side_module, "_decoded", counted)
    side.show_pictures({PictureRole.PHOTO: b"photo"})
    side.show_pictures({PictureRole.PHOTO: b"photo", PictureRole.ID_FRONT: b"front"})
    assert decoded == [b"photo", b"front"]
    side.show_pictures({PictureRole.ID_FRONT: b"another"})
    assert decoded == [b"photo", b"front", b"another"]
    side.show_pictures({})
    side.show_pictures({PictureRole.PHOTO: b"photo"})
    assert decoded[-1] == b"photo", "nothing is kept of a picture that went"
