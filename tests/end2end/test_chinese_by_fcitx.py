# SPDX-License-Identifier: Apache-2.0
"""fcitx 5 on a real X display: what a clerk writes with it arrives, and its keys are its own while it composes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

NEEDED = ("fcitx5", "Xvfb", "xdotool", "dbus-run-session")
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
CONFIG = "[Behavior]\nActiveByDefault=True\n"
SESSION = "fcitx5 -d --replace >/dev/null 2>&1; sleep 3; exec {python} -m tests.clerk.composing"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        any(shutil.which(each) is None for each in NEEDED), reason=f"needs all of {', '.join(NEEDED)} and pinyin"
    ),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X display of our own."""
    end, start = os.pipe()
    screen = ["Xvfb", "-displayfd", str(start), "-screen", "0", "1400x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, pass_fds=[start], stderr=subprocess.DEVNULL) as server:
        os.close(start)
        with os.fdopen(end) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()


@pytest.fixture(scope="module")
def written(display: str, tmp_path_factory: pytest.TempPathFactory) -> Sequence[dict[str, object]]:
    """What the fields held."""
    home = tmp_path_factory.mktemp("home")
    settings = home / ".config" / "fcitx5"
    settings.mkdir(parents=True)
    (settings / "profile").write_text(PROFILE, encoding="utf-8")
    (settings / "config").write_text(CONFIG, encoding="utf-8")
    surroundings = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_", "IBUS_", "DBUS_"))},
        "HOME": str(home), "DISPLAY": display, "XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "fcitx",
        "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8", "CUPS_SERVER": "/no/such/socket",
    }  # fmt: skip
    session = ["dbus-run-session", "--", "sh", "-c", SESSION.format(python=sys.executable)]
    done = subprocess.run(
        session, env=surroundings, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=240,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_each_field_holds_what_was_written(written: Sequence[dict[str, object]]) -> None:
    assert [(each["key"], each["value"]) for each in written] == [
        ("name", "张三"),
        ("name", "张三"),
        ("name", "LiSi"),
        ("nation", "08"),
        ("birth_date", "1990-03-07"),
        ("address", "朝阳区12好"),
    ]


def test_choosing_and_taking_the_letters_leave_the_keyboard_where_it_is(written: Sequence[dict[str, object]]) -> None:
    assert all(each["stayed"] for each in written)


def test_what_is_composed_reaches_the_field_whole_before_it_is_text(written: Sequence[dict[str, object]]) -> None:
    composed = [(each["composed"], each["committed"]) for each in written]
    assert composed[0] == ("zhang san", ["张三"])
    assert composed[3] == ("zhuang zu", ["壮族"])
    assert composed[5] == ("chao yang qu", ["朝阳区", "好"])


def test_digits_go_past_the_input_method(written: Sequence[dict[str, object]]) -> None:
    (date,) = (each for each in written if each["key"] == "birth_date")
    assert (date["composed"], date["committed"]) == ("", [])
