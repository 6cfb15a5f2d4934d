# SPDX-License-Identifier: Apache-2.0
"""The driver against a peer that isn't ours: a right reading or a clear error each time, never a wrong one."""

from __future__ import annotations

import contextlib
import errno
import logging
import random
import sys
import threading
import time
from dataclasses import replace

import pytest
import serial

from sscard_desktop import messages
from sscard_desktop.devices.idcard.line import Timing
from sscard_desktop.devices.idcard.port import CardReader
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, InvalidInputError, SscardError
from tests.helpers.corpus import entries
from tests.helpers.readerpeer import TRANSPORTS, Answer, Script, ScriptedPeer, wire

QUICK = Timing(
    slice_s=0.01,
    drain_s=0.06,
    gap_s=0.08,
    command_factor=0.2,
    power_on_s=1.0,
    reset_pause_s=0.02,
    poll_s=0.03,
    reading_s=1.3,
    last_resort_s=0.5,
)
PATIENT = replace(QUICK, gap_s=2.0, command_factor=20.0, power_on_s=20.0, reading_s=60.0)
"""For answers of many small pieces: where others compute too, each piece may wait its turn."""
RESIDENT = "11010519491231002X"
OTHER = "810000190001010018"
READING = wire("resp_base_resident")
OTHER_READING = wire("resp_base_hmt_J")

on_each_transport = pytest.mark.parametrize("transport", TRANSPORTS)


@pytest.fixture
def transport() -> str:
    """Return the transport of the tests that run on one only; closing a network port takes pySerial 0.3 s."""
    return TRANSPORTS[0]


def read(
    script: Script, transport: str, *, chatter: bytes = b"", timeout_s: float = 1.0, timing: Timing = QUICK
) -> Card:
    with (
        ScriptedPeer(script, transport=transport, chatter=chatter) as peer,
        CardReader(peer.url, timing=timing) as reader,
    ):
        reader.greet()
        return reader.read(timeout_s=timeout_s)


def code_of(script: Script, transport: str, *, chatter: bytes = b"") -> str:
    with pytest.raises(SscardError) as caught:
        read(script, transport, chatter=chatter)
    for language in messages.LANGUAGES:
        shown = messages.message(caught.value.code, caught.value.params, language)
        assert shown.what != caught.value.code
        assert shown.todo
    return caught.value.code


@on_each_transport
@pytest.mark.parametrize(
    "identifier",
    [
        "resp_base_resident",
        "resp_base_hmt_J",
        "resp_base_foreign_I",
        "resp_base_foreign_Y",
        "resp_base_preamble_inside",
    ],
)
def test_a_card_is_read(transport: str, identifier: str) -> None:
    expected = entries()[identifier].expect.get("person", {}).get("number", RESIDENT)
    assert read({"3001": [wire(identifier)]}, transport).number == expected


@on_each_transport
def test_the_driver_asks_in_the_order_of_the_protocol(transport: str) -> None:
    with ScriptedPeer({}, transport=transport) as peer, CardReader(peer.url, timing=QUICK) as reader:
        reader.greet()
        assert reader.module_number() == "05.03-20991231-0000000001-0000000002"
        assert reader.read(timeout_s=1).number == RESIDENT
        assert reader.appended_addresses() == ()
        assert peer.requests == ["11FF", "12FF", "2001", "2002", "3001", "3003"]


def test_a_card_that_comes_later_is_waited_for(transport: str) -> None:
    none = wire("resp_err_80")
    assert read({"2001": [none, none, wire("resp_find_ok_iin")]}, transport).number == RESIDENT


@on_each_transport
def test_no_card_in_time_is_said(transport: str) -> None:
    assert code_of({"2001": [wire("resp_err_80")]}, transport) == "reader.no_card"


NOISE = bytes.fromhex("00FF55AA") + b"\xaa\xaa\xaa\x96\x69\xff\xff" + b"\x00\xaa\xaa"


@pytest.mark.parametrize("noise", [NOISE, b"\xaa", b"\xaa" * 40, b"\x00" * 500, b"\xaa\xaa\xaa\x96\x69\x00\x03"])
def test_noise_before_every_frame_is_skipped(transport: str, noise: bytes) -> None:
    script = {
        "11FF": [noise + wire("resp_ok")],
        "2001": [noise + wire("resp_find_ok_zero")],
        "2002": [noise + wire("resp_select_ok")],
        "3001": [[noise, 0.1, READING]],
    }
    assert read(script, transport).number == RESIDENT


@on_each_transport
def test_a_request_that_is_echoed_is_skipped(transport: str) -> None:
    script = {
        "11FF": [wire("req_status") + wire("resp_ok")],
        "2001": [wire("req_find") + wire("resp_find_ok_zero")],
        "2002": [wire("req_select") + wire("resp_select_ok")],
        "3001": [wire("req_read_base") + READING],
    }
    assert read(script, transport).number == RESIDENT


@on_each_transport
def test_an_answer_in_single_bytes_is_read(transport: str) -> None:
    pieces: list[bytes | float] = []
    for byte in READING:
        pieces += [bytes((byte,)), 0.0001]
    assert read({"3001": [pieces]}, transport, timing=PATIENT).number == RESIDENT


def test_an_answer_in_seven_pieces_is_read(transport: str) -> None:
    pieces = [part for chunk in entries()["stream_chunked_base"].chunks for part in (chunk, 0.02)]
    assert read({"3001": [pieces]}, transport).number == RESIDENT


def test_answers_that_come_twice_do_no_harm(transport: str) -> None:
    script = {
        "11FF": [wire("resp_ok") * 2],
        "2001": [wire("resp_find_ok_zero") * 2],
        "2002": [wire("resp_select_ok") * 2],
        "3001": [READING * 2],
    }
    assert read(script, transport).number == RESIDENT


@on_each_transport
def test_an_answer_glued_to_a_stray_one_is_read_again_in_step(transport: str) -> None:
    assert read({"2001": [wire("stream_two_glued"), wire("resp_find_ok_zero")]}, transport).number == RESIDENT


SPOILED: dict[str, Answer] = {
    "truncated": READING[:640],
    "truncated in the header": READING[:6],
    "truncated by one byte": READING[:-1],
    "flipped bit": wire("bad_checksum_base"),
    "dropped byte": READING[:700] + READING[701:],
    "swapped preamble": wire("bad_preamble"),
    "length that lies": wire("len_lies_long"),
    "length of 64 KiB": wire("len_huge"),
    "wrong kind": wire("wrong_kind_for_command"),
    "nothing": b"",
    "hazard, truncated": wire("resp_base_preamble_inside")[:-1],
    "hazard, flipped": wire("resp_base_preamble_inside")[:60] + b"\xff" + wire("resp_base_preamble_inside")[61:],
    "hazard, cut before": wire("resp_base_preamble_inside")[30:],
    "another card's answer in front": wire("resp_select_ok") + READING,
    "field glitch": wire("stream_field_glitch"),
}


@pytest.mark.parametrize("kind", SPOILED)
def test_a_spoiled_reading_once_ends_in_the_right_one(transport: str, kind: str) -> None:
    assert read({"3001": [SPOILED[kind], READING]}, transport).number == RESIDENT


@pytest.mark.parametrize("kind", [kind for kind in SPOILED if kind != "another card's answer in front"])
def test_a_spoiled_reading_each_time_ends_in_an_error(transport: str, kind: str) -> None:
    assert code_of({"3001": [SPOILED[kind]]}, transport) in {"reader.card_lost", "reader.no_card", "reader.garbled"}


@pytest.mark.parametrize("command", ["11FF", "2001", "2002"])
@pytest.mark.parametrize("kind", ["nothing", "field glitch", "length that lies", "truncated in the header"])
def test_a_spoiled_answer_once_does_no_harm(transport: str, command: str, kind: str) -> None:
    good = {"11FF": "resp_ok", "2001": "resp_find_ok_zero", "2002": "resp_select_ok"}[command]
    assert read({command: [SPOILED[kind], wire(good)]}, transport).number == RESIDENT


def test_a_flipped_bit_is_never_a_reading(transport: str) -> None:
    """Every place of the frame has its turn: the spoiled reading is never returned, the next one is."""
    source = random.Random(7)
    for place in source.sample(range(len(READING)), 8):
        spoiled = READING[:place] + bytes((READING[place] ^ 1 << source.randrange(8),)) + READING[place + 1 :]
        card = read({"3001": [spoiled, READING]}, transport)
        assert card == read({}, transport)


@on_each_transport
def test_two_flips_that_the_check_byte_misses_are_read_again(transport: str) -> None:
    damaged = bytearray(READING)
    damaged[14 + 122] ^= 1
    damaged[14 + 124] ^= 1
    card = read({"3001": [bytes(damaged), READING]}, transport)
    assert card.number == RESIDENT
    assert card.warnings == ()


def test_an_oddity_that_comes_twice_is_the_card_s_own(transport: str) -> None:
    card = read({"3001": [wire("resp_base_bad_idcheck")]}, transport)
    assert {warning.code for warning in card.warnings} == {"card.number_check_character", "card.number_sex_differ"}


# ── late answers ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("requests_later", range(1, 6))
def test_a_late_reading_is_never_taken_for_another_card_s(transport: str, requests_later: int) -> None:
    """The first reading comes in front of the answer to a later request, when the other card lies there."""
    late = {"waiting": False, "left": 0}

    def swallow(peer: ScriptedPeer) -> Answer:
        late.update(waiting=True, left=requests_later)
        return b""

    def with_late(answer: bytes) -> Answer:
        def respond(peer: ScriptedPeer) -> Answer:
            late["left"] -= 1
            if late["waiting"] and late["left"] == 0:
                late["waiting"] = False
                return OTHER_READING + answer
            return answer

        return respond

    script: Script = {
        "11FF": [with_late(wire("resp_ok"))],
        "2001": [with_late(wire("resp_find_ok_zero"))],
        "2002": [with_late(wire("resp_select_ok"))],
        "3001": [swallow, with_late(READING)],
    }
    assert read(script, transport).number == RESIDENT


@on_each_transport
def test_a_late_reading_that_overtakes_the_next_one_is_never_taken_for_it(transport: str) -> None:
    """An adapter holds the first reading back until the driver waits for the second."""
    script: Script = {"3001": [b"", [OTHER_READING, 0.1, READING], READING]}
    assert read(script, transport).number == RESIDENT


def test_a_copy_of_the_last_reading_is_not_the_next_card_s(transport: str) -> None:
    script: Script = {"3001": [OTHER_READING, [OTHER_READING, 0.1, READING], READING]}
    with ScriptedPeer(script, transport=transport) as peer, CardReader(peer.url, timing=QUICK) as reader:
        reader.greet()
        assert reader.read(timeout_s=1).number == OTHER
        assert reader.read(timeout_s=1).number == RESIDENT


def test_a_module_that_hands_a_card_over_once_can_still_read_it_a_second_time(transport: str) -> None:
    once = [READING, wire("resp_err_41"), READING, wire("resp_err_41")]
    with ScriptedPeer({"3001": once}, transport=transport) as peer, CardReader(peer.url, timing=QUICK) as reader:
        reader.greet()
        assert reader.read(timeout_s=1).number == RESIDENT
        assert reader.read(timeout_s=1).number == RESIDENT


def test_a_late_find_answer_is_not_taken_for_select(transport: str) -> None:
    script: Script = {
        "2001": [wire("resp_find_ok_zero")],
        "2002": [[wire("resp_find_ok_iin"), 0.01, wire("resp_select_ok")], wire("resp_select_ok")],
    }
    assert read(script, transport).number == RESIDENT


@on_each_transport
def test_an_answer_left_over_from_another_program_is_not_taken(transport: str) -> None:
    with ScriptedPeer({}, transport=transport) as peer, CardReader(peer.url, timing=QUICK) as reader:
        for _ in range(3):
            peer.send(OTHER_READING)
        reader.greet()
        peer.send(OTHER_READING)
        assert reader.read(timeout_s=1).number == RESIDENT


# ── readers that can't ───────────────────────────────────────────────────────────────────────────────────────


@on_each_transport
def test_a_silent_port_is_said_to_be_silent(transport: str) -> None:
    silent: Script = {command: [b""] for command in ("10FF", "11FF", "2001", "2002", "3001")}
    assert code_of(silent, transport) == "reader.silent"


@pytest.mark.parametrize("chatter", [b"\x55" * 400, b"\xaa\xaa\xaa\x96\x69\x05\x08" * 60, bytes(range(256))])
def test_a_port_that_talks_without_end_is_said_to_make_no_sense(transport: str, chatter: bytes) -> None:
    mute: Script = {command: [b""] for command in ("10FF", "11FF", "2001", "2002", "3001")}
    assert code_of(mute, transport, chatter=chatter) == "reader.garbled"


@on_each_transport
def test_a_port_that_floods_cannot_keep_us(transport: str) -> None:
    """Megabytes a second, for ever, from the moment of opening."""
    stop = threading.Event()
    with ScriptedPeer({"11FF": [b""]}, transport=transport) as peer:

        def flood() -> None:
            while not stop.is_set():
                peer.send(b"\xaa\xaa\xaa\x96\x69\x09\x60" * 8000)
                time.sleep(0)

        thread = threading.Thread(target=flood)
        thread.start()
        try:
            with (
                pytest.raises(EnvironmentFailedError, match=r"reader\.(garbled|silent)"),
                CardReader(peer.url, timing=QUICK) as reader,
            ):
                reader.greet()
        finally:
            stop.set()
            thread.join()


def test_a_frame_that_dribbles_for_ever_ends_at_the_limit(transport: str) -> None:
    dribble: list[bytes | float] = [READING[:40]]
    for byte in READING[40:90]:
        dribble += [bytes((byte,)), 0.03]
    assert code_of({"3001": [dribble]}, transport) in {"reader.card_lost", "reader.garbled", "reader.silent"}


@pytest.mark.parametrize("command", ["11FF", "2001", "2002", "3001"])
def test_an_unauthorised_module_is_told_at_once(transport: str, command: str) -> None:
    assert code_of({command: [wire("resp_err_66")]}, transport) == "reader.unauthorised"


def test_a_reader_whose_self_test_fails_is_reset_once_and_told(transport: str) -> None:
    with ScriptedPeer({"11FF": [wire("resp_err_60")]}, transport=transport) as peer:
        with CardReader(peer.url, timing=QUICK) as reader, pytest.raises(EnvironmentFailedError, match="self_test"):
            reader.greet()
        assert peer.requests.count("10FF") == 1


@pytest.mark.parametrize(
    ("command", "answers", "outcome", "asked"),
    [
        ("2002", ["resp_err_81"], "reader.select_failed", 3),
        ("2002", ["resp_err_81", "resp_select_ok"], "", 2),
        ("3001", ["resp_err_41"], "reader.read_failed", 3),
        ("3001", ["resp_err_41_sw", "resp_base_resident"], "", 2),
        ("3001", ["resp_err_34", "resp_base_resident"], "", 2),
        ("2002", ["resp_err_31"], "reader.card_refused_reader", 2),
        ("2002", ["resp_err_32", "resp_select_ok"], "", 2),
        ("3001", ["resp_err_33"], "reader.information_check", 1),
        ("2001", ["resp_err_40"], "reader.wrong_card", 1),
        ("3001", ["resp_err_47", "resp_base_resident"], "", 2),
        ("3001", ["resp_err_47"], "reader.random_failed", 2),
        ("3001", ["resp_err_21"], "reader.unsupported", 1),
        ("2001", ["resp_err_23"], "reader.not_permitted", 1),
        ("2001", ["resp_err_24"], "reader.unrecognised", 1),
        ("3001", ["resp_err_10", "resp_base_resident"], "", 2),
        ("2001", ["resp_err_11", "resp_find_ok_zero"], "", 2),
        ("2001", ["resp_err_10"], "reader.request_damaged", 2),
        ("3001", ["inner_len_overrun"], "reader.reading_lengths", 1),
    ],
)
def test_each_refusal_has_its_own_way_out(
    transport: str, command: str, answers: list[str], outcome: str, asked: int
) -> None:
    with ScriptedPeer({command: [wire(answer) for answer in answers]}, transport=transport) as peer:
        with CardReader(peer.url, timing=QUICK) as reader:
            reader.greet()
            if outcome:
                with pytest.raises((EnvironmentFailedError, InvalidInputError)) as caught:
                    reader.read(timeout_s=1)
                assert caught.value.code == outcome
            else:
                assert reader.read(timeout_s=1).number == RESIDENT
        assert peer.requests.count(command) == asked


def test_a_card_lifted_too_early_is_told_as_that(transport: str) -> None:
    script: Script = {
        "2001": [wire("resp_find_ok_zero"), wire("resp_err_80")],
        "3001": [READING[:640], wire("resp_err_41")],
    }
    assert code_of(script, transport) == "reader.read_failed"


@on_each_transport
def test_a_cable_pulled_while_reading_is_told_as_that(transport: str) -> None:
    def pull(peer: ScriptedPeer) -> Answer:
        peer.send(READING[:300])
        peer.vanish()
        return b""

    assert code_of({"3001": [pull]}, transport) == "reader.disconnected"


@on_each_transport
def test_a_stop_request_is_heeded_while_waiting(transport: str) -> None:
    stop = threading.Event()
    with (
        ScriptedPeer({"11FF": [wire("resp_ok")], "2001": [b""]}, transport=transport) as peer,
        CardReader(peer.url, timing=Timing(), cancelled=stop.is_set) as reader,
    ):
        reader.greet()
        threading.Timer(0.05, stop.set).start()
        with pytest.raises(CancelledError):
            reader.read(timeout_s=60)


# ── ports ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_logs_hold_no_data(transport: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        card = read({"3001": [SPOILED["truncated"], SPOILED["another card's answer in front"], READING]}, transport)
    assert "status" in caplog.text
    logged = caplog.text.replace(" ", "").lower()
    for secret in (card.name, card.number, card.address, READING[14:44].hex(), READING[270:290].hex()):
        assert secret.lower() not in logged
    assert all(len(record.getMessage()) < 120 for record in caplog.records)


def test_a_port_that_is_held_is_told_as_that(transport: str) -> None:
    if transport == "tcp":
        pytest.skip("only devices can be held")
    with (
        ScriptedPeer({}, transport=transport) as peer,
        CardReader(peer.url, timing=QUICK),
        pytest.raises(EnvironmentFailedError, match="port_held"),
    ):
        CardReader(peer.url, timing=QUICK)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "reader.port_missing"),
        ("/dev/no-such-reader", "reader.port_missing"),
        ("nonsense://x", "reader.port_name"),
        ("a\0b", "reader.port_name"),
        ("socket://", "reader.port_failed"),
        ("socket://127.0.0.1:99999", "reader.port_failed"),
        ("socket://127.0.0.1:1", "reader.port_refused"),
        ("hwgrep://[", "reader.port_"),
        ("alt://x?class=os.system", "reader.port_"),
        ("/dev/null", "reader.port_failed"),
    ],
)
def test_a_port_that_cannot_be_opened_has_its_error(transport: str, url: str, code: str) -> None:
    if sys.platform == "win32":
        pytest.skip("the names are of another system")
    with pytest.raises(EnvironmentFailedError) as caught:
        CardReader(url, timing=QUICK)
    assert caught.value.code.startswith(code)
    assert messages.message(caught.value.code, caught.value.params, "en").what != caught.value.code


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (serial.SerialException(errno.EACCES, "could not open port"), "reader.port_permission"),
        (serial.SerialException(errno.EBUSY, "could not open port"), "reader.port_held"),
        (serial.SerialException("could not open port 'COM3': PermissionError(13, 'denied')"), "reader.port_held"),
        (serial.SerialException("could not open port 'COM3': FileNotFoundError(2, 'no')"), "reader.port_missing"),
        (serial.SerialException("could not open port 'COM3': OSError(121)"), "reader.port_failed"),
        (OSError(errno.EIO, "gone"), "reader.port_failed"),
    ],
)
def test_each_system_s_refusal_has_its_remedy(monkeypatch: pytest.MonkeyPatch, refusal: Exception, code: str) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise refusal

    monkeypatch.setattr(serial, "serial_for_url", refuse)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(EnvironmentFailedError) as caught:
        CardReader("/dev/ttyUSB0", timing=QUICK)
    assert caught.value.code == code


@pytest.mark.long
@pytest.mark.parametrize("kind", SPOILED)
def test_with_the_field_s_own_times_every_reading_ends_within_ten_seconds(kind: str) -> None:
    with ScriptedPeer({"3001": [SPOILED[kind]]}, transport=TRANSPORTS[0]) as peer:
        started = time.monotonic()
        with CardReader(peer.url) as reader:
            reader.greet()
            with contextlib.suppress(SscardError):
                assert reader.read(timeout_s=1).number == RESIDENT
        assert time.monotonic() - started < 10


@pytest.mark.long
@pytest.mark.parametrize("mute", [("11FF",), ("2001", "11FF"), ("2002",), ("3001", "10FF"), ("2001",)])
@pytest.mark.parametrize("chatter", [b"", bytes(range(256))])
def test_with_the_field_s_own_times_a_mute_reader_is_told_within_ten_seconds(
    mute: tuple[str, ...], chatter: bytes
) -> None:
    with ScriptedPeer({command: [b""] for command in mute}, chatter=chatter) as peer:
        started = time.monotonic()
        with pytest.raises(EnvironmentFailedError):
            SerialCardReaders().read(peer.url, timeout_s=1)
        assert time.monotonic() - started < 10
