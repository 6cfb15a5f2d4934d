# SPDX-License-Identifier: Apache-2.0
"""The real window as a screen reader gets it, over AT-SPI on a session bus of its own.

Needs Xvfb, dbus-run-session, xdotool, at-spi2-core, and the system's Python with ``gi`` and Atspi; skipped otherwise.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WALK = Path(__file__).parents[1] / "helpers" / "atspiwalk.py"
SYSTEM_PYTHON = "/usr/bin/python3"
PROGRAM = "sscard-desktop"
BEFORE, AT_WORK = 15, 40
"""More than this can be reached by the keyboard while nobody is there, and with a record open."""
NAMELESS = {"unknown", "invalid", "filler", "redundant object"}
SCRIPT = """
Xvfb -displayfd 3 -screen 0 1366x768x24 3>"$FOLDER/display" >/dev/null 2>&1 &
server=$!
while [ ! -s "$FOLDER/display" ]; do sleep 0.2; done
export DISPLAY=:$(cat "$FOLDER/display") QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
"$PYTHON" -m sscard_desktop --demo >"$FOLDER/out" 2>&1 &
program=$!
"$SYSTEM_PYTHON" "$WALK" "$PROGRAM" "$BEFORE" >"$FOLDER/before.json"
for window in $(xdotool search --onlyvisible --name .); do xdotool windowfocus $window; done
sleep 1
xdotool key ctrl+d
"$SYSTEM_PYTHON" "$WALK" "$PROGRAM" "$AT_WORK" >"$FOLDER/work.json"
kill $program; wait $program; kill $server
"""


def there() -> bool:
    """Return whether all is there that this takes."""
    if not all(map(shutil.which, ("Xvfb", "dbus-run-session", "xdotool", SYSTEM_PYTHON))):
        return False
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return subprocess.run([SYSTEM_PYTHON, "-c", asked], check=False, capture_output=True).returncode == 0


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux" or not there(), reason="no screen reader's way here")
def test_a_screen_reader_hears_what_everything_is_that_takes_the_keyboard(tmp_path: Path) -> None:
    said = {
        "FOLDER": str(tmp_path),
        "PYTHON": sys.executable,
        "SYSTEM_PYTHON": SYSTEM_PYTHON,
        "WALK": str(WALK),
        "PROGRAM": PROGRAM,
        "BEFORE": str(BEFORE),
        "AT_WORK": str(AT_WORK),
    }
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8", **said}
    subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SCRIPT],
        env=environment,
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        timeout=400,
    )
    for file, fewest in (("before.json", BEFORE), ("work.json", AT_WORK)):
        heard = json.loads((tmp_path / file).read_text("utf-8"))
        assert len(heard) > fewest
        wrong = [each for each in heard if not each["name"].strip() or each["role"] in NAMELESS]
        assert not wrong, wrong
        assert not [each for each in heard if "<" in each["name"] + each["description"]], "markup is read out"
        keys = {"F4", "F5", "Ctrl+D", "Enter"}
        assert not [each for each in heard if each["name"] in keys], "a key is no name"
    assert any(each["description"].startswith("必填") for each in heard), "whether a field is required"
