# SPDX-License-Identifier: Apache-2.0
"""How long a card's live outline takes at 1280×720 (aim: 15 frames a second on two cores, 66 ms), cutting a card out of
a document camera's picture, and reading both sides (aim: 1.5 s)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain.document import CardSighting, Side
from sscard_desktop.imaging.card.cutter import Cutter
from sscard_desktop.imaging.card.lens import Lens
from sscard_desktop.services.ports import Frame
from tests.helpers.idcards.cases import case, empty
from tests.helpers.idcards.people import DEVELOPMENT
from tests.helpers.idcards.rates import SPEC, reader_of_the_program
from tests.helpers.idcards.sheet import Rgb


def test_outline_of_a_card_that_lies_there(benchmark: BenchmarkFixture) -> None:
    # A hand's tremble: the same card, a few pixels on in each frame.
    still = case(DEVELOPMENT, "moderate", 3).shots[Side.FRONT].rgb
    moved = [np.ascontiguousarray(np.roll(still, (step % 3, step % 4), axis=(0, 1))) for step in range(12)]
    frames = itertools.cycle(moved)
    benchmark.pedantic(_looking(frames), rounds=48, warmup_rounds=4)


def test_outline_of_another_card_in_every_frame(benchmark: BenchmarkFixture) -> None:
    # The worst: nothing seen before helps. Every third case is 1280×720; the last desk is empty.
    shots = [case(DEVELOPMENT, "moderate", 3 * number).shots[Side.FRONT] for number in range(6)]
    frames = itertools.cycle([shot.rgb for shot in (*shots, empty(DEVELOPMENT, "moderate", 4))])
    benchmark.pedantic(_looking(frames), rounds=28, warmup_rounds=2)


def _looking(frames: Iterator[Rgb]) -> Callable[[], CardSighting]:
    lens, clock = Lens(), itertools.count()
    return lambda: lens.look(Frame(next(frames), next(clock) / 15))


def test_cutting_a_card_out(benchmark: BenchmarkFixture) -> None:
    cutter = Cutter()
    cutter.warm()
    picture = case(DEVELOPMENT, "moderate", 1).shots[Side.FRONT].jpeg()
    cut = benchmark.pedantic(lambda: cutter.cut(picture, SPEC, expected=Side.FRONT), rounds=8, warmup_rounds=1)
    assert len(cut.jpeg) <= SPEC.max_bytes


def test_reading_both_sides(benchmark: BenchmarkFixture) -> None:
    one = case(DEVELOPMENT, "scan", 1)
    reader, cutter = reader_of_the_program(), Cutter()
    pictures = [cutter.cut(shot.jpeg(), SPEC, expected=side).jpeg for side, shot in one.shots.items()]
    reader.warm()
    reading = benchmark.pedantic(lambda: reader.read(pictures), rounds=6, warmup_rounds=1)
    assert reading.fields["number"].value == one.holder.fields["number"]
