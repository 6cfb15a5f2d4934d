# SPDX-License-Identifier: Apache-2.0
"""Every dialect's parser against the same hostility, with answers that are put on the line here, by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Answer
from sscard_desktop.devices.idcard.dialects import dialect_of
from sscard_desktop.devices.idcard.dialects.dialect import AnswerParser
from sscard_desktop.devices.idcard.frames import PREAMBLE
from sscard_desktop.domain.reader import ReaderDialect
from tests.helpers.corpus import Entry, body, of_kind

ANSWERS = [entry for entry in of_kind("response") if entry.valid]
READING = "resp_base_resident"
HAZARD = "resp_base_preamble_inside"
"""A photo that holds the whole answer "no card"."""


def in_reports(data: bytes) -> bytes:
    return data + bytes(-len(data) % 64)


ON_THE_LINE: dict[ReaderDialect, Callable[[bytes], bytes]] = {
    ReaderDialect.SAM: bytes,
    ReaderDialect.CVR: bytes,
    ReaderDialect.HID: in_reports,
    ReaderDialect.HID_BARE: lambda frame: in_reports(frame[5:]),
    ReaderDialect.WRAPPED: bytes,
    ReaderDialect.TEXT: bytes,
}
EACH = pytest.mark.parametrize("dialect", list(ReaderDialect))


def parser_of(dialect: ReaderDialect) -> AnswerParser:
    return dialect_of(dialect).parser()


def bodies(parser: AnswerParser, *pieces: bytes) -> list[bytes]:
    found = []
    for piece in pieces:
        parser.feed(piece)
        while (each := parser.take()) is not None:
            found.append(each)
    return found


def believed(dialect: ReaderDialect, found: list[bytes]) -> list[bytes]:
    """Return what the command "read" believes of what was found."""
    spelt = dialect_of(dialect).spell(commands.READ)
    assert spelt is not None
    return [each for each in found if len(each) >= 3 and spelt.accepts(Answer.parse(each))]


def test_every_dialect_is_tried() -> None:
    assert set(ON_THE_LINE) == set(ReaderDialect)


@EACH
@pytest.mark.parametrize("entry", ANSWERS, ids=lambda entry: entry.id)
def test_an_answer_is_found_however_it_is_split(dialect: ReaderDialect, entry: Entry) -> None:
    data = ON_THE_LINE[dialect](entry.data)
    expected = [entry.data[7:-1]]
    step = 1 if len(data) < 200 else 7
    for split in range(0, len(data) + 1, step):
        assert bodies(parser_of(dialect), data[:split], data[split:]) == expected
    assert bodies(parser_of(dialect), *(bytes((byte,)) for byte in data)) == expected


@EACH
def test_a_reading_is_found_at_every_split(dialect: ReaderDialect) -> None:
    data = ON_THE_LINE[dialect](PREAMBLE + b"\x05\x08" + body(READING) + check(body(READING)))
    for split in range(len(data) + 1):
        assert bodies(parser_of(dialect), data[:split], data[split:]) == [body(READING)]


def check(content: bytes) -> bytes:
    total = 0
    for byte in (len(content) + 1).to_bytes(2, "big") + content:
        total ^= byte
    return bytes((total,))


def flips(data: bytes) -> Iterator[bytes]:
    changed = bytearray(data)
    for place in range(len(data)):
        for bit in range(8):
            changed[place] ^= 1 << bit
            yield bytes(changed)
            changed[place] ^= 1 << bit


@EACH
@pytest.mark.parametrize("name", [READING, HAZARD])
def test_a_flipped_bit_is_never_another_reading(dialect: ReaderDialect, name: str) -> None:
    entry = next(entry for entry in ANSWERS if entry.id == name)
    data = ON_THE_LINE[dialect](entry.data)
    counted = len(entry.data) - (5 if dialect is ReaderDialect.HID_BARE else 0)
    for number, damaged in enumerate(flips(data)):
        found = believed(dialect, bodies(parser_of(dialect), damaged))
        # What fills up the last report belongs to nobody.
        allowed = [entry.data[7:-1]] if number // 8 >= counted else []
        # A refusal inside a photo may be found, where frames may begin anywhere: it costs a repeat, never a card.
        assert [each for each in found if len(each) > 3] == allowed


@EACH
def test_noise_holds_no_reading(dialect: ReaderDialect) -> None:
    source = random.Random(20261122)
    for _ in range(100):
        assert [
            each for each in believed(dialect, bodies(parser_of(dialect), source.randbytes(4096))) if each[3:]
        ] == []


@EACH
def test_noise_of_preambles_costs_bounded_memory(dialect: ReaderDialect) -> None:
    parser = parser_of(dialect)
    liar = PREAMBLE + b"\x09\x60"
    for _ in range(200):
        parser.feed(liar * 20)
        while parser.take() is not None:
            pass
        assert 1 <= parser.needed <= 2407
        assert len(parser._buffer) <= 2500 + len(liar) * 20  # type: ignore[attr-defined]


@EACH
@given(data=st.lists(st.binary(max_size=400), max_size=8))
@settings(max_examples=40)
def test_anything_can_be_fed_and_what_follows_a_pause_is_found(dialect: ReaderDialect, data: list[bytes]) -> None:
    parser = parser_of(dialect)
    bodies(parser, *data)
    parser.discard()
    assert not parser.partial
    whole = ON_THE_LINE[dialect](PREAMBLE + b"\x00\x04" + b"\0\0\x80" + check(b"\0\0\x80"))
    assert bodies(parser, whole) == [b"\0\0\x80"]


@EACH
def test_the_parser_asks_for_no_more_than_is_missing(dialect: ReaderDialect) -> None:
    data = ON_THE_LINE[dialect](next(entry.data for entry in ANSWERS if entry.id == READING))
    parser, fed = parser_of(dialect), 0
    while parser.take() is None:
        assert 0 < parser.needed <= len(data) - fed
        piece = data[fed : fed + parser.needed]
        parser.feed(piece)
        fed += len(piece)
    assert len(data) - fed < 64


def test_a_damaged_bare_answer_is_not_searched_on() -> None:
    """Nothing marks a beginning there, so the rest of a photo could pass for one."""
    inner = in_reports(b"\x00\x04\x00\x00\x80\x84")
    damaged = b"\x00\x46" + bytes(69) + b"\x01"
    parser = parser_of(ReaderDialect.HID_BARE)
    assert bodies(parser, in_reports(damaged), inner) == []
    assert parser.damaged == 1
    parser.discard()
    assert bodies(parser, inner) == [b"\0\0\x80"]


def test_the_marker_for_no_card_in_time_is_that_refusal_however_it_is_split() -> None:
    marker = bytes.fromhex("AAAAAA96690005050505")
    for split in range(len(marker) + 1):
        parser = parser_of(ReaderDialect.TEXT)
        assert bodies(parser, b"\xaa\x00" + marker[:split], marker[split:]) == [b"\0\0\x80"]
    assert bodies(parser_of(ReaderDialect.SAM), marker) == []
