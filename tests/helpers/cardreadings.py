# SPDX-License-Identifier: Apache-2.0
"""What a reader would have read of a demo person's card, and cards cut out of pictures, without any picture."""

from __future__ import annotations

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardfill import CARD_VALUES
from sscard_desktop.domain.document import DocumentReading, FieldReading, Layout, Side, StraightCard
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.documentwork import Read

CORNERS = ((10.0, 10.0), (866.0, 10.0), (866.0, 550.0), (10.0, 550.0))
ON_BACK = frozenset({"authority", "valid_from", "valid_to", "pass_number"})
FRONT, BACK = PictureRole.ID_FRONT, PictureRole.ID_BACK


def straight(content: bytes, side: Side | None = None, *problems: str) -> StraightCard:
    """Return a card that was cut out."""
    return StraightCard(content, CORNERS, side, Layout.RESIDENT if side else None, problems)


def reading_of(
    card: Card,
    *,
    sides: tuple[Side | None, ...] = (Side.FRONT, Side.BACK),
    problems: tuple[str, ...] = (),
    confidence: float = 0.99,
    layout: Layout | None = Layout.RESIDENT,
    **changed: FieldReading | str,
) -> DocumentReading:
    """Return the reading of a card; ``changed`` says what was read otherwise, ``""`` what wasn't legible."""
    printed = {key: value(card) for key, value in CARD_VALUES.items() if key not in ("document_type", "country")}
    fields: dict[str, FieldReading] = {}
    for key, value in {**printed, **changed}.items():
        side = Side.BACK if key in ON_BACK else Side.FRONT
        said = value if isinstance(value, FieldReading) else FieldReading(value, confidence, side)
        if said.value:
            fields[key] = said
    return DocumentReading(layout, fields, sides, problems)


def photographed(documents: Documents, record_id: str, reading: DocumentReading | None) -> Read | None:
    """Take both sides of a card, and keep ``reading`` of them."""
    documents.accept(record_id, FRONT, straight(b"front of the card", Side.FRONT))
    documents.accept(record_id, BACK, straight(b"back of the card", Side.BACK))
    return reading and documents.keep_reading(record_id, documents.to_read(record_id), reading)
