# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.formcodes import form_code
from sscard_desktop.services.printing import Printing
from tests.helpers import forms
from tests.helpers.desks import JPEG, Desk

PRESS = FormPress(paths.resources() / "fonts")


def printed(desk: Desk, record_id: RecordId, form: str) -> bytes:
    """Render a form; the desk's pictures aren't pictures, so others take their places."""
    spec, content = Printing(desk.clerk).content(record_id, form)
    assert set(content.pictures) == {PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK}
    return PRESS.render(spec.template, replace(content, pictures=forms.PICTURES))


def test_the_demo_peoples_forms_are_printed_and_their_codes_scan(desk: Desk) -> None:
    for index in range(10):
        record = desk.filled(index).record
        pdf = printed(desk, record.id, "registration")
        text = "".join(forms.pypdf_text(pdf).split())
        for key in ("name", "number", "mobile"):
            assert "".join(record.value(key).split()) in text
        found = {each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=300))}
        assert found == {form_code(desk.clerk, record, "registration"), record.value("social_security_number")}


def test_the_receipt_shows_the_receipt_number_as_people_read_it(desk: Desk) -> None:
    record = desk.submitted().record
    pdf = printed(desk, record.id, "receipt")
    assert grouped(record.receipt_number) in forms.pypdf_text(pdf)
    assert {each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=300))} == {record.receipt_number}


def test_the_second_registration_form_is_reprint_one(desk: Desk) -> None:
    printing = Printing(desk.clerk)
    record_id = desk.submitted().record.id
    assert printing.content(record_id, "registration")[1].reprint == 0
    printing.printed(record_id, "registration")
    assert printing.content(record_id, "registration")[1].reprint == 1


def test_receipts_are_not_counted_as_reprints(desk: Desk) -> None:
    printing = Printing(desk.clerk)
    record_id = desk.submitted().record.id
    printing.printed(record_id, "receipt")
    assert printing.content(record_id, "registration")[1].reprint == 0
    printing.printed(record_id, "registration")
    assert printing.content(record_id, "receipt")[1].reprint == 0


def test_codes_on_paper_are_words_and_choices_keep_their_codes(desk: Desk) -> None:
    content = Printing(desk.clerk).content(desk.submitted().record.id, "registration")[1]
    assert content.values["sex"] in ("男", "女")
    assert content.codes["bank"] in ("icbc", "abc", "ccb", "psbc", "bocd", "cdrcb")
    assert content.pictures[PictureRole.PHOTO] == JPEG


def test_a_form_that_the_profile_lacks_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInputError, match=r"profile\.no_such_form"):
        Printing(desk.clerk).content(desk.submitted().record.id, str(Path("../../etc/passwd")))


def test_an_address_that_is_no_longer_asked_for_is_not_printed(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = desk.filled(1).record.id
    assert Printing(desk.clerk).content(record_id, "registration")[1].values["post_address"]
    capture.edit(record_id, {"pickup_way": "unit"})
    content = Printing(desk.clerk).content(record_id, "registration")[1]
    assert content.values["post_address"] == ""
    assert "post_address" not in content.codes
