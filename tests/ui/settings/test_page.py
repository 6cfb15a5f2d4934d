# SPDX-License-Identifier: Apache-2.0
"""Settings by keyboard on a real station: people, units, station, devices, look; one's own password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError
from sscard_desktop.domain.health import Part
from sscard_desktop.domain.lighting import LightScore
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.services.houserules import HouseRules
from sscard_desktop.services.lighting import Lighting
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.ui.passwords import FormDialog, PasswordDialog
from sscard_desktop.ui.photo.choices import MANUAL_SHUTTER, SOUND
from sscard_desktop.ui.photo.voice import Voice
from sscard_desktop.ui.settings import appearance
from sscard_desktop.ui.settings.appearance import AppearanceTab
from sscard_desktop.ui.settings.devices import DevicesTab
from sscard_desktop.ui.settings.people import PeopleTab
from sscard_desktop.ui.settings.readerpanel import AUTOMATIC
from sscard_desktop.ui.settings.station import StationTab
from sscard_desktop.ui.settings.units import UnitsTab
from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label, Tone
from tests.helpers.scenes import SettingsScene
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD

FRESH = "four green kettles"


class Scene(SettingsScene):
    """The supervisor's page; tests press keys, and wait for the lanes."""

    def show(self, part: str) -> None:
        self.page.entered(part)
        self.desk.settle()

    def fill(self, dialog: FormDialog | None, *values: str) -> FormDialog:
        assert dialog is not None
        reachable = [editor for editor in dialog.fields() if not editor.isHidden()]
        for editor, value in zip(reachable, values, strict=True):
            editor.control().setFocus()
            if value:
                editor.set_value("")
                QTest.keyClicks(editor.control(), value)
        enter(reachable[-1])
        self.desk.settle()
        return dialog

    @property
    def people(self) -> PeopleTab:
        part = self.page.part("people")
        assert isinstance(part, PeopleTab)
        return part


def enter(editor: FieldEditor) -> None:
    """Press Enter in a field, as somebody does who is there."""
    editor.control().setFocus()
    QTest.keyClick(editor.control(), Qt.Key.Key_Return)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk)


def test_ctrl_tab_walks_through_all_parts_and_round(scene: Scene) -> None:
    scene.show("devices")
    seen = [scene.page.current()]
    for _ in range(9):
        scene.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(scene.page.current())
    parts = ["devices", "people", "station", "safety", "units", "cities", "printing", "updates", "appearance"]
    assert seen == [*parts, "devices"]


def test_a_clerk_is_added_and_can_log_in(scene: Scene) -> None:
    scene.show("people")
    scene.key(Qt.Key.Key_N)
    scene.fill(scene.people.dialog(), "zhaoli", "", "", FRESH, FRESH)
    store, operator = scene.desk.station.station.unlock("zhaoli", FRESH)
    store.close()
    assert operator.role is Role.CLERK
    current = scene.people.current()
    assert current is not None
    assert current.name == "zhaoli"
    assert scene.told


def test_a_taken_name_is_said_and_what_was_typed_stays(scene: Scene) -> None:
    scene.show("people")
    scene.key(Qt.Key.Key_N)
    dialog = scene.fill(scene.people.dialog(), "limin", "", "", FRESH, FRESH)
    assert dialog.isVisible()
    assert dialog.banner().tone() is Tone.BAD
    assert dialog.fields()[0].value() == "limin"


@pytest.mark.parametrize(("first", "again"), [("short", "short"), (FRESH, FRESH + "x"), ("", "")])
def test_a_bad_first_password_is_asked_for_again(scene: Scene, first: str, again: str) -> None:
    scene.show("people")
    scene.key(Qt.Key.Key_N)
    dialog = scene.fill(scene.people.dialog(), "zhaoli", "", "", first, again)
    assert any(editor.note() is not None for editor in dialog.fields())
    assert len(scene.desk.station.supervisor.store.operators()) == 2


def test_somebody_is_let_go_and_let_in_again(scene: Scene) -> None:
    scene.show("people")
    current = scene.people.current()
    assert current is not None
    assert current.name == "limin"
    scene.key(Qt.Key.Key_X)
    with pytest.raises(NotAllowedError):
        scene.desk.station.station.unlock("limin", PASSWORD)
    scene.people._wanted = "limin"
    scene.show("people")
    scene.key(Qt.Key.Key_P)
    scene.fill(scene.people.dialog(), FRESH, FRESH)
    scene.desk.station.clock.wait(600)
    store, _ = scene.desk.station.station.unlock("limin", FRESH)
    store.close()


def test_nobody_lets_themselves_go(scene: Scene) -> None:
    scene.show("people")
    scene.people._wanted = "wangfang"
    scene.show("people")
    assert "disable" not in [action.name for action in scene.people.key_actions()]
    scene.people.act("disable")
    scene.desk.settle()
    assert not any(person.disabled for person in scene.desk.station.supervisor.store.operators())


def test_a_unit_is_found_and_added(scene: Scene) -> None:
    scene.show("units")
    units = scene.page.part("units")
    assert isinstance(units, UnitsTab)
    assert len(units.units()) == 1
    scene.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    scene.fill(units.dialog(), "Sample School", "", "900002")
    assert {unit.insured_number for unit in units.units()} == {"900001", "900002"}
    QTest.keyClicks(units.search, "900002")
    QTest.keyClick(units.search, Qt.Key.Key_Return)
    scene.desk.settle()
    assert [unit.name for unit in units.units()] == ["Sample School"]


def test_minutes_and_rules_are_saved_as_they_are_set(scene: Scene) -> None:
    station = scene.page.part("station")
    assert isinstance(station, StationTab)
    told: list[float] = []
    scene.page.idle_changed.connect(told.append)
    scene.show("station")
    idle, own, _ = station.fields()
    idle.control().setFocus()
    idle.set_value("")
    QTest.keyClicks(idle.control(), "12")
    enter(idle)
    scene.desk.settle()
    QTest.keyClick(own.control(), Qt.Key.Key_1)
    enter(own)
    scene.desk.settle()
    clerk = scene.desk.station.clerk
    assert StationPreferences(clerk).current().idle_lock_s == 720
    assert told == [720.0]
    assert HouseRules(clerk).current().own_review


@pytest.mark.parametrize("minutes", ["0", "99", ""])
def test_minutes_out_of_range_are_told_at_the_field(scene: Scene, minutes: str) -> None:
    station = scene.page.part("station")
    assert isinstance(station, StationTab)
    scene.show("station")
    idle = station.fields()[0]
    idle.control().setFocus()
    QTest.keyClick(idle.control(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(idle.control(), Qt.Key.Key_Delete)
    QTest.keyClicks(idle.control(), minutes)
    enter(idle)
    scene.desk.settle()
    note = idle.note()
    assert note is not None
    assert note.tone is Tone.BAD
    assert StationPreferences(scene.desk.station.clerk).current().idle_lock_s == 300


def test_the_readers_state_is_told_live(scene: Scene) -> None:
    devices = scene.page.part("devices")
    assert isinstance(devices, DevicesTab)
    scene.show("devices")
    assert devices.reader().value() == AUTOMATIC
    voice = scene.desk.reader
    for event, tone in (
        (ReaderEvent(ReaderState.READY), Tone.OK),
        (ReaderEvent(ReaderState.FAILED, error=EnvironmentFailedError("reader.silent", port="COM3")), Tone.BAD),
    ):
        voice.told.emit(event)
        note = devices.reader().note()
        assert note is not None
        assert note.tone is tone


def test_the_examination_lists_every_part(scene: Scene) -> None:
    devices = scene.page.part("devices")
    assert isinstance(devices, DevicesTab)
    scene.show("devices")
    scene.key(Qt.Key.Key_F5)
    scene.qtbot.waitUntil(lambda: not devices.examination.running, timeout=20_000)
    assert {check.part for check in devices.examination.checks} == set(Part)
    assert len(devices.findings("health")) >= len(Part)
    assert all(found.text() and "{" not in found.text() for found in devices.findings("health"))


def test_look_and_language_take_effect_at_once(scene: Scene) -> None:
    appearance = scene.page.part("appearance")
    assert isinstance(appearance, AppearanceTab)
    looks: list[Look] = []
    scene.page.look_chosen.connect(looks.append)
    scene.show("appearance")
    QTest.keyClick(appearance.answers("mode"), Qt.Key.Key_2)
    QTest.keyClick(appearance.answers("type"), Qt.Key.Key_2)
    QTest.keyClick(appearance.answers("motion"), Qt.Key.Key_2)
    assert looks == [Look(Mode.DARK), Look(Mode.DARK, large_type=True), Look(Mode.DARK, large_type=True, still=True)]
    QTest.keyClick(appearance.answers("language"), Qt.Key.Key_2)
    scene.desk.settle()
    assert scene.desk.language.code == "en"


def test_only_steps_that_the_screen_has_room_for_are_offered_and_it_says_so(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = scene.page.part("appearance")
    assert isinstance(tab, AppearanceTab)
    monkeypatch.setattr(appearance, "fitting_on", lambda widget, *, large_type: (100, 125))
    tab.set_look(Look(zoom=125))
    looks: list[Look] = []
    scene.page.look_chosen.connect(looks.append)
    scene.show("appearance")
    assert tab.answers("zoom").chosen_words() == "125 %"
    QTest.keyClick(tab.answers("zoom"), Qt.Key.Key_3)
    QTest.keyClick(tab.answers("zoom"), Qt.Key.Key_1)
    assert looks == [Look(zoom=100)]
    assert any("125 %" in label.text() for label in tab.findChildren(Label) if label.isVisible())


def test_ones_own_password_asks_for_the_old_one(qtbot: QtBot, scene: Scene) -> None:
    dialog = PasswordDialog(scene.page)
    given: list[tuple[str, str]] = []
    dialog.given.connect(lambda old, new: given.append((old, new)))
    dialog.open()
    scene.fill(dialog, "", FRESH, FRESH)
    assert given == []
    scene.fill(dialog, PASSWORD, FRESH, FRESH)
    assert given == [(PASSWORD, FRESH)]
    dialog.reject()


def test_a_camera_that_is_plugged_in_appears_by_itself(
    scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices = scene.page.part("devices")
    assert isinstance(devices, DevicesTab)
    scene.show("devices")
    plugged: list[CameraDevice] = []
    cameras = scene.desk.workplace.cameras()
    monkeypatch.setattr(type(cameras), "devices", lambda _: plugged)
    plugged.append(CameraDevice("usb-1", "Sample Camera"))

    def shown() -> str:
        return devices.cameras.editor(Purpose.PERSON).findChild(QLineEdit).text()

    qtbot.waitUntil(lambda: "Sample Camera" in shown(), timeout=6000)
    assert devices.cameras.nothing() == ""
    plugged.clear()
    qtbot.waitUntil(lambda: "没有找到摄像头" in devices.cameras.nothing(), timeout=6000)
    assert "Sample Camera" not in shown()
    scene.page.hide()
    scene.desk.settle()


def test_shutter_and_tones_are_chosen_here_too_and_todays_light_is_told(scene: Scene) -> None:
    devices = scene.page.part("devices")
    assert isinstance(devices, DevicesTab)
    scene.show("devices")
    assert devices.shooting.answers(SOUND).code() == ""
    QTest.keyClick(devices.shooting.answers(SOUND), Qt.Key.Key_2)
    QTest.keyClick(devices.shooting.answers(MANUAL_SHUTTER), Qt.Key.Key_2)
    scene.desk.settle()
    store = scene.desk.station.supervisor.store
    assert (store.setting(SOUND), store.setting(MANUAL_SHUTTER)) == ("yes", "yes")
    Lighting(scene.desk.station.clerk).keep(LightScore(64, (), "even_lamp"))
    scene.show("devices")
    told = [found.text() for found in devices.shooting.findChildren(Finding) if not found.isHidden()]
    assert told == ["今天灯光 64 分"]
    assert devices.shooting.answers(SOUND).code() == "yes"


def test_a_station_without_a_chinese_voice_is_told_so_and_keeps_the_tones(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices = scene.page.part("devices")
    assert isinstance(devices, DevicesTab)
    scene.show("devices")
    monkeypatch.setattr(Voice, "find", lambda _: False)
    QTest.keyClick(devices.shooting.answers(SOUND), Qt.Key.Key_3)
    scene.desk.settle()
    assert scene.desk.station.supervisor.store.setting(SOUND) == "yes"
    assert devices.shooting.answers(SOUND).code() == "yes"
    assert any("没有中文语音" in label.text() for label in devices.shooting.findChildren(Label) if label.isVisible())
    monkeypatch.setattr(Voice, "find", lambda _: True)
    QTest.keyClick(devices.shooting.answers(SOUND), Qt.Key.Key_3)
    scene.desk.settle()
    assert scene.desk.station.supervisor.store.setting(SOUND) == "voice"
