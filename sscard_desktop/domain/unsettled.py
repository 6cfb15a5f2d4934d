# SPDX-License-Identifier: Apache-2.0
"""Characters that look settled and aren't: the same name in two spellings that no computer takes for one.

Told, and where there is a plain spelling proposed; never mapped silently, for a name is legal as it stands on the
document, and some families do write the compatibility form.

- private use: what an older system drew there (:mod:`.privateuse` proposes);
- compatibility ideographs (U+F900, U+2F800): copies for round trips with other standards, lost by any NFC
  normalisation (Unicode 17.0, 23.8; the twelve of U+FA0E–FA29 that are unified ideographs in fact are left alone);
- variation selectors: the next system drops them, and then the name is another;
- radicals (⽔ U+2F54 for 水), as PDF files give them when text is copied;
- letters typed as a letter and an accent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.domain import privateuse
from sscard_desktop.domain.gb18030 import is_private


class Doubt(StrEnum):
    """Why a character isn't settled."""

    PRIVATE = "private"
    COMPATIBILITY = "compatibility"
    VARIATION = "variation"
    RADICAL = "radical"
    DECOMPOSED = "decomposed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One unsettled piece of a text.

    Attributes:
        text: the piece as it stands.
        plain: the spelling that is proposed; ``None`` where nobody knows any.
    """

    doubt: Doubt
    text: str
    plain: str | None


def findings(text: str) -> tuple[Finding, ...]:
    """Return what isn't settled in ``text``, in its order, each piece once."""
    return tuple(dict.fromkeys(_findings(text)))


def settled(text: str) -> str:
    """Return ``text`` with every proposal of :func:`findings` taken; what has none stays."""
    for finding in findings(text):
        if finding.plain is not None:
            text = text.replace(finding.text, finding.plain)
    return text


def is_selector(character: str) -> bool:
    """Return whether a character picks a variant of the one before it (U+FE00–FE0F, U+E0100–E01EF)."""
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


def _findings(text: str) -> Iterator[Finding]:
    for index, character in enumerate(text):
        before = text[index - 1] if index else ""
        code = ord(character)
        if is_private(character):
            yield Finding(Doubt.PRIVATE, character, privateuse.STANDARD_OF.get(character))
        elif is_selector(character):
            # The variation sequence is told whole: its base alone is the plain spelling.
            yield Finding(Doubt.VARIATION, before + character, before)
        elif 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
            plain = unicodedata.normalize("NFC", character)
            if plain != character:
                yield Finding(Doubt.COMPATIBILITY, character, plain)
        elif 0x2E80 <= code <= 0x2FDF:
            plain = unicodedata.normalize("NFKC", character)
            yield Finding(Doubt.RADICAL, character, plain if plain != character else None)
        elif unicodedata.combining(character) and before:
            composed = unicodedata.normalize("NFC", before + character)
            if len(composed) == 1:
                yield Finding(Doubt.DECOMPOSED, before + character, composed)
