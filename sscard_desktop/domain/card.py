# SPDX-License-Identifier: Apache-2.0
"""What a card reader read: the decoded content of a resident ID, permit or foreign permanent residence card."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class CardType(StrEnum):
    """The document that lies on the reader, by the type flag at offset 248 of its text block."""

    RESIDENT = "resident"
    """居民身份证 (flag blank)."""
    HMT = "hmt"
    """港澳台居民居住证 (flag J)."""
    FOREIGNER_2017 = "foreigner_2017"
    """外国人永久居留身份证, 2017 version (flag I)."""
    FOREIGNER_2023 = "foreigner_2023"
    """外国人永久居留身份证, 2023 version (flag Y)."""


@dataclass(frozen=True, slots=True)
class CardWarning:
    """Something about the card's content that the clerk must see; nothing is silently mended.

    Attributes:
        attribute: name of the :class:`Card` attribute it belongs to.
        code: message code, such as ``card.number_birth_date_differ``.
    """

    attribute: str
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """One card's content, as stored on it, right-stripped and otherwise untouched.

    Attributes:
        type: which document it is.
        number: 公民身份号码 or the permit's number; upper-case check character as on the card.
        name: 姓名 (Chinese name; for foreigners it may be empty).
        name_en: English name (foreigners), else empty.
        sex: GB/T 2261.1 code: ``0`` unknown, ``1`` male, ``2`` female, ``9`` not stated.
        nation: GB/T 3304 two-digit code; empty where the card has none.
        birth_date: ``None`` when the card's field is not a date.
        address: 住址; empty for foreigners.
        authority: 签发机关; empty for foreigners (the card stores none).
        valid_from: start of validity, ``None`` when unreadable.
        valid_to: end of validity; ``None`` means 长期 when ``long_term`` is true, else unreadable.
        long_term: the card says 长期.
        nationality: ISO 3166-1 alpha-3; ``CHN`` for residents, empty for HMT permits.
        pass_number: 通行证号码 (HMT).
        issue_count: 签发次数 (HMT) or 换证次数 (foreigner 2023).
        version: 证件版本号 (foreigner 2017).
        accepting_authority: 当次申请受理机关代码 (foreigner 2017).
        related_number: 既往版本号码关联项 (foreigner 2023), three digits.
        photo_wlt: the chip photo as stored, 1024 bytes of WLT; not decoded.
        warnings: what the clerk must be told.
    """

    type: CardType
    number: str
    name: str
    name_en: str = ""
    sex: str = "0"
    nation: str = ""
    birth_date: date | None = None
    address: str = ""
    authority: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    long_term: bool = False
    nationality: str = ""
    pass_number: str = ""
    issue_count: str = ""
    version: str = ""
    accepting_authority: str = ""
    related_number: str = ""
    photo_wlt: bytes = field(default=b"", repr=False)
    warnings: tuple[CardWarning, ...] = ()

    def __repr__(self) -> str:
        # Representations end up in logs and crash reports, and everything else on a card is personal data.
        return f"Card(type={self.type.value!r}, warnings={[warning.code for warning in self.warnings]!r})"
