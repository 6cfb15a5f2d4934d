# SPDX-License-Identifier: Apache-2.0
"""What the applicant's page says around their data; to foreigners in both languages, as the data itself."""

from __future__ import annotations

from sscard_desktop import messages
from sscard_desktop.domain.ownlook import languages
from sscard_desktop.domain.signing import Signer
from sscard_desktop.services.ownlook import LookPage

_KIND = "own_look"
_BOTH = ("zh_CN", "en")


def both(word: str) -> str:
    """Return a word in both languages, one below the other: nobody knows yet who will read it."""
    return "\n".join(messages.word(_KIND, word, code) for code in _BOTH)


def said(page: LookPage, word: str, chosen: str, **params: object) -> str:
    """Return a word in the languages in which the page is read."""
    values = {"document_type": "passport"} if any(len(line.labels) > 1 for line in page.lines) else {}
    told = (messages.word(_KIND, word, code).format(**params) for code in languages(values, chosen))
    return " / ".join(dict.fromkeys(told))


def asked(page: LookPage, chosen: str) -> str:
    """Return what is asked of whoever looks."""
    if page.looker is Signer.APPLICANT:
        return said(page, "asked", chosen)
    return said(page, f"asked_{page.looker.value}", chosen, name=page.looker_name)


def answer(page: LookPage, chosen: str, pointed: int) -> str:
    """Return what the button says that ends the look."""
    return said(page, "wrong", chosen, count=pointed) if pointed else said(page, "right", chosen)
