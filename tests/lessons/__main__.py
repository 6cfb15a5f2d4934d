# SPDX-License-Identifier: Apache-2.0
"""Takes every lesson at the training station's real window and prints points, keys and processor time of each.

``python -m tests.lessons [LESSON…] [--lang LANGUAGE] [--wrong]``. Each lesson is taken by doing what the stripe's line
says; with ``--wrong`` the wrong ways are gone too, and each must be marked down for what it is. In the lesson of the
power cut the process that begins it is really killed, and another one goes on. Ends with 1 if a lesson that was done by
its lines didn't bring full points, or a wrong way did. A lesson that can't be done has its line, too, with the reason;
those after it in the same window are left, the power cut has a station of its own.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sscard_desktop.services.traininglessons import LESSONS
from sscard_desktop.services.trainingprogress import FULL, Result
from tests.clerk.hands import MouseWatch
from tests.lessons.learner import Learner
from tests.lessons.school import School, school
from tests.lessons.ways import WRONG_WAYS

POWER_CUT = "power_cut"
CUT_PATIENCE_S = 300.0
"""So long the process that is to be killed may take; a lesson takes twenty seconds on an idle machine."""


def say(text: str) -> None:
    """Write one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def line(name: str, result: Result, processor_s: float) -> str:
    """Return one line of the table."""
    wrong = ", ".join(f"{each.fault} {each.key}".strip() for each in result.mistakes)
    return f"{name:32} {result.points:6} {result.keys:5} {processor_s:8.1f}  {wrong}"


def until_killed(folder: Path, language: str) -> None:
    """Take the lesson of the power cut until the power fails: nobody comes back from here."""
    with school(folder, language=language, cut=lambda: os.kill(os.getpid(), signal.SIGKILL)) as opened:
        Learner(opened).take(POWER_CUT)


def after_a_cut(folder: Path, language: str) -> Result:
    """Have a process killed in the middle of its lesson, and end that lesson in this one."""
    command = [sys.executable, "-m", "tests.lessons", "--until-killed", str(folder), "--lang", language]
    try:
        ended = subprocess.run(command, check=False, timeout=CUT_PATIENCE_S)
    except subprocess.TimeoutExpired as error:
        raise AssertionError("the power didn't fail in time") from error
    assert ended.returncode == -signal.SIGKILL, f"the power didn't fail: the process ended with {ended.returncode}"
    with school(folder, language=language) as opened:
        learner = Learner(opened)
        learner.log_in()
        return learner.go_on()


def timed(name: str, take: Callable[[], Result]) -> Result | None:
    """Take a lesson and print its line; ``None`` for one that couldn't be done, whose line says why."""
    began = time.process_time()
    try:
        result = take()
    except AssertionError as error:
        say(f"{name:32} {'–':>6} {'–':>5} {time.process_time() - began:8.1f}  not done: {error}")
        return None
    say(line(name, result, time.process_time() - began))
    return result


def main(arguments: list[str]) -> int:
    """Take the lessons."""
    parser = argparse.ArgumentParser(prog="python -m tests.lessons")
    parser.add_argument("lessons", nargs="*", metavar="LESSON")
    parser.add_argument("--lang", default="zh_CN")
    parser.add_argument("--wrong", action="store_true", help="go the wrong ways, too")
    parser.add_argument("--until-killed", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    if options.until_killed is not None:
        until_killed(options.until_killed, options.lang)
        return 1
    mouse = MouseWatch(app)
    wanted = [each.key for each in LESSONS if not options.lessons or each.key in options.lessons]
    say(f"{'lesson':32} {'points':>6} {'keys':>5} {'cpu s':>8}  mistakes")
    with tempfile.TemporaryDirectory() as scratch:
        with school(Path(scratch) / "station", language=options.lang) as opened:
            well = take_all(opened, [key for key in wanted if key != POWER_CUT], wrong=options.wrong)
        if POWER_CUT in wanted and sys.platform != "win32":
            result = timed(POWER_CUT, lambda: after_a_cut(Path(scratch) / "another", options.lang))
            well = well and result is not None and result.points == FULL
    app.removeEventFilter(mouse)
    say(f"{mouse.seen} events of a mouse, load of the machine {os.getloadavg()[0]:.1f}")
    return int(not well or bool(mouse.seen))


def take_all(opened: School, keys: list[str], *, wrong: bool) -> bool:
    """Take lessons one after the other; return whether right was right and wrong was wrong."""
    well = True
    for key in keys:
        result = timed(key, lambda key=key: Learner(opened).take(key))
        if result is None:
            # Nobody knows which dialog stands open there now.
            return False
        well = result.points == FULL and well
    for way in WRONG_WAYS if wrong else ():
        if way.lesson in keys:
            result = timed(f"{way.lesson}, {way.fault}", lambda way=way: way.learner(opened).take(way.lesson))
            if result is None:
                return False
            well = [each.fault for each in result.mistakes] == [way.fault] and well
    return well


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CUPS_SERVER"] = "/no/such/socket"
    sys.exit(main(sys.argv[1:]))
