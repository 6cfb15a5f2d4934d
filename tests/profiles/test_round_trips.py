# SPDX-License-Identifier: Apache-2.0
"""Any valid record of any installed city and kind of business, exported and read back by another reader, is itself.

Cities and kinds are those that are installed: one that is added tomorrow is tried without a line here.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sscard_desktop import paths
from sscard_desktop.domain.conditions import asked
from sscard_desktop.domain.fields import LONG_TERM, NO, YES, FieldKind, FieldSpec
from sscard_desktop.domain.filenames import NamesTaken
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.profile import RECORD_VALUES, CellForm, Column, Profile
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.services.columns import package_item, picture_token
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders
from tests.helpers.anyone import DIVISIONS, TODAY, any_values
from tests.helpers.workbooks import written

FOLDERS = ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes"))
PROFILES = {name: FOLDERS.load(name) for name in FOLDERS.names()}
KINDS = [(name, entry.code) for name, profile in PROFILES.items() for entry in profile.businesses.entries]
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
NOT_MANY = settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


def record_of(profile: Profile, values: Mapping[str, str], *, running: int = 1) -> Record:
    """Return a submitted record with every picture that may leave."""
    return Record(
        id=RecordId(f"{running:032x}"), profile=profile.name, profile_version=profile.version,
        business=profile.business, campaign="2026", status=Status.APPROVED, created_at=NOON, created_by="limin",
        updated_at=NOON, values=values, pictures=frozenset(profile.package.pictures), submitted_at=NOON,
        submitted_by="limin", receipt_number=receipt_number(17, TODAY, running),
    )  # fmt: skip


def answer(column: Column, cell: str, spec: FieldSpec, profile: Profile) -> str:
    """Return the stored value that a cell of this column stands for."""
    codes = profile.code_lists.get(spec.code_list)
    if not cell:
        return ""
    if column.form is CellForm.COMPACT_DATE or (spec.kind is FieldKind.EXPIRY and cell == "长期"):
        return LONG_TERM if cell == "长期" else f"{cell[:4]}-{cell[4:6]}-{cell[6:]}"
    if column.form is CellForm.BUREAU_CODE:
        meant = {bureau: code for code, bureau in column.codes.items()}
        return ",".join(meant[part] for part in cell.split(","))
    if column.form is CellForm.LABEL and spec.kind is FieldKind.FLAG and codes is None:
        return {"是": YES, "否": NO}[cell]
    if column.form is CellForm.LABEL and codes is not None:
        named = {entry.label("zh_CN"): entry.code for entry in codes.entries}
        return ",".join(named[part] for part in (cell.split("、") if spec.kind is FieldKind.CODES else [cell]))
    return cell


def is_plain(column: Column) -> bool:
    """Return whether a column tells what is stored: a field's value, not spelled for another system."""
    codes = list(column.codes.values())
    return (
        column.value not in RECORD_VALUES
        and column.form in (CellForm.TEXT, CellForm.LABEL, CellForm.COMPACT_DATE, CellForm.BUREAU_CODE)
        and len(codes) == len(set(codes))
    )


@pytest.mark.parametrize(("city", "business"), KINDS)
@NOT_MANY
@given(data=st.data())
def test_what_was_exported_and_read_back_is_the_record(city: str, business: str, data: st.DataObject) -> None:
    profile = PROFILES[city].of(business)
    values = data.draw(any_values(profile))
    problems = check_record(
        profile, values, pictures=frozenset(PictureRole), context=Context(today=TODAY, divisions=DIVISIONS),
        consents={text.key: text.version for text in profile.consents},
    )  # fmt: skip
    assert [problem for problem in problems if problem.severity is not Severity.WARNING] == []
    record = record_of(profile, values)
    item = package_item(record, profile, running=1, batch_number="0017-20260302-001", station=17, names=NamesTaken())
    headers, cells = read_back(profile, item.cells)
    assert headers == [column.header for column in profile.workbook.columns]
    stored = asked(profile.fields, values, TODAY, profile.adult_age)
    told = {
        column.value: answer(column, cell, profile.fields[column.value], profile)
        for column, cell in zip(profile.workbook.columns, cells, strict=True)
        if is_plain(column)
    }
    assert told == {key: stored.get(key, "") for key in told}


def read_back(profile: Profile, cells: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Write a sheet with one row and read it by a reader that shares nothing with the writer."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(written(profile, [cells])))
    assert book.sheet_names == [profile.workbook.sheet]
    header, row = book.get_sheet_by_index(0).to_python()
    return [str(cell) for cell in header], [str(cell) for cell in row]


@pytest.mark.parametrize(("city", "business"), KINDS)
def test_every_answer_that_is_asked_for_leaves(city: str, business: str) -> None:
    profile = PROFILES[city].of(business)
    silent = set(profile.fields) - {column.value for column in profile.workbook.columns}
    assert silent <= NOT_EXPORTED.get(city, set()), f"asked and never exported: {sorted(silent)}"


NOT_EXPORTED: dict[str, set[str]] = {}
"""City → fields that stay in the station on purpose."""


@pytest.mark.parametrize("city", PROFILES)
@NOT_MANY
@given(data=st.data())
def test_a_file_name_leads_back_to_its_person_and_to_nobody_else(city: str, data: st.DataObject) -> None:
    profile = PROFILES[city].of(PROFILES[city].usual_business)
    people = data.draw(st.lists(any_values(profile), min_size=2, max_size=5, unique_by=lambda one: one["number"]))
    names = NamesTaken()
    owners: dict[str, str] = {}
    for running, values in enumerate(people, start=1):
        record = record_of(profile, distinct(profile, values, running), running=running)
        item = package_item(record, profile, running=running, batch_number="b", station=17, names=names)
        assert set(item.files.values()) == {picture_token(record.id, role) for role in profile.package.pictures}
        for path, token in item.files.items():
            assert path not in owners
            owners[path] = token
        files = dict(zip((column.value for column in profile.workbook.columns), item.cells, strict=True))
        for role, column in ((PictureRole.PHOTO, "photo_file"), (PictureRole.ID_FRONT, "id_front_file")):
            if column in files and role in profile.package.pictures:
                assert owners[files[column]] == picture_token(record.id, role)


def distinct(profile: Profile, values: Mapping[str, str], running: int) -> dict[str, str]:
    """Return the values with those that no two people share made different."""
    telling = [key for key, spec in profile.fields.items() if spec.telling and values.get(key)]
    return {**values, **{key: f"{values[key][:-3]}{running:03d}" for key in telling}}


def test_a_record_of_a_kind_that_the_city_takes_no_more_still_leaves() -> None:
    profile = PROFILES["chengdu"]
    values = {"number": "11010519491231002X", "name": "张样本"}
    record = replace(record_of(profile.of("new"), values), business="no_longer_taken")
    seen = profile.of(record.business)
    item = package_item(record, seen, running=1, batch_number="b", station=17, names=NamesTaken())
    assert "张样本" in item.cells
