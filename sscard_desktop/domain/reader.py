# SPDX-License-Identifier: Apache-2.0
"""What the card reader tells the counter: its state as the clerk sees it, and the card when one was read.

Also which reader is wanted, which one was found, and what it has done today; all of it values that cross threads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sscard_desktop.domain.card import Card
    from sscard_desktop.domain.errors import SscardError

_HOST = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,98}[0-9A-Za-z])?|\[[0-9A-Fa-f:.]{2,45}\]")


class ReaderState(StrEnum):
    """Where the reader is; each state asks one thing of the clerk, or nothing."""

    DISCONNECTED = "disconnected"
    """No reader: not plugged in, unplugged, or not answering. The program goes on trying by itself."""
    CONNECTING = "connecting"
    """The port is open and the reader is being asked who it is."""
    READY = "ready"
    """Waiting for a card."""
    READING = "reading"
    """A card lies on it and is being read: leave it there."""
    CARD_READ = "card_read"
    """The card was read. Lift it; the event carries it, unless it is the same one laid on again within seconds."""
    CARD_FAILED = "card_failed"
    """This card couldn't be read; the reader itself works. Lift the card and lay it on again."""
    FAILED = "failed"
    """The reader can't be used until someone acts: not authorised, no permission for the port."""


class ReaderDialect(StrEnum):
    """How a reader speaks; the usual way unless somebody chose another for it."""

    SAM = "sam"
    """Whole frames on a serial port or network address (GA/T 467): nearly all readers."""
    CVR = "cvr"
    """The same with command numbers of its own."""
    HID = "hid"
    """Frames in the reports of a USB HID device."""
    HID_BARE = "hid-bare"
    """The same without the frames' preamble."""
    WRAPPED = "wrapped"
    """One wrapped request on a serial port, answered with a reading."""
    TEXT = "text"
    """One request in text over a network, answered with a reading."""


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Which reader to listen to.

    Attributes:
        url: the port or ``socket://`` address that somebody chose; ``""`` finds a reader by itself, among adapters that
            are known to be built into readers. Choosing an unknown port is the permission to write to it.
        device: :attr:`ReaderPort.id` of the chosen reader, or of the one that was found last: it is known again by it
            under whatever name it has then.
        baud: the speed at which it answered last, 0 for the usual one. Others are tried when it is silent.
        dialects: how readers speak that don't speak the usual way, by :attr:`ReaderPort.id`, or by port where that is
            empty.
    """

    url: str = ""
    device: str = ""
    baud: int = 0
    dialects: tuple[tuple[str, ReaderDialect], ...] = ()

    def dialect(self, device: str, url: str) -> ReaderDialect:
        """Return how the reader that has this id, or none and this port, speaks."""
        return dict(self.dialects).get(device or url, ReaderDialect.SAM)


def network_url(address: str) -> str:
    """Return the URL of a reader in the network, from ``host:port`` as people write it; ``""`` for anything else.

    A full-width colon, which input methods give, and the ``socket://`` in front are fine.
    """
    place = address.strip().replace("：", ":").removeprefix("socket://").rstrip("/")
    host, _, port = place.rpartition(":")
    known_port = port.isascii() and port.isdecimal() and 0 < int(port) < 65536
    return f"socket://{host}:{int(port)}" if known_port and _HOST.fullmatch(host) else ""


@dataclass(frozen=True, slots=True)
class FoundReader:
    """A reader that answered.

    Attributes:
        url: where.
        device: its :attr:`ReaderPort.id`, ``""`` where it isn't on USB.
        baud: bits a second.
        module: the security module's number, only after it was asked for (:meth:`CardWatch.check`).
        dialect: how it speaks.
    """

    url: str
    device: str
    baud: int
    module: str = ""
    dialect: ReaderDialect = ReaderDialect.SAM


@dataclass(frozen=True, slots=True)
class ReaderCounts:
    """What the readers of this program did since it was started; numbers and codes, nobody's data.

    Attributes:
        read: cards that were read.
        refused: cards that were laid on and could not be read.
        retried: commands and whole rounds that were repeated, and helped or didn't.
        recovered: how often a reader came back that was gone, silent or could not be used.
        last_error: the last error that was told.
        last_read_ms: how long the last card took, from found to read.
    """

    read: int = 0
    refused: int = 0
    retried: int = 0
    recovered: int = 0
    last_error: SscardError | None = None
    last_read_ms: int = 0


@dataclass(frozen=True, slots=True)
class ReaderEvent:
    """One change of the reader's state.

    Attributes:
        state: the new state.
        card: the card, only with ``CARD_READ``; ``None`` there for a card that was told already.
        error: why, with ``DISCONNECTED``, ``CARD_FAILED`` and ``FAILED``.
        found: the reader that speaks, with the ``READY`` that follows its first answer or a check.
    """

    state: ReaderState
    card: Card | None = None
    error: SscardError | None = None
    found: FoundReader | None = None


@dataclass(frozen=True, slots=True)
class ReaderPort:
    """A serial port or HID device that a reader may be plugged into.

    Attributes:
        device: what the system calls it, such as ``/dev/ttyUSB0`` or ``COM3``.
        description: what the system knows about it, for the clerk to choose by.
        usb_id: ``vid:pid`` in lower-case hexadecimal, empty for a port that isn't on USB.
        known_reader: the USB id belongs to an adapter or reader that ID card readers are built with.
        serial_number: what the device says of itself on USB, often nothing.
    """

    device: str
    description: str
    usb_id: str = ""
    known_reader: bool = False
    serial_number: str = ""

    @property
    def is_hid(self) -> bool:
        """Whether it is a HID device, which has no serial line."""
        return "/hidraw" in self.device

    @property
    def id(self) -> str:
        """What stays the same when it is plugged in again: ``vid:pid:serial``; empty for what isn't on USB."""
        return f"{self.usb_id}:{self.serial_number}" if self.usb_id else ""
