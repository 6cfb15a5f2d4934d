# SPDX-License-Identifier: Apache-2.0
"""A training station: a learner, their supervisor, the units and the roster of the lessons. Nobody there exists.

Its password is a demo's and no secret, so nothing real may come in; ``app`` gives such a station no way in and none
out.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.fields import YES
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.demostation import PASSWORD, UNITS
from sscard_desktop.services.people import People
from sscard_desktop.services.ports import PhotoMaker, StationIdentity
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.session import TRAINING_SETTING
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
    # First of all: from here on only a training station's doors open it.
    store, _ = workplace.station.unlock(SUPERVISOR, PASSWORD)
    try:
        with store.transaction():
            store.save_setting(TRAINING_SETTING, YES)
    finally:
        store.close()
    session = workplace.log_in(SUPERVISOR, PASSWORD)
    try:
        People(session, workplace.station).add(LEARNER, Role.CLERK, PASSWORD)
        registry = Registry(session)
        for unit in UNITS:
            registry.add_unit(unit)
        people = workplace.demo.people(PEOPLE)
        keep_roster(session, people, UNITS[0], title=STATION_NAME)
    finally:
        session.store.close()


class ShutDoor:
    """Stands in a training station where files go out or come in: whatever is asked of it is refused.

    Raises:
        RefusedError: ``training.shut``, at each call.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._refuse

    def _refuse(self, *given: object, **named: object) -> NoReturn:
        raise RefusedError("training.shut")


class RoomsPhotos:
    """A photo maker that makes photos of who sits in the room, and reads no picture from outside.

    Raises:
        RefusedError: ``training.shut``, where a file is to be read.
    """

    def __init__(self, maker: PhotoMaker) -> None:
        self._maker = maker

    def __getattr__(self, name: str) -> Any:
        return getattr(self._maker, name)

    def read_file(self, path: Path) -> NoReturn:
        """Refuse: a real person's picture may lie there."""
        raise RefusedError("training.shut")


def shut(workplace: Workplace) -> Workplace:
    """Return a workplace that exports nothing and takes nothing from outside; forms are its own to print.

    A station's password that everybody knows protects nobody: so no list, no package and no backup of a real one may
    get in, and nothing that was made up for a lesson may be taken for real elsewhere.
    """

    def door() -> Any:
        return ShutDoor()

    def photo_maker() -> Any:
        return RoomsPhotos(workplace.photo_maker())

    return replace(
        workplace,
        packages=door,
        tables=door,
        table_reader=door,
        marked_books=door,
        template_books=door,
        sealer=door,
        station_packages=door,
        campaigns=door,
        roster_files=door,
        update_files=door,
        versions=door,
        gathering=door,
        photo_maker=photo_maker,
        training=True,
    )
