# SPDX-License-Identifier: Apache-2.0
"""Everything outside that the services touch, as protocols: this package is the whole list, a module a subject.

Adapters implement them; ``app`` puts them together; fakes for hardware, clock and printer are the shipped demo devices.
Everybody imports from here, not from the modules. What a signature only names is imported for the type checker alone:
the ports cost next to nothing at run time.
"""

from __future__ import annotations

from sscard_desktop.services.ports.audittrail import AuditEntry, AuditFault, AuditFinding, AuditHead, AuditStore
from sscard_desktop.services.ports.cameras import CameraDevice, Cameras, Frame
from sscard_desktop.services.ports.campaigns import Campaign, CampaignFiles, KnownStation, PackageKind, Seat
from sscard_desktop.services.ports.condition import Disks, DiskState, StoreFigures, StoreGlance
from sscard_desktop.services.ports.demo import (
    DemoDevices,
    DemoPerson,
    DemoPrinter,
    DemoScene,
    SimulatedReader,
    SimulatorState,
)
from sscard_desktop.services.ports.feedbackstore import FeedbackStore
from sscard_desktop.services.ports.figuresstore import FiguresStore
from sscard_desktop.services.ports.forms import (
    ContactEntry,
    FormContent,
    FormRenderer,
    FormSheaf,
    PeopleContent,
    PostLabel,
    SignedLine,
    TrainingSheet,
)
from sscard_desktop.services.ports.identitydocuments import CardCutter, CardLens, DocumentReader
from sscard_desktop.services.ports.lookups import Divisions, Pinyin, Profiles
from sscard_desktop.services.ports.manual import ManualPress, ManualShelf
from sscard_desktop.services.ports.mergestore import MergeStore
from sscard_desktop.services.ports.packages import (
    PackageContent,
    PackageFinding,
    PackageItem,
    PackageWriter,
    SheetContent,
)
from sscard_desktop.services.ports.photos import LightMeter, LiveGuide, PhotoMaker
from sscard_desktop.services.ports.picturefiles import FoundPicture, PictureFiles, PictureGathering, RefusedFile
from sscard_desktop.services.ports.printers import Spooler
from sscard_desktop.services.ports.readers import USUAL_BAUD, CardReaders, CardWatch, ChipPhotos
from sscard_desktop.services.ports.recordstore import RecordStore, StoredPicture
from sscard_desktop.services.ports.retention import RetentionStore
from sscard_desktop.services.ports.rosterbooks import (
    BookColumn,
    BookTemplate,
    CellMark,
    MarkedBooks,
    MarkingWords,
    TemplateBooks,
)
from sscard_desktop.services.ports.rosterfiles import RosterArrival, RosterFiles, RosterOrigin, SignedRoster
from sscard_desktop.services.ports.rosterstore import RosterStore
from sscard_desktop.services.ports.sealing import PackageSealer, Recipient, SealedReport, StationKey
from sscard_desktop.services.ports.station import (
    BACKUPS_KEPT,
    BackupFile,
    BackupFiles,
    BackupProof,
    StationFile,
    StationIdentity,
)
from sscard_desktop.services.ports.stationpackages import (
    Arrival,
    Lock,
    PackageOrigin,
    Reception,
    SignedPackage,
    StationPackages,
    Unlock,
)
from sscard_desktop.services.ports.store import Store, Unit
from sscard_desktop.services.ports.tables import (
    Cell,
    TableFile,
    TableReader,
    TableRow,
    TableSheet,
    TableWriter,
    WrittenFile,
)
from sscard_desktop.services.ports.updates import (
    DoorWays,
    InstalledVersion,
    Notice,
    Trial,
    UpdateFiles,
    VersionDoor,
    Versions,
)
from sscard_desktop.services.ports.work import Clock, Progress

__all__ = [
    "BACKUPS_KEPT",
    "USUAL_BAUD",
    "Arrival",
    "AuditEntry",
    "AuditFault",
    "AuditFinding",
    "AuditHead",
    "AuditStore",
    "BackupFile",
    "BackupFiles",
    "BackupProof",
    "BookColumn",
    "BookTemplate",
    "CameraDevice",
    "Cameras",
    "Campaign",
    "CampaignFiles",
    "CardCutter",
    "CardLens",
    "CardReaders",
    "CardWatch",
    "Cell",
    "CellMark",
    "ChipPhotos",
    "Clock",
    "ContactEntry",
    "DemoDevices",
    "DemoPerson",
    "DemoPrinter",
    "DemoScene",
    "DiskState",
    "Disks",
    "Divisions",
    "DocumentReader",
    "DoorWays",
    "FeedbackStore",
    "FiguresStore",
    "FormContent",
    "FormRenderer",
    "FormSheaf",
    "FoundPicture",
    "Frame",
    "InstalledVersion",
    "KnownStation",
    "LightMeter",
    "LiveGuide",
    "Lock",
    "ManualPress",
    "ManualShelf",
    "MarkedBooks",
    "MarkingWords",
    "MergeStore",
    "Notice",
    "PackageContent",
    "PackageFinding",
    "PackageItem",
    "PackageKind",
    "PackageOrigin",
    "PackageSealer",
    "PackageWriter",
    "PeopleContent",
    "PhotoMaker",
    "PictureFiles",
    "PictureGathering",
    "Pinyin",
    "PostLabel",
    "Profiles",
    "Progress",
    "Reception",
    "Recipient",
    "RecordStore",
    "RefusedFile",
    "RetentionStore",
    "RosterArrival",
    "RosterFiles",
    "RosterOrigin",
    "RosterStore",
    "SealedReport",
    "Seat",
    "SheetContent",
    "SignedLine",
    "SignedPackage",
    "SignedRoster",
    "SimulatedReader",
    "SimulatorState",
    "Spooler",
    "StationFile",
    "StationIdentity",
    "StationKey",
    "StationPackages",
    "Store",
    "StoreFigures",
    "StoreGlance",
    "StoredPicture",
    "TableFile",
    "TableReader",
    "TableRow",
    "TableSheet",
    "TableWriter",
    "TemplateBooks",
    "TrainingSheet",
    "Trial",
    "Unit",
    "Unlock",
    "UpdateFiles",
    "VersionDoor",
    "Versions",
    "WrittenFile",
]
