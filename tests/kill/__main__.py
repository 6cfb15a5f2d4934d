# SPDX-License-Identifier: Apache-2.0
"""The kill harness: kill -9 at random instants of a scripted day, and look the next morning what is lost.

Usage: ``python -m tests.kill [--rounds 500] [--seed 1] [--phases typing,photo,…]``; needs ``fork``. It prints a table
and ends with 1 if anything was lost. What it can't show is a power cut: a killed process's writes are still in the
system's cache. Against that stands ``synchronous=FULL`` and an fsync before each rename, which nothing here can cut.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.kill.day import Day, Tell, set_up, told_on
from tests.kill.ledger import Ledger
from tests.kill.swaps import SWAPS, Swap

DAILY = ("typing", "photo", "submit", "seal", "export", "backup", "roster", "correction", "password", "rotation")
PHASES = (*DAILY, *SWAPS)
_FRESH_AFTER = 40
"""Rounds on one station: checking all of it takes longer from round to round."""
_PATIENCE_S = 30.0


@dataclass
class Result:
    """What came of the rounds: phase → how many kills hit it, and what was lost."""

    rounds: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    told: int = 0
    losses: list[str] = field(default_factory=list)

    def table(self) -> str:
        """Return the table that the harness prints."""
        lost = Counter(loss.split(":")[0] for loss in self.losses)
        rows = [f"{'killed while':<14}{'kills':>7}{'losses':>8}"]
        rows += [f"{phase:<14}{count:>7}{lost[phase]:>8}" for phase, count in sorted(self.kills.items())]
        rows.append(f"{'in all':<14}{self.rounds:>7}{len(self.losses):>8}")
        return "\n".join([*rows, f"steps told as done before a kill, and found: {self.told}", *self.losses])


@dataclass
class Life:
    """What a process told until it was killed."""

    lines: list[Mapping[str, Any]]

    @property
    def phase(self) -> str:
        """What it was doing at the end."""
        doing = next((line["doing"] for line in reversed(self.lines) if "doing" in line), "logging in")
        done = self.lines and self.lines[-1].get("did") == doing
        return "between" if done else str(doing)


def killed(live: Callable[[Tell], None], phase: str, after_s: float) -> Life:
    """Let a process live, and kill it ``after_s`` after it began with ``phase``.

    Raises:
        RuntimeError: it died by itself.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read_end)
            live(told_on(write_end))
        except BaseException:  # noqa: BLE001  # whatever it is, the parent wants to know
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(7)
    os.close(write_end)
    lines: list[Mapping[str, Any]] = []
    rest = b""
    deadline = time.monotonic() + _PATIENCE_S
    begun = False
    try:
        while (left_s := deadline - time.monotonic()) > 0:
            if not select.select([read_end], [], [], left_s)[0]:
                break
            piece = os.read(read_end, 65536)
            if not piece:
                break
            *whole, rest = (rest + piece).split(b"\n")
            lines += [json.loads(line) for line in whole]
            if not begun and any(line.get("doing") == phase for line in lines):
                begun, deadline = True, time.monotonic() + after_s
        os.kill(child, signal.SIGKILL)
        while piece := os.read(read_end, 65536):
            rest += piece
        lines += [json.loads(line) for line in rest.split(b"\n") if line.endswith(b"}")]
    finally:
        os.close(read_end)
        _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        raise RuntimeError(f"it ended by itself, in {Life(lines).phase}")
    return Life(lines)


class Harness:
    """Runs rounds on stations in a folder."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._draw = random.Random(seed)
        self._result = Result()
        self._takes_s: dict[str, float] = {}
        self._swaps = {name: make(folder / name) for name, make in SWAPS.items()}
        self._fresh()

    def _fresh(self) -> None:
        self._age = 0
        self._station = self._folder / f"station-{self._result.rounds}" / "station"
        self._station.parent.mkdir(parents=True)
        self._ledger = Ledger()
        set_up(self._station)

    def run(self, rounds: int, phases: tuple[str, ...] = PHASES, *, report: Callable[[Result], None]) -> Result:
        """Do so many rounds, each phase equally often."""
        for number in range(rounds):
            phase = phases[number % len(phases)]
            try:
                losses = self._swap(phase) if phase in self._swaps else self._day(phase)
            except RuntimeError as error:
                losses = [str(error)]
            self._result.losses += [f"{phase}: {loss}" for loss in losses]
            self._result.rounds += 1
            report(self._result)
        return self._result

    def _after_s(self, phase: str) -> float:
        return self._draw.uniform(0.0, 1.15 * self._takes_s.get(phase, 0.05))

    def _day(self, phase: str) -> list[str]:
        if self._age >= _FRESH_AFTER:
            shutil.rmtree(self._station.parent)
            self._fresh()
        self._age += 1
        self._measure(phase)
        seed, password = self._draw.random(), self._ledger.passwords[0]
        life = killed(
            lambda tell: Day(self._station, password, tell, random.Random(seed)).work(phase),
            phase,
            self._after_s(phase),
        )
        self._result.kills[life.phase] += 1
        before = self._ledger.told
        for line in life.lines:
            self._ledger.take(line)
        self._result.told += self._ledger.told - before
        return self._ledger.losses(self._station)

    def _measure(self, phase: str) -> None:
        """Find out once how long a phase takes, so that kills fall all over it."""
        if phase in self._takes_s:
            return
        stamps: dict[str, float] = {}

        class Enough(Exception):  # noqa: N818  # nothing went wrong
            pass

        def tell(line: Mapping[str, Any]) -> None:
            self._ledger.take(line)
            if line.get("doing") == phase:
                stamps["began"] = time.monotonic()
            elif "began" in stamps and (line.get("did") == phase or phase in ("typing", "photo")):
                stamps["ended"] = time.monotonic()
            if "doing" in line and "ended" in stamps:
                raise Enough

        day = Day(self._station, self._ledger.passwords[0], tell, random.Random(0))
        try:
            day.work(phase)
        except Enough:
            day.leave()
        self._takes_s[phase] = stamps["ended"] - stamps["began"]

    def _swap(self, phase: str) -> list[str]:
        swap = self._swaps[phase]
        if phase not in self._takes_s:
            swap.lay_out()
            began = time.monotonic()
            swap.live(lambda line: None)
            self._takes_s[phase] = time.monotonic() - began
        swap.lay_out()
        life = killed(lambda tell: _and_wait(swap, tell), phase, self._after_s(phase))
        self._result.kills[phase if life.lines[-1].get("did") != phase else "between"] += 1
        return swap.losses(life.lines)


def _and_wait(swap: Swap, tell: Tell) -> None:
    swap.live(tell)
    time.sleep(_PATIENCE_S)


def main() -> int:
    """Run the harness from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--phases", default=",".join(PHASES), help="of: " + ", ".join(PHASES))
    options = parser.parse_args()

    def report(result: Result) -> None:
        if sys.stderr.isatty() or result.rounds % 50 == 0:
            sys.stderr.write(f"\r{result.rounds}/{options.rounds} rounds, {len(result.losses)} losses")

    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sscard-kill-") as folder:
        result = Harness(Path(folder), options.seed).run(
            options.rounds, tuple(options.phases.split(",")), report=report
        )
    sys.stderr.write("\n")
    sys.stdout.write(f"{result.table()}\n{time.monotonic() - began:.0f} s\n")
    return 1 if result.losses else 0


if __name__ == "__main__":
    sys.exit(main())
