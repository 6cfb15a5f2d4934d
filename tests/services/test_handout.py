# SPDX-License-Identifier: Apache-2.0
"""Giving cards out: to the holder, a guardian or an agent with all that has to be shown, and on paper."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.cardissue import CardIssue, Proof, Taker
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.record import Move, Record, Status, Step
from sscard_desktop.exchange.tables import Tables
from sscard_desktop.services.enquiries import Enquiries, Node, Result
from sscard_desktop.services.handout import HandOut, Shown
from sscard_desktop.services.handoutpapers import HandOutPapers, rendered_labels, rendered_list, rendered_notices
from tests.helpers.offices import CLERK, Office

PRESS = FormPress(paths.resources() / "fonts")
AGENT = Shown(Taker.AGENT, "李娜", "510107198503070029", proof=True, holders_document=True)
POST = {
    "pickup_way": "post",
    "post_recipient": "王大明",
    "post_phone": "13800138000",
    "post_district": "武侯区",
    "post_postcode": "610041",
    "post_address": "四川省成都市武侯区一环路南一段24号3栋2单元1801室",
}
CHILD = {"birth_date": "2015-03-07", "agent_name": "王大明", "agent_number": "510107198503070029"}


class Counter(Office):
    """A station where three cards wait: a unit's two, a child's; one is sent by post, one isn't ready."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "station")
        self.folder = folder
        if not self.store.records_in([Status.READY]):
            for index, values in ((1, {}), (2, {}), (3, CHILD), (4, POST), (5, {})):
                self.wait(self.submitted(index, **values), Status.MAKING if index == 5 else Status.READY)
        ids = [f"{index:032x}" for index in range(1, 6)]
        self.one, self.two, self.child, self.post, self.making = ids
        self.out = HandOut(self.session)
        self.papers = HandOutPapers(self.session, paths.forms() / "shared-forms")

    def wait(self, record: Record, status: Status) -> None:
        now = self.clock.now()
        with self.store.transaction():
            self.store.save_record(replace(record, status=status))
            self.store.add_step(record.id, Step(now, CLERK, Move.SUBMIT, Status.CONFIRMED, Status.SUBMITTED))
            self.store.add_step(record.id, Step(now, "wangfang", Move.MAKE_READY, Status.EXPORTED, status))
            self.store.put_card_issue(CardIssue(record.id, f"A1234567{record.id[-1]}", "武侯支行", now))

    def holder(self, record_id: str) -> Shown:
        record = self.record(record_id)
        return Shown(Taker.HOLDER, record.value("name"), record.value("number"), read=True)

    def record(self, record_id: str) -> Record:
        return self.session.record(record_id)

    def refused(self, record_id: str, shown: Shown) -> str:
        with pytest.raises(RefusedError) as caught:
            self.out.give(record_id, shown)
        assert self.record(record_id).status is not Status.ISSUED
        return caught.value.code


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("waiting")
    Counter(folder).store.close()
    return folder / "station"


@pytest.fixture
def counter(made: Path, tmp_path: Path) -> Iterator[Counter]:
    shutil.copytree(made, tmp_path / "station")
    opened = Counter(tmp_path)
    yield opened
    opened.store.close()


# ── at the counter ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_holder_takes_the_card_and_it_is_noted(counter: Counter) -> None:
    number = counter.record(counter.one).value("number")
    (found,) = counter.out.find(number)
    assert (found.record, found.ready, found.card_number, found.place) == (counter.one, True, "A12345671", "武侯支行")
    given = counter.out.give(counter.one, counter.holder(counter.one))
    assert given.status is Status.ISSUED
    assert given.handed is not None
    assert (given.handed.taker, given.handed.number, given.handed.at) == (Taker.HOLDER, number, counter.clock.now())
    (progress,) = Enquiries(counter.session).progress(number)
    assert [s.node for s in progress.steps if s.result is Result.DONE][-1] is Node.ISSUED
    with pytest.raises(RefusedError) as caught:
        counter.out.give(counter.one, counter.holder(counter.one))
    assert caught.value.code == "handout.given_already"


def test_it_is_found_by_whole_numbers_only(counter: Counter) -> None:
    record = counter.record(counter.two)
    for text in (record.value("number"), record.receipt_number, "A12345672", f" {record.value('number').lower()} "):
        assert [each.record for each in counter.out.find(text)] == [counter.two], text
    assert counter.out.find(record.value("number")[:10]) == []
    with pytest.raises(InvalidInputError):
        counter.out.find("5101")


def test_an_agent_shows_both_documents_and_the_authorisation(counter: Counter) -> None:
    assert counter.refused(counter.one, replace(AGENT, proof=False)) == "handout.proof_missing"
    assert counter.refused(counter.one, replace(AGENT, holders_document=False)) == "handout.holders_document_missing"
    assert counter.refused(counter.one, replace(AGENT, name=" ")) == "handout.taker_missing"
    assert counter.refused(counter.one, replace(AGENT, number="510")) == "handout.taker_missing"
    own = counter.record(counter.one).value("number")
    assert counter.refused(counter.one, replace(AGENT, number=own)) == "handout.taker_is_holder"
    given = counter.out.give(counter.one, AGENT)
    assert given.handed is not None
    assert (given.handed.name, given.handed.proof) == ("李娜", Proof.AUTHORISATION)


def test_a_guardian_takes_a_minors_card_only(counter: Counter) -> None:
    guardian = replace(AGENT, taker=Taker.GUARDIAN, name="王大明")
    assert counter.refused(counter.one, guardian) == "handout.not_a_minor"
    assert counter.refused(counter.child, replace(guardian, proof=False)) == "handout.proof_missing"
    given = counter.out.give(counter.child, guardian)
    assert given.minor
    assert given.handed is not None
    assert given.handed.proof is Proof.HOUSEHOLD_REGISTER


def test_a_unit_takes_the_cards_of_those_who_chose_it(counter: Counter) -> None:
    unit = replace(AGENT, taker=Taker.UNIT, holders_document=False)
    assert counter.refused(counter.post, unit) == "handout.not_by_unit"
    assert counter.out.give(counter.one, unit).status is Status.ISSUED


def test_somebody_elses_document_is_not_the_holders(counter: Counter) -> None:
    assert counter.refused(counter.one, counter.holder(counter.two)) == "handout.not_the_holder"


def test_a_card_that_nobody_told_of_is_handed_out_only_when_it_lies_there(counter: Counter) -> None:
    holder = counter.holder(counter.making)
    assert counter.refused(counter.making, holder) == "handout.not_ready"
    assert counter.out.give(counter.making, replace(holder, unready=True)).status is Status.ISSUED
    draft = counter.submitted(7)
    assert counter.refused(draft.id, replace(counter.holder(draft.id), unready=True)) == "handout.not_out"
    loss = replace(counter.record(counter.two), id=draft.id[:-1] + "e", business="loss", receipt_number="x", batch="")
    with counter.store.transaction():
        counter.store.add_record(loss)
    assert counter.refused(loss.id, counter.holder(loss.id)) == "handout.no_card"


def test_a_slip_is_taken_back_by_whoever_made_it(counter: Counter) -> None:
    clerk = HandOut(counter.session_of(CLERK, Role.CLERK))
    clerk.give(counter.one, counter.holder(counter.one))
    other = HandOut(counter.session_of("zhaoliu", Role.CLERK))
    with pytest.raises(RefusedError) as caught:
        other.take_back(counter.one)
    assert caught.value.code == "handout.not_yours"
    back = clerk.take_back(counter.one)
    assert (back.status, back.handed, back.card_number) == (Status.READY, None, "A12345671")
    with pytest.raises(RefusedError):
        clerk.take_back(counter.one)


def test_a_clerk_hands_out_whoever_took_the_record(counter: Counter) -> None:
    other = HandOut(counter.session_of("zhaoliu", Role.CLERK))
    assert other.waiting() == []
    assert [each.record for each in other.find(counter.record(counter.one).value("number"))] == [counter.one]
    assert other.give(counter.one, counter.holder(counter.one)).status is Status.ISSUED


def test_what_waits_is_listed_by_unit_and_way(counter: Counter) -> None:
    unit = counter.record(counter.one).value("unit")
    assert [each.record for each in counter.out.waiting()] == [counter.one, counter.two, counter.child, counter.post]
    assert [each.record for each in counter.out.waiting(way="post")] == [counter.post]
    assert counter.out.waiting(unit="别的单位") == []
    assert len(counter.out.waiting(unit=unit)) == 4


# ── on paper ──────────────────────────────────────────────────────────────────────────────────────────────────


def words(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "").replace(" ", "")


def test_a_units_list_has_room_to_sign_and_covered_numbers(counter: Counter) -> None:
    made = counter.papers.hand_out_list(counter.record(counter.one).value("unit"))
    text = words(rendered_list(made, lambda: PRESS))
    assert "领卡人签名" in text
    assert "成都样例科技有限公司" in text
    assert "王小明" in text
    assert counter.record(counter.one).value("number") not in text
    assert "A12345671" not in text
    assert "*****5671" in text
    with pytest.raises(RefusedError) as caught:
        counter.papers.hand_out_list("别的单位")
    assert caught.value.code == "handout.nobody_waits"


def test_a_list_without_a_unit_is_of_the_one_whose_cards_wait(counter: Counter) -> None:
    child = counter.record(counter.child)
    assert counter.papers.hand_out_list() == counter.papers.hand_out_list(child.value("unit"))
    counter.wait(counter.submitted(6, unit="别的单位"), Status.READY)
    with pytest.raises(RefusedError) as caught:
        counter.papers.hand_out_list()
    assert (caught.value.code, caught.value.params) == ("handout.which_unit", {"count": 2})
    assert len(counter.papers.hand_out_list("别的单位").content.people) == 1


def test_who_gets_the_card_by_post_is_neither_on_the_list_nor_asked_to_come(counter: Counter) -> None:
    by_post = counter.record(counter.post)
    listed = counter.papers.hand_out_list(by_post.value("unit")).content.people
    noticed = counter.papers.notices().contents
    for papers in (listed, noticed):
        assert papers
        assert by_post.receipt_number not in {each.values["receipt_number"] for each in papers}


def test_a_list_of_one_way_of_pickup_has_nobody_else_on_it(counter: Counter) -> None:
    by_post = counter.record(counter.post)
    unit = by_post.value("unit")
    everybody = counter.papers.hand_out_list(unit).content.people
    listed = counter.papers.hand_out_list(unit, way="post").content.people
    assert len(listed) == 1 < len(everybody)
    assert listed[0].values["receipt_number"] == by_post.receipt_number
    with pytest.raises(RefusedError, match=r"handout\.nobody_waits"):
        counter.papers.hand_out_list(unit, way="no such way")


def test_without_a_card_by_post_the_labels_say_so(counter: Counter) -> None:
    counter.out.give(counter.post, counter.holder(counter.post))
    for paper in (counter.papers.labels, lambda: counter.papers.courier_list(counter.folder / "c.csv", Tables())):
        with pytest.raises(RefusedError) as caught:
            paper()
        assert caught.value.code == "handout.nobody_by_post"
    assert counter.papers.notices().contents


def test_everybody_who_comes_gets_a_notice_with_the_place(counter: Counter) -> None:
    sheaf = rendered_notices(counter.papers.notices(), lambda: PRESS)
    assert (sheaf.refused, len(sheaf.printed)) == ({}, 3)
    # Once on each slip, and once in the station's name.
    assert words(sheaf.pdf).count("武侯支行") == 6


def test_cards_by_post_have_labels_and_a_couriers_list(counter: Counter) -> None:
    made = counter.papers.labels()
    assert [label.recipient for label in made.labels] == ["王大明"]
    text = words(rendered_labels(made, lambda: PRESS, first=13))
    assert "王大明" in text
    assert "1801室" in text
    written = counter.papers.courier_list(counter.folder / "邮寄清单.xlsx", Tables())
    page = openpyxl.load_workbook(written.path).active
    assert page is not None
    assert [cell.value for cell in page[2]][2:7] == ["王大明", "13800138000", "武侯区", "610041", POST["post_address"]]


def test_an_address_that_is_not_complete_has_no_label_and_is_told(counter: Counter) -> None:
    with counter.store.transaction():
        counter.store.save_values(counter.record(counter.post).id, {"post_postcode": ""}, at=counter.clock.now())
    made = counter.papers.labels()
    assert (made.labels, len(made.lacking)) == ((), 1)
    written = counter.papers.courier_list(counter.folder / "a.csv", Tables())
    assert "地址不完整" in written.path.read_text(encoding="utf-8-sig")


def test_the_trail_tells_of_lists_and_nobodys_name(counter: Counter) -> None:
    counter.papers.notices()
    counter.out.give(counter.one, AGENT)
    lines = [entry for entry in counter.store.audit_entries() if entry.action.startswith("handout")]
    assert {entry.action for entry in lines} == {"handout.list", "handout.give"}
    assert not any("李娜" in entry.detail or "5101" in entry.detail for entry in lines)
