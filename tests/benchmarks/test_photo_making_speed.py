# SPDX-License-Identifier: Apache-2.0
"""How long a finished photo takes from a 1280×720 frame (aim: a median of 300 ms on two cores), from a file, moved by a
key (aim: 120 ms), and checking one; how many a second in bulk, and how much memory the making takes."""

from __future__ import annotations

import io
import itertools
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.photo import Adjustment, FinishedPhoto, PhotoSpec
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


def test_photo_moved_by_a_key(benchmark: BenchmarkFixture, maker: PhotoMaker, spec: PhotoSpec) -> None:
    frame, there = demo_frame(SAMPLES, 0), Adjustment(shift_x_px=1)
    maker.make(frame, spec, adjustment=there)
    moves = itertools.cycle([{"shift_x_px": 1.0}, {"zoom": 1.01}, {"shift_x_px": -1.0}, {"zoom": 1 / 1.01}])

    def press() -> FinishedPhoto:
        nonlocal there
        there = there.moved(**next(moves))
        return maker.make(frame, spec, adjustment=there)

    assert benchmark.pedantic(press, rounds=20, warmup_rounds=2).report.adjustment is not None


def test_photo_from_a_phones_file(benchmark: BenchmarkFixture, maker: PhotoMaker, spec: PhotoSpec) -> None:
    frame = Image.fromarray(demo_frame(SAMPLES, 0)).resize((3840, 2160), Image.Resampling.BICUBIC)
    target = io.BytesIO()
    frame.save(target, "JPEG", quality=90)
    source = target.getvalue()

    def make() -> FinishedPhoto:
        maker.forget()
        return maker.make(source, spec)

    assert benchmark.pedantic(make, rounds=10, warmup_rounds=1).report.failed == ()


@pytest.mark.parametrize("threads", [1, 2])
def test_sixteen_photos_in_bulk(benchmark: BenchmarkFixture, spec: PhotoSpec, threads: int) -> None:
    makers = [PhotoMaker() for _ in range(threads)]
    frames = [demo_frame(SAMPLES, seed) for seed in range(16)]
    for each in makers:
        each.make(frames[0], spec)

    def make_all() -> None:
        # A maker a thread: the networks of one wait for each other.
        shares = [(each, frames[start::threads]) for start, each in enumerate(makers)]
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda share: [share[0].make(frame, spec) for frame in share[1]], shares))

    tracemalloc.start()
    makers[0].make(frames[1], spec)
    benchmark.extra_info["peak_mb_of_one"] = round(tracemalloc.get_traced_memory()[1] / 1e6, 1)
    tracemalloc.stop()
    benchmark.pedantic(make_all, rounds=2)


def test_check_of_a_finished_photo(benchmark: BenchmarkFixture, maker: PhotoMaker, spec: PhotoSpec) -> None:
    jpeg = maker.make(demo_frame(SAMPLES, 0), spec).jpeg
    report = benchmark.pedantic(maker.check, args=(jpeg, spec), rounds=20, warmup_rounds=2)
    assert report.failed == ()
