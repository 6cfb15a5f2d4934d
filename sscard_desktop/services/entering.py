# SPDX-License-Identifier: Apache-2.0
"""What is stored when a record's fields change: in which spelling, with what follows from it, and the line that tells.

Shared by whatever fills a form: the clerk's hand, the card on the reader, the ID pictures. All of it belongs inside the
caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.record import Move, Record
from sscard_desktop.domain.unsettled import findings, settled
from sscard_desktop.services.learnt import Learnt
from sscard_desktop.services.remarks import answered
from sscard_desktop.services.session import Session
from sscard_desktop.services.unitlevels import followed, left_behind

MAX_VALUE_CHARACTERS = 4000
"""A text beyond is no slip of the hand, which the checks tell, but a file in the wrong place."""


def editable(session: Session, record_id: str) -> Record:
    """Return a record whose values may be edited as they stand; raise ``RefusedError("record.locked")``."""
    record = session.record(record_id)
    if not record.editable:
        raise RefusedError("record.locked", status=record.status.value)
    return record


def enter(session: Session, record: Record, changes: Mapping[str, str]) -> dict[str, str]:
    """Store what somebody answered, normalised, with what follows from it; return what changed of their answers.

    Raises:
        RefusedError: the profile has no such field, it is the roster's, or the text is longer than anything that is
            written into a form.
    """
    profile = session.profile_of(record)
    clean: dict[str, str] = {}
    for key, text in changes.items():
        spec = profile.fields.get(key)
        if spec is None:
            raise RefusedError("record.no_such_field", field=key, profile=profile.name)
        if spec.fixed:
            raise RefusedError("record.field_fixed", field=key)
        if len(text) > MAX_VALUE_CHARACTERS:
            raise RefusedError("record.value_too_long", field=key, limit=MAX_VALUE_CHARACTERS)
        clean[key] = normalised(spec, text, {**record.values, **clean}, code_lists=profile.code_lists)
    changed = {key: value for key, value in clean.items() if value != record.value(key)}
    if changed:
        derived = with_derived(session, record, changed)
        save(session, record, derived)
        Learnt(session).note(record.id, {**record.values, **derived}, changed)
        if doubts := _settled_doubts(record.values, changed):
            # Whoever compared with the document; what the value was stands in the line before.
            session.audit("record.characters", record.id, fields=doubts)
    return changed


def save(session: Session, record: Record, changes: Mapping[str, str]) -> None:
    """Store values as they are, with the audit line that a replay of the trail goes by.

    What was read from a picture and waited for the clerk's look is a field's own value from now on: somebody typed it,
    or the chip said it.
    """
    now = session.clock.now()
    old = {key: record.value(key) for key in changes}
    session.store.save_values(record.id, changes, at=now)
    answered(session, record.id, {key for key, value in changes.items() if value != old[key]}, at=now)
    waiting = kept_of(session, record, Source.UNCONFIRMED)
    if not waiting.keys().isdisjoint(changes):
        still = {key: value for key, value in waiting.items() if key not in changes}
        session.store.put_readings(record.id, Source.UNCONFIRMED, still, at=now)
    session.moved(record, Move.EDIT, at=now)
    session.audit("record.edit", record.id, old=old, new=dict(changes))


def kept_of(session: Session, record: Record, source: Source) -> dict[str, str]:
    """Return what is kept of one source beside a record."""
    return {each.key: each.value for each in session.store.readings(record.id) if each.source is source}


def with_derived(session: Session, record: Record, changes: Mapping[str, str]) -> dict[str, str]:
    """Add what a change settles: birth date and sex by the number, pinyin by the name, the unit's number."""
    result = dict(changes)
    before, fields = record.values, session.profile_of(record).fields
    after = {**before, **changes}
    kind = after.get("document_type", "")
    if "number" in changes or "document_type" in changes:
        number = after.get("number", "")
        birth = idnumber.birth_date(kind, number)
        for key, value in (
            ("birth_date", birth.isoformat() if birth else ""),
            ("sex", idnumber.sex(kind, number) or ""),
        ):
            if value and key in fields and not after.get(key):
                result[key] = value
        # A citizen's documents can be nothing but Chinese; 长期 and foreign documents are left to the clerk.
        if kind == "resident" and "country" in fields and not after.get("country"):
            result["country"] = "CHN"
    gone = {key: value for key, value in left_behind(session.store, before, changes).items() if key in fields}
    result |= gone | followed(session.store, before, changes, {**after, **gone}, fields)
    if changes.get("verified_way"):
        result |= verified(session, after, fields)
    if "name" in changes and "name_pinyin" in fields and "name_pinyin" not in changes:
        learnt = Learnt(session)
        if before.get("name_pinyin", "") in ("", learnt.name_pinyin(before.get("name", ""))):
            result["name_pinyin"] = learnt.name_pinyin(changes["name"])
    return result


def verified(session: Session, values: Mapping[str, str], fields: Mapping[str, FieldSpec]) -> dict[str, str]:
    """Return who saw the holder and when: who sits here, today, until something else is written down."""
    seen = {"verified_by": session.operator.name, "verified_on": session.clock.today().isoformat()}
    return {key: value for key, value in seen.items() if key in fields and not values.get(key)}


def _settled_doubts(before: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, list[str]]:
    """Return field → the doubts that a person settled by taking the plain spelling, such as ``private``."""
    return {
        key: sorted({finding.doubt.value for finding in findings(before.get(key, "")) if finding.plain is not None})
        for key, value in changes.items()
        if value != before.get(key, "") and value == settled(before.get(key, ""))
    }
