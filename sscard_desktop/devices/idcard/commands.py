# SPDX-License-Identifier: Apache-2.0
"""The module's commands, which answer fits which command, and what its status words mean.

A late answer must never pass for the answer to the next command, and answers don't name theirs: so an answer is
believed only when its status and the length of its data fit the command that was sent (:meth:`Command.accepts`).
Sources: the command set of GA/T 467 modules as their drivers agree on it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from enum import IntEnum

from sscard_desktop.devices.idcard import frames
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError

TEXT_BYTES = 256
PHOTO_BYTES = 1024


class Status(IntEnum):
    """SW3, the module's own status. Everything else is undocumented and counts as a failure."""

    REQUEST_CHECK_BYTE = 0x10
    REQUEST_LENGTH = 0x11
    UNSUPPORTED = 0x21
    NOT_PERMITTED = 0x23
    UNRECOGNISED = 0x24
    CARD_REFUSED_READER = 0x31
    READER_REFUSED_CARD = 0x32
    INFORMATION_CHECK = 0x33
    OUT_OF_SEQUENCE = 0x34
    WRONG_CARD = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    SELF_TEST = 0x60
    UNAUTHORISED = 0x66
    NO_CARD = 0x80
    SELECT_FAILED = 0x81
    SUCCESS = 0x90
    NO_CONTENT = 0x91
    CARD_FOUND = 0x9F


ERROR_CODES = {
    Status.REQUEST_CHECK_BYTE: "reader.request_damaged",
    Status.REQUEST_LENGTH: "reader.request_incomplete",
    Status.UNSUPPORTED: "reader.unsupported",
    Status.NOT_PERMITTED: "reader.not_permitted",
    Status.UNRECOGNISED: "reader.unrecognised",
    Status.CARD_REFUSED_READER: "reader.card_refused_reader",
    Status.READER_REFUSED_CARD: "reader.reader_refused_card",
    Status.INFORMATION_CHECK: "reader.information_check",
    Status.OUT_OF_SEQUENCE: "reader.out_of_sequence",
    Status.WRONG_CARD: "reader.wrong_card",
    Status.READ_FAILED: "reader.read_failed",
    Status.RANDOM_FAILED: "reader.random_failed",
    Status.SELF_TEST: "reader.self_test",
    Status.UNAUTHORISED: "reader.unauthorised",
    Status.NO_CARD: "reader.no_card",
    Status.SELECT_FAILED: "reader.select_failed",
    Status.NO_CONTENT: "reader.no_content",
}
"""The message code of each status that isn't a success."""

UNKNOWN_STATUS = "reader.unknown_status"

# Refusals that speak of a card. Those to find, select and read are told apart by some drivers and not by others; taking
# one for another costs a repeat, never a wrong reading.
_CARD_REFUSALS = frozenset(
    {
        Status.CARD_REFUSED_READER,
        Status.READER_REFUSED_CARD,
        Status.INFORMATION_CHECK,
        Status.OUT_OF_SEQUENCE,
        Status.WRONG_CARD,
        Status.READ_FAILED,
        Status.NO_CARD,
        Status.SELECT_FAILED,
    }
)
# All that belongs to certain commands; the rest (our frame was damaged, not authorised, undocumented) may answer any.
_BOUND = _CARD_REFUSALS | {Status.NO_CONTENT, Status.SUCCESS, Status.CARD_FOUND}


class ModuleRefusedError(EnvironmentFailedError):
    """The module answered, and said no.

    Attributes:
        status: SW3, also when it is undocumented.
    """

    def __init__(self, answer: Answer) -> None:
        known = ERROR_CODES.get(answer.status) if isinstance(answer.status, Status) else None
        words = answer.words.hex(" ").upper()
        super().__init__(known or UNKNOWN_STATUS, status=words)
        self.status = int(answer.status)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the module.

    Attributes:
        words: SW1 SW2 SW3 as they came.
        data: what follows; personal data, never logged.
    """

    words: bytes
    data: bytes = field(repr=False)

    @property
    def status(self) -> Status | int:
        """SW3, as a :class:`Status` where it is documented."""
        return Status(self.words[2]) if self.words[2] in _DOCUMENTED else self.words[2]

    @classmethod
    def parse(cls, body: bytes) -> Answer:
        """Split a frame's body; ``ValueError`` below three bytes."""
        if len(body) < 3:
            raise ValueError("an answer has three status words")
        return cls(body[:3], body[3:])


_DOCUMENTED = frozenset(int(status) for status in Status)


@dataclass(frozen=True, slots=True)
class Command:
    """One command, and what may answer it.

    Attributes:
        name: for logs.
        body: CMD PARA and data.
        success: the status that means success.
        data_bytes: lengths that the data of a successful answer may have.
        refusals: statuses bound to certain commands that this one may be answered with.
        timeout_s: how long the module may take, without the transfer.
        longest_bytes: the longest whole answer, to allow for its transfer.
    """

    name: str
    body: bytes
    data_bytes: Container[int]
    longest_bytes: int
    timeout_s: float = 1.0
    success: Status = Status.SUCCESS
    refusals: frozenset[Status] = frozenset()

    @property
    def request(self) -> bytes:
        """The bytes to send."""
        return frames.pack(self.body)

    def accepts(self, answer: Answer) -> bool:
        """Return whether ``answer`` can be the answer to this command, rather than a late one to another."""
        if answer.status == self.success:
            return len(answer.data) in self.data_bytes
        return not answer.data and (answer.status not in _BOUND or answer.status in self.refusals)


RESET = Command("reset", b"\x10\xff", {0}, 11, timeout_s=2.0)
STATUS = Command("status", b"\x11\xff", {0}, 11)
MODULE_NUMBER = Command("module number", b"\x12\xff", {16}, 27)
FIND = Command(
    "find", b"\x20\x01", {4}, 15, success=Status.CARD_FOUND, refusals=frozenset({Status.NO_CARD, Status.WRONG_CARD})
)
SELECT = Command("select", b"\x20\x02", {8}, 19, refusals=_CARD_REFUSALS)
READ = Command("read", b"\x30\x01", {4 + TEXT_BYTES + PHOTO_BYTES}, 1295, timeout_s=3.5, refusals=_CARD_REFUSALS)
READ_WITH_FINGERPRINT = Command(
    "read with fingerprint",
    b"\x30\x10",
    {6 + TEXT_BYTES + PHOTO_BYTES + fingerprint for fingerprint in (0, 512, 1024)},
    2321,
    timeout_s=5.0,
    refusals=_CARD_REFUSALS,
)
"""Known for its layout; the program never sends it, because nothing here needs fingerprints."""
READING_BYTES = (1284, 1286, 1798, 2310)
"""Lengths of a reading's data: text and photo, and text, photo and none, one or two fingerprints."""
READ_ADDRESS = Command(
    "read appended address",
    b"\x30\x03",
    {70, 140, 210, 280},
    291,
    timeout_s=2.5,
    refusals=_CARD_REFUSALS | {Status.NO_CONTENT},
)
READ_CHIP_NUMBERS = Command("read chip numbers", b"\x30\x05", {28}, 39, refusals=_CARD_REFUSALS)
"""IIN, SN and DN; not every module knows it."""

SPEEDS = (115200, 57600, 38400, 19200, 9600)
"""Bits a second, in the order in which the module's 60 command counts them, and in which they are tried."""


def set_speed(baud: int) -> Command:
    """Return the command that changes the module's speed; it is answered at the old one.

    The driver never sends it by itself: the setting outlives the session, and other software expects 115200.
    """
    return Command("set speed", bytes((0x60, SPEEDS.index(baud))), {0}, 11)


def set_radio_bytes(count: int) -> Command:
    """Return the command that limits a radio frame to ``count`` bytes (tuning only)."""
    return Command("set radio bytes", bytes((0x61, 0xFF, count)), {0}, 11)


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of a read answer, still encoded."""

    text: bytes = field(repr=False)
    photo: bytes = field(repr=False)
    fingerprint: bytes = field(default=b"", repr=False)


def split_reading(command: Command, data: bytes) -> Reading:
    """Return the parts of a successful read's data by the layout of the command that was sent.

    Raises ``InvalidInputError("reader.reading_lengths")`` when the lengths inside aren't the known ones, or their sum
    isn't the length of the data.
    """
    with_fingerprint = command.body == READ_WITH_FINGERPRINT.body
    start = 6 if with_fingerprint else 4
    lengths = [int.from_bytes(data[place : place + 2], "big") for place in range(0, start, 2)]
    if len(data) != start + sum(lengths) or lengths[:2] != [TEXT_BYTES, PHOTO_BYTES]:
        raise InvalidInputError("reader.reading_lengths")
    text_end = start + TEXT_BYTES
    photo_end = text_end + PHOTO_BYTES
    return Reading(data[start:text_end], data[text_end:photo_end], data[photo_end:])


def module_number(data: bytes) -> str:
    """Return the module's number as it is printed on it: ``05.03-20991231-0000000001-0000000002``."""
    if len(data) != 16:
        raise ValueError("a module number has 16 bytes")
    kind, version = (int.from_bytes(data[place : place + 2], "little") for place in (0, 2))
    day, first, second = (int.from_bytes(data[place : place + 4], "little") for place in (4, 8, 12))
    return f"{kind:02d}.{version:02d}-{day:08d}-{first:010d}-{second:010d}"


def appended_addresses(data: bytes) -> tuple[str, ...]:
    """Return the appended addresses (70 bytes each, UTF-16-LE, blank padded) of a successful answer."""
    parts = (data[start : start + 70] for start in range(0, len(data), 70))
    return tuple(part.decode("utf-16-le", errors="replace").rstrip(" \0") for part in parts)
