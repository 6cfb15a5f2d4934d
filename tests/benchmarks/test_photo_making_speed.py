# SPDX-License-Identifier: Apache-2.0
"""How long a finished photo takes from a 1280×720 frame (aim < 500 ms on two cores), and checking one."""

from __future__ import annotations

import itertools

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.imaging.photomaker import PhotoMaker
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders

SAMPLES = paths.resources() / "samples"


@pytest.fixture(scope="module")
def maker() -> PhotoMaker:
    made = PhotoMaker()
    made.warm()
    return made


@pytest.fixture(scope="module")
def spec() -> PhotoSpec:
    return ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes")).load("chengdu").photo


def test_photo_from_a_camera_frame(benchmark: BenchmarkFixture, maker: PhotoMaker, spec: PhotoSpec) -> None:
    frames = itertools.cycle([demo_frame(SAMPLES, seed) for seed in range(5)])
    photo = benchmark.pedantic(lambda: maker.make(next(frames), spec), rounds=20, warmup_rounds=2)
    assert photo.report.failed == ()


def test_check_of_a_finished_photo(benchmark: BenchmarkFixture, maker: PhotoMaker, spec: PhotoSpec) -> None:
    jpeg = maker.make(demo_frame(SAMPLES, 0), spec).jpeg
    report = benchmark.pedantic(maker.check, args=(jpeg, spec), rounds=20, warmup_rounds=2)
    assert report.failed == ()
