# SPDX-License-Identifier: Apache-2.0
"""The photo of the card's chip at the counter, where the office has a library that decodes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.preferences import PHOTO_LIBRARY_SETTING
from tests.helpers.counters import CounterWindow


def bmp() -> bytes:
    drawn = QImage(102, 126, QImage.Format.Format_RGB888)
    drawn.fill(0x4080C0)
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    drawn.save(content, "BMP")
    return bytes(content.data().data())


class Library:
    """Decodes everything, or nothing."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.asked: list[tuple[str, int]] = []

    def check(self, library: str) -> str:
        return "GetBmp"

    def decode(self, library: str, photo: bytes) -> bytes:
        self.asked.append((library, len(photo)))
        if not self.works:
            raise EnvironmentFailedError("chipphoto.crashed", file="x")
        return bmp()


def photo(counter: CounterWindow) -> QLabel:
    found = counter.page.standing.side.panel.findChild(QLabel, "chip photo")
    assert found is not None
    return found


def with_library(counter: CounterWindow, library: Library, path: str = "/v/libwlt.so") -> None:
    def keep() -> None:
        with counter.desk.session.transaction():
            counter.desk.session.store.save_setting(PHOTO_LIBRARY_SETTING, path)

    counter.in_lane(keep)
    object.__setattr__(counter.desk, "workplace", replace(counter.desk.workplace, chip_photos=lambda: library))


def lay(counter: CounterWindow, index: int = 0) -> None:
    counter.lay(replace(counter.person(index).card, photo_wlt=b"WL" + bytes(1022)))
    counter.settle()


def test_the_chips_photo_is_shown_beside_the_cards_words_and_goes_with_the_person(counter: CounterWindow) -> None:
    library = Library()
    with_library(counter, library)
    lay(counter)
    assert library.asked == [("/v/libwlt.so", 1024)]
    assert photo(counter).isVisible()
    assert not photo(counter).pixmap().isNull()
    counter.page.work.park()
    counter.settle()
    assert not photo(counter).isVisible()
    assert photo(counter).pixmap().isNull()


@pytest.mark.parametrize("path", ["", "/v/libwlt.so"])
def test_without_a_library_or_with_one_that_fails_the_card_is_as_always(counter: CounterWindow, path: str) -> None:
    library = Library(works=False)
    with_library(counter, library, path)
    lay(counter)
    assert bool(library.asked) == bool(path)
    assert not photo(counter).isVisible()
    assert counter.page.work.record is not None
    assert counter.errors == []
