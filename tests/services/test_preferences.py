# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderDialect
from sscard_desktop.services.preferences import (
    LONGEST_IDLE_S,
    READER_DIALECTS_SETTING,
    SHORTEST_IDLE_S,
    Preferences,
    StationPreferences,
)
from tests.helpers.desks import Desk


def test_nothing_set_is_the_usual(desk: Desk) -> None:
    assert StationPreferences(desk.clerk).current() == Preferences("", 300)


def test_what_is_changed_is_kept_for_everybody_and_told_in_the_trail(desk: Desk) -> None:
    changed = StationPreferences(desk.supervisor).change(reader_url=" /dev/ttyUSB1 ", idle_lock_s=120)
    assert changed == StationPreferences(desk.clerk).current() == Preferences("/dev/ttyUSB1", 120)
    told = [(entry.action, entry.subject) for entry in desk.supervisor.store.audit_entries()][-2:]
    assert told == [("setting.change", "reader.url"), ("setting.change", "idle_lock_s")]


def test_one_change_leaves_the_other_alone(desk: Desk) -> None:
    preferences = StationPreferences(desk.supervisor)
    preferences.change(reader_url="COM3")
    assert preferences.change(idle_lock_s=60) == Preferences("COM3", 60)


def test_a_reader_that_was_found_is_remembered_by_anybody_and_the_choice_stays(desk: Desk) -> None:
    preferences = StationPreferences(desk.clerk)
    preferences.remember_reader(FoundReader("/dev/ttyUSB3", "1a86:7523:A1", 57600))
    assert preferences.current().reader == ReaderChoice("", "1a86:7523:A1", 57600)
    entries = len(list(desk.supervisor.store.audit_entries()))
    preferences.remember_reader(FoundReader("/dev/ttyUSB4", "1a86:7523:A1", 57600))
    assert len(list(desk.supervisor.store.audit_entries())) == entries


def test_choosing_another_reader_forgets_the_speed_of_the_last(desk: Desk) -> None:
    preferences = StationPreferences(desk.supervisor)
    preferences.remember_reader(FoundReader("/dev/ttyUSB3", "1a86:7523:A1", 57600))
    chosen = preferences.change(reader_url="/dev/ttyACM0", reader_device="2341:0043:B2")
    assert chosen.reader == ReaderChoice("/dev/ttyACM0", "2341:0043:B2", 0)


def test_a_speed_that_is_no_number_is_none(desk: Desk) -> None:
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_setting("reader.baud", "fast")
    assert StationPreferences(desk.clerk).current().reader_baud == 0


@pytest.mark.parametrize("seconds", [0, -1, SHORTEST_IDLE_S - 1, LONGEST_IDLE_S + 1, 10**9])
def test_a_window_that_never_locks_is_refused(desk: Desk, seconds: int) -> None:
    with pytest.raises(RefusedError, match="idle_out_of_range"):
        StationPreferences(desk.supervisor).change(idle_lock_s=seconds)
    assert StationPreferences(desk.supervisor).current().idle_lock_s == 300


def test_a_clerk_changes_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowedError):
        StationPreferences(desk.clerk).change(idle_lock_s=120)


def test_how_a_reader_speaks_is_kept_by_the_device_and_outlives_another_choice(desk: Desk) -> None:
    preferences = StationPreferences(desk.supervisor)
    preferences.change(reader_url="/dev/ttyUSB0", reader_device="1a86:7523:A", reader_dialect=ReaderDialect.CVR)
    preferences.change(reader_url="socket://10.0.0.9:50000", reader_dialect=ReaderDialect.TEXT)
    choice = preferences.current().reader
    assert choice.dialect("1a86:7523:A", "/dev/ttyUSB7") is ReaderDialect.CVR
    assert choice.dialect("", "socket://10.0.0.9:50000") is ReaderDialect.TEXT
    assert choice.dialect("1a86:7523:B", "/dev/ttyUSB0") is ReaderDialect.SAM
    preferences.change(reader_url="", reader_device="1a86:7523:A", reader_dialect=ReaderDialect.SAM)
    assert preferences.current().reader_dialects == (("socket://10.0.0.9:50000", ReaderDialect.TEXT),)


@pytest.mark.parametrize("kept", ["", "{", "[]", "7", '{"a": "of tomorrow", "b": 3, "c": ["hid"]}'])
def test_what_was_kept_otherwise_is_the_usual_way(desk: Desk, kept: str) -> None:
    with desk.supervisor.transaction():
        desk.supervisor.store.save_setting(READER_DIALECTS_SETTING, kept)
    assert StationPreferences(desk.clerk).current().reader_dialects == ()


def test_not_more_ways_are_kept_than_an_office_has_readers(desk: Desk) -> None:
    preferences = StationPreferences(desk.supervisor)
    for number in range(25):
        preferences.change(reader_url=f"COM{number}", reader_dialect=ReaderDialect.CVR)
    kept = preferences.current().reader_dialects
    assert len(kept) == 20
    assert kept[-1][0] == "COM24"


def test_the_library_for_chip_photos_is_chosen_by_whoever_may_set(desk: Desk) -> None:
    changed = StationPreferences(desk.supervisor).change(photo_library=" /opt/vendor/libwlt.so ")
    assert changed.photo_library == StationPreferences(desk.clerk).current().photo_library == "/opt/vendor/libwlt.so"
    with pytest.raises(NotAllowedError):
        StationPreferences(desk.clerk).change(photo_library="")


def test_whoever_works_here_says_which_camera_stands_where_and_nothing_else(desk: Desk) -> None:
    preferences = StationPreferences(desk.clerk)
    preferences.keep("camera.sound", "voice")
    assert desk.supervisor.store.setting("camera.sound") == "voice"
    told = list(desk.supervisor.store.audit_entries())[-1]
    assert (told.action, told.subject) == ("station.setting", "camera.sound")
    with pytest.raises(ValueError, match="kept in passing"):
        preferences.keep("idle_lock_s", "99999")


@pytest.mark.parametrize(
    ("kept", "seconds"),
    [
        ("", 300),
        ("600", 600),
        ("5", 60),
        ("0", 60),
        ("3601", 3600),
        ("9" * 5000, 3600),
        ("0" * 5000 + "90", 90),
        ("000000300999999", 3600),
        ("inf", 300),
        ("nan", 300),
        ("-1", 300),
        ("1e9", 300),
        ("６００", 300),
        ("²", 300),
        ("60.5", 300),
    ],
)
def test_whatever_is_kept_the_lock_comes_in_time_and_nobody_is_kept_out(desk: Desk, kept: str, seconds: int) -> None:
    """It may have come by a file, from an older program, or from a damaged station."""
    store = desk.supervisor.store
    with store.transaction():
        store.save_setting("idle_lock_s", kept)
        store.save_setting("reader.baud", kept)
    now = StationPreferences(desk.supervisor).current()
    assert now.idle_lock_s == seconds
    assert 0 <= now.reader_baud <= 4_000_000
