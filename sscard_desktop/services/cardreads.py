# SPDX-License-Identifier: Apache-2.0
"""Who of a roster was called up when: from this station's audit trail, or from a table that another laptop wrote.

It serves for telling whose photos are whose by the camera's clock. Somebody who isn't of the roster counts too: their
turn ends that of the person before. A table in which a single time can't be read is refused whole, for a turn that is
missing gives its photo to the wrong person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import InvalidInputError, SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photoreads import CardRead
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.roster import RosterId, RosterRow, RowId
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import TableFile, TableRow
from sscard_desktop.services.session import Session

CALLED = frozenset({"record.start", "record.card", "drive.call_up", "drive.again"})
"""Actions of the trail with which somebody steps up to the counter."""
MOST_READS = 20_000
_HEADS = {
    "at": ("时间", "刷卡时间", "读卡时间", "time", "at"),
    "row": ("行标识", "row"),
    "number": ("证件号码", "身份证号", "身份证号码", "公民身份号码", "number"),
    "personal": ("个人编号", "personal number"),
}
_WRITTEN = ("at", "row", "number")
_HEADER_AMONG = 10


@dataclass(frozen=True, slots=True)
class CalledLine:
    """One line of the log, as it goes to another laptop."""

    at: datetime
    row: str
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CalledPerson:
    """Somebody of the roster who was called up."""

    name: str = field(repr=False)
    number: str = field(repr=False)


class CardReads:
    """The log for one roster. For the store lane."""

    def __init__(self, session: Session, roster_id: RosterId) -> None:
        session.operator.require(Permission.ROSTERS)
        self._session = session
        self._roster = session.store.roster(roster_id)
        rows = session.store.roster_rows(roster_id)
        self._rows = {row.id: row for row in rows}
        self._by_record = {row.record: row for row in rows if row.record}
        self._by_number = _only_ones(rows, "number")
        self._by_personal = _only_ones(rows, "personal_number")

    @allowed(Permission.ROSTERS)
    def here(self, since: datetime | None = None) -> tuple[CardRead, ...]:
        """Return who was called up at this station since a moment, oldest first; others of the day without an id."""
        return tuple(CardRead(each.at, each.row) for each in self._lines(since))

    @allowed(Permission.ROSTERS)
    def table(self, since: datetime | None = None) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return the log as a table's headers and rows for the laptop that has the photos; the trail tells how many.

        It names people by their numbers, and belongs to whoever has the photos only.
        """
        rows: list[tuple[str, ...]] = [
            (each.at.isoformat(timespec="seconds"), each.row, each.number) for each in self._lines(since)
        ]
        with self._session.action("roster.reads_written", self._roster.id, lines=len(rows)):
            pass
        return tuple(_HEADS[key][0] for key in _WRITTEN), rows

    @allowed(Permission.ROSTERS)
    def told(self, table: TableFile) -> tuple[CardRead, ...]:
        """Return what another laptop's table says; a person who isn't of the roster comes without an id.

        Raises:
            InvalidInputError: ``reads.no_columns``; ``reads.bad_time`` (``line``); ``reads.too_many`` (``limit``).
        """
        for sheet in table.sheets:
            for place, row in enumerate(sheet.rows[:_HEADER_AMONG]):
                columns = _columns(row)
                if "at" in columns and len(columns) > 1:
                    return self._read(sheet.rows[place + 1 :], columns)
        raise InvalidInputError("reads.no_columns")

    @allowed(Permission.ROSTERS)
    def people(self, reads: Iterable[CardRead]) -> dict[str, CalledPerson]:
        """Return who of the roster was called up, by id."""
        rows = (self._rows[RowId(read.person)] for read in reads if read.person)
        return {row.id: CalledPerson(row.value("name"), row.value("number")) for row in rows}

    @allowed(Permission.ROSTERS)
    def person(self, number: str) -> str:
        """Return the id of the roster's only one with a document or personal number, ``""`` for none."""
        number = number.strip().upper()
        row = self._by_number.get(number) or self._by_personal.get(number)
        return row.id if row is not None else ""

    def _read(self, rows: Sequence[TableRow], columns: dict[str, int]) -> tuple[CardRead, ...]:
        if len(rows) > MOST_READS:
            raise InvalidInputError("reads.too_many", limit=MOST_READS)
        found = []
        for row in rows:
            said = {key: row.text(column) for key, column in columns.items()}
            try:
                at = datetime.fromisoformat(said["at"].replace("/", "-"))
            except ValueError as error:
                raise InvalidInputError("reads.bad_time", line=row.number) from error
            # Without a zone it is the counter's.
            at = (at if at.tzinfo is not None else at.replace(tzinfo=CHINA)).astimezone(UTC)
            known = (
                self._rows.get(said.get("row", ""))  # type: ignore[call-overload]
                or self._by_number.get(said.get("number", "").upper())
                or self._by_personal.get(said.get("personal", "").upper())
            )
            found.append(CardRead(at, known.id if known is not None else ""))
        return tuple(found)

    def _lines(self, since: datetime | None) -> Iterator[CalledLine]:
        before = ""
        for entry in self._session.store.audit_entries(since=since):
            if entry.action in CALLED and entry.subject != before:
                before = entry.subject
                row = self._by_record.get(entry.subject)
                number = row.value("number") if row is not None else self._number(entry.subject)
                row = row or self._by_number.get(number.upper())
                yield CalledLine(entry.at, row.id if row is not None else "", number)

    def _number(self, record_id: str) -> str:
        try:
            return self._session.store.record(RecordId(record_id)).value("number")
        except SscardError:
            # Thrown away or destroyed since; whoever it was, it was their turn.
            return ""


def _only_ones(rows: Sequence[RosterRow], key: str) -> dict[str, RosterRow]:
    """Return value → row for values that one row only has."""
    found: dict[str, RosterRow] = {}
    several: set[str] = set()
    for row in rows:
        value = row.value(key).upper()
        if value in found:
            several.add(value)
        if value:
            found[value] = row
    return {value: row for value, row in found.items() if value not in several}


def _columns(row: TableRow) -> dict[str, int]:
    """Return what a header row's columns are."""
    found: dict[str, int] = {}
    for column, cell in enumerate(row.cells):
        for key, heads in _HEADS.items():
            if cell.text.strip().casefold() in heads:
                found.setdefault(key, column)
    return found
