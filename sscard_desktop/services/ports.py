# SPDX-License-Identifier: Apache-2.0
"""Everything outside that the services touch, as protocols: this file is the whole list.

Adapters implement them; ``app`` puts them together; fakes for hardware, clock and printer are the shipped demo devices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from sscard_desktop.domain.batch import Batch
from sscard_desktop.domain.camera import Knob, KnobKind, Purpose
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.comparison import Reading, Source
from sscard_desktop.domain.document import CardSighting, Corners, DocumentReading, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError, SscardError
from sscard_desktop.domain.lighting import LightReading
from sscard_desktop.domain.operators import Operator
from sscard_desktop.domain.photo import (
    Adjustment,
    FinishedPhoto,
    Guidance,
    IdPictureSpec,
    PhotoReport,
    PhotoSpec,
    PictureRole,
)
from sscard_desktop.domain.printing import JobReport, Printer, PrintJob, Ticket
from sscard_desktop.domain.profile import Profile, ProfileProblem
from sscard_desktop.domain.reader import ReaderChoice, ReaderCounts, ReaderEvent, ReaderPort
from sscard_desktop.domain.record import Record, RecordId, RecordSummary, Status, Step
from sscard_desktop.domain.retention import Hold, Lifetime, Tombstone

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""

    def today(self) -> date:
        """Return the day at the counter, China's, whatever zone the computer is set to."""

    def monotonic_s(self) -> float:
        """Return seconds that never go back, for audit and lock-out."""


# ── the encrypted station ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StationIdentity:
    """What is known of a station before anyone logs in. Holds no personal data.

    Attributes:
        number: 1–9999, unique within the bureau's area; part of receipt and batch numbers.
        name: shown on the unlock page, such as 成都 · 武侯支行 · 3 号台.
        profile: name of the city profile.
        campaign: the collection campaign; a person is collected once within it.
    """

    number: int
    name: str
    profile: str
    campaign: str


class Store(Protocol):
    """The open station file: one connection, for the thread that opened it only.

    Every method that writes takes part in the surrounding :meth:`transaction`; outside of one it raises
    ``RuntimeError``. All raise ``EnvironmentFailedError`` (``storage.disk_full``, ``storage.read_only``,
    ``storage.busy``, ``storage.io``, ``storage.damaged``) when the disk fails; the transaction is then rolled back and
    the store stays usable.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """Open one user action's transaction: committed durably (``synchronous=FULL``) at its end, or undone whole."""

    def close(self) -> None:
        """Close the connection and forget the key. Idempotent."""

    def another(self) -> Store:
        """Open a second connection to the same file for another thread (long exports); the caller closes it."""

    # records
    def add_record(self, record: Record) -> None:
        """Store a new record with its values."""

    def record(self, record_id: RecordId) -> Record:
        """Return the record; raise ``RefusedError("record.unknown")``."""

    def save_values(self, record_id: RecordId, changes: Mapping[str, str], *, at: datetime) -> None:
        """Store the changed values (``""`` removes one) and what is searched by: number, name, pinyin, mobile."""

    def save_record(self, record: Record) -> None:
        """Store the life-cycle attributes (everything but values, pictures, consents)."""

    def set_consents(self, record: Record) -> None:
        """Store the consents of ``record`` in place of the earlier ones."""

    def delete_record(self, record_id: RecordId) -> None:
        """Delete a record with all its pictures, values, consents and steps (drafts only; the service sees to that)."""

    def add_step(self, record_id: RecordId, step: Step) -> None:
        """Append to the record's history."""

    def steps(self, record_id: RecordId) -> Sequence[Step]:
        """Return the history, oldest first."""

    def with_number(self, number: str, *, campaign: str, business: str = "") -> Sequence[RecordSummary]:
        """Return the records (not void) of this document number in the campaign, newest first.

        Those of one kind of business only, where ``business`` names one.
        """

    def records_with(self, key: str, value: str) -> Sequence[RecordId]:
        """Return the records that have exactly this value in a field, in all campaigns, oldest first."""

    def with_mobile(self, mobile: str, *, campaign: str) -> Sequence[RecordSummary]:
        """Return the records (not void) of this mobile number in the campaign, newest first."""

    def accepted(
        self,
        *,
        key: str = "",
        value: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        created_by: str = "",
    ) -> Sequence[RecordId]:
        """Return the records with a receipt number, neither void nor withdrawn, by that number.

        Args:
            key: only those that have ``value`` in this field.
            since: only those submitted (or, before that, begun) from this moment on.
            until: and before this one.
            created_by: only those that this person took.
        """

    def values_of(self, key: str, *, created_by: str = "", limit: int = 500) -> Sequence[tuple[str, int]]:
        """Return what these records have in a field, and how many have it, the most frequent first."""

    def search(
        self,
        text: str = "",
        *,
        statuses: Iterable[Status] = (),
        created_by: str = "",
        parked: bool | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[RecordSummary]:
        """Return summaries, last changed first.

        ``text`` matches the number's start or last four, the name, pinyin initials, the mobile's start or last four,
        or the receipt number; empty text matches all.
        """

    def count_by_status(self, *, created_by: str = "") -> Mapping[Status, int]:
        """Return how many records are in each state."""

    def count_submitted(self, *, since: datetime, operator: str = "") -> int:
        """Return how many records were submitted since a moment."""

    # pictures
    def put_picture(self, record_id: RecordId, role: PictureRole, content: bytes, *, report: str, at: datetime) -> None:
        """Store a picture in place of the earlier one of that role. ``report`` is JSON of its checks, or ``""``."""

    def picture(self, record_id: RecordId, role: PictureRole) -> bytes | None:
        """Return a picture's bytes, verified against its stored digest, or ``None``."""

    def picture_report(self, record_id: RecordId, role: PictureRole) -> str:
        """Return the JSON that was stored with the picture, ``""`` where there is none."""

    def picture_stored_at(self, record_id: RecordId, role: PictureRole) -> datetime | None:
        """Return when a picture was stored, ``None`` where there is none."""

    def put_picture_report(self, record_id: RecordId, role: PictureRole, report: str) -> None:
        """Store other JSON with a picture that stays as it is; nothing where there is no such picture."""

    def picture_digests(self, record_id: RecordId) -> Mapping[PictureRole, str]:
        """Return role → SHA-256 of the stored pictures, without reading their bytes."""

    def delete_picture(self, record_id: RecordId, role: PictureRole) -> None:
        """Delete one picture."""

    # what chip and roster said
    def put_readings(self, record_id: RecordId, source: Source, values: Mapping[str, str], *, at: datetime) -> None:
        """Store what a source says of a record's person in place of all that it said before; empty values go."""

    def readings(self, record_id: RecordId) -> Sequence[Reading]:
        """Return what was said of a record's person, by source and key."""

    # batches
    def add_batch(self, batch: Batch) -> None:
        """Store a new batch with its members."""

    def batch(self, number: str) -> Batch:
        """Return the batch; raise ``RefusedError("batch.unknown")``."""

    def batches(self) -> Sequence[Batch]:
        """Return all batches, newest first."""

    def save_batch(self, batch: Batch) -> None:
        """Store a batch's attributes and members."""

    # operators
    def operators(self) -> Sequence[Operator]:
        """Return the people of this station by name."""

    def save_operator(self, operator: Operator) -> None:
        """Add or change a person (the password is the key file's)."""

    # units
    def units(self, text: str = "", *, parent: str = "", limit: int = 50) -> Sequence[Unit]:
        """Return units whose name, pinyin initials or insured number match ``text``, below ``parent`` (its name)."""

    def has_units(self) -> bool:
        """Return whether the directory holds any unit."""

    def add_unit(self, unit: Unit) -> None:
        """Add or change a unit of the directory."""

    # small things
    def next_running(self, series: str) -> int:
        """Return the next number (from 1) of a series; gapless, as it is counted inside the transaction."""

    def raise_running(self, series: str, to: int) -> None:
        """Let the next number of a series be greater than ``to``."""

    def setting(self, key: str) -> str:
        """Return a station setting, ``""`` where it was never set."""

    def save_setting(self, key: str, value: str) -> None:
        """Store a station setting."""

    def audit(self, *, at: datetime, monotonic_s: float, operator: str, action: str, subject: str, detail: str) -> None:
        """Append to the hash-chained audit trail. ``detail`` is JSON, and is stored encrypted like all the rest."""

    def audit_head(self) -> AuditHead:
        """Return how long the audit trail is, and its last line's digest."""

    def audit_entries(
        self, *, subject: str | None = None, since: datetime | None = None, after: int = 0
    ) -> Iterator[AuditEntry]:
        """Yield the audit trail, oldest first: all of it, of one subject, since a moment, or after a line."""

    def audit_findings(self, *, head: AuditHead | None = None) -> Iterator[AuditFinding]:
        """Yield every line of the trail that isn't what was written, compared with ``head`` where one is known."""

    def last_audit_digest(self, *, besides: Sequence[str] = ()) -> str:
        """Return the digest of the last line of the trail, ``""`` for none; lines of actions that begin so don't count.

        It changes whenever anything was done.
        """

    # how long people's data stay
    def holds(self) -> Sequence[Hold]:
        """Return the records on hold, the last put first."""

    def put_hold(self, hold: Hold) -> None:
        """Put a record on hold; a later hold replaces an earlier one."""

    def lift_hold(self, record_id: RecordId) -> bool:
        """Take a record off hold; return whether it was on."""

    def lifetimes(self) -> Iterator[Lifetime]:
        """Yield what decides how long each record is kept, discarded drafts included, destroyed ones left out."""

    def records_of_number(self, number: str) -> Sequence[RecordId]:
        """Return the records of a document number in all campaigns, void ones included, oldest first."""

    def originals_before(self, at: datetime) -> Sequence[RecordId]:
        """Return the records, those on hold left out, whose photo's original was stored before ``at``, oldest first."""

    def content_digest(self, record_id: RecordId) -> str:
        """Return the SHA-256 over a record's id, values and pictures, as its tombstone will keep it."""

    def destroy(self, tombstone: Tombstone) -> None:
        """Destroy what the station holds of a record, in the audit trail too, and leave the tombstone."""

    def tombstone(self, record_id: RecordId) -> Tombstone | None:
        """Return a destroyed record's tombstone, ``None`` for any other record."""

    def tombstones(self, certificate: str) -> Sequence[Tombstone]:
        """Return the tombstones of one certificate of destruction, by record."""

    def settle(self) -> int:
        """Leave no earlier state in the write-ahead log, give free pages back; return the file's size in bytes."""

    def check_integrity(self) -> list[str]:
        """Return what is wrong with the file, empty if nothing: SQLCipher's page check, SQLite's own, foreign keys."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (现今工作单位) of the directory; ``parent`` is the name of the unit above, or ``""``."""

    name: str
    parent: str = ""
    insured_number: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail; ``digest`` covers the line and the digest before it.

    Attributes:
        detail: JSON; may hold people's data.
        monotonic_s: the clock that nobody sets, for the order and distance of lines within one run.
        erased: the detail was destroyed with its record.
    """

    sequence: int
    at: datetime
    operator: str
    action: str
    subject: str
    detail: str = field(repr=False)
    digest: str
    monotonic_s: float = 0.0
    erased: bool = False


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The end of the audit trail at some moment; kept outside the station, it shows later tampering."""

    entries: int
    digest: str

    def __str__(self) -> str:
        """Return it as it is printed and typed in again."""
        return f"{self.entries}-{self.digest}"


class AuditFault(StrEnum):
    """What is wrong with lines of the audit trail."""

    CHANGED = "changed"
    MISSING = "missing"
    DETAIL_CHANGED = "detail_changed"
    DETAIL_MISSING = "detail_missing"
    CUT_OFF = "cut_off"
    """The trail ends before a head that was seen earlier."""
    REWRITTEN = "rewritten"
    """The line of a head that was seen earlier is another one now: somewhere up to it, the trail was made anew."""
    UNGUARDED = "unguarded"
    """The triggers that keep lines from being changed were taken away."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Lines ``first`` to ``last`` of the audit trail aren't what was written."""

    first: int
    fault: AuditFault
    last: int


class StationFile(Protocol):
    """A station on disk: its key file and its encrypted database.

    Wrong user and wrong password are one error (``station.wrong_password``): it gives nothing away.
    """

    @property
    def folder(self) -> Path:
        """The station's folder."""

    @property
    def backups(self) -> BackupFiles:
        """What writes and restores this station's backups."""

    def exists(self) -> bool:
        """Return whether a station was set up here."""

    def identity(self) -> StationIdentity:
        """Return what is known before log-in."""

    def failed_tries(self, name: str) -> int:
        """Return how many log-ins under this name failed since the last that didn't."""

    def create(self, identity: StationIdentity, operator: Operator, password: str) -> str:
        """Set the station up with its first person; return the recovery code, which is stored nowhere."""

    def unlock(self, name: str, password: str) -> tuple[Store, Operator]:
        """Open the database.

        Raises ``NotAllowedError``: ``station.wrong_password``, or ``station.wait`` (``seconds``) after failures.
        """

    def unlock_with_recovery(self, *typed: str) -> Store:
        """Open the database with the recovery code, or with enough shares of it.

        Raises ``InvalidInputError`` for a slip of the pen (``station.recovery_mistyped``, ``station.share_mistyped``),
        shares of another set or too few; ``NotAllowedError("station.wrong_recovery")``.
        """

    def new_recovery_code(self, store: Store) -> str:
        """Give the station a new recovery code in place of the earlier one, and return it: it is stored nowhere."""

    def new_recovery_shares(self, store: Store, *, needed: int, made: int) -> Sequence[str]:
        """Give the station recovery shares in place of earlier ones, ``needed`` of which open it; the code stays."""

    def rotate(self, store: Store, note: Callable[[Store], None], report: Callable[[int, int], None]) -> None:
        """Encrypt the whole station anew under a new data key; everybody's password stays, and ``store`` is closed.

        ``note`` writes the audit line into the database under its new key; ``report`` is told of pages done and in all.
        Killed at any moment, the station is whole under the old key or the new one.
        """

    def add_person(self, store: Store, operator: Operator, password: str) -> None:
        """Give a person a password: wrap the open store's key for them."""

    def remove_person(self, store: Store, name: str) -> None:
        """Take a person's password away; the database isn't touched."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup: one file that holds a whole station.

    Attributes:
        made_at: the time of the copy, by the clock of the machine that made it.
        schema: number of its database's schema.
        audit_head: the end of the audit trail in it.
    """

    path: Path
    size_bytes: int
    made_at: datetime
    station: StationIdentity
    schema: int
    audit_head: AuditHead


@dataclass(frozen=True, slots=True)
class BackupProof:
    """What a trial restore of a backup found: it opened, was read whole, and nothing was wrong."""

    backup: BackupFile
    records: int
    audit_entries: int


BACKUPS_KEPT = 14
"""How many backups a folder keeps unless the station says otherwise."""


class BackupFiles(Protocol):
    """Writes, proves and restores backups of one station."""

    def make(
        self, store: Store, folder: Path, *, made_at: datetime, keep: int, report: Callable[[int, int], None]
    ) -> BackupFile:
        """Write a backup of ``store`` to ``folder``, prove it, and then delete all but the newest ``keep`` there.

        Written beside, synced, opened and checked, read back, renamed: a killed program leaves the earlier ones alone.
        ``store`` may be a second connection on another thread; the counter writes on meanwhile. ``report`` is told of
        pages done and in all; what it raises ends it.
        """

    def copy(self, backup: Path, folder: Path, *, keep: int) -> BackupFile:
        """Copy a backup to another folder, such as a USB stick, read it back, and let the ones there roll too."""

    def kept(self, folder: Path) -> Sequence[Path]:
        """Return this station's backups in a folder, oldest first."""

    def prove(self, backup: Path, *, name: str, password: str) -> BackupProof:
        """Restore a backup into a scratch folder by a person's password, read all of it, and throw it away.

        Raises ``InvalidInputError`` (``backup.not_one``, ``backup.damaged``, ``backup.newer``) and as a log-in does.
        """

    def restore(
        self,
        backup: Path,
        note: Callable[[Store], None],
        *,
        name: str = "",
        password: str = "",
        typed: Sequence[str] = (),
    ) -> Path | None:
        """Put a backup in the station's place by a supervisor's password, or by the recovery code or shares ``typed``.

        The station that was there is moved aside; returns where it is now. Killed at any moment, the old station or
        the restored one is there, whole. ``note`` writes the audit line into the restored database.
        """


# ── card readers ──────────────────────────────────────────────────────────────────────────────────────────────


USUAL_BAUD = 115200
"""The speed of readers as they leave the factory (GA/T 467)."""


class CardWatch(Protocol):
    """A thread that watches one reader and tells of cards."""

    def next_person(self) -> None:
        """Let the card that was read last be read again: the clerk went on."""

    def check(self) -> None:
        """Ask the reader now whether it is well; the answer is an event with ``found``, or with an error."""

    def stop(self) -> None:
        """Close the port and end the thread; returns once it has ended."""


class CardReaders(Protocol):
    """ID card readers. ``url`` is anything that pyserial's ``serial_for_url`` takes."""

    def ports(self) -> Sequence[ReaderPort]:
        """Return the serial ports of this machine, likely readers first. Writes to none of them."""

    def obstacle(self) -> SscardError | None:
        """Return why a reader that is plugged in has no port, with the remedy (``reader.*``)."""

    def probe_speed(self, url: str) -> int | None:
        """Return the speed at which a reader answers, ``None`` when none does. Writes to the port; takes seconds."""

    def read(self, url: str, *, timeout_s: float, baud: int = USUAL_BAUD) -> Card:
        """Wait for a card and read it; raise ``EnvironmentFailedError`` (``reader.*``) within the time."""

    def watch(self, choice: ReaderChoice, on_event: Callable[[ReaderEvent], None]) -> CardWatch:
        """Find the wanted reader and watch it; ``on_event`` is called from the watching thread."""

    def counts(self) -> ReaderCounts:
        """Return what the readers did since the program was started."""


class SimulatedReader(Protocol):
    """A reader of ours behind a real serial line: for the demo station, training and tests."""

    @property
    def url(self) -> str:
        """Where the line is found: a device path or a ``socket://`` URL."""

    def lay_on(self, card: Card | str) -> None:
        """Lay a card on it, or one of the built-in cards by name."""

    def lift(self) -> None:
        """Lift the card."""

    def set_fault(self, name: str) -> None:
        """Make something go wrong from now on; ``""`` mends it."""

    def __enter__(self) -> SimulatedReader:
        """Start it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None, /
    ) -> None:
        """Stop it and end its thread."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A fictitious applicant of the demo station.

    Attributes:
        story: what is special about them, such as ``minor`` or ``expiring``.
        card: what lies on the reader.
        values: what the clerk types.
        seed: chooses their looks.
        dead_chip: the reader finds the card and gets nothing from it; what is printed on it is all there is.
    """

    story: str
    card: Card
    values: Mapping[str, str]
    seed: int
    dead_chip: bool = False


class DemoScene(StrEnum):
    """What happens before the demo cameras, for training and for trying what a counter never sees on a good day."""

    SEATED = "seated"
    WALKS_IN = "walks_in"
    TOO_FAR = "too_far"
    TWO_PEOPLE = "two_people"
    LAMP_OFF = "lamp_off"
    FREEZES = "freezes"
    CABLE = "cable"
    BUSY = "busy"
    NO_ACCESS = "no_access"


class DemoDevices(Protocol):
    """The hardware of a demo station."""

    def people(self, count: int) -> Sequence[DemoPerson]:
        """Return that many fictitious applicants, the same each time."""

    def reader(self) -> SimulatedReader:
        """Return a simulated reader, not yet started."""

    def seat(self, person: DemoPerson) -> None:
        """Let a person sit down before the demo camera."""

    def seated(self) -> DemoPerson:
        """Return who sits before the demo camera; at first it is the first of the people."""

    def photograph(self, person: DemoPerson) -> Frame:
        """Seat a person and return a frame that came through the camera's port."""

    def id_pictures(self, person: DemoPerson) -> tuple[bytes, bytes]:
        """Return pictures of front and back of a card that is plainly a sample."""

    def lay_document(self, side: Side) -> None:
        """Lay the seated person's card under the document camera with this side up."""

    def play(self, scene: DemoScene) -> None:
        """Let a scene begin before the cameras; those that end by themselves end with the person seated."""

    def scene(self) -> DemoScene:
        """Return the scene that is played."""


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera: ``id`` stays the same when it is plugged in again (as far as the system knows), ``name`` is shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture from a camera.

    Attributes:
        rgb: shape (height, width, 3), uint8, not mirrored; nobody writes to it.
        taken_s: the monotonic time of its arrival.
    """

    rgb: npt.NDArray[np.uint8]
    taken_s: float


class Cameras(Protocol):
    """The cameras of this machine, one of them open at a time. Used from the window's thread."""

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now, the system's default first."""

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Have ``on_change`` called whenever a camera comes or goes, from any thread; what is returned ends it."""

    def open(
        self,
        device_id: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        purpose: Purpose = Purpose.PERSON,
    ) -> None:
        """Start the camera; whatever was open is closed first. Never waits for a driver.

        Args:
            device_id: of one of :meth:`devices`.
            on_frame: called in the camera's own thread; while it works, frames are dropped but for the newest.
            on_lost: called at most once, from any thread, when no more frames will come (``camera.gone``,
                ``camera.busy``, ``camera.busy_by``, ``camera.denied``, ``camera.no_access``). A stream that merely
                stands still isn't told: see :class:`sscard_desktop.domain.camera.StreamWatch`.
            purpose: how large a picture is asked for.

        Raises ``EnvironmentFailedError``: ``camera.gone`` for an unknown id, ``camera.none`` where there is none.
        """

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more. Idempotent."""

    def knobs(self) -> Sequence[Knob]:
        """Return what can be turned on the open camera, as it stands; empty where nothing can, or none is open."""

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob of the open camera to 0–100, ``None`` to automatic; what it doesn't have is passed over."""


# ── makers ───────────────────────────────────────────────────────────────────────────────────────────


class PhotoMaker(Protocol):
    """Makes and checks card photos and ID pictures. Slow: for the work lane."""

    def warm(self) -> None:
        """Load the models now, while nobody waits."""

    def make(
        self, source: bytes | npt.NDArray[np.uint8], spec: PhotoSpec, *, adjustment: Adjustment | None = None
    ) -> FinishedPhoto:
        """Return the finished photo of an encoded picture or of a frame's pixels, moved by hand where wanted.

        The last picture is remembered: the same one with another adjustment comes in a tenth of a second. An adjustment
        that leaves a limit is made and the report says so; one that shows where the camera's frame cut the body is
        refused (``photo.body_cut_off``). Raises ``InvalidInputError`` with the reason if the picture is unusable.
        """

    def forget(self) -> None:
        """Drop the remembered picture: its person has gone."""

    def read_file(self, path: Path) -> bytes:
        """Return a picture file's content; raise ``InvalidInputError``, ``EnvironmentFailedError`` (``picture.*``)."""

    def pixels(self, source: bytes) -> npt.NDArray[np.uint8]:
        """Return an encoded picture's pixels, upright, height × width × 3, RGB; raise ``InvalidInputError``."""

    def frame_picture(self, rgb: npt.NDArray[np.uint8]) -> bytes:
        """Return a frame's pixels as a JPEG, to be kept as the photo's original."""

    def check(self, jpeg: bytes, spec: PhotoSpec) -> PhotoReport:
        """Return the report of a finished photo."""

    def id_picture(self, source: bytes, spec: IdPictureSpec) -> bytes:
        """Return an ID card picture as the profile wants it, re-encoded; raise ``InvalidInputError``."""


class CardCutter(Protocol):
    """Finds an identity document in a picture and cuts it out: upright, level, of ID-1's ratio. For the work lane."""

    def warm(self) -> None:
        """Load what telling front from back needs now, while nobody waits."""

    def cut(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> StraightCard:
        """Return the card in an encoded picture, re-encoded within ``spec``.

        ``expected``: the side that was asked for; another one is told among the problems, not refused. ``layout``:
        where it is known; a passport's page has another shape than a card and isn't found as one. Raises
        ``InvalidInputError``: ``picture.*`` where it can't be opened, ``document.no_card`` where none is found,
        ``id_picture.*`` where what was cut out can't be read or made small enough.
        """

    def cut_all(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> Sequence[StraightCard]:
        """Return the likeliest card, and of a page on which both sides lie the other one too; as :meth:`cut`."""

    def cut_frame(
        self,
        rgb: npt.NDArray[np.uint8],
        spec: IdPictureSpec,
        *,
        corners: Corners | None,
        expected: Side | None = None,
        layout: Layout | None = None,
    ) -> StraightCard:
        """Return the card in a camera frame's pixels; as :meth:`cut`.

        ``corners``: where the live picture or the clerk's hand says that it lies, in any rotation; None to look for it.
        """


class CardLens(Protocol):
    """Watches the live picture of a document camera for a card. For one lane at a time, newest frame only."""

    def look(self, frame: Frame) -> CardSighting:
        """Return where the card is, what to do, and whether now is the moment; remembers the frames before."""

    def reset(self) -> None:
        """Forget the card: it was taken, turned over, or another one comes."""


class DocumentReader(Protocol):
    """Reads an identity document's pictures with models inside the package, offline. Slow: for the work lane."""

    def warm(self) -> None:
        """Load the models now, while nobody waits."""

    def read(self, pictures: Sequence[bytes]) -> DocumentReading:
        """Return what one document's one or two pictures say, in any order; straight cards or whole photos.

        What isn't legible is missing, what doesn't belong together is told among the problems. Raises
        ``InvalidInputError`` (``picture.*``) where a picture can't be opened, ``EnvironmentFailedError`` where the
        models can't be loaded.
        """

    def forget(self) -> None:
        """Free the models' memory; the next reading loads them again."""


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture file in a folder or zip.

    Attributes:
        key: tells it from the others and is the same at the next look.
        name: without folders, as it is shown.
        at: when the file says it was written.
    """

    key: str = field(repr=False)
    name: str = field(repr=False)
    size_bytes: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """Something in a folder or zip that isn't read, though somebody may have meant it to be.

    Attributes:
        name: with its folders, as it is shown.
        error: why.
    """

    name: str = field(repr=False)
    error: SscardError


class PictureFiles(Protocol):
    """The picture files of one folder or zip, open for reading by one thread at a time. Nothing is unpacked to disk."""

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        """What may be a picture, by key."""

    @property
    def refused(self) -> Sequence[RefusedFile]:
        """What is there but isn't read: encrypted, nested, too large, of another kind."""

    def read(self, key: str) -> bytes:
        """Return a picture's content, bounded; raise ``InvalidInputError``, ``EnvironmentFailedError``."""

    def close(self) -> None:
        """Close the file. Idempotent."""


class PictureGathering(Protocol):
    """Finds picture files, and makes small pictures of them."""

    def open(self, path: Path) -> PictureFiles:
        """Return the picture files of a folder or zip; raise ``InvalidInputError``, ``EnvironmentFailedError``."""

    def thumbnail(self, content: bytes) -> bytes:
        """Return a small JPEG of a picture, ``b""`` of what is none."""


class LiveGuide(Protocol):
    """Tells from each camera frame what the person should do next. For the work lane, newest frame only."""

    def look(self, frame: Frame, spec: PhotoSpec) -> Guidance:
        """Return the guidance after ``frame``; what was seen in the last second is remembered."""

    def reset(self) -> None:
        """Forget the person: another one sits down."""


class LightMeter(Protocol):
    """Measures wall and lamp from a camera's frames. For one lane at a time."""

    def read(self, frame: Frame) -> LightReading:
        """Return the figures of ``frame``."""


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a printed form shows.

    Attributes:
        values: field key → value as people read it.
        codes: field key → stored value, for choices.
        pictures: role → JPEG.
        personal_code: content of the 个人识别码.
        reprint: 0 for the first print, then the number of the reprint.
        specimen: it shows nobody (a blank, a preview): a picture that the form can't do without is left out.
    """

    values: Mapping[str, str] = field(repr=False)
    codes: Mapping[str, str] = field(repr=False)
    pictures: Mapping[PictureRole, bytes] = field(repr=False)
    personal_code: str = field(repr=False)
    printed_on: date
    reprint: int = 0
    specimen: bool = False


@dataclass(frozen=True, slots=True)
class PeopleContent:
    """What a form over several people shows.

    Attributes:
        heading: every field key of the profile → the value that all these people have, ``""`` where they differ; and
            what else stands outside the table (unit, batch, day, station, operator).
        codes: the same as stored, for choices.
        people: a row each, in order; ``values`` also holds what a column may show beside fields.
    """

    heading: Mapping[str, str] = field(repr=False)
    codes: Mapping[str, str] = field(repr=False)
    people: Sequence[FormContent] = field(repr=False)
    printed_on: date


@dataclass(frozen=True, slots=True)
class FormSheaf:
    """Many people's forms in one PDF.

    Attributes:
        pdf: a page a person, empty where nobody's form could be set.
        printed: positions of the people whose forms are in it, in order.
        refused: position → why that person's form couldn't be set.
    """

    pdf: bytes = field(repr=False)
    printed: tuple[int, ...]
    refused: Mapping[int, InvalidInputError]


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One picture of a contact sheet: what it is called, what is to be said of it, and a small JPEG or ``b""``."""

    name: str = field(repr=False)
    told: str
    thumbnail: bytes = field(default=b"", repr=False)


class FormRenderer(Protocol):
    """Sets printed forms. No temp files."""

    def render(self, template: Path, content: FormContent, *, values_only: bool = False) -> bytes:
        """Return the form as PDF; raise ``InvalidInputError`` for a broken template or a character no font has.

        ``values_only``, here and below: for paper that has the form on it already.
        """

    def render_many(
        self,
        template: Path,
        contents: Iterable[FormContent],
        total: int,
        progress: Progress | None = None,
        *,
        values_only: bool = False,
    ) -> FormSheaf:
        """Return many people's forms as one PDF; a form that can't be set is left out and told.

        ``contents`` is read as the forms are set, so that pictures needn't all be in memory. Raises
        ``InvalidInputError`` for a broken template, ``EnvironmentFailedError`` and ``CancelledError``.
        """

    def render_people(
        self,
        template: Path,
        content: PeopleContent,
        progress: Progress | None = None,
        *,
        values_only: bool = False,
    ) -> bytes:
        """Return a form over several people as PDF; raise as :meth:`render`, and ``CancelledError``."""

    def calibration_page(self, told: str) -> bytes:
        """Return the page by which a printer's offset is found, as PDF; ``told`` says for which printer."""

    def moved(self, pdf: bytes, x_mm: float, y_mm: float) -> bytes:
        """Return one of the renderer's own documents with its print moved to the right and down, for one printer.

        Raises ``InvalidInputError`` for a document that isn't one.
        """

    def warm(self) -> None:
        """Load the fonts now, while nobody waits; those of rare characters too."""

    def missing_characters(self, text: str) -> list[str]:
        """Return the characters of ``text`` that no bundled font can print."""

    def contact_sheet(self, heading: Sequence[str], entries: Sequence[ContactEntry]) -> bytes:
        """Return small pictures with what is to be said of each, as PDF in A4; lines of ``heading`` stand above."""

    def proof(self, text: str) -> bytes:
        """Return one line as it would be printed, as PDF; what no font has stands as a box with its code point."""


class Spooler(Protocol):
    """What takes jobs for the printers of this machine, and knows how they fare. Any thread may call it; it may block.

    Where it can't be asked, all but ``there`` raise ``EnvironmentFailedError`` (``printer.no_spooler``,
    ``printer.spooler_silent``, ``printer.not_allowed``).

    Attributes:
        takes_pdf: it prints a PDF by itself; if not, pages are drawn for it, and the job is found by its title.
    """

    takes_pdf: bool

    def there(self) -> bool:
        """Return whether this machine has it; nobody is asked."""

    def printers(self) -> Sequence[Printer]:
        """Return the printers, the system's own choice first."""

    def hand_over(self, pdf: bytes, ticket: Ticket) -> PrintJob:
        """Give it a document; when this returns, the job is accepted.

        Raises ``EnvironmentFailedError``: ``printer.gone``, ``printer.not_accepting``, ``printer.refused``.
        """

    def find(self, printer: str, title: str) -> PrintJob | None:
        """Return the newest job of this title, ``None`` if there is none (any more)."""

    def report(self, job: PrintJob) -> JobReport:
        """Return how a job fares."""

    def cancel(self, job: PrintJob) -> None:
        """Take a job back; one that is over or unknown is left alone."""


class Profiles(Protocol):
    """The city profiles that are installed."""

    def names(self) -> Sequence[str]:
        """Return the names of the profiles, sorted."""

    def titles(self, name: str) -> Mapping[str, str]:
        """Return what a profile calls its city, by language, without reading the rest; empty where it can't be told."""

    def load(self, name: str) -> Profile:
        """Return the profile; raise ``InvalidInputError`` naming file, line and key."""

    def read(self, folder: Path) -> Profile:
        """Return the profile in ``folder``, which needn't be an installed one; raise as :meth:`load`."""

    def check(self, folder: Path) -> Sequence[ProfileProblem]:
        """Return everything that is wrong with the profile in ``folder``, which needn't be an installed one."""

    def begin(self, folder: Path, name: str, base: str) -> Path:
        """Make the folder of a new city over ``base`` (``common`` or a city) in ``folder``; return its profile's file.

        Raises ``InvalidInputError`` for a bad name or an unknown base, ``RefusedError`` where the folder is there
        already, ``EnvironmentFailedError`` where it can't be written.
        """


class Divisions(Protocol):
    """GB/T 2260 divisions, abolished ones included."""

    def __contains__(self, code: object) -> bool:
        """Whether the six-place code exists or existed."""

    def name(self, code: str) -> str:
        """Return the division's full name, ``""`` if unknown."""


class Pinyin(Protocol):
    """Romanisation of names."""

    def of_name(self, name: str, chosen: Mapping[str, str] = ...) -> str:
        """Return the upper-case pinyin of a person's name, surname readings first; ``""`` where one has no reading.

        ``chosen`` are readings of characters that clerks chose, those of surnames behind ``^``.
        """

    def alternatives(self, name: str, chosen: Mapping[str, str] = ...) -> Sequence[str]:
        """Return the other spellings that a name may have."""

    def corrections(self, name: str, spelt: str) -> Mapping[str, str]:
        """Return what a clerk's spelling says of the characters, ``""`` where it is the program's own reading."""

    def initials(self, text: str) -> str:
        """Return lower-case pinyin initials for searching."""


# ── what leaves the station ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PackageItem:
    """One record's part of a package: its workbook cells in column order, and its files."""

    cells: tuple[str, ...] = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    """path inside the package → token that :class:`PictureSource` understands (``record id/role``)."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet of the workbook: its name, its columns, and a row for each record.

    Attributes:
        widths: of the columns, in characters.
    """

    name: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    items: tuple[PackageItem, ...]


@dataclass(frozen=True, slots=True)
class PackageContent:
    """Everything that goes into a package, pictures by reference so that memory stays bounded.

    Attributes:
        sealed_at: the time written into every member, so that the same batch gives the same content.
        sheets: one for each kind of business that the batch holds records of.
        audit_head: the audit trail's end when the batch was sealed, the sealing's own line included.
    """

    batch: str
    profile: str
    profile_version: str
    station: StationIdentity
    sealed_at: datetime
    sheets: tuple[SheetContent, ...]
    workbook: str
    audit_head: AuditHead | None = None

    @property
    def items(self) -> tuple[PackageItem, ...]:
        """All records, sheet by sheet."""
        return tuple(item for sheet in self.sheets for item in sheet.items)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, re-read and compared."""

    path: Path
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackageFinding:
    """Something wrong with a package: a code with its parameters, and the member's name."""

    code: str
    member: str = ""


class Progress(Protocol):
    """How far long work is; asked to stop by the other side."""

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; raises ``CancelledError`` when the user cancelled."""


class PackageWriter(Protocol):
    """Writes and verifies upload packages."""

    def write(
        self,
        content: PackageContent,
        folder: Path,
        file_name: str,
        password: str,
        picture: Callable[[str], bytes],
        progress: Progress,
    ) -> WrittenFile:
        """Write beside, sync, re-read and compare, rename; raise ``EnvironmentFailedError`` and leave nothing half."""

    def content_digest(self, content: PackageContent, picture_digests: Mapping[str, str]) -> str:
        """Return the SHA-256 over the content, independent of time and password."""

    def verify(self, path: Path, password: str) -> list[PackageFinding]:
        """Return what is wrong with a package, empty if nothing."""

    def stated_head(self, path: Path, password: str) -> AuditHead | None:
        """Return the audit trail's end that a package's manifest states, ``None`` where it can't be read."""

    def describe(self, path: Path) -> WrittenFile:
        """Return size and digest of any file that was written."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a package is sealed to.

    Attributes:
        subject: the certificate's, to be shown.
        fingerprint: SHA-256 of the certificate.
        certificate: as it was given, PEM or DER.
    """

    subject: str
    fingerprint: str
    valid_to: datetime
    certificate: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StationKey:
    """The public key that a station signs with; ``fingerprint`` is the SHA-256 over its 32 bytes."""

    pem: bytes
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SealedReport:
    """What a verification of a sealed package found.

    Attributes:
        batch, station: as it states them; empty where something is wrong.
        fingerprint: of the key that signed it.
        known: the signature was compared with a key that the station is known by.
        opened: the package inside was verified with the recipient's key.
    """

    findings: tuple[PackageFinding, ...]
    batch: str = ""
    station: int = 0
    fingerprint: str = ""
    known: bool = False
    opened: bool = False


class PackageSealer(Protocol):
    """Writes packages that only their recipients open, signed by the station."""

    def new_key(self) -> str:
        """Return a new signing key for a station, a secret."""

    def public_key(self, key: str) -> StationKey:
        """Return the public half of a signing key."""

    def recipient(self, pem: bytes, *, at: datetime) -> Recipient:
        """Return whom a certificate names; raise ``InvalidInputError`` (``recipient.…``) where it won't do."""

    def write(
        self,
        content: PackageContent,
        folder: Path,
        file_name: str,
        to: Sequence[Recipient],
        key: str,
        picture: Callable[[str], bytes],
        progress: Progress,
    ) -> WrittenFile:
        """Write beside, sync, re-read and compare, rename."""

    def is_sealed(self, path: Path) -> bool:
        """Return whether a file looks like a sealed package, sound or not."""

    def verify(
        self,
        path: Path,
        *,
        station_key: bytes = b"",
        certificate: bytes = b"",
        private_key: bytes = b"",
        passphrase: str = "",
    ) -> SealedReport:
        """Return what is wrong with a sealed package; what lies inside too where the recipient's key is given."""

    def open(
        self, path: Path, folder: Path, *, certificate: bytes, private_key: bytes, passphrase: str = ""
    ) -> tuple[WrittenFile, str]:
        """Take the package out for its recipient; return it and its password."""


class TableWriter(Protocol):
    """Writes plain tables for people outside: CSV or Excel by the file's ending."""

    def write(
        self,
        path: Path,
        sheet: str,
        headers: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        row_count: int,
        created_at: datetime,
    ) -> WrittenFile:
        """Write beside, sync and rename; every cell is text."""


__all__ = [
    "BACKUPS_KEPT",
    "AuditEntry",
    "AuditFault",
    "AuditFinding",
    "AuditHead",
    "BackupFile",
    "BackupFiles",
    "BackupProof",
    "CameraDevice",
    "Cameras",
    "CardCutter",
    "CardLens",
    "CardReaders",
    "CardWatch",
    "Clock",
    "ContactEntry",
    "DemoDevices",
    "DemoPerson",
    "DemoScene",
    "Divisions",
    "DocumentReader",
    "FormContent",
    "FormRenderer",
    "FoundPicture",
    "Frame",
    "LiveGuide",
    "PackageContent",
    "PackageFinding",
    "PackageItem",
    "PackageSealer",
    "PackageWriter",
    "PhotoMaker",
    "PictureFiles",
    "PictureGathering",
    "Pinyin",
    "Profiles",
    "Progress",
    "Recipient",
    "SealedReport",
    "SheetContent",
    "SimulatedReader",
    "StationFile",
    "StationIdentity",
    "StationKey",
    "Store",
    "TableWriter",
    "Unit",
    "WrittenFile",
]
