# SPDX-License-Identifier: Apache-2.0
"""A clerk's and a supervisor's sessions on a real encrypted station with the real Chengdu profile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import FinishedPhoto, PhotoCheck, PhotoReport, PictureRole, Verdict
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import DemoPerson, StationIdentity, Unit
from sscard_desktop.services.session import Session
from sscard_desktop.storage.station import StationFolder
from tests.helpers import bundled
from tests.storage.stations import CHEAP, PASSWORD, StationClock

JPEG = b"\xff\xd8\xff\xe0 not really a picture"
UNIT = "成都样例科技有限公司"


class Desk:
    """One station, its clock, and whoever sits down at it."""

    def __init__(self, folder: Path) -> None:
        self.clock = StationClock()
        self.pinyin, self.divisions, self.profile = bundled.pinyin(), bundled.divisions(), bundled.city()
        self.station = StationFolder(folder, clock=self.clock, initials=self.pinyin.initials, cost=CHEAP)
        self.identity = StationIdentity(17, "成都 · 武侯支行 · 3 号台", "chengdu", "2026")
        self.station.create(self.identity, Operator("wangfang", Role.SUPERVISOR, "王芳"), PASSWORD)
        self.supervisor = self.sit_down("wangfang")
        clerk = Operator("limin", Role.CLERK, "李敏")
        with self.supervisor.store.transaction():
            self.supervisor.store.save_operator(clerk)
            self.station.add_person(self.supervisor.store, clerk, PASSWORD)
            self.supervisor.store.add_unit(Unit(UNIT, insured_number="900001"))
        self.clerk = self.sit_down("limin")

    def sit_down(self, name: str) -> Session:
        """Log a person in."""
        store, operator = self.station.unlock(name, PASSWORD)
        return Session(
            store,
            operator,
            self.identity,
            self.profile,
            self.clock,
            self.divisions,
            self.pinyin,
            gazetteer=bundled.gazetteer,
        )

    def leave(self) -> None:
        """Close everything."""
        self.clerk.store.close()
        self.supervisor.store.close()

    @property
    def today(self) -> date:
        """The day at the counter."""
        return self.clock.today()

    def person(self, index: int = 0) -> DemoPerson:
        """Return the demo person of this index."""
        return demo_people(paths.resources() / "samples", index + 1, self.today)[index]

    def filled(self, index: int = 0) -> Taken:
        """Take a person up to the submission, but for that."""
        capture = Capture(self.clerk)
        person = self.person(index)
        record_id = capture.start(card=person.card).record.id
        capture.edit(record_id, person.values)
        capture.accept_photo(record_id, JPEG, JudgedPhoto(good_photo().report))
        capture.accept_picture(record_id, PictureRole.ID_FRONT, JPEG + b"front")
        capture.accept_picture(record_id, PictureRole.ID_BACK, JPEG + b"back")
        return capture.consent(record_id, tuple(text.key for text in self.profile.consents))

    def submitted(self, index: int = 0) -> Taken:
        """Take a person and submit."""
        return Capture(self.clerk).submit(self.filled(index).record.id)


def good_photo(*checks: PhotoCheck) -> FinishedPhoto:
    """Return a photo whose checks pass, but for those given."""
    passed = PhotoCheck("face_width", Verdict.PASS, 195.0, "179–255 px", "crop")
    return FinishedPhoto(JPEG, PhotoReport((passed, *checks)))
