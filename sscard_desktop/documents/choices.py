# SPDX-License-Identifier: Apache-2.0
"""Options of a coded field on paper: the chosen one ●, the others ○ (or ■ and □), as the bureau's form has them."""

from __future__ import annotations

from collections.abc import Iterator

from sscard_desktop.documents import elements
from sscard_desktop.documents.elements import HAIRLINE_PT, VALUE_PT, Option
from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.formwords import Shape
from sscard_desktop.documents.marks import POINTS_PER_MM, Mark, RuleMark, TextMark
from sscard_desktop.documents.placing import (
    Area,
    Part,
    Sheet,
    area_of,
    fit_into,
    on_baseline,
    refuse_missing,
    row_baselines,
    too_long,
)
from sscard_desktop.documents.typeset import STEP_PT

CHOSEN = {Shape.CIRCLE: "●", Shape.SQUARE: "■"}
OPEN = {Shape.CIRCLE: "○", Shape.SQUARE: "□"}

_GAP_PT = 10.0
_MIN_GAP_PT = 5.0


def lay_choice(element: elements.Choice, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set the options in one line, or in ``columns``; a single one may take several lines."""
    area = area_of(element, owner, element.name or element.key)
    chosen = frozenset(sheet.content.codes.get(element.key, "").split(","))
    if element.columns or len(element.options) == 1:
        columns = element.columns or 1
        rows = -(-len(element.options) // columns)
        width, height = area.width_pt / columns, area.height_pt / rows
        for position, option in enumerate(element.options):
            row, column = divmod(position, columns)
            part = Area(area.x_pt + column * width, area.y_pt + row * height, width, height, owner, area.name)
            yield from _option(option, option.code in chosen, part, element, sheet)
        return
    refuse_missing("".join(option.label for option in element.options), area, sheet)
    between = len(element.options) - 1
    size = min(element.size_pt, area.height_pt)
    while (total := sum(_option_width(option, size, sheet.fonts) for option in element.options)) > (
        area.width_pt - between * _MIN_GAP_PT
    ):
        size -= STEP_PT
        if size < element.floor_pt:
            raise too_long(area, sheet)
    gap = min(_GAP_PT, (area.width_pt - total) / between)
    x_pt, y_pt = area.x_pt, on_baseline(area, size, VALUE_PT)
    for option in element.options:
        mark = (CHOSEN if option.code in chosen else OPEN)[element.shape]
        if sheet.part is not Part.OVERLAY:
            yield TextMark(f"{mark} {option.label}", x_pt, y_pt, size, owner=owner)
        elif option.code in chosen:
            yield TextMark(mark, x_pt, y_pt, size, owner=owner)
        end = x_pt + _option_width(option, size, sheet.fonts)
        if option.blank_mm and sheet.part is not Part.OVERLAY:
            yield RuleMark(end - option.blank_mm * POINTS_PER_MM, y_pt + 2, end, y_pt + 2, HAIRLINE_PT)
        x_pt = end + gap


def _option(option: Option, chosen: bool, area: Area, element: elements.Choice, sheet: Sheet) -> Iterator[Mark]:
    """Set one option into its own rectangle, further lines indented behind the mark."""
    indent = sheet.fonts.width(OPEN[element.shape] + " ", element.size_pt)
    part = Area(area.x_pt + indent, area.y_pt, area.width_pt - indent, area.height_pt, area.owner, area.name)
    fitted = fit_into(option.label, part, sheet, element.size_pt, element.floor_pt, Weight.REGULAR, element.leading_em)
    baselines = row_baselines(part, fitted, VALUE_PT)
    mark = (CHOSEN if chosen else OPEN)[element.shape] + " "
    if sheet.part is Part.OVERLAY:
        if chosen:
            mark_width = sheet.fonts.width(mark, fitted.size_pt)
            yield TextMark(mark.rstrip(), part.x_pt - mark_width, baselines[0], fitted.size_pt, owner=area.owner)
        return
    for number, (line, y_pt) in enumerate(zip(fitted.lines, baselines, strict=True)):
        if number == 0:
            mark_width = sheet.fonts.width(mark, fitted.size_pt)
            yield TextMark(mark + line, part.x_pt - mark_width, y_pt, fitted.size_pt, owner=area.owner)
        else:
            yield TextMark(line, part.x_pt, y_pt, fitted.size_pt, owner=area.owner)


def _option_width(option: Option, size_pt: float, fonts: Fonts) -> float:
    # Both shapes are one em wide.
    return fonts.width(f"{OPEN[Shape.CIRCLE]} {option.label}", size_pt) + option.blank_mm * POINTS_PER_MM
