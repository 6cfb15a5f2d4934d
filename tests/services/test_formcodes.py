# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.formcode import FormCode, form_mark, read_form_code
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import grouped, receipt_number
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.formcodes import FormCodes, form_code, knows_line
from sscard_desktop.services.printing import Printing
from tests.helpers.desks import JPEG, Desk


def test_a_printed_form_s_code_finds_its_record(desk: Desk) -> None:
    record = desk.filled().record
    line = Printing(desk.clerk).content(record.id, "registration")[1].personal_code
    found = FormCodes(desk.clerk).find(line)
    assert (found.record.id, found.stale) == (record.id, False)
    assert found.form is not None
    assert found.form.key == "registration"


def test_a_form_s_code_holds_nothing_of_the_person(desk: Desk) -> None:
    record = desk.filled().record
    line = form_code(desk.clerk, record, "registration")
    for key in ("number", "mobile", "name"):
        assert record.value(key) not in line
    code = read_form_code(line)
    assert code is not None
    assert code.record == record.id


def test_submitting_and_printing_leave_the_paper_as_it_is(desk: Desk) -> None:
    record = desk.filled().record
    capture = Capture(desk.clerk)
    record = capture.confirm(record.id).record
    line = form_code(desk.clerk, record, "registration")
    Printing(desk.clerk).printed(record.id, "registration")
    capture.submit(record.id)
    assert not FormCodes(desk.clerk).find(line).stale


def test_an_edit_or_another_picture_makes_the_paper_stale(desk: Desk) -> None:
    record = desk.filled().record
    capture = Capture(desk.clerk)
    line = form_code(desk.clerk, record, "registration")
    mobile = record.value("mobile")
    capture.edit(record.id, {"mobile": "13900139000"})
    assert FormCodes(desk.clerk).find(line).stale
    capture.edit(record.id, {"mobile": mobile})
    assert not FormCodes(desk.clerk).find(line).stale
    capture.accept_picture(record.id, PictureRole.ID_FRONT, JPEG + b"another")
    assert FormCodes(desk.clerk).find(line).stale


def refused(desk: Desk, line: str) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        FormCodes(desk.clerk).find(line)
    return caught.value


def test_each_useless_code_says_why(desk: Desk) -> None:
    identity = desk.clerk.identity.number
    nowhere = FormCode(identity, RecordId("ab" * 16), form_mark("registration"), "0" * 12)
    elsewhere = FormCode(identity % 9999 + 1, RecordId("ab" * 16), form_mark("registration"), "0" * 12)
    assert refused(desk, str(nowhere)).code == "formcode.unknown"
    assert refused(desk, str(nowhere)[:-1]).code == "formcode.misread"
    error = refused(desk, str(elsewhere))
    assert (error.code, error.params) == ("formcode.other_station", {"station": f"{identity % 9999 + 1:04d}"})
    assert refused(desk, receipt_number(9999, desk.clock.today(), 1)).code == "formcode.no_such_receipt"
    assert refused(desk, "71" * 5).code == "formcode.misread"


def test_a_receipt_number_finds_its_record_grouped_or_not(desk: Desk) -> None:
    record = desk.submitted().record
    for line in (record.receipt_number, grouped(record.receipt_number)):
        assert knows_line(line)
        assert FormCodes(desk.clerk).find(line).record.id == record.id


def test_a_clerk_who_does_not_see_a_record_opens_it_by_no_code(desk: Desk) -> None:
    record = desk.filled().record
    line = form_code(desk.clerk, record, "registration")
    other = replace(desk.clerk, operator=Operator("zhaolei", Role.CLERK))
    with pytest.raises(NotAllowedError):
        FormCodes(other).find(line)
    assert FormCodes(desk.supervisor).find(line).record.id == record.id


def test_the_code_of_a_draft_that_was_discarded_is_known_no_more(desk: Desk) -> None:
    record = desk.filled().record
    line = form_code(desk.clerk, record, "registration")
    Capture(desk.clerk).discard(record.id)
    assert refused(desk, line).code in ("formcode.unknown", "formcode.gone")
