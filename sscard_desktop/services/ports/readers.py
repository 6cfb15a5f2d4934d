# SPDX-License-Identifier: Apache-2.0
"""ID card readers: what finds, reads and watches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sscard_desktop.domain.reader import ReaderDialect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sscard_desktop.domain.card import Card
    from sscard_desktop.domain.errors import SscardError
    from sscard_desktop.domain.reader import ReaderChoice, ReaderCounts, ReaderEvent, ReaderPort


USUAL_BAUD = 115200
"""The speed of readers as they leave the factory (GA/T 467)."""


class CardWatch(Protocol):
    """A thread that watches one reader and tells of cards."""

    def next_person(self) -> None:
        """Let the card that was read last be read again: the clerk went on."""

    def check(self) -> None:
        """Ask the reader now whether it is well; the answer is an event with ``found``, or with an error."""

    def stop(self) -> None:
        """Close the port and end the thread; returns once it has ended."""


class ChipPhotos(Protocol):
    """Decodes chip photos with a vendor's library that the office has; takes up to seconds, so never in the window."""

    def check(self, library: str) -> str:
        """Return the function that the library at this path decodes with; ``EnvironmentFailedError(chipphoto.*)``."""

    def decode(self, library: str, photo: bytes) -> bytes:
        """Return the 1024 bytes of a chip photo as a BMP of 102 × 126; ``SscardError`` (``chipphoto.*``)."""


class CardReaders(Protocol):
    """ID card readers. ``url`` is anything that pyserial's ``serial_for_url`` takes, or a HID device's path."""

    def ports(self) -> Sequence[ReaderPort]:
        """Return the serial ports of this machine, likely readers first. Writes to none of them."""

    def obstacle(self) -> SscardError | None:
        """Return why a reader that is plugged in has no port, with the remedy (``reader.*``)."""

    def probe_speed(self, url: str, *, dialect: ReaderDialect = ReaderDialect.SAM) -> int | None:
        """Return the speed at which a reader answers, ``None`` when none does. Writes to the port; takes seconds."""

    def read(
        self, url: str, *, timeout_s: float, baud: int = USUAL_BAUD, dialect: ReaderDialect = ReaderDialect.SAM
    ) -> Card:
        """Wait for a card and read it; raise ``EnvironmentFailedError`` (``reader.*``) within the time."""

    def watch(self, choice: ReaderChoice, on_event: Callable[[ReaderEvent], None]) -> CardWatch:
        """Find the wanted reader and watch it; ``on_event`` is called from the watching thread."""

    def counts(self) -> ReaderCounts:
        """Return what the readers did since the program was started."""
