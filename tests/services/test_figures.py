# SPDX-License-Identifier: Apache-2.0
"""Figures of a real station: what is counted, who sees whose, and what leaves in a table."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import InvalidInputError, NotAllowedError
from sscard_desktop.domain.fields import YES
from sscard_desktop.domain.figures import OTHER_UNITS
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.periods import Period, Span
from sscard_desktop.domain.photo import PhotoReport, PictureRole
from sscard_desktop.domain.record import Move, Status, Step
from sscard_desktop.exchange.tables import Tables
from sscard_desktop.messages import figures_word
from sscard_desktop.services.figures import FiguresOf
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import SHARED_RECORDS_SETTING
from tests.helpers.offices import CHIEF, CLERK, Office

OTHER = "zhangsan"
SMALL, LARGE = "成都样例贸易公司", "成都样例科技有限公司"


@pytest.fixture
def today(office: Office) -> Period:
    return Period.of(Span.DAY, office.clock.today())


@pytest.fixture
def busy(office: Office) -> Office:
    """Return a station where six people were taken by two clerks, one photo overruled, two taken again."""
    records = [office.submitted(at, by=CLERK if at < 6 else OTHER, unit=LARGE) for at in range(1, 7)]
    office.submitted(7, unit=SMALL)
    judged = JudgedPhoto(PhotoReport(()), overridden={"sharpness": "相机坏了"}, retaken={"eyes_open": 2})
    with office.store.transaction():
        for record, report in ((records[0], judged), (records[5], replace(judged, overridden={}))):
            office.store.put_picture(
                record.id, PictureRole.PHOTO, b"JPEG", report=report.to_json(), at=office.clock.now()
            )
    review = Review(office.session)
    review.approve(records[1].id)
    review.send_back(records[2].id, "照片")
    review.send_back(records[5].id, "单位")
    review.take_back(records[5].id)
    return office


def words(kind: str, value: str) -> str:
    return figures_word(kind, value, "zh_CN")


def test_a_day_is_counted(busy: Office, today: Period) -> None:
    found = FiguresOf(busy.session).show(today)
    total = found.total
    assert (total.people, total.retaken, total.overridden, total.decided, total.returned) == (7, 2, 1, 2, 1)
    assert [(row.name, row.people) for row in found.clerks] == [(CLERK, 6), (OTHER, 1)]
    assert (found.retakes, found.overrides) == ({"eyes_open": 4}, {"sharpness": 1})
    assert found.waiting == {Status.SUBMITTED: 5, Status.APPROVED: 1, Status.RETURNED: 1}
    assert sum(found.columns.values()) == sum(found.hours.values()) == 7
    assert (found.worked_hours, found.an_hour) == (2, 3.5)


def test_a_unit_of_one_is_told_with_another(busy: Office, today: Period) -> None:
    (unit,) = FiguresOf(busy.session).show(today).units
    assert (unit.name, unit.people) == (OTHER_UNITS, 7)


def test_another_day_has_nobody(busy: Office, today: Period) -> None:
    found = FiguresOf(busy.session).show(today.moved(Span.DAY, 1))
    assert (found.total.people, found.clerks, found.hours, found.an_hour) == (0, (), {}, None)


def test_a_clerk_sees_the_own_figures_only_even_where_records_are_shared(busy: Office, today: Period) -> None:
    with busy.store.transaction():
        busy.store.save_setting(SHARED_RECORDS_SETTING, YES)
    service = FiguresOf(busy.session_of(OTHER, Role.CLERK))
    found = service.show(today)
    assert (found.clerk, found.total.people, found.total.overridden, sum(found.waiting.values())) == (OTHER, 1, 0, 1)
    assert [row.name for row in found.clerks] == [OTHER]
    assert [operator.name for operator in service.clerks()] == [OTHER]
    assert service.show(today, clerk=OTHER) == found
    with pytest.raises(NotAllowedError, match=r"figures\.not_yours"):
        service.show(today, clerk=CLERK)


def test_a_supervisor_sees_one_clerks_and_hr_everybodys(busy: Office, today: Period) -> None:
    assert FiguresOf(busy.session).show(today, clerk=CLERK).total.people == 6
    assert FiguresOf(busy.session_of("hr", Role.HR)).show(today).total.people == 7


def test_a_return_stands_though_a_later_decision_was_taken_back(busy: Office, today: Period) -> None:
    record, now = busy.submitted(13), busy.clock.now()
    with busy.store.transaction():
        for step in (
            Step(now, CHIEF, Move.RETURN, Status.SUBMITTED, Status.RETURNED, "照片"),
            Step(now, CLERK, Move.SUBMIT, Status.RETURNED, Status.SUBMITTED),
            Step(now, CHIEF, Move.APPROVE, Status.SUBMITTED, Status.APPROVED),
            Step(now, CHIEF, Move.RECONSIDER, Status.APPROVED, Status.SUBMITTED),
        ):
            busy.store.add_step(record.id, step)
    total = FiguresOf(busy.session).show(today).total
    assert (total.decided, total.returned) == (3, 2)


def test_answers_taken_back_one_after_the_other_are_none(busy: Office, today: Period) -> None:
    record, now = busy.submitted(13), busy.clock.now()
    with busy.store.transaction():
        for step in (
            Step(now, CHIEF, Move.VERIFY, Status.EXPORTED, Status.VERIFYING),
            Step(now, CHIEF, Move.REJECT, Status.VERIFYING, Status.RETURNED, "照片"),
            Step(now, CHIEF, Move.RETRACT, Status.RETURNED, Status.VERIFYING),
            Step(now, CHIEF, Move.RETRACT, Status.VERIFYING, Status.EXPORTED),
        ):
            busy.store.add_step(record.id, step)
    total = FiguresOf(busy.session).show(today).total
    assert (total.answered, total.refused) == (0, 0)


def test_an_answer_that_was_taken_back_is_none(busy: Office, today: Period) -> None:
    first, second = busy.submitted(11), busy.submitted(12)
    now = busy.clock.now()
    with busy.store.transaction():
        for record in (first, second):
            busy.store.add_step(record.id, Step(now, CHIEF, Move.REJECT, Status.EXPORTED, Status.RETURNED, "x"))
        busy.store.add_step(second.id, Step(now, CHIEF, Move.RETRACT, Status.RETURNED, Status.EXPORTED))
    total = FiguresOf(busy.session).show(today).total
    assert (total.answered, total.refused, total.rate("refused")) == (1, 1, 1.0)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_table_leaves_without_anybodys_name_and_the_trail_knows(
    busy: Office, today: Period, tmp_path: Path, ending: str
) -> None:
    service = FiguresOf(busy.session)
    path = tmp_path / f"figures{ending}"
    written = service.export(service.show(today), path, Tables(), words, "zh_CN")
    assert written.path == path
    entry = list(busy.store.audit_entries())[-1]
    assert (entry.action, entry.subject) == ("figures.export", f"*{ending}")
    if ending == ".csv":
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        assert ["合计", "", "提交人数", "7", "人"] in rows
        assert ["按录入员", CLERK, "不合格照用率", "16.7", "%"] in rows
        assert ["不合格照用的检查", words("check", "sharpness"), "次数", "1", "次"] in rows
        text = path.read_text(encoding="utf-8")
        assert "王小明" not in text
        assert SMALL not in text


def test_an_ending_that_is_no_table_is_refused_before_the_trail_tells_of_it(
    busy: Office, today: Period, tmp_path: Path
) -> None:
    service = FiguresOf(busy.session)
    before = busy.store.audit_head()
    with pytest.raises(InvalidInputError, match=r"table\.ending"):
        service.export(service.show(today), tmp_path / "figures.pdf", Tables(), words, "zh_CN")
    assert busy.store.audit_head() == before


def test_a_clerk_exports_no_colleagues_figures(busy: Office, today: Period, tmp_path: Path) -> None:
    found = FiguresOf(busy.session).show(today)
    with pytest.raises(NotAllowedError, match=r"figures\.not_yours"):
        FiguresOf(busy.session_of(OTHER, Role.CLERK)).export(found, tmp_path / "f.csv", Tables(), words, "zh_CN")
