# SPDX-License-Identifier: Apache-2.0
"""What has had its time goes for good, and nothing else: on the disk, in the trail, and provably."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import CancelledError, NotAllowedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.domain.retention import Cause, RetentionSpec
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.persondata import PersonData
from sscard_desktop.services.retention import Retention
from sscard_desktop.services.review import Review
from sscard_desktop.services.trail import Trail
from sscard_desktop.storage.store import EncryptedStore
from tests.helpers.desks import JPEG, Desk
from tests.helpers.packages import Counting
from tests.helpers.pages import decrypted_pages

PACKAGE_PASSWORD = "Kai-Xiang-2026"
SENTINEL = b"\xff\xd8\xff\xe0" + b"nobody's face " * 8000


@pytest.fixture
def retention(desk: Desk) -> Retention:
    return Retention(desk.supervisor)


@pytest.fixture
def exported(desk: Desk, tmp_path: Path) -> Record:
    """Return a record that left in a batch, with a sentinel for its ID picture."""
    record = desk.filled().record
    Capture(desk.clerk).accept_picture(record.id, PictureRole.ID_BACK, SENTINEL)
    Capture(desk.clerk).submit(record.id)
    Review(desk.supervisor).approve(record.id)
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    (tmp_path / "out").mkdir()
    exporting.export(batching.seal().number, tmp_path / "out", PACKAGE_PASSWORD)
    return desk.supervisor.record(record.id)


def on_disk(desk: Desk, sought: bytes) -> int:
    """Return on how many pages of the station's files some bytes are, live or freed."""
    store = cast(EncryptedStore, desk.supervisor.store)
    return sum(sought in page for page in decrypted_pages(desk.station.folder / "station.db", store.data_key()))


def test_nothing_goes_before_its_day_and_a_look_changes_nothing(
    desk: Desk, retention: Retention, exported: Record
) -> None:
    desk.clock.advance(days=364)
    assert retention.preview().going == ()
    with pytest.raises(RefusedError, match=r"retention\.nothing"):
        retention.run(Counting())
    desk.clock.advance(days=2)
    (expired,) = retention.preview().going
    assert (expired.life.record, expired.life.status) == (exported.id, Status.EXPORTED)
    assert retention.preview().size_bytes >= len(SENTINEL)
    assert desk.supervisor.record(exported.id) == exported


def test_what_went_is_nowhere_in_the_station_s_files(desk: Desk, retention: Retention, exported: Record) -> None:
    name, number = (exported.value(key) for key in ("name", "number"))
    inside = name.encode("unicode_escape")  # values are JSON in ASCII
    assert on_disk(desk, b"nobody's face nobody's face")
    assert on_disk(desk, number.encode())
    assert on_disk(desk, inside)
    desk.clock.advance(days=366)
    retention.run(Counting())
    for sought in (b"nobody's face", number.encode(), inside, name.encode(), exported.value("mobile").encode()):
        assert on_disk(desk, sought) == 0


def test_what_stays_is_a_tombstone_and_a_whole_station(desk: Desk, retention: Retention, exported: Record) -> None:
    digest = desk.supervisor.store.content_digest(exported.id)
    desk.clock.advance(days=366)
    before = Trail(desk.supervisor).head()
    made = retention.run(Counting())
    (stone,) = made.tombstones
    assert (stone.record, stone.status, stone.cause) == (exported.id, "exported", Cause.RETENTION)
    assert (stone.created_at, stone.submitted_at) == (exported.created_at, exported.submitted_at)
    assert (stone.sha256, stone.pictures, stone.certificate) == (digest, len(exported.pictures), made.number)
    left = desk.supervisor.record(exported.id)
    assert (dict(left.values), left.pictures, left.consents, left.status) == ({}, frozenset(), (), Status.EXPORTED)
    assert desk.supervisor.store.check_integrity() == []
    assert Trail(desk.supervisor).verify(before).findings == ()
    lines = Trail(desk.supervisor).of(exported.id)
    assert [line.action for line in lines][-1] == "record.destroy"
    assert all(line.erased for line in lines[:-1])
    assert retention.certificate(made.number).tombstones == made.tombstones
    assert retention.preview().going == ()


def test_a_batch_with_destroyed_members_says_why_it_can_t_be_exported_again(
    desk: Desk, retention: Retention, exported: Record, tmp_path: Path
) -> None:
    desk.clock.advance(days=366)
    retention.run(Counting())
    with pytest.raises(RefusedError, match=r"batch\.destroyed"):
        Exporting(desk.supervisor, PackageFile()).export(exported.batch, tmp_path, PACKAGE_PASSWORD)


def test_an_answered_batch_goes_earlier(desk: Desk, retention: Retention, exported: Record) -> None:
    store = desk.supervisor.store
    with store.transaction():
        store.save_batch(replace(store.batch(exported.batch), status=BatchStatus.ACKNOWLEDGED))
    desk.clock.advance(days=91)
    assert [expired.life.record for expired in retention.preview().going] == [exported.id]


def test_drafts_go_from_their_last_touch_and_end_void(desk: Desk, retention: Retention) -> None:
    capture = Capture(desk.clerk)
    old, touched = capture.start().record.id, capture.start().record.id
    waiting = desk.submitted().record.id
    desk.clock.advance(days=100)
    capture.edit(touched, {"mobile": "13800138009"})
    desk.clock.advance(days=81)
    made = retention.run(Counting())
    assert [stone.record for stone in made.tombstones] == [old]
    assert desk.supervisor.record(old).status is Status.VOID
    assert desk.supervisor.record(waiting).value("name")
    with pytest.raises(RefusedError, match=r"record\.locked"):
        Capture(desk.clerk).edit(old, {"mobile": "13800138009"})
    assert desk.supervisor.store.check_integrity() == []


def test_what_the_trail_tells_of_a_discarded_draft_goes_too(desk: Desk, retention: Retention) -> None:
    capture = Capture(desk.clerk)
    record = capture.start().record.id
    capture.edit(record, {"name": "欧阳娜娜"})
    capture.discard(record)
    sought = "欧阳娜娜".encode("unicode_escape")
    assert on_disk(desk, sought)
    desk.clock.advance(days=31)
    made = retention.run(Counting())
    assert [(stone.record, stone.status) for stone in made.tombstones] == [(record, "discarded")]
    assert on_disk(desk, sought) == 0
    assert Trail(desk.supervisor).verify().findings == ()


def test_a_hold_keeps_a_record_until_it_is_released(desk: Desk, retention: Retention, exported: Record) -> None:
    retention.hold(exported.id, "court case 12")
    assert [hold.reason for hold in retention.holds()] == ["court case 12"]
    desk.clock.advance(days=400)
    assert retention.preview().going == ()
    assert [expired.life.record for expired in retention.preview().held] == [exported.id]
    with pytest.raises(RefusedError, match=r"retention\.nothing"):
        retention.run(Counting())
    with pytest.raises(RefusedError, match=r"person\.on_hold"):
        PersonData(desk.supervisor).delete(exported.id, Counting())
    retention.release(exported.id, "settled")
    assert [expired.life.record for expired in retention.preview().going] == [exported.id]
    with pytest.raises(RefusedError, match=r"retention\.not_held"):
        retention.release(exported.id, "again")


def test_a_draft_on_hold_isn_t_discarded(desk: Desk, retention: Retention) -> None:
    draft = Capture(desk.clerk).start().record.id
    retention.hold(draft, "court case 12")
    with pytest.raises(RefusedError, match=r"record\.on_hold"):
        Capture(desk.clerk).discard(draft)
    retention.release(draft, "settled")
    Capture(desk.clerk).discard(draft)


def test_the_schema_itself_refuses_to_destroy_what_is_on_hold(
    desk: Desk, retention: Retention, exported: Record
) -> None:
    retention.hold(exported.id, "court case 12")
    store = cast(EncryptedStore, desk.supervisor.store)
    forced = "INSERT INTO tombstone VALUES (?, 'x', 0, NULL, 0, 'x', 'retention', 'x', 0, 'x')"
    with store.transaction(), pytest.raises(sqlcipher.IntegrityError, match="on hold"):
        store._database.write(forced, exported.id)


def test_a_run_that_is_stopped_destroyed_some_whole_and_the_others_not_at_all(desk: Desk, retention: Retention) -> None:
    capture = Capture(desk.clerk)
    records = [capture.start().record.id for _ in range(3)]
    desk.clock.advance(days=200)
    with pytest.raises(CancelledError):
        retention.run(Counting(cancel_at=2))
    gone = [record for record in records if desk.supervisor.store.tombstone(record)]
    assert len(gone) == 2
    assert {stone.record for stone in retention.certificate("D0017-20260918-001").tombstones} == set(gone)
    assert len(retention.run(Counting()).tombstones) == 1


def test_somebody_reading_meanwhile_costs_no_certificate(desk: Desk, retention: Retention) -> None:
    draft = Capture(desk.clerk).start().record.id
    desk.clock.advance(days=200)
    cast(EncryptedStore, desk.supervisor.store)._database.rows("PRAGMA busy_timeout = 50")
    reader = cast(EncryptedStore, desk.clerk.store)._database._connection
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM record").fetchall()
    assert [stone.record for stone in retention.run(Counting()).tombstones] == [draft]
    reader.execute("ROLLBACK")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_hold_needs_a_reason_of_bearable_length(retention: Retention, exported: Record, reason: str) -> None:
    with pytest.raises(RefusedError):
        retention.hold(exported.id, reason)
    assert retention.holds() == []


def test_a_person_gets_all_that_is_held_of_them(desk: Desk, exported: Record) -> None:
    capture = Capture(desk.clerk)
    second = capture.start().record.id
    capture.edit(second, {"document_type": "resident", "number": exported.value("number")})
    stranger = desk.filled(1).record.id
    copies = {copy.record.id: copy for copy in PersonData(desk.supervisor).copy(second)}
    assert set(copies) == {exported.id, second}
    assert stranger not in copies
    copy = copies[exported.id]
    assert copy.pictures[PictureRole.ID_BACK] == SENTINEL
    assert copy.pictures[PictureRole.PHOTO] == JPEG
    assert exported.value("name") in copy.shown.values()
    said = {(each.source, each.key): each.value for each in copy.readings}
    assert said[Source.CHIP, "name"] == exported.value("name")
    assert {entry.action for entry in copy.accesses} >= {"record.start", "record.submit", "record.approve"}
    with pytest.raises(NotAllowedError):
        PersonData(desk.clerk)


def test_a_person_s_data_go_on_request_unless_the_card_is_under_way(
    desk: Desk, retention: Retention, exported: Record
) -> None:
    person = PersonData(desk.supervisor)
    with pytest.raises(RefusedError, match=r"person\.under_way"):
        person.delete(exported.id, Counting())
    draft = desk.filled(1).record.id
    assert desk.supervisor.store.readings(draft)
    made = person.delete(draft, Counting())
    assert desk.supervisor.store.readings(draft) == []
    assert [(stone.record, stone.cause) for stone in made.tombstones] == [(draft, Cause.REQUEST)]
    assert desk.supervisor.record(exported.id) == exported
    with pytest.raises(RefusedError, match=r"retention\.destroyed_already"):
        person.delete(draft, Counting())


def test_the_city_s_periods_decide(desk: Desk, exported: Record) -> None:
    session = replace(desk.supervisor, profile=replace(desk.profile, retention=RetentionSpec(exported_days=10)))
    desk.clock.advance(days=11)
    assert len(Retention(session).preview().going) == 1
    assert Retention(desk.supervisor).preview().going == ()
