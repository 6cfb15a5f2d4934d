# SPDX-License-Identifier: Apache-2.0
"""Packages between stations, on real encrypted stations and with real packages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import (
    CancelledError,
    EnvironmentFailedError,
    InvalidInputError,
    RefusedError,
)
from sscard_desktop.domain.merging import Change, Decision, Likeness, Standing
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.remarks import Point, Remark, RemarkSource
from sscard_desktop.domain.retention import Cause, Tombstone
from sscard_desktop.exchange import carrierlock
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.recipients import station_key
from sscard_desktop.exchange.sealedpackage import SealedPackages
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.services.handover import Handover
from sscard_desktop.services.mergekeeping import KEPT_FOR, forget_old_merges
from sscard_desktop.services.mergeplan import Plan
from sscard_desktop.services.mergerun import Merged
from sscard_desktop.services.merging import Merging
from sscard_desktop.services.numbering import Series, next_number
from sscard_desktop.services.ports import Lock, Store, Unit
from sscard_desktop.services.review import Review
from sscard_desktop.services.trust import Trust, shown_fingerprint
from sscard_desktop.storage.store import EncryptedStore
from tests.helpers.offices import ROLES, Office
from tests.helpers.transfers import PASSWORD, Branch, Entry, Silent, submitted, with_photo_of

FILES = StationPackageFiles()
SEALER = SealedPackages(PackageFile())
WORD = PASSWORD.password


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)


class Chief:
    """A supervisor's machine that other stations' packages come to."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder / "chief", number=1)
        self.folder = folder
        self.store = self.office.store
        self.merging = Merging(self.office.session, FILES, SEALER)
        self.trust = Trust(self.office.session, FILES)
        self.branch = Branch(17)
        self.other = Branch(18)
        for branch in (self.branch, self.other):
            self.trust.trust(station_key(branch.key).pem, number=branch.number, name=f"{branch.number} 号台")
        self._made = 0

    def package(self, *records: Entry, branch: Branch | None = None, discarded: tuple[RecordId, ...] = ()) -> Path:
        self._made += 1
        path = self.folder / f"{self._made}.sscard"
        made_at = self.office.clock.now() + timedelta(minutes=self._made)
        (branch or self.branch).package(path, records, count=len(records), discarded=discarded, made_at=made_at)
        return path

    def look(self, *paths: Path) -> Plan:
        return self.merging.look(paths, Silent(), password=WORD)

    def merge(self, *paths: Path, **decided: Decision) -> Merged:
        plan = self.look(*paths)
        return self.merging.merge(plan, Silent(), {RecordId(key): value for key, value in decided.items()})

    def content(self) -> dict[str, object]:
        """Return all that the station holds but for the trail."""
        assert isinstance(self.store, EncryptedStore)
        database = self.store.database
        tables = [name for name in database.census() if not name.startswith("audit")]
        return {name: sorted(map(repr, database.rows(f'SELECT * FROM "{name}"'))) for name in tables}


@pytest.fixture
def chief(tmp_path: Path) -> Iterator[Chief]:
    made = Chief(tmp_path)
    yield made
    made.store.close()


def test_records_come_over_with_everything(chief: Chief, tmp_path: Path) -> None:
    """From a real station to another one: history, pictures, consents, readings, remarks."""
    station = Office(tmp_path / "station", number=17)
    first, second = station.submitted(1), station.submitted(2)
    Review(station.session).send_back(first.id, "地址不全")
    with station.store.transaction():
        station.store.add_remarks(
            second.id, [Remark(Point("x", "address"), RemarkSource.SUPERVISOR, station.clock.now(), "wangfang")]
        )
    handover = Handover(station.session, FILES, SEALER)
    chief.trust.revoke(station_key(chief.branch.key).fingerprint, "换了电脑")
    chief.trust.trust(handover.station_key().pem, number=17, name="3 号台")
    (written,) = handover.make(tmp_path, PASSWORD, Silent())
    there = [station.store.copy_of(each.id) for each in (first, second)]
    station.store.close()

    merged = chief.merge(written.path)
    assert merged.changes == {Change.ADDED: 2, Change.REPLACED: 0, Change.REMOVED: 0}
    for copy in there:
        assert copy is not None
        here = chief.store.copy_of(copy.record.id)
        assert here is not None
        assert here.record.created_by == f"{copy.record.created_by}@0017"
        assert here.steps == tuple(replace(each, operator=f"{each.operator}@0017") for each in copy.steps)
        assert [each.point for each in here.remarks] == [each.point for each in copy.remarks]
        assert (here.readings, here.pictures) == (copy.readings, copy.pictures)
        assert here.record.values == copy.record.values
        for role in ROLES:
            assert chief.store.picture(copy.record.id, role)
    assert [found.id for found in chief.store.search(first.value("number"))] == [first.id]
    assert chief.store.check_integrity() == []


def test_a_dry_run_changes_nothing(chief: Chief) -> None:
    path = chief.package(submitted(1), submitted(2))
    before = chief.content()
    plan = chief.look(path)
    assert plan.counts[Standing.NEW] == 2
    assert chief.content() == before


def test_merged_twice_is_merged_once(chief: Chief) -> None:
    double = submitted(3, number=submitted(1)[0].record.value("number"))
    path = chief.package(submitted(1), submitted(2), double)
    assert chief.merge(path).changes[Change.ADDED] == 2
    before = chief.content()
    again = chief.merge(path)
    assert (again.seq, set(again.changes.values())) == (0, {0})
    assert chief.content() == before
    assert chief.merge(path, path).seq == 0


def test_one_person_found_by_number_name_mobile_and_photo(chief: Chief) -> None:
    here, other = submitted(1), submitted(2)
    chief.merge(chief.package(here))
    values = here[0].record.values
    planned = {
        Likeness.NUMBER: submitted(11, number=values["number"]),
        Likeness.PERSON: submitted(12, name=values["name"], birth_date=values["birth_date"]),
        Likeness.MOBILE: submitted(13, mobile=values["mobile"]),
        Likeness.PHOTO: with_photo_of(submitted(14), here),
    }
    plan = chief.look(chief.package(other, *planned.values(), branch=chief.other))
    found = {each.id: {(alike.likeness, alike.other) for alike in each.resemblances} for each in plan.records}
    assert found == {entry[0].record.id: {(likeness, here[0].record.id)} for likeness, entry in planned.items()}
    assert {likeness for likeness, count in plan.likenesses.items() if count} == set(planned)
    assert [each.id for each in plan.undecided] == [planned[Likeness.NUMBER][0].record.id]


def test_one_person_in_two_packages_of_one_go(chief: Chief) -> None:
    first = submitted(1)
    double = submitted(1, station=18, **first[0].record.values)
    plan = chief.look(chief.package(first), chief.package(double, branch=chief.other))
    (asked,) = plan.undecided
    assert asked.id == double[0].record.id
    assert [(each.likeness, each.other, each.incoming) for each in asked.resemblances] == [
        (Likeness.NUMBER, first[0].record.id, True)
    ]
    sides = chief.merging.sides(plan, asked.id)
    assert sides.ours is not None
    assert sides.theirs is not None
    assert (sides.ours.record.id, sides.theirs.record.id) == (first[0].record.id, double[0].record.id)
    assert chief.merging.merge(plan, Silent()).changes[Change.ADDED] == 1
    plan = chief.look(chief.folder / "2.sscard")
    assert chief.merging.merge(plan, Silent(), {asked.id: Decision.TAKE}).changes[Change.ADDED] == 1


def test_another_kind_of_business_for_the_same_person_is_no_double(chief: Chief) -> None:
    first = submitted(1)
    copy, picture = submitted(2, **first[0].record.values)
    loss = replace(copy, record=replace(copy.record, business="loss"))
    plan = chief.look(chief.package(first, (loss, picture)))
    assert not any(plan.likenesses.values())
    assert not plan.records


def edited(entry: Entry, *, minutes: int = 60, **values: str) -> Entry:
    copy, picture = entry
    record = copy.record
    at = record.updated_at + timedelta(minutes=minutes)
    return replace(copy, record=replace(record, values={**record.values, **values}, updated_at=at)), picture


def test_a_newer_version_replaces_and_an_older_one_doesn_t(chief: Chief) -> None:
    old, new = submitted(1), edited(submitted(1), address="新地址 8 号")
    late = chief.package(old)
    chief.merge(chief.package(new))
    assert chief.look(late).counts[Standing.OLDER] == 1
    assert chief.merge(late).seq == 0
    newest = edited(new, address="更新的地址 9 号")
    assert chief.merge(chief.package(newest)).changes[Change.REPLACED] == 1
    assert chief.store.record(old[0].record.id).value("address") == "更新的地址 9 号"


def test_a_record_approved_here_isn_t_undone_by_the_same_package(chief: Chief) -> None:
    path = chief.package(submitted(1))
    chief.merge(path)
    record_id = submitted(1)[0].record.id
    Review(chief.office.session).approve(record_id)
    assert chief.look(path).counts[Standing.OLDER] == 1
    chief.merge(path)
    assert chief.store.record(record_id).status is Status.APPROVED


def test_both_went_on_so_a_person_decides(chief: Chief) -> None:
    record_id = submitted(1)[0].record.id
    chief.merge(chief.package(submitted(1)))
    Review(chief.office.session).approve(record_id)
    theirs = chief.package(edited(submitted(1), minutes=10_000, mobile="13912345678"))
    plan = chief.look(theirs)
    (asked,) = plan.undecided
    assert (asked.standing, asked.choices) == (Standing.CONFLICTING, (Decision.LEAVE, Decision.TAKE))
    sides = chief.merging.sides(plan, record_id)
    assert sides.ours is not None
    assert sides.theirs is not None
    assert (sides.ours.record.status, sides.theirs.record.status) == (Status.APPROVED, Status.SUBMITTED)
    assert sides.theirs.record.value("mobile") == "13912345678"
    assert sides.our_photo == sides.their_photo == submitted(1)[1](PictureRole.PHOTO)
    assert chief.merge(theirs).left == 1
    assert chief.store.record(record_id).status is Status.APPROVED
    assert chief.merge(theirs, **{record_id: Decision.TAKE}).changes[Change.REPLACED] == 1
    assert chief.store.record(record_id).value("mobile") == "13912345678"
    assert chief.look(theirs).counts[Standing.SAME] == 1


def test_two_stations_of_one_number_give_one_receipt_number(chief: Chief) -> None:
    first, second = submitted(1), submitted(2)
    same = first[0].record.receipt_number
    clash = replace(second[0], record=replace(second[0].record, receipt_number=same)), second[1]
    chief.merge(chief.package(first))
    path = chief.package(clash)
    (asked,) = chief.look(path).undecided
    assert asked.choices == (Decision.LEAVE, Decision.RENUMBER)
    assert chief.merge(path).left == 1
    record_id = clash[0].record.id
    assert chief.merge(path, **{record_id: Decision.RENUMBER}).changes[Change.ADDED] == 1
    given = chief.store.record(record_id).receipt_number
    assert given == receipt_number(1, chief.office.clock.today(), 1)
    assert chief.merge(path).seq == 0
    newer = chief.package(edited(clash, address="新地址"))
    assert chief.merge(newer, **{record_id: Decision.RENUMBER}).changes[Change.REPLACED] == 1
    assert chief.store.record(record_id).receipt_number == given


def test_a_machine_set_up_anew_gives_no_number_of_its_own_twice(chief: Chief) -> None:
    """Its records come back from elsewhere; what it gave out before the loss it has forgotten."""
    copy, picture = submitted(1)
    day = chief.office.clock.today()
    ours = replace(copy, record=replace(copy.record, receipt_number=receipt_number(1, day, 41)))
    chief.merge(chief.package((ours, picture)))
    with chief.store.transaction():
        assert next_number(chief.store, Series.RECEIPT, day) == 42


def test_what_was_discarded_or_destroyed_here_doesn_t_come_back(chief: Chief) -> None:
    copy, picture = submitted(1)
    record = replace(copy.record, status=Status.DRAFT, receipt_number="", submitted_at=None, submitted_by="")
    path = chief.package((replace(copy, record=record, steps=()), picture))
    chief.merge(path)
    with chief.office.session.action("record.discard", record.id):
        chief.store.delete_record(record.id)
    assert chief.look(path).counts[Standing.GONE] == 1
    assert chief.merge(path).seq == 0


def test_a_draft_discarded_at_its_station_goes_here_too_unless_it_was_touched(chief: Chief) -> None:
    drafts = []
    for number in (1, 2):
        copy, picture = submitted(number)
        record = replace(copy.record, status=Status.DRAFT, receipt_number="", submitted_at=None, submitted_by="")
        drafts.append((replace(copy, record=record, steps=()), picture))
    gone = tuple(copy.record.id for copy, _ in drafts)
    chief.merge(chief.package(*drafts))
    with chief.store.transaction():
        chief.store.save_values(gone[1], {"address": "改过"}, at=chief.office.clock.now())
    assert chief.merge(chief.package(discarded=gone, branch=chief.other)).seq == 0
    merged = chief.merge(chief.package(discarded=gone))
    assert merged.changes[Change.REMOVED] == 1
    assert chief.store.copy_of(gone[0]) is None
    chief.merging.undo(merged.seq, Silent())
    assert chief.store.picture(gone[0], PictureRole.PHOTO) == drafts[0][1](PictureRole.PHOTO)


def test_a_merge_is_taken_back_whole(chief: Chief) -> None:
    chief.merge(chief.package(submitted(1)))
    before = chief.content()
    copy, picture = with_photo_of(edited(submitted(1), address="新地址"), submitted(9))
    merged = chief.merge(chief.package((copy, picture), submitted(2), submitted(3)))
    assert merged.changes == {Change.ADDED: 2, Change.REPLACED: 1, Change.REMOVED: 0}
    chief.merging.undo(merged.seq, Silent())
    after = chief.content()
    for table in ("record", "record_values", "step", "reading", "consent", "picture", "name_ending", "merge_before"):
        assert without_sequence(after[table]) == without_sequence(before[table]), table
    assert chief.store.check_integrity() == []
    with pytest.raises(RefusedError, match="undone_already"):
        chief.merging.undo(merged.seq, Silent())
    assert chief.look(chief.folder / "2.sscard").counts[Standing.NEWER] == 1


def without_sequence(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return sorted(row.partition(",")[2] for row in rows)


def test_a_merge_that_was_worked_on_isn_t_taken_back(chief: Chief) -> None:
    merged = chief.merge(chief.package(submitted(1), submitted(2)))
    Review(chief.office.session).approve(submitted(1)[0].record.id)
    before = chief.content()
    with pytest.raises(RefusedError, match="touched") as refused:
        chief.merging.undo(merged.seq, Silent())
    assert refused.value.params == {"count": 1}
    assert chief.content() == before


def test_what_was_replaced_is_forgotten_after_a_month(chief: Chief) -> None:
    chief.merge(chief.package(submitted(1)))
    merged = chief.merge(chief.package(edited(submitted(1), address="新地址")))
    chief.office.clock.advance(days=KEPT_FOR.days + 1)
    forget_old_merges(chief.office.session)
    assert chief.content()["merge_before"] == []
    with pytest.raises(RefusedError, match="too_late"):
        chief.merging.undo(merged.seq, Silent())


def test_a_destroyed_record_takes_its_earlier_version_along(chief: Chief) -> None:
    chief.merge(chief.package(submitted(1)))
    copy, picture = with_photo_of(edited(submitted(1), address="新地址"), submitted(9))
    chief.merge(chief.package((copy, picture)))
    assert chief.content()["merge_picture"]
    now = chief.office.clock.now()
    stone = Tombstone(copy.record.id, "submitted", now, now, now, "wangfang", Cause.REQUEST, "X", 3, "0" * 64)
    with chief.store.transaction():
        chief.store.destroy(stone)
    assert chief.content()["merge_before"] == chief.content()["merge_picture"] == []


@pytest.mark.parametrize("reads", [0, 1, 30])
def test_a_cancelled_merge_changes_nothing(chief: Chief, reads: int) -> None:
    path = chief.package(*(submitted(number) for number in range(40)))
    plan = chief.look(path)
    before = chief.content()
    with pytest.raises(CancelledError):
        chief.merging.merge(plan, Stops(reads))
    assert chief.content() == before
    assert chief.merging.merge(plan, Silent()).changes[Change.ADDED] == 40


class Stops:
    """Progress that is cancelled once so much is done."""

    def __init__(self, done: int) -> None:
        self._done = done

    def report(self, done: int, total: int) -> None:
        if done >= self._done:
            raise CancelledError


def test_a_plan_holds_only_while_nothing_else_happens(chief: Chief) -> None:
    plan = chief.look(chief.package(submitted(1)))
    with chief.office.session.action("unit.add", "x"):
        chief.store.add_unit(Unit("x"))
    with pytest.raises(RefusedError, match="changed_meanwhile"):
        chief.merging.merge(plan, Silent())


def test_a_file_that_changes_after_the_look_isn_t_merged(chief: Chief) -> None:
    path = chief.package(submitted(1), submitted(2))
    plan = chief.look(path)
    before = chief.content()
    chief.branch.package(path, [submitted(1), submitted(2)], count=2)
    with pytest.raises(InvalidInputError, match="damaged"):
        chief.merging.merge(plan, Silent())
    assert chief.content() == before


def test_only_trusted_stations_are_merged(chief: Chief) -> None:
    stranger = Branch(17)
    with pytest.raises(RefusedError, match="unknown_station") as unknown:
        chief.look(chief.package(submitted(1), branch=stranger))
    assert unknown.value.params["key"] == shown_fingerprint(station_key(stranger.key).fingerprint)
    path = chief.package(submitted(1))
    plan = chief.look(path)
    chief.trust.revoke(station_key(chief.branch.key).fingerprint, "电脑丢失")
    for merge in (lambda: chief.look(path), lambda: chief.merging.merge(plan, Silent())):
        with pytest.raises(RefusedError, match=r"revoked_station|changed_meanwhile"):
            merge()
    chief.trust.trust(station_key(chief.branch.key).pem, number=20, name="改了号")
    with pytest.raises(RefusedError, match="other_number"):
        chief.look(path)


def test_two_live_keys_never_bear_one_number(chief: Chief) -> None:
    pem = station_key(Branch().key).pem
    with pytest.raises(RefusedError, match="station_number_taken"):
        chief.trust.trust(pem, number=17, name="x")
    with pytest.raises(RefusedError, match="station_known"):
        chief.trust.trust(station_key(chief.branch.key).pem, number=30, name="x")
    with pytest.raises(RefusedError, match="out_of_range"):
        chief.trust.trust(pem, number=0, name="x")
    with pytest.raises(RefusedError, match="text_invalid"):
        chief.trust.trust(pem, number=30, name="a\nb")
    with pytest.raises(InvalidInputError, match="unreadable"):
        chief.trust.trust(b"-----BEGIN NOTHING", number=30, name="x")
    chief.trust.revoke(station_key(chief.branch.key).fingerprint, "换了电脑")
    assert chief.trust.trust(pem, number=17, name="x").revoked_at is None


def test_another_city_s_records_stay_outside(chief: Chief) -> None:
    copy, picture = submitted(1)
    weifang = replace(copy, record=replace(copy.record, profile="weifang")), picture
    copy, picture = submitted(2)
    strange = replace(copy, record=replace(copy.record, business="moon")), picture
    path = chief.package(weifang, strange)
    assert chief.look(path).counts[Standing.FOREIGN] == 2
    assert chief.merge(path).seq == 0


def test_a_full_disk_is_told_before_anything_is_written(chief: Chief, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = chief.look(chief.package(submitted(1)))
    monkeypatch.setattr("sscard_desktop.storage.database.Database.free_bytes", lambda self: 1 << 20)
    with pytest.raises(EnvironmentFailedError, match="no_room"):
        chief.merging.merge(plan, Silent())


def test_what_was_decided_stands_in_the_trail(chief: Chief) -> None:
    double = submitted(2, number=submitted(1)[0].record.value("number"))
    chief.merge(chief.package(submitted(1), double), **{double[0].record.id: Decision.TAKE})
    told = {action for _, action, subject in chief.office.actions() if subject == double[0].record.id}
    assert told == {"merge.decide", "record.merge"}
    details = "".join(entry.detail for entry in chief.store.audit_entries() if entry.action != "record.submit")
    assert double[0].record.value("mobile") not in details
    assert not chief.store.check_integrity()


def test_nothing_but_a_choice_can_be_decided(chief: Chief) -> None:
    plan = chief.look(chief.package(submitted(1)))
    with pytest.raises(RefusedError, match="not_a_choice"):
        chief.merging.merge(plan, Silent(), {submitted(1)[0].record.id: Decision.LEAVE})


def test_a_supervisor_s_answer_goes_back_to_the_station(chief: Chief, tmp_path: Path) -> None:
    """There and back again: the station's clerk finds their own name, and why the record came back."""
    station = Office(tmp_path / "station", number=17)
    record = station.submitted(1)
    handover = Handover(station.session, FILES, SEALER)
    chief.trust.revoke(station_key(chief.branch.key).fingerprint, "换了电脑")
    chief.trust.trust(handover.station_key().pem, number=17, name="3 号台")
    there = tmp_path / "there"
    back = tmp_path / "back"
    there.mkdir()
    back.mkdir()
    (written,) = handover.make(there, PASSWORD, Silent())
    chief.merge(written.path)
    chief.office.clock.advance(minutes=30)
    Review(chief.office.session).send_back(record.id, "照片不是本人")
    (answer,) = Handover(chief.office.session, FILES, SEALER).make(back, PASSWORD, Silent())
    here = Handover(chief.office.session, FILES, SEALER).station_key()
    Trust(station.session, FILES).trust(here.pem, number=1, name="审核台")
    merging = Merging(station.session, FILES, SEALER)
    plan = merging.look([answer.path], Silent(), password=WORD)
    assert plan.counts[Standing.NEWER] == 1
    merging.merge(plan, Silent())
    found = station.store.record(record.id)
    assert (found.status, found.returned_reason, found.created_by) == (
        Status.RETURNED,
        "照片不是本人",
        record.created_by,
    )
    assert [each.operator for each in station.store.steps(record.id)][-1] == "wangfang@0001"
    station.store.close()


def test_a_machine_opens_what_was_locked_for_its_certificate(chief: Chief) -> None:
    certificate = chief.trust.certificate()
    assert certificate == chief.trust.certificate()
    lock = Lock((SEALER.recipient(certificate, at=chief.office.clock.now()),))
    path = chief.folder / "a.sscard"
    chief.branch.package(path, [submitted(1)], count=1, lock=lock)
    plan = chief.merging.look([path], Silent())
    assert plan.counts[Standing.NEW] == 1


def test_receivers_are_kept_for_the_next_handing_over(chief: Chief) -> None:
    handover = Handover(chief.office.session, FILES, SEALER)
    assert handover.receivers() == []
    handover.set_receivers([chief.trust.certificate()])
    (known,) = handover.receivers()
    assert known.fingerprint == handover.recipient(chief.trust.certificate()).fingerprint
    chief.office.clock.advance(days=365 * 12)
    assert handover.receivers() == []


def test_what_was_done_since_the_last_handing_over_goes_alone_whatever_it_was(chief: Chief) -> None:
    handover = Handover(chief.office.session, FILES, SEALER)
    receiver = Lock((handover.recipient(chief.trust.certificate()),))
    assert handover.last(receiver.recipients) is None
    mine = chief.office.submitted(7)
    chief.office.clock.advance(hours=12)
    handover.make(chief.folder, receiver, Silent())
    last = handover.last(receiver.recipients)
    assert last is not None
    # Another receiver got nothing yet.
    assert handover.last(()) is None
    chief.office.clock.advance(hours=1)
    with pytest.raises(RefusedError, match="nothing_since"):
        handover.make(chief.folder, receiver, Silent(), since=last)
    assert handover.last(receiver.recipients) == last
    # It was taken elsewhere long ago, and came only now.
    brought = submitted(3)
    assert brought[0].record.updated_at < last
    chief.merge(chief.package(brought))
    (written,) = handover.make(chief.folder, receiver, Silent(), since=last)
    package = FILES.verify(written.path, Silent())
    assert package.origin.records == 1
    Review(chief.office.session).approve(mine.id)
    (written,) = handover.make(chief.folder, PASSWORD, Silent(), since=last)
    assert FILES.verify(written.path, Silent()).origin.records == 2
    assert handover.last(()) is not None


def test_hr_staff_hand_over_and_clerks_don_t(chief: Chief) -> None:
    chief.merge(chief.package(submitted(1)))
    hr = Handover(chief.office.session_of("hr", Role.HR), FILES, SEALER)
    assert len(hr.make(chief.folder, PASSWORD, Silent())) == 1
    clerk = Handover(chief.office.session_of("li", Role.CLERK), FILES, SEALER)
    with pytest.raises(Exception, match="not_allowed"):
        clerk.make(chief.folder, PASSWORD, Silent())


def test_many_records_make_several_files(chief: Chief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sscard_desktop.services.handover.RECORDS_A_FILE", 2)
    chief.merge(chief.package(*(submitted(number) for number in range(5))))
    written = Handover(chief.office.session, FILES, SEALER).make(chief.folder, PASSWORD, Silent())
    assert [each.path.name[-11:] for each in written] == ["1of3.sscard", "2of3.sscard", "3of3.sscard"]
    assert [FILES.verify(each.path, Silent()).origin.records for each in written] == [2, 2, 1]


def test_a_record_that_the_other_side_would_refuse_is_named_before_anything_is_written(chief: Chief) -> None:
    chief.merge(chief.package(submitted(1)))
    record_id = submitted(1)[0].record.id
    with chief.store.transaction():
        chief.store.save_values(record_id, {"address": "长" * 9000}, at=chief.office.clock.now())
    out = chief.folder / "out"
    out.mkdir()
    with pytest.raises(InvalidInputError, match="record_unfit") as refused:
        Handover(chief.office.session, FILES, SEALER).make(out, PASSWORD, Silent())
    assert refused.value.params == {"record": record_id}
    assert not list(out.iterdir())


def test_an_empty_station_has_nothing_to_hand_over(chief: Chief) -> None:
    with pytest.raises(RefusedError, match=r"transfer\.nothing"):
        Handover(chief.office.session, FILES, SEALER).make(chief.folder, PASSWORD, Silent())


def test_others_see_all_of_a_merge_or_nothing(chief: Chief) -> None:
    seen: list[int] = []
    with closing(chief.store.another()) as reader:
        plan = chief.look(chief.package(*(submitted(number) for number in range(50))))
        chief.merging.merge(plan, Looks(reader, seen))
        seen.append(len(reader.search(limit=100)))
    assert set(seen[:-1]) == {0}
    assert seen[-1] == 50


class Looks:
    """Progress that looks at the station meanwhile."""

    def __init__(self, store: Store, seen: list[int]) -> None:
        self._store, self._seen = store, seen

    def report(self, done: int, total: int) -> None:
        self._seen.append(len(self._store.search(limit=100)))
