# SPDX-License-Identifier: Apache-2.0
"""二次采集比对: six items of a record against what an ID card's chip or the roster says of the same person.

The seed weifang-notice (Beijing's questions and answers on the second collection) names the six: 公民身份证号码, 姓名,
性别, 民族, 出生日期, 照片. Each is the same (√), different (×) or missing (无) on either side. Two ways to write one
thing count as the same: 汉 and 汉族, full-width digits, ``x`` for ``X``, ``19810717`` for ``1981-07-17``.

Answers for the marks. Refuses to judge whether two photos show one person: that is for human eyes, and until somebody
looked the photo has no mark.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardfill import CARD_VALUES
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.record import RecordId

PHOTO = "photo"
ITEMS = ("number", "name", "sex", "nation", "birth_date", PHOTO)
"""The six items, in the form's order; all but the photo are field keys."""

FILL = "---"
"""What stands below a √: 在“√”栏的下方的指标栏已用“---”填充，参保人员不需要填写."""

SPECS: Mapping[str, FieldSpec] = {
    "number": FieldSpec("number", FieldKind.NUMBER, {}),
    "name": FieldSpec("name", FieldKind.NAME, {}),
    "sex": FieldSpec("sex", FieldKind.CODE, {}, code_list="sexes"),
    "nation": FieldSpec("nation", FieldKind.CODE, {}, code_list="nations"),
    "birth_date": FieldSpec("birth_date", FieldKind.DATE, {}),
}
"""What each item is, for its spelling; a city may word its own field as it likes."""


PRESENT, ABSENT = "有", "无"
"""What paper says of a photo."""


class Source(StrEnum):
    """Who says something of a record's person; all but the record itself is kept as readings."""

    RECORD = "record"
    """The record as it stands: what was typed or taken over."""
    CHIP = "chip"
    """The ID card on the reader."""
    DOCUMENT = "document"
    """The ID card's pictures, as the program read them."""
    ROSTER = "roster"
    """The unit's or the bureau's list."""
    PICTURE = "picture"
    """Somebody who laid the two photos side by side."""
    UNCONFIRMED = "unconfirmed"
    """Field key → what the program filled in from the ID pictures and nobody has compared with them yet."""
    DECISION = "decision"
    """Field key → digest of values that differed and that somebody decided between."""
    HOLDER = "holder"
    """The applicant, who read the own data over: see ``services.ownlook``."""
    PAPER = "paper"
    """Form key → content mark of the signed sheet that came back; and what ``rosterround`` keeps."""

    @property
    def words(self) -> str:
        """What paper calls it."""
        return _SOURCE_WORDS[self]


_SOURCE_WORDS = {
    Source.RECORD: "采集信息",
    Source.CHIP: "居民身份证芯片",
    Source.DOCUMENT: "证件图片",
    Source.ROSTER: "参保人员名册",
    Source.PICTURE: "照片",
    Source.UNCONFIRMED: "证件图片",
    Source.DECISION: "录入员",
    Source.HOLDER: "申请人",
    Source.PAPER: "已签字的表格",
}


class Mark(StrEnum):
    """What the comparison says of one item."""

    SAME = "√"
    DIFFERENT = "×"
    MISSING = "无"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a source said of a record's person.

    Attributes:
        key: one of :data:`~sscard_desktop.domain.cardfill.CARD_VALUES` or :data:`PHOTO` of a chip or of pictures, else
            a field key.
        value: as the source has it; of a photo its SHA-256, and from :attr:`Source.PICTURE` ``same`` or ``different``.
    """

    record: RecordId
    source: Source
    key: str
    value: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """One item of a comparison.

    Attributes:
        mark: None where it is for a person to say (two photos that nobody looked at).
        ours: what the record says, as stored.
        told: what the source says.
    """

    item: str
    mark: Mark | None
    ours: str = field(repr=False)
    told: str = field(repr=False)


def told_by_card(card: Card) -> dict[str, str]:
    """Return what a card says of its holder, the six items among it, as stored values; ``""`` where it says nothing."""
    return {
        **{key: value(card) for key, value in CARD_VALUES.items()},
        PHOTO: hashlib.sha256(card.photo_wlt).hexdigest() if card.photo_wlt else "",
    }


def compared(
    ours: Mapping[str, str],
    told: Mapping[str, str],
    *,
    code_lists: Mapping[str, CodeList],
    photos_same: bool | None = None,
) -> tuple[Compared, ...]:
    """Return the six items in their order.

    Args:
        ours: the record's values by field key; ``photo`` is anything but empty where there is one.
        told: the source's, likewise.
        code_lists: ``nations`` and ``sexes``, so that 汉, 汉族 and 01 are one.
        photos_same: what a person said of the two photos; None while nobody did.
    """
    return tuple(
        Compared(item, _mark(item, ours, told, code_lists, photos_same), ours.get(item, ""), told.get(item, ""))
        for item in ITEMS
    )


def _mark(
    item: str,
    ours: Mapping[str, str],
    told: Mapping[str, str],
    code_lists: Mapping[str, CodeList],
    photos_same: bool | None,
) -> Mark | None:
    mine, theirs = _spelled(item, ours, ours, code_lists), _spelled(item, told, ours, code_lists)
    if not mine or not theirs:
        return Mark.MISSING
    if item == PHOTO:
        return None if photos_same is None else Mark.SAME if photos_same else Mark.DIFFERENT
    return Mark.SAME if mine == theirs else Mark.DIFFERENT


def _spelled(item: str, values: Mapping[str, str], ours: Mapping[str, str], code_lists: Mapping[str, CodeList]) -> str:
    """Return a value in the one spelling in which two of them may be compared."""
    spec = SPECS.get(item)
    text = values.get(item, "")
    if spec is None:
        return text.strip()
    if item == "number" and values.get("document_type", ours.get("document_type", "")) == "other":
        # Nothing is known of such a number, not even whether its case means anything: full width apart, to the letter.
        return normalised(spec, text, {"document_type": "other"})
    plain = normalised(spec, text, {}, code_lists=code_lists)
    # Latin names differ in case and blanks between passport, card and roster; Chinese ones have neither.
    return "".join(plain.split()).upper() if item == "name" else plain
