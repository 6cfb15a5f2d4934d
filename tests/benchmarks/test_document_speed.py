# SPDX-License-Identifier: Apache-2.0
"""Cutting a card out of a document camera's picture, and reading both sides (aim: 1.5 s)."""

from __future__ import annotations

from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain.document import Side
from sscard_desktop.imaging.card.cutter import Cutter
from tests.helpers.idcards.cases import case
from tests.helpers.idcards.people import DEVELOPMENT
from tests.helpers.idcards.rates import SPEC, reader_of_the_program


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
