# SPDX-License-Identifier: Apache-2.0
"""What a unit settled for its people holds on every record of theirs (Beijing's 单位开通集体申请)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.problems import blocking
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.session import Session
from sscard_desktop.services.unitsettings import UnitSettings
from tests.helpers.applicants import city
from tests.helpers.desks import UNIT, Desk


@pytest.fixture
def clerk(desk: Desk) -> Session:
    return replace(desk.clerk, profile=city("beijing"))


@pytest.fixture
def supervisor(desk: Desk) -> Session:
    return replace(desk.supervisor, profile=city("beijing"))


def told(taken: Taken, key: str) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.proposal) for problem in blocking(taken.problems) if problem.key == key]


def test_a_unit_that_collects_decides_for_everybody_it_is_chosen_for(clerk: Session, supervisor: Session) -> None:
    settled = {"pickup_way": "单位代领", "bank": "样例银行", "bank_office": "样例支行"}
    kept = UnitSettings(supervisor).settle(UNIT, settled)
    assert kept == {"pickup_way": "unit", "bank": "样例银行", "bank_office": "样例支行"}
    assert UnitSettings(clerk).of(UNIT) == kept
    taken = Capture(clerk).start()
    taken = Capture(clerk).edit(taken.record.id, {"pickup_way": "post"})
    taken = Capture(clerk).edit(taken.record.id, {"unit": UNIT})
    assert {key: taken.record.value(key) for key in kept} == kept
    assert [told(taken, key) for key in kept] == [[], [], []]


def test_another_answer_than_the_units_is_told_with_the_units(clerk: Session, supervisor: Session) -> None:
    UnitSettings(supervisor).settle(UNIT, {"pickup_way": "unit"})
    taken = Capture(clerk).edit(Capture(clerk).start().record.id, {"unit": UNIT})
    taken = Capture(clerk).edit(taken.record.id, {"pickup_way": "own_office"})
    assert told(taken, "pickup_way") == [("rules.unit_settled", "unit")]


def test_where_the_unit_doesnt_collect_people_choose_between_branch_and_post(
    clerk: Session, supervisor: Session
) -> None:
    UnitSettings(supervisor).settle(UNIT, {})
    taken = Capture(clerk).edit(Capture(clerk).start().record.id, {"unit": UNIT, "pickup_way": "unit"})
    assert told(taken, "pickup_way") == [("rules.unit_collects_not", None)]
    for way in ("own_office", "post"):
        taken = Capture(clerk).edit(taken.record.id, {"pickup_way": way})
        assert told(taken, "pickup_way") == []


def test_where_the_unit_hasnt_opened_nothing_is_settled(clerk: Session) -> None:
    assert UnitSettings(clerk).of(UNIT) is None
    taken = Capture(clerk).edit(Capture(clerk).start().record.id, {"unit": UNIT, "pickup_way": "unit"})
    assert told(taken, "pickup_way") == []


def test_settling_again_replaces_what_was_settled(supervisor: Session) -> None:
    settings = UnitSettings(supervisor)
    settings.settle(UNIT, {"pickup_way": "unit", "bank": "样例银行"})
    settings.settle(UNIT, {"bank": "另一样例银行", "bank_office": ""})
    assert settings.of(UNIT) == {"bank": "另一样例银行"}


@pytest.mark.parametrize(
    ("unit", "values", "code"),
    [
        ("没有的单位", {}, "unit.unknown"),
        (UNIT, {"name": "陈样本"}, "unit.not_settled"),
        (UNIT, {"mobile": "13800000000"}, "unit.not_settled"),
        (UNIT, {"pickup_way": "骑马送"}, "unit.bad_setting"),
        (UNIT, {"bank_office": "样" * 61}, "unit.bad_setting"),
    ],
)
def test_what_no_unit_can_settle_is_refused(supervisor: Session, unit: str, values: dict[str, str], code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        UnitSettings(supervisor).settle(unit, values)
    assert caught.value.code == code
    assert UnitSettings(supervisor).of(UNIT) is None


def test_the_clerk_looks_and_doesnt_settle(clerk: Session) -> None:
    with pytest.raises(NotAllowedError):
        UnitSettings(clerk).settle(UNIT, {})


def test_the_trail_tells_the_unit_and_the_fields(supervisor: Session) -> None:
    UnitSettings(supervisor).settle(UNIT, {"bank": "样例银行"})
    line = next(line for line in supervisor.store.audit_entries(subject=UNIT) if line.action == "unit.settings")
    assert "bank" in line.detail
    assert "\\u6837" not in line.detail
    assert "样例" not in line.detail


def test_what_a_unit_may_settle_is_the_citys_word(desk: Desk, supervisor: Session) -> None:
    assert UnitSettings(supervisor).fields() == ("pickup_way", "bank", "bank_office")
    assert UnitSettings(replace(supervisor, profile=city("shanxi"))).fields() == ("unit_contact", "unit_contact_phone")
    assert UnitSettings(desk.supervisor).fields() == ()
