# SPDX-License-Identifier: Apache-2.0
"""Everything larger by steps: only where it has room, at once, and back again to the pixel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui import theme, zoom
from sscard_desktop.ui.theme import Look
from sscard_desktop.ui.zoom import ZOOMS, fitting


@pytest.fixture
def undressed_after(dressed: QApplication) -> Iterator[QApplication]:
    yield dressed
    theme.apply(dressed, Look())


class Sample(QWidget):
    """Spaces and a width, taken from the tokens as pages take them."""

    def __init__(self) -> None:
        super().__init__()
        space, size = theme.tokens().space, theme.tokens().size
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(space.xl, space.l, space.m, 0)
        self.column.setSpacing(space.s)
        self.column.addSpacing(space.m)
        self.facts = QLabel("字")
        self.facts.setFixedWidth(size["facts"])
        self.column.addWidget(self.facts)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(space.l)
        self.grid.setColumnMinimumWidth(0, size["label_column"])
        self.column.addLayout(self.grid)
        self.row = QHBoxLayout()
        self.row.setSpacing(space.xs)
        self.grid.addLayout(self.row, 0, 0)

    def lengths(self) -> tuple[object, ...]:
        return (
            self.column.contentsMargins().left(),
            self.column.contentsMargins().bottom(),
            self.column.spacing(),
            self.column.itemAt(0).spacerItem().sizeHint().height(),
            self.facts.minimumWidth(),
            self.grid.horizontalSpacing(),
            self.grid.columnMinimumWidth(0),
            self.row.spacing(),
        )


@pytest.mark.parametrize("percent", ZOOMS)
def test_what_is_up_becomes_as_what_is_made_anew(qtbot: QtBot, undressed_after: QApplication, percent: int) -> None:
    up = Sample()
    qtbot.addWidget(up)
    up.show()
    theme.apply(undressed_after, Look(zoom=percent))
    new = Sample()
    qtbot.addWidget(new)
    new.show()
    assert up.lengths() == new.lengths()


def test_all_steps_there_and_back_change_nothing(qtbot: QtBot, undressed_after: QApplication) -> None:
    sample = Sample()
    sample.setFixedHeight(331)  # no token: such a length is stepped, too
    qtbot.addWidget(sample)
    sample.show()
    before = sample.lengths()
    for percent in (*ZOOMS, *reversed(ZOOMS)):
        theme.apply(undressed_after, Look(zoom=percent))
    assert sample.lengths() == before
    assert abs(sample.minimumHeight() - 331) <= 1


def test_type_fields_and_spaces_grow_alike(undressed_after: QApplication) -> None:
    theme.apply(undressed_after, Look(zoom=200))
    assert theme.tokens().space.m == 24
    values = theme.tokens().values(Look(zoom=200))
    assert (values["type_text"], values["field"], values["radius"]) == ("30px", "72px", "12px")


def test_large_type_is_a_third_larger_at_any_step() -> None:
    values = theme.tokens_at(150).values(Look(large_type=True, zoom=150))
    assert values["type_value"] == f"{round(17 * 1.5 * 1.35)}px"


@pytest.mark.parametrize(
    ("room", "large", "most"),
    [
        (QSize(1366, 728), False, 100),
        (QSize(1600, 860), False, 125),
        (QSize(1920, 1040), False, 150),
        (QSize(1920, 1040), True, 125),
        (QSize(2560, 1400), False, 200),
        (QSize(3840, 2120), True, 200),
        (QSize(800, 600), True, 100),
    ],
)
def test_no_step_is_offered_that_the_screen_has_no_room_for(room: QSize, large: bool, most: int) -> None:
    assert fitting(room, large_type=large)[-1] == most


def test_without_a_choice_everything_is_as_designed() -> None:
    assert zoom.in_force() == 100
