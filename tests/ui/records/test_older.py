# SPDX-License-Identifier: Apache-2.0
"""A record of an earlier version of the profile: which, what has no place now, and that nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from sscard_desktop.domain.record import Record
from sscard_desktop.services.capture import Capture
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.records.older import OlderRecord
from tests.helpers.applicants import TODAY, city
from tests.helpers.desks import Desk
from tests.storage.stations import a_record

CHENGDU = city("chengdu")


def record(version: str = CHENGDU.version, **values: str) -> Record:
    base = a_record(profile="chengdu", profile_version=version)
    return replace(base, values={**base.values, **values})


def test_a_record_of_the_profile_in_use_needs_no_word(qtbot: QtBot) -> None:
    assert OlderRecord().told(record(), CHENGDU, "zh_CN") is None
    assert OlderRecord().told(record(former_field="x"), CHENGDU, "zh_CN") is None


def test_an_older_one_says_which_and_what_is_kept_besides(qtbot: QtBot) -> None:
    told = OlderRecord().told(record("2025.9", bank="gone", former_field="甲"), CHENGDU, "zh_CN")
    assert told is not None
    assert told[0] == f"按城市配置 chengdu 2025.9 采集，现行的是 chengdu {CHENGDU.version}"
    assert "开户银行 的代码 gone 已不在代码表中" in told[1]
    assert "former_field = 甲" in told[1]
    assert OlderRecord().told(record("2025.9"), CHENGDU, "zh_CN") == (told[0], "")


def test_a_code_that_left_its_list_is_shown_as_it_is_and_kept_when_something_else_is_edited(
    qtbot: QtBot, tmp_path: Path
) -> None:
    form = RecordForm(CHENGDU.of("new"), today=lambda: TODAY, initials=lambda _: "")
    qtbot.addWidget(form)
    form.set_language("zh_CN")
    form.show_values({"bank": "gone"})
    assert form.values()["bank"] == "gone"
    desk = Desk(tmp_path / "station")
    capture = Capture(desk.clerk)
    taken = desk.filled().record
    with desk.clerk.store.transaction():
        desk.clerk.store.save_values(taken.id, {"bank": "gone", "former_field": "甲"}, at=desk.clock.now())
    after = capture.edit(str(taken.id), {"postcode": "610000"})
    assert (after.record.value("bank"), after.record.value("former_field")) == ("gone", "甲")
    assert [problem.code for problem in after.problems if problem.key == "bank"] == ["rules.code_unknown"]
    desk.leave()
