# SPDX-License-Identifier: Apache-2.0
"""The open station under examination: damage is found at a glance, and backups that aged, went or were never tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from sscard_desktop.services.backups import Backups
from sscard_desktop.services.health import Look
from sscard_desktop.services.health.station import backups, database
from sscard_desktop.services.ports import Progress
from sscard_desktop.services.workplace import Workplace
from tests.helpers.offices import Office
from tests.storage.stations import PASSWORD


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "station")
    made.submitted()
    yield made
    made.store.close()


def looking(office: Office) -> Look:
    return Look(cast(Workplace, SimpleNamespace(station=office.station)), office.session)


def told(office: Office) -> list[str]:
    return [f"{check.health.value} {check.code}" for check in backups(looking(office))]


def test_a_whole_station_is_good_at_a_glance_and_read_through(office: Office) -> None:
    assert [check.code for check in database(looking(office))] == ["health.database_glance"]
    assert [check.code for check in database(replace(looking(office), full=True))] == ["health.database"]


def test_a_glance_that_is_stopped_says_that_it_was_not_all(office: Office) -> None:
    stopped = replace(looking(office), stop=lambda: True)
    assert [check.code for check in database(stopped)] == ["health.database_partly"]


def test_backups_are_told_by_age_proof_and_place(office: Office, tmp_path: Path) -> None:
    service, nobody = Backups(office.session, office.station), cast(Progress, SimpleNamespace(report=lambda d, t: None))
    assert told(office) == ["warn health.backup_old", "warn health.backup_one_place"]
    made = service.make(nobody)
    assert told(office) == ["warn health.backup_unproved", "warn health.backup_one_place"]
    service.proved(service.prove(made.backup.path, PASSWORD))
    service.configure(folder=None, second=tmp_path / "stick", keep=3, every_h=8)
    assert told(office) == ["ok health.backup"]
    kept = made.backup.path.rename(tmp_path / "moved")
    assert told(office) == ["fail health.backup_gone"]
    kept.rename(made.backup.path)
    office.clock.advance(days=4)
    assert told(office) == ["warn health.backup_old"]
