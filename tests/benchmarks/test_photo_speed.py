# SPDX-License-Identifier: Apache-2.0
"""How long a photo takes from a 1280×720 frame (aim < 500 ms on two cores), and a frame of live guidance."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.photo import PhotoSpec, Span
from sscard_desktop.imaging.guidance import Guide
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.photomaker import PhotoMaker
from sscard_desktop.services.ports import Frame

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
NATIONAL = PhotoSpec(
    width=358,
    height=441,
    dpi=350,
    file_bytes=Span(14 * 1024, 40 * 1024),
    quality=70,
    face_width=Span(179, 255),
    eye_x=Span(162, 196),
    eye_above_bottom=Span(207, None),
    top_margin=Span(7, 21),
)


@pytest.fixture(scope="module")
def models() -> Models:
    models = Models()
    models.warm()
    return models


def test_photo_from_a_camera_frame(benchmark: BenchmarkFixture, models: Models) -> None:
    maker = PhotoMaker(models)
    frames = itertools.cycle([demo_frame(SAMPLES, seed) for seed in range(5)])
    photo = benchmark.pedantic(lambda: maker.make(next(frames), NATIONAL), rounds=20, warmup_rounds=2)
    assert photo.report.failed == ()


def test_check_of_a_finished_photo(benchmark: BenchmarkFixture, models: Models) -> None:
    maker = PhotoMaker(models)
    jpeg = maker.make(demo_frame(SAMPLES, 0), NATIONAL).jpeg
    report = benchmark.pedantic(maker.check, args=(jpeg, NATIONAL), rounds=20, warmup_rounds=2)
    assert report.failed == ()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (640, 480)])
def test_a_frame_of_live_guidance(benchmark: BenchmarkFixture, models: Models, width: int, height: int) -> None:
    guide = Guide(models)
    moments = [demo_frame(SAMPLES, 0, width=width, height=height, time_s=step / 15) for step in range(10)]
    frames = (Frame(moments[index % 10], index / 15) for index in itertools.count())
    guidance = benchmark.pedantic(lambda: guide.look(next(frames), NATIONAL), rounds=60, warmup_rounds=5)
    assert guidance.outline
