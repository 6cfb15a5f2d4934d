# SPDX-License-Identifier: Apache-2.0
"""The program from its command to the first painted unlock page, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sscard_desktop.app import workplace_at
from sscard_desktop.services.ports import StationIdentity

# What app.main does for a window, ended by the first paint of the unlock page; nobody waits for the end.
_PROGRAM = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from sscard_desktop.app import workplace_at
from sscard_desktop.ui.opening import run_window

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and type(watched).__name__ == "UnlockPage":
            sys.stdout.write(json.dumps(sorted(sys.modules)))
            sys.stdout.flush()
            os._exit(0)
        return False

app = QApplication(["sscard-desktop"])
eye = FirstPaint()
app.installEventFilter(eye)
run_window(workplace_at(Path(sys.argv[1]), windowed=True), language="zh_CN", demo=False)
"""

_AHEAD = """
import json, sys
from pathlib import Path
from sscard_desktop.app import workplace_at
from sscard_desktop.ui import loadahead

workplace = workplace_at(Path(sys.argv[1]), windowed=True)
for name in sys.argv[2:]:
    getattr(loadahead, name)(workplace)
sys.stdout.write(json.dumps(sorted(sys.modules)))
"""


def station(folder: Path) -> Path:
    """Set a station up in ``folder`` and return where."""
    identity = StationIdentity(3, "成都 · 武侯支行 · 3 号台", "chengdu", "2026")
    workplace_at(folder).set_up(identity, supervisor="limin", password="correct horse")
    return folder


def until_painted(folder: Path, *options: str) -> tuple[list[str], str]:
    """Start the program on a station; return the modules that were loaded when the page was painted, and stderr.

    Args:
        folder: of the station.
        options: for the interpreter, such as ``-X importtime``.
    """
    done = subprocess.run(
        [sys.executable, *options, "-c", _PROGRAM, str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    return list(json.loads(done.stdout)), done.stderr


def loaded_ahead(folder: Path, *functions: str) -> list[str]:
    """Return the modules that are there once these of ``loadahead`` ran, in a process that did nothing else."""
    command = [sys.executable, "-c", _AHEAD, str(folder), *functions]
    return list(json.loads(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout))
