# SPDX-License-Identifier: Apache-2.0
"""The text block of a card: the way back from :mod:`.decode`, for the simulator and for tests."""

from __future__ import annotations

from datetime import date

from sscard_desktop.devices.idcard import frames
from sscard_desktop.devices.idcard.layout import FLAG, FLAGS, LAYOUTS, LONG_TERM, TEXT_BYTES
from sscard_desktop.domain.card import Card

_LETTERS = {card_type: flag for flag, card_type in reversed(FLAGS.items())}


def encode(card: Card) -> bytes:
    """Return the 256 bytes that a card with this content carries; ``ValueError`` where a value doesn't fit."""
    text = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    for place in LAYOUTS[card.type]:
        value = _written(card, place.attribute).encode("utf-16-le")
        if len(value) > place.units * 2:
            raise ValueError(f"{place.attribute} is longer than {place.units} code units")
        value += " ".encode("utf-16-le") * (place.units - len(value) // 2)
        for span in place.spans:
            text[span], value = value[: span.stop - span.start], value[span.stop - span.start :]
    text[FLAG] = _LETTERS[card.type].encode("utf-16-le")
    return bytes(text)


def reading(card: Card) -> bytes:
    """Return the body of the answer with which a module hands over this card's text and photo."""
    text, photo = encode(card), card.photo_wlt
    return b"\x00\x00\x90" + len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big") + text + photo


def reading_frame(card: Card) -> bytes:
    """Return that answer as a whole frame."""
    return frames.pack(reading(card))


def _written(card: Card, attribute: str) -> str:
    if attribute == "valid_to" and card.long_term:
        return LONG_TERM
    value = getattr(card, attribute)
    if isinstance(value, date):
        return f"{value.year:04d}{value.month:02d}{value.day:02d}"
    return "" if value is None else str(value)
