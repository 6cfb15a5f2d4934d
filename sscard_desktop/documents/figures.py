# SPDX-License-Identifier: Apache-2.0
"""The kinds of element that are drawn: frames, rules, pictures, room for a seal, codes for scanners."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sscard_desktop.documents import barcodes, elements, pictures
from sscard_desktop.documents.barcodes import CodeBox, UnprintableCodeError
from sscard_desktop.documents.elements import HAIRLINE_PT, Element
from sscard_desktop.documents.formwords import Align, Documents
from sscard_desktop.documents.marks import (
    POINTS_PER_MM,
    BarsMark,
    FrameMark,
    Mark,
    PictureMark,
    RuleMark,
    SealMark,
    WatermarkMark,
)
from sscard_desktop.documents.placing import Area, Part, Sheet, area_of, refuse_missing
from sscard_desktop.documents.words import lay_text
from sscard_desktop.domain.conditions import holds
from sscard_desktop.domain.errors import InvalidInputError


def lay_box(element: elements.Box, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Draw a frame."""
    area = area_of(element, owner, "", pad=False)
    yield FrameMark(area.x_pt, area.y_pt, area.width_pt, area.height_pt, element.line_pt)


def lay_line(element: elements.Line, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Draw a rule."""
    area = area_of(element, owner, "", pad=False)
    yield RuleMark(area.x_pt, area.y_pt, area.x_pt + area.width_pt, area.y_pt + area.height_pt, element.line_pt)


def lay_picture(element: elements.Picture, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Draw a picture whole and undistorted in the middle of its frame, or say what belongs there.

    Raises:
        InvalidInputError: ``form.picture_missing``, the form makes no sense without it.
    """
    two_sided = holds("two_sided_document", sheet.content.codes, sheet.content.printed_on, 0)
    if element.of is (Documents.ONE_SIDED if two_sided else Documents.TWO_SIDED):
        return
    area = area_of(element, owner, element.label, pad=False)
    content = sheet.content.pictures.get(element.role, b"")
    if content:
        yield placed_picture(content, area)
    elif element.required and not sheet.content.specimen:
        raise InvalidInputError("form.picture_missing", form=sheet.title, box=area.name)
    elif sheet.part is not Part.OVERLAY:
        yield from _notice(element, element.label, owner, sheet)
    if (element.frame or not content) and sheet.part is not Part.OVERLAY:
        yield FrameMark(area.x_pt, area.y_pt, area.width_pt, area.height_pt, HAIRLINE_PT)


def placed_picture(content: bytes, area: Area) -> PictureMark:
    """Return a picture in the middle of ``area``, as large as it fits, undistorted."""
    width_mm, height_mm = area.width_pt / POINTS_PER_MM, area.height_pt / POINTS_PER_MM
    picture = pictures.prepare(content, box=area.name, width_mm=width_mm, height_mm=height_mm)
    scale = min(area.width_pt / picture.width_px, area.height_pt / picture.height_px)
    width, height = picture.width_px * scale, picture.height_px * scale
    x_pt, y_pt = area.x_pt + (area.width_pt - width) / 2, area.y_pt + (area.height_pt - height) / 2
    return PictureMark(picture, x_pt, y_pt, width, height)


def lay_seal(element: elements.Seal, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Draw room for a seal: dashed, so that it reads as a place and not as a part of the form."""
    area = area_of(element, owner, element.label, pad=False)
    yield SealMark(area.x_pt, area.y_pt, area.width_pt, area.height_pt, HAIRLINE_PT, element.round)
    words = elements.Label(
        x_mm=element.x_mm, y_mm=element.y_mm, w_mm=element.w_mm, h_mm=element.h_mm,
        text=element.label, size_pt=element.size_pt, align=Align.CENTER,
    )  # fmt: skip
    yield from lay_text(words, owner, sheet)


def lay_watermark(element: elements.Watermark, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Say across the rectangle what the page may be used for."""
    area = area_of(element, owner, element.text, pad=False)
    words = element.text.replace("{date}", sheet.content.printed_on.isoformat())
    refuse_missing(words, area, sheet)
    width_pt = sheet.fonts.width(words, element.size_pt)
    yield WatermarkMark(
        words, area.x_pt, area.y_pt, area.width_pt, area.height_pt,
        element.size_pt, element.angle, element.strength / 100, width_pt,
    )  # fmt: skip


def lay_code128(element: elements.Code128, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Draw a bar code."""
    yield from _code(element, barcodes.code128, owner, sheet)


def lay_qr(element: elements.Qr, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Draw a two-dimensional code."""
    yield from _code(element, barcodes.qr, owner, sheet)


def _code(
    element: elements.Code128 | elements.Qr, encode: Callable[[str, CodeBox], BarsMark], owner: int, sheet: Sheet
) -> Iterator[Mark]:
    area = area_of(element, owner, element.name or element.key, pad=False)
    content = sheet.exact(element.key)
    if not content.strip():
        if sheet.part is not Part.OVERLAY:
            yield from _notice(element, element.label, owner, sheet)
        return
    try:
        yield encode(content, CodeBox(area.x_pt, area.y_pt, area.width_pt, area.height_pt))
    except UnprintableCodeError as error:
        raise InvalidInputError("form.bad_code", form=sheet.title, box=area.name) from error


def _notice(element: Element, label: str, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Say in the middle of an empty rectangle what belongs there."""
    words = elements.Label(
        x_mm=element.x_mm, y_mm=element.y_mm, w_mm=element.w_mm, h_mm=element.h_mm, text=label, align=Align.CENTER
    )
    yield from lay_text(words, owner, sheet)
