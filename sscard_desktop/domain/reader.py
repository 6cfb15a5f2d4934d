# SPDX-License-Identifier: Apache-2.0
"""What the card reader tells the counter: its state as the clerk sees it, and the card when one was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import SscardError


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


@dataclass(frozen=True, slots=True)
class ReaderEvent:
    """One change of the reader's state.

    Attributes:
        state: the new state.
        card: the card, only with ``CARD_READ``; ``None`` there for a card that was told already.
        error: why, with ``DISCONNECTED``, ``CARD_FAILED`` and ``FAILED``.
    """

    state: ReaderState
    card: Card | None = None
    error: SscardError | None = None


@dataclass(frozen=True, slots=True)
class ReaderPort:
    """A serial port that a reader may be plugged into.

    Attributes:
        device: what the system calls it, such as ``/dev/ttyUSB0`` or ``COM3``.
        description: what the system knows about it, for the clerk to choose by.
        usb_id: ``vid:pid`` in lower-case hexadecimal, empty for a port that isn't on USB.
        known_reader: the USB id belongs to an adapter or reader that ID card readers are built with.
    """

    device: str
    description: str
    usb_id: str = ""
    known_reader: bool = False
