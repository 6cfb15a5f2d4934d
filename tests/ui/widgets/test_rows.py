# SPDX-License-Identifier: Apache-2.0
"""What every table's model has in common, tried by Qt's own examiner of models."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rows import CHIP_ROLE, RowsModel

DISPLAY, READ_OUT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
WELL = Shown("很好", Tone.OK, "check")


class Fruit(RowsModel[str]):
    """A table of two columns: a name, and how it is."""

    def headings(self) -> Sequence[str]:
        return ("果", "状")

    def cell(self, row: str, column: int) -> str | Shown:
        return row if column == 0 else WELL


@pytest.fixture
def fruit() -> Fruit:
    made = Fruit()
    made.show_rows(["梨", "桃"])
    return made


def test_qts_examiner_finds_nothing_while_the_rows_change(fruit: Fruit) -> None:
    examiner = QAbstractItemModelTester(fruit, QAbstractItemModelTester.FailureReportingMode.Fatal)
    fruit.show_rows([])
    fruit.show_rows(sign for sign in "杏李")
    assert fruit.rows() == ["杏", "李"]
    assert examiner.model() is fruit


def test_a_row_has_no_rows_of_its_own(fruit: Fruit) -> None:
    assert (fruit.rowCount(), fruit.rowCount(QModelIndex()), fruit.columnCount()) == (2, 2, 2)
    assert fruit.rowCount(fruit.index(0, 0)) == 0


def test_a_state_is_painted_as_a_chip_and_read_out_as_a_word(fruit: Fruit) -> None:
    state = fruit.index(1, 1)
    assert (state.data(CHIP_ROLE), state.data(DISPLAY), state.data(READ_OUT)) == (WELL, None, "很好")


def test_words_are_shown_and_read_out_and_are_no_chip(fruit: Fruit) -> None:
    name = fruit.index(1, 0)
    assert (name.data(CHIP_ROLE), name.data(DISPLAY), name.data(READ_OUT)) == (None, "桃", "桃")
    assert name.data(Qt.ItemDataRole.ToolTipRole) is None


def test_only_the_columns_have_headings(fruit: Fruit) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [fruit.headerData(column, across) for column in range(2)] == ["果", "状"]
    assert fruit.headerData(0, down) is None
    assert fruit.headerData(0, across, Qt.ItemDataRole.ToolTipRole) is None


def test_outside_of_the_table_stands_nothing(fruit: Fruit) -> None:
    assert (fruit.row(-1), fruit.row(2), fruit.row(1)) == (None, None, "桃")
    assert fruit.data(QModelIndex()) is None
    assert (fruit.place_of("桃".__eq__), fruit.place_of("瓜".__eq__)) == (1, 0)
