# SPDX-License-Identifier: Apache-2.0
"""What a record takes from a roster, and what the roster keeps of it: values, what the list said, the photo, the link.

Fills what is empty, and nothing that anybody typed or a card said. All of it belongs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardfill import differences
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import spelled
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.roster import ROW, Roster, RosterRow, row_id
from sscard_desktop.domain.rostermatching import Identity
from sscard_desktop.services.drivemode import ActiveDrive, active_drive, carried_over, note_person
from sscard_desktop.services.entering import kept_of, save, with_derived
from sscard_desktop.services.preparedphotos import PHOTO_OF_ROSTER, Prepared, take_over
from sscard_desktop.services.rosterfinding import candidates
from sscard_desktop.services.session import Session

_OF_THE_ROSTER = ("insured_unit_number", "insured_unit_name")
_IDENTITY = ("name", "number", "document_type", "birth_date")


def fill(
    session: Session, record: Record, row: RosterRow, roster: Roster, *, fresh: bool, at: datetime, added: bool = False
) -> tuple[tuple[str, ...], Prepared]:
    """Fill a record from a row, keep what the list says beside it, take its photo over, and link the two.

    Args:
        fresh: nobody has typed anything yet: what only stands there by default gives way.
    """
    drive = active_drive(session.store)
    ours = drive if drive is not None and drive.roster.id == roster.id else None
    changes = _wanted(session, record, row, roster, ours, fresh=fresh)
    if changes:
        save(session, record, with_derived(session, record, changes))
    told = {key: value for key, value in row.values.items() if value}
    kept = kept_of(session, record, Source.ROSTER).get(PHOTO_OF_ROSTER, "")
    session.store.put_readings(
        record.id, Source.ROSTER, {**({} if added else told), ROW: row.id, PHOTO_OF_ROSTER: kept}, at=at
    )
    photo = take_over(session, session.record(record.id), row, at=at)
    after = session.record(record.id)
    # Who stands on several lists is collected once.
    others = session.store.rows_with_number(after.value("number"), campaign=roster.campaign)
    session.store.link_rows({row.id: record.id, **{each.id: record.id for each in others if not each.record}})
    if row.refused:
        session.store.save_roster_row(replace(row, record=record.id, refused="", refused_at=at, updated_at=at))
    if ours is not None:
        note_person(session, record)
    filled = tuple(key for key in session.profile_of(record).fields if key in changes)
    session.audit(
        "drive.call_up",
        record.id,
        roster=roster.id,
        row=row.id,
        fields=list(filled),
        differs=list(differing(session.profile_of(after), after, row.values)),
        photo=photo.state.value,
        added=added,
    )
    return filled, photo


def untouched(session: Session, record: Record) -> bool:
    """Return whether nobody changed a record since its card was read."""
    return any(
        each.source is Source.CHIP and each.at == record.updated_at for each in session.store.readings(record.id)
    )


def _wanted(
    session: Session, record: Record, row: RosterRow, roster: Roster, drive: ActiveDrive | None, *, fresh: bool
) -> dict[str, str]:
    """Return what a record takes from a row, its roster and the drive: never in place of what somebody said."""
    profile = session.profile_of(record)
    chip = kept_of(session, record, Source.CHIP)
    listed = dict(row.values)
    if not any(listed.get(key) for key in _OF_THE_ROSTER):
        listed |= {"insured_unit_number": roster.unit_number, "insured_unit_name": roster.unit}
    if drive is not None and "unit" in profile.fields and not listed.get("unit"):
        listed["unit"] = drive.unit
    carried = carried_over(session, drive, {**record.values, **listed}, profile) if drive is not None else {}
    wanted: dict[str, str] = {}
    for key, value in {**carried, **{key: value for key, value in listed.items() if value}}.items():
        spec = profile.fields.get(key)
        if spec is None or not value:
            continue
        held = record.value(key)
        by_default = fresh and held == spec.default and not (spec.card and chip.get(spec.card))
        if not held or by_default:
            wanted[key] = value
    pinyin = listed.get("name_pinyin", "")
    if fresh and pinyin and "name_pinyin" in profile.fields and record.value("name") == listed.get("name"):
        # The unit knows how its people are called; what stands there was only derived from the characters.
        wanted["name_pinyin"] = pinyin
    return {key: value for key, value in wanted.items() if value != record.value(key)}


def new_row(session: Session, record: Record, drive: ActiveDrive, at: datetime) -> RosterRow:
    """Put the person of a record at the end of the drive's roster, under its unit.

    Raises:
        RefusedError: ``drive.nobody_named``; ``drive.on_roster``.
    """
    number, name = record.value("number"), record.value("name")
    if not number and not name:
        raise RefusedError("drive.nobody_named")
    told = {key: record.value(key) for key in _IDENTITY if record.value(key)}
    unit = drive.unit or drive.roster.unit
    values = {**told, **({"unit": unit} if unit and "unit" in session.profile_of(record).fields else {})}
    if any(each.row.roster == drive.roster.id and each.likeness.sure for each in candidates(session, Identity(number))):
        raise RefusedError("drive.on_roster")
    row = RosterRow(
        row_id(drive.roster.campaign, drive.roster.unit_number, values),
        drive.roster.id,
        drive.roster.rows + 1,
        values,
        at,
    )
    session.store.add_roster_rows([row])
    return row


def contradicted(profile: Profile, record: Record, card: Card) -> list[str]:
    """Return the keys of which a half-done record says something else than the card; defaults say nothing."""
    if record.card_read:
        return []
    return [
        each.key for each in differences(profile, record.values, card) if each.value != profile.fields[each.key].default
    ]


def differing(profile: Profile, record: Record, listed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of which the list says something else than the record, in the form's order."""
    return tuple(
        key
        for key, spec in profile.fields.items()
        if listed.get(key)
        and record.value(key)
        and spelled(spec, listed[key], listed, code_lists=profile.code_lists)
        != spelled(spec, record.value(key), record.values, code_lists=profile.code_lists)
    )
