# SPDX-License-Identifier: Apache-2.0
"""The text of a list's cell without what isn't of it: blanks, marks that nobody sees, apostrophes, line ends."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "'’‘`´＇"
"""Before a number they make a text of it, in Excel or by those who mean to."""
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_PAIRS = frozenset({('"', '"'), ("'", "'"), ("“", "”"), ("‘", "’")})


def bare(text: str) -> str:
    """Return a cell's text without what isn't of it: blanks and invisible marks around, apostrophes, ``="…"``."""
    if text.isalnum():
        return text
    plain, before = _trimmed(text), ""
    while plain != before:
        before = plain
        if plain.startswith('="') and plain.endswith('"') and len(plain) > 2:
            plain = _trimmed(plain[2:-1])
        if len(plain) > 2 and (plain[0], plain[-1]) in _PAIRS:
            plain = _trimmed(plain[1:-1])
        plain = _trimmed(plain.lstrip(_APOSTROPHES))
    return plain


def joined(text: str) -> str:
    """Return a text of several lines on one: without a blank between Chinese characters, with one elsewhere."""
    if text.isprintable():
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        whole += line if ord(whole[-1]) > 0x2E7F and ord(line[0]) > 0x2E7F else f" {line}"
    return whole


def _trimmed(text: str) -> str:
    """Return a text without blanks, marks that nobody sees and control characters around it."""
    first, last = 0, len(text)
    while first < last and unicodedata.category(text[first]) in _UNSEEN:
        first += 1
    while last > first and unicodedata.category(text[last - 1]) in _UNSEEN:
        last -= 1
    return text[first:last]
