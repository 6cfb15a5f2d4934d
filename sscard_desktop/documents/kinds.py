# SPDX-License-Identifier: Apache-2.0
"""A template's word for each kind of element, and which of them show one person."""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.documents import elements
from sscard_desktop.documents.elements import Element
from sscard_desktop.documents.tableelements import Table

KINDS: Mapping[str, type[Element]] = {
    "text": elements.Text,
    "label": elements.Label,
    "paragraph": elements.Paragraph,
    "value": elements.Value,
    "cell": elements.Cell,
    "comb": elements.Comb,
    "choice": elements.Choice,
    "box": elements.Box,
    "line": elements.Line,
    "picture": elements.Picture,
    "code128": elements.Code128,
    "qr": elements.Qr,
    "legend": elements.Legend,
    "signature": elements.Signature,
    "dateblank": elements.DateBlank,
    "seal": elements.Seal,
    "watermark": elements.Watermark,
    "pagenumber": elements.PageNumber,
    "reprint": elements.Reprint,
    "printdate": elements.PrintDate,
    "table": Table,
}

ONE_RECORD = (elements.Picture, elements.Code128, elements.Qr, elements.Reprint)
"""Kinds that a form over several people can't have outside its table: they show one person."""
