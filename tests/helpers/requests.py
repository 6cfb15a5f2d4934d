# SPDX-License-Identifier: Apache-2.0
"""What the demo people ask for beside a new card: the values of one complete request of each kind of business."""

from __future__ import annotations

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.photoreports import JudgedPhoto
from tests.helpers.desks import JPEG, Desk, good_photo

CARD = "A12345678"
MOBILE = "13900001234"
PICKUP = {"pickup_way": "office", "pickup_district": "武侯区", "pickup_office": "武侯支行", "mobile": MOBILE}

REQUESTS: dict[str, dict[str, str]] = {
    "replacement": {**PICKUP, "verified_way": "人工窗口核验"},
    "exchange": {**PICKUP, "card_number": CARD, "verified_way": "自助机"},
    "change": {"phone": "028-86245818", "verified_way": "上门"},
    "activation": {"card_number": CARD, "mobile": MOBILE},
    "loss": {"mobile": MOBILE},
    "loss_cancel": {"card_number": CARD, "mobile": MOBILE, "verified_way": "counter"},
    "service_password": {"mobile": MOBILE},
    "transfer_in": {"card_number": CARD, "mobile": MOBILE, "insurance_kinds": "医疗、养老保险"},
}


def request(desk: Desk, business: str, index: int = 0, **values: str) -> Taken:
    """Take one person's request of a kind, up to the submission but for that.

    Args:
        values: replace the usual ones; where they say something else than the card, the clerk decided for them.
    """
    if business == "new":
        return desk.filled(index)
    capture = Capture(desk.clerk)
    record_id = capture.start(card=desk.person(index).card, business=business).record.id
    capture.edit(record_id, {**REQUESTS[business], **values})
    if PictureRole.PHOTO in desk.profile.of(business).pictures:
        capture.accept_photo(record_id, JPEG, JudgedPhoto(good_photo().report))
    documents = Documents(desk.clerk)
    for each in documents.look(record_id).disagreements:
        DocumentFields(desk.clerk).decide(record_id, each.key, Source.RECORD)
    return capture.look(record_id)


def submitted(desk: Desk, business: str, index: int = 0, **values: str) -> Taken:
    """Take one person's request of a kind and submit it."""
    return Capture(desk.clerk).submit(request(desk, business, index, **values).record.id)
