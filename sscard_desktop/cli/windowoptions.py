# SPDX-License-Identifier: Apache-2.0
"""The options of a call without a command, which opens the window; apart, so that the window needn't load commands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.openedfiles import is_opened

DEMO_CITY = "chengdu"


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """What the window is opened with.

    Attributes:
        profile: the demo's city, or the one that a training station is set up for.
        controls: show the demo's control window at once.
        second_screen: show the demo's applicant's screen in a window beside.
        training: open the training station.
        file: a file to open in the window: a set-up, records, a roster, an update, a backup.
    """

    data_dir: Path | None
    language: str
    demo: bool
    profile: str = DEMO_CITY
    controls: bool = False
    second_screen: bool = False
    training: bool = False
    file: Path | None = None


def window_options(arguments: Sequence[str]) -> WindowOptions | None:
    """Return the window's options if ``arguments`` name no command, else ``None``."""
    window = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    window.add_argument("--data-dir", type=Path)
    window.add_argument("--lang", choices=("zh_CN", "en"), default="")
    window.add_argument("--demo", action="store_true")
    window.add_argument("--controls", action="store_true")
    window.add_argument("--second-screen", action="store_true")
    window.add_argument("--training", action="store_true")
    window.add_argument("--profile", default="")
    try:
        options, rest = window.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    # A station has its city; only a demo or training may be asked for another. The command line's parser says so.
    made_up = options.demo or options.training
    file = _file_in(rest) if not made_up else None
    if (rest and file is None) or (options.demo and options.training) or (options.profile and not made_up):
        return None
    if (options.controls or options.second_screen) and not options.demo:
        return None
    return WindowOptions(
        options.data_dir,
        options.lang,
        options.demo,
        options.profile or DEMO_CITY,
        options.controls,
        second_screen=options.second_screen,
        training=options.training,
        file=file,
    )


def _file_in(rest: Sequence[str]) -> Path | None:
    """Return the file that is named by itself, as a double click does; no command ends as these files do."""
    if len(rest) == 1 and is_opened(rest[0]):
        return Path(rest[0]).absolute()
    return None
