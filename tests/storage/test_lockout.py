# SPDX-License-Identifier: Apache-2.0
"""Waits after failed log-ins: they grow, survive restarts, and no clock talks them away."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.storage.lockout import LONGEST_DELAY_S, delay_s
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


def test_a_wall_clock_set_forward_or_back_changes_no_wait(station: StationFolder, clock: StationClock) -> None:
    fail(station, clock, 5)
    for days in (400, -4000):
        clock.advance(days=days)
        assert outcome(station) == ("station.wait", 20)


def test_commands_that_start_anew_for_each_try_get_in_after_the_wait(
    station: StationFolder, clock: StationClock
) -> None:
    fail(station, clock, 3)
    for _ in range(4):
        assert outcome(folder_at(station.folder, clock))[0] == "station.wait"
        clock.wait(1)
    clock.wait(1)
    assert outcome(folder_at(station.folder, clock)) == ("open", 0)


def test_a_restart_of_the_machine_keeps_the_count_and_waits_from_there(
    station: StationFolder, clock: StationClock
) -> None:
    fail(station, clock, 8)
    restarted = StationClock()
    restarted.running_s = 40.0
    again = folder_at(station.folder, restarted)
    assert outcome(again) == ("station.wait", 120)
    restarted.wait(120)
    fail(again, restarted, 1)
    assert outcome(again) == ("station.wait", 320)


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
