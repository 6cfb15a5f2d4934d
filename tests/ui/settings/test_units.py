# SPDX-License-Identifier: Apache-2.0
"""The unit directory by keyboard: three levels, a search through all of them, and a table taken in after a look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.settings.unitimport import UnitChangesTable, UnitProblemsTable
from sscard_desktop.ui.settings.units import UnitsTab
from tests.helpers.applicants import city
from tests.helpers.desks import UNIT
from tests.helpers.tables import as_xlsx
from tests.helpers.windowdesks import WindowDesk

TABLE = (
    ("单位名称", "二级单位", "三级单位", "参保单位编号", "发卡行名称", "备注"),
    ("甲集团", "一分公司", "财务科", "100002", "样例银行", ""),
    ("乙公司", "", "", "100003", "", ""),
)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("units") / "单位.xlsx"
    path.write_bytes(as_xlsx(TABLE))
    return path


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def tab(desk: WindowDesk, qtbot: QtBot) -> UnitsTab:
    opened = desk.sit_down("wangfang")
    tab = UnitsTab(replace(opened, session=replace(opened.session, profile=city("beijing"))))
    qtbot.addWidget(tab)
    tab.show()
    tab.entered()
    desk.settle()
    return tab


def names(tab: UnitsTab) -> list[str]:
    return [unit.name for unit in tab.units()]


def test_a_table_is_shown_before_it_is_taken_in_and_walked_through_by_keys(
    desk: WindowDesk, tab: UnitsTab, table: Path
) -> None:
    told: list[str] = []
    tab.told.connect(told.append)
    dialog = tab.import_from(table)
    desk.settle()
    plan = dialog.plan()
    assert plan is not None
    model = dialog._table.model()
    assert isinstance(model, UnitChangesTable)
    assert [model.cell(row, 1) for row in model.rows()] == [
        "甲集团",
        "甲集团›一分公司",
        "甲集团›一分公司›财务科",
        "乙公司",
    ]
    assert "样例银行" in "".join(model.cell(row, 4) for row in model.rows())
    assert "备注" in dialog.banner().texts()[0]
    assert names(tab) == [UNIT]
    QTest.keyClick(dialog._table, Qt.Key.Key_Return)
    desk.settle()
    assert told
    assert "4" in told[-1]
    assert set(names(tab)) == {UNIT, "甲集团", "乙公司"}
    tab._table.choose_row(names(tab).index("甲集团"))
    for expected in ("一分公司", "财务科"):
        QTest.keyClick(tab.search, Qt.Key.Key_Return)
        desk.settle()
        assert names(tab) == [expected]
    assert tab.above() == "甲集团›一分公司"
    QTest.keyClick(tab.search, Qt.Key.Key_Return)  # there is nothing below the third level
    assert tab.above() == "甲集团›一分公司"
    assert "up" in [action.name for action in tab.key_actions()]
    tab.act("up")
    desk.settle()
    assert names(tab) == ["一分公司"]


def test_a_search_goes_through_all_levels(desk: WindowDesk, tab: UnitsTab, table: Path) -> None:
    dialog = tab.import_from(table)
    desk.settle()
    QTest.keyClick(dialog._table, Qt.Key.Key_Return)
    desk.settle()
    QTest.keyClicks(tab.search, "cwk")
    QTest.keyClick(tab.search, Qt.Key.Key_Return)
    desk.settle()
    assert [unit.path for unit in tab.units()] == ["甲集团›一分公司›财务科"]


def test_a_new_unit_goes_below_the_one_that_is_open(desk: WindowDesk, tab: UnitsTab) -> None:
    QTest.keyClick(tab.search, Qt.Key.Key_Return)
    desk.settle()
    assert tab.above() == UNIT
    tab.act("add")
    dialog = tab.dialog()
    assert dialog is not None
    name, above, number = dialog.fields()
    assert above.value() == UNIT
    QTest.keyClicks(name.control(), "Branch")
    for editor in (name, above, number):
        QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    desk.settle()
    assert [unit.path for unit in tab.units()] == [f"{UNIT}›Branch"]


def test_a_table_with_something_wrong_is_told_and_nothing_can_be_pressed(
    desk: WindowDesk, tab: UnitsTab, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_xlsx([*TABLE, ("乙公司", "", "", "100009", "", "")]))
    dialog = tab.import_from(path)
    desk.settle()
    model = dialog._table.model()
    assert isinstance(model, UnitProblemsTable)
    assert [model.cell(row, column) for row in model.rows() for column in (0, 1)] == ["4", "D"]
    QTest.keyClick(dialog._table, Qt.Key.Key_Return)
    desk.settle()
    assert dialog.isVisible()
    assert names(tab) == [UNIT]
    dialog.reject()


def test_a_file_that_is_no_table_is_told_in_the_dialog(desk: WindowDesk, tab: UnitsTab, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no table")
    dialog = tab.import_from(path)
    desk.settle()
    assert dialog.plan() is None
    assert dialog.banner().isVisible()
    dialog.reject()
