# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from sscard_desktop.devices.spooler.demo import DemoSpooler
from sscard_desktop.services import health
from sscard_desktop.services.health import Health, HealthCheck
from sscard_desktop.services.workplace import Workplace
from tests.helpers.offices import Office


class Parts:
    """A workplace of which only the clock can be looked at."""

    def __init__(self, clock: object) -> None:
        self.clock = clock


def clock_check(office: Office, *, behind: timedelta) -> HealthCheck:
    now = office.clock.now() - behind
    clock = SimpleNamespace(now=lambda: now, today=lambda: now.date())
    return health._clock(cast(Workplace, Parts(clock)), office.session)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path / "station")
    with made.session.action("session.open", "wangfang"):
        pass
    return made


def test_a_clock_that_was_set_back_is_told_by_what_the_station_has_seen(office: Office) -> None:
    assert clock_check(office, behind=timedelta(0)).health is Health.OK
    assert clock_check(office, behind=timedelta(minutes=4)).health is Health.OK
    told = clock_check(office, behind=timedelta(days=1))
    assert (told.health, told.code) == (Health.WARN, "health.clock_back")


def test_a_clock_from_before_the_program_is_a_failure_without_a_station_too() -> None:
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    clock = SimpleNamespace(now=lambda: long_ago, today=lambda: long_ago.date())
    assert health._clock(cast(Workplace, Parts(clock)), None).health is Health.FAIL


def test_printers_are_counted(tmp_path: Path) -> None:
    workplace = SimpleNamespace(spooler=lambda: DemoSpooler(tmp_path, names=("counter_1",)))
    assert health._printer(cast(Workplace, workplace)).params == {"name": "counter_1", "count": 1}


def test_both_kinds_of_models_are_loaded_and_the_large_ones_let_go_of() -> None:
    done: list[str] = []
    maker = SimpleNamespace(warm=lambda: done.append("photo"))
    reader = SimpleNamespace(warm=lambda: done.append("reader"), forget=lambda: done.append("forgotten"))
    workplace = SimpleNamespace(photo_maker=lambda: maker, document_reader=lambda: reader)
    assert health._models(cast(Workplace, workplace)).health is Health.OK
    assert done == ["photo", "reader", "forgotten"]
