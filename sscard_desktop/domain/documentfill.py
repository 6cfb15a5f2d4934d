# SPDX-License-Identifier: Apache-2.0
"""What a document's layout says by itself, beside what is printed on it: its type, and of some the holder's country."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sscard_desktop.domain.document import DocumentReading, FieldReading, Layout, Side

_TYPES = {
    Layout.RESIDENT: "resident",
    Layout.HMT_RESIDENCE: "hmt_residence",
    Layout.FOREIGN_PERMANENT: "foreign_permanent",
    Layout.PASSPORT: "passport",
}
_HK_MACAU = re.compile(r"[HM][0-9]{8,10}")


def completed(reading: DocumentReading) -> Mapping[str, FieldReading]:
    """Return the fields of a reading with the document's type and, of citizens, the country, where they weren't read.

    A type is as sure as the number that fits it, for both stand or fall with the layout.
    """
    if reading.layout is None or not reading.fields:
        return reading.fields
    number = reading.fields.get("number")
    sure = number.confidence if number else min(each.confidence for each in reading.fields.values())
    said = {"document_type": _type_of(reading.layout, number.value if number else "")}
    if reading.layout is Layout.RESIDENT:
        said["country"] = "CHN"
    concluded = {key: FieldReading(value, sure, Side.FRONT) for key, value in said.items() if value}
    return {**concluded, **reading.fields}


def _type_of(layout: Layout, number: str) -> str:
    if layout is not Layout.HMT_PASS:
        return _TYPES[layout]
    # Two permits with one layout: the number tells Hong Kong and Macau from Taiwan, and nothing else does surely.
    return "" if not number else "hk_macau_pass" if _HK_MACAU.fullmatch(number) else "taiwan_pass"
