# SPDX-License-Identifier: Apache-2.0
"""The live picture at 1280×720 while no card lies there: every frame is searched anew."""

from __future__ import annotations

import itertools

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.imaging.card.lens import Lens
from sscard_desktop.services.ports import Frame
from tests.helpers.idcards.scene import scene

FRAMES_A_SECOND = 15


def test_looking_at_an_empty_desk(benchmark: BenchmarkFixture) -> None:
    picture = scene(None, rng=np.random.default_rng(3), level="moderate", desk="wood")
    lens, count = Lens(), itertools.count()
    sighting = benchmark.pedantic(
        lambda: lens.look(Frame(picture.rgb, next(count) / FRAMES_A_SECOND)), rounds=40, warmup_rounds=5
    )
    assert sighting.corners is None
