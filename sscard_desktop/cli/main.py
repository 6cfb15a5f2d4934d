# SPDX-License-Identifier: Apache-2.0
"""The command line's entry: parses, runs one command, turns errors into sentences and exit codes."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType

from sscard_desktop import __version__, bugreport, paths
from sscard_desktop.cli import (
    audit,
    backup,
    batch,
    campaign,
    card,
    compare,
    day,
    demo,
    doctor,
    document,
    drive,
    feedback,
    figures,
    form,
    manual,
    photo,
    profile,
    reader,
    record,
    retention,
    review,
    roster,
    station,
    unit,
    update,
)
from sscard_desktop.cli.call import Call, CommandParser, SimulatorWindow, UsageError, shared_options
from sscard_desktop.cli.output import Exit, Output, for_terminal
from sscard_desktop.domain.errors import CancelledError, SscardError
from sscard_desktop.services.workplace import Workplace

SUBJECTS = (
    *(demo, station, unit, roster, drive, reader, photo, document, record, compare, form),
    *(review, batch, campaign, feedback, card, day, figures, backup, audit, retention, profile, update, manual, doctor),
)
WORDS: Mapping[str, ModuleType] = {
    **{subject.__name__.rpartition(".")[2]: subject for subject in SUBJECTS},
    "user": station,
    "package": batch,
    "person": retention,
}
"""What stands first on a command line, and the module that answers to it."""


def parser(words: Collection[str] = ()) -> argparse.ArgumentParser:
    """Return the command line's parser: of the subjects that ``words`` name, of all where they name none.

    The whole takes longer to build than many a command takes to run.
    """
    top = CommandParser(
        prog="sscard-desktop",
        description="Offline enrolment client for social security cards (社会保障卡信息采集). "
        "Without a command it opens the window.",
        parents=[shared_options()],
    )
    top.add_argument("--demo", action="store_true", help="open the window on a throw-away station, of --profile")
    top.add_argument("--controls", action="store_true", help="with --demo: show the window that stages mishaps, too")
    top.add_argument(
        "--second-screen", action="store_true", help="with --demo: show the applicant's screen in a window beside"
    )
    top.add_argument("--training", action="store_true", help="open the training station: lessons with people made up")
    top.add_argument("--selftest", action="store_true", help="prove that every part of the program is there and works")
    top.add_argument("--version", action="version", version=f"sscard-desktop {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    named = {WORDS[word] for word in words if word in WORDS}
    for subject in [each for each in SUBJECTS if each in named] or SUBJECTS:
        subject.add_to(commands)
    return top


def _understood(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed options.

    Raises:
        UsageError: they aren't understood. The whole parser says so: it knows all that could have been meant.
    """
    if not {"-h", "--help"} & set(arguments):
        with suppress(UsageError):
            return parser(arguments).parse_args(arguments)
    return parser().parse_args(arguments)


def run(
    arguments: Sequence[str],
    workplace_at: Callable[[Path | None], Workplace],
    demo_workplace_at: Callable[[Path], Workplace],
    simulator_window: Callable[[], SimulatorWindow],
) -> int:
    """Run one command and return its exit code. What argparse doesn't understand ends in exit code 2."""
    try:
        options = _understood(arguments)
    except UsageError as error:
        return int(for_terminal(as_json="--json" in arguments, language="zh_CN").misused(error.usage, str(error)))
    output = for_terminal(
        as_json=bool(getattr(options, "as_json", False)), language=str(getattr(options, "lang", "zh_CN"))
    )
    before, threading.excepthook = threading.excepthook, partial(_report_thread, _reports_folder(options), output)
    try:
        code = int(options.command(Call(options, output, workplace_at, demo_workplace_at, simulator_window)))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the answer has had enough (``| head``). Python flushes once more at its end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)
    except SscardError as error:
        return int(output.failed(error))
    except KeyboardInterrupt:
        return int(Exit.FINDINGS)
    except Exception as error:  # noqa: BLE001 (the last resort: a bug is told and reported, not shown as a traceback)
        saved = bugreport.save_report(_reports_folder(options), error)
        return int(output.mistaken(str(saved.code), str(saved.shown or "")))
    finally:
        threading.excepthook = before


def _report_thread(folder: Path, output: Output, caught: threading.ExceptHookArgs) -> None:
    """Report a mistake in a thread beside the command's: Python's own way prints values onto the terminal.

    The command goes on; where it waits for that thread it says itself what it misses.
    """
    if caught.exc_value is not None and not isinstance(caught.exc_value, SystemExit | CancelledError):
        saved = bugreport.save_report(folder, caught.exc_value)
        replace(output, as_json=False).mistaken(str(saved.code), str(saved.shown or ""))


def _reports_folder(options: argparse.Namespace) -> Path:
    """Return where the window puts its reports too: inside the station's folder, the user's where there is none."""
    named = getattr(options, "data_dir", None)
    with suppress(OSError):
        # What no folder can be called (a name too long) is told where a station is looked for in it.
        if named and Path(named).is_dir():
            return Path(named) / "reports"
    return paths.default_station() / "reports"
