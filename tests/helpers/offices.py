# SPDX-License-Identifier: Apache-2.0
"""A supervisor's session on a real encrypted station with the real Chengdu profile, and people ready to be reviewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import Consent, Record, RecordId, Status
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.services.session import Session
from sscard_desktop.storage.station import StationFolder
from tests.helpers import bundled
from tests.storage.stations import CHEAP, PASSWORD, StationClock

CHIEF, CLERK = "wangfang", "limin"
ROLES = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)


class Office:
    """One station with its supervisor logged in, made where there is none yet."""

    def __init__(self, folder: Path, *, number: int = 17) -> None:
        self.clock = StationClock()
        self.pinyin, self.divisions, self.profile = bundled.pinyin(), bundled.divisions(), bundled.city()
        self.identity = StationIdentity(number, "成都 · 武侯支行 · 3 号台", "chengdu", "2026")
        self.station = StationFolder(folder, clock=self.clock, initials=self.pinyin.initials, cost=CHEAP)
        if not self.station.exists():
            self.station.create(self.identity, Operator(CHIEF, Role.SUPERVISOR, "王芳"), PASSWORD)
        self.store, operator = self.station.unlock(CHIEF, PASSWORD)
        self.session = Session(
            self.store, operator, self.identity, self.profile, self.clock, self.divisions, self.pinyin
        )

    def session_of(self, name: str, role: Role) -> Session:
        """Return the same session as if somebody else had logged in."""
        return replace(self.session, operator=Operator(name, role))

    def submitted(self, index: int = 1, *, by: str = CLERK, **values: str) -> Record:
        """Store a complete, submitted record of a fictitious person; ``values`` replace the usual ones."""
        body = f"51010719900307{index:03d}"
        now = self.clock.now()
        record = Record(
            id=RecordId(f"{index:032x}"),
            profile=self.profile.name,
            profile_version=self.profile.version,
            business="new",
            campaign="2026",
            status=Status.SUBMITTED,
            created_at=now,
            created_by=by,
            updated_at=now,
            consents=tuple(Consent(text.key, text.version, now, by) for text in self.profile.consents),
            submitted_at=now + timedelta(minutes=index),
            submitted_by=by,
            receipt_number=receipt_number(17, self.clock.today(), index),
            values={
                "document_type": "resident",
                "country": "CHN",
                "number": body + mod_11_2(body),
                "name": "𠮷小明" if index == 2 else "王小明",
                "name_pinyin": "WANG XIAOMING",
                "sex": str(2 - index % 2),
                "nation": "01",
                "birth_date": "1990-03-07",
                "authority": "成都市公安局武侯分局",
                "valid_from": "2020-01-01",
                "valid_to": "long_term",
                "mobile": f"138001380{index:02d}",
                "address": "四川省成都市武侯区一环路南一段24号",
                "household_address": "四川省成都市武侯区一环路南一段24号",
                "household_kind": "urban",
                "postcode": "610041",
                "occupation": "3",
                "education": "20",
                "bank": "icbc",
                "deduction_consent": "no",
                "pickup_way": "unit",
                "personnel_category": "职工",
                "subcentre": "成都市",
                "insured_unit_number": "900001",
                "insured_unit_name": "成都样例科技有限公司",
                "unit": "成都样例科技有限公司",
                **values,
            },
        )
        with self.store.transaction():
            self.store.add_record(record)
            for role in ROLES:
                content = b"\xff\xd8\xff\xe0" + f"{record.id} {role.value}".encode() * 50
                self.store.put_picture(record.id, role, content, report="", at=now)
        return self.store.record(record.id)

    def approved(self, index: int = 1, **values: str) -> Record:
        """Store a record that was approved."""
        record = replace(self.submitted(index, **values), status=Status.APPROVED)
        with self.store.transaction():
            self.store.save_record(record)
        return record

    def actions(self) -> list[tuple[str, str, str]]:
        """Return operator, action and subject of the audit trail."""
        return [(entry.operator, entry.action, entry.subject) for entry in self.store.audit_entries()]
