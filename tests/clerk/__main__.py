# SPDX-License-Identifier: Apache-2.0
"""Serves twenty people in a row on the demo's real window and prints keys and waiting for each.

``python -m tests.clerk [--people N] [--lang LANGUAGE]``. No wait is hidden: the clerk's hands are as fast as the
machine takes keys, and *program* counts every moment from a key to the sight of what it did (the window's own
painting, storing, the photo's making, the ID pictures' reading, the paper's rendering). *Devices* is what a reader, a
camera and a person in front of it take; *looking* is the moment for which a photo's open questions must have been on
the screen. Ends with 1 if anybody's life went wrong, a mouse was seen, or the program had somebody wait 1.5 s or more.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.clerk.clerk import Clerk
from tests.clerk.hands import MouseWatch, Whose
from tests.clerk.lives import LIVES, Life
from tests.clerk.station import counter

MOST_WAITING_S = 1.5
_SLOWEST = 4


@dataclass(frozen=True, slots=True)
class Served:
    """How it went with one person; times in seconds."""

    life: Life
    well: bool
    keys: int
    characters: int
    waited_s: dict[Whose, float]
    slowest: tuple[tuple[str, float], ...]
    processor_s: float


def serve(clerk: Clerk, life: Life) -> Served:
    """Live through one life."""
    hands = clerk.hands
    hands.rest()
    began = time.process_time()
    well = life.live(clerk, clerk.counter.stage.people[life.person])
    clerk.counter.settle()
    slowest = tuple((name, took) for name, took in hands.waits_s.most_common() if f"({Whose.PROGRAM})" in name)
    return Served(
        life, well, hands.pressed, hands.characters, dict(hands.waited_s), slowest[:_SLOWEST],
        time.process_time() - began,
    )  # fmt: skip


def line(number: int, one: Served) -> str:
    """Return one line of the table."""
    waited = [f"{one.waited_s[whose] * 1000:10,.0f}" for whose in Whose]
    end = "well" if one.well else "WRONG"
    return (
        f"{number:3} {one.life.name:26} {one.keys:5} {one.characters:6} {''.join(waited)} {one.processor_s:8.2f}  {end}"
    )


def say(text: str) -> None:
    """Write one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Run the day."""
    parser = argparse.ArgumentParser(prog="python -m tests.clerk")
    parser.add_argument("--people", type=int, default=len(LIVES))
    parser.add_argument("--lang", default="zh_CN")
    parser.add_argument("--waits", action="store_true", help="say what was waited for")
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    mouse = MouseWatch(app)
    found: list[Served] = []
    heads = "".join(f"{head:>10}" for head in ("program", "devices", "looking"))
    say(f"{'':3} {'ms waited for':26} {'keys':>5} {'chars':>6} {heads} {'cpu s':>8}")
    with tempfile.TemporaryDirectory() as scratch, counter(Path(scratch), language=options.lang) as opened:
        clerk = Clerk(opened)
        for number, life in enumerate(LIVES[: options.people], start=1):
            found.append(serve(clerk, life))
            say(line(number, found[-1]))
            if options.waits:
                for name, took in found[-1].slowest:
                    say(f"{'':10}{took * 1000:8,.0f}  {name}")
    mouse.stop()
    worst = max(one.waited_s[Whose.PROGRAM] for one in found)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    keys = sum(one.keys for one in found)
    say(f"{len(found)} people, {keys} keys, {mouse.seen} events of a mouse, load of the machine {load:.1f}")
    say(f"longest waiting for the program {worst:.2f} s")
    return int(any(not one.well for one in found) or bool(mouse.seen) or worst >= MOST_WAITING_S)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CUPS_SERVER"] = "/no/such/socket"
    sys.exit(main(sys.argv[1:]))
