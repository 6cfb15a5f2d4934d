# SPDX-License-Identifier: Apache-2.0
"""The program opened twice on one station: the second finds the first, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.firstwindow import FirstWindow, bring_first_to_front
from sscard_desktop.ui.lead import Answer, name_of, place_of

OPEN = "import sys\nfrom sscard_desktop.app import main\nsys.exit(main(sys.argv[1:]))"
KILLED = (
    "import os, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
    "from sscard_desktop.ui.firstwindow import FirstWindow\napp = QCoreApplication([])\n"
    "first = FirstWindow(Path(sys.argv[1]))\nassert first.listen()\nos.abort()"
)


def test_a_second_program_brings_the_first_to_the_front_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    assert first.listen()
    second = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    second.setProcessEnvironment(environment)
    with qtbot.waitSignals([first.asked, second.finished], timeout=30_000):
        second.start(sys.executable, ["-c", OPEN, "--data-dir", str(tmp_path), "--lang", "en"])
    assert second.exitCode() == 0
    assert "brought to the front" in second.readAllStandardError().data().decode()
    first.close()


def test_nobody_is_found_where_nobody_is(tmp_path: Path) -> None:
    assert bring_first_to_front(tmp_path) is Answer.NOBODY


def test_another_station_s_window_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path / "one")
    assert first.listen()
    with qtbot.assertNotEmitted(first.asked):
        assert bring_first_to_front(tmp_path / "two") is Answer.NOBODY
    first.close()


def test_a_killed_program_s_socket_is_in_nobody_s_way(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, timeout=60, env=dict(os.environ)
    )
    assert done.returncode != 0
    first = FirstWindow(tmp_path)
    assert first.listen()
    first.close()


def test_two_first_ones_at_once_leave_one(tmp_path: Path) -> None:
    first, late = FirstWindow(tmp_path), FirstWindow(tmp_path)
    assert first.listen()
    assert not late.listen()
    first.close()


def test_a_program_that_hangs_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    hanging = QLocalServer()
    assert hanging.listen(place_of(tmp_path))
    assert bring_first_to_front(tmp_path) is Answer.SILENT
    hanging.close()


def test_the_socket_s_name_gives_nothing_away(tmp_path: Path) -> None:
    assert tmp_path.name not in name_of(tmp_path)
    assert name_of(tmp_path) == name_of(tmp_path / "x" / "..")


def test_a_file_of_the_second_program_reaches_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    assert first.listen()
    second = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    second.setProcessEnvironment(environment)
    file = tmp_path / "设置 包.sscard"
    brought: list[Path] = []
    first.brought.connect(brought.append)
    with qtbot.waitSignals([first.brought, second.finished], timeout=30_000):
        second.start(sys.executable, ["-c", OPEN, "--data-dir", str(tmp_path), str(file)])
    assert brought == [file]
    first.close()


@pytest.mark.parametrize("sent", [b"x" * 100_000, b"no path\n", b"/etc/x\0y\n", b"\n", b"/half/a/line"])
def test_whatever_else_is_sent_opens_nothing(qtbot: QtBot, tmp_path: Path, sent: bytes) -> None:
    first = FirstWindow(tmp_path)
    assert first.listen()
    socket = QLocalSocket()
    with qtbot.assertNotEmitted(first.brought, wait=600), qtbot.waitSignal(first.asked):
        socket.connectToServer(place_of(tmp_path))
        assert socket.waitForConnected(1000)
        socket.write(sent)
        socket.flush()
    socket.abort()
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a name only, there")
def test_who_was_there_first_in_a_place_for_everybody_is_told_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    """Another user could pretend to be the window, learn what was opened, and keep this one from starting."""
    squatter = QLocalServer()
    assert squatter.listen(name_of(tmp_path))
    with qtbot.assertNotEmitted(squatter.newConnection, wait=100):
        assert bring_first_to_front(tmp_path, tmp_path / "records.sscard") is Answer.NOBODY
        first = FirstWindow(tmp_path)
        assert first.listen()
    first.close()
    squatter.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a name only, there")
@pytest.mark.parametrize("how", ["for everybody", "for the group", "a link", "a file", "none", "another's", "too long"])
def test_a_folder_that_isn_t_the_user_s_own_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    with tempfile.TemporaryDirectory(prefix="s") as short:
        runtime, spare = Path(short, "run"), Path(short, "tmp")
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
        monkeypatch.setattr(tempfile, "tempdir", str(spare))
        if how == "too long":
            runtime = runtime / ("x" * 120)
            monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
        if how == "a file":
            runtime.write_bytes(b"")
        elif how != "none":
            runtime.mkdir(mode=0o700, parents=True)
        if how in ("for everybody", "for the group"):
            runtime.chmod(0o777 if how == "for everybody" else 0o750)
        elif how == "a link":
            runtime.rename(Path(short, "real"))
            runtime.symlink_to(Path(short, "real"))
        elif how == "another's":
            mine = os.geteuid()
            monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
        # Nowhere else either: then each stands alone, and still starts.
        assert place_of(tmp_path) == ""
        assert bring_first_to_front(tmp_path) is Answer.NOBODY
        assert not FirstWindow(tmp_path).listen()
        monkeypatch.undo()


@pytest.mark.skipif(sys.platform == "win32", reason="a name only, there")
def test_without_a_folder_from_the_system_one_is_made_for_the_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(prefix="s") as short:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        monkeypatch.setattr(tempfile, "tempdir", short)
        made = Path(place_of(tmp_path)).parent
        assert made.parent == Path(short)
        assert made.stat().st_mode & 0o777 == 0o700
        monkeypatch.undo()
