# SPDX-License-Identifier: Apache-2.0
"""Fuzzing: each parser of outside bytes by hypothesis, in a process of its own, and a table of what came of it.

Usage: ``python -m tests.fuzz [--inputs 2000] [--seed 1] [--only NAME]``. Inputs are sound examples that were cut,
spliced, repeated and flipped, and plain rubbish. A crash is any exception but the program's own errors, or the death of
the process; a hang is an input beyond the parser's time; memory is how far the process grew over the inputs. It ends
with 1 if there was any crash, hang or growth beyond the bound.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, peak_kib, refuses_or_answers

_SPLICE = (b"\x00", b"\xff", b"\xff\xff\xff\x7f", b"\xaa\xaa\xaa\x96\x69", b"PK\x05\x06", b"[[", b'"', b"\n", b"{" * 64)
_PATIENCE_S = 1.0
"""A run that takes longer than this for each input, on average, hangs."""


@dataclass(slots=True)
class Outcome:
    """What came of one parser's inputs."""

    inputs: int = 0
    refused: int = 0
    crashes: list[str] = field(default_factory=list)
    hangs: int = 0
    slowest_ms: float = 0.0
    grown_mib: float = 0.0


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to an example: hypothesis remembers what it draws, so it draws this and not the bytes."""

    kind: str
    place: int
    length: int
    insert: bytes
    example: int

    def done_to(self, data: bytearray, seeds: Sequence[bytes]) -> None:
        """Do it, at a place that is inside."""
        place = self.place % (len(data) + 1)
        match self.kind:
            case "flip" if place < len(data):
                data[place] ^= self.length % 255 + 1
            case "cut":
                del data[place:]
            case "drop":
                del data[place : place + self.length]
            case "splice":
                data[place:place] = self.insert
            case "repeat":
                data[place:place] = data[place : place + 64] * self.length
            case "join":
                data[place:] = seeds[self.example % len(seeds)][place:]


_DAMAGES = st.builds(
    Damage,
    kind=st.sampled_from(["flip", "flip", "cut", "drop", "splice", "repeat", "join"]),
    place=st.integers(0, 1 << 24),
    length=st.integers(1, 64),
    insert=st.one_of(st.sampled_from(_SPLICE), st.binary(max_size=32)),
    example=st.integers(0, 1000),
)
_RECIPES = st.one_of(
    st.tuples(st.integers(0, 1000), st.lists(_DAMAGES, min_size=1, max_size=6)),
    st.tuples(st.just(-1), st.builds(lambda rubbish: [rubbish], st.binary(max_size=4096))),
)


def made(recipe: tuple[int, Sequence[Damage | bytes]], seeds: Sequence[bytes]) -> bytes:
    """Return an input: an example with its damages, or rubbish."""
    example, damages = recipe
    data = bytearray(seeds[example % len(seeds)] if example >= 0 else b"")
    for damage in damages:
        if isinstance(damage, Damage):
            damage.done_to(data, seeds)
        else:
            data += damage
    return bytes(data)


def fuzz(name: str, folder: Path, *, inputs: int, start: int) -> Outcome:
    """Run one parser over ``inputs`` inputs in this process."""
    target = TARGETS[name]
    parse, seeds = target.make(folder)
    outcome = Outcome()
    for example in seeds:  # what a sound input takes is no growth
        refuses_or_answers(parse, example)
    before = peak_kib()

    @seed(start)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_RECIPES)
    def run(recipe: tuple[int, Sequence[Damage | bytes]]) -> None:
        data = made(recipe, seeds)
        begun = time.perf_counter()
        try:
            outcome.refused += not refuses_or_answers(parse, data)
        except Exception as error:  # noqa: BLE001  # that is the question
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
            told = f"{type(error).__name__} at {place}"
            if told not in outcome.crashes:
                outcome.crashes.append(told)
        took_s = time.perf_counter() - begun
        outcome.inputs += 1
        outcome.slowest_ms = max(outcome.slowest_ms, took_s * 1000)
        outcome.hangs += took_s > target.limit_s

    run()
    outcome.grown_mib = (peak_kib() - before) / 1024
    return outcome


def _in_a_process_of_its_own(name: str, *, inputs: int, start: int) -> Outcome:
    patience_s = 60 + inputs * _PATIENCE_S
    command = [sys.executable, "-m", "tests.fuzz", "--child", name, "--inputs", str(inputs), "--seed", str(start)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience_s, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(inputs=inputs, hangs=1)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        return Outcome(inputs=inputs, crashes=[f"the process ended with {done.returncode}: {last[:100]}"])
    return Outcome(**json.loads(done.stdout))


def _tell(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000, help="for each parser")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(TARGETS))
    parser.add_argument("--child", choices=sorted(TARGETS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        with tempfile.TemporaryDirectory() as folder:
            outcome = fuzz(options.child, Path(folder), inputs=options.inputs, start=options.seed)
        _tell(json.dumps(asdict(outcome)))
        return 0
    heads = ("parser", "inputs", "refused", "crashes", "hangs", "slowest", "grown by", "bound")
    _tell("{:<20}{:>8}{:>9}{:>9}{:>7}{:>11}{:>11}{:>9}".format(*heads))
    bad = False
    for name in [options.only] if options.only else TARGETS:
        outcome = _in_a_process_of_its_own(name, inputs=options.inputs, start=options.seed)
        limit_mib = TARGETS[name].limit_mib
        _tell(
            f"{name:<20}{outcome.inputs:>8}{outcome.refused:>9}{len(outcome.crashes):>9}{outcome.hangs:>7}"
            f"{outcome.slowest_ms:>8.0f} ms{outcome.grown_mib:>7.0f} MiB{limit_mib:>5} MiB",
            *(f"    {crash}" for crash in outcome.crashes),
        )
        bad = bad or bool(outcome.crashes or outcome.hangs or outcome.grown_mib > limit_mib)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
