# SPDX-License-Identifier: Apache-2.0
"""The demo camera's scenes: who is to be seen when, and what a camera in trouble does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sscard_desktop.devices.democamera import DemoCameras
from sscard_desktop.devices.demopictures import Seating, demo_frame
from sscard_desktop.devices.demoscenes import TROUBLE_AFTER_S, Mishap, mishap_at, seating_at
from sscard_desktop.domain.camera import KnobKind
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import DemoScene, Frame

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def test_whoever_walks_in_is_away_first_and_sits_well_at_last() -> None:
    first, last = seating_at(DemoScene.WALKS_IN, 0.0), seating_at(DemoScene.WALKS_IN, 60.0)
    assert first.aside == -1.0
    assert last == Seating()
    sizes = [seating_at(DemoScene.WALKS_IN, step / 4).scale for step in range(20)]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(
    ("seating", "darker", "differs"),
    [
        (Seating(light=0.2), True, True),
        (Seating(company=True), False, True),
        (Seating(scale=0.5), False, True),
        (Seating(aside=-1.0), False, True),
        (Seating(), False, False),
    ],
)
def test_a_scene_is_seen(seating: Seating, *, darker: bool, differs: bool) -> None:
    usual = demo_frame(SAMPLES, 0, width=320, height=180).astype(int)
    seen = demo_frame(SAMPLES, 0, width=320, height=180, seating=seating).astype(int)
    assert (float(seen.mean()) < float(usual.mean()) / 2) is darker
    assert (float(np.abs(seen - usual).mean()) > 1.0) is differs


def test_trouble_comes_only_after_a_while() -> None:
    assert {mishap_at(scene, TROUBLE_AFTER_S - 0.1) for scene in DemoScene} == {Mishap.NONE}
    assert mishap_at(DemoScene.FREEZES, TROUBLE_AFTER_S) is Mishap.FREEZE
    assert mishap_at(DemoScene.CABLE, TROUBLE_AFTER_S) is Mishap.UNPLUG


class Watched:
    """Small demo cameras, and what came of them."""

    def __init__(self) -> None:
        self.cameras = DemoCameras(SAMPLES, frames_a_second=100, size=(64, 36))
        self.frames: list[Frame] = []
        self.lost: list[str] = []
        self._came = threading.Condition()

    def open(self) -> None:
        self.cameras.open("demo", self._keep, self._lose)

    def wait(self, holds: Callable[[], bool]) -> bool:
        with self._came:
            return self._came.wait_for(holds, timeout=10)

    def _keep(self, frame: Frame) -> None:
        with self._came:
            self.frames.append(frame)
            self._came.notify()

    def _lose(self, error: SscardError) -> None:
        with self._came:
            self.lost.append(error.code)
            self._came.notify()


@pytest.mark.parametrize(
    ("scene", "code"), [(DemoScene.BUSY, "camera.busy"), (DemoScene.NO_ACCESS, "camera.no_access")]
)
def test_a_camera_that_is_refused_is_free_once_the_scene_is_over(scene: DemoScene, code: str) -> None:
    watched = Watched()
    watched.open()
    assert watched.wait(lambda: len(watched.frames) > 2)
    watched.cameras.play(scene)
    watched.open()
    assert watched.lost == [code, code]
    watched.cameras.play(DemoScene.SEATED)
    count = len(watched.frames)
    watched.open()
    assert watched.wait(lambda: len(watched.frames) > count)
    watched.cameras.close()


def test_the_cable_is_pulled_and_put_back_by_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sscard_desktop.devices.demoscenes.TROUBLE_AFTER_S", 0.1)
    monkeypatch.setattr("sscard_desktop.devices.democamera.UNPLUGGED_S", 0.1)
    watched = Watched()
    back = threading.Event()
    watched.cameras.watch(lambda: back.set() if watched.cameras.devices() else None)
    watched.cameras.play(DemoScene.CABLE)
    watched.open()
    assert watched.wait(lambda: watched.lost == ["camera.gone"])
    assert back.wait(10)
    watched.cameras.close()


def test_a_driver_that_hangs_repeats_its_picture_or_sends_none_until_it_is_opened_again() -> None:
    watched = Watched()
    watched.open()
    assert watched.wait(lambda: len(watched.frames) > 2)
    watched.cameras.freeze(repeating=True)
    count = len(watched.frames)
    assert watched.wait(lambda: len(watched.frames) > count + 5)
    assert np.array_equal(watched.frames[-1].rgb, watched.frames[-2].rgb)
    watched.open()
    count = len(watched.frames)
    assert watched.wait(lambda: len(watched.frames) > count + 3)
    assert not np.array_equal(watched.frames[-1].rgb, watched.frames[-2].rgb)
    watched.cameras.close()


def test_the_picture_follows_the_knobs() -> None:
    watched = Watched()
    watched.open()
    assert watched.wait(lambda: len(watched.frames) > 2)
    before = float(watched.frames[-1].rgb.mean())
    watched.cameras.turn(KnobKind.EXPOSURE, 0)
    assert watched.wait(lambda: float(watched.frames[-1].rgb.mean()) < before / 2)
    watched.cameras.turn(KnobKind.EXPOSURE, None)
    watched.cameras.turn(KnobKind.WHITE_BALANCE, 100)
    assert watched.wait(lambda: float(watched.frames[-1].rgb[..., 2].mean()) < 0.8 * before)
    watched.cameras.close()
    assert watched.cameras.knobs() == ()
