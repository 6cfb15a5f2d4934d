# SPDX-License-Identifier: Apache-2.0
"""The support bundle of a station in which something of people's is planted everywhere: nothing of it comes out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sscard_desktop.devices.spooler.demo import DemoSpooler
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.health import Health, HealthCheck, Part
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.reader import ReaderCounts, ReaderPort
from sscard_desktop.messages import catalogue
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.health import Look, Seen
from sscard_desktop.services.papers import Papers, Way
from sscard_desktop.services.ports import CameraDevice, StationIdentity, Unit
from sscard_desktop.services.support import gather, packed
from sscard_desktop.services.workplace import Workplace
from tests.helpers.offices import Office

# Each stands for a kind of thing; the planted words are unlike anything that the program writes itself.
NAMES = ("欧阳植入", "ouyangzhiru", "OUYANG ZHIRU", "支行植入")
NUMBERS = ("510107199003070010", "13912345678", "6217000000000000001")
ADDRESSES = ("植入路 24 号", "ouyang@zhiru.example")
SECRETS = ("seven purple umbrellas", "K7QF-ZHIRU")
PLACES = ("/home/ouyangzhiru/backups", r"C:\Users\欧阳植入", "zhiru-pc", "ouyang-stick")
DEVICES = ("欧阳植入的 iPhone", "LaserJet-zhiru", "ZHIRU0001")
PLANTED = (*NAMES, *NUMBERS, *ADDRESSES, *SECRETS, *PLACES, *DEVICES)


class Readers:
    def ports(self) -> list[ReaderPort]:
        return [
            ReaderPort("/dev/ttyUSB0", DEVICES[0], "1a86:7523", known_reader=True, serial_number=DEVICES[2]),
            ReaderPort(f"/home/{NAMES[1]}/line", DEVICES[0]),
        ]

    def counts(self) -> ReaderCounts:
        return ReaderCounts(read=3, last_error=EnvironmentFailedError("reader.silent", port=PLACES[0]))


class Cities:
    def names(self) -> list[str]:
        return ["chengdu", "weifang", "zhirucheng"]

    def own_files(self) -> dict[str, bytes]:
        return {"zhirucheng/profile.toml": b""}

    def load(self, name: str) -> SimpleNamespace:
        if name == "weifang":
            raise InvalidInputError("profile.unknown_key", file=f"{PLACES[0]}/profile.toml", line=7, key=NAMES[1])
        return SimpleNamespace(version=f"2026 {NAMES[0]}", sha256="ab" * 32)


class Planted(Office):
    """A station full of things that must not leave."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "ouyang-stick" / "station")
        self.identity = StationIdentity(17, NAMES[3], "chengdu", NAMES[0])
        self.session = replace(self.session, identity=self.identity)
        self.submitted(
            1, by=NAMES[1], name=NAMES[0], number=NUMBERS[0], mobile=NUMBERS[1], address=ADDRESSES[0],
            name_pinyin=NAMES[2], insured_unit_name=NAMES[3],
        )  # fmt: skip
        with self.store.transaction():
            self.store.save_operator(Operator(NAMES[1], Role.CLERK, NAMES[0]))
            self.store.add_unit(Unit(NAMES[3], insured_number=NUMBERS[2]))
            for key in (
                "reader.url",
                "camera.person",
                "camera.sound",
                "idle_lock_s",
                f"business.{NAMES[1]}",
                "backup.keep",
                "records.shared",
                "station.signing_key",
                f"unit.settings.{NAMES[3]}",
            ):
                self.store.save_setting(key, f"{NAMES[0]} {SECRETS[0]}")
        with self.session.action("record.show", NAMES[0], reason=ADDRESSES[0], password=SECRETS[0]):
            pass
        Papers(self.session).print_by("", Way(DEVICES[1], tray=DEVICES[0]))
        with self.store.transaction():
            self.store.save_setting("reader.device", f"1a86:7523:{DEVICES[2]}")
        backups = Backups(self.session, self.station)
        backups.configure(folder=Path(PLACES[0]), second=folder / PLACES[3], keep=5, every_h=8)
        reports = self.station.folder / "reports"
        reports.mkdir()
        (reports / "report-20261122T010203000000.txt").write_text(
            "sscard_desktop bug report, redacted: no messages, values or source lines\n"
            f"at {NAMES[0]}\nsscard_desktop 0.1.0, Python 3.11.7, Qt 6.9.3\nLinux 6.1-{PLACES[2]} x86_64\n\n"
            f"builtins.ValueError\n{NAMES[1]}\n{NAMES[0]}\n  {PLACES[0]}/x.py:3:{NAMES[1]}\n"
            f"  {NAMES[1]}/x.py:3:run\n  sscard_desktop/ui/window.py:88:lock\n{SECRETS[0]}\n",
            encoding="utf-8",
        )

    def look(self) -> Look:
        printers = DemoSpooler(self.station.folder, names=(DEVICES[1],))
        parts: dict[str, Any] = {
            "station": self.station, "clock": self.clock, "readers": Readers(), "spooler": lambda: printers,
            "profiles": Cities(),
        }  # fmt: skip
        seen = Seen(cameras=[CameraDevice(f"usb:{DEVICES[2]}", DEVICES[0])])
        return Look(cast(Workplace, SimpleNamespace(**parts)), self.session, seen)


CHECKS = [
    HealthCheck(Part.STATION, Health.OK, "health.station", {"name": NAMES[3]}),
    HealthCheck(Part.READER, Health.FAIL, "reader.port_held_by", {"port": PLACES[2], "program": NAMES[1]}),
    HealthCheck(Part.PRINTER, Health.WARN, "health.form_printer_gone", {"name": DEVICES[1], "count": 2}),
    HealthCheck(Part.PROFILES, Health.FAIL, "profile.unknown_key", {"file": PLACES[0], "line": 3, "key": NAMES[1]}),
]


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Planted]:
    made = Planted(tmp_path)
    yield made
    made.store.close()


def test_nothing_that_was_planted_anywhere_is_in_the_bundle(planted: Planted, tmp_path: Path) -> None:
    content = packed(gather(planted.look(), CHECKS, "0.1.0"), at=planted.clock.now())
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        texts = {name: zipped.read(name).decode("utf-8") for name in zipped.namelist()}
    assert {"health.json", "settings.json", "station.json", "trail.json", "reports/01.txt"} <= set(texts)
    for name, text in texts.items():
        found = [word for word in (*PLANTED, str(tmp_path), tmp_path.name) if word.casefold() in text.casefold()]
        assert not found, f"{name}: {found}"
        assert "zhiru" not in text.casefold()
        assert "植入" not in text
        assert "\\u" not in text, "escapes would hide a name"


def test_the_plants_are_where_a_careless_bundle_would_find_them(planted: Planted) -> None:
    """The test above must be able to fail: what it looks for does lie in what the bundle reads."""
    store = planted.store
    told = " ".join(
        [
            store.setting("reader.url"), store.setting("print.ways"), store.setting("backup.folder"),
            *(f"{entry.operator} {entry.subject} {entry.detail}" for entry in store.audit_entries()),
            planted.identity.name, *(each.name for each in store.operators()),
        ]
    )  # fmt: skip
    for word in (NAMES[0], NAMES[1], NAMES[3], ADDRESSES[0], SECRETS[0], DEVICES[1], PLACES[0]):
        assert word in told or json.dumps(word)[1:-1] in told


def test_what_helps_is_in_it(planted: Planted) -> None:
    files = {file.name: file for file in gather(planted.look(), CHECKS, "0.1.0")}
    told = {name: json.loads(file.text) for name, file in files.items() if name.endswith(".json")}
    assert told["station.json"]["figures"]["rows"]["record"] == 1
    assert told["trail.json"]["actions"]["record.show"] == 1
    assert told["settings.json"]["print.ways (count)"] == 1
    assert told["settings.json"]["backup.every_h"] == 8
    assert told["devices.json"]["ports"][0] == {"port": "/dev/ttyUSB0", "usb": "1a86:7523", "known": True}
    assert told["devices.json"]["reader"]["last_error"] == "reader.silent"
    assert told["profiles.json"] == [
        {"name": "chengdu", "version": "(covered)", "sha256": "ab" * 32},
        {"name": "weifang", "problem": "profile.unknown_key", "line": 7},
        {"name": "own-4f80af29", "version": "(covered)", "sha256": "ab" * 32},
    ]
    assert told["versions.json"]["libraries"]["numpy"]
    assert [each["code"] for each in told["health.json"]] == [check.code for check in CHECKS]
    assert "  sscard_desktop/ui/window.py:88:lock" in files["reports/01.txt"].text.splitlines()
    assert all(file.code in catalogue() for file in files.values())


def test_a_part_that_breaks_is_told_and_the_rest_is_there(planted: Planted) -> None:
    look = planted.look()
    broken = cast(Workplace, SimpleNamespace(station=look.workplace.station, readers=None, profiles=Cities()))
    files = {file.name: file.text for file in gather(replace(look, workplace=broken, session=None), (), "0.1.0")}
    assert json.loads(files["devices.json"]) == {"error": "AttributeError"}
    assert set(files) >= {"about.txt", "versions.json", "profiles.json"}
    assert "station.json" not in files
