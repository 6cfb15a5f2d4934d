# SPDX-License-Identifier: Apache-2.0
"""Parts are drawn before anybody sees them, unless somebody comes first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.ui.counter import warming
from sscard_desktop.ui.counter.warming import Warming
from tests.helpers.waiting import until


class Part(QWidget):
    """Counts how often it is drawn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drawn = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.drawn += 1


@pytest.fixture
def parts(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Part]]:
    monkeypatch.setattr(warming, "AFTER_MS", 0)
    monkeypatch.setattr(warming, "BETWEEN_MS", 0)
    hidden = QWidget()
    yield [Part(hidden) for _ in range(3)]
    hidden.deleteLater()


def test_all_parts_are_drawn_once_and_none_is_shown(parts: list[Part]) -> None:
    asked: list[int] = []

    def give() -> list[Part]:
        asked.append(1)
        return parts

    owner = QWidget()
    warm = Warming(give, lambda: True, owner)
    for _ in range(2):
        warm.begin()
        until(lambda: warm.over)
    assert [part.drawn for part in parts] == [1, 1, 1]
    assert not any(part.isVisible() for part in parts)
    assert asked == [1]


def test_nothing_more_is_begun_once_somebody_is_there(parts: list[Part]) -> None:
    owner = QWidget()
    warm = Warming(lambda: parts, lambda: not parts[0].drawn, owner)
    warm.begin()
    until(lambda: warm.over)
    assert [part.drawn for part in parts] == [1, 0, 0]


def test_a_part_that_is_gone_is_left_out(parts: list[Part]) -> None:
    owner, gone = QWidget(), QWidget()
    shiboken6.delete(gone)
    warm = Warming(lambda: [gone, *parts], lambda: True, owner)
    warm.begin()
    until(lambda: warm.over)
    assert all(part.drawn for part in parts)
