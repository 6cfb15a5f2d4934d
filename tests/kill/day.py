# SPDX-License-Identifier: Apache-2.0
"""A scripted day for the kill harness: a clerk and a supervisor at work through the real services, until killed.

Each thing that is about to be done is told before (``doing``), each that was done is told after (``did``), as lines of
JSON on a pipe: what was told as done must be there whatever happens next.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sscard_desktop import paths
from sscard_desktop.clock import SystemClock
from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.checkedroster import CheckedRoster
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PhotoCheck, PhotoReport, PictureRole, Verdict
from sscard_desktop.domain.roster import Roster
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.keys import Keys
from sscard_desktop.services.people import People
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import StationIdentity, Store
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.review import Review
from sscard_desktop.services.rosterimport import RosterImports, sweep
from sscard_desktop.services.rosterupdates import RosterUpdates
from sscard_desktop.services.session import Session
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.pinyin import Pinyin
from sscard_desktop.storage.profiles import ProfileFolders
from sscard_desktop.storage.station import StationFolder
from tests.helpers.lists import people
from tests.storage.stations import CHEAP

CHIEF, CLERK = Operator("wangfang", Role.SUPERVISOR, "王芳"), Operator("limin", Role.CLERK, "李敏")
FIRST_PASSWORD = "three blue teapots"
PACKAGE_PASSWORD = "parcel string and wax"
IDENTITY = StationIdentity(17, "成都 · 演示 · 3 号台", "chengdu", "2026")
KEPT = 3
LISTED = 400

CODES = CodeTables(paths.resources() / "codes")
PROFILE = ProfileFolders([paths.forms()], CODES).load("chengdu")
PINYIN = Pinyin(CODES.surname_readings())
DIVISIONS = CODES.divisions()

Tell = Callable[[Mapping[str, Any]], None]


def station_at(folder: Path) -> StationFolder:
    return StationFolder(folder, clock=SystemClock(), initials=PINYIN.initials, cost=CHEAP)


def session_of(store: Store, operator: Operator) -> Session:
    return Session(store, operator, IDENTITY, PROFILE, SystemClock(), DIVISIONS, PINYIN)


def set_up(folder: Path) -> None:
    """Make a station with a supervisor and a clerk."""
    station = station_at(folder)
    station.create(IDENTITY, CHIEF, FIRST_PASSWORD)
    store, chief = station.unlock(CHIEF.name, FIRST_PASSWORD)
    session = session_of(store, chief)
    People(session, station).add(CLERK.name, CLERK.role, FIRST_PASSWORD)
    Backups(session, station).configure(folder=None, second=None, keep=KEPT, every_h=8)
    store.close()


def told_on(pipe: int) -> Tell:
    """Return what tells on a pipe, unbuffered: what the other end reads was done."""
    return lambda line: (os.write(pipe, json.dumps(line).encode() + b"\n"), None)[1]


def person(index: int) -> dict[str, str]:
    """Return what a clerk types of fictitious person ``index``."""
    born = date(1960, 1, 1) + timedelta(days=index % 15_000)
    body = f"510107{born:%Y%m%d}{index // 15_000 * 2 + 1:03d}"
    return {
        "document_type": "resident", "country": "CHN", "number": body + mod_11_2(body), "name": "王小明",
        "name_pinyin": "WANG XIAOMING", "sex": "1", "nation": "01", "birth_date": born.isoformat(),
        "authority": "成都市公安局武侯分局", "valid_from": "2020-01-01", "valid_to": "long_term",
        "mobile": f"138{index:08d}", "address": "四川省成都市武侯区一环路南一段24号",
        "household_address": "四川省成都市武侯区一环路南一段24号", "household_kind": "urban", "postcode": "610041",
        "occupation": "3", "education": "20", "bank": "icbc", "deduction_consent": "no", "pickup_way": "unit",
        "personnel_category": "职工", "subcentre": "成都市", "insured_unit_number": "900001",
        "insured_unit_name": "成都样例科技有限公司", "unit": "成都样例科技有限公司",
    }  # fmt: skip


def a_list(number: str, version: int) -> CheckedRoster:
    """Return a unit's list, the same people in each version of it."""
    return people(LISTED, insured_unit_number=number, mobile=f"139{version:08d}")


class Day:
    """One process's work at a station; every method ends by telling what it did.

    Args:
        folder: of the station.
        password: of supervisor and clerk.
        tell: takes lines.
        draw: makes the day this one.
    """

    def __init__(self, folder: Path, password: str, tell: Tell, draw: random.Random) -> None:
        self._station = station_at(folder)
        self._exports = folder.parent / "exports"
        self._secret = password
        self._tell = tell
        self._draw = draw
        self._listed: Roster | None = None
        self._log_in()

    def _log_in(self) -> None:
        self._store, chief = self._station.unlock(CHIEF.name, self._secret)
        self._chief = session_of(self._store, chief)
        sweep(self._chief)
        self._clerk = replace(self._chief, operator=CLERK)
        self._capture = Capture(self._clerk)

    def leave(self) -> None:
        """Close the station."""
        self._store.close()

    def work(self, phase: str) -> None:
        """Do one phase's work over and over, with what it needs before it."""
        action = getattr(self, f"_{phase}")
        while True:
            action()

    def _now(self, phase: str, **what: object) -> None:
        self._tell({"doing": phase, **what})

    def _did(self, phase: str, **what: object) -> None:
        self._tell({"did": phase, **what})

    def _typing(self) -> None:
        self._now("typing")
        record = self._capture.start().record.id
        self._did("draft", record=record)
        index = int(hashlib.sha256(record.encode()).hexdigest()[:12], 16) % 6_000_000
        for key, value in person(index).items():
            stored = self._capture.edit(record, {key: value}).record.value(key)
            self._did("edit", record=record, key=key, value=stored)
        self._draft = record

    def _photo(self) -> None:
        self._typing()
        self._now("photo")
        report = PhotoReport((PhotoCheck("face_width", Verdict.PASS, 195.0, "179–255 px", "crop"),))
        for role in (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK):
            content = b"\xff\xd8\xff\xe0" + self._draw.randbytes(20_000)
            if role is PictureRole.PHOTO:
                self._capture.accept_photo(self._draft, content, JudgedPhoto(report))
            else:
                self._capture.accept_picture(self._draft, role, content)
            digest = hashlib.sha256(content).hexdigest()
            self._did("picture", record=self._draft, role=role.value, sha256=digest)

    def _submit(self) -> None:
        self._photo()
        self._now("submit")
        self._capture.consent(self._draft, tuple(text.key for text in PROFILE.consents))
        receipt = self._capture.submit(self._draft).record.receipt_number
        self._did("submit", record=self._draft, receipt=receipt)

    def _seal(self) -> None:
        for _ in range(2):
            self._submit()
            Review(self._chief).approve(self._draft)
            self._did("approve", record=self._draft)
        self._now("seal")
        self._batch = Batching(self._chief, PackageFile()).seal()
        self._did("seal", batch=self._batch.number, members=list(self._batch.records))

    def _export(self) -> None:
        self._seal()
        self._exports.mkdir(exist_ok=True)
        self._now("export")
        written = Exporting(self._chief, PackageFile()).export(self._batch.number, self._exports, PACKAGE_PASSWORD)
        self._did("export", batch=self._batch.number, file=written.path.name, sha256=written.sha256)

    def _backup(self) -> None:
        self._submit()
        self._now("backup")
        made = Backups(self._chief, self._station).make(Quiet())
        self._did("backup", file=made.backup.path.name)

    def _roster(self) -> None:
        number = f"{self._draw.randrange(10**9):09d}"
        self._now("roster")
        done = RosterImports(self._chief).import_checked(a_list(number, 0), title=number, progress=Quiet())
        self._did("roster", roster=done.roster.id, version=0)
        self._listed = done.roster

    def _correction(self) -> None:
        if self._listed is None:
            self._roster()
        assert self._listed is not None
        version = int(self._chief.store.roster_rows(self._listed.id)[0].value("mobile")[3:]) + 1
        updates = RosterUpdates(self._chief)
        update = updates.preview_update(self._listed.id, a_list(self._listed.unit_number, version))
        self._now("correction")
        updates.apply_update(update, progress=Quiet())
        self._did("correction", roster=self._listed.id, version=version)

    def _password(self) -> None:
        new = f"lantern {self._draw.randrange(10**9)} in the yard"
        self._now("password", password=new)
        People(self._chief, self._station).change_password(self._secret, new)
        self._secret = new
        self._did("password", password=new)

    def _rotation(self) -> None:
        self._typing()
        self._now("rotation")
        Keys(self._chief, self._station).rotate(Quiet())
        self._log_in()
        self._did("rotation")
