# SPDX-License-Identifier: Apache-2.0
"""The kinds of element that are words: texts of the form, values of the record, numbers in cells, room to sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sscard_desktop.documents import elements
from sscard_desktop.documents.elements import HAIRLINE_PT, Element
from sscard_desktop.documents.fonts import Weight
from sscard_desktop.documents.formwords import Align, Show, Stand
from sscard_desktop.documents.marks import POINTS_PER_MM, FrameMark, Mark, RuleMark, TextMark
from sscard_desktop.documents.placing import (
    CENTER_EM,
    PAD_MM,
    PAD_Y_MM,
    Area,
    Part,
    Sheet,
    aligned,
    area_of,
    fit_into,
    refuse_missing,
    row_baselines,
)

_FOOT_EM = 0.12
"""Bottom of a Chinese character under its baseline."""


def lay_text(element: elements.Text, owner: int, sheet: Sheet) -> Iterator[TextMark]:
    """Set the form's own words; a label with ``base_pt`` stands on its row's baseline."""
    yield from _set_text(element, element.text, owner, sheet)


def _set_text(element: elements.Text, words: str, owner: int, sheet: Sheet) -> Iterator[TextMark]:
    area = area_of(element, owner, words[:12])
    opened_pt = element.spacing_pt * (len(words) - 1)
    fitted = fit_into(
        words, area, sheet, element.size_pt, element.floor_pt, element.weight, element.leading_em, less_pt=opened_pt
    )
    spare = area.height_pt - fitted.height_pt
    top = area.y_pt + {Stand.TOP: 0.0, Stand.MIDDLE: spare / 2, Stand.BOTTOM: spare}[element.stand]
    baselines = fitted.baselines_pt(top)
    if isinstance(element, elements.Label) and element.base_pt is not None:
        baselines = row_baselines(area, fitted, element.base_pt)
    for line, y_pt in zip(fitted.lines, baselines, strict=True):
        width = sheet.fonts.width(line, fitted.size_pt, element.weight) + opened_pt
        x_pt = aligned(area, width, element.align)
        yield TextMark(line, x_pt, y_pt, fitted.size_pt, element.weight, spacing_pt=element.spacing_pt, owner=owner)


def lay_value(element: elements.Value, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set a value of the record, or nothing where it has none."""
    yield from _set_value(element, area_of(element, owner, element.name or element.key), sheet)


def _set_value(element: elements.Value, area: Area, sheet: Sheet) -> Iterator[Mark]:
    words, code = sheet.text(element.key), sheet.content.codes.get(element.key, "")
    if element.show is Show.CODE:
        words = code
    elif element.show is Show.BOTH and code:
        words = f"{code} {words}".strip()
    if not words:
        return
    fitted = fit_into(
        element.before + words + element.after,
        area,
        sheet,
        element.size_pt,
        element.floor_pt,
        element.weight,
        1.15,
        wrap_pt=element.wrap_pt,
    )
    for line, y_pt in zip(fitted.lines, row_baselines(area, fitted, element.base_pt), strict=True):
        width = sheet.fonts.width(line, fitted.size_pt, element.weight)
        x_pt = aligned(area, width, element.align)
        mark = TextMark(line, x_pt, y_pt, fitted.size_pt, element.weight, owner=area.owner)
        yield _bare(mark, element.before, element.after, sheet)


def _bare(mark: TextMark, before: str, after: str, sheet: Sheet) -> TextMark:
    """Return a value's line as the part of the form has it: on paper that has the words around it, without them."""
    if sheet.part is not Part.OVERLAY:
        return mark
    text = mark.text.removesuffix(after.rstrip())
    words = text.removeprefix(before.lstrip())
    moved = sheet.fonts.width(text[: len(text) - len(words)], mark.size_pt, mark.weight)
    return replace(mark, text=words, x_pt=mark.x_pt + moved)


def lay_cell(element: elements.Cell, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Draw a framed label and its value."""
    frame = area_of(element, owner, element.label, pad=False)
    name = frame.name
    divider = frame.x_pt + element.label_w_mm * POINTS_PER_MM
    pad = PAD_MM * POINTS_PER_MM
    if sheet.part.has_ground:
        yield from _cell_ground(element, frame, divider, sheet)
    if not sheet.part.has_values:
        return
    pad_y = PAD_Y_MM * POINTS_PER_MM
    value = Area(
        divider + pad,
        frame.y_pt + pad_y,
        frame.x_pt + frame.width_pt - divider - 2 * pad,
        frame.height_pt - 2 * pad_y,
        owner,
        name,
    )
    yield from _set_value(element, value, sheet)


def _cell_ground(element: elements.Cell, frame: Area, divider: float, sheet: Sheet) -> Iterator[Mark]:
    yield FrameMark(frame.x_pt, frame.y_pt, frame.width_pt, frame.height_pt, HAIRLINE_PT)
    yield RuleMark(divider, frame.y_pt, divider, frame.y_pt + frame.height_pt, HAIRLINE_PT)
    pad = PAD_MM * POINTS_PER_MM
    width = divider - frame.x_pt - 1.3 * pad
    # Several lines would touch the frame.
    pad_y = PAD_Y_MM * POINTS_PER_MM if "\n" in element.label else 0.0
    label = Area(frame.x_pt + pad, frame.y_pt + pad_y, width, frame.height_pt - 2 * pad_y, frame.owner, frame.name)
    fitted = fit_into(element.label, label, sheet, elements.LABEL_PT, 5.0, Weight.REGULAR, 1.2)
    for line, y_pt in zip(fitted.lines, row_baselines(label, fitted, element.base_pt), strict=True):
        yield TextMark(line, label.x_pt, y_pt, fitted.size_pt, owner=frame.owner)


def lay_comb(element: elements.Comb, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set a number into cells; one with more places than cells stays whole, without them."""
    area = area_of(element, owner, element.name or element.key, pad=False)
    words = sheet.text(element.key)
    framed = sheet.part is not Part.OVERLAY
    if framed:
        yield FrameMark(area.x_pt, area.y_pt, area.width_pt, area.height_pt, HAIRLINE_PT)
    pitch = area.width_pt / element.cells
    size = min(element.size_pt, pitch, area.height_pt)
    if len(words) > element.cells or size < element.floor_pt:
        value = elements.Value(
            x_mm=element.x_mm, y_mm=element.y_mm, w_mm=element.w_mm, h_mm=element.h_mm,
            key=element.key, name=element.name, size_pt=element.size_pt, floor_pt=element.floor_pt,
        )  # fmt: skip
        yield from lay_value(value, owner, sheet)
        return
    bottom = area.y_pt + area.height_pt
    after = {sum(element.groups[: count + 1]) for count in range(len(element.groups))}
    for cell in range(1, element.cells if framed else 0):
        height = area.height_pt if cell in after else area.height_pt * 0.3
        yield RuleMark(area.x_pt + cell * pitch, bottom - height, area.x_pt + cell * pitch, bottom, HAIRLINE_PT)
    if words:
        refuse_missing(words, area, sheet)
        y_pt = area.y_pt + area.height_pt / 2 + CENTER_EM * size
        yield TextMark(words, area.x_pt, y_pt, size, pitch_pt=pitch, owner=owner)


def lay_legend(element: elements.Legend, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set what the codes of a list mean."""
    entries = "；".join(f"{entry.code}、{entry.label}" for entry in element.entries)
    words = elements.Label(
        x_mm=element.x_mm, y_mm=element.y_mm, w_mm=element.w_mm, h_mm=element.h_mm,
        text=element.label + entries, size_pt=element.size_pt, floor_pt=element.floor_pt, stand=Stand.TOP,
    )  # fmt: skip
    yield from lay_text(words, owner, sheet)


def lay_page_number(element: elements.PageNumber, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set the page's number."""
    words = element.label.replace("{pages}", str(sheet.leaf.count)).replace("{page}", str(sheet.leaf.number))
    yield from _line_of_text(element, words, element.size_pt, element.align, owner, sheet)


def lay_reprint(element: elements.Reprint, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set the reprint's number, nothing on the first print."""
    if sheet.content.reprint:
        words = element.label.replace("{number}", str(sheet.content.reprint))
        yield from _line_of_text(element, words, element.size_pt, element.align, owner, sheet)


def lay_print_date(element: elements.PrintDate, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set the day of printing."""
    before, _, after = element.label.partition("{date}")
    words = before + sheet.content.printed_on.isoformat() + after
    for mark in _line_of_text(element, words, element.size_pt, element.align, owner, sheet):
        yield _bare(mark, before, after, sheet)


def _line_of_text(
    element: Element, words: str, size_pt: float, align: Align, owner: int, sheet: Sheet
) -> Iterator[TextMark]:
    line = elements.Label(
        x_mm=element.x_mm, y_mm=element.y_mm, w_mm=element.w_mm, h_mm=element.h_mm,
        text=words, size_pt=size_pt, align=align,
    )  # fmt: skip
    yield from lay_text(line, owner, sheet)
