# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.document import DocumentReading, FieldReading, Layout, Side
from sscard_desktop.domain.documentfill import completed


def reading(layout: Layout | None, number: str = "", **more: FieldReading) -> DocumentReading:
    fields = {"name": FieldReading("陈样本", 0.9, Side.FRONT), **more}
    if number:
        fields["number"] = FieldReading(number, 0.8, Side.FRONT)
    return DocumentReading(layout, fields)


@pytest.mark.parametrize(
    ("layout", "number", "kind"),
    [
        (Layout.RESIDENT, "11010519491231002X", "resident"),
        (Layout.HMT_RESIDENCE, "810000199001010013", "hmt_residence"),
        (Layout.FOREIGN_PERMANENT, "FRA110085070013", "foreign_permanent"),
        (Layout.PASSPORT, "E12345678", "passport"),
        (Layout.HMT_PASS, "H12345678", "hk_macau_pass"),
        (Layout.HMT_PASS, "M1234567801", "hk_macau_pass"),
        (Layout.HMT_PASS, "12345678", "taiwan_pass"),
    ],
)
def test_a_layout_tells_the_type_as_surely_as_its_number(layout: Layout, number: str, kind: str) -> None:
    told = completed(reading(layout, number))["document_type"]
    assert (told.value, told.confidence, told.repaired) == (kind, 0.8, False)


def test_of_a_pass_without_a_number_nobody_knows_whose_it_is() -> None:
    assert "document_type" not in completed(reading(Layout.HMT_PASS))


def test_only_a_citizens_card_tells_the_country() -> None:
    assert completed(reading(Layout.RESIDENT))["country"].value == "CHN"
    assert "country" not in completed(reading(Layout.PASSPORT, "E12345678"))


def test_what_was_read_counts_more_than_what_follows() -> None:
    french = FieldReading("FRA", 0.99, Side.FRONT)
    assert completed(reading(Layout.RESIDENT, country=french))["country"] == french


def test_nothing_follows_from_nothing() -> None:
    assert completed(DocumentReading(Layout.RESIDENT)) == {}
    assert completed(reading(None)).keys() == {"name"}
