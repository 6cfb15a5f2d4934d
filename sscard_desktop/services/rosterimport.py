# SPDX-License-Identifier: Apache-2.0
"""A checked list of people becomes a roster: all of it or only its good rows as asked, and seen whole or not at all.

People come in pieces of a few hundred, a transaction each, so that the counter goes on saving meanwhile; nobody sees
them until the last transaction lets the roster be seen. Cancelled, failed or killed before that, nothing is left of it:
what a killed program couldn't clear away goes at the next log-in. The same list imported twice is imported once.
"""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from sscard_desktop.domain.checkedroster import CheckedRoster, CheckedRow
from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, row_id
from sscard_desktop.services.access import allowed
from sscard_desktop.services.entering import MAX_VALUE_CHARACTERS
from sscard_desktop.services.ports import Progress, Store
from sscard_desktop.services.rosters import checked_title
from sscard_desktop.services.session import Session

MOST_ROWS = 200_000
LONGEST_UNIT = 200
_PIECE_ROWS = 100
"""Some 30 ms of work: the counter waits no longer than that."""
_BREATH_S = 0.005
"""Between two pieces: whoever waits for the database asks again within some milliseconds, and must find it free."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        roster: the roster as it is now.
        left_out: rows with problems, and people who stood there before in the same list.
        linked: people who have a record here already.
        already: nothing was done: the very same list is here as this roster.
    """

    roster: Roster
    left_out: int = 0
    linked: int = 0
    already: bool = False


class RosterImports:
    """Imports lists. For the work lane."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.ROSTERS)
    def import_checked(
        self,
        checked: CheckedRoster,
        *,
        title: str,
        unit: str = "",
        unit_number: str = "",
        only_good: bool = False,
        progress: Progress,
    ) -> Imported:
        """Store a list as a new roster of the station's campaign.

        Args:
            unit: the insured unit's name; ``""`` takes the one that all rows name, if they do.
            unit_number: its number, likewise.
            only_good: leave out rows with problems; otherwise one such row refuses the list.

        Raises:
            RefusedError: what :func:`good_rows` raises; ``roster.row_twice`` (``row``: the line);
                ``roster.title_invalid``, ``roster.unit_invalid``.
            EnvironmentFailedError: the disk's failures; nothing of the list is left.
            CancelledError: from ``progress``, the same way.
        """
        people, left_out = good_rows(checked, only_good=only_good)
        unit = _in_one_line(unit or common(people, "insured_unit_name"))
        unit_number = _in_one_line(unit_number or common(people, "insured_unit_number"))
        session = self._session
        with closing(session.store.another()) as store:
            beside = session.beside(store)
            roster = Roster(
                RosterId(uuid.uuid4().hex),
                checked_title(title),
                unit,
                unit_number,
                session.identity.campaign,
                session.profile.name,
                list_digest(unit_number, people),
                session.clock.now(),
                session.operator.name,
            )
            known = _the_same(store, roster)
            if known is not None:
                return Imported(known, left_out, already=True)
            rows = _rows_of(roster, people)
            if only_good:
                left_out += len(people) - len(rows)
            elif len(rows) < len(people):
                raise RefusedError("roster.row_twice", row=_first_twice(roster, people))
            linked = stage(beside, roster, rows, progress, left_out=left_out)
            return Imported(store.roster(roster.id), left_out, linked)


def good_rows(checked: CheckedRoster, *, only_good: bool) -> tuple[list[CheckedRow], int]:
    """Return the rows to be taken, and how many are left out.

    Raises:
        RefusedError: ``roster.unusable``, something is wrong with the list as a whole; ``roster.has_problems``
            (``count``), ``roster.nobody``, ``roster.too_many`` (``limit``), ``roster.value_too_long`` (``row``,
            ``limit``).
    """
    if not checked.usable:
        raise RefusedError("roster.unusable")
    good = [each for each in checked.rows if each.good]
    bad = len(checked.rows) - len(good)
    if bad and not only_good:
        raise RefusedError("roster.has_problems", count=bad)
    if not good:
        raise RefusedError("roster.nobody")
    if len(good) > MOST_ROWS:
        raise RefusedError("roster.too_many", limit=MOST_ROWS)
    for row in good:
        if any(len(value) > MAX_VALUE_CHARACTERS for value in row.values.values()):
            raise RefusedError("roster.value_too_long", row=row.number, limit=MAX_VALUE_CHARACTERS)
    return good, bad


def common(people: Sequence[CheckedRow], key: str) -> str:
    """Return the value that all rows have, ``""`` where they differ."""
    values = {each.values.get(key, "") for each in people}
    return values.pop() if len(values) == 1 else ""


def list_digest(unit_number: str, people: Sequence[CheckedRow]) -> str:
    """Return the SHA-256 over what a list says, however its file is written."""
    sha256 = hashlib.sha256(json.dumps(unit_number).encode("ascii"))
    for person in people:
        told = {key: value for key, value in person.values.items() if value}
        sha256.update(json.dumps(told, sort_keys=True).encode("ascii"))
    return sha256.hexdigest()


def stage(session: Session, roster: Roster, rows: Sequence[RosterRow], progress: Progress, *, left_out: int) -> int:
    """Store a roster piece by piece and let it be seen at the end; return how many of its people have a record."""
    store = session.store
    with store.transaction():
        store.begin_roster(roster)
    try:
        for start in range(0, len(rows), _PIECE_ROWS):
            with store.transaction():
                store.add_roster_rows(rows[start : start + _PIECE_ROWS])
            progress.report(min(start + _PIECE_ROWS, len(rows)), len(rows))
            threading.Event().wait(_BREATH_S)
        with session.transaction():
            linked = store.link_by_number(roster.id, business=session.profile.usual_business)
            store.finish_roster(roster.id)
            session.audit("roster.import", roster.id, rows=len(rows), left_out=left_out, sha256=roster.sha256)
    except BaseException:
        # Where not even this goes, the next log-in sweeps it away.
        with suppress(SscardError), store.transaction():
            store.delete_roster(roster.id)
        raise
    return linked


def sweep(session: Session) -> None:
    """Clear away what killed imports left; at each log-in, whoever comes."""
    with session.transaction():
        swept = session.store.sweep_rosters()
        if swept:
            session.audit("roster.sweep", "", rosters=swept)


def _the_same(store: Store, roster: Roster) -> Roster | None:
    same = (roster.campaign, roster.sha256)
    return next((each for each in store.rosters() if (each.campaign, each.sha256) == same), None)


def _rows_of(roster: Roster, people: Sequence[CheckedRow]) -> list[RosterRow]:
    """Return the rows in their order, of a person who stands there twice the first."""
    found: dict[str, RosterRow] = {}
    for person in people:
        values = {key: value for key, value in person.values.items() if value}
        key = row_id(roster.campaign, roster.unit_number, values)
        if key not in found:
            found[key] = RosterRow(key, roster.id, len(found) + 1, values, roster.imported_at)
    return list(found.values())


def _first_twice(roster: Roster, people: Sequence[CheckedRow]) -> int:
    seen: set[str] = set()
    for person in people:
        key = row_id(roster.campaign, roster.unit_number, person.values)
        if key in seen:
            return person.number
        seen.add(key)
    raise AssertionError("nobody stands there twice")


def _in_one_line(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_UNIT or not (text.isprintable() or not text):
        raise RefusedError("roster.unit_invalid", limit=LONGEST_UNIT)
    return text
