# SPDX-License-Identifier: Apache-2.0
"""The part that names a workbook's sheets: which there are, the list of marks added, names that lead out taken away."""

from __future__ import annotations

import re

from sscard_desktop.exchange.marknotes import xml_text
from sscard_desktop.exchange.markparts import RELATION, Parts
from sscard_desktop.exchange.markrows import OUTWARD
from sscard_desktop.exchange.xmlpieces import Piece, attribute, named, plain, without


def sheets_in(parts: Parts, xml: bytes) -> dict[str, str]:
    """Return the sheets' names and parts; ``ValueError`` for a sheet of macros or dialogs."""
    relations = {each.id: each for each in parts.relations(parts.workbook)}
    found: dict[str, str] = {}
    for piece in named(xml, b"sheet"):
        relation = relations.get(plain(attribute(piece.attributes, b"id") or b""))
        if relation is None or not (relation.is_a("worksheet") or relation.is_a("chartsheet")):
            raise ValueError("a sheet of another kind")
        if relation.is_a("worksheet"):
            found[plain(attribute(piece.attributes, b"name") or b"")] = relation.target
    if len(set(found.values())) != len(found):
        raise ValueError("two sheets in one part")
    return found


def without_names_outward(xml: bytes) -> bytes:
    """Return the workbook without names that stand for macros, or for something in another file."""
    kept = without(xml, lambda piece: piece.name == b"definedName" and _leads_out(xml, piece))
    return re.sub(rb"<((?:[\w.-]+:)?definedNames)\b[^>]*>\s*</\1>", b"", kept)


def with_sheet(xml: bytes, name: str, relation: str) -> bytes:
    """Return the workbook with one more sheet at its end, under a name that no other has."""
    sheets = named(xml, b"sheet")
    last = sheets[-1]
    prefix = xml[last.start + 1 :].split(b"sheet", 1)[0]
    numbers = [int(attribute(each.attributes, b"sheetId") or b"0") for each in sheets]
    names = {plain(attribute(each.attributes, b"name") or b"").casefold() for each in sheets}
    wanted = (name, *(f"{name} ({number})" for number in range(2, 1000)))
    title = next(each for each in wanted if each.casefold() not in names)
    space = RELATION.rstrip("/").encode()
    written = b'<%ssheet name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>' % (
        prefix, xml_text(title), max(numbers) + 1, space, relation.encode()
    )  # fmt: skip
    return xml[: last.end] + written + xml[last.end :]


def _leads_out(xml: bytes, name: Piece) -> bool:
    """Return whether a name stands for a macro, or for something in another file."""
    flags = (attribute(name.attributes, each) for each in (b"xlm", b"vbProcedure", b"function"))
    called = plain(attribute(name.attributes, b"name") or b"").casefold()
    return (
        any(flag in (b"1", b"true") for flag in flags)
        or "auto_open" in called
        or "auto_close" in called
        or OUTWARD.search(xml, name.head, name.end) is not None
    )
