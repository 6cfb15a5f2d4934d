# SPDX-License-Identifier: Apache-2.0
"""How a record begins: an empty draft of a kind of business, and what a card fills into it.

Shared by the counter (``Capture``) and the drive (``Drive``). All of it belongs inside the caller's transaction.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.comparison import Source, told_by_card
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.services.entering import save, verified, with_derived
from sscard_desktop.services.session import Session


def begun(session: Session, business: str, *, at: datetime) -> Record:
    """Store a new draft of a kind of business, with what stands in it by default; the caller writes the audit line."""
    profile = session.profile.of(business)
    values = {key: spec.default for key, spec in profile.fields.items() if spec.default}
    if values.get("verified_way"):
        values |= verified(session, values, profile.fields)
    record = Record(
        id=RecordId(secrets.token_hex(16)),
        profile=profile.name,
        profile_version=profile.version,
        business=business,
        campaign=session.identity.campaign,
        status=Status.DRAFT,
        created_at=at,
        created_by=session.operator.name,
        updated_at=at,
        values=values,
    )
    session.store.add_record(record)
    return record


def store_card(session: Session, record: Record, card: Card) -> None:
    """Fill a record from a card, and keep what the card said beside it."""
    now = session.clock.now()
    changes = values_from_card(session.profile_of(record), card)
    save(session, record, with_derived(session, record, changes))
    session.store.save_record(replace(session.record(record.id), card_read=True, updated_at=now))
    session.store.put_readings(record.id, Source.CHIP, told_by_card(card), at=now)
    if card.photo_wlt:
        session.store.put_picture(record.id, PictureRole.CHIP_PHOTO, card.photo_wlt, report="", at=now)
