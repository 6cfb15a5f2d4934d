# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Status
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.exporting import Exporting
from tests.helpers.offices import CHIEF, Office
from tests.helpers.packages import PASSWORD


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


# ── cancelling ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("exported", [False, True])
def test_a_cancelled_batch_frees_its_records(
    office: Office, batching: Batching, exporting: Exporting, target: Path, exported: bool
) -> None:
    record = office.approved()
    batch = batching.seal()
    if exported:
        exporting.export(batch.number, target, PASSWORD)
    assert batching.cancel(batch.number, "单位名称有误").status is BatchStatus.CANCELLED
    freed = office.store.record(record.id)
    assert (freed.status, freed.batch) == (Status.APPROVED, "")
    if exported:
        assert office.store.steps(record.id)[-1].reason == "单位名称有误"
    assert office.store.batch(batch.number).records == (record.id,)
    assert batching.seal().number == "0017-20260302-002"
    with pytest.raises(RefusedError, match=r"batch\.move_refused"):
        exporting.export(batch.number, target, PASSWORD)


def test_cancelling_needs_a_reason(office: Office, batching: Batching) -> None:
    office.approved()
    batch = batching.seal()
    with pytest.raises(RefusedError, match=r"batch\.reason_missing"):
        batching.cancel(batch.number, " ")
    assert office.store.batch(batch.number).status is BatchStatus.SEALED


def test_a_batch_that_the_bureau_works_on_stays(
    office: Office, batching: Batching, exporting: Exporting, target: Path
) -> None:
    record = office.approved()
    batch = batching.seal()
    exporting.export(batch.number, target, PASSWORD)
    with office.store.transaction():
        office.store.save_record(replace(office.store.record(record.id), status=Status.MAKING))
    with pytest.raises(RefusedError, match=r"batch\.at_bureau"):
        batching.cancel(batch.number, "r")
    assert office.store.batch(batch.number).status is BatchStatus.EXPORTED


def test_an_unknown_batch_is_told(batching: Batching, exporting: Exporting, target: Path) -> None:
    for attempt in (lambda: exporting.export("0000", target, PASSWORD), lambda: batching.cancel("0000", "r")):
        with pytest.raises(RefusedError, match=r"batch\.unknown"):
            attempt()
