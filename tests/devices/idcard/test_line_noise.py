# SPDX-License-Identifier: Apache-2.0
"""One command on a line that holds anything: its own answer or an error, never something else. No wire, no waiting."""

from __future__ import annotations

from unittest.mock import patch

import pytest
import serial
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.devices.idcard import commands, line
from sscard_desktop.devices.idcard.commands import Answer, Command
from sscard_desktop.devices.idcard.frames import PREAMBLE
from sscard_desktop.devices.idcard.line import Line, NoAnswerError
from tests.helpers.corpus import Entry, body, of_kind
from tests.helpers.readerpeer import wire

ASKED: dict[str, tuple[Command, str]] = {
    "find": (commands.FIND, "resp_find_ok_zero"),
    "select": (commands.SELECT, "resp_select_ok"),
    "read": (commands.READ, "resp_base_resident"),
}
PREAMBLE_NOISE = st.lists(st.sampled_from(sorted({*PREAMBLE, 0x00})), max_size=60).map(bytes)


class HeldPort:
    """A port that gives its bytes in the pieces it was told to, once something was written; time passes as it waits."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._asked = False
        self._now_s = 0.0

    def open(self) -> None:
        """Open; it always is."""

    def close(self) -> None:
        """Close; nobody minds."""

    def write(self, data: bytes) -> None:
        self._asked = True

    def read(self, count: int) -> bytes:
        if not self._asked or not self._pieces:
            self._now_s += 0.1
            return b""
        piece = self._pieces[0]
        self._pieces[:1] = [piece[count:]] if len(piece) > count else []
        return piece[:count]

    def monotonic(self) -> float:
        return self._now_s


def ask(command: Command, *pieces: bytes) -> Answer:
    port = HeldPort([piece for piece in pieces if piece])
    with (
        patch.object(serial, "serial_for_url", lambda *_, **__: port),
        patch.object(line, "time", port),
        Line("held") as open_line,
    ):
        return open_line.exchange(command)


@pytest.mark.parametrize("name", ASKED)
@given(noise=PREAMBLE_NOISE)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_noise_of_preamble_bytes_gives_the_answer_or_none(name: str, noise: bytes) -> None:
    command, identifier = ASKED[name]
    try:
        answer = ask(command, noise + wire(identifier))
    except NoAnswerError:
        # The noise may begin a frame that swallows the answer; without a beginning it may not.
        assert PREAMBLE in noise + PREAMBLE[:-1]
        return
    assert answer == Answer.parse(body(identifier))


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_in_two_pieces_is_the_answer_wherever_it_is_split(name: str) -> None:
    command, identifier = ASKED[name]
    whole = wire(identifier)
    for split in range(len(whole) + 1):
        assert ask(command, whole[:split], whole[split:]) == Answer.parse(body(identifier))


def test_not_one_of_all_single_bit_flips_is_ever_a_reading() -> None:
    whole = wire("resp_base_resident")
    assert len(whole) == 1295
    for place in range(len(whole)):
        for bit in range(8):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            with pytest.raises(NoAnswerError):
                ask(commands.READ, bytes(damaged))


@pytest.mark.parametrize("entry", [e for e in of_kind("response") if e.valid], ids=lambda entry: entry.id)
def test_an_answer_to_another_command_is_never_taken(entry: Entry) -> None:
    answer = Answer.parse(entry.data[7:-1])
    for command, _ in ASKED.values():
        if not command.accepts(answer):
            with pytest.raises(NoAnswerError):
                ask(command, entry.data)
