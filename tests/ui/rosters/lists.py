# SPDX-License-Identifier: Apache-2.0
"""Rosters of invented people for the page's tests."""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId
from sscard_desktop.services.session import Session

UNITS = ("一车间", "二车间")
TITLE = "样例机械制造有限公司"


def keep(
    session: Session,
    count: int,
    *,
    roster: str = "r1",
    refused: Mapping[int, str] | None = None,
    records: Mapping[int, str] | None = None,
) -> Roster:
    """Keep a roster of so many people: 赵甲1, 赵甲2, … in two units by turns."""
    store, now = session.store, session.clock.now()
    kept = Roster(
        RosterId(roster), TITLE, TITLE, "U1", session.identity.campaign, "chengdu", "ab" * 32, now, "wangfang"
    )
    refused, records = refused or {}, records or {}

    def row(at: int) -> RosterRow:
        values = {
            "name": f"赵甲{at}",
            "number": f"510107{1960 + at % 40}0101{at % 10_000:04d}",
            "personal_number": str(100_000 + at),
            "unit": UNITS[(at + 1) % 2],
        }
        return RosterRow(
            RowId(f"{roster}p{at}"), kept.id, at, values, now, records.get(at, ""), refused.get(at, ""),
            now if at in refused else None,
        )  # fmt: skip

    with store.transaction():
        store.begin_roster(kept)
        store.add_roster_rows(row(at) for at in range(1, count + 1))
        store.finish_roster(kept.id)
    return kept
