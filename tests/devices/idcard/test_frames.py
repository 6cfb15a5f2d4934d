# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.devices.idcard.frames import (
    LONGEST_ANSWER,
    PREAMBLE,
    SHORTEST_REQUEST,
    FrameParser,
    check_byte,
    pack,
)
from tests.helpers.corpus import Entry, body, entries, of_kind

VALID_ANSWERS = [entry for entry in of_kind("response") if entry.valid]


def frames_in(*pieces: bytes, shortest: int = 4) -> list[bytes]:
    parser = FrameParser(shortest=shortest)
    found = []
    for piece in pieces:
        parser.feed(piece)
        while (frame := parser.take()) is not None:
            found.append(frame)
    return found


@pytest.mark.parametrize("entry", of_kind("request"), ids=lambda entry: entry.id)
def test_every_request_of_the_corpus_is_judged_as_it_says(entry: Entry) -> None:
    found = frames_in(entry.data, shortest=SHORTEST_REQUEST)
    if entry.valid:
        assert found == [entry.data[7:-1]]
        assert pack(found[0]) == entry.data
        assert found[0][:2].hex().upper() == entry.expect["cmd"] + entry.expect["para"]
    else:
        assert found == []


@pytest.mark.parametrize("entry", of_kind("response"), ids=lambda entry: entry.id)
def test_every_answer_of_the_corpus_is_judged_as_it_says(entry: Entry) -> None:
    found = frames_in(entry.data)
    if entry.valid:
        assert found == [entry.data[7:-1]]
        assert pack(found[0]) == entry.data
        assert found[0][2:3].hex().upper() == entry.expect["sw3"]
    else:
        assert found == []


@pytest.mark.parametrize("entry", of_kind("stream"), ids=lambda entry: entry.id)
def test_every_stream_of_the_corpus_holds_the_frames_that_it_says(entry: Entry) -> None:
    expected = [body(identifier) for identifier in entry.expect["frames"]]
    if entry.id == "stream_dropped_then_good":
        # What the gap timer does on a line: the broken frame is forgotten before the good one comes.
        parser = FrameParser()
        parser.feed(entry.data[:640])
        assert parser.take() is None
        assert parser.partial
        parser.discard()
        parser.feed(entry.data[640:])
        assert parser.take() == expected[0]
    else:
        assert frames_in(*(entry.chunks or (entry.data,))) == expected


def test_the_corpus_lost_nothing() -> None:
    assert len(entries()) == 74


@pytest.mark.parametrize("entry", VALID_ANSWERS, ids=lambda entry: entry.id)
def test_a_frame_is_found_however_it_is_split(entry: Entry) -> None:
    for split in range(len(entry.data) + 1):
        assert frames_in(entry.data[:split], entry.data[split:]) == [entry.data[7:-1]]
    assert frames_in(*(bytes((byte,)) for byte in entry.data)) == [entry.data[7:-1]]


def flips(data: bytes) -> list[bytes]:
    return [
        data[:place] + bytes((data[place] ^ 1 << bit,)) + data[place + 1 :]
        for place in range(len(data))
        for bit in range(8)
    ]


@pytest.mark.parametrize("entry", VALID_ANSWERS, ids=lambda entry: entry.id)
def test_a_flipped_bit_is_never_the_frame(entry: Entry) -> None:
    # A photo that holds a whole small frame gives that one up when its own frame is damaged: it is another frame, and
    # the command's own rule refuses it (see the peers' tests).
    inner = [body("resp_err_80")] if entry.id == "resp_base_preamble_inside" else []
    for damaged in flips(entry.data):
        assert frames_in(damaged) in ([], inner)


def test_a_broken_frame_that_is_searched_on_would_give_its_photo_away() -> None:
    """The hazard behind ``discard``: the corpus photo holds the answer "no card"."""
    hazard = entries()["resp_base_preamble_inside"].data
    cut = hazard[:-1]
    parser = FrameParser()
    parser.feed(cut)
    assert parser.take() is None
    parser.discard()
    parser.feed(entries()["resp_find_ok_zero"].data)
    assert parser.take() == body("resp_find_ok_zero")
    assert parser.take() is None


def test_noise_holds_no_frame() -> None:
    source = random.Random(20260627)
    for _ in range(300):
        assert frames_in(source.randbytes(4096)) == []


def test_noise_of_preambles_costs_bounded_memory() -> None:
    parser = FrameParser()
    liar = PREAMBLE + (LONGEST_ANSWER).to_bytes(2, "big")
    for _ in range(200):
        parser.feed(liar * 20)
        while parser.take() is not None:
            pass
        assert parser.needed <= LONGEST_ANSWER + 7
        assert len(parser._buffer) <= LONGEST_ANSWER + 7 + len(liar) * 20


@given(st.binary(max_size=400), st.binary(min_size=3, max_size=300), st.binary(max_size=40))
def test_a_frame_after_noise_is_found_whole(noise: bytes, content: bytes, after: bytes) -> None:
    # Noise that ends in the beginning of a frame would rightly swallow what follows
    if PREAMBLE not in noise:
        assert content in frames_in(noise + pack(content) + after)


@given(st.lists(st.binary(min_size=3, max_size=80), max_size=6), st.randoms(use_true_random=False))
def test_frames_in_pieces_of_any_size_come_out_in_order(bodies: list[bytes], source: random.Random) -> None:
    stream = b"".join(pack(content) for content in bodies)
    cuts = sorted(source.randint(0, len(stream)) for _ in range(8))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert frames_in(*pieces) == bodies


@given(st.binary(max_size=3000))
@settings(max_examples=50)
def test_anything_can_be_fed(data: bytes) -> None:
    for found in frames_in(data):
        assert pack(found) in data


@given(st.binary(min_size=3, max_size=300))
def test_the_reader_asks_for_just_what_is_missing(content: bytes) -> None:
    frame = pack(content)
    parser = FrameParser()
    fed = 0
    while parser.take() is None:
        count = min(parser.needed, len(frame) - fed)
        assert count > 0
        parser.feed(frame[fed : fed + count])
        fed += count
    assert fed == len(frame)


@given(st.binary(max_size=300))
def test_the_check_byte_makes_the_xor_zero(content: bytes) -> None:
    assert check_byte(pack(content)[len(PREAMBLE) :]) == 0


def test_a_body_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        pack(bytes(0xFFFF))
