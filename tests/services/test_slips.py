# SPDX-License-Identifier: Apache-2.0
"""From a request at the counter to its slip: the record's own values, its number as bars, its kind of business."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.services.printing import Printing
from tests.helpers import forms
from tests.helpers.desks import Desk
from tests.helpers.requests import REQUESTS, submitted

PRESS = FormPress(paths.resources() / "fonts")
CHOSEN = ("pickup_way", "verified_way", "insurance_kinds")
"""Shown by ● or as one of a list's words."""


@pytest.mark.parametrize("business", REQUESTS)
def test_a_request_has_its_slip(desk: Desk, business: str) -> None:
    record = submitted(desk, business).record
    spec, content = Printing(desk.clerk).content(record.id, "slip")
    pdf = PRESS.render(spec.template, replace(content, pictures={}))
    text = "".join(forms.pypdf_text(pdf).split())
    assert desk.profile.businesses.label(business, "zh_CN") in text
    assert text.count(grouped(record.receipt_number)) == 4  # beside its label and below the bars, on both parts
    assert {each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=300))} == {record.receipt_number}
    for key in {"name", "number", *REQUESTS[business]}.difference(CHOSEN):
        assert "".join(content.values[key].split()) in text, key
    assert content.values["fee"] == ""


def test_the_chosen_answers_of_a_request_are_marked(desk: Desk) -> None:
    marked = {
        "transfer_in": ("●养老保险", "●医疗保险", "○失业保险"),
        "change": ("●上门核验", "○自助机核验"),
    }
    for index, (business, answers) in enumerate(marked.items()):
        record = submitted(desk, business, index).record
        spec, content = Printing(desk.clerk).content(record.id, "slip")
        text = "".join(forms.pypdf_text(PRESS.render(spec.template, content)).split())
        assert all(answer in text for answer in answers), business


def test_a_city_that_charges_says_so_on_the_slip(desk: Desk) -> None:
    record = submitted(desk, "replacement").record
    views = {**desk.profile.views, "replacement": replace(desk.profile.views["replacement"], fee_yuan=20)}
    charging = replace(desk.clerk, profile=replace(desk.profile, views=views))
    spec, content = Printing(charging).content(record.id, "slip")
    assert "应收20元" in "".join(forms.pypdf_text(PRESS.render(spec.template, content)).split())


def test_a_guardian_stands_on_the_slip_of_a_childs_new_password(desk: Desk) -> None:
    guardian = {
        "agent_name": "欧阳样本",
        "agent_document_type": "passport",
        "agent_number": "E12345678",
        "agent_mobile": "13700137000",
        "agent_relation": "father",
        "agent_proof": "household_register",
    }
    child = {"document_type": "other", "number": "X1", "birth_date": f"{desk.today.year - 8}-01-02"}
    record = submitted(desk, "service_password", **child, **guardian).record
    spec, content = Printing(desk.clerk).content(record.id, "slip")
    text = "".join(forms.pypdf_text(PRESS.render(spec.template, content)).split())
    for words in ("欧阳样本", "E12345678", "13700137000", "●护照", "●户口簿", "未成年人由其监护人", "●人工窗口核验"):
        assert words in text


def test_an_agents_authorisation_names_both(desk: Desk) -> None:
    agent = {
        "agent_name": "欧阳样本",
        "agent_document_type": "passport",
        "agent_number": "E12345678",
        "agent_mobile": "13700137000",
        "agent_relation": "spouse",
        "agent_proof": "authorisation",
    }
    record = submitted(desk, "loss", **agent).record
    spec, content = Printing(desk.clerk).content(record.id, "authorisation")
    text = "".join(forms.pypdf_text(PRESS.render(spec.template, content)).split())
    for words in (record.value("name"), record.value("number"), "欧阳样本", "E12345678", "配偶", "●护照", "挂失"):
        assert words in text
