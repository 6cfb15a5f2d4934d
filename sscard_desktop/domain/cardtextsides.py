# SPDX-License-Identifier: Apache-2.0
"""Which document and which side a page is, by the words that are printed on it; none of them is a holder's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sscard_desktop.domain.cardtext import Page, TextLine
from sscard_desktop.domain.cardtextdigits import plain
from sscard_desktop.domain.cardtextlabels import is_printed
from sscard_desktop.domain.document import Layout, Side

Kind = tuple[Layout, Side]

_PRINTED: Mapping[Kind, Sequence[tuple[str, float]]] = {
    (Layout.RESIDENT, Side.FRONT): (
        ("姓名", 1), ("性别", 1), ("民族", 1.5), ("出生", 1), ("住址", 1.5), ("公民身份号码", 2),
    ),
    (Layout.HMT_RESIDENCE, Side.FRONT): (
        ("姓名", 1), ("性别", 1), ("出生", 1), ("住址", 1.5), ("公民身份号码", 2),
    ),
    (Layout.RESIDENT, Side.BACK): (
        ("中华人民共和国", 1), ("居民身份证", 2), ("签发机关", 1), ("有效期限", 1),
    ),
    (Layout.HMT_RESIDENCE, Side.BACK): (
        ("中华人民共和国", 1), ("居民居住证", 2), ("签发机关", 1), ("有效期限", 1), ("通行证号码", 2), ("签发次数", 1),
    ),
    (Layout.HMT_PASS, Side.FRONT): (
        ("居民来往内地通行证", 3), ("居民来往大陆通行证", 3), ("TravelPermit", 2),
        ("姓名", 0.5), ("出生日期", 1), ("性别", 0.5),
        ("有效期限", 0.5), ("签发机关", 0.5), ("证件号码", 1), ("换证次数", 1), ("签发次数", 0.5), ("签发地点", 1),
    ),
    (Layout.HMT_PASS, Side.BACK): (
        ("来往内地", 1.5), ("来往大陆", 1.5), ("应当出示", 1), ("国家移民管理局", 0.5),
        ("出入境管理局", 0.5), ("持证人", 0.5),
    ),
    (Layout.FOREIGN_PERMANENT, Side.FRONT): (
        ("外国人永久居留", 2), ("PERMANENTRESIDENT", 1), ("姓名", 0.5), ("性别", 0.5), ("出生日期", 1), ("国籍", 1),
        ("Nationality", 1.5), ("DateofBirth", 1), ("Name", 0.5), ("证件号码", 1), ("PeriodofValidity", 0.5),
    ),
    (Layout.FOREIGN_PERMANENT, Side.BACK): (
        ("中华人民共和国", 1), ("外国人永久居留", 2), ("PERMANENTRESIDENT", 1), ("签发机关", 1),
        ("IssuingAuthority", 1), ("换证次数", 1),
    ),
    (Layout.PASSPORT, Side.FRONT): (
        ("护照", 1.5), ("PASSPORT", 1), ("CountryCode", 1), ("PassportNo", 1.5), ("Nationality", 0.5),
        ("DateofBirth", 0.5), ("Givennames", 0.5), ("Surname", 0.5), ("DateofExpiry", 0.5), ("DateofIssue", 0.5),
    ),
}  # fmt: skip
_SHADOWS: Mapping[str, str] = {"外国人永久居留": "居民身份证"}
"""Titles by the shorter ones that seem to stand in them where a letter may be misread (永久居留身份证)."""
_ZONE_FILLERS = 3
_ZONE_WORTH = 4.0
_LEAST_SCORE = 2.0
_PASSPORT_ZONE = re.compile(r"P[A-Z<][A-Z]{3}[A-Z<]{10,}")
_NUMBER_OF_HMT = re.compile(r"8[123]0000[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class SideFound:
    """What a page is.

    Attributes:
        layout, side: None where too little of the print was legible.
        score: how much of the print was found; compared between two ways of holding a page.
    """

    layout: Layout | None
    side: Side | None
    score: float


def recognise(page: Page) -> SideFound:
    """Return which document and which side a page is."""
    wording = {word for words in _PRINTED.values() for word, _ in words}
    rows = page.rows()
    seen = {word for word in wording if is_printed(rows, word, least=0.75 if len(word) > 2 else 0.85)}
    seen -= {shadow for title, shadow in _SHADOWS.items() if title in seen}
    scores = {kind: sum(worth for word, worth in words if word in seen) for kind, words in _PRINTED.items()}
    for kind, more in _by_text(rows).items():
        scores[kind] += more
    kind, score = max(scores.items(), key=lambda item: item[1])
    if score < _LEAST_SCORE:
        return SideFound(None, None, score)
    layout, side = kind
    if kind == (Layout.RESIDENT, Side.FRONT) and "民族" not in seen and _has_hmt_number(rows):
        layout = Layout.HMT_RESIDENCE
    return SideFound(layout, side, score)


def _by_text(rows: Sequence[TextLine]) -> dict[Kind, float]:
    """Return what machine-readable lines and the number's beginning say."""
    found: dict[Kind, float] = {}
    for row in rows:
        text = "".join(plain(letter.character).upper() for letter in row.letters)
        if text.count("<") < _ZONE_FILLERS:
            continue
        if _PASSPORT_ZONE.match(text):
            found[Layout.PASSPORT, Side.FRONT] = _ZONE_WORTH
        elif text.startswith(("CR", "CT", "CD")):
            found[Layout.HMT_PASS, Side.BACK] = _ZONE_WORTH
    if _has_hmt_number(rows):
        found[Layout.HMT_RESIDENCE, Side.FRONT] = found.get((Layout.HMT_RESIDENCE, Side.FRONT), 0.0) + 0.5
    return found


def _has_hmt_number(rows: Sequence[TextLine]) -> bool:
    return any(_NUMBER_OF_HMT.search(row.text) for row in rows)
