# SPDX-License-Identifier: Apache-2.0
"""What the pages of one logged-in person work with.

Its services are imported when a page first asks for them: all of them together took longer than the unlock page may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from sscard_desktop.domain.operators import Operator
    from sscard_desktop.domain.profile import Profile
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
    from sscard_desktop.services.exporting import Exporting
    from sscard_desktop.services.handover import Handover
    from sscard_desktop.services.keys import Keys
    from sscard_desktop.services.lighting import Lighting
    from sscard_desktop.services.merging import Merging
    from sscard_desktop.services.ownlook import OwnLook
    from sscard_desktop.services.people import People
    from sscard_desktop.services.photowindows import PhotoWindows
    from sscard_desktop.services.ports import SimulatedReader, StationIdentity
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
    from sscard_desktop.services.updates import Updates
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.readervoice import ReaderVoice
    from sscard_desktop.ui.scanner import Scanner
    from sscard_desktop.ui.tasks import Tasks


class NobodyYet:
    """Stands for the session, and its services, of somebody who hasn't logged in.

    It knows the city, which stands in the open part of the station; asking it for anything else is a mistake of ours.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    def __getattr__(self, name: str) -> NoReturn:
        raise RuntimeError(f"nobody has logged in yet: {name}")


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
        from sscard_desktop.services.capture import Capture
        from sscard_desktop.services.people import People
        from sscard_desktop.services.printing import Printing
        from sscard_desktop.services.registry import Registry

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

    @classmethod
    def to_come(
        cls,
        profile: Profile,
        workplace: Workplace,
        *,
        tasks: Tasks,
        language: Language,
        reader: ReaderVoice,
        stage: DemoStage | None = None,
        scanner: Scanner | None = None,
    ) -> Desk:
        """Return the desk of whoever logs in next in this city, for pages made behind the unlock page.

        Until :meth:`seat` it has no session, and no page may ask for one.
        """
        nobody = cast("Any", NobodyYet(profile))
        return cls(workplace, tasks, language, reader, nobody, nobody, nobody, nobody, nobody, stage, scanner)

    def seat(self, desk: Desk) -> None:
        """Become a desk that was opened: the one change in the life of a desk to come."""
        if not isinstance(self.session, NobodyYet):
            raise RuntimeError("somebody sits here")
        for part in ("session", "capture", "registry", "printing", "people"):
            object.__setattr__(self, part, getattr(desk, part))

    def review(self) -> Review:
        """Return the service of review; refused to a clerk. For the store lane."""
        from sscard_desktop.services.review import Review

        return Review(self.session)

    def remarks(self) -> Remarks:
        """Return the service that tells why records came back. For the store lane."""
        from sscard_desktop.services.remarks import Remarks

        return Remarks(self.session)

    def businesses(self) -> Businesses:
        """Return the service that chooses kinds of business. For the store lane."""
        from sscard_desktop.services.businesses import Businesses

        return Businesses(self.session)

    def drive(self) -> Drive:
        """Return the service that calls people of rosters up. For the store lane."""
        from sscard_desktop.services.drive import Drive

        return Drive(self.session)

    def drive_mode(self) -> DriveMode:
        """Return the service of the roster that the station works through. For the store lane."""
        from sscard_desktop.services.drivemode import DriveMode

        return DriveMode(self.session)

    def arrivals(self) -> Arrivals:
        """Return the service of slots, queue numbers and who is missing. For the store lane."""
        from sscard_desktop.services.arrivals import Arrivals

        return Arrivals(self.session)

    def enquiries(self) -> Enquiries:
        """Return the service that answers how a matter and a card stand. For the store lane."""
        from sscard_desktop.services.enquiries import Enquiries

        return Enquiries(self.session)

    def batching(self) -> Batching:
        """Return the service that seals; loads what writes packages at the first call, so call it in a lane."""
        from sscard_desktop.services.batching import Batching

        return Batching(self.session, self.workplace.packages())

    def exporting(self) -> Exporting:
        """Return the service that lets sealed batches leave; loads what writes packages, so call it in a lane."""
        from sscard_desktop.services.exporting import Exporting

        return Exporting(self.session, self.workplace.packages())

    def handover(self) -> Handover:
        """Return the service that hands records over; loads what writes packages, so call it in a lane."""
        from sscard_desktop.services.handover import Handover

        return Handover(self.session, self.workplace.station_packages(), self.workplace.sealer())

    def merging(self) -> Merging:
        """Return the service that takes other stations' records over; call it in a lane."""
        from sscard_desktop.services.merging import Merging

        return Merging(self.session, self.workplace.station_packages(), self.workplace.sealer())

    def campaigns(self) -> Campaigns:
        """Return the service of set-ups for other stations; call it in a lane."""
        from sscard_desktop.services.campaigns import Campaigns

        place = self.workplace
        return Campaigns(self.session, place.campaigns(), place.station_packages(), place.sealer())

    def trust(self) -> Trust:
        """Return the service of trusted stations. For the store lane."""
        from sscard_desktop.services.trust import Trust

        return Trust(self.session, self.workplace.station_packages())

    def rosters(self) -> Rosters:
        """Return the service of rosters; refused to a clerk. For the store lane."""
        from sscard_desktop.services.rosters import Rosters

        return Rosters(self.session)

    def roster_imports(self) -> RosterImports:
        """Return the service that takes checked lists in. For the work lane."""
        from sscard_desktop.services.rosterimport import RosterImports

        return RosterImports(self.session)

    def roster_updates(self) -> RosterUpdates:
        """Return the service that lays a list over a roster. For the work lane."""
        from sscard_desktop.services.rosterupdates import RosterUpdates

        return RosterUpdates(self.session)

    def roster_sharing(self) -> RosterSharing:
        """Return the service that carries rosters between stations. For the work lane."""
        from sscard_desktop.services.rostersharing import RosterSharing

        return RosterSharing(self.session, self.workplace.roster_files(), self.workplace.sealer())

    def characters(self) -> Characters:
        """Return the service of rare characters. For the work lane."""
        from sscard_desktop.services.characters import Characters

        return Characters(self.session, ideographs=self.workplace.ideographs, forms=self.workplace.forms)

    def backups(self) -> Backups:
        """Return the service of backups."""
        from sscard_desktop.services.backups import Backups

        return Backups(self.session, self.workplace.station)

    def updates(self) -> Updates:
        """Return the service of updates; what looks at sticks and versions isn't for the window's thread."""
        from sscard_desktop.services.updates import Updates

        return Updates(self.session, self.workplace.update_files(), self.workplace.versions(), self.backups())

    def keys(self) -> Keys:
        """Return the service of the station's keys."""
        from sscard_desktop.services.keys import Keys

        return Keys(self.session, self.workplace.station)

    def document_stories(self) -> DocumentStories:
        """Return the service that tells how data came from ID pictures. For the store lane."""
        from sscard_desktop.services.documentstory import DocumentStories

        return DocumentStories(self.session)

    def lighting(self) -> Lighting:
        """Return the service of the photo place's light. For the store lane."""
        from sscard_desktop.services.lighting import Lighting

        return Lighting(self.session)

    def trail(self) -> Trail:
        """Return the service of the audit trail; refused to all but a supervisor. For the store lane."""
        from sscard_desktop.services.trail import Trail

        return Trail(self.session)

    def comfort(self) -> Comfort:
        """Return the service of what saves typing."""
        from sscard_desktop.services.comfort import Comfort

        return Comfort(self.session)

    def unit_settings(self) -> UnitSettings:
        """Return the service of what units settled for their people. For the store lane."""
        from sscard_desktop.services.unitsettings import UnitSettings

        return UnitSettings(self.session)

    def unit_import(self) -> UnitImport:
        """Return the service that takes tables of units in. For the store lane."""
        from sscard_desktop.services.unitimport import UnitImport

        return UnitImport(self.session, self.workplace.table_reader())

    def bulk_photos(self, roster_id: RosterId | None = None) -> BulkPhotos:
        """Return the service of many people's photos. For the store lane."""
        from sscard_desktop.services.bulkphotos import BulkPhotos

        return BulkPhotos(self.session, roster_id)

    def card_reads(self, roster_id: RosterId) -> CardReads:
        """Return the service of who of a roster was called up when. For the store lane."""
        from sscard_desktop.services.cardreads import CardReads

        return CardReads(self.session, roster_id)

    def photo_windows(self) -> PhotoWindows:
        """Return the service of a photo before all cities. For the store lane."""
        from sscard_desktop.services.photowindows import PhotoWindows

        return PhotoWindows(self.session)

    def retention(self) -> Retention:
        """Return the service of what has had its time; refused to all but a supervisor. For the store lane."""
        from sscard_desktop.services.retention import Retention

        return Retention(self.session)

    @property
    def simulated(self) -> SimulatedReader | None:
        """The demo station's reader."""
        return self.stage.reader if self.stage is not None else None

    def own_look(self) -> OwnLook:
        """Return the service by which applicants read their own data over. For the store lane."""
        from sscard_desktop.services.ownlook import OwnLook

        return OwnLook(self.session)

    def signing(self) -> Signing:
        """Return the service of signatures on the screen. For the store lane."""
        from sscard_desktop.services.signing import Signing

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
