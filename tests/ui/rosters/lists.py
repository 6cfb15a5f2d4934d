# SPDX-License-Identifier: Apache-2.0
"""Rosters of invented people for the page's tests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, row_id
from sscard_desktop.services.session import Session
from tests.helpers.lists import person

UNITS = ("一车间", "二车间")
TITLE = "样例机械制造有限公司"


def keep(
    session: Session,
    count: int,
    *,
    roster: str = "1" * 32,
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
            row_id(kept.campaign, kept.unit_number, values),
            kept.id,
            at,
            values,
            now,
            records.get(at, ""),
            refused.get(at, ""),
            now if at in refused else None,
        )

    with store.transaction():
        store.begin_roster(kept)
        store.add_roster_rows(row(at) for at in range(1, count + 1))
        store.finish_roster(kept.id)
    return kept


def write_list(
    path: Path,
    count: int,
    *,
    wrong: Collection[int] = (),
    mobiles: Mapping[int, str] | None = None,
    left_out: Collection[int] = (),
) -> Path:
    """Write a list of fictitious people as CSV; ``wrong`` ones have a number whose check character is another."""
    lines = ["姓名,公民身份号码,手机号码"]
    for at in range(1, count + 1):
        values = person(at).values
        number = values["number"]
        if at in wrong:
            number = number[:-1] + ("0" if number[-1] != "0" else "1")
        if at not in left_out:
            lines.append(f"{values['name']},{number},{(mobiles or {}).get(at, values['mobile'])}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
