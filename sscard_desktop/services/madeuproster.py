# SPDX-License-Identifier: Apache-2.0
"""Stores a roster of people who don't exist, as a demo or a training station has one: whole, at once, in the trail.

It takes rows as they are to stand there, slips and all; whom they are made of is the station's own matter. Lists that
units send go another way, where each cell is checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, row_id
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.session import Session

LISTED_KEYS = ("number", "name", "sex", "nation", "birth_date")
"""What such a list takes over from a person's card, where the city asks for it."""


@dataclass(frozen=True, slots=True)
class MadeUpRow:
    """A person on the list: what it says of them, and why they won't be collected, if so."""

    values: Mapping[str, str]
    refused: str = ""


def id_of(words: str) -> RosterId:
    """Return an id made of words: it looks like any other roster's, and is the same at each station of its kind."""
    return RosterId(hashlib.sha256(words.encode()).hexdigest()[:32])


def keep_made_up(session: Session, roster_id: RosterId, listed: Sequence[MadeUpRow], unit: Unit, *, title: str) -> None:
    """Store a roster of ``unit``'s people in the order of ``listed``; for a supervisor, once a station."""
    campaign = session.identity.campaign
    with session.action("roster.demo", roster_id) as now:
        rows = [
            RosterRow(
                row_id(campaign, unit.insured_number, each.values),
                roster_id,
                position,
                each.values,
                now,
                refused=each.refused,
                refused_at=now if each.refused else None,
            )
            for position, each in enumerate(listed, start=1)
        ]
        roster = Roster(
            id=roster_id,
            title=title,
            unit=unit.name,
            unit_number=unit.insured_number,
            campaign=campaign,
            profile=session.profile.name,
            sha256=hashlib.sha256(roster_id.encode()).hexdigest(),
            imported_at=now,
            imported_by=session.operator.name,
        )
        session.store.begin_roster(roster)
        session.store.add_roster_rows(rows)
        session.store.finish_roster(roster_id)
