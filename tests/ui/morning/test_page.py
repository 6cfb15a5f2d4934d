# SPDX-License-Identifier: Apache-2.0
"""The page of the day's beginning, by keyboard: what is told, where its keys lead, and that it is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.health import Health, HealthCheck, Part
from sscard_desktop.services.health import Examiner, Look
from sscard_desktop.services.health.look import PartLook
from sscard_desktop.services.mornings import Mornings
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.morning.page import MorningPage
from tests.helpers.windowdesks import WindowDesk

FINE = HealthCheck(Part.READER, Health.OK, "health.reader", {"port": "COM3"})
OLD_BACKUP = HealthCheck(Part.BACKUP, Health.WARN, "health.backup_old")
NO_TRAY = HealthCheck(Part.PRINTER, Health.WARN, "health.form_tray_gone", {"name": "HP", "count": 2})
WRONG_CLOCK = HealthCheck(Part.CLOCK, Health.FAIL, "health.clock_wrong", {"date": "2000-01-01"})


def looks(*checks: HealthCheck) -> Mapping[Part, PartLook]:
    """Return parts that answer so."""

    def look_for(part: Part) -> PartLook:
        def look(_: Look) -> Iterator[HealthCheck]:
            yield from (check for check in checks if check.part is part)

        return look

    return {check.part: look_for(check.part) for check in checks}


class Scene:
    """A person before the page."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, name: str, *checks: HealthCheck) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.sitting: Desk = desk.sit_down(name)
        self.page = MorningPage(self.sitting, examiner=Examiner(looks(*checks)))
        qtbot.addWidget(self.page)
        self.asked: list[tuple[str, str]] = []
        self.page.page_requested.connect(lambda page, subject: self.asked.append((page, subject)))
        self.page.resize(1366, 680)
        self.page.show()
        self.page.entered()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.examination.running)
        self.desk.settle()

    def press(self, key: Qt.Key) -> None:
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QTest.keyClick(self.page, key)
        self.settle()

    def told(self) -> list[str]:
        return [line.check.code for line in self.page.lines()]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as made:
        yield made


def test_what_is_to_be_mended_stands_first_and_digits_lead_to_where_that_is_done(
    qtbot: QtBot, desk: WindowDesk
) -> None:
    scene = Scene(qtbot, desk, "wangfang", FINE, OLD_BACKUP, NO_TRAY, WRONG_CLOCK)
    assert scene.told() == ["health.clock_wrong", "health.backup_old", "health.form_tray_gone", "health.reader"]
    assert "1 项要先处理，2 项提醒" in scene.page.state()
    assert all("{" not in line.finding.text() + line.finding.detail() for line in scene.page.lines())
    scene.press(Qt.Key.Key_1)
    scene.press(Qt.Key.Key_2)
    scene.press(Qt.Key.Key_3)
    scene.press(Qt.Key.Key_Return)
    assert scene.asked == [("settings", "safety"), ("settings", "printing"), ("counter", "")]


def test_an_examination_is_in_the_trail_and_f5_makes_another(qtbot: QtBot, desk: WindowDesk) -> None:
    scene = Scene(qtbot, desk, "limin", FINE)
    mornings = Mornings(scene.sitting.session)
    assert desk.on_lane(mornings.due) is False
    scene.press(Qt.Key.Key_F5)
    entries = desk.on_lane(lambda: [entry.action for entry in scene.sitting.session.store.audit_entries()])
    assert entries.count("health.check") == 2
    assert scene.page.state() == "全部正常，可以开始办理。"


def test_a_clerk_is_told_everything_and_sent_to_no_settings(qtbot: QtBot, desk: WindowDesk) -> None:
    scene = Scene(qtbot, desk, "limin", OLD_BACKUP, FINE)
    assert scene.told() == ["health.backup_old", "health.reader"]
    assert all(line.way is None for line in scene.page.lines())
    scene.press(Qt.Key.Key_1)
    assert scene.asked == []


def test_a_part_that_was_late_takes_the_place_of_what_was_said_of_it(qtbot: QtBot, desk: WindowDesk) -> None:
    free = threading.Event()

    def slow(_: Look) -> Iterator[HealthCheck]:
        free.wait(30)
        yield FINE

    scene = Scene(qtbot, desk, "limin", OLD_BACKUP)
    scene.page.examination._examiner = Examiner({Part.READER: slow, **looks(OLD_BACKUP)}, limit_s=0.1)
    scene.press(Qt.Key.Key_F5)
    assert scene.told() == ["health.late", "health.backup_old"]
    free.set()
    qtbot.waitUntil(lambda: scene.told() == ["health.backup_old", "health.reader"])


def test_the_answers_follow_the_language(qtbot: QtBot, desk: WindowDesk) -> None:
    scene = Scene(qtbot, desk, "wangfang", OLD_BACKUP)
    desk.language.switch("en")
    try:
        desk.settle()
        assert scene.page.state().startswith("The day can begin")
        assert scene.page.lines()[0].finding.text().startswith("There is no backup")
    finally:
        desk.language.switch("zh_CN")
