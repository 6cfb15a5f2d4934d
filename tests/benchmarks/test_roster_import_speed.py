# SPDX-License-Identifier: Apache-2.0
"""How fast a checked list of 50,000 people × 25 columns is in the station, and what it costs the counter meanwhile.

Aims: imported in 30 s, looked at and corrected in 10 s, a page of it in 16 ms; the counter's save waits no longer than
100 ms.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain.checkedroster import CheckedRoster
from sscard_desktop.domain.roster import Roster
from sscard_desktop.services.rosterimport import RosterImports
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rosterupdates import RosterUpdates
from tests.helpers.lists import KEYS, listed, person
from tests.helpers.offices import Office
from tests.helpers.transfers import Silent

PEOPLE = 50_000
OTHERS = {f"other_{number}": f"样例文字 {number}" for number in range(25 - len(KEYS))}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office") / "station")
    yield made
    made.store.close()


def a_list(**changes: str) -> CheckedRoster:
    rows = (person(number, **{**OTHERS, **changes}) for number in range(1, PEOPLE + 1))
    return listed(rows, (*KEYS, *OTHERS))


def imported(office: Office, given: CheckedRoster) -> Roster:
    return RosterImports(office.session).import_checked(given, title="五万人", progress=Silent()).roster


@pytest.fixture(scope="module")
def roster(office: Office) -> Roster:
    return imported(office, a_list())


def test_a_roster_imported_while_the_counter_saves(office: Office, benchmark: BenchmarkFixture) -> None:
    given = a_list(insured_unit_number="900002")
    waits: list[float] = []
    over = threading.Event()

    def count() -> None:
        with closing(office.store.another()) as store:
            session = office.session.beside(store)
            while not over.wait(0.05):
                began = time.perf_counter()
                with session.action("record.edit", "x"):
                    pass
                waits.append(time.perf_counter() - began)

    counter = threading.Thread(target=count)
    counter.start()
    try:
        benchmark.pedantic(imported, (office, given), rounds=1)
    finally:
        over.set()
        counter.join()
    waits.sort()
    benchmark.extra_info["saves"] = len(waits)
    benchmark.extra_info["median_ms"] = round(waits[len(waits) // 2] * 1000)
    benchmark.extra_info["longest_ms"] = round(waits[-1] * 1000)


def test_a_corrected_list_looked_at_and_taken_over(office: Office, roster: Roster, benchmark: BenchmarkFixture) -> None:
    """One in a hundred is corrected."""
    rows = (
        person(number, **OTHERS, **({"mobile": "13700137000"} if number % 100 == 0 else {}))
        for number in range(1, PEOPLE + 1)
    )
    given = listed(rows, (*KEYS, *OTHERS))

    def correct() -> None:
        updates = RosterUpdates(office.session)
        updates.apply_update(updates.preview_update(roster.id, given), progress=Silent())

    benchmark.pedantic(correct, rounds=1)


def test_a_page_in_the_middle_of_it(office: Office, roster: Roster, benchmark: BenchmarkFixture) -> None:
    benchmark(Rosters(office.session).glances, roster.id, limit=100, offset=PEOPLE // 2)


def test_how_far_it_is(office: Office, roster: Roster, benchmark: BenchmarkFixture) -> None:
    benchmark(Rosters(office.session).counts, roster.id)
