# SPDX-License-Identifier: Apache-2.0
"""What the applicant's screen says around their data; to foreigners in both languages, as the data itself."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop import messages
from sscard_desktop.domain.applicant import ApplicantSpec, Following, NextStep
from sscard_desktop.domain.ownlook import languages
from sscard_desktop.domain.signing import Signer
from sscard_desktop.services.ownlook import LookPage

_KIND = "own_look"
_SCREEN = "applicant_screen"
BOTH = ("zh_CN", "en")
_OF_THE_CITY = {Following.WAIT: "waiting", Following.ASK: "asking"}


def both(word: str) -> str:
    """Return a word in both languages, one below the other: nobody knows yet who will read it."""
    return "\n".join(messages.word(_KIND, word, code) for code in BOTH)


def spoken(word: str, codes: Sequence[str], *, between: str = " / ", **params: object) -> str:
    """Return one of the screen's own words in these languages."""
    told = (messages.word(_SCREEN, word, code).format(**params) for code in codes)
    return between.join(dict.fromkeys(told))


def look(word: str, codes: Sequence[str]) -> str:
    """Return one of the own look's words in these languages."""
    return " / ".join(dict.fromkeys(messages.word(_KIND, word, code) for code in codes))


def followed(step: NextStep, spec: ApplicantSpec, codes: Sequence[str]) -> str:
    """Return what comes after the visit, a line a language."""
    if step.what in _OF_THE_CITY:
        return "\n".join(dict.fromkeys(spec.text(_OF_THE_CITY[step.what], code) for code in codes))
    return spoken(step.what.value, codes, between="\n", place=step.place)


def spoken_to(chosen: str, *, foreign: bool) -> tuple[str, ...]:
    """Return the languages in which somebody is spoken to, their own first."""
    return languages({"document_type": "passport"} if foreign else {}, chosen)


def codes_of(page: LookPage, chosen: str) -> tuple[str, ...]:
    """Return the languages in which a page is read."""
    return spoken_to(chosen, foreign=any(len(line.labels) > 1 for line in page.lines))


def said(page: LookPage, word: str, chosen: str, **params: object) -> str:
    """Return a word in the languages in which the page is read."""
    told = (messages.word(_KIND, word, code).format(**params) for code in codes_of(page, chosen))
    return " / ".join(dict.fromkeys(told))


def asked(page: LookPage, chosen: str) -> str:
    """Return what is asked of whoever looks."""
    if page.looker is Signer.APPLICANT:
        return said(page, "asked", chosen)
    return said(page, f"asked_{page.looker.value}", chosen, name=page.looker_name)


def answer(page: LookPage, chosen: str, pointed: int) -> str:
    """Return what the button says that ends the look."""
    return said(page, "wrong", chosen, count=pointed) if pointed else said(page, "right", chosen)
