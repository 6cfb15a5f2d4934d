# SPDX-License-Identifier: Apache-2.0
"""A throw-away station for trying things out: its people, its password, its one unit."""

from __future__ import annotations

from sscard_desktop.domain.operators import Role
from sscard_desktop.services.demoroster import PEOPLE as ROSTER_PEOPLE
from sscard_desktop.services.demoroster import keep_demo_roster
from sscard_desktop.services.people import People
from sscard_desktop.services.ports import StationIdentity, Unit
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.review import Review
from sscard_desktop.services.workplace import Workplace

SUPERVISOR, CLERK = "demo-supervisor", "demo-clerk"
PASSWORD = "demonstration only"
ROSTER_TITLE, REFUSED = "样例花名册", "已调离"
STATION_NAME = "演示站点 · 1 号台"
UNITS = (
    Unit("成都样例科技有限公司", insured_number="900001"),
    Unit("武侯样例小学", insured_number="900002"),
    Unit("样例人力资源服务有限公司", insured_number="900003"),
)


def set_up_demo(workplace: Workplace, profile: str, *, one_person: bool = False, roster: bool = False) -> None:
    """Set up the demo station with a supervisor, a clerk and a few units.

    Args:
        workplace: of a folder that has no station yet.
        profile: the city.
        one_person: let the supervisor approve what they took themselves, so that one person can try everything.
        roster: keep a list of fictitious people who are expected, to try a drive with.
    """
    identity = StationIdentity(1, STATION_NAME, profile, str(workplace.clock.today().year))
    workplace.set_up(identity, supervisor=SUPERVISOR, password=PASSWORD)
    session = workplace.log_in(SUPERVISOR, PASSWORD)
    try:
        People(session, workplace.station).add(CLERK, Role.CLERK, PASSWORD)
        registry = Registry(session)
        for unit in UNITS:
            registry.add_unit(unit)
        if one_person:
            Review(session).allow_own(allowed=True)
        if roster and workplace.demo is not None:
            people = workplace.demo.people(ROSTER_PEOPLE)
            keep_demo_roster(session, people, UNITS[0], title=ROSTER_TITLE, refused=REFUSED)
    finally:
        session.store.close()
