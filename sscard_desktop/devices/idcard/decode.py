# SPDX-License-Identifier: Apache-2.0
"""What a card's text block says: 256 bytes to a :class:`~sscard_desktop.domain.card.Card`.

Answers for reading every kind of card without losing, guessing or mending anything: text is stripped on the right
only, dates that aren't dates stay empty, and whatever doesn't agree becomes a warning for the clerk. Refuses documents
whose type flag it doesn't know, because their fields lie elsewhere. The chip photo is passed on undecoded.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from sscard_desktop.devices.idcard.layout import FLAG, FLAGS, LAYOUTS, LONG_TERM, TEXT_BYTES, WLT_HEADER, Place
from sscard_desktop.domain import idnumber
from sscard_desktop.domain.card import Card, CardType, CardWarning
from sscard_desktop.domain.errors import InvalidInputError

REPLACEMENT = "\ufffd"

SEXES = frozenset("0129")
"""GB/T 2261.1: unknown, male, female, not stated."""

NATIONS = frozenset(f"{code:02d}" for code in (*range(1, 57), 97, 98))
"""GB/T 3304 in two digits: 56 nationalities, 97 other, 98 of foreign descent. 99 has no published meaning."""

DOCUMENT_TYPES = {
    CardType.RESIDENT: "resident",
    CardType.HMT: "hmt_residence",
    CardType.FOREIGNER_2017: "foreign_permanent",
    CardType.FOREIGNER_2023: "foreign_permanent",
}
"""The profile's code of the document that each kind of card is."""

_DATES = ("birth_date", "valid_from", "valid_to")


def decode(text: bytes, photo: bytes = b"") -> Card:
    """Return the card behind a text block and the undecoded chip photo.

    Raises ``InvalidInputError``: ``card.text_length`` unless given 256 bytes, ``card.unknown_type`` for a type flag
    that isn't known, ``card.empty`` when neither a name nor a number is there.
    """
    if len(text) != TEXT_BYTES:
        raise InvalidInputError("card.text_length", bytes=len(text))
    card_type = FLAGS.get(text[FLAG].decode("utf-16-le", errors="replace"))
    if card_type is None:
        raise InvalidInputError("card.unknown_type")
    found = {place.attribute: _field(text, place) for place in LAYOUTS[card_type]}
    values = {attribute: _readable(raw) for attribute, raw in found.items()}
    if not values["number"] and not values["name"]:
        raise InvalidInputError("card.empty")

    long_term = values["valid_to"] == LONG_TERM
    dates = {attribute: _date(values.pop(attribute)) for attribute in _DATES}
    warnings = [
        *_text_warnings(found),
        *_date_warnings(dates, long_term=long_term),
        *_code_warnings(values),
        *_number_warnings(card_type, values["number"], values["sex"], dates["birth_date"]),
    ]
    if photo and not photo.startswith(WLT_HEADER):
        warnings.append(CardWarning("photo_wlt", "card.photo_unrecognised"))
    if card_type is CardType.RESIDENT:
        values["nationality"] = "CHN"
    return Card(
        type=card_type,
        number=values.pop("number"),
        name=values.pop("name"),
        birth_date=dates["birth_date"],
        valid_from=dates["valid_from"],
        valid_to=dates["valid_to"],
        long_term=long_term,
        photo_wlt=photo,
        warnings=tuple(warnings),
        **values,
    )


def _field(text: bytes, place: Place) -> str:
    raw = b"".join(text[span] for span in place.spans)
    # Only the right side: addresses have blanks inside. Half a surrogate pair must not cost the whole reading.
    return raw.decode("utf-16-le", errors="surrogatepass").rstrip(" \0")


def _readable(value: str) -> str:
    return "".join(REPLACEMENT if _is_unreadable(place) else place for place in value)


def _is_unreadable(place: str) -> bool:
    """Whether nothing sensible can be shown or stored for it: half a pair, a control, an invisible mark."""
    code = ord(place)
    noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return noncharacter or unicodedata.category(place) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _is_private(place: str) -> bool:
    return unicodedata.category(place) == "Co"


def _text_warnings(found: dict[str, str]) -> Iterator[CardWarning]:
    for attribute, value in found.items():
        if any(_is_unreadable(place) for place in value):
            yield CardWarning(attribute, "card.unreadable_character")
        if any(_is_private(place) for place in value):
            # Fonts disagree on what these positions mean, so the clerk looks at the card and types the character.
            yield CardWarning(attribute, "card.private_use_character")


def _date(text: str) -> date | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _date_warnings(dates: dict[str, date | None], *, long_term: bool) -> Iterator[CardWarning]:
    for attribute, day in dates.items():
        if day is None and not (attribute == "valid_to" and long_term):
            yield CardWarning(attribute, "card.no_date")
    start, end = dates["valid_from"], dates["valid_to"]
    if start is not None and end is not None and start > end:
        yield CardWarning("valid_to", "card.validity_reversed")


def _code_warnings(values: dict[str, str]) -> Iterator[CardWarning]:
    if values["sex"] not in SEXES:
        yield CardWarning("sex", "card.unknown_sex")
    if "nation" in values and values["nation"] not in NATIONS:
        yield CardWarning("nation", "card.unknown_nation")


def _number_warnings(card_type: CardType, number: str, sex: str, born: date | None) -> Iterator[CardWarning]:
    document_type = DOCUMENT_TYPES[card_type]
    if not idnumber.check_character_fits(document_type, number):
        yield CardWarning("number", "card.number_check_character")
    told = idnumber.sex(document_type, number)
    if told is not None and sex in {"1", "2"} and told != sex:
        yield CardWarning("sex", "card.number_sex_differ")
    if born is not None and not idnumber.agrees_with_birth(document_type, number, born):
        yield CardWarning("birth_date", "card.number_birth_date_differ")
