# SPDX-License-Identifier: Apache-2.0
"""The camera's picture is looked at and turned; how it was turned comes back with the camera; scenes are played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from sscard_desktop.domain.camera import Knob, KnobKind, Purpose
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.ports import CameraDevice, DemoScene
from sscard_desktop.ui.photo.cameracheck import CameraCheck
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.choices import person_camera
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.photo.knobs import STEP, KnobPanel
from tests.ui.photo.conftest import Counter


@pytest.fixture
def check(counter: Counter) -> Iterator[CameraCheck]:
    sheet = CameraCheck(counter.desk, Purpose.PERSON, counter.host)
    sheet.open()
    counter.qtbot.waitUntil(lambda: bool(sheet.figures()), timeout=10_000)
    yield sheet
    counter.cameras.play(DemoScene.SEATED)
    if shiboken6.isValid(sheet):
        sheet.close()


def turned(check: CameraCheck) -> dict[KnobKind, str]:
    return {knob.kind: knob.kept() for knob in check.knobs.knobs()}


def test_size_and_rate_of_the_picture_are_told(check: CameraCheck) -> None:
    assert check.figures().startswith("1280 × 720，每秒 ")


def test_arrows_turn_the_knobs_and_the_station_turns_them_again(check: CameraCheck, counter: Counter) -> None:
    QTest.keyClick(check, Qt.Key.Key_Right)
    QTest.keyClick(check, Qt.Key.Key_Down)
    QTest.keyClick(check, Qt.Key.Key_Left)
    QTest.keyClick(check, Qt.Key.Key_Left)
    wanted = {KnobKind.EXPOSURE: f"{50 + STEP}", KnobKind.FOCUS: f"{50 - 2 * STEP}", KnobKind.WHITE_BALANCE: "auto"}
    assert turned(check) == wanted
    QTest.keyClick(check, Qt.Key.Key_Escape)
    # Unplugged, the camera forgets; opened again it is turned as it was.
    counter.cameras.unplug()
    counter.cameras.plug_in()
    again = CameraCheck(counter.desk, Purpose.PERSON, counter.host)
    again.open()
    counter.qtbot.waitUntil(lambda: {k.kind: k.kept() for k in again.feed.knobs()} == wanted, timeout=10_000)
    counter.qtbot.waitUntil(lambda: bool(again.figures()), timeout=10_000)
    QTest.keyClick(again, Qt.Key.Key_D)
    assert set(turned(again).values()) == {"auto"}
    QTest.keyClick(again, Qt.Key.Key_Return)
    counter.stored(lambda: None)


def test_a_picture_that_stands_still_is_told_and_comes_back_by_itself(check: CameraCheck, counter: Counter) -> None:
    counter.cameras.freeze()
    counter.qtbot.waitUntil(lambda: "画面停住" in check.banner.texts()[0], timeout=6000)
    counter.qtbot.waitUntil(lambda: not check.banner.isVisible(), timeout=6000)


def test_a_bar_is_turned_where_it_is_pressed(qtbot: object, counter: Counter) -> None:
    panel = KnobPanel()
    counter.qtbot.addWidget(panel)
    panel.resize(240, 400)
    panel.show_knobs([Knob(KnobKind.FOCUS, 10, automatic=None), Knob(KnobKind.WHITE_BALANCE, 10, automatic=True)])
    panel.show()
    told: list[tuple[object, object]] = []
    panel.turned.connect(lambda kind, position: told.append((kind, position)))
    bar = panel._rows[KnobKind.WHITE_BALANCE][4]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, 2))
    assert told[0][0] is KnobKind.WHITE_BALANCE
    assert abs(int(str(told[0][1])) - 50) <= 1
    # A knob that the camera can't turn itself isn't left to it.
    told.clear()
    panel.leave_to_camera(KnobKind.FOCUS)
    assert told == []


@pytest.mark.parametrize(
    ("names", "documents", "expected"),
    [
        (["高拍仪主头", "HD Webcam"], "", "1"),
        (["HD Webcam", "USB Camera"], "0", "1"),
        (["高拍仪"], "0", "0"),
        ([], "", ""),
    ],
)
def test_people_are_looked_at_by_what_is_no_document_camera(names: list[str], documents: str, expected: str) -> None:
    devices = [CameraDevice(str(index), name) for index, name in enumerate(names)]
    assert person_camera(devices, documents=documents) == expected


def test_scenes_are_chosen_where_the_camera_is(counter: Counter) -> None:
    feed = CameraFeed(counter.desk.workplace.cameras(), counter.host)
    demo = counter.desk.workplace.demo
    assert demo is not None
    desk = replace(counter.desk, stage=DemoStage(demo.reader(), demo))
    chooser = CameraChooser(feed, desk, Purpose.PERSON, counter.host)
    menu = chooser.menu_of(feed.devices())
    scenes = menu.actions()[-1].menu()
    assert scenes is not None
    dark = next(action for action in scenes.actions() if action.text() == "灯没开")
    dark.trigger()
    assert counter.cameras.scene is DemoScene.LAMP_OFF
    counter.cameras.play(DemoScene.SEATED)
    menu.close()


def test_a_camera_that_is_there_but_gives_nothing_is_named(counter: Counter) -> None:
    feed = CameraFeed(counter.desk.workplace.cameras(), counter.host)
    chooser = CameraChooser(feed, counter.desk, Purpose.PERSON, counter.host)
    assert chooser.text() == "没有摄像头", "nothing is tried for yet"
    name = feed.devices()[0].name
    counter.cameras.play(DemoScene.NO_ACCESS)
    chooser.begin()
    counter.qtbot.waitUntil(lambda: chooser.text() == f"{name}：没有画面", timeout=10_000)
    counter.cameras.unplug()
    counter.qtbot.waitUntil(lambda: chooser.text() == "没有摄像头", timeout=10_000)
    counter.cameras.plug_in()
    counter.cameras.play(DemoScene.SEATED)
    counter.qtbot.waitUntil(lambda: chooser.text() == name, timeout=10_000)
    chooser.end()
