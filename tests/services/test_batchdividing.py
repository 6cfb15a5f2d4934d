# SPDX-License-Identifier: Apache-2.0
"""Batches of a choice, under a bureau's limits, and whether they would fit where they shall go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.domain.batchmaking import Choice
from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.session import Session
from tests.helpers.offices import Office
from tests.helpers.packages import PASSWORD


def under(office: Office, **limits: object) -> Session:
    package = replace(office.profile.package, **limits)  # type: ignore[arg-type]
    return replace(office.session, profile=replace(office.profile, package=package))


def test_a_batch_is_made_of_those_who_were_chosen(office: Office) -> None:
    school = office.approved(1, unit="样例小学")
    other = office.approved(2)
    batching = Batching(office.session, PackageFile())
    (batch,) = batching.seal_all(choice=Choice(unit="样例小学"))
    assert batch.records == (school.id,)
    assert batching.readiness().ready == (other,)
    with pytest.raises(RefusedError, match=r"batch\.empty"):
        batching.seal_all(choice=Choice(business="loss"))


def test_a_limit_of_people_gives_several_batches_each_with_its_number(office: Office) -> None:
    people = [office.approved(index).id for index in range(1, 6)]
    made = Batching(under(office, max_records=2), PackageFile()).seal_all()
    assert [len(batch.records) for batch in made] == [2, 2, 1]
    assert [record for batch in made for record in batch.records] == people
    assert len({batch.number for batch in made}) == 3


def test_no_package_is_over_the_limit_of_size(office: Office, tmp_path: Path) -> None:
    for index in (1, 3, 4, 5):
        record = office.approved(index)
        with office.store.transaction():
            content = bytes(range(256)) * 1100
            office.store.put_picture(record.id, PictureRole.ID_FRONT, content, report="", at=record.created_at)
    session = under(office, max_megabytes=1)
    batching, exporting = Batching(session, PackageFile()), Exporting(session, PackageFile())
    made = batching.seal_all()
    assert [len(batch.records) for batch in made] == [2, 2]
    sizes = [exporting.export(batch.number, tmp_path, PASSWORD).size_bytes for batch in made]
    assert all(size <= 1_000_000 for size in sizes)


def test_who_is_over_the_limit_alone_is_told_by_name(office: Office) -> None:
    record = office.approved(1)
    with office.store.transaction():
        office.store.put_picture(record.id, PictureRole.ID_FRONT, bytes(1_000_001), report="", at=record.created_at)
    (lacking,) = Batching(under(office, max_megabytes=1), PackageFile()).readiness().lacking
    assert lacking.record.id == record.id
    assert [problem.code for problem in lacking.problems] == ["batch.too_large_alone"]


def test_a_table_of_one_sheet_gives_each_kind_of_business_a_batch_of_its_own(office: Office) -> None:
    first, second = office.approved(1), office.approved(2)
    with office.store.transaction():
        office.store.save_record(replace(second, business="replacement"))
    session = under(office, workbook="{batch_number}.csv")
    made = Batching(session, PackageFile()).divided([first, replace(second, business="replacement")])
    assert [len(part) for part in made] == [1, 1]


def test_an_export_of_several_goes_on_where_it_ended(office: Office, tmp_path: Path) -> None:
    for index in range(1, 4):
        office.approved(index)
    session = under(office, max_records=1)
    exporting = Exporting(session, PackageFile())
    made = [batch.number for batch in Batching(session, PackageFile()).seal_all()]
    assert exporting.pending() == made
    exporting.export(made[0], tmp_path, PASSWORD)
    assert exporting.pending() == made[1:]


def test_a_stick_without_room_is_told_before_anything_is_written(office: Office, tmp_path: Path) -> None:
    office.approved(1)
    (batch,) = Batching(office.session, PackageFile()).seal_all()
    exporting = Exporting(office.session, PackageFile(free_bytes=lambda folder: 1 << 20))
    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(EnvironmentFailedError, match=r"package\.disk_full"):
        exporting.export(batch.number, stick, PASSWORD)
    assert list(stick.iterdir()) == []
    with pytest.raises(EnvironmentFailedError, match=r"package\.target_gone"):
        exporting.preflight(exporting.prepare(batch.number), tmp_path / "pulled")
