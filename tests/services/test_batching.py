# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import openpyxl
import pytest
import pyzipper

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.contentdigest import content_digest
from sscard_desktop.domain.errors import NotAllowedError, RefusedError, SscardError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Column
from sscard_desktop.domain.record import Move, RecordId, Status
from sscard_desktop.domain.signing import Signature, Signer
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.ports import WrittenFile
from tests.helpers.offices import CHIEF, Office
from tests.helpers.packages import PASSWORD, Counting
from tests.helpers.signatures import png


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "station")
    yield made
    made.store.close()


@pytest.fixture
def batching(office: Office) -> Batching:
    return Batching(office.session, PackageFile())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def members(written: WrittenFile) -> dict[str, bytes]:
    with pyzipper.AESZipFile(written.path) as archive:
        archive.setpassword(PASSWORD.encode())
        return {name: archive.read(name) for name in archive.namelist()}


def rows(book: bytes) -> list[dict[str, str | None]]:
    header, *body = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in body]  # type: ignore[arg-type]


# ── who is ready ──────────────────────────────────────────────────────────────────────────────────────────────


def test_only_approved_records_in_no_batch_are_considered(office: Office, batching: Batching) -> None:
    office.submitted(1)
    office.approved(2)
    batching.seal()
    free = office.approved(3)
    assert batching.readiness().ready == (free,)


def test_who_lacks_what_is_told_by_name_and_nobody_is_dropped(office: Office, batching: Batching) -> None:
    whole = office.approved(1)
    photo = office.approved(2)
    consent = office.approved(3)
    control = office.approved(4, address="成都\x01市")
    with office.store.transaction():
        office.store.delete_picture(photo.id, PictureRole.PHOTO)
        office.store.set_consents(replace(consent, consents=()))
    found = batching.readiness()
    assert found.ready == (whole,)
    told = {lacking.record.id: {problem.code for problem in lacking.problems} for lacking in found.lacking}
    assert set(told) == {photo.id, consent.id, control.id}
    assert "rules.photo_missing" in told[photo.id]
    assert told[consent.id] == {"rules.consent_missing"}
    assert "package.cell_character" in told[control.id]
    assert found.lacking[0].record.value("name") == "𠮷小明"


def test_a_document_that_was_valid_at_collection_still_counts(office: Office, batching: Batching) -> None:
    record = office.approved(1, valid_to="2026-08-01")
    office.clock.advance(days=200)
    assert batching.readiness().ready == (record,)


def test_two_records_of_one_person_are_told_on_both(office: Office, batching: Batching) -> None:
    number = office.approved(1).value("number")
    office.approved(3, number=number)
    found = batching.readiness()
    assert found.ready == ()
    assert [{p.code for p in lacking.problems} for lacking in found.lacking] == [{"rules.duplicate"}] * 2


def test_people_whose_pictures_would_have_one_name_are_told_by_name_and_wait(office: Office) -> None:
    """By name and postal code here, as Weifang does by name and retrieval code: 2 has another name, 4 another code."""
    package = replace(office.profile.package, pictures={PictureRole.PHOTO: "photos/{name}{postcode}.jpg"})
    session = replace(office.session, profile=replace(office.profile, package=package))
    batching = Batching(session, PackageFile())
    first, second, third, fourth = (
        office.approved(index, postcode="610042" if index == 4 else "610041") for index in range(1, 5)
    )
    found = batching.readiness()
    assert found.ready == (second, fourth)
    assert [lacking.record for lacking in found.lacking] == [first, third]
    (problem,) = found.lacking[0].problems
    assert (problem.code, problem.related) == ("batch.same_files", (third.id,))
    assert problem.params == {"names": "王小明", "count": 1}
    with pytest.raises(RefusedError, match=r"batch\.not_ready") as caught:
        batching.seal([first.id, second.id, third.id])
    assert (caught.value.params["count"], caught.value.params["first"]) == (2, first.id)
    assert batching.seal().records == (second.id, fourth.id)


def test_running_numbers_tell_namesakes_apart(office: Office) -> None:
    package = replace(office.profile.package, pictures={PictureRole.PHOTO: "photos/{name}{running_number:3}.jpg"})
    session = replace(office.session, profile=replace(office.profile, package=package))
    office.approved(1)
    office.approved(3)
    assert Batching(session, PackageFile()).readiness().lacking == ()


# ── sealing ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sealed_batch_has_number_members_and_digest(office: Office, batching: Batching) -> None:
    second, first = office.approved(2), office.approved(1)
    batch = batching.seal()
    assert batch.number == "0017-20260302-001"
    assert batch.records == (first.id, second.id)
    assert batch.status is BatchStatus.SEALED
    assert batch.sealed_by == CHIEF
    assert len(batch.content_sha256) == 64
    assert office.store.batch(batch.number) == batch
    assert {office.store.record(record_id).batch for record_id in batch.records} == {batch.number}
    assert {office.store.record(record_id).status for record_id in batch.records} == {Status.APPROVED}
    assert office.actions()[-1] == (CHIEF, "batch.seal", batch.number)


def test_numbers_run_on_within_a_day(office: Office, batching: Batching) -> None:
    numbers = []
    for index in range(1, 4):
        office.approved(index)
        numbers.append(batching.seal().number)
    office.clock.advance(days=1)
    office.approved(4)
    numbers.append(batching.seal().number)
    assert numbers == ["0017-20260302-001", "0017-20260302-002", "0017-20260302-003", "0017-20260303-001"]


def test_a_refused_seal_uses_no_number_and_changes_nothing(office: Office, batching: Batching) -> None:
    good, unapproved = office.approved(1), office.submitted(2)
    with pytest.raises(RefusedError) as caught:
        batching.seal([good.id, unapproved.id])
    assert (caught.value.code, caught.value.params["first"]) == ("batch.not_ready", unapproved.id)
    assert office.store.record(good.id) == good
    assert batching.all() == []
    assert batching.seal([good.id]).number.endswith("-001")


def test_a_record_is_in_one_live_batch_only(office: Office, batching: Batching) -> None:
    record = office.approved()
    batching.seal([record.id])
    with pytest.raises(RefusedError, match=r"batch\.not_ready"):
        batching.seal([record.id])


def test_nothing_is_no_batch(batching: Batching) -> None:
    with pytest.raises(RefusedError, match=r"batch\.empty"):
        batching.seal()


def test_the_bureaus_limit_is_kept(office: Office) -> None:
    package = replace(office.profile.package, max_records=1)
    session = replace(office.session, profile=replace(office.profile, package=package))
    office.approved(1)
    office.approved(2)
    with pytest.raises(RefusedError, match=r"batch\.too_many \(count=2, limit=1\)"):
        Batching(session, PackageFile()).seal()


@pytest.mark.parametrize("role", [Role.CLERK, Role.HR])
def test_only_supervisors_make_batches(office: Office, role: Role) -> None:
    with pytest.raises(NotAllowedError, match=r"operator\.not_allowed"):
        Batching(office.session_of("limin", role), PackageFile())


# ── exporting ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_package_holds_the_records_values_exactly(office: Office, batching: Batching, target: Path) -> None:
    records = [office.approved(1), office.approved(2)]
    batch = batching.seal()
    files = members(batching.export(batch.number, target, PASSWORD))
    assert next(iter(files)) == f"{batch.number}.xlsx"
    told = rows(files[f"{batch.number}.xlsx"])
    assert [column.header for column in office.profile.workbook.columns] == list(told[0])
    for running, (row, record) in enumerate(zip(told, records, strict=True), start=1):
        number = record.value("number")
        assert row["序号"] == str(running)
        assert (row["证件号码"], row["姓名"]) == (number, record.value("name"))
        assert row["受理编号"] == record.receipt_number
        assert (row["性别"], row["民族"], row["出生日期"]) == ("男" if running == 1 else "女", "汉", "19900307")
        assert (row["证件有效期至"], row["开户银行行别代码"]) == ("长期", "102")
        assert row["照片文件"] == f"photos/{number}.jpg"
        assert (row["采集日期"], row["采集点编号"], row["录入员"]) == ("20260302", "0017", "limin")
        assert files[f"photos/{number}.jpg"] == office.store.picture(record.id, PictureRole.PHOTO)
        assert files[f"id_back/{number}.jpg"] == office.store.picture(record.id, PictureRole.ID_BACK)
    assert len(files) == 1 + 2 * 3 + 1


def test_exporting_marks_batch_and_records_once_the_file_is_there(
    office: Office, batching: Batching, target: Path
) -> None:
    record = office.approved()
    batch = batching.seal()
    written = batching.export(batch.number, target, PASSWORD)
    assert written.path == target / "0017-20260302-001.zip"
    assert written.sha256 == hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert office.store.batch(batch.number).status is BatchStatus.EXPORTED
    assert office.store.batch(batch.number).exported_at == office.clock.now()
    assert office.store.record(record.id).status is Status.EXPORTED
    assert office.store.steps(record.id)[-1].move is Move.EXPORT
    assert office.actions()[-1] == (CHIEF, "batch.export", batch.number)
    assert batching.verify(written.path, PASSWORD) == []


def test_a_sealed_batch_exports_the_same_content_again_and_again(
    office: Office, batching: Batching, target: Path
) -> None:
    office.approved(1)
    office.approved(2)
    batch = batching.seal()
    first = members(batching.export(batch.number, target, PASSWORD))
    office.clock.advance(days=365)
    steps = office.store.steps(batch.records[0])
    (target / "later").mkdir()
    again = batching.export(batch.number, target / "later", PASSWORD)
    assert members(again) == first
    assert json.loads(first["manifest.json"])["content_sha256"] == batch.content_sha256
    assert office.store.steps(batch.records[0]) == steps


def answered(office: Office, number: str) -> None:
    """Let the bureau acknowledge a batch; it sends the last one back, as :mod:`.feedback` has it."""
    now = office.clock.now()
    with office.session.transaction():
        batch = office.store.batch(number)
        office.store.save_batch(replace(batch, status=BatchStatus.ACKNOWLEDGED, acknowledged_at=now))
        *kept, back = map(office.store.record, batch.records)
        for record in kept:
            office.session.moved(record, Move.VERIFY, at=now)
        office.session.moved(back, Move.REJECT, at=now, reason="照片不合格", batch="")
        office.session.audit("feedback.apply", number)


def test_what_the_bureau_answered_and_lost_is_exported_again_identical_and_stays_answered(
    office: Office, batching: Batching, target: Path
) -> None:
    office.approved(1)
    office.approved(2)
    batch = batching.seal()
    first = members(batching.export(batch.number, target, PASSWORD))
    answered(office, batch.number)
    office.clock.advance(days=30)
    before = [(record.status, record.batch) for record in map(office.store.record, batch.records)]
    (target / "later").mkdir()
    assert members(batching.export(batch.number, target / "later", PASSWORD)) == first
    now = office.store.batch(batch.number)
    assert (now.status, now.exported_at) == (BatchStatus.ACKNOWLEDGED, office.clock.now())
    assert now.acknowledged_at is not None
    assert [(record.status, record.batch) for record in map(office.store.record, batch.records)] == before
    assert office.actions()[-1] == (CHIEF, "batch.export", batch.number)
    assert batching.pending() == []


def test_once_people_sent_back_were_worked_on_what_left_cannot_leave_again(
    office: Office, batching: Batching, target: Path
) -> None:
    office.approved(1)
    back = office.approved(2)
    batch = batching.seal()
    batching.export(batch.number, target, PASSWORD)
    answered(office, batch.number)
    with office.store.transaction():
        office.store.save_values(back.id, {"mobile": "13800138999"}, at=office.clock.now())
    with pytest.raises(RefusedError, match=r"batch\.returned_since .*count=1"):
        batching.export(batch.number, target, PASSWORD)


def gone(folder: Path) -> Path:
    folder.rmdir()
    return folder


@pytest.mark.parametrize("fail", ["folder gone", "disk full", "cancelled", "password"])
def test_a_failed_export_leaves_the_batch_sealed_and_no_file(office: Office, target: Path, fail: str) -> None:
    record = office.approved()
    packages = PackageFile(free_bytes=lambda folder: 0) if fail == "disk full" else PackageFile()
    batching = Batching(office.session, packages)
    batch = batching.seal()
    sealed = office.store.batch(batch.number)
    actions = office.actions()
    with pytest.raises(SscardError) as caught:
        batching.export(
            batch.number,
            gone(target) if fail == "folder gone" else target,
            "short" if fail == "password" else PASSWORD,
            Counting(cancel_at=3) if fail == "cancelled" else None,
        )
    assert caught.value.code.startswith(("package.", "cancelled"))
    assert office.store.batch(batch.number) == sealed
    assert office.store.record(record.id).status is Status.APPROVED
    assert office.actions() == actions
    assert not target.exists() or list(target.iterdir()) == []
    target.mkdir(exist_ok=True)
    assert Batching(office.session, PackageFile()).export(batch.number, target, PASSWORD).path.exists()


def swap_photo(office: Office, record_id: RecordId) -> None:
    office.store.put_picture(record_id, PictureRole.PHOTO, b"another", report="", at=office.clock.now())


def drop_photo(office: Office, record_id: RecordId) -> None:
    office.store.delete_picture(record_id, PictureRole.PHOTO)


def rename(office: Office, record_id: RecordId) -> None:
    office.store.save_values(record_id, {"name": "王大明"}, at=office.clock.now())


@pytest.mark.parametrize("change", [swap_photo, drop_photo, rename])
def test_content_that_changed_after_the_sealing_never_leaves(
    office: Office, batching: Batching, target: Path, change: Callable[[Office, RecordId], None]
) -> None:
    record = office.approved()
    batch = batching.seal()
    with office.store.transaction():
        change(office, record.id)
    with pytest.raises(RefusedError, match=r"batch\.content_changed"):
        batching.export(batch.number, target, PASSWORD)
    assert list(target.iterdir()) == []
    assert office.store.batch(batch.number).status is BatchStatus.SEALED


def test_content_that_changes_while_it_is_written_never_leaves(
    office: Office, batching: Batching, target: Path
) -> None:
    record = office.approved()
    outgoing = batching.prepare(batching.seal().number)
    with office.store.transaction():
        swap_photo(office, record.id)
    with pytest.raises(RefusedError, match=r"batch\.content_changed"):
        batching.write(outgoing, target, PASSWORD, Counting())
    assert list(target.iterdir()) == []


def test_what_isnt_shown_or_exported_may_change_after_the_sealing(
    office: Office, batching: Batching, target: Path
) -> None:
    record = office.approved()
    batch = batching.seal()
    with office.store.transaction():
        office.store.put_picture(record.id, PictureRole.CHIP_PHOTO, b"wlt", report="", at=office.clock.now())
        office.store.save_record(replace(office.store.record(record.id), prints=3))
    assert batching.export(batch.number, target, PASSWORD).path.exists()


def test_a_signed_form_comes_before_the_sealing_or_not_at_all(office: Office, batching: Batching, target: Path) -> None:
    record = office.approved()
    capture = Capture(office.session)
    capture.accept_picture(record.id, PictureRole.SIGNED_FORM, b"before")
    batch = batching.seal()
    with pytest.raises(RefusedError, match=r"record\.in_batch"):
        capture.accept_picture(record.id, PictureRole.SIGNED_FORM, b"after")
    files = members(batching.export(batch.number, target, PASSWORD))
    assert files[f"signed_forms/{record.value('number')}.jpg"] == b"before"


def test_a_signature_leaves_as_the_city_names_it_and_a_void_one_keeps_its_record_back(
    office: Office, target: Path
) -> None:
    city = office.profile
    pictures = {**city.package.pictures, PictureRole.SIGNATURE: "signatures/{number}.png"}
    columns = (*city.workbook.columns, Column("签名文件", "signature_file"))
    views = {code: replace(view, workbook=replace(view.workbook, columns=columns)) for code, view in city.views.items()}
    package, workbook = replace(city.package, pictures=pictures), replace(city.workbook, columns=columns)
    session = replace(office.session, profile=replace(city, package=package, workbook=workbook, views=views))
    signed, changed = office.approved(1), office.approved(2)
    for record in (signed, changed):
        digests = office.store.picture_digests(record.id)
        image = hashlib.sha256(png()).hexdigest()
        said = Signature(Signer.APPLICANT, content_digest(record, digests), image, office.clock.now(), "limin", "1")
        with office.session.transaction() as now:
            office.store.put_picture(record.id, PictureRole.SIGNATURE, png(), report=said.to_json(), at=now)
    with office.session.transaction() as now:
        office.store.save_values(changed.id, {"mobile": "13900139000"}, at=now)
    batching = Batching(session, PackageFile())
    lacking = {lack.record.id: [problem.code for problem in lack.problems] for lack in batching.readiness().lacking}
    assert lacking == {changed.id: ["signature.void"]}
    files = members(batching.export(batching.seal().number, target, PASSWORD))
    assert files[f"signatures/{signed.value('number')}.png"] == png()


def test_writing_runs_in_another_thread(office: Office, batching: Batching, target: Path) -> None:
    office.approved()
    outgoing = batching.prepare(batching.seal().number)
    written: list[WrittenFile] = []
    thread = Thread(target=lambda: written.append(batching.write(outgoing, target, PASSWORD, Counting())))
    thread.start()
    thread.join()
    assert batching.exported(outgoing, written[0]).status is BatchStatus.EXPORTED


def test_a_batch_cancelled_while_it_was_written_is_not_marked(office: Office, batching: Batching, target: Path) -> None:
    record = office.approved()
    batch = batching.seal()
    outgoing = batching.prepare(batch.number)
    written = batching.write(outgoing, target, PASSWORD, Counting())
    batching.cancel(batch.number, "r")
    with pytest.raises(RefusedError, match=r"batch\.move_refused"):
        batching.exported(outgoing, written)
    assert office.store.record(record.id).status is Status.APPROVED


# ── cancelling ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("exported", [False, True])
def test_a_cancelled_batch_frees_its_records(office: Office, batching: Batching, target: Path, exported: bool) -> None:
    record = office.approved()
    batch = batching.seal()
    if exported:
        batching.export(batch.number, target, PASSWORD)
    assert batching.cancel(batch.number, "单位名称有误").status is BatchStatus.CANCELLED
    freed = office.store.record(record.id)
    assert (freed.status, freed.batch) == (Status.APPROVED, "")
    if exported:
        assert office.store.steps(record.id)[-1].reason == "单位名称有误"
    assert office.store.batch(batch.number).records == (record.id,)
    assert batching.seal().number == "0017-20260302-002"
    with pytest.raises(RefusedError, match=r"batch\.move_refused"):
        batching.export(batch.number, target, PASSWORD)


def test_cancelling_needs_a_reason(office: Office, batching: Batching) -> None:
    office.approved()
    batch = batching.seal()
    with pytest.raises(RefusedError, match=r"batch\.reason_missing"):
        batching.cancel(batch.number, " ")
    assert office.store.batch(batch.number).status is BatchStatus.SEALED


def test_a_batch_that_the_bureau_works_on_stays(office: Office, batching: Batching, target: Path) -> None:
    record = office.approved()
    batch = batching.seal()
    batching.export(batch.number, target, PASSWORD)
    with office.store.transaction():
        office.store.save_record(replace(office.store.record(record.id), status=Status.MAKING))
    with pytest.raises(RefusedError, match=r"batch\.at_bureau"):
        batching.cancel(batch.number, "r")
    assert office.store.batch(batch.number).status is BatchStatus.EXPORTED


def test_an_unknown_batch_is_told(batching: Batching, target: Path) -> None:
    for attempt in (lambda: batching.export("0000", target, PASSWORD), lambda: batching.cancel("0000", "r")):
        with pytest.raises(RefusedError, match=r"batch\.unknown"):
            attempt()
