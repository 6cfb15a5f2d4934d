# SPDX-License-Identifier: Apache-2.0
"""A counter whose station works through a roster of the demo's people. Nobody here exists."""

from __future__ import annotations

from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.roster import RosterId, RowId
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.session import Session
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.steps import StepKind
from tests.helpers.counters import CounterWindow, picture
from tests.helpers.desks import UNIT, good_photo
from tests.helpers.keptrosters import IMPORTED_AT, keep_roster, listed
from tests.storage.stations import PASSWORD

DRIVE = RosterId("drive")


class DriveCounter(CounterWindow):
    """A counter whose station works through a roster of the demo's people."""

    rows: list[RowId]

    def complete(self, index: int, **others: str) -> dict[str, str]:
        """Return all that a careful unit lists of a person."""
        person, profile = self.person(index), self.desk.profile
        said = answers(
            profile,
            values_from_card(profile, person.card),
            {**person.values, "unit": UNIT},
            today=self.clock.today(),
            divisions=self.workplace.divisions,
        )
        return listed(profile, person.card, **{**said, **others})

    def as_supervisor(self) -> Session:
        return self.workplace.log_in("wangfang", PASSWORD)

    def begin(self, *people: dict[str, str], photos: bool = False, active: bool = True) -> None:
        """Keep a roster of these people, start the drive and come back to the counter."""

        def prepare() -> list[RowId]:
            session = self.as_supervisor()
            rows = keep_roster(session, people)
            if active:
                DriveMode(session).start(DRIVE, unit=UNIT)
            if photos:
                report = JudgedPhoto(good_photo().report).to_json()
                with session.store.transaction():
                    for row in rows:
                        session.store.put_row_picture(row, PictureRole.PHOTO, picture(), report=report, at=IMPORTED_AT)
            session.store.close()
            return rows

        self.rows = self.in_lane(prepare)
        self.page.entered()
        self.settle()

    def anew(self) -> None:
        """Forget everybody and every roster: for the next test."""

        def forget() -> None:
            session = self.as_supervisor()
            with session.store.transaction():
                for roster in session.store.rosters():
                    session.store.delete_roster(roster.id)
                for record_id in session.store.record_ids():
                    session.store.delete_record(record_id)
            DriveMode(session).stop()
            session.store.close()

        self.window.activateWindow()  # a sheet had the keyboard, and without a window system nobody gives it back
        self.page.work._forget()
        self.page.work.closed.emit()
        self.settle()
        self.in_lane(forget)
        self.noted.entered.clear()
        self.noted.behind.clear()
        self.page.entered()
        self.settle()

    @property
    def notice(self) -> str:
        return self.page.board._notices[Subject.ROSTER].what if Subject.ROSTER in self.page.board._notices else ""

    def step(self) -> StepKind:
        return self.page.standing.step().kind
