# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sscard_desktop.domain.contentdigest import content_digest, grouped_mark, short_mark
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Consent, Record, RecordId, Status

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RECORD = Record(
    id=RecordId("0" * 32),
    profile="chengdu",
    profile_version="1",
    business="new",
    campaign="2026",
    status=Status.DRAFT,
    created_at=NOW,
    created_by="limin",
    updated_at=NOW,
    values={"name": "陈思远", "mobile": "13800138000"},
)
PICTURES = {PictureRole.PHOTO: "aa", PictureRole.ID_FRONT: "bb"}
DIGEST = content_digest(RECORD, PICTURES)


@pytest.mark.parametrize(
    ("record", "pictures"),
    [
        (replace(RECORD, values={**RECORD.values, "mobile": "13800138001"}), PICTURES),
        (replace(RECORD, values={"name": "陈思远"}), PICTURES),
        (replace(RECORD, values={**RECORD.values, "phone": "1"}), PICTURES),
        (replace(RECORD, business="replacement"), PICTURES),
        (RECORD, {**PICTURES, PictureRole.PHOTO: "ac"}),
        (RECORD, {PictureRole.PHOTO: "aa"}),
        (RECORD, {**PICTURES, PictureRole.ID_BACK: "cc"}),
        (RECORD, {PictureRole.PHOTO: "bb", PictureRole.ID_FRONT: "aa"}),
        (replace(RECORD, values={"name": "13800138000", "mobile": "陈思远"}), PICTURES),
    ],
)
def test_whatever_the_form_shows_changes_the_digest(record: Record, pictures: dict[PictureRole, str]) -> None:
    assert content_digest(record, pictures) != DIGEST


@pytest.mark.parametrize(
    ("record", "pictures"),
    [
        (replace(RECORD, status=Status.SUBMITTED, receipt_number="00012026030200018", prints=2), PICTURES),
        (replace(RECORD, consents=(Consent("notice", "1", NOW, "limin"),)), PICTURES),
        (replace(RECORD, values={"mobile": "13800138000", "name": "陈思远", "phone": ""}), PICTURES),
        (RECORD, {**PICTURES, PictureRole.PHOTO_ORIGINAL: "dd", PictureRole.SIGNED_FORM: "ee"}),
    ],
)
def test_what_comes_beside_or_after_it_does_not(record: Record, pictures: dict[PictureRole, str]) -> None:
    assert content_digest(record, pictures) == DIGEST


def test_the_mark_on_paper_is_twelve_digits() -> None:
    assert len(short_mark(DIGEST)) == 12
    assert grouped_mark(DIGEST).replace(" ", "") == short_mark(DIGEST)
