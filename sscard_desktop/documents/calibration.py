# SPDX-License-Identifier: Apache-2.0
"""A page that tells by how much a printer misses: one scale across, one down, read off with any ruler.

The scales' zeros lie 40 mm from the paper's left and upper edges. Who marks the true 40 mm on the paper reads at the
mark the very number to enter: a printer that prints too far right has moved the zero beyond it, to its negative side.
"""

from __future__ import annotations

from collections.abc import Iterator

from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.marks import POINTS_PER_MM, FrameMark, Mark, RuleMark, TextMark
from sscard_desktop.documents.painting import paint

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
ZERO_MM = 40.0
"""Where both scales have their zero, from the left and the upper edge."""
REACH_MM = 20
_BESIDE_MM = 110.0
"""Where a scale lies, counted along the other one."""
_LINE_PT = 0.25
_SAID = (
    "打印位置测试页",
    "1. 用尺子从纸的左边缘量 40 毫米，在横刻度上做一个记号；记号对着的数，就是「横向」要填的毫米数。",
    "2. 从纸的上边缘量 40 毫米，在竖刻度上做一个记号；记号对着的数，就是「纵向」要填的毫米数。",
    "3. 横向：正数向右移；纵向：正数向下移。填好后打印核对页，两个记号都应对着 0。",
    "Mark 40 mm from the paper's left edge on the scale across, and 40 mm from its upper edge on the scale down.",
    "The numbers at your marks are those to enter: positive moves print to the right, or down.",
)


def calibration_page(told: str, *, fonts: Fonts) -> bytes:
    """Return the page as PDF.

    Args:
        told: a line that says for which printer, and whether an offset is applied.
    """
    return paint([list(_marks(told))], title=_SAID[0], width_mm=WIDTH_MM, height_mm=HEIGHT_MM, fonts=fonts)


def _marks(told: str) -> Iterator[Mark]:
    for tick in range(-REACH_MM, REACH_MM + 1):
        at = (ZERO_MM + tick) * POINTS_PER_MM
        beside = _BESIDE_MM * POINTS_PER_MM
        length = (6.0 if tick % 10 == 0 else 4.5 if tick % 5 == 0 else 3.0) * POINTS_PER_MM
        yield RuleMark(at, beside, at, beside - length, _LINE_PT)
        yield RuleMark(beside, at, beside - length, at, _LINE_PT)
        if tick % 5 == 0:
            sign = f"{tick:+d}" if tick else "0"
            yield TextMark(sign, at - 5, beside + 10, 8)
            yield TextMark(sign, beside + 4, at + 3, 8)
    begin, end = (ZERO_MM - REACH_MM) * POINTS_PER_MM, (ZERO_MM + REACH_MM) * POINTS_PER_MM
    beside = _BESIDE_MM * POINTS_PER_MM
    yield RuleMark(begin, beside, end, beside, _LINE_PT)
    yield RuleMark(beside, begin, beside, end, _LINE_PT)
    left = 20 * POINTS_PER_MM
    for number, line in enumerate((*_SAID, told)):
        weight = Weight.BOLD if number == 0 else Weight.REGULAR
        yield TextMark(line, left, (140 + 9 * number) * POINTS_PER_MM, 14 if number == 0 else 10, weight)
    # A square of known size: a driver that scales shows here.
    side = 50 * POINTS_PER_MM
    yield FrameMark(left, 210 * POINTS_PER_MM, side, side, _LINE_PT)
    yield TextMark("50 × 50 mm", left + 4, 208 * POINTS_PER_MM, 8)
