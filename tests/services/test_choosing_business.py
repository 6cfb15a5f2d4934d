# SPDX-License-Identifier: Apache-2.0
"""The kind of business for the shift, and a draft that becomes another kind."""

from __future__ import annotations

import json

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.businesses import Businesses
from sscard_desktop.services.capture import Capture
from tests.helpers.desks import JPEG, Desk
from tests.helpers.offices import Office
from tests.helpers.requests import request


def test_the_choice_is_each_persons_own_and_ends_with_the_day(desk: Desk) -> None:
    clerk, supervisor = Businesses(desk.clerk), Businesses(desk.supervisor)
    assert clerk.chosen() == "new"
    assert clerk.choose("loss") == "loss"
    assert (clerk.chosen(), supervisor.chosen()) == ("loss", "new")
    desk.clock.advance(days=1)
    assert clerk.chosen() == "new"


def test_a_kind_that_the_city_does_not_take_is_not_chosen(desk: Desk) -> None:
    with pytest.raises(RefusedError, match=r"record\.no_such_business"):
        Businesses(desk.clerk).choose("lottery")


def test_a_draft_becomes_another_kind_and_keeps_what_both_ask_for(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start(card=desk.person().card).record.id
    capture.edit(record_id, {"mobile": "13900001234", "occupation": "3"})
    capture.accept_picture(record_id, PictureRole.ID_FRONT, JPEG)
    record = Businesses(desk.clerk).change(record_id, "loss").record
    assert record.business == "loss"
    assert set(record.values) == {"document_type", "number", "name", "sex", "birth_date", "mobile"}
    assert PictureRole.ID_FRONT not in record.pictures
    told = next(entry for entry in desk.clerk.store.audit_entries() if entry.action == "record.business")
    detail = json.loads(told.detail)
    assert (detail["old"], detail["new"], detail["pictures"]) == ("new", "loss", ["id_front"])
    assert "occupation" in detail["fields"]
    assert "13900001234" not in told.detail


def test_a_default_of_the_former_kind_is_no_answer_to_the_next(desk: Desk) -> None:
    record_id = Capture(desk.clerk).start(business="service_password").record.id
    assert desk.clerk.store.record(record_id).value("verified_way") == "counter"
    record = Businesses(desk.clerk).change(record_id, "replacement").record
    assert record.value("verified_way") == ""
    assert record.value("pickup_way") == "office"


def test_a_record_with_its_receipt_number_stays_what_it_is(desk: Desk) -> None:
    record_id = request(desk, "loss").record.id
    Capture(desk.clerk).confirm(record_id)
    with pytest.raises(RefusedError, match=r"record\.business_fixed"):
        Businesses(desk.clerk).change(record_id, "change")


def test_nobody_changes_anothers_draft(office: Office) -> None:
    record = office.submitted(1)
    with pytest.raises(NotAllowedError):
        Businesses(office.session_of("stranger", Role.CLERK)).change(record.id, "loss")
