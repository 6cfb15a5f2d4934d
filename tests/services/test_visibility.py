# SPDX-License-Identifier: Apache-2.0
"""Whose records a person sees: a clerk their own, unless the station shares; a duplicate tells no more than it must."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Status
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.houserules import HouseRules, Rules
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.session import Session
from tests.helpers.desks import JPEG, Desk
from tests.storage.stations import PASSWORD


@pytest.fixture
def other(desk: Desk) -> Session:
    """Return a second clerk's session."""
    clerk = Operator("zhaolei", Role.CLERK, "赵磊")
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_operator(clerk)
        desk.station.add_person(desk.supervisor.store, clerk, PASSWORD)
    return desk.sit_down("zhaolei")


@pytest.fixture
def hers(desk: Desk) -> str:
    """Return a draft of the first clerk's."""
    return desk.filled().record.id


TOUCHES: dict[str, Callable[[Session, str], object]] = {
    "show": lambda s, r: Registry(s).show(r),
    "duplicates": lambda s, r: Registry(s).duplicates(r),
    "picture": lambda s, r: Registry(s).picture(r, PictureRole.PHOTO),
    "look": lambda s, r: Capture(s).look(r),
    "edit": lambda s, r: Capture(s).edit(r, {"mobile": "13800138001"}),
    "judged_photo": lambda s, r: Capture(s).judged_photo(r),
    "accept_picture": lambda s, r: Capture(s).accept_picture(r, PictureRole.ID_BACK, JPEG),
    "remove_picture": lambda s, r: Capture(s).remove_picture(r, PictureRole.ID_BACK),
    "swap_id_pictures": lambda s, r: Capture(s).swap_id_pictures(r),
    "consent": lambda s, r: Capture(s).consent(r, ()),
    "confirm": lambda s, r: Capture(s).confirm(r),
    "submit": lambda s, r: Capture(s).submit(r),
    "amend": lambda s, r: Capture(s).amend(r),
    "park": lambda s, r: Capture(s).park(r),
    "void": lambda s, r: Capture(s).void(r, "reason"),
    "discard": lambda s, r: Capture(s).discard(r),
    "content": lambda s, r: Printing(s).content(r, "registration"),
    "printed": lambda s, r: Printing(s).printed(r, "registration"),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_a_clerk_touches_nobody_else_s_record(desk: Desk, other: Session, hers: str, touch: str) -> None:
    before = desk.supervisor.record(hers)
    trail = len(list(desk.supervisor.store.audit_entries()))
    with pytest.raises(NotAllowedError) as caught:
        TOUCHES[touch](other, hers)
    assert caught.value.code == "record.not_yours"
    assert desk.supervisor.record(hers) == before
    assert len(list(desk.supervisor.store.audit_entries())) == trail


def test_lists_and_figures_hold_one_s_own(desk: Desk, other: Session, hers: str) -> None:
    Capture(desk.clerk).park(hers)
    his = Capture(other).start().record.id
    assert [found.id for found in Registry(other).search()] == [his]
    assert [found.id for found in Registry(other).waiting()] == []
    assert Registry(other).counts() == {Status.DRAFT: 1}
    assert {found.id for found in Registry(desk.supervisor).search()} == {hers, his}
    assert Registry(desk.supervisor).counts() == {Status.DRAFT: 2}


@pytest.mark.parametrize("role", [Role.HR, Role.SUPERVISOR])
def test_hr_and_supervisor_see_everyone_s(desk: Desk, hers: str, role: Role) -> None:
    person = Operator("chenjie", role)
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_operator(person)
        desk.station.add_person(desk.supervisor.store, person, PASSWORD)
    assert Registry(desk.sit_down("chenjie")).show(hers)[0].id == hers


def test_a_station_may_share_its_records_and_stop_it(desk: Desk, other: Session, hers: str) -> None:
    rules = HouseRules(desk.supervisor)
    assert rules.change(shared_records=True) == Rules(shared_records=True)
    Capture(other).edit(hers, {"mobile": "13800138001"})
    assert rules.change(shared_records=False) == HouseRules(other).current() == Rules()
    with pytest.raises(NotAllowedError, match="not_yours"):
        Capture(other).look(hers)
    told = [(e.subject, e.detail) for e in desk.supervisor.store.audit_entries() if e.action == "setting.change"]
    assert told == [
        ("records.shared", '{"new": "yes", "old": ""}'),
        ("records.shared", '{"new": "no", "old": "yes"}'),
    ]


def test_a_city_may_share_and_a_station_may_still_say_no(desk: Desk, other: Session, hers: str) -> None:
    shared = replace(desk.profile, shared_records=True)
    his, supervisor = replace(other, profile=shared), replace(desk.supervisor, profile=shared)
    assert HouseRules(his).current().shared_records
    assert Registry(his).show(hers)[0].id == hers
    HouseRules(supervisor).change(shared_records=False)
    with pytest.raises(NotAllowedError, match="not_yours"):
        Registry(his).show(hers)


def test_a_duplicate_tells_that_it_is_one_and_not_who_it_is(desk: Desk, other: Session, hers: str) -> None:
    name, number = (desk.supervisor.record(hers).value(key) for key in ("name", "number"))
    taken = Capture(other).edit(Capture(other).start().record.id, {"document_type": "resident", "number": number})
    told = next(problem for problem in taken.problems if problem.code == "rules.duplicate")
    assert told.params["operator"] == "limin"
    assert name not in repr(told.params)
    assert str(told.params["name"]).startswith(name[0])
    (earlier,) = Registry(other).duplicates(taken.record.id)
    assert (earlier.id, earlier.created_by, earlier.status, earlier.opens) == (hers, "limin", Status.DRAFT, False)
    with pytest.raises(NotAllowedError, match="not_yours"):
        Registry(other).show(earlier.id)


def test_one_s_own_duplicate_is_named_and_opens(desk: Desk, hers: str) -> None:
    capture = Capture(desk.clerk)
    name, number = (desk.clerk.record(hers).value(key) for key in ("name", "number"))
    taken = capture.edit(capture.start().record.id, {"document_type": "resident", "number": number})
    assert next(p for p in taken.problems if p.code == "rules.duplicate").params["name"] == name
    assert [earlier.opens for earlier in Registry(desk.clerk).duplicates(taken.record.id)] == [True]
