# SPDX-License-Identifier: Apache-2.0
"""The live picture: guidance a frame, painting a frame, and both beside each other, at 1280×720."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.app import demo_workplace_at
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.photo import Guidance, PhotoSpec
from sscard_desktop.services.ports import Frame, LiveGuide
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.photo.viewfinder import Viewfinder

FRAMES_A_SECOND = 30


@pytest.fixture(scope="module")
def pictures() -> list[Frame]:
    samples = paths.resources() / "samples"
    return [Frame(demo_frame(samples, 1, time_s=step / 10), 0.0) for step in range(6)]


@pytest.fixture(scope="module")
def guide_and_spec(tmp_path_factory: pytest.TempPathFactory) -> tuple[LiveGuide, PhotoSpec]:
    workplace = demo_workplace_at(Path(tmp_path_factory.mktemp("station")))
    return workplace.guide(), workplace.profiles.load("chengdu").photo


class Clocked:
    """Frames as a camera gives them."""

    def __init__(self, pictures: list[Frame]) -> None:
        self._pictures = pictures
        self._count = 0

    def frame(self) -> Frame:
        self._count += 1
        return Frame(self._pictures[self._count % len(self._pictures)].rgb, self._count / FRAMES_A_SECOND)


def test_guidance_of_a_frame(
    benchmark: BenchmarkFixture, pictures: list[Frame], guide_and_spec: tuple[LiveGuide, PhotoSpec]
) -> None:
    guide, spec = guide_and_spec
    camera = Clocked(pictures)
    guide.reset()
    guidance: Guidance = benchmark.pedantic(
        lambda: guide.look(camera.frame(), spec), rounds=120, iterations=1, warmup_rounds=30
    )
    assert guidance.ready


@pytest.mark.parametrize("size", [(1198, 667), (1752, 976)], ids=["1366x768", "1920x1080"])
def test_painting_a_frame(
    benchmark: BenchmarkFixture,
    qapp: QApplication,
    pictures: list[Frame],
    guide_and_spec: tuple[LiveGuide, PhotoSpec],
    size: tuple[int, int],
) -> None:
    guide, spec = guide_and_spec
    fonts.load(qapp)
    theme.apply(qapp, theme.Look())
    finder = Viewfinder(spec)
    finder.resize(*size)
    finder.show()
    qapp.processEvents()
    camera = Clocked(pictures)
    guide.reset()
    guidance = [guide.look(camera.frame(), spec) for _ in range(30)][-1]
    finder.set_names({"hair": "头顶", "eyes": "眼睛", "centre": "居中"})
    finder.show_hint("很好，请保持")

    def paint() -> None:
        finder.show_frame(camera.frame())
        finder.show_guidance(guidance)
        finder.repaint()

    benchmark.pedantic(paint, rounds=100, iterations=1, warmup_rounds=10)
    finder.close()
    finder.deleteLater()


def test_guidance_beside_a_fluent_preview(
    benchmark: BenchmarkFixture,
    qapp: QApplication,
    pictures: list[Frame],
    guide_and_spec: tuple[LiveGuide, PhotoSpec],
) -> None:
    import threading

    guide, spec = guide_and_spec
    finder = Viewfinder(spec)
    finder.resize(1198, 667)
    finder.show()
    qapp.processEvents()
    camera = Clocked(pictures)
    looked: list[float] = []
    stop = threading.Event()

    def look_on() -> None:
        while not stop.is_set():
            begun = time.perf_counter()
            guide.look(camera.frame(), spec)
            looked.append(time.perf_counter() - begun)

    def two_seconds() -> None:
        end = time.perf_counter() + 2
        while time.perf_counter() < end:
            begun = time.perf_counter()
            finder.show_frame(pictures[0])
            finder.repaint()
            time.sleep(max(0.0, 1 / FRAMES_A_SECOND - (time.perf_counter() - begun)))

    thread = threading.Thread(target=look_on)
    guide.reset()
    thread.start()
    try:
        benchmark.pedantic(two_seconds, rounds=2, iterations=1, warmup_rounds=1)
    finally:
        stop.set()
        thread.join()
        finder.close()
        finder.deleteLater()
    benchmark.extra_info["guidance_ms"] = round(1000 * sorted(looked)[len(looked) // 2], 1)
    benchmark.extra_info["guidance_p95_ms"] = round(1000 * sorted(looked)[len(looked) * 95 // 100], 1)


def test_light_of_a_frame(benchmark: BenchmarkFixture, pictures: list[Frame], tmp_path: Path) -> None:
    meter = demo_workplace_at(tmp_path).light_meter()
    reading = benchmark.pedantic(lambda: meter.read(pictures[0]), rounds=20, iterations=1, warmup_rounds=2)
    assert reading.face_share is not None
