# SPDX-License-Identifier: Apache-2.0
"""Whether a person of a roster is the one who stands at the counter: certain by the number, a question by the name.

A list is typed by people: figures are swapped, a character is taken for another. The document is the truth for who
somebody is, so a name that differs under the same number is a slip in the list. A number that differs under the same
name may as well be another person: the clerk is asked, and only where birth date or figures speak for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.roster import RosterRow
from sscard_desktop.domain.unsettled import settled

_FIGURES_A_SLIP_CHANGES = 2


class Likeness(StrEnum):
    """How a person of a roster is known to be the one at the counter, the surest first."""

    NUMBER = "number"
    """The same document number, or its fifteen places."""
    NAME = "name"
    """The same name, and the list says no number; no birth date speaks against it."""
    NAME_AND_BIRTH = "name_and_birth"
    """The same name and birth date, and another number."""
    NAME_AND_FIGURES = "name_and_figures"
    """The same name, and a number that differs by a slip of the hand."""

    @property
    def sure(self) -> bool:
        """Whether nobody has to be asked."""
        return self is Likeness.NUMBER


@dataclass(frozen=True, slots=True)
class Identity:
    """Who stands at the counter, as far as it is known: from a card, or typed."""

    number: str = ""
    names: tuple[str, ...] = ()
    birth_date: str = ""

    @classmethod
    def of_card(cls, card: Card) -> Identity:
        """Return whom a card names; a foreigner's card by either name."""
        names = tuple(dict.fromkeys(name for name in (card.name, card.name_en) if name))
        return cls(card.number, names, card.birth_date.isoformat() if card.birth_date else "")


def likeness(row: RosterRow, who: Identity) -> Likeness | None:
    """Return how a row's person is the one at the counter, ``None`` where it is somebody else."""
    listed = idnumber.normalise(row.value("number"))
    number = idnumber.normalise(who.number)
    if listed and number and number in (listed, idnumber.propose_eighteen(listed)):
        return Likeness.NUMBER
    if not same_name(row.value("name"), who.names):
        return None
    born = row.value("birth_date") or _birth_of(listed)
    if not number or not listed:
        return Likeness.NAME if not born or not who.birth_date or born == who.birth_date else None
    if born and born == who.birth_date:
        return Likeness.NAME_AND_BIRTH
    return Likeness.NAME_AND_FIGURES if a_slip_apart(listed, number) else None


def other_person(row: RosterRow, who: Identity) -> bool:
    """Return whether number and name both differ: never one person, whatever somebody says."""
    listed, number = idnumber.normalise(row.value("number")), idnumber.normalise(who.number)
    numbers_differ = bool(listed and number) and number not in (listed, idnumber.propose_eighteen(listed))
    names_differ = bool(row.value("name") and who.names) and not same_name(row.value("name"), who.names)
    return numbers_differ and names_differ


def fifteen_places(number: str) -> str:
    """Return a citizen number's former fifteen places, as an old list may have it; ``""`` for any other."""
    whole = idnumber.normalise(number)
    short = whole[:6] + whole[8:17] if len(whole) == 18 else ""
    return short if short and idnumber.propose_eighteen(short) == whole else ""


def same_name(listed: str, names: tuple[str, ...]) -> bool:
    """Return whether a list's name is one of these: Latin ones differ in case and blanks, Chinese ones in neither."""
    return bool(listed) and _spelled(listed) in {_spelled(name) for name in names}


def _spelled(name: str) -> str:
    return "".join(settled(name).split()).upper()


def _birth_of(number: str) -> str:
    born = idnumber.birth_date("resident", number) if number else None
    return born.isoformat() if born else ""


def a_slip_apart(first: str, second: str) -> bool:
    """Return whether of two numbers one is the other with one or two figures mistyped, or one left out or doubled."""
    if abs(len(first) - len(second)) == 1:
        short, long = sorted((first, second), key=len)
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    if len(first) != len(second):
        return False
    return sum(one != other for one, other in zip(first, second, strict=True)) <= _FIGURES_A_SLIP_CHANGES
