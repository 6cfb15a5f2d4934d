# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from datetime import timedelta

from sscard_desktop.domain.health import Health, HealthCheck, Part
from sscard_desktop.services.mornings import CHECKED_SETTING, Mornings
from tests.helpers.offices import Office

CHECKS = [
    HealthCheck(Part.READER, Health.OK, "health.reader", {"port": "COM3"}),
    HealthCheck(Part.BACKUP, Health.WARN, "health.backup_old"),
    HealthCheck(Part.DISK, Health.FAIL, "health.disk_low", {"place": "station", "free_mb": 9}),
]


def test_it_is_due_once_a_day_of_chinas(office: Office) -> None:
    mornings = Mornings(office.session)
    assert mornings.due()
    at = mornings.note(CHECKS)
    assert (mornings.due(), mornings.checked_at()) == (False, at)
    office.clock.advance(days=1)
    assert mornings.due()
    mornings.note(CHECKS)
    office.clock.advance(days=-3)
    assert mornings.due()


def test_the_trail_says_what_was_found_by_codes_and_figures(office: Office) -> None:
    Mornings(office.session).note(CHECKS)
    entry = list(office.store.audit_entries())[-1]
    assert (entry.action, entry.operator) == ("health.check", "wangfang")
    assert json.loads(entry.detail) == {
        "fail": 1, "ok": 1, "warn": 1, "problems": ["health.backup_old", "health.disk_low"],
    }  # fmt: skip


def test_a_clock_that_jumped_is_in_the_trail_by_seconds(office: Office) -> None:
    Mornings(office.session).note_jump(timedelta(hours=-2))
    entry = list(office.store.audit_entries())[-1]
    assert (entry.action, json.loads(entry.detail)) == ("clock.jump", {"by_s": -7200})


def test_a_damaged_setting_makes_it_due(office: Office) -> None:
    with office.store.transaction():
        office.store.save_setting(CHECKED_SETTING, "yesterday")
    assert Mornings(office.session).due()
