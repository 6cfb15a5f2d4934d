# SPDX-License-Identifier: Apache-2.0
"""Many people's photos on a real station; the maker is a stand-in here, the real one has its own tests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import CancelledError, InvalidInputError, RefusedError
from sscard_desktop.domain.photo import (
    Adjustment,
    FinishedPhoto,
    PhotoCheck,
    PhotoReport,
    PhotoSpec,
    PictureRole,
    Verdict,
)
from sscard_desktop.domain.photoclaims import Doubt
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.imaging.photomaker import PhotoMaker
from sscard_desktop.services.bulkphotos import BulkPhotos, BulkResult, Outcome, make, run
from sscard_desktop.services.bulkplan import BulkPlan, digests_of
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.ports import FoundPicture, RefusedFile
from tests.helpers.desks import Desk

NUMBERS = ["510107199003070011", "51010719900307002X", "510107199003070038"]
NAMES = ["王小明", "李娜", "赵云"]
FAILS = PhotoCheck("sharpness", Verdict.FAIL, 0.9, "≤ 0.68", "quality")


class Files:
    """Picture files that are there by name only."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        self.refused: Sequence[RefusedFile] = ()
        self.read_keys: list[str] = []

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        return [FoundPicture(name, name, len(content)) for name, content in sorted(self._contents.items())]

    def read(self, key: str) -> bytes:
        self.read_keys.append(key)
        return self._contents[key]

    def head(self, key: str) -> bytes:
        return self._contents[key]

    def close(self) -> None:
        """Nothing is open."""


class Stand(PhotoMaker):
    """Makes a photo of what says so, and refuses the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.made = 0

    def make(self, source: object, spec: PhotoSpec, **_: Adjustment | None) -> FinishedPhoto:  # type: ignore[override]
        self.made += 1
        assert isinstance(source, bytes)
        if source.startswith(b"nobody"):
            raise InvalidInputError("photo.no_face")
        checks = (FAILS,) if source.startswith(b"blurred") else ()
        return FinishedPhoto(b"jpeg of " + source, PhotoReport(checks))


class Small:
    def open(self, path: Path) -> Files:
        return Files({})

    def thumbnail(self, content: bytes) -> bytes:
        return b"small"

    def beside(self, contents: Sequence[bytes]) -> bytes:
        return b" ".join(contents)

    def taken_at(self, head: bytes) -> datetime | None:
        return None


class Quiet:
    def __init__(self, stop_after: int = 10**9) -> None:
        self.stop_after = stop_after

    def report(self, done: int, total: int) -> None:
        if done >= self.stop_after:
            raise CancelledError


@pytest.fixture
def records(desk: Desk) -> list[str]:
    capture = Capture(desk.clerk)
    ids = []
    for name, number in zip(NAMES, NUMBERS, strict=True):
        desk.clock.wait(1)
        taken = capture.start()
        capture.edit(taken.record.id, {"name": name, "document_type": "resident", "number": number})
        ids.append(str(taken.record.id))
    return ids


def planned(desk: Desk, contents: Mapping[str, bytes], way: Way = Way.NUMBER) -> tuple[BulkPhotos, Files, BulkPlan]:
    service, files = BulkPhotos(desk.clerk), Files(contents)
    return service, files, service.plan(files, way, digests=digests_of(files, Quiet()))


def imported(
    desk: Desk, contents: Mapping[str, bytes], way: Way = Way.NUMBER, *, maker: Stand | None = None, stop: int = 10**9
) -> list[BulkResult]:
    service, files, plan = planned(desk, contents, way)
    results = []
    try:
        for result in run(service, plan, files, Small(), [maker or Stand()], Quiet(stop)):
            results.append(result)
    except CancelledError:
        pass
    return results


def photo(desk: Desk, record_id: str) -> bytes | None:
    record = desk.clerk.store.record(record_id)  # type: ignore[arg-type]
    return desk.clerk.store.picture(record.id, PictureRole.PHOTO)


FOLDER = {f"{number}.jpg": f"picture {number}".encode() for number in NUMBERS}


def test_each_photo_goes_to_its_record_with_the_original(desk: Desk, records: list[str]) -> None:
    results = imported(desk, FOLDER)
    assert [result.outcome for result in results] == [Outcome.STORED] * 3
    for record_id, number in zip(records, NUMBERS, strict=True):
        assert photo(desk, record_id) == b"jpeg of picture " + number.encode()


def test_the_same_folder_twice_changes_nothing_and_makes_nothing(desk: Desk, records: list[str]) -> None:
    imported(desk, FOLDER)
    before, maker = desk.clerk.store.audit_head(), Stand()
    results = imported(desk, FOLDER, maker=maker)
    assert [result.outcome for result in results] == [Outcome.DONE_BEFORE] * 3
    assert maker.made == 0
    assert desk.clerk.store.audit_head() == before


@pytest.mark.parametrize("way", [Way.NUMBER, Way.ORDER])
def test_a_stopped_run_goes_on_where_it_was(desk: Desk, records: list[str], way: Way) -> None:
    folder = FOLDER if way is Way.NUMBER else {f"IMG_{at}.jpg": b"picture %d" % at for at in (9, 10, 11)}
    assert len(imported(desk, folder, way, stop=1)) == 1
    maker = Stand()
    results = sorted(imported(desk, folder, way, maker=maker), key=lambda result: result.outcome)
    assert [result.outcome for result in results] == [Outcome.DONE_BEFORE, Outcome.STORED, Outcome.STORED]
    assert maker.made == 2


def test_what_fails_is_not_stored_until_somebody_says_why(desk: Desk, records: list[str]) -> None:
    service, files, plan = planned(desk, {f"{NUMBERS[0]}.jpg": b"blurred"})
    made = make(plan.planned[0], files, Small(), Stand(), plan.spec)
    result = service.keep(made)
    assert (result.outcome, result.failed, result.thumbnail) == (Outcome.FAILED, (FAILS,), b"small")
    assert photo(desk, records[0]) is None
    assert service.keep(made, reason="老人无法重拍").outcome is Outcome.STORED
    assert Capture(desk.clerk).judged_photo(records[0]).overridden == {"sharpness": "老人无法重拍"}


def test_what_no_photo_can_be_made_of_is_told_with_its_reason(desk: Desk, records: list[str]) -> None:
    (result,) = imported(desk, {f"{NUMBERS[0]}.jpg": b"nobody"})
    assert result.outcome is Outcome.REFUSED
    assert result.error is not None
    assert result.error.code == "photo.no_face"


def test_a_photo_of_another_origin_is_never_replaced(desk: Desk, records: list[str]) -> None:
    imported(desk, FOLDER)
    (result,) = imported(desk, {f"{NUMBERS[0]}.jpg": b"another picture"})
    assert result.outcome is Outcome.HAS_PHOTO
    assert photo(desk, records[0]) == b"jpeg of picture " + NUMBERS[0].encode()


def test_a_record_that_was_finished_meanwhile_takes_nothing(desk: Desk, records: list[str]) -> None:
    service, files, plan = planned(desk, FOLDER)
    made = make(plan.planned[0], files, Small(), Stand(), plan.spec)
    Capture(desk.clerk).discard(plan.planned[0].record_id)
    assert service.keep(made).outcome is Outcome.GONE


def test_the_order_needs_as_many_pictures_as_people(desk: Desk, records: list[str]) -> None:
    two = {"IMG_9.jpg": b"a", "IMG_10.jpg": b"b"}
    _, _, plan = planned(desk, two, Way.ORDER)
    assert {doubt for _, doubt in plan.unmatched} == {Doubt.COUNT_DIFFERS}
    assert (plan.planned, plan.without) == ((), 3)
    _, _, plan = planned(desk, {**two, "IMG_8.jpg": b"c"}, Way.ORDER)
    assert {each.file.name: each.record_id for each in plan.planned} == {
        "IMG_8.jpg": records[0],
        "IMG_9.jpg": records[1],
        "IMG_10.jpg": records[2],
    }


def test_a_list_of_numbers_gives_the_order_and_a_number_nobody_has_is_refused(desk: Desk, records: list[str]) -> None:
    service, files = BulkPhotos(desk.clerk), Files({"1.jpg": b"a", "2.jpg": b"b"})
    plan = service.plan(files, Way.ORDER, numbers=[NUMBERS[2], NUMBERS[0]])
    assert [each.record_id for each in plan.planned] == [records[2], records[0]]
    with pytest.raises(RefusedError) as caught:
        service.plan(files, Way.ORDER, numbers=[NUMBERS[0], "510107199003070070"])
    assert caught.value.params == {"line": 2}


def test_an_order_that_contradicts_what_is_stored_assigns_nothing(desk: Desk, records: list[str]) -> None:
    imported(desk, {"1.jpg": b"a", "2.jpg": b"b", "3.jpg": b"c"}, Way.ORDER, stop=1)
    _, _, plan = planned(desk, {"0.jpg": b"b", "1.jpg": b"a", "3.jpg": b"c"}, Way.ORDER)
    assert {doubt for _, doubt in plan.unmatched} == {Doubt.ORDER_CONTRADICTED}
    assert plan.planned == ()


def test_the_trail_names_records_and_no_person(desk: Desk, records: list[str]) -> None:
    before = desk.clerk.store.audit_head().entries
    imported(desk, FOLDER)
    lines = list(desk.clerk.store.audit_entries(after=before))
    assert {(line.action, line.subject) for line in lines} == {("picture.photo", record_id) for record_id in records}
    said = " ".join(line.detail for line in lines)
    assert not any(secret in said for secret in (*NUMBERS, *NAMES))
    assert hashlib.sha256(b"jpeg of picture " + NUMBERS[0].encode()).hexdigest() in said


def test_another_clerks_people_are_nobody_to_this_one(desk: Desk, records: list[str]) -> None:
    mine = BulkPhotos(desk.sit_down("limin")).plan(Files(FOLDER), Way.NUMBER)
    assert len(mine.planned) == 3
    desk.clerk.store.close()
    chief = Capture(desk.supervisor)
    other = chief.start().record
    chief.edit(other.id, {"name": "周八", "document_type": "resident", "number": "510107199003070070"})
    plan = BulkPhotos(desk.sit_down("limin")).plan(Files({"510107199003070070.jpg": b"x"}), Way.NUMBER)
    assert [doubt for _, doubt in plan.unmatched] == [Doubt.NOBODY]
