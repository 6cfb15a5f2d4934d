# SPDX-License-Identifier: Apache-2.0
"""The inside of the simulated reader: what a security module answers, as a state machine on bytes without any line.

It speaks the module's side of the protocol from the same frame format, and can be told to misbehave in every way that
readers in the field have been seen to. Refuses to be clever: it keeps the real modules' habit of denying a card that
was read until it is lifted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sscard_desktop.devices.idcard.commands import SPEEDS, Status
from sscard_desktop.devices.idcard.dialects.moduleside import SIDES, Asked
from sscard_desktop.devices.idcard.encode import reading
from sscard_desktop.devices.idcard.frames import HEADER_BYTES, PREAMBLE
from sscard_desktop.devices.idcard.layout import WLT_HEADER
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.reader import ReaderDialect

MODULE_NUMBER = bytes.fromhex("05000300FF4C40010100000002000000")
"""05.03-20991231-0000000001-0000000002, which no module has."""

PHOTO_BYTES = 1024
_REQUEST_GAP_S = 0.1
_PIECE_BYTES = 64


class Fault(StrEnum):
    """What goes wrong, until it is mended."""

    NONE = ""
    SILENCE = "silence"
    """Answers nothing at all."""
    GARBAGE = "garbage"
    """Talks noise without end, and answers nothing."""
    NOISE = "noise"
    """Noise and a false preamble before each answer."""
    FLIPPED_BIT = "flipped-bit"
    """One bit of each reading is wrong."""
    DROPPED_BYTE = "dropped-byte"
    """One byte of each reading is missing."""
    TRUNCATED = "truncated"
    """Each reading breaks off in the middle."""
    LATE = "late"
    """Each reading comes when nobody waits for it any more."""
    STRAY = "stray"
    """An answer that nobody asked for before each answer to find."""
    BYTE_BY_BYTE = "byte-by-byte"
    """Every byte alone, with a pause."""
    TWICE = "twice"
    """Every answer two times."""
    ECHO = "echo"
    """The request comes back before the answer, as half-duplex adapters do."""
    CARD_MOVED = "card-moved"
    """The card is lifted in the middle of each reading."""
    SELECT_FAILED = "select-failed"
    """No card can be selected."""
    READ_FAILED = "read-failed"
    """No card can be read."""
    UNAUTHORISED = "unauthorised"
    """The module isn't licensed."""
    SELF_TEST = "self-test"
    """The module's self-test fails."""
    UNKNOWN_STATUS = "unknown-status"
    """Reading ends with a status that no document names."""


@dataclass(frozen=True, slots=True)
class Latency:
    """How long the module takes, in seconds, and the line's speed for the transfer.

    Attributes:
        late_s: delay of a late answer.
        byte_s: pause between bytes that come alone.
    """

    find_s: float = 0.03
    select_s: float = 0.02
    read_s: float = 0.6
    baud: int = 115200
    late_s: float = 5.0
    byte_s: float = 0.002


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes to send after a pause."""

    after_s: float
    data: bytes = field(repr=False)


class SimulatedModule:
    """A security module with a place for one card. Not thread-safe.

    Args:
        latency: its pace.
        repeat_read: find a card again that was read already, as some modules do.
        dialect: how it hears and speaks.
    """

    def __init__(
        self,
        *,
        latency: Latency | None = None,
        repeat_read: bool = False,
        dialect: ReaderDialect = ReaderDialect.SAM,
    ) -> None:
        self._side = SIDES[dialect]
        self.latency = latency or Latency()
        self.fault = Fault.NONE
        self.baud = SPEEDS[0]
        self.repeat_read = repeat_read
        self._random = random.Random(467)
        self._buffer = bytearray()
        self._card: Card | None = None
        self._found = self._selected = self._read_done = False

    @property
    def card(self) -> Card | None:
        """The card that lies on it."""
        return self._card

    def lay_on(self, card: Card) -> None:
        """Lay a card on, in place of any other."""
        self.lift()
        self._card = card

    def lift(self) -> None:
        """Lift the card; everything known about it is forgotten."""
        self._card = None
        self._found = self._selected = self._read_done = False

    def noise(self, count: int) -> bytes:
        """Return random bytes, for a line that talks nonsense."""
        return self._random.randbytes(count)

    def receive(self, data: bytes, *, quiet_s: float = 0.0) -> Iterator[Piece]:
        """Take what arrived, after ``quiet_s`` of silence, and yield what is to be sent."""
        if self._buffer and quiet_s > _REQUEST_GAP_S:
            # A request that stays incomplete: the module says so once, and forgets it.
            self._buffer.clear()
            yield from self._answer(Asked(b""), _words(Status.REQUEST_LENGTH), 0.0)
        self._buffer += data
        while (asked := self._side.take(self._buffer)) is not None:
            yield from self._obey(asked)

    def _obey(self, asked: Asked) -> Iterator[Piece]:
        if asked.damaged:
            return self._answer(asked, _words(Status.REQUEST_CHECK_BYTE), 0.0)
        command = asked.steps[-1]
        if command[:1] == b"\x60" and len(command) == 2 and command[1] < len(SPEEDS):
            pieces = list(self._answer(asked, _words(Status.SUCCESS), 0.0))
            self.baud = SPEEDS[command[1]]
            return iter(pieces)
        body, whole_s = b"", 0.0
        for step in asked.steps:
            body, after_s = self._carry_out(step)
            whole_s += after_s
            if body[2] not in {Status.SUCCESS, Status.CARD_FOUND}:
                break
        return self._answer(asked, body, whole_s)

    def _carry_out(self, command: bytes) -> tuple[bytes, float]:
        """Return the answer's body and how long it takes."""
        latency = self.latency
        if self.fault is Fault.SELF_TEST:
            return _words(Status.SELF_TEST), 0.0
        if command == b"\x10\xff":
            self._found = self._selected = self._read_done = False
            return _words(Status.SUCCESS), 0.0
        if command == b"\x11\xff":
            return _words(Status.SUCCESS), 0.0
        if command == b"\x12\xff":
            return _words(Status.SUCCESS) + MODULE_NUMBER, 0.0
        if command[:2] == b"\x61\xff":
            return _words(Status.SUCCESS), 0.0
        if command[:1] in {b"\x20", b"\x30"} and self.fault is Fault.UNAUTHORISED:
            return _words(Status.UNAUTHORISED), 0.0
        if command == b"\x20\x01":
            return self._find(), latency.find_s
        if command == b"\x20\x02":
            return self._select(), latency.select_s
        if command in {b"\x30\x01", b"\x30\x10"}:
            return self._read(with_fingerprint=command == b"\x30\x10"), latency.read_s
        if command == b"\x30\x03":
            return _words(Status.NO_CONTENT if self._selected else Status.OUT_OF_SEQUENCE), 0.0
        return _words(Status.UNSUPPORTED), 0.0

    def _find(self) -> bytes:
        if self._card is None or (self._read_done and not self.repeat_read):
            return _words(Status.NO_CARD)
        self._found, self._selected = True, False
        return _words(Status.CARD_FOUND) + bytes(4)

    def _select(self) -> bytes:
        if not self._found or self.fault is Fault.SELECT_FAILED:
            return _words(Status.SELECT_FAILED)
        self._selected = True
        return _words(Status.SUCCESS) + bytes(8)

    def _read(self, *, with_fingerprint: bool) -> bytes:
        if not self._selected or self._card is None or self.fault is Fault.READ_FAILED:
            return _words(Status.READ_FAILED)
        if self.fault is Fault.UNKNOWN_STATUS:
            return bytes((0x69, 0x85, 0x5A))
        self._read_done = True
        body = reading(_with_photo(self._card))
        # No fingerprints: that is a legal answer, and the simulator holds nobody's
        return body[:7] + b"\0\0" + body[7:] if with_fingerprint else body

    def _answer(self, asked: Asked, body: bytes, after_s: float) -> Iterator[Piece]:
        """Send an answer the way the fault has it."""
        frame = self._side.said(asked, body)
        is_reading = len(frame) > HEADER_BYTES + PHOTO_BYTES
        fault = self.fault
        if fault in {Fault.SILENCE, Fault.GARBAGE}:
            return
        if fault is Fault.NOISE:
            yield Piece(0.0, self._side.noise(self.noise(9) + PREAMBLE + b"\xff" + self.noise(3)))
        elif fault is Fault.ECHO:
            yield Piece(0.0, asked.raw)
        elif fault is Fault.STRAY and body[2] in {Status.CARD_FOUND, Status.NO_CARD}:
            yield Piece(0.0, self._side.said(Asked(b""), _words(Status.SUCCESS) + MODULE_NUMBER))
        elif is_reading:
            frame, after_s = self._damage(frame, after_s)
        yield from self._pieces(frame, after_s)
        if fault is Fault.TWICE:
            yield from self._pieces(frame, 0.0)

    def _damage(self, frame: bytes, after_s: float) -> tuple[bytes, float]:
        middle = len(frame) // 2
        match self.fault:
            case Fault.FLIPPED_BIT:
                return frame[:middle] + bytes((frame[middle] ^ 0x10,)) + frame[middle + 1 :], after_s
            case Fault.DROPPED_BYTE:
                return frame[:middle] + frame[middle + 1 :], after_s
            case Fault.TRUNCATED:
                return frame[:middle], after_s
            case Fault.LATE:
                return frame, self.latency.late_s
            case Fault.CARD_MOVED:
                self.lift()
                return frame[:middle], after_s
            case _:
                return frame, after_s

    def _pieces(self, frame: bytes, after_s: float) -> Iterator[Piece]:
        alone = self.fault is Fault.BYTE_BY_BYTE
        size = 1 if alone else _PIECE_BYTES
        for start in range(0, len(frame), size):
            data = frame[start : start + size]
            transfer_s = self.latency.byte_s if alone else len(data) * 10 / self.latency.baud
            yield Piece(transfer_s + (0.0 if start else after_s), data)


def _words(status: Status) -> bytes:
    return bytes((0, 0, status))


def _with_photo(card: Card) -> Card:
    """Give a card without a chip photo a filler of the right shape; it decodes to nobody's face."""
    if card.photo_wlt:
        return card
    filler = WLT_HEADER + b"\x32\x00\x00\xff\x85" + random.Random(len(card.name)).randbytes(PHOTO_BYTES)
    return replace(card, photo_wlt=filler[:PHOTO_BYTES])
