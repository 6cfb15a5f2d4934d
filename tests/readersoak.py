# SPDX-License-Identifier: Apache-2.0
"""How the reader's driver stands misuse: ``python -m tests.readersoak [--cards 10000] [--replugs 100] [--idle 20]``.

``--cards`` lays that many different cards on simulated readers while every fault that the simulator knows, and pulled
cables, come at random. Each card must be read right or refused with a reason that fits the fault; after a refusal the
fault is mended, the card is laid on again, and must be read. None may be told twice or be another person's.
``--replugs`` pulls and plugs in a reader with the times of real use, and tells how long it takes to be ready again.
``--idle`` watches an empty reader and tells what that costs of one core.
"""

from __future__ import annotations

import argparse
import queue
import random
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from sscard_desktop.devices.idcard.counts import CountBook
from sscard_desktop.devices.idcard.line import Timing
from sscard_desktop.devices.idcard.module import Fault, Latency
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.devices.idcard.specimens import specimens
from sscard_desktop.devices.idcard.watcher import ReaderWatch
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.reader import ReaderChoice, ReaderDialect, ReaderEvent, ReaderState

TODAY = date(2026, 11, 21)
PULLED = "cable-pulled"
SOON_S = 30.0
_TURN_S = 0.01
TIMING = Timing(
    slice_s=0.01,
    drain_s=0.06,
    gap_s=0.08,
    command_factor=0.25,
    power_on_s=0.6,
    reset_pause_s=0.02,
    poll_s=0.02,
    reading_s=1.6,
    last_resort_s=0.5,
)
"""A quarter of the times in use: the readers answer at once, and ten thousand cards should end today."""
LATENCY = Latency(find_s=0.0, select_s=0.0, read_s=0.002, baud=4_000_000, late_s=1.0, byte_s=0.0)
_LOST = {"reader.card_lost"}
_SILENT = {"reader.silent", "reader.garbled", "reader.card_lost"}
REASONS: dict[str, set[str]] = {
    Fault.FLIPPED_BIT: _LOST,
    Fault.DROPPED_BYTE: _LOST,
    Fault.TRUNCATED: _LOST,
    Fault.LATE: _SILENT,
    Fault.STRAY: {"reader.garbled"},
    Fault.CARD_MOVED: {*_LOST, "reader.read_failed", "reader.no_card"},
    Fault.SELECT_FAILED: {"reader.select_failed"},
    Fault.READ_FAILED: {"reader.read_failed"},
    Fault.UNKNOWN_STATUS: {"reader.unknown_status"},
    Fault.UNAUTHORISED: {"reader.unauthorised"},
    Fault.SELF_TEST: {"reader.self_test"},
    Fault.SILENCE: _SILENT,
    Fault.GARBAGE: _SILENT,
    PULLED: {*_LOST, "reader.disconnected", "reader.port_missing", "reader.port_refused", "reader.silent"},
}
"""What a card may be refused with under each fault; under the others it has to be read."""
AFTERMATH = frozenset({Fault.LATE.value, PULLED})
"""Faults that may be told only when the next card lies there already: the card under them was read just before."""
FAULTS = [fault.value for fault in Fault if fault] + [PULLED]


@dataclass
class Tally:
    """What came of the cards.

    Attributes:
        laid, read, refused: by fault.
        wrong: what must never happen, in words.
    """

    laid: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take another lane's figures in."""
        self.laid += other.laid
        self.read += other.read
        self.refused += other.refused
        self.wrong += other.wrong


def people(first: int, step: int) -> Iterator[Card]:
    """Yield different people without end, whose names and numbers say who they are."""
    pattern = specimens(TODAY)["resident"]
    index = first
    while True:
        born = date(1960, 1, 1) + timedelta(days=index // 900)
        seventeen = f"510107{born:%Y%m%d}{index % 900 + 1:03d}"
        name = "样" + chr(0x4E00 + index % 20_000) + chr(0x4E00 + index // 20_000)
        sex = "1" if int(seventeen[-1]) % 2 else "2"
        yield replace(pattern, name=name, number=seventeen + mod_11_2(seventeen), birth_date=born, sex=sex)
        index += step


class Stalls:
    """Notes how late this process gets its turn: what an answer's limit can't tell from a silent reader."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._late: deque[tuple[float, float]] = deque(maxlen=20_000)
        self._thread = threading.Thread(target=self._run, name="stalls", daemon=True)

    def __enter__(self) -> Stalls:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def longest_ms(self, *, within_s: float = 5.0) -> int:
        """Return the longest wait for a turn in the last seconds."""
        since = time.monotonic() - within_s
        return round(1000 * max((late for at, late in list(self._late) if at >= since), default=0.0))

    def _run(self) -> None:
        while not self._stop.is_set():
            before = time.monotonic()
            time.sleep(_TURN_S)
            now = time.monotonic()
            self._late.append((now, now - before - _TURN_S))


class Lane:
    """One reader, one watch, one clerk."""

    def __init__(
        self,
        folder: Path,
        stalls: Stalls,
        *,
        first: int,
        step: int,
        tcp: bool,
        seed: int,
        dialect: ReaderDialect = ReaderDialect.SAM,
    ) -> None:
        self._stalls = stalls
        self._random = random.Random(seed)
        self._people = people(first, step)
        self._events: queue.Queue[ReaderEvent] = queue.Queue()
        self._reader = SimulatedCardReader(
            today=TODAY,
            link=folder / f"tty{first}",
            tcp=tcp,
            latency=LATENCY,
            repeat_read=bool(first % 2),
            dialect=dialect,
        )
        self._dialect = dialect
        self._before = ""
        self.tally = Tally()

    def run(self, cards: int, faults: list[str] | None = None) -> Tally:
        """Lay that many cards on, under the faults given or random ones."""
        with self._reader as reader:
            choice = ReaderChoice(reader.url, dialects=((reader.url, self._dialect),))
            watch = ReaderWatch(choice, timing=TIMING, reopen_s=0.02, same_card_s=0.0)
            watch.start(self._events.put)
            try:
                for index in range(cards):
                    chance = self._random.choice(FAULTS) if self._random.random() < 0.5 else ""
                    self._serve(next(self._people), faults[index] if faults else chance)
            finally:
                watch.stop()
        return self.tally

    def _serve(self, card: Card, fault: str) -> None:
        self.tally.laid[fault] += 1
        if fault != PULLED:
            self._reader.set_fault(fault)
        self._reader.lay_on(card)
        if fault == PULLED:
            time.sleep(self._random.random() * 0.08)
            self._reader.stop()
            self._reader.start()
        outcome = self._outcome(card, fault)
        self._reader.set_fault("")
        if outcome:
            self.tally.refused[fault, outcome] += 1
            aftermath = REASONS[self._before] if self._before in AFTERMATH else set()
            if outcome not in REASONS.get(fault, set()) | aftermath:
                late = self._stalls.longest_ms()
                self.tally.wrong.append(f"{fault or 'no fault'}: refused with {outcome}, stalled {late} ms")
            self._reader.lift()
            self._await_ready()
            self._reader.lay_on(card)
            again = self._outcome(card, "")
            if again in REASONS.get(fault, set()):
                # What was still on its way when the fault was mended.
                self._reader.lift()
                self._await_ready()
                self._reader.lay_on(card)
                again = self._outcome(card, "")
            if again:
                self.tally.wrong.append(f"after {fault or 'no fault'}: {again}")
        self.tally.read[fault] += 1
        self._before = fault
        self._reader.lift()
        self._await_ready()

    def _outcome(self, card: Card, fault: str) -> str:
        """Return why the card was refused, ``""`` when it was read; notes a reading that isn't this card's."""
        until = time.monotonic() + SOON_S
        while (left := until - time.monotonic()) > 0:
            try:
                event = self._events.get(timeout=left)
            except queue.Empty:
                break
            if event.card is not None:
                if replace(event.card, photo_wlt=b"") != card:
                    self.tally.wrong.append(f"{fault or 'no fault'}: another person's reading")
                return ""
            if event.error is not None and event.error.code != "reader.stopped":
                return event.error.code
        self.tally.wrong.append(f"{fault or 'no fault'}: nothing was told")
        return "nothing"

    def _await_ready(self) -> None:
        """Wait until the reader waits for a card; whatever card is told meanwhile is one too many."""
        until = time.monotonic() + SOON_S
        while time.monotonic() < until:
            try:
                event = self._events.get(timeout=SOON_S)
            except queue.Empty:
                break
            if event.card is not None:
                self.tally.wrong.append("told twice")
            if event.state is ReaderState.READY:
                return
        self.tally.wrong.append("not ready again")


def soak(
    cards: int,
    *,
    lanes: int = 4,
    tcp: bool = False,
    seed: int = 467,
    dialect: ReaderDialect = ReaderDialect.SAM,
) -> Tally:
    """Return what came of ``cards`` cards on ``lanes`` readers at once; each fault comes at least once for 40 cards."""
    total = Tally()
    each_once = [*FAULTS, *[""] * len(FAULTS)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(lanes) as pool, Stalls() as stalls:

        def lane(index: int) -> Tally:
            share = len(range(index, cards, lanes))
            one = Lane(Path(folder), stalls, first=index, step=lanes, tcp=tcp, seed=seed + index, dialect=dialect)
            own = each_once[index::lanes][:share]
            one.run(len(own), own)
            return one.run(share - len(own))

        for tally in pool.map(lane, range(lanes)):
            total.add(tally)
    return total


def replug(times: int, *, tcp: bool = False, timing: Timing | None = None) -> list[float]:
    """Return how long each of ``times`` plugs took until the reader was ready, in seconds."""
    events: queue.Queue[ReaderEvent] = queue.Queue()

    def until(state: ReaderState) -> None:
        while events.get(timeout=SOON_S).state is not state:
            pass

    took = []
    with (
        tempfile.TemporaryDirectory() as folder,
        SimulatedCardReader(today=TODAY, link=Path(folder) / "tty", tcp=tcp) as reader,
    ):
        watch = ReaderWatch(ReaderChoice(reader.url), timing=timing)
        watch.start(events.put)
        try:
            until(ReaderState.READY)
            for _ in range(times):
                reader.stop()
                until(ReaderState.DISCONNECTED)
                reader.start()
                began = time.monotonic()
                until(ReaderState.READY)
                took.append(time.monotonic() - began)
        finally:
            watch.stop()
    return took


def idle_share(seconds: float) -> float:
    """Return what an idle watch costs, as a share of one core, with the times of real use."""
    ready = threading.Event()
    clock: list[float] = []

    def hear(event: ReaderEvent) -> None:
        if event.state is ReaderState.READY:
            ready.set()

    with SimulatedCardReader(today=TODAY) as reader:
        watch = ReaderWatch(ReaderChoice(reader.url), counts=CountBook())
        watch.start(hear)
        try:
            ready.wait(SOON_S)
            for _ in range(2):
                clock.append(_cpu_of("card reader"))
                time.sleep(seconds if len(clock) == 1 else 0)
        finally:
            watch.stop()
    return (clock[1] - clock[0]) / seconds


def _cpu_of(name: str) -> float:
    """Return the seconds of CPU that a thread of this process used (Linux)."""
    thread = next(thread for thread in threading.enumerate() if thread.name == name)
    return time.clock_gettime(time.pthread_getcpuclockid(thread.ident or 0))


def _memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def _print_soak(cards: int, lanes: int, *, tcp: bool, dialect: ReaderDialect) -> bool:
    out = sys.stdout
    soak(min(cards, 10 * lanes), lanes=lanes, tcp=tcp, seed=1, dialect=dialect)
    memory, threads, began = _memory_mb(), threading.active_count(), time.monotonic()
    tally = soak(cards, lanes=lanes, tcp=tcp, dialect=dialect)
    out.write(f"{'fault':16}{'laid':>7}{'read':>7}{'refused first, then read':>26}  with\n")
    for fault in ["", *FAULTS]:
        reasons = {code: count for (of, code), count in tally.refused.items() if of == fault}
        told = ", ".join(f"{code} {count}" for code, count in sorted(reasons.items()))
        row = f"{fault or '(none)':16}{tally.laid[fault]:7}{tally.read[fault]:7}{sum(reasons.values()):26}"
        out.write(f"{row}  {told}\n")
    laid, read = sum(tally.laid.values()), sum(tally.read.values())
    out.write(f"{'all':16}{laid:7}{read:7}{sum(tally.refused.values()):26}\n")
    out.write(
        f"wrong, mixed up or told twice: {len(tally.wrong)}   {time.monotonic() - began:.0f} s   "
        f"memory {memory:.0f} → {_memory_mb():.0f} MB   threads {threads} → {threading.active_count()}\n"
    )
    for line, count in Counter(tally.wrong).most_common():
        out.write(f"  {count} × {line}\n")
    return not tally.wrong


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=0)
    parser.add_argument("--lanes", type=int, default=4, help="readers at once")
    parser.add_argument("--replugs", type=int, default=0)
    parser.add_argument("--idle", type=float, default=0.0, metavar="S")
    parser.add_argument("--tcp", action="store_true", help="socket:// instead of pseudo-terminals")
    parser.add_argument("--dialect", choices=[each.value for each in ReaderDialect], default=ReaderDialect.SAM.value)
    options = parser.parse_args()
    well = True
    if options.cards:
        well = _print_soak(options.cards, options.lanes, tcp=options.tcp, dialect=ReaderDialect(options.dialect))
    if options.replugs:
        took = sorted(replug(options.replugs, tcp=options.tcp))
        sys.stdout.write(
            f"{len(took)} replugs, ready again after: median {took[len(took) // 2]:.2f} s, longest {took[-1]:.2f} s\n"
        )
        well = well and took[-1] < 3
    if options.idle:
        share = idle_share(options.idle)
        sys.stdout.write(f"watching an empty reader costs {share:.2%} of a core\n")
        well = well and share < 0.01
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
