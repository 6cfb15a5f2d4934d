# SPDX-License-Identifier: Apache-2.0
"""Each kind of business from the counter to the bureau: own fields, own checks, own sheet, one receipt number each."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import pyzipper
from python_calamine import CalamineWorkbook

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import Status
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.review import Review
from tests.helpers.desks import Desk
from tests.helpers.packages import PASSWORD
from tests.helpers.requests import CARD, REQUESTS, request, submitted

KINDS = ("new", *REQUESTS)


def told(taken: Taken, key: str) -> set[str]:
    return {problem.code for problem in taken.problems if problem.key == key}


def sheets(file: Path) -> dict[str, list[dict[str, object]]]:
    with pyzipper.AESZipFile(file) as archive:
        archive.setpassword(PASSWORD.encode())
        book = CalamineWorkbook.from_filelike(
            io.BytesIO(archive.read(next(name for name in archive.namelist() if name.endswith(".xlsx"))))
        )
    found = {}
    for name in book.sheet_names:
        header, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def approve(desk: Desk, *taken: Taken) -> None:
    for each in taken:
        Review(desk.supervisor).approve(each.record.id)


@pytest.mark.parametrize("business", KINDS)
def test_each_kind_is_complete_with_what_its_own_form_asks(desk: Desk, business: str) -> None:
    taken = submitted(desk, business)
    assert taken.record.business == business
    assert taken.record.status is Status.SUBMITTED
    assert is_receipt_number(taken.record.receipt_number)
    assert set(taken.record.values) <= set(desk.profile.of(business).fields)


@pytest.mark.parametrize("business", REQUESTS)
def test_what_a_kind_needs_is_missed_by_name(desk: Desk, business: str) -> None:
    taken = Capture(desk.clerk).start(card=desk.person().card, business=business)
    missing = {problem.key for problem in taken.problems if problem.severity is Severity.ERROR}
    expected = {
        "replacement": {"pickup_district", "pickup_office", "mobile"},
        "exchange": {"pickup_district", "pickup_office", "mobile", "photo"},
        "change": {"mobile"},
        "activation": {"card_number", "mobile"},
        "loss": {"mobile"},
        "loss_cancel": {"card_number", "mobile"},
        "service_password": {"mobile"},
        "transfer_in": {"card_number", "insurance_kinds", "mobile"},
    }
    assert missing == expected[business]


def test_a_kind_that_the_city_does_not_take_is_not_begun(desk: Desk) -> None:
    with pytest.raises(RefusedError, match=r"record\.no_such_business"):
        Capture(desk.clerk).start(business="lottery")


def test_a_field_of_another_kind_is_not_stored(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start(business="loss").record.id
    with pytest.raises(RefusedError, match=r"record\.no_such_field"):
        capture.edit(record_id, {"insurance_kinds": "pension"})


def test_several_kinds_of_insurance_are_stored_in_the_lists_order_however_they_were_typed(desk: Desk) -> None:
    taken = request(desk, "transfer_in", insurance_kinds="生育；养老,医疗保险")
    assert taken.record.value("insurance_kinds") == "pension,medical,maternity"
    taken = Capture(desk.clerk).edit(taken.record.id, {"insurance_kinds": "养老、车险"})
    assert told(taken, "insurance_kinds") == {"rules.codes_unknown"}


def test_a_change_that_changes_nothing_is_refused(desk: Desk) -> None:
    taken = request(desk, "change", phone="")
    assert told(taken, "mobile") == {"rules.nothing_changes"}
    assert Capture(desk.clerk).edit(taken.record.id, {"postcode": "610000"}).complete


@pytest.mark.parametrize("number", ["A12345678", "AG3456780", "123456789", "6217001234567890123", "6217001234567890"])
def test_a_card_number_as_cards_carry_them_passes(desk: Desk, number: str) -> None:
    assert told(request(desk, "activation", card_number=number), "card_number") == set()


@pytest.mark.parametrize("number", ["12", "A1234", "一二三", "A12345678901"])
def test_one_that_looks_odd_is_only_warned_of(desk: Desk, number: str) -> None:
    taken = request(desk, "activation", card_number=number)
    assert told(taken, "card_number") == {"rules.card_number_shape"}
    assert taken.complete


@pytest.mark.parametrize("number", ["a12345678", "A1234 5678", "6217-0012-3456-7890"])
def test_one_that_is_spelled_unlike_cards_is_proposed_as_they_spell_it(desk: Desk, number: str) -> None:
    taken = request(desk, "activation", card_number=number)
    (problem,) = [problem for problem in taken.problems if problem.key == "card_number"]
    assert problem.code == "rules.card_number_spelling"
    assert problem.proposal in {"A12345678", "6217001234567890"}
    assert taken.complete


def test_the_document_number_in_place_of_the_card_number_is_noticed(desk: Desk) -> None:
    taken = request(desk, "activation", card_number=desk.person().card.number)
    assert told(taken, "card_number") == {"rules.card_number_is_number"}


def test_who_saw_the_holder_and_when_is_whoever_sits_there_today_until_told_otherwise(desk: Desk) -> None:
    taken = request(desk, "replacement")
    values = [taken.record.value(key) for key in ("verified_way", "verified_by", "verified_on")]
    assert values == ["counter", "limin", desk.today.isoformat()]
    changed = Capture(desk.clerk).edit(taken.record.id, {"verified_by": "张三", "verified_way": "home"})
    assert changed.record.value("verified_by") == "张三"
    begun = Capture(desk.clerk).start(card=desk.person(1).card, business="service_password").record
    assert begun.value("verified_by") == "limin"


AGENT = {
    "agent_document_type": "id_card",
    "agent_name": "李四",
    "agent_mobile": "13800001111",
    "agent_number": "110105194912310021",
    "agent_relation": "spouse",
}


@pytest.mark.parametrize(
    ("proof", "codes"),
    [
        ("", {"rules.required"}),
        ("household_register", {"rules.agent_shows_authorisation"}),
        ("authorisation", set()),
    ],
)
def test_an_agent_shows_the_holders_authorisation(desk: Desk, proof: str, codes: set[str]) -> None:
    taken = request(desk, "loss", **AGENT, agent_proof=proof)
    assert told(taken, "agent_proof") == codes


@pytest.mark.parametrize(("proof", "fine"), [("household_register", True), ("authorisation", False), ("", False)])
def test_a_minors_guardian_shows_the_household_register(desk: Desk, proof: str, fine: bool) -> None:
    child = f"{desk.today.year - 8}-01-02"
    taken = request(desk, "loss", document_type="other", number="X1", birth_date=child, **AGENT, agent_proof=proof)
    assert (told(taken, "agent_proof") == set()) is fine


@pytest.mark.parametrize("business", REQUESTS)
def test_a_minor_asks_for_nothing_without_a_guardian(desk: Desk, business: str) -> None:
    child = {"document_type": "other", "number": "X1", "birth_date": f"{desk.today.year - 8}-01-02"}
    alone = request(desk, business, **child)
    assert told(alone, "agent_name") == {"rules.required_guardian"}
    assert not alone.complete
    passport = {"agent_document_type": "passport", "agent_number": "E12345678"}
    guardian = {**AGENT, **passport, "agent_proof": "household_register"}
    guarded = Capture(desk.clerk).edit(alone.record.id, guardian)
    assert {problem.key for problem in guarded.problems if problem.key.startswith("agent_")} == set()


def test_a_record_of_a_kind_that_the_city_takes_no_more_is_told_that_and_nothing_else(desk: Desk) -> None:
    taken = request(desk, "loss")
    kinds = desk.profile.businesses
    fewer = replace(
        desk.profile,
        businesses=replace(kinds, entries=tuple(kind for kind in kinds.entries if kind.code != "loss")),
        views={code: view for code, view in desk.profile.views.items() if code != "loss"},
    )
    capture = Capture(replace(desk.clerk, profile=fewer))
    seen = capture.look(taken.record.id)
    assert [(problem.key, problem.code) for problem in seen.problems] == [("", "rules.business_not_taken")]
    assert not seen.complete


# ── once, and again ───────────────────────────────────────────────────────────────────────────────────────────


def test_one_person_may_ask_for_everything_one_after_the_other(desk: Desk) -> None:
    numbers = [submitted(desk, business).record.receipt_number for business in KINDS]
    assert len(set(numbers)) == len(KINDS)
    assert [number[12:16] for number in numbers] == [f"{running:04d}" for running in range(1, len(KINDS) + 1)]


@pytest.mark.parametrize("business", ["loss", "change", "activation", "replacement"])
def test_the_same_request_twice_is_refused_while_the_first_is_still_here(desk: Desk, business: str) -> None:
    first = submitted(desk, business)
    second = request(desk, business)
    (problem,) = [problem for problem in second.problems if problem.key == "number"]
    assert (problem.code, problem.related) == ("rules.still_open", (first.record.id,))
    assert not second.complete


def test_a_second_loss_is_reported_once_the_first_has_left(desk: Desk, tmp_path: Path) -> None:
    first = submitted(desk, "loss")
    approve(desk, first)
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    exporting.export(batching.seal().number, tmp_path, PASSWORD)
    assert submitted(desk, "loss").record.status is Status.SUBMITTED


def test_a_second_new_card_stays_a_duplicate_for_ever(desk: Desk) -> None:
    submitted(desk, "new")
    assert told(request(desk, "new"), "number") == {"rules.duplicate"}


def test_the_number_of_a_receipt_is_never_given_twice_though_the_clock_goes_back(desk: Desk) -> None:
    given = [submitted(desk, "loss", 0).record.receipt_number]
    desk.clock.advance(days=1)
    given.append(submitted(desk, "change", 0).record.receipt_number)
    desk.clock.advance(days=-1)
    given.append(submitted(desk, "activation", 0).record.receipt_number)
    desk.clock.advance(days=1)
    given.append(submitted(desk, "transfer_in", 0).record.receipt_number)
    assert len(set(given)) == 4
    assert [number[12:16] for number in given] == ["0001", "0001", "0002", "0002"]


# ── leaving ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_of_each_kind_leaves_on_its_own_sheet_and_is_read_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    taken = {business: submitted(desk, business) for business in KINDS}
    approve(desk, *taken.values())
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    batch = batching.seal()
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
    written = exporting.export(batch.number, first, PASSWORD)
    assert exporting.verify(written.path, PASSWORD) == []
    found = sheets(written.path)
    assert list(found) == [desk.profile.of(business).workbook.sheet for business in KINDS]
    for business, each in taken.items():
        (row,) = found[desk.profile.of(business).workbook.sheet]
        assert row["受理编号"] == each.record.receipt_number
        assert row["业务类型"] == desk.profile.businesses.label(business, "zh_CN")
        assert row["证件号码"] == desk.person().card.number
        assert row["序号"] == "1"
    (transfer,) = found["卡归属地转入"]
    assert (transfer["已参保险种"], transfer["社会保障卡号"]) == ("养老保险、医疗保险", CARD)
    (change,) = found["信息变更"]
    assert (change["新固定电话"], change["新手机号码"]) == ("028-86245818", "")
    (verified,) = found["解挂"]
    assert (verified["核验方式"], verified["核验人"]) == ("人工窗口核验", "limin")
    again = exporting.export(batch.number, second, PASSWORD)
    assert sheets(again.path) == found


def test_a_sealed_batch_of_all_kinds_has_the_same_content_each_time(desk: Desk, tmp_path: Path) -> None:
    approve(desk, *(submitted(desk, business) for business in KINDS))
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    number = batching.seal().number
    contents = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with pyzipper.AESZipFile(exporting.export(number, tmp_path / name, PASSWORD).path) as archive:
            archive.setpassword(PASSWORD.encode())
            contents.append({member: archive.read(member) for member in archive.namelist()})
    assert contents[0] == contents[1]


def test_kinds_without_records_make_no_sheet(desk: Desk, tmp_path: Path) -> None:
    approve(desk, submitted(desk, "loss"), submitted(desk, "loss", 1))
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    written = exporting.export(batching.seal().number, tmp_path, PASSWORD)
    found = sheets(written.path)
    assert list(found) == ["挂失"]
    assert [row["序号"] for row in found["挂失"]] == ["1", "2"]


def test_one_persons_photos_of_two_kinds_lie_side_by_side(desk: Desk, tmp_path: Path) -> None:
    approve(desk, submitted(desk, "new"), submitted(desk, "exchange"))
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    written = exporting.export(batching.seal().number, tmp_path, PASSWORD)
    with pyzipper.AESZipFile(written.path) as archive:
        number = desk.person().card.number
        assert {f"photos/{number}.jpg", f"exchange/photos/{number}.jpg"} <= set(archive.namelist())
    (row,) = sheets(written.path)["换卡"]
    assert row["照片文件"] == f"exchange/photos/{number}.jpg"


def test_a_batch_names_who_lacks_what_by_the_rules_of_each_kind(desk: Desk) -> None:
    loss, exchange, new = (
        submitted(desk, business, index) for index, business in enumerate(("loss", "exchange", "new"))
    )
    approve(desk, loss, exchange, new)
    store = desk.supervisor.store
    with store.transaction():
        store.delete_picture(exchange.record.id, PictureRole.PHOTO)
        store.delete_picture(new.record.id, PictureRole.ID_BACK)
    found = Batching(desk.supervisor, PackageFile()).readiness()
    assert [record.id for record in found.ready] == [loss.record.id]
    lacking = {each.record.id: {problem.key for problem in each.problems} for each in found.lacking}
    assert lacking == {exchange.record.id: {"photo"}, new.record.id: {"id_back"}}
