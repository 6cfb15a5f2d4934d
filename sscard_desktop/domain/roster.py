# SPDX-License-Identifier: Apache-2.0
"""A roster (花名册): the people whom a unit sends, before they come, and how far each of them is.

Answers for what a roster is and where a person of it stands. What its file looks like is ``rosterspec``'s; whether its
cells are right, ``rosterrows``'.

How far somebody is, is computed from their record and never stored, so that merging, returning and undoing can't make
it wrong. A person's record is found by the row's id, which the record carries among what the roster said
(:data:`ROW`), and so travels with it between stations.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import NOT_YET_OUT, RecordId, Status

RosterId = NewType("RosterId", str)
RowId = NewType("RowId", str)

ROW = "roster_row"
"""Key of the reading, of source ``roster``, that holds the row's id."""

LIST_KEYS = frozenset(
    {"covered_number", "unit", "roster_title", "roster_position", "slot_day", "slot_time", "queue_number"}
)
"""What a list of people who haven't come may show beside a city's fields."""


class RowState(StrEnum):
    """How far a person of a roster is."""

    MISSING = "missing"
    """未到: nothing was taken yet."""
    HALF = "half"
    """未完成: there is a record, and it isn't submitted."""
    DONE = "done"
    """已采集: submitted, or further."""
    REFUSED = "refused"
    """不采集: won't be collected here, with the reason."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of people as it was imported.

    Attributes:
        id: random, the same at every station that the roster is shared with.
        title: what people call it.
        unit: the insured unit's name (参保单位名称), ``""`` where the rows differ.
        unit_number: its number.
        sha256: over what the list that was imported last says, however its file was written.
        rows: how many people it has.
        closed_at: when it was put aside; a closed roster calls nobody up.
    """

    id: RosterId
    title: str
    unit: str
    unit_number: str
    campaign: str
    profile: str
    sha256: str
    imported_at: datetime
    imported_by: str
    rows: int = 0
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A person of a roster.

    Attributes:
        id: see :func:`row_id`.
        position: the place in the list, from 1.
        values: field key → value as records store it.
        updated_at: when a refusal, a slot or a number was last given to them; a later list doesn't count.
        record: the record that was begun for them, ``""`` for none.
        refused: why they won't be collected, ``""`` as long as they will.
        slot: when they are asked to come.
        queue: their number in the queue, 0 for none.
    """

    id: RowId
    roster: RosterId
    position: int
    values: Mapping[str, str] = field(repr=False)
    updated_at: datetime
    record: str = ""
    refused: str = ""
    refused_at: datetime | None = None
    slot: datetime | None = None
    queue: int = 0

    def value(self, key: str) -> str:
        """Return a value, ``""`` where the roster says nothing."""
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class RowGlance:
    """A person of a roster as a list shows them.

    Attributes:
        unit: where they work (现今工作单位), or else the insured unit.
        pictures: what was prepared for them before they came.
        status: of their record, ``None`` where there is none.
    """

    id: RowId
    position: int
    name: str = field(repr=False)
    number: str = field(repr=False)
    unit: str
    state: RowState
    record: RecordId | None
    status: Status | None
    refused: str
    slot: datetime | None
    queue: int
    pictures: frozenset[PictureRole] = frozenset()


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A picture that was there before its person came.

    Attributes:
        report: JSON of its checks, as a record's picture has it.
    """

    content: bytes = field(repr=False)
    sha256: str
    report: str
    stored_at: datetime


def state_of(status: Status | None, refused: str) -> RowState:
    """Return how far somebody is, given their record's state; a void record is none."""
    if status is None or status is Status.VOID:
        return RowState.REFUSED if refused else RowState.MISSING
    unsent = NOT_YET_OUT - {Status.SUBMITTED, Status.APPROVED}
    return RowState.HALF if status in unsent else RowState.DONE


def values_digest(row: RosterRow) -> str:
    """Return the SHA-256 over what a roster says of a person: proves later what it was, tells none of it."""
    told = json.dumps({key: value for key, value in row.values.items() if value}, sort_keys=True)
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def row_id(campaign: str, unit_number: str, values: Mapping[str, str]) -> RowId:
    """Return the id of a person's row: the same wherever the same list is imported in the same campaign.

    By the personal number (个人编号) where there is one, since name and document number may be corrected; else by the
    document number; else by name and birth date. It never changes afterwards, whatever a later import corrects.
    """
    personal, number = values.get("personal_number", ""), values.get("number", "")
    if personal:
        key = ("personal", personal)
    elif number:
        key = ("number", number)
    else:
        key = ("person", f"{values.get('name', '')}\n{values.get('birth_date', '')}")
    text = "\x1f".join((campaign, unit_number, *key))
    return RowId(hashlib.sha256(text.encode()).hexdigest()[:32])
