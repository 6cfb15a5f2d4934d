# SPDX-License-Identifier: Apache-2.0
"""Charts: every number is said, longest is longest, and nothing is drawn where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPalette
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.figures.charts import Bar, Bars, Chart, Columns

BARS = [Bar("草稿", 3, "3"), Bar("待审核", 40, "40 · 2.5 小时", 60), Bar("退回", 0, "0")]


def drawn(qtbot: QtBot, chart: Chart, bars: list[Bar], width: int = 400, height: int = 200) -> QImage:
    qtbot.addWidget(chart)
    chart.resize(width, height)
    chart.set_bars(bars, name="现在各状态", nothing="没有。")
    return chart.grab().toImage()


def inked(image: QImage, chart: Chart, row: int) -> int:
    """Return how many pixels of a row are a bar."""
    accent = chart.palette().color(QPalette.ColorRole.Accent).rgb()
    return sum(image.pixel(x, row) == accent for x in range(image.width()))


@pytest.mark.parametrize("kind", [Bars, Columns])
def test_all_numbers_are_said_to_a_screen_reader(qtbot: QtBot, kind: type[Chart]) -> None:
    chart = kind()
    drawn(qtbot, chart, BARS)
    assert chart.accessibleName() == "现在各状态"
    assert chart.accessibleDescription() == "草稿 3; 待审核 40 · 2.5 小时; 退回 0"


def test_the_greater_number_is_the_longer_bar_and_none_has_none(qtbot: QtBot) -> None:
    chart = Bars()
    image = drawn(qtbot, chart, BARS)
    lengths = [inked(image, chart, round(place.center().y()) - 3) for place, _ in chart._places]
    assert lengths[1] > 5 * lengths[0] > 0
    assert lengths[2] == 0


@pytest.mark.parametrize("kind", [Bars, Columns])
@pytest.mark.parametrize("count", [0, 1, 31, 500])
@pytest.mark.parametrize("size", [(1, 1), (30, 12), (400, 60)])
def test_it_is_drawn_in_whatever_room_there_is(
    qtbot: QtBot, kind: type[Chart], count: int, size: tuple[int, int]
) -> None:
    bars = [Bar(f"很长的名字{at}" * 5, at * 1e9, f"{at}" * 30, at * 2e9) for at in range(count)]
    assert not drawn(qtbot, kind(), bars, *size).isNull()


def test_what_has_no_room_is_counted(qtbot: QtBot) -> None:
    chart = Bars()
    chart.set_rest("另有 {count} 项")
    drawn(qtbot, chart, [Bar(str(at), 9 - at, "x") for at in range(9)], 400, 60)
    shown = [bar.label for _, bar in chart._places]
    assert shown[-1] == f"另有 {9 - len(shown) + 1} 项"
    assert shown[0] == "0"
