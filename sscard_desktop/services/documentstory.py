# SPDX-License-Identifier: Apache-2.0
"""How a record's data came from its ID pictures, for whoever reviews it: what was taken whole, confirmed, decided.

Answers from what is kept with the record and from its lines of the audit trail, which name fields and never values.
Decides nothing and refuses nothing: a damaged line of the trail is left to its verification.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import TELLERS, Disagreement
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.services.access import allowed
from sscard_desktop.services.cardpictures import reports_of, vouched
from sscard_desktop.services.documentchecks import disagreements_of, unconfirmed_of
from sscard_desktop.services.session import Session

_FILL, _CONFIRM, _DECIDE = "document.fill", "document.confirm", "document.decide"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a field of which sources said different things; the last word only.

    Attributes:
        key: the field's.
        chosen: whose value was taken, ``RECORD`` where what stood there was kept; None where another one was typed.
        differed: who was compared.
        values: what they say now, where they still differ.
        operator, at: who decided, when.
    """

    key: str
    chosen: Source | None
    differed: tuple[Source, ...]
    values: Mapping[Source, str] = field(repr=False)
    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DocumentStory:
    """All of it; keys in the form's order.

    Attributes:
        wholes: the pictures that were taken as they came, with the reason.
        vouched: why the clerk says that both show one document, though the reader found otherwise.
        confirmed: the fields that were filled from a picture, and that somebody compared with it.
        unconfirmed: those that nobody compared yet.
        decisions: where sources differed and somebody decided.
        undecided: where they differ and nobody did, as nobody had to.
    """

    wholes: Mapping[PictureRole, str] = field(default_factory=dict)
    vouched: str = ""
    confirmed: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    undecided: tuple[Disagreement, ...] = ()

    @property
    def read_from_pictures(self) -> bool:
        """Whether any field came from a picture."""
        return bool(self.confirmed or self.unconfirmed)


class DocumentStories:
    """Tells of one record's ID pictures."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session

    @allowed(Permission.CAPTURE)
    def of(self, record_id: str) -> DocumentStory:
        """Return the story of a record; for one without pictures and sources it is empty."""
        session = self._session
        record = session.opened(record_id)
        differing = {each.key: each for each in disagreements_of(session, record)}
        confirmed, decisions = self._trail(record, differing)
        waiting = unconfirmed_of(session, record)
        order = list(session.profile_of(record).fields)
        return DocumentStory(
            wholes={role: report.reason for role, report in reports_of(session, record).items() if report.reason},
            vouched=vouched(session, record),
            confirmed=tuple(key for key in order if key in confirmed and key not in waiting),
            unconfirmed=waiting,
            decisions=tuple(decisions[key] for key in order if key in decisions),
            undecided=tuple(each for each in differing.values() if not each.decided),
        )

    def _trail(
        self, record: Record, differing: Mapping[str, Disagreement]
    ) -> tuple[frozenset[str], dict[str, Decision]]:
        """Return what was confirmed since it was last filled in, and the last decision about each field."""
        confirmed: set[str] = set()
        decisions: dict[str, Decision] = {}
        for action, detail, operator, at in self._lines(record):
            keys = [str(key) for key in detail.get("keys", ())]
            if action == _FILL:
                confirmed.difference_update(keys)
            elif action == _CONFIRM:
                confirmed.update(keys)
            else:
                for key in keys:
                    found = differing.get(key)
                    values = found.values if found is not None else {}
                    # Sources that began to differ again after the decision are undecided.
                    if found is None or found.decided:
                        chosen = _source(detail.get("chosen"))
                        differed = tuple(each for each in map(_source, detail.get("differed", ())) if each)
                        decisions[key] = Decision(key, chosen, differed, values, operator, at)
        return frozenset(confirmed), decisions

    def _lines(self, record: Record) -> Iterator[tuple[str, dict[str, list[str]], str, datetime]]:
        for entry in self._session.store.audit_entries(subject=record.id):
            if entry.erased or entry.action not in (_FILL, _CONFIRM, _DECIDE):
                continue
            try:
                detail = json.loads(entry.detail)
            except ValueError:
                continue
            if isinstance(detail, dict):
                yield entry.action, detail, entry.operator, entry.at


def _source(word: object) -> Source | None:
    return next((teller for teller in TELLERS if teller.value == word), None)
