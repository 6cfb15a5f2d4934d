# SPDX-License-Identifier: Apache-2.0
"""The live outline at 1280×720 (aim: 15 frames a second, 66 ms a frame), by what lies under the camera, and a cut.

``cpu_ms`` among the extra figures is the processor's time of all threads for a frame: on a busy machine it tells more
than the wall's.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain.document import CardSighting, Side
from sscard_desktop.imaging.card.find import find_card
from sscard_desktop.imaging.card.lens import Lens
from sscard_desktop.services.ports import Frame
from tests.helpers.idcards.cases import case, empty
from tests.helpers.idcards.people import DEVELOPMENT
from tests.helpers.idcards.sheet import Rgb

FRAMES_A_SECOND = 15


def resting() -> Iterator[Rgb]:
    """Yield a card that lies there, under a camera that trembles by a pixel or two."""
    still = case(DEVELOPMENT, "moderate", 3).shots[Side.FRONT].rgb
    trembling = [np.ascontiguousarray(np.roll(still, (step % 3, step % 4), axis=(0, 1))) for step in range(12)]
    return itertools.cycle(trembling)


def moving() -> Iterator[Rgb]:
    """Yield a card that is pushed about and turned, by up to a sixtieth of the picture a frame."""
    still = case(DEVELOPMENT, "moderate", 3).shots[Side.FRONT].rgb
    height, width = still.shape[:2]
    frames = []
    for step in range(20):
        way = 2 * np.pi * step / 20
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 6 * np.sin(way), 1.0)
        matrix[:, 2] += 60 * np.sin(way), 25 * np.sin(2 * way)
        frames.append(np.asarray(cv2.warpAffine(still, matrix, (width, height), borderMode=cv2.BORDER_REFLECT)))
    return itertools.cycle(frames)


def another_each_time() -> Iterator[Rgb]:
    """Yield another card in every frame, the worst case: nothing seen before helps. The last desk is empty."""
    # Every third case is 1280×720.
    shots = [case(DEVELOPMENT, "moderate", 3 * number).shots[Side.FRONT].rgb for number in range(6)]
    return itertools.cycle([*shots, empty(DEVELOPMENT, "moderate", 4).rgb])


def empty_desks() -> Iterator[Rgb]:
    """Yield desks without a card that change in every frame, as under a hand that tidies up."""
    return itertools.cycle([empty(DEVELOPMENT, "moderate", number).rgb for number in range(7)])


@pytest.mark.parametrize("shown", [resting, moving, another_each_time, empty_desks])
def test_live_outline(benchmark: BenchmarkFixture, shown: object) -> None:
    frames: Iterator[Rgb] = shown()  # type: ignore[operator]
    lens, count = Lens(), itertools.count()
    spent: list[float] = []

    def look() -> CardSighting:
        begun = time.process_time()
        sighting = lens.look(Frame(next(frames), next(count) / FRAMES_A_SECOND))
        spent.append(time.process_time() - begun)
        return sighting

    sighting = benchmark.pedantic(look, rounds=60, warmup_rounds=1)
    benchmark.extra_info["cpu_ms"] = round(1000 * float(np.median(spent)), 1)
    benchmark.extra_info["cpu_ms_95"] = round(1000 * float(np.percentile(spent, 95)), 1)
    if shown in (resting, moving):
        assert sighting.corners is not None


def test_first_look(benchmark: BenchmarkFixture) -> None:
    picture = case(DEVELOPMENT, "moderate", 3).shots[Side.FRONT].rgb
    sighting = benchmark.pedantic(lambda: Lens().look(Frame(picture, 0.0)), rounds=10, warmup_rounds=1)
    assert sighting.corners is not None


def test_finding_a_card_exactly(benchmark: BenchmarkFixture) -> None:
    picture = case(DEVELOPMENT, "moderate", 1).shots[Side.FRONT].rgb
    assert benchmark.pedantic(lambda: find_card(picture), rounds=8, warmup_rounds=1) is not None
