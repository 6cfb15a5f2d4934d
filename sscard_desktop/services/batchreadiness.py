# SPDX-License-Identifier: Apache-2.0
"""Which approved records are ready for a batch, who lacks what, and into how many batches the ready ones go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sscard_desktop.domain.batchmaking import Choice, Weighed, divide
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.problems import Problem, blocking
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.services.batchcontent import content_of_one, kind_of_sheet, picture_digests, picture_sizes
from sscard_desktop.services.columns import collected_on, namesakes
from sscard_desktop.services.ports import PackageWriter
from sscard_desktop.services.session import Session
from sscard_desktop.services.signing import signature_problems

_ALL = 1_000_000
_NAMES_SHOWN = 3
_MEGABYTE = 1_000_000
"""Bureaus and mail servers count megabytes either way; the smaller one keeps both."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """An approved record that can't go into a batch, with what it lacks."""

    record: Record
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The approved records that are in no batch, in the order in which they would stand in one."""

    ready: tuple[Record, ...]
    lacking: tuple[Lacking, ...]


def order(record: Record) -> tuple[datetime, str, str]:
    """Return by what the records of a batch are put in order."""
    return (record.submitted_at or record.created_at, record.receipt_number, record.id)


def readiness(session: Session, packages: PackageWriter, choice: Choice) -> Readiness:
    """Return which approved records are ready for a batch, and who lacks what."""
    store = session.store
    free = (
        store.record(found.id) for found in store.search(statuses=(Status.APPROVED,), limit=_ALL) if not found.batch
    )
    wanted = [record for record in free if choice.takes(record, collected=collected_on(record))]
    ordered = sorted(wanted, key=order)
    lacks = {record.id: lacks_of(session, packages, record) for record in ordered}
    whole = [record for record in ordered if not lacks[record.id]]
    for own, others in namesakes_of(session, whole).items():
        lacks[own].append(_same_files(others))
    return Readiness(
        tuple(record for record in ordered if not lacks[record.id]),
        tuple(Lacking(record, tuple(lacks[record.id])) for record in ordered if lacks[record.id]),
    )


def namesakes_of(session: Session, records: Sequence[Record]) -> Mapping[RecordId, Sequence[Record]]:
    """Return, by record, the others whose pictures would have the same names."""
    return namesakes(records, session.profile_of, station=session.identity.number)


def lacks_of(session: Session, packages: PackageWriter, record: Record) -> list[Problem]:
    """Return what keeps an approved record from leaving; what was valid on the day of collection stays valid."""
    same = session.store.with_number(record.value("number"), campaign=record.campaign, business=record.business)
    problems = check_record(
        session.profile_of(record),
        record.values,
        pictures=record.pictures,
        consents={consent.key: consent.version for consent in record.consents},
        context=Context(
            today=collected_on(record),
            divisions=session.divisions,
            same_number=tuple(other for other in same if other.id != record.id),
        ),
    )
    found = [*blocking(problems), *signature_problems(session, record)]
    try:
        content = content_of_one(session, record)
        packages.content_digest(content, picture_digests(session, [record.id]))
    except InvalidInputError as error:
        params = {key: value for key, value in error.params.items() if isinstance(value, str | int)}
        return [*found, Problem("", error.code, params=params)]
    limit = session.profile.package.max_megabytes
    size = packages.most_bytes(content, picture_sizes(session, [record.id])) if limit else 0
    if size > limit * _MEGABYTE:
        found.append(Problem("", "batch.too_large_alone", params={"limit": limit}))
    return found


def divided(session: Session, packages: PackageWriter, members: Sequence[Record]) -> Sequence[Sequence[Record]]:
    """Return the members in as many batches as the bureau's limits ask for, in their order.

    Where the bureau takes a kind of table that holds one sheet, each kind of business is a batch of its own.
    """
    spec = session.profile.package
    if not members:
        return ()
    empty = replace(content_of_one(session, members[0]), sheets=())
    frame = packages.most_bytes(empty, {})

    def weighed(record: Record) -> Weighed:
        group = kind_of_sheet(session.profile, record) if spec.one_sheet else ""
        if not spec.max_megabytes:
            return Weighed(0, group)
        alone = packages.most_bytes(content_of_one(session, record), picture_sizes(session, [record.id]))
        return Weighed(alone - frame, group)

    return divide(
        ((record, weighed(record)) for record in members),
        most_people=spec.max_records,
        most_bytes=max(spec.max_megabytes * _MEGABYTE - frame, 0),
    )


def _same_files(others: Sequence[Record]) -> Problem:
    """Say who else's pictures would have the same names."""
    names = "、".join(other.value("name") for other in others[:_NAMES_SHOWN])
    params: dict[str, str | int] = {"names": names, "count": len(others)}
    return Problem("", "batch.same_files", params=params, related=tuple(other.id for other in others))
