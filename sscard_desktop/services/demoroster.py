# SPDX-License-Identifier: Apache-2.0
"""The demo station's roster: fictitious people of one unit, so that a drive can be tried, slips and all.

Most of them lay their card on as the list has them. One is written with another character, one with a figure mistyped,
one with another ethnicity; one won't be collected, one isn't listed, and some never come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.madeuproster import LISTED_KEYS, MadeUpRow, id_of, keep_made_up
from sscard_desktop.services.ports import DemoPerson, Unit
from sscard_desktop.services.session import Session

FIRST = 11
"""Index of the first demo person of the roster: the stories before are told without one."""
COMING = 40
"""From here on they stand on the list only, and never lay a card on."""
PEOPLE = 52
ROSTER = id_of("the demonstration's roster")
"""It is shared and travels in packages, and other stations doubt what doesn't look like a roster's."""
_OTHER_NAME, _OTHER_NUMBER, _OTHER_NATION, _REFUSED, _UNLISTED = (FIRST + 1, FIRST + 2, FIRST + 4, FIRST + 8, FIRST + 9)
_OTHER_CHARACTERS = {"怡": "宜", "然": "燃", "远": "源", "琴": "芹", "东": "冬", "琪": "棋", "博": "搏", "梅": "玫"}


def keep_demo_roster(session: Session, people: Sequence[DemoPerson], unit: Unit, *, title: str, refused: str) -> None:
    """Store the demo's roster.

    Args:
        session: a supervisor's, at a station that has no such roster yet.
        people: at least :data:`PEOPLE` of the demo's.
        unit: whose people they are.
        title: what the roster is called.
        refused: why one of them won't be collected.
    """
    listed = [
        MadeUpRow(_listed(session, person, index, unit), refused if index == _REFUSED else "")
        for index, person in enumerate(people[FIRST:PEOPLE], start=FIRST)
        if index != _UNLISTED
    ]
    keep_made_up(session, ROSTER, listed, unit, title=title)


def _listed(session: Session, person: DemoPerson, index: int, unit: Unit) -> Mapping[str, str]:
    """Return what the unit's list says of a person."""
    profile = session.profile.of(session.profile.usual_business)
    told = values_from_card(profile, person.card)
    said = answers(
        profile,
        told,
        {**person.values, "unit": unit.name},
        today=session.clock.today(),
        divisions=session.divisions,
    )
    values = {key: told[key] for key in LISTED_KEYS if key in told} | dict(said)
    # Where the city says how such a number looks, the sample above does.
    own = {"insured_unit_number": unit.insured_number, "insured_unit_name": unit.name}
    values = {**own, **values, "personal_number": f"{index:08d}"}
    if index == _OTHER_NAME:
        name = values["name"]
        values["name"] = name[:-1] + _OTHER_CHARACTERS.get(name[-1], "明")
    elif index == _OTHER_NUMBER:
        number = values["number"]
        values["number"] = f"{number[:-3]}{(int(number[-3]) + 1) % 10}{number[-2:]}"
    elif index == _OTHER_NATION:
        values["nation"] = "08" if values.get("nation") != "08" else "01"
    return values
