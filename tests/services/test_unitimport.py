# SPDX-License-Identifier: Apache-2.0
"""A table of units goes into the directory whole or not at all, and every record of their people follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.problems import blocking
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.session import Session
from sscard_desktop.services.unitimport import UnitImport, UnitNews, UnitPlan
from sscard_desktop.services.unitsettings import UnitSettings
from tests.helpers.applicants import city
from tests.helpers.desks import UNIT, Desk
from tests.helpers.tables import as_csv, as_xls, as_xlsx

TABLE = (
    ("单位名录",),
    ("单位名称", "二级单位", "三级单位", "参保单位编号", "是否支持单位代领", "发卡行名称", "办卡网点", "备注"),
    ("甲集团", "", "", "100001", "是", "样例银行", "总行营业部", ""),
    ("甲集团", "一分公司", "", "100002", "", "", "武侯支行", ""),
    ("甲集团", "一分公司", "财务科", "", "", "", "", "三楼"),
    ("乙公司", "财务科", "", "", "", "", "", ""),
)


@pytest.fixture
def supervisor(desk: Desk) -> Session:
    return replace(desk.supervisor, profile=city("beijing"))


@pytest.fixture
def clerk(desk: Desk) -> Session:
    return replace(desk.clerk, profile=city("beijing"))


def service(session: Session) -> UnitImport:
    return UnitImport(session, TableFiles())


def plan_of(session: Session, folder: Path, rows: Sequence[Sequence[object]] = TABLE) -> UnitPlan:
    path = folder / "units.xlsx"
    path.write_bytes(as_xlsx(rows))
    return service(session).preview(path)


@pytest.mark.parametrize(("name", "make"), [("a.xlsx", as_xlsx), ("a.xls", as_xls), ("a.csv", as_csv)])
def test_every_format_is_read_and_shown_before_it_is_stored(
    supervisor: Session, tmp_path: Path, name: str, make: type
) -> None:
    (tmp_path / name).write_bytes(make(TABLE))
    plan = service(supervisor).preview(tmp_path / name)
    assert plan.problems == ()
    assert plan.unknown == ("备注",)
    assert [change.unit.path for change in plan.changes] == [
        "甲集团", "乙公司", "甲集团›一分公司", "乙公司›财务科", "甲集团›一分公司›财务科"
    ]  # fmt: skip
    assert plan.count(UnitNews.NEW) == 5
    assert supervisor.store.unit_at("甲集团") is None
    assert service(supervisor).apply(plan) == 5
    assert supervisor.store.unit_at("甲集团›一分公司") == Unit("一分公司", "甲集团", "100002", "yfgs")
    assert UnitSettings(supervisor).of("甲集团") == {
        "pickup_way": "unit",
        "bank": "样例银行",
        "bank_office": "总行营业部",
    }
    assert UnitSettings(supervisor).of("甲集团›一分公司") == {"bank_office": "武侯支行"}
    again = service(supervisor).preview(tmp_path / name)
    assert again.count(UnitNews.SAME) == 5
    assert service(supervisor).apply(again) == 0


def test_a_record_follows_the_nearest_unit_that_settled_something(
    supervisor: Session, clerk: Session, tmp_path: Path
) -> None:
    service(supervisor).apply(plan_of(supervisor, tmp_path))
    capture = Capture(clerk)
    record = capture.start().record.id
    at_the_top = capture.edit(record, {"unit": "甲集团"}).record
    assert [at_the_top.value(key) for key in ("bank_office", "insured_unit_number")] == ["总行营业部", "100001"]
    assert "unit_2" not in clerk.profile.fields  # this city asks for one level


def test_the_three_levels_are_followed_where_a_city_asks_for_them(
    supervisor: Session, desk: Desk, tmp_path: Path
) -> None:
    service(supervisor).apply(plan_of(supervisor, tmp_path))
    beijing, chengdu = city("beijing"), city("chengdu")
    fields = {**chengdu.fields, **{key: beijing.fields[key] for key in ("pickup_way", "bank", "bank_office")}}
    rules = (*chengdu.rules, *(rule for rule in beijing.rules if rule.name == "unit_settings"))
    code_lists = {**chengdu.code_lists, "pickup_ways": beijing.code_lists["pickup_ways"]}
    both = replace(chengdu, fields=fields, rules=rules, code_lists=code_lists, views={})
    capture = Capture(replace(desk.clerk, profile=both))
    record = capture.start().record.id
    capture.edit(record, {"unit": "甲集团"})
    taken = capture.edit(record, {"unit_2": "一分公司"})
    assert taken.record.value("bank_office") == "武侯支行"
    assert taken.record.value("bank") == "样例银行"
    taken = capture.edit(record, {"bank_office": "别处支行"})
    assert [(p.code, p.proposal) for p in blocking(taken.problems) if p.key == "bank_office"] == [
        ("rules.unit_settled", "武侯支行")
    ]
    taken = capture.edit(record, {"unit_3": "财务科"})
    assert taken.record.value("bank_office") == "武侯支行"
    moved = capture.edit(record, {"unit": "乙公司"}).record
    assert [moved.value(key) for key in ("unit_2", "unit_3")] == ["", ""]


def test_what_changes_is_shown_with_before_and_after(supervisor: Session, tmp_path: Path) -> None:
    service(supervisor).apply(plan_of(supervisor, tmp_path))
    changed = plan_of(supervisor, tmp_path, (*TABLE[:2], ("甲集团", "", "", "100009", "", "", "新支行")))
    (change,) = changed.changes
    assert (change.news, change.number_before, change.unit.insured_number) == (UnitNews.CHANGED, "100001", "100009")
    assert change.settings == {"pickup_way": "unit", "bank": "样例银行", "bank_office": "新支行"}
    empty = plan_of(supervisor, tmp_path, (("单位名称", "单位编号"), ("甲集团", "")))
    assert empty.count(UnitNews.SAME) == 1


def test_nothing_is_stored_as_long_as_something_is_wrong(supervisor: Session, tmp_path: Path) -> None:
    rows = (*TABLE, ("丙", "", "", 100000000000000010, "也许", "", ""), ("丁", "", "", "", "", "样" * 50, ""))
    plan = plan_of(supervisor, tmp_path, rows)
    assert [(each.row, each.column, each.code) for each in plan.problems] == [
        (7, 4, "unit.import_cut_number"), (7, 5, "unit.import_yes_or_no"), (8, 6, "unit.bad_setting")
    ]  # fmt: skip
    with pytest.raises(RefusedError, match="import_problems"):
        service(supervisor).apply(plan)
    assert supervisor.store.unit_at("甲集团") is None


def test_a_table_of_something_else_is_told(supervisor: Session, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="import_no_header"):
        plan_of(supervisor, tmp_path, (("姓名", "证件号码"), ("张样例", "1")))


def test_a_clerk_imports_no_units(clerk: Session, tmp_path: Path) -> None:
    with pytest.raises(NotAllowedError):
        plan_of(clerk, tmp_path)


def test_units_of_any_level_are_found_by_name_initials_and_number(supervisor: Session, tmp_path: Path) -> None:
    service(supervisor).apply(plan_of(supervisor, tmp_path))
    find = Registry(supervisor).find_units
    assert [unit.path for unit in find("cwk")] == ["乙公司›财务科", "甲集团›一分公司›财务科"]
    assert [unit.path for unit in find("10000")] == ["甲集团", "甲集团›一分公司"]
    assert [unit.path for unit in find("集团")] == ["甲集团"]


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (Unit(""), "bad_name"),
        (Unit("甲›乙"), "bad_name"),
        (Unit("一科", "没有的单位"), "parent_unknown"),
        (Unit("四级", "甲集团›一分公司›财务科"), "too_deep"),
    ],
)
def test_a_unit_that_cant_be_is_refused(supervisor: Session, tmp_path: Path, unit: Unit, code: str) -> None:
    service(supervisor).apply(plan_of(supervisor, tmp_path))
    with pytest.raises(RefusedError, match=code):
        Registry(supervisor).add_unit(unit)


def test_departments_of_one_name_keep_their_own_settings(supervisor: Session, tmp_path: Path) -> None:
    service(supervisor).apply(plan_of(supervisor, tmp_path))
    UnitSettings(supervisor).settle("乙公司›财务科", {"bank": "别家银行"})
    assert UnitSettings(supervisor).of("甲集团›一分公司›财务科") is None
    assert UnitSettings(supervisor).of(UNIT) is None
