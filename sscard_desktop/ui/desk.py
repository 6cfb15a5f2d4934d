# SPDX-License-Identifier: Apache-2.0
"""What the pages of one logged-in person work with, and the card reader's voice in the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot

from sscard_desktop.domain.operators import Operator
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.reader import ReaderChoice, ReaderCounts, ReaderEvent
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.arrivals import Arrivals
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.bulkphotos import BulkPhotos
from sscard_desktop.services.businesses import Businesses
from sscard_desktop.services.campaigns import Campaigns
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.cardreads import CardReads
from sscard_desktop.services.characters import Characters
from sscard_desktop.services.comfort import Comfort
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.documentstory import DocumentStories
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.services.enquiries import Enquiries
from sscard_desktop.services.handover import Handover
from sscard_desktop.services.keys import Keys
from sscard_desktop.services.lighting import Lighting
from sscard_desktop.services.merging import Merging
from sscard_desktop.services.ownlook import OwnLook
from sscard_desktop.services.people import People
from sscard_desktop.services.photowindows import PhotoWindows
from sscard_desktop.services.ports import CardReaders, CardWatch, SimulatedReader, StationIdentity
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.remarks import Remarks
from sscard_desktop.services.retention import Retention
from sscard_desktop.services.review import Review
from sscard_desktop.services.rosterimport import RosterImports
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rostersharing import RosterSharing
from sscard_desktop.services.rosterupdates import RosterUpdates
from sscard_desktop.services.session import Session
from sscard_desktop.services.signing import Signing
from sscard_desktop.services.trail import Trail
from sscard_desktop.services.trust import Trust
from sscard_desktop.services.unitimport import UnitImport
from sscard_desktop.services.unitsettings import UnitSettings
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.scanner import Scanner
from sscard_desktop.ui.tasks import Tasks


class ReaderVoice(QObject):
    """Watches a reader and tells of it in the window's thread.

    Signals:
        told(event): a ``ReaderEvent``.
    """

    told = Signal(object)
    _heard = Signal(object)

    def __init__(self, readers: CardReaders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = readers
        self._watch: CardWatch | None = None
        self._last: ReaderEvent | None = None
        self._at = ""
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def last(self) -> ReaderEvent | None:
        """What was told last, for a page that comes later."""
        return self._last

    @property
    def at(self) -> str:
        """Where the reader is that answered last, ``""`` while none did."""
        return self._at

    def listen(self, choice: ReaderChoice) -> None:
        """Watch the wanted reader from now on, in place of an earlier one."""
        self.stop()
        self._watch = self._readers.watch(choice, self._heard.emit)

    def check(self) -> None:
        """Ask the reader whether it is well; it answers by ``told``."""
        if self._watch is not None:
            self._watch.check()

    def counts(self) -> ReaderCounts:
        """Return what the readers did since the program was started."""
        return self._readers.counts()

    def next_person(self) -> None:
        """Let the same card be read again."""
        if self._watch is not None:
            self._watch.next_person()

    def stop(self) -> None:
        """Stop watching; the port is free afterwards."""
        watch, self._watch = self._watch, None
        # It may hold a card: nobody's data outlives the desk.
        self._last = None
        self._at = ""
        if watch is not None:
            watch.stop()

    @Slot(object)
    def _tell(self, event: ReaderEvent) -> None:
        if self._watch is not None:
            self._last = event
            self._at = event.found.url if event.found is not None else self._at
            self.told.emit(event)


@dataclass(frozen=True, slots=True)
class Desk:
    """One logged-in person's desk, handed to the pages by their constructors.

    The services (``capture`` to ``people``) belong to the store lane: a page calls them only inside
    ``tasks.run(lambda: desk.capture.edit(…), owner=self, on_done=…)``. ``operator``, ``profile`` and ``identity`` are
    values and may be read anywhere. ``workplace.photo_maker()``, ``forms()`` and ``packages()`` are for the work lane.
    ``stage`` is the demo station's: whose card is laid on, and what goes wrong; ``scanner`` hears devices that type.
    """

    workplace: Workplace
    tasks: Tasks
    language: Language
    reader: ReaderVoice
    session: Session
    capture: Capture
    registry: Registry
    printing: Printing
    people: People
    stage: DemoStage | None = None
    scanner: Scanner | None = None

    @classmethod
    def of(
        cls,
        session: Session,
        workplace: Workplace,
        *,
        tasks: Tasks,
        language: Language,
        reader: ReaderVoice,
        stage: DemoStage | None = None,
        scanner: Scanner | None = None,
    ) -> Desk:
        """Return the desk of a session; runs on the store lane."""
        return cls(
            workplace=workplace,
            tasks=tasks,
            language=language,
            reader=reader,
            session=session,
            capture=Capture(session),
            registry=Registry(session),
            printing=Printing(session),
            people=People(session, workplace.station),
            stage=stage,
            scanner=scanner,
        )

    def review(self) -> Review:
        """Return the service of review; refused to a clerk. For the store lane."""
        return Review(self.session)

    def remarks(self) -> Remarks:
        """Return the service that tells why records came back. For the store lane."""
        return Remarks(self.session)

    def businesses(self) -> Businesses:
        """Return the service that chooses kinds of business. For the store lane."""
        return Businesses(self.session)

    def drive(self) -> Drive:
        """Return the service that calls people of rosters up. For the store lane."""
        return Drive(self.session)

    def drive_mode(self) -> DriveMode:
        """Return the service of the roster that the station works through. For the store lane."""
        return DriveMode(self.session)

    def arrivals(self) -> Arrivals:
        """Return the service of slots, queue numbers and who is missing. For the store lane."""
        return Arrivals(self.session)

    def enquiries(self) -> Enquiries:
        """Return the service that answers how a matter and a card stand. For the store lane."""
        return Enquiries(self.session)

    def batching(self) -> Batching:
        """Return the service of batches; loads what writes packages at the first call, so call it in a lane."""
        return Batching(self.session, self.workplace.packages())

    def handover(self) -> Handover:
        """Return the service that hands records over; loads what writes packages, so call it in a lane."""
        return Handover(self.session, self.workplace.station_packages(), self.workplace.sealer())

    def merging(self) -> Merging:
        """Return the service that takes other stations' records over; call it in a lane."""
        return Merging(self.session, self.workplace.station_packages(), self.workplace.sealer())

    def campaigns(self) -> Campaigns:
        """Return the service of set-ups for other stations; call it in a lane."""
        place = self.workplace
        return Campaigns(self.session, place.campaigns(), place.station_packages(), place.sealer())

    def trust(self) -> Trust:
        """Return the service of trusted stations. For the store lane."""
        return Trust(self.session, self.workplace.station_packages())

    def rosters(self) -> Rosters:
        """Return the service of rosters; refused to a clerk. For the store lane."""
        return Rosters(self.session)

    def roster_imports(self) -> RosterImports:
        """Return the service that takes checked lists in. For the work lane."""
        return RosterImports(self.session)

    def roster_updates(self) -> RosterUpdates:
        """Return the service that lays a list over a roster. For the work lane."""
        return RosterUpdates(self.session)

    def roster_sharing(self) -> RosterSharing:
        """Return the service that carries rosters between stations. For the work lane."""
        return RosterSharing(self.session, self.workplace.roster_files(), self.workplace.sealer())

    def characters(self) -> Characters:
        """Return the service of rare characters. For the work lane."""
        return Characters(self.session, ideographs=self.workplace.ideographs, forms=self.workplace.forms)

    def backups(self) -> Backups:
        """Return the service of backups."""
        return Backups(self.session, self.workplace.station)

    def keys(self) -> Keys:
        """Return the service of the station's keys."""
        return Keys(self.session, self.workplace.station)

    def document_stories(self) -> DocumentStories:
        """Return the service that tells how data came from ID pictures. For the store lane."""
        return DocumentStories(self.session)

    def lighting(self) -> Lighting:
        """Return the service of the photo place's light. For the store lane."""
        return Lighting(self.session)

    def trail(self) -> Trail:
        """Return the service of the audit trail; refused to all but a supervisor. For the store lane."""
        return Trail(self.session)

    def comfort(self) -> Comfort:
        """Return the service of what saves typing."""
        return Comfort(self.session)

    def unit_settings(self) -> UnitSettings:
        """Return the service of what units settled for their people. For the store lane."""
        return UnitSettings(self.session)

    def unit_import(self) -> UnitImport:
        """Return the service that takes tables of units in. For the store lane."""
        return UnitImport(self.session, self.workplace.table_reader())

    def bulk_photos(self, roster_id: RosterId | None = None) -> BulkPhotos:
        """Return the service of many people's photos. For the store lane."""
        return BulkPhotos(self.session, roster_id)

    def card_reads(self, roster_id: RosterId) -> CardReads:
        """Return the service of who of a roster was called up when. For the store lane."""
        return CardReads(self.session, roster_id)

    def photo_windows(self) -> PhotoWindows:
        """Return the service of a photo before all cities. For the store lane."""
        return PhotoWindows(self.session)

    def retention(self) -> Retention:
        """Return the service of what has had its time; refused to all but a supervisor. For the store lane."""
        return Retention(self.session)

    @property
    def simulated(self) -> SimulatedReader | None:
        """The demo station's reader."""
        return self.stage.reader if self.stage is not None else None

    def own_look(self) -> OwnLook:
        """Return the service by which applicants read their own data over. For the store lane."""
        return OwnLook(self.session)

    def signing(self) -> Signing:
        """Return the service of signatures on the screen. For the store lane."""
        return Signing(self.session)

    @property
    def operator(self) -> Operator:
        """Who works here."""
        return self.session.operator

    @property
    def profile(self) -> Profile:
        """The city."""
        return self.session.profile

    @property
    def identity(self) -> StationIdentity:
        """The station."""
        return self.session.identity
