# SPDX-License-Identifier: Apache-2.0
"""Frame → decoded card: what the program adds to the reader's own time."""

from __future__ import annotations

from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Answer
from sscard_desktop.devices.idcard.decode import decode
from sscard_desktop.devices.idcard.frames import FrameParser
from sscard_desktop.domain.card import Card
from tests.helpers.corpus import entries


def read(frame: bytes) -> Card:
    parser = FrameParser()
    parser.feed(frame)
    body = parser.take()
    assert body is not None
    parts = commands.split_reading(commands.READ, Answer.parse(body).data)
    return decode(parts.text, parts.photo)


def test_a_frame_becomes_a_card(benchmark: BenchmarkFixture) -> None:
    card = benchmark(read, entries()["resp_base_resident"].data)
    assert card.number == "11010519491231002X"


def test_a_block_of_noise_is_searched(benchmark: BenchmarkFixture) -> None:
    noise = b"\xaa\xaa\xaa\x96\x69\x09\x60" * 585

    def search() -> None:
        parser = FrameParser()
        parser.feed(noise)
        while parser.take() is not None:
            pass

    benchmark(search)
