# SPDX-License-Identifier: Apache-2.0
"""Where a form is signed: the line and the date to fill in by hand, or what was written on the screen in their place.

A signature stands on its line, with who signed for whom, when, and the mark of what was signed beneath it. One that
doesn't hold any more never comes here: the service leaves it out, and the line waits for a pen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sscard_desktop.documents import elements
from sscard_desktop.documents.elements import HAIRLINE_PT
from sscard_desktop.documents.figures import placed_picture
from sscard_desktop.documents.fonts import Weight
from sscard_desktop.documents.formwords import SignedBy
from sscard_desktop.documents.marks import POINTS_PER_MM, Mark, RuleMark, TextMark
from sscard_desktop.documents.placing import Area, Sheet, area_of, fit_into, too_long
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.signing import Signer
from sscard_desktop.services.ports import SignedLine

_FOOT_EM = 0.12
"""Bottom of a Chinese character under its baseline."""

_RISE_MM = 3.0
"""A signature reaches so far above the place of its label."""

_UNDER_MM = 2.9
"""Room for the words beneath the line."""

_WORDS_PT = 6.0
_HAND = {
    SignedBy.ANYONE: frozenset(Signer),
    SignedBy.APPLICANT: frozenset({Signer.APPLICANT, Signer.GUARDIAN}),
    SignedBy.AGENT: frozenset({Signer.AGENT}),
    SignedBy.OTHERS: frozenset[Signer](),
}


def lay_signature(element: elements.Signature, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set a label and the line to sign on, and what was signed there."""
    area = area_of(element, owner, element.label, pad=False)
    fitted = fit_into(element.label, area, sheet, element.size_pt, 6.0, Weight.REGULAR, 1.2)
    if len(fitted.lines) > 1:
        raise too_long(area, sheet)
    start = area.x_pt + sheet.fonts.width(element.label, fitted.size_pt) + 2
    under = area.y_pt + area.height_pt
    if sheet.part.has_ground:
        baseline = under - _FOOT_EM * fitted.size_pt
        for line in fitted.lines:
            yield TextMark(line, area.x_pt, baseline, fitted.size_pt, owner=owner)
        if start < area.x_pt + area.width_pt:
            yield RuleMark(start, under, area.x_pt + area.width_pt, under, HAIRLINE_PT)
    signed = _signed(element.by, sheet)
    if signed is not None and sheet.part.has_values:
        yield from _written(signed, area, start, sheet)


def _written(signed: SignedLine, area: Area, start: float, sheet: Sheet) -> Iterator[Mark]:
    under = area.y_pt + area.height_pt
    content = sheet.content.pictures.get(PictureRole.SIGNATURE, b"")
    if content and signed.mark:
        rise = _RISE_MM * POINTS_PER_MM
        room = Area(
            start, area.y_pt - rise, area.x_pt + area.width_pt - start, area.height_pt + rise - 1, area.owner, area.name
        )
        yield placed_picture(content, room)
    when = signed.on.isoformat() if signed.on is not None else ""
    told = "  ".join(part for part in (signed.told, when, signed.mark) if part)
    if told:
        words = Area(area.x_pt, under, area.width_pt, _UNDER_MM * POINTS_PER_MM, area.owner, area.name)
        fitted = fit_into(told, words, sheet, _WORDS_PT, 4.5, Weight.REGULAR, 1.2)
        for line, y_pt in zip(fitted.lines, fitted.baselines_pt(under + 1.6), strict=True):
            yield TextMark(line, area.x_pt, y_pt, fitted.size_pt, owner=area.owner)


def lay_date_blank(element: elements.DateBlank, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set 年 月 日 from the right, with room between or with the day of the signature."""
    area = area_of(element, owner, "年月日", pad=False)
    if element.size_pt > area.height_pt:
        raise too_long(area, sheet)
    baseline = area.y_pt + area.height_pt - _FOOT_EM * element.size_pt
    signed = _signed(element.by, sheet)
    on = signed.on if signed is not None and sheet.part.has_values else None
    figures = (f"{on.day}", f"{on.month}", f"{on.year}") if on is not None else ("", "", "")
    for number, (word, figure) in enumerate(zip("日月年", figures, strict=True)):
        x_pt = area.x_pt + area.width_pt - element.size_pt - number * (element.size_pt + element.gap_mm * POINTS_PER_MM)
        if x_pt < area.x_pt:
            raise too_long(area, sheet)
        mark = TextMark(word, x_pt, baseline, element.size_pt, owner=owner)
        if sheet.part.has_ground:
            yield mark
        if figure:
            width = sheet.fonts.width(figure, element.size_pt)
            yield replace(mark, text=figure, x_pt=x_pt - width - 1.5)


def _signed(by: SignedBy, sheet: Sheet) -> SignedLine | None:
    signed = sheet.content.signed
    return signed if signed is not None and signed.signer in _HAND[by] else None
