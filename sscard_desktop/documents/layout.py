# SPDX-License-Identifier: Apache-2.0
"""From a form's elements and a record's content to marks on the page; everything is refused here or fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sscard_desktop.documents import choices, elements, figures, signatures, tables, words
from sscard_desktop.documents.elements import Element
from sscard_desktop.documents.marks import Mark
from sscard_desktop.documents.placing import Part, Sheet
from sscard_desktop.documents.tableelements import Table

LAYOUTS: Mapping[type[Element], Callable[..., Iterator[Mark]]] = {
    elements.Text: words.lay_text,
    elements.Label: words.lay_text,
    elements.Paragraph: words.lay_text,
    elements.Value: words.lay_value,
    elements.Cell: words.lay_cell,
    elements.Comb: words.lay_comb,
    elements.Choice: choices.lay_choice,
    elements.Box: figures.lay_box,
    elements.Line: figures.lay_line,
    elements.Picture: figures.lay_picture,
    elements.Code128: figures.lay_code128,
    elements.Qr: figures.lay_qr,
    elements.Legend: words.lay_legend,
    elements.Signature: signatures.lay_signature,
    elements.DateBlank: signatures.lay_date_blank,
    elements.PageNumber: words.lay_page_number,
    elements.Reprint: words.lay_reprint,
    elements.PrintDate: words.lay_print_date,
    elements.Seal: figures.lay_seal,
    elements.Watermark: figures.lay_watermark,
    Table: tables.lay_table,
}
"""How each kind of element becomes marks."""


_GROUND = (
    elements.Text,
    elements.Box,
    elements.Line,
    elements.Legend,
    elements.Seal,
)
"""Kinds that are the same on everybody's form."""

_OF_BOTH = (elements.Cell, elements.Signature, elements.DateBlank)
"""Kinds of which a part is the same on everybody's form: frames and labels, lines to sign on."""


def lay_out(page: tuple[Element, ...], sheet: Sheet) -> list[Mark]:
    """Return the marks of all elements that stand on the sheet's page, in their order; of them the sheet's part.

    Raises:
        InvalidInputError: ``form.text_too_long``, ``form.missing_glyph``, ``form.bad_code``,
            ``form.picture_unreadable``, ``form.picture_missing``, ``form.not_a_number``.
    """
    return [
        mark
        for owner, element in enumerate(page)
        if sheet.leaf.has(element.pages) and _takes_part(element, sheet.part)
        for mark in LAYOUTS[type(element)](element, owner, sheet)
    ]


def _takes_part(element: Element, part: Part) -> bool:
    if isinstance(element, _GROUND):
        return part.has_ground
    # A cell is of both: its frame and label are ground.
    return part.has_values or isinstance(element, _OF_BOTH)
