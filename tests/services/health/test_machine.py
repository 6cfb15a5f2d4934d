# SPDX-License-Identifier: Apache-2.0
"""Fonts, models, disks, clock and profiles as the examination finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.health import HealthCheck, Part
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.health import Look
from sscard_desktop.services.health.machine import clock, disks, fonts, keys, models, profiles, station
from sscard_desktop.services.mornings import Mornings
from sscard_desktop.services.ports import DiskState
from sscard_desktop.services.workplace import Workplace
from tests.helpers.offices import CLERK, Office, Role


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "station")
    with made.session.action("session.open", "wangfang"):
        pass
    yield made
    made.store.close()


class Disks:
    def cameras(self) -> Sequence[Path]:
        return []

    def __init__(self, states: Mapping[str, DiskState | None]) -> None:
        self._states = states

    def look(self, folder: Path) -> DiskState | None:
        return self._states.get(folder.name, DiskState(50 << 30))


def looking(office: Office | None = None, **parts: Any) -> Look:
    usual: dict[str, Any] = {"station": office.station, "clock": office.clock} if office else {}
    workplace = cast(Workplace, SimpleNamespace(**{**usual, **parts}))
    return Look(workplace, office.session if office else None)


def answers(checks: Iterator[HealthCheck]) -> list[str]:
    """Return the answers that are no praise of the computer's zone: that one is the machine's the tests run on."""
    return [f"{check.health.value} {check.code}" for check in checks if check.code != "health.clock_zone"]


def clock_at(now: datetime) -> SimpleNamespace:
    return SimpleNamespace(now=lambda: now, today=lambda: now.date())


def test_a_clock_that_was_set_back_is_told_by_what_the_station_has_seen(office: Office) -> None:
    now = office.clock.now()
    assert answers(clock(looking(office, clock=clock_at(now)))) == ["ok health.clock"]
    assert answers(clock(looking(office, clock=clock_at(now - timedelta(minutes=4))))) == ["ok health.clock"]
    assert answers(clock(looking(office, clock=clock_at(now - timedelta(days=1))))) == ["warn health.clock_back"]


def test_a_clock_from_before_the_program_is_a_failure_without_a_station_too() -> None:
    assert answers(clock(looking(clock=clock_at(datetime(2000, 1, 1, tzinfo=UTC))))) == ["fail health.clock_wrong"]


def test_a_clock_that_jumped_while_the_program_ran_is_told_for_a_day(office: Office) -> None:
    Mornings(office.session).note_jump(timedelta(hours=-3))
    assert answers(clock(looking(office))) == ["warn health.clock_jumped"]
    later = clock_at(office.clock.now() + timedelta(days=2))
    assert answers(clock(looking(office, clock=later))) == ["ok health.clock"]


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (DiskState(50 << 30), "ok health.disk"),
        (DiskState(1 << 30), "warn health.disk_low"),
        (DiskState(100 << 20), "fail health.disk_low"),
        (DiskState(50 << 30, "storage.read_only"), "fail health.place_unwritable"),
        (DiskState(0, "storage.io"), "fail health.place_unwritable"),
    ],
)
def test_a_disk_is_told_by_its_room_and_by_what_it_takes(office: Office, state: DiskState, answer: str) -> None:
    assert answers(disks(looking(office, disks=Disks({"station": state}))))[0] == answer


def test_the_places_of_backups_are_looked_at_where_they_lie_elsewhere(office: Office, tmp_path: Path) -> None:
    Backups(office.session, office.station).configure(
        folder=tmp_path / "nas", second=tmp_path / "stick", keep=3, every_h=8
    )
    found = {check.params["place"]: check.code for check in disks(looking(office, disks=Disks({"stick": None})))}
    assert found == {
        "station": "health.disk", "temporary": "health.disk", "backup": "health.disk", "second": "health.place_gone",
    }  # fmt: skip


def test_both_kinds_of_models_are_loaded_and_the_large_ones_let_go_of() -> None:
    done: list[str] = []
    maker = SimpleNamespace(warm=lambda: done.append("photo"))
    reader = SimpleNamespace(warm=lambda: done.append("reader"), forget=lambda: done.append("forgotten"))
    assert answers(models(looking(photo_maker=lambda: maker, document_reader=lambda: reader))) == ["ok health.models"]
    assert done == ["photo", "reader", "forgotten"]


@pytest.mark.parametrize(
    ("missing", "proof", "answer"),
    [([], b"%PDF-1.4", "ok health.fonts"), (["𠮷"], b"%PDF-1.4", "fail health.fonts_missing"),
     ([], b"", "fail health.fonts_missing")],
)  # fmt: skip
def test_fonts_are_drawn_not_only_there(missing: list[str], proof: bytes, answer: str) -> None:
    forms = SimpleNamespace(missing_characters=lambda text: missing, proof=lambda text: proof)
    assert answers(fonts(looking(forms=lambda: forms))) == [answer]


class Cities:
    """Three cities, one of them broken; remembers whose forms were read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.whole: list[str] = []

    def names(self) -> list[str]:
        return ["beijing", "chengdu", "weifang"]

    def load(self, name: str) -> SimpleNamespace:
        if name == "weifang":
            raise InvalidInputError("profile.unknown_key", file="weifang/profile.toml", line=3, key="x", known="")
        return SimpleNamespace(folder=self._folder / name)

    def check(self, folder: Path) -> list[object]:
        self.whole.append(folder.name)
        return []


def test_a_broken_city_is_told_and_every_one_is_read_with_its_forms(office: Office, tmp_path: Path) -> None:
    cities = Cities(tmp_path)
    assert answers(profiles(looking(office, profiles=cities))) == ["fail profile.unknown_key"]
    assert cities.whole == ["beijing", "chengdu"]


def test_a_clerk_is_examined_for_too(office: Office, tmp_path: Path) -> None:
    look = replace(looking(office, profiles=Cities(tmp_path)), session=office.session_of(CLERK, Role.CLERK))
    assert [check.part for check in profiles(look)] == [Part.PROFILES]
    assert answers(keys(look)) == ["ok health.keys"]
    assert answers(station(look)) == ["ok health.station"]
