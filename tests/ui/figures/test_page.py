# SPDX-License-Identifier: Apache-2.0
"""The page of figures by keyboard on a real station."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.figures import Figures, Row
from sscard_desktop.domain.periods import Span
from sscard_desktop.ui.figures.page import FiguresPage
from sscard_desktop.ui.figures.rows import RowsTable
from sscard_desktop.ui.figures.words import length
from tests.helpers.windowdesks import WindowDesk


class Scene:
    """One person's page."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, name: str, target: str = "") -> None:
        self.qtbot, self.desk = qtbot, desk
        self.asked: list[str] = []

        def ask(parent: QWidget, title: str, name: str) -> str:
            self.asked.append(name)
            return target

        self.page = FiguresPage(desk.sit_down(name), ask=ask)
        self.told: list[str] = []
        self.page.told.connect(self.told.append)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 660)
        self.page.show()
        self.page.entered()
        desk.settle()

    def key(self, key: Qt.Key) -> None:
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QTest.keyClick(self.page.focusWidget() or self.page, key)
        self.desk.settle()

    def figures(self) -> Figures:
        found = self.page.shown()
        assert found is not None
        return found


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def test_times_views_and_clerks_are_chosen_by_keys_and_a_table_leaves(
    qtbot: QtBot, desk: WindowDesk, tmp_path: Path
) -> None:
    desk.submitted(0)
    desk.submitted(1)
    scene = Scene(qtbot, desk, "wangfang", str(tmp_path / "figures.csv"))
    page = scene.page
    assert scene.figures().total.people == 2
    assert page.overview.tiles["people"].number() == "2"
    assert not page.overview.days.isVisible(), "a day has no days"
    for key, span in ((Qt.Key.Key_W, Span.WEEK), (Qt.Key.Key_M, Span.MONTH), (Qt.Key.Key_Y, Span.YEAR)):
        scene.key(key)
        assert scene.figures().period.days == {Span.WEEK: 7, Span.MONTH: 31, Span.YEAR: 365}[span]
    assert page.overview.days.isVisible()
    scene.key(Qt.Key.Key_PageUp)
    assert (scene.figures().period.first.year, scene.figures().total.people) == (2025, 0)
    scene.key(Qt.Key.Key_PageDown)
    scene.key(Qt.Key.Key_PageDown)
    assert scene.figures().period.first.year == 2026, "what hasn't been isn't counted"
    scene.key(Qt.Key.Key_2)
    assert page.units.isVisible()
    scene.key(Qt.Key.Key_3)
    assert [row[1] for row in page.clerks.texts()] == ["2"]
    scene.key(Qt.Key.Key_1)
    scene.key(Qt.Key.Key_C)
    dialog = page.dialog()
    assert dialog is not None
    index = next(at for at, text in enumerate(dialog.options()) if "王芳" in text or "wangfang" in text)
    QTest.keyClick(dialog, Qt.Key(Qt.Key.Key_1 + index))
    desk.settle()
    assert (scene.figures().clerk, scene.figures().total.people) == ("wangfang", 0)
    scene.key(Qt.Key.Key_E)
    assert scene.asked == ["figures-2026-01-01-2026-12-31.xlsx"]
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8-sig").startswith("部分,项目,")
    assert scene.told
    assert not desk.errors


def test_a_clerk_sees_the_own_and_is_offered_nobody_elses(qtbot: QtBot, desk: WindowDesk) -> None:
    desk.submitted(0)
    scene = Scene(qtbot, desk, "limin")
    assert scene.figures().clerk == "limin"
    assert scene.figures().total.people == 1
    scene.key(Qt.Key.Key_C)
    scene.key(Qt.Key.Key_3)
    assert scene.page.dialog() is None
    assert scene.page.overview.isVisible()
    scene.key(Qt.Key.Key_E)
    assert scene.asked, "whoever asks for a file and gives none has written nothing"
    assert not scene.told


def test_all_words_follow_the_language(qtbot: QtBot, desk: WindowDesk) -> None:
    desk.submitted(0)
    scene = Scene(qtbot, desk, "wangfang")
    desk.language.switch("en")
    desk.settle()
    names = [panel.chart.accessibleName() for panel in scene.page.overview.panels()]
    assert all(name.isascii() or "·" in name for name in names), names
    desk.language.switch("zh_CN")


def test_all_columns_stand_on_the_smallest_screen_in_large_type(qtbot: QtBot) -> None:
    table = RowsTable()
    qtbot.addWidget(table)
    table.setStyleSheet("font-size: 20px")
    table.resize(1220, 400)
    table.show()
    rows = [Row("成都样例科技有限公司第一分公司技术研究院", 1200, 30, 4, 1000, 80, 900, 12)]
    headers = ["Unit", "Submitted", "Retaken", "Overruled", "Reviewed", "Returned", "Answered", "Refused"]
    table.show_rows(rows, str, headers)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    told = table.texts()[0][1:]
    wide = [table.fontMetrics().horizontalAdvance(text) for text in told]
    assert all(table.columnWidth(at) > width for at, width in enumerate(wide, 1)), told


@pytest.mark.parametrize(
    ("seconds", "said"), [(40, "40 秒"), (200, "3 分 20 秒"), (9000, "2.5 小时"), (3.2 * 86400, "3.2 天")]
)
def test_a_time_is_said_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert length(seconds) == said
