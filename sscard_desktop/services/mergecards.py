# SPDX-License-Identifier: Apache-2.0
"""Two versions of a record and the card that both know of: what the bureau told last, and who took it.

A giving out isn't undone by a version that knows nothing of it; only one whose history says so takes it back.
"""

from __future__ import annotations

from sscard_desktop.domain.cardissue import CardIssue, Handing, with_handing, with_told, without
from sscard_desktop.domain.merging import Standing
from sscard_desktop.domain.record import AT_BUREAU, Status
from sscard_desktop.domain.recordcopy import RecordCopy, content_digest
from sscard_desktop.services.mergefacts import Facts


def handed_of(card: CardIssue | None) -> Handing | None:
    """Return to whom a card was given out."""
    return card.handed if card is not None else None


def handed_apart(ours: CardIssue | None, theirs: CardIssue | None) -> bool:
    """Return whether both sides gave the card out, and tell differently of it."""
    one, other = handed_of(ours), handed_of(theirs)
    return one is not None and other is not None and one != other


def forgets_handing(facts: Facts, here: RecordCopy) -> bool:
    """Return whether the card was given out here and what comes doesn't know of it."""
    return handed_of(here.card) is not None and handed_of(facts.card) is None


def _takes_back(facts: Facts, here: RecordCopy) -> bool:
    """Return whether a newer version says that a giving out was a slip: its history goes on, and not as issued."""
    return facts.status is not Status.ISSUED and len(facts.version.steps) > len(here.steps)


def with_cards(found: Standing, facts: Facts, here: RecordCopy) -> Standing:
    """Return what an incoming record is once both sides' cards are looked at too."""
    alike = len(facts.version.steps) == len(here.steps)
    if found in (Standing.SAME, Standing.NEWER, Standing.OLDER) and alike and handed_apart(here.card, facts.card):
        return Standing.CONFLICTING
    lost = found is Standing.NEWER and facts.status is not Status.ISSUED and not _takes_back(facts, here)
    return Standing.CONFLICTING if lost and handed_of(here.card) is not None else found


def card_once_taken(found: Standing, facts: Facts, here: RecordCopy | None) -> CardIssue | None:
    """Return what is known of the card once a record is taken: what the bureau told last, and who took it.

    Who took it goes with the record's history: a newer version that knows nothing of it doesn't undo it, one whose
    history says that it was taken back does.
    """
    if here is None:
        return facts.card
    ours, theirs = handed_of(here.card), handed_of(facts.card)
    handed = theirs or ours
    if found is Standing.OLDER:
        handed = ours
    elif found is Standing.SAME:
        handed = ours or theirs
    elif found is Standing.NEWER and _takes_back(facts, here):
        handed = theirs
    withdrawn = facts.withdrawn.union(here.withdrawn)
    return with_handing(with_told(without(here.card, withdrawn), without(facts.card, withdrawn)), facts.id, handed)


def only_goes_on(content: str, status: Status, here: RecordCopy) -> bool:
    """Return whether a version says the same of the person and stands where a batch has brought it, or farther."""
    return content == content_digest(here) and (status in AT_BUREAU or status is Status.ISSUED)
