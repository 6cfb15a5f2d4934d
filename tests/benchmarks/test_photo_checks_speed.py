# SPDX-License-Identifier: Apache-2.0
"""How long all checks of a finished photo take together (aim ≤ 60 ms on two cores): measuring, expressions, judging."""

from __future__ import annotations

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain.photo import PhotoCheck
from sscard_desktop.imaging import compliance, measure
from sscard_desktop.imaging.wall import look_at_wall
from sscard_desktop.imaging.witness import gather
from tests.helpers.sitters import person
from tests.photorates import NATIONAL, eyes_of_the_program, photographed


def test_all_checks_of_a_finished_photo(benchmark: BenchmarkFixture) -> None:
    finder, segmenter = eyes_of_the_program()
    rgb = photographed(person(np.random.default_rng(1), "light skin").shot)
    faces, alpha = finder.find(rgb), measure.person_on_white(rgb, segmenter.mask(rgb))

    def check() -> tuple[PhotoCheck, ...]:
        wall = look_at_wall(rgb, faces[0], alpha, of_source=True)
        expressions = finder.expressions(faces[0])
        return compliance.judge(
            gather(rgb, faces, alpha, NATIONAL, expressions=expressions, wall=wall, file=None, stored_as="JPEG RGB")
        )

    checks = benchmark.pedantic(check, rounds=30, warmup_rounds=3)
    assert len(checks) > 30
