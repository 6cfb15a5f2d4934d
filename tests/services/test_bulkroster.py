# SPDX-License-Identifier: Apache-2.0
"""Photos of a roster's people: kept with the roster until they come, in their record from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.photoclaims import Doubt
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.photoreads import CardRead
from sscard_desktop.domain.roster import RosterId, RowId
from sscard_desktop.services import bulkphotos
from sscard_desktop.services.bulkphotos import BulkPhotos, BulkResult, Outcome
from sscard_desktop.services.bulkplan import BulkPlan, ReadLog, digests_of
from sscard_desktop.services.cameratimes import timed
from sscard_desktop.services.cardreads import CardReads
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.photoreports import from_json
from sscard_desktop.services.ports import Cell, FoundPicture, TableFile, TableRow, TableSheet
from sscard_desktop.services.preparedphotos import PreparedState
from sscard_desktop.services.rosters import Rosters
from tests.helpers.desks import Desk
from tests.helpers.keptrosters import keep_roster, listed
from tests.services.test_bulkphotos import Files, Quiet, Small, Stand

DRIVE = RosterId("drive")


class Shots(Files):
    """Pictures with the times at which a camera took them."""

    def __init__(self, taken: Mapping[str, datetime]) -> None:
        super().__init__({name: f"picture {name}".encode() for name in taken})
        self._taken = taken

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        return [FoundPicture(name, name, 1, at) for name, at in self._taken.items()]


@pytest.fixture
def rows(desk: Desk) -> list[RowId]:
    people = [listed(desk.profile, desk.person(i).card, personal_number=f"90000{i}77", unit="三车间") for i in range(3)]
    return keep_roster(desk.supervisor, people)


def run(
    desk: Desk, files: Files, way: Way = Way.NUMBER, *, log: ReadLog | None = None, roster: RosterId = DRIVE
) -> tuple[BulkPlan, list[BulkResult]]:
    service = BulkPhotos(desk.supervisor, roster)
    plan = service.plan(files, way, digests=digests_of(files, Quiet(), way), log=log)
    return plan, list(bulkphotos.run(service, plan, files, Small(), [Stand()], Quiet()))


def named(desk: Desk, *places: int) -> Files:
    return Files({f"{desk.person(i).card.number}.jpg": f"picture {i}".encode() for i in places})


def prepared(desk: Desk, row: RowId) -> bytes | None:
    found = desk.supervisor.store.row_picture(row, PictureRole.PHOTO)
    return found.content if found else None


def test_who_has_no_record_yet_gets_the_photo_kept_with_the_roster(desk: Desk, rows: list[RowId]) -> None:
    plan, results = run(desk, named(desk, 0, 1))
    assert [result.outcome for result in results] == [Outcome.STORED] * 2
    assert plan.without == 1
    assert prepared(desk, rows[0]) == b"jpeg of picture 0"
    original = desk.supervisor.store.row_picture(rows[0], PictureRole.PHOTO_ORIGINAL)
    assert original is not None
    assert original.content == b"picture 0"
    kept = desk.supervisor.store.row_picture(rows[1], PictureRole.PHOTO)
    assert kept is not None
    assert from_json(kept.report).report.checks == ()
    assert desk.supervisor.store.search() == []


def test_the_photo_is_taken_over_as_its_person_is_called_up(desk: Desk, rows: list[RowId]) -> None:
    run(desk, named(desk, 0))
    called = Drive(desk.clerk).arrive(desk.person(0).card)
    assert called.photo.state is PreparedState.USED
    record = called.taken.record.id
    assert desk.clerk.store.picture(record, PictureRole.PHOTO) == b"jpeg of picture 0"
    assert desk.clerk.store.picture(record, PictureRole.PHOTO_ORIGINAL) == b"picture 0"
    assert prepared(desk, rows[0]) is None


def test_who_was_called_up_already_gets_the_photo_into_the_record(desk: Desk, rows: list[RowId]) -> None:
    record = Drive(desk.clerk).arrive(desk.person(0).card).taken.record.id
    plan, results = run(desk, named(desk, 0))
    assert [(each.record_id, each.row_id) for each in plan.planned] == [(record, rows[0])]
    assert results[0].outcome is Outcome.STORED
    assert desk.clerk.store.picture(record, PictureRole.PHOTO) == b"jpeg of picture 0"
    assert prepared(desk, rows[0]) is None


def test_who_comes_between_looking_and_storing_gets_it_into_the_record_too(desk: Desk, rows: list[RowId]) -> None:
    files, service = named(desk, 0), BulkPhotos(desk.supervisor, DRIVE)
    plan = service.plan(files, Way.NUMBER)
    record = Drive(desk.clerk).arrive(desk.person(0).card).taken.record.id
    (result,) = bulkphotos.run(service, plan, files, Small(), [Stand()], Quiet())
    assert result.outcome is Outcome.STORED
    assert desk.clerk.store.picture(record, PictureRole.PHOTO) == b"jpeg of picture 0"
    assert prepared(desk, rows[0]) is None


def test_a_second_run_makes_nothing_twice_and_another_photo_waits_for_somebody(desk: Desk, rows: list[RowId]) -> None:
    run(desk, named(desk, 0, 1))
    assert [result.outcome for result in run(desk, named(desk, 0, 1))[1]] == [Outcome.DONE_BEFORE] * 2
    other = Files({f"{desk.person(0).card.number}.jpg": b"another picture"})
    assert [result.outcome for result in run(desk, other)[1]] == [Outcome.HAS_PHOTO]
    assert prepared(desk, rows[0]) == b"jpeg of picture 0"


def test_names_with_personal_numbers_or_places_tell_namesakes(desk: Desk) -> None:
    person = desk.person(0).card
    people = [
        listed(desk.profile, person, personal_number="0042"),
        listed(desk.profile, desk.person(1).card, name=person.name, personal_number="0077"),
        listed(desk.profile, desk.person(2).card, name=person.name),
    ]
    rows = keep_roster(desk.supervisor, people)
    plan, _ = run(desk, Files({f"{person.name}77.jpg": b"a", f"{person.name}_3.jpg": b"bb"}), Way.NAME)
    assert {each.file.name: each.row_id for each in plan.planned} == {
        f"{person.name}77.jpg": rows[1],
        f"{person.name}_3.jpg": rows[2],
    }
    plan, _ = run(desk, Files({f"{person.name}.jpg": b"a"}), Way.NAME)
    assert [doubt for _, doubt in plan.unmatched] == [Doubt.SAME_NAME]


def test_a_personal_number_alone_names_its_person(desk: Desk, rows: list[RowId]) -> None:
    plan, _ = run(desk, Files({"90000177.jpg": b"a"}))
    assert [each.row_id for each in plan.planned] == [rows[1]]


def test_the_order_is_the_rosters(desk: Desk, rows: list[RowId]) -> None:
    plan, _ = run(desk, Files({"IMG_1.jpg": b"a", "IMG_2.jpg": b"bb", "IMG_10.jpg": b"ccc"}), Way.ORDER)
    assert {each.file.name: each.row_id for each in plan.planned} == {
        "IMG_1.jpg": rows[0],
        "IMG_2.jpg": rows[1],
        "IMG_10.jpg": rows[2],
    }


def test_one_picture_under_two_names_is_nobodys(desk: Desk, rows: list[RowId]) -> None:
    files = Files({f"{desk.person(i).card.number}.jpg": b"the same" for i in range(2)} | {"IMG_7.jpg": b"the other"})
    plan, results = run(desk, files)
    assert not results
    assert sorted(doubt for _, doubt in plan.unmatched) == [Doubt.NOBODY, Doubt.SAME_PICTURE, Doubt.SAME_PICTURE]


def test_a_picture_that_was_stored_for_somebody_is_nobody_elses(desk: Desk, rows: list[RowId]) -> None:
    files = Files({f"{desk.person(i).card.number}.jpg": b"picture 0" for i in range(1)})
    run(desk, files)
    both = Files({f"{desk.person(0).card.number}.jpg": b"picture 0", f"{desk.person(1).card.number}.jpg": b"picture 0"})
    service = BulkPhotos(desk.supervisor, DRIVE)
    plan = service.plan(both, Way.NUMBER)
    outcomes = [each.outcome for each in bulkphotos.run(service, plan, both, Small(), [Stand()], Quiet())]
    assert sorted(outcomes) == [Outcome.ANOTHERS, Outcome.DONE_BEFORE]
    assert prepared(desk, rows[1]) is None


def test_a_closed_roster_and_a_person_without_the_right_get_nothing(desk: Desk, rows: list[RowId]) -> None:
    with pytest.raises(NotAllowedError):
        BulkPhotos(desk.clerk, DRIVE).plan(named(desk, 0), Way.NUMBER)
    Rosters(desk.supervisor).close(DRIVE)
    with pytest.raises(RefusedError, match=r"drive\.roster_closed"):
        BulkPhotos(desk.supervisor, DRIVE).plan(named(desk, 0), Way.NUMBER)


# ── by who was called up when ────────────────────────────────────────────────────────────────────────────────


def called_up(desk: Desk, *places: int) -> None:
    for place in places:
        Drive(desk.clerk).arrive(desk.person(place).card)
        desk.clock.wait(60)


def test_photos_of_the_drive_go_to_who_was_called_up(desk: Desk, rows: list[RowId]) -> None:
    begun = desk.clock.now()
    called_up(desk, 0, 3, 1)
    files = Shots({f"IMG_{i}.jpg": begun + timedelta(seconds=3600 + 20 + 60 * i) for i in range(3)})
    reads = CardReads(desk.supervisor, DRIVE).here(begun)
    assert [read.person for read in reads] == [rows[0], "", rows[1]]
    plan, results = run(desk, files, Way.LOG, log=ReadLog(reads, timedelta(seconds=-3600)))
    assert {each.file.name: each.row_id for each in plan.planned} == {"IMG_0.jpg": rows[0], "IMG_2.jpg": rows[1]}
    assert [doubt for _, doubt in plan.unmatched] == [Doubt.OTHERS_TURN]
    assert [result.outcome for result in results] == [Outcome.STORED] * 2


def test_a_person_who_lays_the_card_on_again_has_the_turn_again(desk: Desk, rows: list[RowId]) -> None:
    called_up(desk, 0, 1, 0)
    reads = CardReads(desk.supervisor, DRIVE).here()
    assert [read.person for read in reads] == [rows[0], rows[1], rows[0]]


def sheet(*lines: Sequence[str]) -> TableFile:
    rows = [TableRow(place, tuple(Cell(text) for text in line)) for place, line in enumerate(lines, 1)]
    return TableFile("log.csv", "0" * 64, (TableSheet("", tuple(rows)),))


def test_another_laptops_log_says_the_same(desk: Desk, rows: list[RowId]) -> None:
    called_up(desk, 0, 3, 1)
    service = CardReads(desk.supervisor, DRIVE)
    headers, lines = service.table()
    here = service.here()
    told = service.told(sheet(headers, *lines))
    assert [read.person for read in told] == [read.person for read in here]
    assert all(abs(one.at - other.at) < timedelta(seconds=1) for one, other in zip(told, here, strict=True))


def test_a_log_by_hand_is_in_the_counters_time(desk: Desk, rows: list[RowId]) -> None:
    number = desk.person(2).card.number
    told = CardReads(desk.supervisor, DRIVE).told(
        sheet(
            ["刷卡记录"], ["时间", "证件号码"], ["2026/03/02 09:00:00", number.lower()], ["2026-03-02 09:01", "nobody"]
        )
    )
    assert [(f"{read.at:%H:%M}", read.person) for read in told] == [("01:00", rows[2]), ("01:01", "")]


def test_a_time_that_cant_be_read_refuses_the_whole_log(desk: Desk, rows: list[RowId]) -> None:
    service = CardReads(desk.supervisor, DRIVE)
    with pytest.raises(Exception, match=r"reads\.bad_time"):
        service.told(sheet(["时间", "证件号码"], ["2026-03-02 09:00:00", "1"], ["nine", "2"]))
    with pytest.raises(Exception, match=r"reads\.no_columns"):
        service.told(sheet(["姓名", "单位"], ["a", "b"]))


def test_a_log_needs_its_way_and_the_way_a_log(desk: Desk, rows: list[RowId]) -> None:
    service = BulkPhotos(desk.supervisor, DRIVE)
    with pytest.raises(RefusedError, match=r"bulk\.no_log"):
        service.plan(named(desk, 0), Way.LOG)
    with pytest.raises(RefusedError, match=r"bulk\.no_log"):
        service.plan(named(desk, 0), Way.NUMBER, log=ReadLog((CardRead(desk.clock.now(), rows[0]),), timedelta(0)))


def test_the_cameras_word_counts_and_is_never_mixed_with_the_files(desk: Desk) -> None:
    noon = datetime.fromisoformat("2026-03-02T12:00:00+00:00")

    class Words(Small):
        def taken_at(self, head: bytes) -> datetime | None:
            return noon if head == b"picture a.jpg" else None

    late = noon + timedelta(days=3)
    files = Shots({"a.jpg": late, "b.jpg": late})
    assert [each.at for each in timed(files, Words(), Quiet()).pictures] == [noon, None]
    assert [each.at for each in timed(files, Small(), Quiet()).pictures] == [late, late]
    assert [each.name for each in timed(files, Words(), Quiet(), after=noon).pictures] == ["b.jpg"]
