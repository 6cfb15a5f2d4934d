# SPDX-License-Identifier: Apache-2.0
"""Finding records as someone types: by number, name, pinyin, mobile or receipt number, last changed first.

Answers for the keys that a record is found by and for the queries over them. Every way to match is a range of an
index. A text that matches few records takes them from there and sorts them; one that matches many (the first digits of
a city's numbers) walks the records from the last changed and stops when the page is full.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sscard_desktop.domain.record import RecordId, RecordSummary, Status
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.times import restored, restored_or_none, stored_or_none

SOUGHT_FIELDS = frozenset({"name", "name_pinyin", "number", "mobile"})
"""Keys of the fields that records are found by."""

_FEW = 3000
_LONGEST_TEXT = 100
_LAST = "\U0010ffff"
SUMMARY_COLUMNS = (
    "id, name, number, mobile, status, parked, created_by, updated_at, submitted_at, receipt_number, batch, prints, "
    "returned_reason, business"
)


@dataclass(frozen=True, slots=True, repr=False)
class SearchKeys:
    """What a record is listed by and found by; the attributes are columns of ``record``."""

    name: str
    number: str
    mobile: str
    name_key: str
    initials: str
    pinyin: str
    number_key: str
    mobile_key: str

    @property
    def name_endings(self) -> frozenset[str]:
        """Every ending of the name: a search from the start of an ending finds a piece out of the middle."""
        return frozenset(self.name_key[start:] for start in range(min(len(self.name_key), _LONGEST_TEXT)))


def search_keys(values: Mapping[str, str], initials: Callable[[str], str]) -> SearchKeys:
    """Return the keys of a record's values; ``initials`` gives the pinyin initials of a name."""
    name = _storable(values.get("name", ""))
    number = _storable(values.get("number", ""))
    mobile = _storable(values.get("mobile", ""))
    return SearchKeys(
        name=name,
        number=number,
        mobile=mobile,
        name_key=_folded(name),
        initials=initials(name) if name else "",
        pinyin=_letters(_storable(values.get("name_pinyin", ""))),
        number_key=number_key(number),
        mobile_key=_joined(mobile),
    )


def number_key(number: str) -> str:
    """Return a document number as it is compared: upper case, without spaces and hyphens."""
    return _joined(number).upper()


def _storable(text: str) -> str:
    # A lone surrogate from a broken paste has no UTF-8 form; the values themselves are stored as JSON, which has one.
    return text.encode("utf-8", "ignore").decode("utf-8")


def _folded(text: str) -> str:
    """Fold case and the width of letters and digits (Chinese input methods type full-width ones)."""
    narrow = "".join(
        unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" or sign == "\u3000" else sign
        for sign in text
    )
    return " ".join(narrow.casefold().split())


def _joined(text: str) -> str:
    return "".join(sign for sign in _folded(text) if sign not in " -")


def _letters(text: str) -> str:
    return "".join(sign for sign in _folded(text) if sign.isalpha())


class Search:
    """The queries over the keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(
        self,
        text: str = "",
        *,
        statuses: Iterable[Status] = (),
        created_by: str = "",
        parked: bool | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> list[RecordSummary]:
        """Return summaries of the matching records, last changed first; see ``ports.Store.search``."""
        conditions: list[str] = []
        parameters: list[object] = []
        # Where few records match anyway, the sign keeps SQLite from walking all that the person took.
        taken_by = "created_by = ?"
        text = _folded(_storable(text[:_LONGEST_TEXT]))
        if text:
            ways = _ways(text)
            found = self._few(ways)
            if found is None:
                conditions.append("(" + " OR ".join(way.condition for way in ways) + ")")
                parameters += [value for way in ways for value in way.parameters]
            else:
                conditions.append(f"seq IN ({','.join(map(str, found))})")
                taken_by = "+created_by = ?"
        if created_by:
            conditions.append("+created_by = ?" if parked else taken_by)
            parameters.append(created_by)
        if parked is not None:
            conditions.append(f"parked = {int(parked)}")
        return [summary_of(row) for row in self._page(conditions, parameters, sorted(set(statuses)), limit, offset)]

    def _page(
        self, conditions: list[str], parameters: list[object], statuses: list[Status], limit: int, offset: int
    ) -> list[Row]:
        # One query a state, merged by SQLite: each walks its index in order, and all stop when the page is full.
        choices = [[f"status = '{status.value}'", *conditions] for status in statuses] or [conditions]
        selects = [
            f"SELECT {SUMMARY_COLUMNS} FROM record" + (f" WHERE {' AND '.join(choice)}" if choice else "")
            for choice in choices
        ]
        return self._database.rows(
            " UNION ALL ".join(selects) + " ORDER BY updated_at DESC LIMIT ? OFFSET ?",
            *(parameters * len(choices)),
            limit,
            offset,
        )

    def _few(self, ways: list[_Way]) -> list[int] | None:
        """Return the records that match if they are few, else ``None``."""
        found: set[int] = set()
        for way in ways:
            rows = self._database.rows(f"{way.query} LIMIT {_FEW + 1}", *way.parameters)
            found.update(row[0] for row in rows)
            if len(rows) > _FEW or len(found) > _FEW:
                return None
        return sorted(found)

    def with_number(self, number: str, *, campaign: str, business: str = "") -> list[RecordSummary]:
        """Return the records (not void) of this document number, of one kind of business or any, newest first."""
        found = self._same("number_key", number_key(_storable(number)), campaign)
        return [summary for summary in found if business in ("", summary.business)]

    def records_with(self, key: str, value: str) -> list[RecordId]:
        """Return the records that have exactly this value in a field that has no index, oldest first.

        It reads through all values: for questions that are seldom asked.
        """
        pair = json.dumps({key: value}, separators=(",", ":"))[1:-1]
        rows = self._database.rows(
            "SELECT id FROM record JOIN record_values ON record_values.record = record.seq "
            "WHERE instr(content, ?) ORDER BY created_at, seq",
            pair,
        )
        return [RecordId(record_id) for (record_id,) in rows] if value else []

    def with_mobile(self, mobile: str, *, campaign: str) -> list[RecordSummary]:
        """Return the records (not void) of this mobile number in the campaign, newest first."""
        return self._same("mobile_key", _joined(_storable(mobile)), campaign)

    def accepted(
        self, *, key: str = "", value: str = "", since: datetime | None = None, until: datetime | None = None,
        created_by: str = "",
    ) -> list[RecordId]:  # fmt: skip
        """Return the records that have a receipt number, by that number; see ``ports.Store.accepted``."""
        conditions = ["receipt_number <> ''", "status NOT IN (?, ?)"]
        parameters: list[object] = [Status.VOID.value, Status.WITHDRAWN.value]
        for condition, given in (
            ("coalesce(submitted_at, created_at) >= ?", stored_or_none(since)),
            ("coalesce(submitted_at, created_at) < ?", stored_or_none(until)),
            ("created_by = ?", created_by or None),
        ):
            if given is not None:
                conditions.append(condition)
                parameters.append(given)
        source = "record"
        if key:
            source += " JOIN record_values ON record_values.record = record.seq"
            conditions.append("json_extract(content, ?) = ?")
            parameters += [_path(key), _storable(value)]
        rows = self._database.rows(
            f"SELECT id FROM {source} WHERE {' AND '.join(conditions)} ORDER BY receipt_number", *parameters
        )
        return [RecordId(row[0]) for row in rows]

    def values_of(self, key: str, *, created_by: str = "", limit: int = 500) -> list[tuple[str, int]]:
        """Return what accepted records have in a field and how many, the most frequent first."""
        rows = self._database.rows(
            "SELECT json_extract(content, ?) AS said, count(*) FROM record "
            "JOIN record_values ON record_values.record = record.seq "
            "WHERE receipt_number <> '' AND status NOT IN (?, ?) AND said <> '' AND (? = '' OR created_by = ?) "
            "GROUP BY said ORDER BY count(*) DESC, said LIMIT ?",
            _path(key),
            Status.VOID.value,
            Status.WITHDRAWN.value,
            created_by,
            created_by,
            limit,
        )
        return [(str(row[0]), int(row[1])) for row in rows]

    def _same(self, column: str, key: str, campaign: str) -> list[RecordSummary]:
        if not key:
            return []
        rows = self._database.rows(
            f"SELECT {SUMMARY_COLUMNS} FROM record WHERE {column} = ? AND {column} <> '' AND campaign = ? "
            "AND status <> ? ORDER BY created_at DESC, seq DESC",
            key,
            campaign,
            Status.VOID.value,
        )
        return [summary_of(row) for row in rows]


def _path(key: str) -> str:
    """Return where a field's value stands in the record's JSON; field keys are plain words."""
    return f'$."{key}"'


@dataclass(frozen=True, slots=True, repr=False)
class _Way:
    """One way to match: a query over an index for the records, and the same as a condition on a record."""

    query: str
    condition: str
    parameters: tuple[str, ...]


def _ways(text: str) -> list[_Way]:
    joined = _joined(text)
    upper = joined.upper()
    ways = [
        _Way(
            "SELECT record FROM name_ending WHERE ending >= ? AND ending < ?",
            # Both parameters are used in both forms, so that either takes the same ones.
            "(instr(name_key, ?) AND ? <> '')",
            (text, text + _LAST),
        )
    ]
    if joined.isascii() and joined:
        ways += [_start("number_key", upper), _start("mobile_key", joined), _start("receipt_number", upper)]
        if len(joined) == 4:
            ways += [_end("number_key", upper), _end("mobile_key", joined)]
        if joined.isalpha():
            ways += [_start("initials", joined), _start("pinyin", joined)]
    return ways


def _start(column: str, text: str) -> _Way:
    condition = f"({column} >= ? AND {column} < ? AND {column} <> '')"
    return _Way(f"SELECT seq FROM record WHERE {condition}", condition, (text, text + _LAST))


def _end(column: str, text: str) -> _Way:
    condition = f"(substr({column}, -4) = ? AND {column} <> '')"
    return _Way(f"SELECT seq FROM record WHERE {condition}", condition, (text,))


def summary_of(row: Row) -> RecordSummary:
    """Return the summary of a row of :data:`SUMMARY_COLUMNS`."""
    (
        record_id, name, number, mobile, status, parked, created_by, updated_at, submitted_at, receipt, batch, prints,
        reason, business,
    ) = row  # fmt: skip
    return RecordSummary(
        id=RecordId(record_id),
        name=name,
        number=number,
        mobile=mobile,
        status=Status(status),
        parked=bool(parked),
        created_by=created_by,
        updated_at=restored(updated_at),
        submitted_at=restored_or_none(submitted_at),
        receipt_number=receipt,
        batch=batch or "",
        prints=prints,
        returned_reason=reason,
        business=business,
    )
