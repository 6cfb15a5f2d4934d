# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.filenames import NamesTaken
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import CellForm, Column
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.substitutes import Repertoire, Substitute
from sscard_desktop.services.columns import cell, collected_on, package_item
from sscard_desktop.services.ports import PackageItem
from tests.helpers.offices import Office


def item(office: Office, record: Record, names: NamesTaken | None = None) -> PackageItem:
    return package_item(record, office.profile, running=7, batch_number="B-1", station=17, names=names or NamesTaken())


def cells(office: Office, record: Record) -> dict[str, str]:
    headers = [column.header for column in office.profile.workbook.columns]
    return dict(zip(headers, item(office, record).cells, strict=True))


@pytest.mark.parametrize(
    ("column", "field", "value", "shown"),
    [
        (Column("h", "number"), "number", "510107199003070011", "510107199003070011"),
        (Column("h", "sex", CellForm.LABEL), "sex", "1", "男"),
        (Column("h", "sex"), "sex", "1", "1"),
        (Column("h", "deduction_consent", CellForm.LABEL), "deduction_consent", "no", "不同意"),
        (Column("h", "birth_date", CellForm.COMPACT_DATE), "birth_date", "1990-03-07", "19900307"),
        (Column("h", "valid_to", CellForm.COMPACT_DATE), "valid_to", "long_term", "长期"),
        (Column("h", "valid_to"), "valid_to", "long_term", "长期"),
        (Column("h", "bank", CellForm.BUREAU_CODE, {"icbc": "102"}), "bank", "icbc", "102"),
        (Column("h", "bank", CellForm.BUREAU_CODE, {"icbc": "102"}), "bank", "other", "other"),
        (Column("h", "bank", CellForm.LABEL), "bank", "", ""),
        (Column("h", "collected_on", CellForm.COMPACT_DATE), "", "2026-03-02", "20260302"),
    ],
)
def test_a_column_shows_a_value_in_its_form(office: Office, column: Column, field: str, value: str, shown: str) -> None:
    assert cell(column, value, office.profile.fields.get(field), office.profile.code_lists) == shown


def test_a_bank_without_rare_characters_gets_a_substitute_beside_the_name_itself(office: Office) -> None:
    substitute = Substitute(Repertoire.GBK, "?", pinyin=True)
    columns = (
        Column("姓名", "name"),
        Column("银行用", "name", CellForm.SUBSTITUTE, substitute=Substitute(Repertoire.GBK, "〇")),
        Column("拼音", "name", CellForm.SUBSTITUTE, substitute=substitute),
        Column("是否生僻字", "rare_name"),
    )
    office.profile = replace(office.profile, workbook=replace(office.profile.workbook, columns=columns))
    rare, common = office.submitted(1, name="𠮷小明", name_pinyin="JI XIAOMING"), office.submitted(2, name="王小明")
    assert item(office, rare).cells == ("𠮷小明", "〇小明", "JI XIAOMING", "是")
    assert item(office, common).cells == ("王小明", "王小明", "王小明", "否")


def test_what_the_form_did_not_ask_stays_in_the_station(office: Office) -> None:
    hidden = office.submitted(1, post_recipient="李四", post_address="某处", pickup_way="unit")
    asked = office.submitted(2, post_recipient="李四", post_address="某处", pickup_way="post")
    assert cells(office, hidden)["收件人"] == ""
    assert cells(office, asked)["收件人"] == "李四"


def test_a_missing_picture_has_no_file_and_an_empty_cell(office: Office) -> None:
    record = replace(office.submitted(), pictures=frozenset())
    assert item(office, record).files == {}
    assert cells(office, record)["照片文件"] == ""


def test_times_are_those_of_the_counter_wherever_the_computer_thinks_it_is(office: Office) -> None:
    late = replace(office.submitted(), submitted_at=datetime(2026, 3, 2, 16, 30, 5, tzinfo=UTC))
    assert collected_on(late) == date(2026, 3, 3)
    assert cells(office, late)["提交时间"] == "2026-03-03 00:30:05"
    assert cells(office, late)["采集日期"] == "20260303"


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        (datetime(2026, 9, 28, 3, 59, 59, tzinfo=UTC), "photos/9.28上午联通007.jpg"),
        (datetime(2026, 9, 28, 4, 0, tzinfo=UTC), "photos/9.28下午联通007.jpg"),
        (datetime(2026, 1, 4, 16, 0, tzinfo=UTC), "photos/1.5上午联通007.jpg"),
    ],
)
def test_pictures_may_be_named_in_the_order_of_collection(office: Office, moment: datetime, name: str) -> None:
    record = replace(office.submitted(unit="联通"), submitted_at=moment)
    template = "photos/{collected_day}{half_day}{unit}{running_number:3}.jpg"
    package = replace(office.profile.package, pictures={PictureRole.PHOTO: template})
    made = package_item(
        record, replace(office.profile, package=package), running=7, batch_number="B", station=1, names=NamesTaken()
    )
    assert list(made.files) == [name]


def test_two_records_with_one_file_are_told_by_their_ids(office: Office) -> None:
    first = office.submitted(1)
    second = office.submitted(2, number=first.value("number"))
    names = NamesTaken()
    item(office, first, names)
    with pytest.raises(InvalidInputError) as caught:
        item(office, second, names)
    assert caught.value.params == {"record": second.id, "other": first.id}


def test_a_record_without_a_number_is_told_by_its_id(office: Office) -> None:
    record = office.submitted(1, number="")
    with pytest.raises(InvalidInputError, match=rf"filename\.value_missing \(record={record.id}, value=number\)"):
        item(office, record)
