# SPDX-License-Identifier: Apache-2.0
"""A training station: a learner, their supervisor, the units and the roster of the lessons. Nobody there exists.

Its password is a demo's and no secret, so nothing real may come in; ``app`` gives such a station no way in and none
out.
"""

from __future__ import annotations

from sscard_desktop.domain.operators import Role
from sscard_desktop.services.demostation import PASSWORD, UNITS
from sscard_desktop.services.people import People
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.training import STATION_SETTING
from sscard_desktop.services.trainingpreparing import SUPERVISOR, keep_roster
from sscard_desktop.services.workplace import Workplace

LEARNER = "training"
STATION_NAME = "练习站点"
PEOPLE = 50
_NUMBER = 9999
"""Of the station: receipts of a lesson are told from real ones at a glance."""


def set_up_training(workplace: Workplace, profile: str) -> None:
    """Set up a training station.

    Args:
        workplace: of a folder that has no station yet, with a demo's hardware.
        profile: the city.
    """
    if workplace.demo is None:
        raise RuntimeError("a training station has simulated devices")
    identity = StationIdentity(_NUMBER, STATION_NAME, profile, str(workplace.clock.today().year))
    workplace.set_up(identity, supervisor=SUPERVISOR, password=PASSWORD)
    session = workplace.log_in(SUPERVISOR, PASSWORD)
    try:
        People(session, workplace.station).add(LEARNER, Role.CLERK, PASSWORD)
        registry = Registry(session)
        for unit in UNITS:
            registry.add_unit(unit)
        people = workplace.demo.people(PEOPLE)
        keep_roster(session, people, UNITS[0], title=STATION_NAME)
        with session.store.transaction():
            session.store.save_setting(STATION_SETTING, "1")
    finally:
        session.store.close()
