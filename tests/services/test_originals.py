# SPDX-License-Identifier: Apache-2.0
"""A photo's original goes after the city's days, by itself, and takes nothing else with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.retention import RetentionSpec
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.retention import Retention
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from sscard_desktop.services.trail import Trail
from tests.helpers.desks import JPEG, Desk, good_photo
from tests.storage.stations import PASSWORD

FRAME = b"\xff\xd8\xff\xe0 a frame"
JUDGED = JudgedPhoto(good_photo().report)


@pytest.fixture
def clerk(desk: Desk) -> Session:
    """The clerk of a city that keeps originals for thirty days."""
    return replace(desk.clerk, profile=replace(desk.profile, retention=RetentionSpec(original_days=30)))


@pytest.fixture
def old(desk: Desk, clerk: Session) -> RecordId:
    """A record whose photo was taken 31 days ago."""
    record_id = desk.filled().record.id
    Capture(clerk).accept_photo(record_id, JPEG, JUDGED, original=FRAME)
    desk.clock.advance(days=31)
    return record_id


def take_another(desk: Desk, session: Session) -> RecordId:
    record_id = desk.filled(1).record.id
    Capture(session).accept_photo(record_id, JPEG, JUDGED, original=FRAME)
    return record_id


def test_an_original_past_its_days_goes_when_the_next_photo_is_stored(
    desk: Desk, clerk: Session, old: RecordId
) -> None:
    new = take_another(desk, clerk)
    assert clerk.store.picture(old, PictureRole.PHOTO_ORIGINAL) is None
    assert clerk.store.picture(old, PictureRole.PHOTO) == JPEG
    assert clerk.store.picture(new, PictureRole.PHOTO_ORIGINAL) == FRAME
    assert [line.action for line in Trail(desk.supervisor).of(old)][-1] == "picture.original_expired"


def test_an_original_past_its_days_goes_at_a_station_that_takes_no_more_photos(
    desk: Desk, clerk: Session, old: RecordId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = replace(workplace_at(tmp_path), station=desk.station, clock=desk.clock)
    monkeypatch.setattr(place.profiles, "load", lambda _: clerk.profile)
    place.log_in("limin", PASSWORD).store.close()
    assert clerk.store.picture(old, PictureRole.PHOTO_ORIGINAL) is None
    assert clerk.store.picture(old, PictureRole.PHOTO) == JPEG


def test_a_city_without_the_key_keeps_them_with_their_records(desk: Desk, old: RecordId) -> None:
    assert desk.profile.retention.original_days == 0
    take_another(desk, desk.clerk)
    assert desk.clerk.store.picture(old, PictureRole.PHOTO_ORIGINAL) == FRAME


def test_a_held_record_keeps_its_original(desk: Desk, clerk: Session, old: RecordId) -> None:
    Retention(desk.supervisor).hold(old, "复核")
    take_another(desk, clerk)
    assert clerk.store.picture(old, PictureRole.PHOTO_ORIGINAL) == FRAME


def test_a_sealed_batch_exports_the_same_without_its_originals(desk: Desk, clerk: Session, tmp_path: Path) -> None:
    record_id = desk.filled().record.id
    Capture(clerk).accept_photo(record_id, JPEG, JUDGED, original=FRAME)
    Capture(desk.clerk).submit(record_id)
    Review(desk.supervisor).approve(record_id)
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    batch = batching.seal()
    desk.clock.advance(days=31)
    take_another(desk, clerk)
    assert clerk.store.picture(record_id, PictureRole.PHOTO_ORIGINAL) is None
    (tmp_path / "out").mkdir()
    exporting.export(batch.number, tmp_path / "out", "Kai-Xiang-2026")
