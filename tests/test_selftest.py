# SPDX-License-Identifier: Apache-2.0
"""The self-test: a whole program passes, and one with any part missing or broken doesn't."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop import app, paths, selftest
from sscard_desktop.services.selftest import Proven, UnprovenError, inside, prove
from sscard_desktop.services.selftest.proving import reason
from sscard_desktop.storage import database
from sscard_desktop.ui import selftest as window

LEAN = ("files", "plugins", "words", "drawing", "preview", "tables", "package")
"""What is asked of a process of its own in the default run; the whole is a long test."""


def asked(*arguments: str) -> int:
    return selftest.run(["--selftest", *arguments], app.demo_workplace_at, app.workplace_at)


def proof_of(part: str, capsys: pytest.CaptureFixture[str]) -> Mapping[str, object]:
    """Return what a part answers, and make sure that the exit code says the same."""
    code = asked("--json", "--part", part)
    told = json.loads(capsys.readouterr().out)
    (proof,) = told["parts"]
    assert (code, told["failed"]) == ((0, 0) if proof["ok"] else (1, 1))
    return dict(proof)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program data of its own, linked to the real ones piece by piece, to take pieces away from."""
    # Copied, as a city behind a link is none.
    shutil.copytree(paths.forms(), tmp_path / "forms")
    for folder in ("resources", "resources/models", "resources/fonts", "resources/codes"):
        source, target = paths.forms().parent / folder, tmp_path / folder
        if target.is_symlink():
            target.unlink()
        target.mkdir()
        for each in source.iterdir():
            (target / each.name).symlink_to(each)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    return tmp_path


def own_process(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "DISPLAY": ""}
    command = [sys.executable, "-m", "sscard_desktop", "--selftest", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=110, check=False)


def test_a_whole_program_passes_in_both_languages_and_touches_no_station(tmp_path: Path) -> None:
    done = own_process(tmp_path, *(f"--part={part}" for part in LEAN))
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("✓")] == [
        part for part in selftest.PARTS if part in LEAN
    ]
    assert lines[-2].startswith(f"自检通过：{len(LEAN)} 项")
    assert lines[-1].startswith(f"Self-test passed: all {len(LEAN)} parts")
    assert not (tmp_path / "data").exists()


@pytest.mark.long
def test_every_part_is_proved_from_source(tmp_path: Path) -> None:
    done = own_process(tmp_path, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["failed"], told["frozen"]) == (0, 0, False), done.stdout
    assert [proof["part"] for proof in told["parts"]] == list(selftest.PARTS)
    assert not (tmp_path / "data").exists()


def test_every_city_that_comes_along_is_asked_for() -> None:
    assert sorted(selftest.CITIES) == sorted(path.parent.name for path in paths.forms().glob("*/profile.toml"))


@pytest.mark.parametrize(
    ("part", "piece", "code"),
    [
        ("photo", "resources/models/face_landmarks_detector.tflite", "photo.model_missing"),
        ("fonts", "resources/fonts/HanaMinB.ttf", "fonts.unreadable"),
        ("profiles", "forms/nanning", "profile.unknown"),
        ("codes", "resources/codes/ideographs.tsv.xz", "codes.damaged"),
    ],
)
def test_a_missing_piece_is_named(
    part: str, piece: str, code: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(root / piece) if (root / piece).is_dir() else (root / piece).unlink()
    proof = proof_of(part, capsys)
    assert not proof["ok"]
    assert proof["code"] == code


def test_an_altered_model_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = root / "resources/models/selfie_segmenter.tflite"
    content = bytearray(model.read_bytes())
    content[1000] ^= 1
    model.unlink()
    model.write_bytes(content)
    assert proof_of("photo", capsys)["code"] == "photo.model_altered"


def test_a_database_that_takes_a_key_and_encrypts_nothing_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Keyless(sqlcipher.Connection):  # type: ignore[misc]
        """What a build with the wrong library does: the key is taken for a pragma that nobody knows."""

        def execute(self, sql: str, *parameters: object) -> sqlcipher.Cursor:
            return super().execute("SELECT 1" if "PRAGMA key" in sql else sql, *parameters)

    monkeypatch.setattr(database.sqlcipher, "connect", partial(sqlcipher.connect, factory=Keyless))
    assert proof_of("station", capsys)["code"] == "selftest.not_encrypted"


@pytest.mark.long
def test_a_station_is_encrypted_and_a_flipped_bit_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof_of("station", capsys)["ok"]


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """Return a folder as a frozen build has it, with its list of files."""
    names = ("sscard-desktop", "_internal/resources/fonts/a.ttf", "_internal/PySide6/Qt/lib/libQt6Core.so.6")
    lines = []
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
        lines.append(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n")
    (tmp_path / inside.LIST).write_text("".join(lines))
    return tmp_path


def test_a_whole_build_is_what_its_list_says(frozen: Path) -> None:
    (frozen / "portable").touch()  # what is put beside later is nobody's business
    assert inside.files(frozen) == Proven("selftest.files", {"count": 3})


@pytest.mark.parametrize("name", ["sscard-desktop", "_internal/resources/fonts/a.ttf", inside.LIST])
def test_a_missing_file_is_found(frozen: Path, name: str) -> None:
    (frozen / name).unlink()
    with pytest.raises(UnprovenError, match="files_missing") as told:
        inside.files(frozen)
    assert told.value.params["file"] == name


def test_an_altered_file_is_found(frozen: Path) -> None:
    (frozen / "sscard-desktop").write_bytes(b"another")
    with pytest.raises(UnprovenError, match="files_altered"):
        inside.files(frozen)


def test_an_empty_list_proves_nothing(frozen: Path) -> None:
    (frozen / inside.LIST).write_bytes(b"")
    with pytest.raises(UnprovenError, match="files_missing"):
        inside.files(frozen)


def test_who_replaces_qt_is_told_and_not_kept_from_it(frozen: Path) -> None:
    (frozen / "_internal/PySide6/Qt/lib/libQt6Core.so.6").write_bytes(b"their own build")
    assert inside.files(frozen) == Proven("selftest.files_replaced", {"count": 3, "replaced": 1})


def test_a_module_that_cannot_be_loaded_is_told_without_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "halfpackage"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "lacking.py").write_text("raise ImportError('/home/zhang/lib/libGL.so.1: cannot open')")
    monkeypatch.syspath_prepend(str(tmp_path))
    package = ModuleType("halfpackage")
    package.__path__ = [str(folder)]
    (proof,) = prove({"modules": lambda: inside.modules(package)})
    assert (proof.holds, proof.code) == (False, "selftest.broken")
    assert proof.params == {"reason": "ImportError: libGL.so.1: cannot open"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (r"cannot load C:\Users\王\AppData\a.dll", "OSError: cannot load a.dll"),
        ("/home/王/x.so: no\nmore", "OSError: x.so: no"),
        ("", "OSError"),
        ("a" * 1000, "OSError: " + "a" * 200),
    ],
)
def test_a_reason_is_one_short_line_and_names_no_folder(words: str, told: str) -> None:
    assert reason(OSError(words)) == told


def test_a_missing_plug_in_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "_PLUGINS", {sys.platform: ("platforms/libqnothing.so",)})
    with pytest.raises(UnprovenError, match="plugin_missing"):
        window.plugins()


def test_a_plug_in_that_lacks_a_library_of_the_system_names_it() -> None:
    for told in (
        "Cannot load library /opt/x/libqxcb.so: libGL.so.1: cannot open shared object file: No such file",
        "Cannot load library /opt/x/libqxcb.so: (libGL.so.1: cannot open shared object file: No such file)",
    ):
        assert window._library(told) == "libGL.so.1"
    assert window._library("/opt/x/libqxcb.so: invalid ELF header") == "libqxcb.so: invalid ELF header"


def test_options_that_nobody_understands_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("--part", "engine") == 2
    assert asked("--json", "--demo") == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "cli.usage"
