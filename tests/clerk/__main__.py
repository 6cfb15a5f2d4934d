# SPDX-License-Identifier: Apache-2.0
"""Serves twenty people in a row on the demo's real window and prints keys and waiting for each.

``python -m tests.clerk [--people N] [--lang LANGUAGE] [--waits] [--pace MS]``. No wait is hidden. *At work* counts
every moment from a key to the sight of what it did (the window's own painting, storing, the photo's making, the ID
pictures' reading, the paper's rendering), no time taken off. *Waited* is the part of it that a person stands still for:
a finger is 90 ms on its way from one key to the next (:data:`tests.clerk.hands.TYPING_MS` says why so few), the window
runs meanwhile, and what isn't ready by then is waited for: a key handled in 200 ms counts 110, a sight that comes 300
ms after its key counts 210. With ``--pace 0`` hands are infinitely fast, and both are the same.

*Devices* is what a reader, a camera and a person in front of it take; *looking* is the moment for which a photo's open
questions must have been on the screen. Ends with 1 if anybody's life went wrong, a mouse was seen, or the program had
somebody wait 1.5 s or more.
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
from tests.clerk.hands import TYPING_MS, MouseWatch
from tests.clerk.lives import LIVES, Life
from tests.clerk.station import counter
from tests.clerk.tally import Tally, Whose

MOST_WAITING_S = 1.5
_SLOWEST = 6


@dataclass(frozen=True, slots=True)
class Served:
    """How it went with one person; times in seconds."""

    life: Life
    well: bool
    tally: Tally
    processor_s: float

    @property
    def waited_s(self) -> float:
        """How long the program had the clerk's hands stand still."""
        return self.tally.waited_s[Whose.PROGRAM]


def serve(clerk: Clerk, life: Life) -> Served:
    """Live through one life."""
    hands = clerk.hands
    hands.rest()
    began = time.process_time()
    well = life.live(clerk, clerk.counter.stage.people[life.person])
    clerk.counter.settle()
    return Served(life, well, hands.tally, time.process_time() - began)


def line(number: int, one: Served) -> str:
    """Return one line of the table."""
    at_work, tally = one.tally.at_work_s, one.tally
    times = (at_work[Whose.PROGRAM], one.waited_s, at_work[Whose.DEVICE], at_work[Whose.PERSON])
    told = "".join(f"{each * 1000:10,.0f}" for each in times)
    end = "well" if one.well else "WRONG"
    counts = f"{tally.keys.total():5} {tally.characters:6}"
    return f"{number:3} {one.life.name:26} {counts} {told} {one.processor_s:8.2f}  {end}"


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
    parser.add_argument("--pace", type=float, default=TYPING_MS, metavar="MS", help="from one key to the next")
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    mouse = MouseWatch(app)
    found: list[Served] = []
    heads = "".join(f"{head:>10}" for head in ("at work", "waited", "devices", "looking"))
    say(f"{'':3} {'ms':26} {'keys':>5} {'chars':>6} {heads} {'cpu s':>8}")
    with (
        tempfile.TemporaryDirectory() as scratch,
        counter(Path(scratch), language=options.lang, pace_ms=options.pace) as opened,
    ):
        clerk = Clerk(opened)
        for number, life in enumerate(LIVES[: options.people], start=1):
            found.append(serve(clerk, life))
            say(line(number, found[-1]))
            if options.waits:
                tally = found[-1].tally
                for name, took in tally.works_s.most_common(_SLOWEST):
                    say(f"{'':13}{name:>29} {took * 1000:10,.0f}{tally.waits_s[name] * 1000:10,.0f}")
    mouse.stop()
    worst = max(one.waited_s for one in found)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    keys = sum(one.tally.keys.total() for one in found)
    say(f"{len(found)} people, {keys} keys, {mouse.seen} events of a mouse, load of the machine {load:.1f}")
    say(f"longest waiting for the program {worst:.2f} s, with {options.pace:.0f} ms from one key to the next")
    return int(any(not one.well for one in found) or bool(mouse.seen) or worst >= MOST_WAITING_S)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CUPS_SERVER"] = "/no/such/socket"
    sys.exit(main(sys.argv[1:]))
