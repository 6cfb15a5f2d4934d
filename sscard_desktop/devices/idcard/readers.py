# SPDX-License-Identifier: Apache-2.0
"""The card readers of this machine, as the services ask for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sscard_desktop.devices.idcard import discovery, obstacles
from sscard_desktop.devices.idcard.counts import CountBook
from sscard_desktop.devices.idcard.dialects import dialect_of
from sscard_desktop.devices.idcard.hiddevices import hid_devices
from sscard_desktop.devices.idcard.line import NoAnswerError, Timing
from sscard_desktop.devices.idcard.port import CardReader
from sscard_desktop.devices.idcard.watcher import ReaderWatch
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.reader import ReaderChoice, ReaderCounts, ReaderDialect, ReaderEvent, ReaderPort
from sscard_desktop.services.ports import USUAL_BAUD


class SerialCardReaders:
    """Readers on serial ports.

    Args:
        timing: see :class:`~sscard_desktop.devices.idcard.port.CardReader`.
    """

    def __init__(self, *, timing: Timing | None = None) -> None:
        self._timing = timing
        self._counts = CountBook()

    def ports(self) -> Sequence[ReaderPort]:
        """Return the serial ports of this machine, likely readers first, then HID devices. Writes to none of them."""
        return [*discovery.ports(), *hid_devices()]

    def obstacle(self) -> SscardError | None:
        """Return why a reader that is plugged in has no port; see :func:`obstacles.hidden`."""
        return obstacles.hidden()

    def probe_speed(self, url: str, *, dialect: ReaderDialect = ReaderDialect.SAM) -> int | None:
        """Return the speed at which a reader answers, ``None`` when none does: :func:`discovery.answering_speed`."""
        try:
            return discovery.answering_speed(url, timing=self._timing, dialect=dialect_of(dialect))
        except NoAnswerError:
            return None

    def read(
        self, url: str, *, timeout_s: float, baud: int = USUAL_BAUD, dialect: ReaderDialect = ReaderDialect.SAM
    ) -> Card:
        """Wait for a card and read it; errors as in ``CardReader.greet`` and ``CardReader.read``."""
        with CardReader(url, baud=baud, timing=self._timing, dialect=dialect_of(dialect)) as reader:
            reader.greet()
            return reader.read(timeout_s=timeout_s)

    def watch(self, choice: ReaderChoice, on_event: Callable[[ReaderEvent], None]) -> ReaderWatch:
        """Watch the wanted reader; ``on_event`` is called from the watching thread."""
        watch = ReaderWatch(choice, timing=self._timing, counts=self._counts)
        watch.start(on_event)
        return watch

    def counts(self) -> ReaderCounts:
        """Return what the readers did since the program was started."""
        return self._counts.now()
