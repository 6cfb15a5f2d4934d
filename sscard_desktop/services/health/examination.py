# SPDX-License-Identifier: Apache-2.0
"""The examination: every part at once, each in a thread of its own with a time limit.

A part that hangs (a network folder, a driver, a spooler) says so and holds nobody up; it isn't started a second time
while it still hangs. Answers come in the order of the parts, whichever is done first.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.health import HealthCheck, Part
from sscard_desktop.services.health import devices, machine, station
from sscard_desktop.services.health.look import Look, PartLook, fail, told, warn

LIMIT_S = 6.5
"""How long a part may take: with what begins and ends it, the whole stays under ten seconds."""
BELATED_S = 60.0
_WAITED_AT_ONCE_S = 0.1

PARTS: Mapping[Part, PartLook] = {
    Part.READER: devices.reader,
    Part.CAMERA: devices.cameras,
    Part.PRINTER: devices.printers,
    Part.FONTS: machine.fonts,
    Part.MODELS: machine.models,
    Part.DISK: machine.disks,
    Part.CLOCK: machine.clock,
    Part.PROFILES: machine.profiles,
    Part.STATION: machine.station,
    Part.KEYS: machine.keys,
    Part.DATABASE: station.database,
    Part.BACKUP: station.backups,
}
_OF_A_SESSION = (Part.DATABASE, Part.BACKUP)
_ONE_BY_ONE = (Part.FONTS, Part.MODELS, Part.PROFILES, Part.DATABASE)
"""What computes rather than waits. Side by side, each of their many small reads would wait for the others' turn at the
interpreter: together they took six times as long as one after the other."""
_TURN_S = LIMIT_S / 2
"""Who computes waits so long for the one before, which may hang after all."""


class Examiner:
    """Examines one workplace, again and again.

    Args:
        parts: what is looked at.
        limit_s: how long a part may take; the database's whole reading (:attr:`Look.full`) takes what it takes.
    """

    def __init__(self, parts: Mapping[Part, PartLook] = PARTS, *, limit_s: float = LIMIT_S) -> None:
        self._parts = parts
        self._limit_s = limit_s
        self._hanging: dict[Part, _Run] = {}
        self._turn = threading.Lock()

    def examine(self, look: Look) -> Iterator[HealthCheck]:
        """Yield the answers, part by part; ends early once ``look.stop`` says so.

        Without a session the database and the backups aren't looked at.
        """
        began_s = time.monotonic()
        runs = [self._begun(part, look) for part in self._parts if look.session or part not in _OF_A_SESSION]
        for run in runs:
            unlimited = look.full and run.part is Part.DATABASE
            until = float("inf") if unlimited else began_s + self._limit_s
            while not run.done.wait(min(_WAITED_AT_ONCE_S, max(0.0, until - time.monotonic()))):
                if look.stop():
                    return
                if time.monotonic() >= until:
                    break
            yield from self._ended(run)

    def belated(self, look: Look, *, patience_s: float = BELATED_S) -> Iterator[tuple[Part, Sequence[HealthCheck]]]:
        """Yield what parts answer that were too late for :meth:`examine`, each once it does; call it afterwards.

        A busy computer answers late, a hanging device never: nobody should be sent to pull cables for the first.
        """
        until = time.monotonic() + patience_s
        late = [run for run in self._hanging.values() if run.was_late]
        while late and time.monotonic() < until and not look.stop():
            for run in [run for run in late if run.done.is_set()]:
                late.remove(run)
                run.was_late = False
                yield run.part, self._ended(run)
            if late:
                late[0].done.wait(_WAITED_AT_ONCE_S)

    def _begun(self, part: Part, look: Look) -> _Run:
        hanging = self._hanging.get(part)
        if hanging is not None and not hanging.done.is_set():
            return hanging
        turn = self._turn if part in _ONE_BY_ONE and not (look.full and part is Part.DATABASE) else None
        self._hanging[part] = run = _Run(part, self._parts[part], look, turn)
        run.start()
        return run

    def _ended(self, run: _Run) -> Sequence[HealthCheck]:
        if run.done.is_set():
            return [replace(check, took_ms=run.took_ms) for check in run.checks]
        run.was_late = True
        late = warn(run.part, "health.late", part=run.part.value, seconds=max(1, round(self._limit_s)))
        return [*run.checks, replace(late, took_ms=round(self._limit_s * 1000))]


class _Run(threading.Thread):
    """One part being looked at; a daemon, as one that hangs must not keep the program from ending."""

    def __init__(self, part: Part, ask: PartLook, look: Look, turn: threading.Lock | None) -> None:
        super().__init__(name=f"health-{part.value}", daemon=True)
        self.part = part
        self.checks: list[HealthCheck] = []
        self.done = threading.Event()
        self.took_ms = 0
        self.was_late = False
        self._turn = turn
        self._ask = ask
        self._look = look

    def run(self) -> None:
        mine = self._turn is not None and self._turn.acquire(timeout=_TURN_S)
        began_s = time.monotonic()
        try:
            for check in self._ask(self._look):
                self.checks.append(check)
        except SscardError as error:
            self.checks.append(told(self.part, error))
        except Exception as error:  # noqa: BLE001  # a part that breaks is what an examination is there to tell
            self.checks.append(fail(self.part, "health.broken", part=self.part.value, error=type(error).__name__))
        finally:
            self.took_ms = round((time.monotonic() - began_s) * 1000)
            if mine and self._turn is not None:
                self._turn.release()
            self.done.set()
