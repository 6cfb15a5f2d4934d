# SPDX-License-Identifier: Apache-2.0
"""Waits after failed log-ins: they grow, survive restarts, and no clock talks them away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.storage.lockout import AFTER_RESTART_S, LONGEST_DELAY_S, delay_s
from sscard_desktop.storage.station import StationFolder
from tests.storage.stations import PASSWORD, StationClock, folder_at


def fail(station: StationFolder, clock: StationClock, times: int, name: str = "zhou") -> None:
    failed = 0
    while failed < times:
        code, seconds = outcome(station, "wrong", name)
        if code == "station.wait":
            clock.wait(seconds)
        else:
            assert code == "station.wrong_password"
            failed += 1


def outcome(station: StationFolder, password: str = PASSWORD, name: str = "zhou") -> tuple[str, float]:
    try:
        store, _ = station.unlock(name, password)
    except NotAllowedError as error:
        return error.code, float(error.params.get("seconds", 0))
    store.close()
    return "open", 0.0


def test_delays_double_up_to_a_limit() -> None:
    assert [delay_s(failures) for failures in range(7)] == [0, 0, 0, 5, 10, 20, 40]
    assert delay_s(10**9) == LONGEST_DELAY_S


def test_two_slips_cost_nothing(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 2)
    assert outcome(station) == ("open", 0)


def test_the_right_password_waits_too_and_then_ends_the_count(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 4)
    assert outcome(station) == ("station.wait", 10)
    clock.wait(9.5)
    assert outcome(station) == ("station.wait", 1)
    clock.wait(0.5)
    assert outcome(station) == ("open", 0)
    fail(station, clock, 2)
    assert outcome(station) == ("open", 0)


def test_an_unknown_name_waits_like_a_known_one(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 3, "nobody")
    assert outcome(station, name="nobody") == ("station.wait", 5)
    assert outcome(station) == ("open", 0)


def test_a_wall_clock_set_forward_doesn_t_shorten_the_wait(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 5)
    clock.advance(days=400)
    assert outcome(station) == ("station.wait", 20)


def test_a_wall_clock_set_back_doesn_t_lengthen_it(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 5)
    restarted = StationClock()
    restarted._now = clock.now() - timedelta(days=4000)
    assert outcome(folder_at(station.folder, restarted)) == ("station.wait", 20)


def test_a_restart_keeps_the_count_and_the_rest_of_the_wait(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 8)
    clock.wait(60)
    restarted = StationClock()
    restarted._now = clock.now()
    again = folder_at(station.folder, restarted)
    assert outcome(again) == ("station.wait", 100)
    restarted.wait(100)
    fail(again, restarted, 1)
    assert outcome(again) == ("station.wait", 320)


def test_a_restart_under_a_clock_set_forward_still_costs_some_time(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 9)
    restarted = StationClock()
    restarted._now = clock.now() + timedelta(days=1)
    assert outcome(folder_at(station.folder, restarted)) == ("station.wait", AFTER_RESTART_S)


def test_a_program_killed_in_the_middle_of_a_try_has_used_it_up(
    station: StationFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("sscard_desktop.storage.station.envelopes.opened", die)
        for _ in range(3):
            with pytest.raises(Killed):
                station.unlock("zhou", PASSWORD)
    assert outcome(folder_at(station.folder)) == ("station.wait", 5)


def test_a_flood_of_made_up_names_neither_fills_the_file_nor_hides_a_real_one(
    station: StationFolder, clock: StationClock
) -> None:
    fail(station, clock, 3)
    for made_up in range(210):
        outcome(station, "wrong", f"name {made_up}")
    assert (station.folder / "station.keys").stat().st_size < 60_000
    assert outcome(station)[0] == "station.wait"
    assert outcome(station, "wrong", "one more")[0] == "station.wait"
