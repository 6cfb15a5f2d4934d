# SPDX-License-Identifier: Apache-2.0
"""Updates for tests: keys that nobody else has, a frozen program of a few lines, and a launcher of its own process."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sscard_desktop import paths
from sscard_desktop.domain.updates import Update, UpdateKind
from sscard_desktop.exchange.releasekeys import SIGNED, fingerprint
from sscard_desktop.exchange.updatefile import LENGTH, MAGIC, UpdateFileReader
from sscard_desktop.exchange.updatemanifest import written
from sscard_desktop.exchange.updatewriting import tree_of, write_update
from sscard_desktop.services.updates import check_update, place_update
from sscard_desktop.storage.datapacks import DataPacks
from sscard_desktop.storage.provenprogram import this_platform
from sscard_desktop.storage.versions import InstalledVersions

ROOT = Path(__file__).resolve().parents[2]
KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
PROGRAM = "sscard-desktop"
PYTHON = sys.executable
HERE = this_platform()

FAKE = """#!{python}
# A frozen program for tests: behaves as the file beside it says.
import os, sys, time
here = os.path.dirname(os.path.realpath(__file__))
told = dict(line.split("=", 1) for line in open(os.path.join(here, "behaviour")).read().split())
if sys.argv[1:] == ["--version"]:
    print("sscard-desktop", told["version"]); sys.exit(0)
if sys.argv[1:] == ["--selftest"]:
    print("\\u2717 models" if told["does"] == "fails_selftest" else "\\u2713 all")
    sys.exit(told["does"] == "fails_selftest")
sys.path.insert(0, {root!r})
from pathlib import Path
from sscard_desktop.domain.errors import InvalidInputError, NotAllowedError
from sscard_desktop.storage.trial import trial_of
with open(os.path.join(here, "..", "..", "ran"), "a") as log:
    log.write(" ".join([told["version"], *sys.argv[1:]]) + "\\n")
does = told["does"]
def stay():
    # Until whoever watches has looked often enough.
    Path(here, "..", "..", "up").touch()
    for _ in range(1500):
        if not Path(here, "..", "..", "enough").exists():
            time.sleep(0.02)
if does == "crashes":
    os.kill(os.getpid(), 11)
if does == "hangs":
    time.sleep(60)
if does == "ends_silently":
    sys.exit(0)
if does == "no_window_any_more":
    sys.exit(1)
if does == "loads_slowly":
    time.sleep(float(os.environ["LOADS_S"]))
trial = trial_of(Path(here).parent, os.environ)
if does == "hangs_with_a_station_open":
    from sscard_desktop.storage.versionfiles import taken_lock
    os.makedirs(os.path.join(here, "..", "..", "station"), exist_ok=True)
    lock = taken_lock(Path(here, "..", "..", "station", "station.lock"))
    stay()
    sys.exit(0)
if does == "stays_on_a_full_disk":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
if trial and does not in ("no_screen", "called_wrongly"):
    trial.window_up()
    if does.startswith("stays"):
        stay()
    if does == "dies_at_the_door":
        os.kill(os.getpid(), 11)
    if does == "fails_later":
        sys.exit(9)
    if does in ("refuses", "cant_open"):
        error = NotAllowedError if does == "refuses" else InvalidInputError
        try:
            with trial.opening():
                raise error("station.wrong_password" if does == "refuses" else "profile.broken")
        except error:
            sys.exit(0)
    if does != "only_looked_at" and not does.startswith("stays"):
        with trial.opening():
            if does == "dies_at_login":
                time.sleep(0.6)
                os._exit(1)
        if does == "dies_before_its_page":
            os._exit(1)
        trial.at_work()
        if does == "fails_another_day":
            try:
                with trial.opening():
                    raise InvalidInputError("profile.broken")
            except InvalidInputError:
                os._exit(1)
sys.exit(3 if does == "no_screen" else 2 if does == "called_wrongly" else 0)
"""

DRIVER = """
import sys
sys.frozen, sys.executable = True, {program!r}
from sscard_desktop import launcher
launcher.START_S = {patience}
launcher.screen.answers = lambda: {screen}
code = launcher.hand_over(sys.argv[1:])
print("own" if code is None else code)
"""


def reader(*keys: Ed25519PrivateKey, sticks: tuple[Path, ...] = ()) -> UpdateFileReader:
    """Return what reads updates by these keys, the usual one if none is named."""
    known = [key.public_key() for key in keys or (KEY,)]
    return UpdateFileReader({fingerprint(key.public_bytes_raw()): key for key in known}, lambda: sticks)


def fingerprint_of(key: Ed25519PrivateKey) -> str:
    """Return a key's fingerprint."""
    return fingerprint(key.public_key().public_bytes_raw())


def fake_program(folder: Path, version: str, does: str = "works", files: int = 3) -> Path:
    """Write a program's folder."""
    (folder / "_internal").mkdir(parents=True)
    program = folder / PROGRAM
    program.write_text(FAKE.format(python=PYTHON, root=str(ROOT)), encoding="utf-8")
    program.chmod(0o755)
    (folder / "behaviour").write_text(f"version={version}\ndoes={does}\n", encoding="ascii")
    for number in range(files):
        (folder / "_internal" / f"lib{number}.so").write_bytes(struct.pack(">I", number) * 25_000)
    (folder / "_internal" / "lib.so").symlink_to("lib0.so")
    return folder


def program_update(
    out: Path, version: str, does: str = "works", *, keys: tuple[Ed25519PrivateKey, ...] = (KEY,), **facts: Any
) -> Path:
    """Write the update of a program of tests."""
    folder = fake_program(out.parent / f"build-{out.stem}", version, does, facts.pop("files", 3))
    facts = {"platform": HERE, "made_on": "2026-11-22", "preset": 0, **facts}
    write_update(out, tree_of(folder), keys, kind=UpdateKind.PROGRAM, version=version, **facts)
    shutil.rmtree(folder)
    return out


def data_update(out: Path, version: str, root: Path, **facts: Any) -> Path:
    """Write the update of a root's ``forms`` and ``codes``."""
    tree = {**tree_of(root / "forms", "forms/"), **tree_of(root / "codes", "codes/")}
    facts = {"made_on": "2026-11-22", "preset": 0, **facts}
    write_update(out, tree, [KEY], kind=UpdateKind.DATA, version=version, **facts)
    return out


def data_root(folder: Path) -> Path:
    """Copy two of the program's cities and its code tables into a folder that a test may change."""
    for name in ("chengdu", "national", "shared-forms"):
        shutil.copytree(paths.forms() / name, folder / "forms" / name)
    for file in paths.forms().glob("*.toml"):
        shutil.copy(file, folder / "forms")
    shutil.copytree(paths.resources() / "codes", folder / "codes")
    return folder


def raw_update(out: Path, head: Mapping[str, Any], content: bytes, key: Ed25519PrivateKey = KEY) -> Path:
    """Write a file with any head, signed: what a maker with bad intentions and a good key would make."""
    told = written(head)
    signature = bytes.fromhex(fingerprint_of(key)) + key.sign(SIGNED + told)
    out.write_bytes(MAGIC + LENGTH.pack(len(told)) + told + bytes([1]) + signature + content)
    return out


def versions_at(folder: Path, program: str = "0.1.0", *, station: Path | None = None) -> InstalledVersions:
    """Return the versions of a machine whose frozen program is ``program``; its data updates are never wrong.

    Args:
        station: that asks; by default the one beside the versions.
    """
    packs = DataPacks(folder / "packs", own="2026.1.1", program=program, in_force=None, check=lambda forms, codes: ())
    asks = station or folder / "station"
    return InstalledVersions(folder / "versions", packs, program=program, platform=HERE, station=asks)


def launching(home: Path, *arguments: str, patience_s: float = 5.0, screen: bool = True) -> list[str]:
    """Return the command that starts the installed program (0.1.0, of this checkout)."""
    driver = DRIVER.format(program=str(home / "opt" / PROGRAM), patience=patience_s, screen=screen)
    return [PYTHON, "-c", driver, *arguments]


def around(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a machine whose user's data lie in ``home``."""
    return os.environ | {"XDG_DATA_HOME": str(home), "PYTHONPATH": str(ROOT), "DISPLAY": ":none"} | more


def place(versions: InstalledVersions, file: Path) -> Update:
    """Check a file and put it beside what is there, as somebody does who confirms what they see."""
    update = check_update(reader(), versions, file, Silent())
    return place_update(reader(), versions, file, update, Silent())


def launch(home: Path, *arguments: str, patience_s: float = 5.0, screen: bool = True) -> tuple[str, list[str]]:
    """Start the installed program (0.1.0, of this checkout); return what came of it, and which programs ran.

    ``own`` is the installed program itself; else the exit code of the one that it handed over to, ``""`` in place.
    """
    told = subprocess.run(
        launching(home, *arguments, patience_s=patience_s, screen=screen),
        env=around(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert not told.stderr, told.stderr
    log = home / "sscard_desktop" / "ran"
    ran = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return told.stdout.strip(), ran


def state(home: Path) -> dict[str, Any]:
    """Return the state as it lies on the disk."""
    found: dict[str, Any] = json.loads((home / "sscard_desktop" / "versions" / "state.json").read_bytes())
    return found


class Silent:
    """A progress that nobody looks at."""

    def report(self, done: int, total: int) -> None:
        """Tell nobody."""
