# SPDX-License-Identifier: Apache-2.0
"""Rosters in a test's station, as an import leaves them. Nobody here exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId, row_id
from sscard_desktop.services.session import Session

IMPORTED_AT = datetime(2026, 3, 1, 1, tzinfo=UTC)
LISTED = ("number", "name", "sex", "nation", "birth_date")


def listed(profile: Profile, card: Card, **others: str) -> dict[str, str]:
    """Return what a unit's list says of a card's holder, with what it says otherwise or besides."""
    told = values_from_card(profile, card)
    return {**{key: told[key] for key in LISTED if key in told}, **others}


def keep_roster(
    session: Session,
    people: Sequence[Mapping[str, str]],
    *,
    roster_id: str = "drive",
    unit: str = "成都样例科技有限公司",
    unit_number: str = "900001",
    campaign: str = "",
) -> list[RowId]:
    """Store a roster of these people; return their rows' ids."""
    campaign = campaign or session.identity.campaign
    roster = Roster(
        RosterId(roster_id), "三月名册", unit, unit_number, campaign, session.profile.name, "0" * 64, IMPORTED_AT,
        session.operator.name,
    )  # fmt: skip
    rows = [
        RosterRow(row_id(campaign, unit_number, values), roster.id, place, values, IMPORTED_AT)
        for place, values in enumerate(people, start=1)
    ]
    with session.store.transaction():
        session.store.begin_roster(roster)
        session.store.add_roster_rows(rows)
        session.store.finish_roster(roster.id)
    return [row.id for row in rows]
