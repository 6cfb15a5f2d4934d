# SPDX-License-Identifier: Apache-2.0
"""A reader that isn't there: the same bytes behind a real serial line, for the demo station, training and tests."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from sscard_desktop.devices.idcard.dialects.moduleside import WITHOUT_SPEED
from sscard_desktop.devices.idcard.lineends import LineEnd, open_end, point_link
from sscard_desktop.devices.idcard.module import Fault, Latency, SimulatedModule
from sscard_desktop.devices.idcard.specimens import specimens
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.reader import ReaderDialect
from sscard_desktop.services.ports import SimulatorState

_WAIT_S = 0.02
_NOISE_BYTES = 256


class SimulatedCardReader:
    """A simulated reader with its own thread; a context manager, or :meth:`start` and :meth:`stop`.

    Args:
        today: the day from which the built-in cards' ages and expiries are counted.
        link: a path that leads to the line, the same each time the reader is started.
        tcp: listen on a TCP port even where pseudo-terminals exist.
        latency, repeat_read, dialect: see :class:`~sscard_desktop.devices.idcard.module.SimulatedModule`.
    """

    def __init__(
        self,
        *,
        today: date,
        link: Path | None = None,
        tcp: bool = False,
        latency: Latency | None = None,
        repeat_read: bool = False,
        dialect: ReaderDialect = ReaderDialect.SAM,
    ) -> None:
        self._specimens = specimens(today)
        self._link = link
        self._tcp = tcp
        self._tcp_port = 0
        """Where it listened before, if on TCP: plugged in again it is found there."""
        self._module = SimulatedModule(latency=latency, repeat_read=repeat_read, dialect=dialect)
        self._has_speed = dialect not in WITHOUT_SPEED
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._end: LineEnd | None = None
        self._near_end = ""
        """The line's URL, this time or last time; where there is a link it leads to it."""
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """What the driver opens, also while it is unplugged; ``RuntimeError`` before the start."""
        if not self._near_end:
            raise RuntimeError("the simulated reader was never plugged in")
        return str(self._link) if self._link and "://" not in self._near_end else self._near_end

    @property
    def card_names(self) -> tuple[str, ...]:
        """The built-in cards."""
        return tuple(self._specimens)

    def start(self) -> None:
        """Plug it in. A card that lies on it stays there."""
        if self._thread is not None:
            return
        end = open_end(tcp=True, port=self._tcp_port) if self._tcp else open_end(port=self._tcp_port)
        try:
            if self._link is not None:
                point_link(self._link, end.url)
        except EnvironmentFailedError:
            end.close()
            raise
        self._end, self._near_end = end, end.url
        if "://" in end.url:
            self._tcp_port = int(end.url.rpartition(":")[2])
        self._stop.clear()
        self._thread = threading.Thread(target=self._serve, args=(end,), name="simulated reader", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Unplug it: the line vanishes under the driver's hands. Idempotent."""
        if self._thread is None or self._end is None:
            return
        self._stop.set()
        self._thread.join()
        self._end.close()
        if self._link is not None:
            self._link.unlink(missing_ok=True)
        self._thread, self._end = None, None

    def __enter__(self) -> SimulatedCardReader:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def lay_on(self, card: Card | str) -> None:
        """Lay a card on; ``InvalidInputError("reader.no_such_card")`` for a name that isn't built in."""
        if isinstance(card, str):
            if card not in self._specimens:
                raise InvalidInputError("reader.no_such_card", names=", ".join(self.card_names))
            card = self._specimens[card]
        with self._lock:
            self._module.lay_on(card)

    def lift(self) -> None:
        """Lift the card."""
        with self._lock:
            self._module.lift()

    def set_fault(self, name: str) -> None:
        """Make something go wrong from now on, ``""`` mends it; ``InvalidInputError("reader.no_such_fault")``."""
        try:
            fault = Fault(name)
        except ValueError:
            raise InvalidInputError("reader.no_such_fault", names=", ".join(self.fault_names)) from None
        with self._lock:
            self._module.fault = fault

    @property
    def fault_names(self) -> tuple[str, ...]:
        """What can go wrong, as :meth:`set_fault` calls it."""
        return tuple(fault.value for fault in Fault if fault)

    def set_reading_time(self, seconds: float) -> None:
        """Take so long for each reading from now on, besides the transfer."""
        with self._lock:
            self._module.latency = replace(self._module.latency, read_s=max(seconds, 0.0))

    def set_repeats(self, *, repeats: bool) -> None:
        """Find a card again that was read and still lies there, as some modules do, or not."""
        with self._lock:
            self._module.repeat_read = repeats

    def state(self) -> SimulatorState:
        """Return how it stands."""
        with self._lock:
            module = self._module
            return SimulatorState(
                plugged_in=self._end is not None,
                card=module.card,
                fault=module.fault.value,
                reading_s=module.latency.read_s,
                repeats=module.repeat_read,
            )

    def _serve(self, end: LineEnd) -> None:
        heard_at = time.monotonic()
        while not self._stop.is_set():
            data = end.read(_WAIT_S)
            quiet_s = 0.0 if data else time.monotonic() - heard_at
            if data:
                heard_at = time.monotonic()
            with self._lock:
                garbage = self._module.fault is Fault.GARBAGE or (
                    # At the wrong speed, whatever is sent arrives as something else
                    data and self._has_speed and end.speed not in {None, self._module.baud}
                )
                pieces = [] if garbage else list(self._module.receive(data, quiet_s=quiet_s))
                noise = self._module.noise(_NOISE_BYTES) if garbage else b""
            end.write(noise)
            for piece in pieces:
                if self._stop.wait(piece.after_s):
                    return
                end.write(piece.data)
