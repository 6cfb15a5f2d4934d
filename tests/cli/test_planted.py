# SPDX-License-Identifier: Apache-2.0
"""A real station full of people's things: nothing of theirs is in a support bundle, a bug report or their pages.

With ``SSCARD_FROZEN`` naming a frozen program, the same is asked of that.
"""

from __future__ import annotations

import base64
import io
import json
import os
import platform
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from sscard_desktop import app, bugreport
from sscard_desktop.cli import reader
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Printer
from sscard_desktop.domain.reader import ReaderPort
from sscard_desktop.services.papers import Papers, Way
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.services.preferences import CAMERA_SETTINGS
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.station import StationFolder
from tests.cli.conftest import Answer, Script
from tests.helpers import planting
from tests.helpers.planting import PERSON, files_below, found_in, members

FROZEN = os.environ.get("SSCARD_FROZEN", "")


@dataclass(frozen=True, slots=True)
class Planted:
    """The station, and where its bundle goes."""

    script: Script

    @property
    def station(self) -> Path:
        return self.script.folder / "station"

    def bundle(self, *more: str, user: str = planting.LOGIN) -> tuple[Answer, bytes]:
        path = self.script.folder / "out.zip"
        answer = self.script.run(*more, "doctor", "--bundle", str(path), user=user)
        return answer, path.read_bytes()


def raised() -> BaseException:
    """Return an error that went through a file in somebody's home, with people's words in it and what led to it."""
    source = f"def {planting.LOGIN}(what):\n    raise KeyError(what)\n"
    room: dict[str, object] = {}
    exec(compile(source, f"/home/{planting.LOGIN}/x.py", "exec"), room)  # a file that lies there
    try:
        try:
            room[planting.LOGIN](planting.NUMBERS[0])  # type: ignore[operator]
        except KeyError as error:
            raise EnvironmentFailedError("file.unreadable", file=f"{PERSON}.xlsx", reason=planting.ADDRESS) from error
    except EnvironmentFailedError as error:
        return error


class Heard:
    """What the last command said; Script asks for it as of pytest's own capture, which ends with a test."""

    def __init__(self) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()

    def readouterr(self) -> tuple[str, str]:
        said = self.out.getvalue(), self.err.getvalue()
        for stream in (self.out, self.err):
            stream.seek(0)
            stream.truncate()
        return said


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    heard = Heard()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(heard.out), redirect_stderr(heard.err):
        patch.setattr(app, "StationFolder", partial(StationFolder, cost=KdfCost(64, 1, 1)))
        yield made(tmp_path_factory.mktemp("planted"), cast("pytest.CaptureFixture[str]", heard), patch)


def made(place: Path, heard: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Planted:
    """Return a station, in a home and at a machine that are called by people's names."""
    folder = place / "home" / planting.LOGIN / PERSON
    folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USER", planting.LOGIN)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr(platform, "node", lambda: planting.HOST)
    monkeypatch.setattr(platform, "release", lambda: f"6.1-{planting.HOST}")
    plant_devices(monkeypatch)
    script = Script(folder, heard)
    script.secret("password", planting.SECRET)
    begun = script.run(
        *("station", "init", "--recovery-out", str(folder / "recovery"), "--name", planting.STATION),
        *("--campaign", planting.CAMPAIGN, "--number", "9"),
        user=planting.LOGIN,
    )
    assert begun.code == 0, begun.err
    plant(Planted(script))
    return Planted(script)


def plant_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ports, cameras and printers be called by people's names."""
    ports = [
        ReaderPort("/dev/ttyUSB0", PERSON, "1a86:7523", known_reader=True, serial_number=planting.SERIAL),
        ReaderPort(f"/home/{planting.LOGIN}/line", planting.CAMERA),
    ]
    monkeypatch.setattr("sscard_desktop.devices.idcard.readers.SerialCardReaders.ports", lambda _: ports)
    spooler = SimpleNamespace(there=lambda: True, printers=lambda: [Printer(planting.PRINTER, usual=True)])
    monkeypatch.setattr("sscard_desktop.devices.spooler.cups.CupsSpooler", lambda: spooler)
    cameras = SimpleNamespace(devices=lambda: [CameraDevice(f"usb:{planting.SERIAL}", planting.CAMERA)])
    monkeypatch.setattr("sscard_desktop.devices.videocapture.VideoCaptureCameras", lambda: cameras)


def plant(planted: Planted) -> None:
    """Put something of people's wherever the station keeps anything."""
    script, user = planted.script, planting.LOGIN
    secret = script.secret("other", "eight blue teapots")
    for command in (
        ("user", "add", "zhirulimin", "--role", "clerk", "--display-name", PERSON, "--new-password-file", secret),
        ("unit", "add", planting.UNIT, "--insured-number", planting.NUMBERS[2]),
    ):
        assert script.run(*command, user=user).code == 0
    person = script.folder / f"{PERSON}.json"
    person.write_text(json.dumps({"values": {k: v for k, v in planting.VALUES.items() if k != "phone"}}), "utf-8")
    added = script.run("record", "add", str(person), user=user)
    assert added.code in (0, 1), added.err
    city = planted.station / "profiles" / planting.CITY
    city.mkdir(parents=True)
    (city / "profile.toml").write_text(f'extends = "chengdu"\n{planting.LOGIN} = "{PERSON}"\n', encoding="utf-8")
    workplace = app.workplace_at(planted.station)
    with closing(workplace.log_in(user, planting.SECRET).store) as store:
        keys = ["reader.url", "reader.device", "chip_photo.library", "applicant.screen", "drive.active", "look.x"]
        keys += ["learnt.readings", "backup.folder", "camera.sound", "camera.card_files", "handover.last"]
        with store.transaction():
            for key in (*keys, *(CAMERA_SETTINGS[purpose] for purpose in Purpose)):
                store.save_setting(key, f"/home/{planting.LOGIN}/{PERSON}/{planting.NUMBERS[1]}")
    session = workplace.log_in(user, planting.SECRET)
    with closing(session.store):
        Papers(session).print_by("", Way(planting.PRINTER, tray=PERSON))
    reports = planted.station / "reports"
    bugreport.save_report(reports, raised())
    (reports / f"report-{PERSON}.txt").write_text(
        f"code {planting.LOGIN}\nat {PERSON}\n{PERSON}\n  {planting.LOGIN}/x.py:3:{planting.LOGIN}\n", "utf-8"
    )


def test_nothing_of_anybody_is_in_any_part_of_the_bundle(planted: Planted) -> None:
    answer, content = planted.bundle()
    assert answer.code in (0, 1), answer.err
    told = dict(members(content))
    assert {"health.json", "devices.json", "settings.json", "station.json", "trail.json", "profiles.json"} <= set(told)
    assert any(name.startswith("reports/") for name in told)
    assert {name: found for name, part in told.items() if (found := found_in(part))} == {}
    # The screen is whoever's stands before it: station, printers and places are called by their names, people aren't.
    for word in (*planting.NUMBERS, planting.ADDRESS, planting.UNIT, planting.SECRET, planting.VALUES["name_pinyin"]):
        assert word not in answer.out + answer.err


def test_without_a_log_in_nothing_of_anybody_is_in_it_either(planted: Planted) -> None:
    path = planted.script.folder / "out.zip"
    assert app.main(["--data-dir", str(planted.station), "doctor", "--bundle", str(path)]) in (0, 1)
    assert {name: found for name, part in members(path.read_bytes()) if (found := found_in(part))} == {}


def test_the_search_finds_what_is_there_however_it_is_written(planted: Planted) -> None:
    """The tests above must be able to fail: the plants are where a careless bundle would look, and are found."""
    workplace = app.workplace_at(planted.station)
    with closing(workplace.log_in(planting.LOGIN, planting.SECRET).store) as store:
        (summary,) = store.search()
        values = store.record(summary.id).values
        kept = [*values.values(), store.setting("print.ways"), store.setting("reader.url")]
        kept += [f"{each.operator} {each.subject} {each.detail}" for each in store.audit_entries()]
    assert found_in("\n".join(kept).encode()) == sorted({*planting.ROOTS, *planting.NUMBERS[:2]})
    for spelling in (
        PERSON.encode("utf-16"), PERSON.encode("gb18030"), json.dumps(PERSON).encode(), b"%E6%A4%8D%E5%85%A5",
        base64.b64encode(PERSON.encode()), PERSON.encode().hex().encode(), b"OUYANG.Z\xef\xbc\xa8IRU",
        b"&#26893;&#20837;", b"139-1234-5678", b"5101 0719 9003 0700 29",
    ):  # fmt: skip
        assert found_in(spelling), spelling
    assert found_in(b"Python 3.11.7, Qt 6.9.3; 2026-11-22T10:00:00; 100 records") == []


@pytest.mark.long
@pytest.mark.skipif(not FROZEN, reason="SSCARD_FROZEN names no frozen program")
def test_a_frozen_program_says_as_little(planted: Planted) -> None:
    path, pdf = planted.script.folder / "frozen.zip", planted.script.folder / "manual.pdf"
    shared = ["--data-dir", str(planted.station), "--user", planting.LOGIN]
    shared += ["--password-file", str(planted.script.folder / "password")]
    done = subprocess.run([FROZEN, *shared, "doctor", "--bundle", str(path)], capture_output=True, timeout=180)
    assert done.returncode in (0, 1), done.stderr
    assert {name: found for name, part in members(path.read_bytes()) if (found := found_in(part))} == {}
    for language in ("zh_CN", "en"):
        made = subprocess.run(
            [FROZEN, "--lang", language, "manual", "--out", str(pdf)], capture_output=True, timeout=120
        )
        assert made.returncode == 0, made.stderr
        assert pdf.read_bytes().startswith(b"%PDF")
    code = str(bugreport.code_for(raised()))
    asked = subprocess.run([FROZEN, "--json", "doctor", "--code", code], capture_output=True, timeout=120)
    assert json.loads(asked.stdout)["code"] == code


def test_nothing_of_anybody_is_in_a_bug_report(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object, **__: object) -> None:
        raise ValueError(planting.ADDRESS) from raised()

    def beside(*_: object, **__: object) -> None:
        thread = threading.Thread(target=wrong, name=PERSON)
        thread.start()
        thread.join()
        wrong()

    reports = planted.station / "reports"
    for path in reports.iterdir():
        path.unlink()
    monkeypatch.setattr(reader, "list_ports", beside)
    assert planted.script.run("reader", "ports", user=planting.LOGIN).code == 70
    bugreport.save_report(reports, raised())
    bugreport.tell_at_last(raised())
    kept = [*files_below(reports), *files_below(Path(os.environ["XDG_DATA_HOME"]) / "sscard_desktop")]
    assert {name.rpartition(".")[2] for name, _ in kept} == {"txt", "html"}
    assert {name: found for name, part in kept if (found := found_in(part))} == {}
