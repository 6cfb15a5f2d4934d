# SPDX-License-Identifier: Apache-2.0
"""Pulls the demo camera's cable again and again before the photo window: ``python -m tests.camerasoak [--times N]``.

Every other time the stream freezes instead: once silent, once repeating its last picture. Prints a table of how long
the window took to notice and to show pictures again, without a click, and what grew meanwhile. Ends with 1 where a
recovery took longer than three seconds or anything grew.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sscard_desktop.app import demo_workplace_at
from sscard_desktop.devices.democamera import DemoCameras
from sscard_desktop.services.demostation import set_up_demo
from sscard_desktop.ui import fonts
from sscard_desktop.ui.i18n import Language
from tests.helpers.photogallery import Studio

BACK_WITHIN_S = 3.0
NOTICED_WITHIN_S = 2.0
_WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Recovery:
    """One mishap and its end.

    Attributes:
        kind: ``cable``, ``silent`` or ``repeats``.
        noticed_s: from the mishap until the window said so.
        back_s: from then (or from plugging in) until the next picture was shown.
    """

    kind: str
    noticed_s: float
    back_s: float


def recoveries(studio: Studio, times: int) -> Iterator[Recovery]:
    """Yield that many recoveries of one photo window."""
    cameras = studio.workplace.cameras()
    assert isinstance(cameras, DemoCameras)
    dialog = studio.photo()
    live = dialog.live
    # The person would be photographed in between.
    live.disarm()
    told: list[str] = []
    live.feed.lost.connect(lambda error: told.append(error.code))
    studio.until(lambda: live.can_shoot)
    mishaps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("cable", cameras.unplug),
        ("silent", cameras.freeze),
        ("cable", cameras.unplug),
        ("repeats", lambda: cameras.freeze(repeating=True)),
    )
    for index in range(times):
        kind, happen = mishaps[index % len(mishaps)]
        told.clear()
        began = time.monotonic()
        happen()
        studio.until(lambda: bool(told))
        noticed = time.monotonic()
        if kind == "cable":
            cameras.plug_in()
        studio.until(lambda: live.can_shoot)
        yield Recovery(kind, noticed - began, time.monotonic() - noticed)
    dialog.close()


def table(found: list[Recovery]) -> list[str]:
    """Return the lines of the table, in seconds."""
    lines = [f"{'mishap':8} {'times':>5}   {'noticed: median':>15} {'worst':>6}   {'back: median':>12} {'worst':>6}"]
    for kind in dict.fromkeys(each.kind for each in found):
        noticed = [each.noticed_s for each in found if each.kind == kind]
        back = [each.back_s for each in found if each.kind == kind]
        lines.append(
            f"{kind:8} {len(back):5}   {statistics.median(noticed):15.2f} {max(noticed):6.2f}"
            f"   {statistics.median(back):12.2f} {max(back):6.2f}"
        )
    return lines


def resident_mb() -> float:
    """Return this process's memory; 0 where the system doesn't tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text(encoding="ascii").split()[1]) * 4096 / 2**20 if told.exists() else 0.0


def main(arguments: list[str]) -> int:
    """Run the soak."""
    parser = argparse.ArgumentParser(prog="python -m tests.camerasoak")
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args(arguments).times
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.load(app)
    language = Language(app)
    language.switch("zh_CN")
    found: list[Recovery] = []
    with tempfile.TemporaryDirectory() as scratch:
        workplace = demo_workplace_at(Path(scratch) / "station")
        set_up_demo(workplace, "chengdu", one_person=True)
        studio = Studio(app, language, workplace)
        before, halfway = (0, 0.0), 0.0
        for recovery in recoveries(studio, times + _WARM_UP):
            found.append(recovery)
            if len(found) == _WARM_UP:
                before = (threading.active_count(), resident_mb())
            elif len(found) == _WARM_UP + times // 2:
                halfway = resident_mb()
        after = (threading.active_count(), resident_mb())
        studio.result(studio.desk.session.store.close)
        studio.tasks.shutdown()
    found = found[_WARM_UP:]
    sys.stdout.write("\n".join(table(found)) + "\n")
    sys.stdout.write(f"threads {before[0]} → {after[0]}   memory {before[1]:.0f} → {halfway:.0f} → {after[1]:.0f} MB\n")
    late = [each for each in found if each.back_s > BACK_WITHIN_S]
    return 1 if late or after[0] > before[0] else 0


if __name__ == "__main__":
    # Who wants to look on sets another platform.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1:]))
