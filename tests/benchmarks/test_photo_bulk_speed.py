# SPDX-License-Identifier: Apache-2.0
"""A school's photos at once: photos a second with one person's photo after the other, and 2,000 files told apart."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from PIL import Image
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.photoclaims import Person
from sscard_desktop.domain.photomatching import NamedFile, Way, match
from sscard_desktop.imaging.gathering import Gathering
from sscard_desktop.imaging.photomaker import PhotoMaker
from sscard_desktop.services.bulkphotos import BulkPhoto, BulkPlan, PlannedPhoto, make, make_all
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders

FILES = 2_000
PEOPLE = 16


@pytest.mark.parametrize("way", [Way.NUMBER, Way.NAME, Way.ORDER])
def test_two_thousand_files_are_told_apart(benchmark: BenchmarkFixture, way: Way) -> None:
    surnames, names = "王李张刘陈杨黄赵吴周", "明娜芳伟静强磊洋艳勇"
    people = []
    for at in range(FILES):
        name = surnames[at % 10] + names[at // 10 % 10] + names[at // 100 % 10]
        people.append(Person(f"{at}", name, f"51010719900{at:07d}", frozenset({f"{at}"})))
    kinds = {
        Way.NUMBER: lambda at: f"{people[at].number}{people[at].name}.jpg",
        Way.NAME: lambda at: f"{people[at].name}{at:05d}.jpg",
        Way.ORDER: lambda at: f"IMG_{at}.jpg",
    }
    files = [NamedFile(f"{at}", kinds[way](at)) for at in range(FILES)]
    found = benchmark.pedantic(match, args=(files, people, way), rounds=3)
    assert len(found.assigned) == FILES


def test_one_photo_of_many_read_made_and_checked(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    for seed in range(6):
        picture = Image.fromarray(demo_frame(paths.resources() / "samples", seed))
        picture.save(tmp_path / f"{seed}.jpg", quality=92)
    gathering, maker = Gathering(), PhotoMaker()
    maker.warm()
    files = gathering.open(tmp_path)
    planned = itertools.cycle([PlannedPhoto(picture, "", "", "") for picture in files.pictures])
    spec = ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes")).load("chengdu").photo

    def one() -> BulkPhoto:
        return make(next(planned), files, gathering, maker, spec)

    made = benchmark.pedantic(one, rounds=12, warmup_rounds=1)
    assert made.finished is not None


@pytest.mark.parametrize("makers", [1, 2])
def test_a_class_of_sixteen_by_one_and_by_two_makers(benchmark: BenchmarkFixture, tmp_path: Path, makers: int) -> None:
    """Photos a second, and the peak of the process's memory so far, are in the figures' extra information."""
    for at in range(PEOPLE):
        picture = Image.fromarray(demo_frame(paths.resources() / "samples", at % 6))
        picture.save(tmp_path / f"{at:02}.jpg", quality=92)
    gathering, line = Gathering(), [PhotoMaker() for _ in range(makers)]
    for maker in line:
        maker.warm()
    files = gathering.open(tmp_path)
    spec = ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes")).load("chengdu").photo
    plan = BulkPlan(Way.NUMBER, tuple(PlannedPhoto(each, "", "", "") for each in files.pictures), (), (), 0, spec)
    made = benchmark.pedantic(lambda: list(make_all(plan, files, gathering, line)), rounds=3, warmup_rounds=1)
    assert [each.planned.file for each in made if each.finished] == list(files.pictures)
    if benchmark.stats is not None:
        benchmark.extra_info["photos_a_second"] = round(PEOPLE / benchmark.stats.stats.min, 1)
    if sys.platform == "linux":
        import resource

        benchmark.extra_info["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
