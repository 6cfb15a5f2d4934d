# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import openpyxl
import pytest
import pyzipper

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.contentdigest import content_digest
from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Column
from sscard_desktop.domain.record import Move, RecordId, Status
from sscard_desktop.domain.signing import Signature, Signer
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.ports import WrittenFile
from tests.helpers.offices import CHIEF, Office
from tests.helpers.packages import PASSWORD, Counting
from tests.helpers.signatures import png


@pytest.fixture
def batching(office: Office) -> Batching:
    return Batching(office.session, PackageFile())


@pytest.fixture
def exporting(office: Office) -> Exporting:
    return Exporting(office.session, PackageFile())


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


def test_the_package_holds_the_records_values_exactly(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    records = [office.approved(1), office.approved(2)]
    batch = batching.seal()
    files = members(exporting.export(batch.number, target, PASSWORD))
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
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    record = office.approved()
    batch = batching.seal()
    written = exporting.export(batch.number, target, PASSWORD)
    assert written.path == target / "0017-20260302-001.zip"
    assert written.sha256 == hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert office.store.batch(batch.number).status is BatchStatus.EXPORTED
    assert office.store.batch(batch.number).exported_at == office.clock.now()
    assert office.store.record(record.id).status is Status.EXPORTED
    assert office.store.steps(record.id)[-1].move is Move.EXPORT
    assert office.actions()[-1] == (CHIEF, "batch.export", batch.number)
    assert exporting.verify(written.path, PASSWORD) == []


def test_a_sealed_batch_exports_the_same_content_again_and_again(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    office.approved(1)
    office.approved(2)
    batch = batching.seal()
    first = members(exporting.export(batch.number, target, PASSWORD))
    office.clock.advance(days=365)
    steps = office.store.steps(batch.records[0])
    (target / "later").mkdir()
    again = exporting.export(batch.number, target / "later", PASSWORD)
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
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    office.approved(1)
    office.approved(2)
    batch = batching.seal()
    first = members(exporting.export(batch.number, target, PASSWORD))
    answered(office, batch.number)
    office.clock.advance(days=30)
    before = [(record.status, record.batch) for record in map(office.store.record, batch.records)]
    (target / "later").mkdir()
    assert members(exporting.export(batch.number, target / "later", PASSWORD)) == first
    now = office.store.batch(batch.number)
    assert (now.status, now.exported_at) == (BatchStatus.ACKNOWLEDGED, office.clock.now())
    assert now.acknowledged_at is not None
    assert [(record.status, record.batch) for record in map(office.store.record, batch.records)] == before
    assert office.actions()[-1] == (CHIEF, "batch.export", batch.number)
    assert exporting.pending() == []


def test_once_people_sent_back_were_worked_on_what_left_cannot_leave_again(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    office.approved(1)
    back = office.approved(2)
    batch = batching.seal()
    exporting.export(batch.number, target, PASSWORD)
    answered(office, batch.number)
    with office.store.transaction():
        office.store.save_values(back.id, {"mobile": "13800138999"}, at=office.clock.now())
    with pytest.raises(RefusedError, match=r"batch\.returned_since .*count=1"):
        exporting.export(batch.number, target, PASSWORD)


def gone(folder: Path) -> Path:
    folder.rmdir()
    return folder


@pytest.mark.parametrize("fail", ["folder gone", "disk full", "cancelled", "password"])
def test_a_failed_export_leaves_the_batch_sealed_and_no_file(office: Office, target: Path, fail: str) -> None:
    record = office.approved()
    packages = PackageFile(free_bytes=lambda folder: 0) if fail == "disk full" else PackageFile()
    batching = Batching(office.session, packages)
    exporting = Exporting(office.session, packages)
    batch = batching.seal()
    sealed = office.store.batch(batch.number)
    actions = office.actions()
    with pytest.raises(SscardError) as caught:
        exporting.export(
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
    assert Exporting(office.session, PackageFile()).export(batch.number, target, PASSWORD).path.exists()


def swap_photo(office: Office, record_id: RecordId) -> None:
    office.store.put_picture(record_id, PictureRole.PHOTO, b"another", report="", at=office.clock.now())


def drop_photo(office: Office, record_id: RecordId) -> None:
    office.store.delete_picture(record_id, PictureRole.PHOTO)


def rename(office: Office, record_id: RecordId) -> None:
    office.store.save_values(record_id, {"name": "王大明"}, at=office.clock.now())


@pytest.mark.parametrize("change", [swap_photo, drop_photo, rename])
def test_content_that_changed_after_the_sealing_never_leaves(
    office: Office, batching: Batching, exporting: Exporting, target: Path, change: Callable[[Office, RecordId], None]
) -> None:
    record = office.approved()
    batch = batching.seal()
    with office.store.transaction():
        change(office, record.id)
    with pytest.raises(RefusedError, match=r"batch\.content_changed"):
        exporting.export(batch.number, target, PASSWORD)
    assert list(target.iterdir()) == []
    assert office.store.batch(batch.number).status is BatchStatus.SEALED


def test_content_that_changes_while_it_is_written_never_leaves(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    record = office.approved()
    outgoing = exporting.prepare(batching.seal().number)
    with office.store.transaction():
        swap_photo(office, record.id)
    with pytest.raises(RefusedError, match=r"batch\.content_changed"):
        exporting.write(outgoing, target, PASSWORD, Counting())
    assert list(target.iterdir()) == []


def test_what_isnt_shown_or_exported_may_change_after_the_sealing(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    record = office.approved()
    batch = batching.seal()
    with office.store.transaction():
        office.store.put_picture(record.id, PictureRole.CHIP_PHOTO, b"wlt", report="", at=office.clock.now())
        office.store.save_record(replace(office.store.record(record.id), prints=3))
    assert exporting.export(batch.number, target, PASSWORD).path.exists()


def test_a_signed_form_comes_before_the_sealing_or_not_at_all(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    record = office.approved()
    capture = Capture(office.session)
    capture.accept_picture(record.id, PictureRole.SIGNED_FORM, b"before")
    batch = batching.seal()
    with pytest.raises(RefusedError, match=r"record\.in_batch"):
        capture.accept_picture(record.id, PictureRole.SIGNED_FORM, b"after")
    files = members(exporting.export(batch.number, target, PASSWORD))
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
    exporting = Exporting(session, PackageFile())
    lacking = {lack.record.id: [problem.code for problem in lack.problems] for lack in batching.readiness().lacking}
    assert lacking == {changed.id: ["signature.void"]}
    files = members(exporting.export(batching.seal().number, target, PASSWORD))
    assert files[f"signatures/{signed.value('number')}.png"] == png()


def test_writing_runs_in_another_thread(office: Office, batching: Batching, exporting: Exporting, target: Path) -> None:
    office.approved()
    outgoing = exporting.prepare(batching.seal().number)
    written: list[WrittenFile] = []
    thread = Thread(target=lambda: written.append(exporting.write(outgoing, target, PASSWORD, Counting())))
    thread.start()
    thread.join()
    assert exporting.exported(outgoing, written[0]).status is BatchStatus.EXPORTED


def test_a_batch_cancelled_while_it_was_written_is_not_marked(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    record = office.approved()
    batch = batching.seal()
    outgoing = exporting.prepare(batch.number)
    written = exporting.write(outgoing, target, PASSWORD, Counting())
    batching.cancel(batch.number, "r")
    with pytest.raises(RefusedError, match=r"batch\.move_refused"):
        exporting.exported(outgoing, written)
    assert office.store.record(record.id).status is Status.APPROVED
