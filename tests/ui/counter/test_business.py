# SPDX-License-Identifier: Apache-2.0
"""Kinds of business at the counter, chosen and taken to the submission by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.ui.counter.business import BusinessSheet
from sscard_desktop.ui.counter.enquiry import EnquirySheet
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.feedback.handout import HandOutSheet
from tests.helpers.counters import CounterWindow
from tests.ui.counter.test_page import everybody, fill

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def choose(counter: CounterWindow, typed: str, *, enter: bool = False) -> None:
    """Open the list of kinds by its key and type."""
    counter.key(Key.Key_B, CTRL)
    counter.settle()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, BusinessSheet)
    counter.write(typed)
    if enter:
        counter.key(Key.Key_Return)
    counter.settle()
    assert QApplication.activeModalWidget() is None
    # No window manager here: it would give the window its keyboard back.
    counter.window.activateWindow()
    counter.settle()


def record_of(counter: CounterWindow) -> Record:
    record = counter.page.work.record
    assert record is not None
    return record


def test_a_new_card_is_what_is_taken_until_something_else_is_chosen(counter: CounterWindow) -> None:
    assert counter.page.business.kind() == "申办"
    assert counter.page.business.isVisible()
    counter.lay(counter.person(0).card)
    assert record_of(counter).business == "new"


@pytest.mark.parametrize(("typed", "enter"), [("6", False), ("gs", True), ("挂失", True)])
def test_a_kind_is_chosen_by_number_initials_or_name(counter: CounterWindow, typed: str, enter: bool) -> None:
    choose(counter, typed, enter=enter)
    assert counter.page.business.kind() == "挂失"
    counter.key(Key.Key_F2)
    counter.settle()
    assert record_of(counter).business == "loss"
    assert set(counter.page.form.values()) == set(counter.desk.profile.of("loss").fields)


def test_a_loss_is_reported_from_card_to_submission_without_a_mouse(counter: CounterWindow) -> None:
    page = counter.page
    choose(counter, "6")
    counter.serve_behind_doors()
    counter.lay(counter.person(0).card)
    kinds = []
    for _ in range(20):
        if page.work.record is None:
            break
        step = page.standing.step()
        kinds.append(step.kind)
        if step.kind is StepKind.FIELD and page.form.flow.current() == "mobile" and not page.form.values()["mobile"]:
            fill(counter, "mobile", "13900001234")
        counter.key(Key.Key_Return)
        counter.settle()
    assert {StepKind.PHOTO, StepKind.ID_PICTURES}.isdisjoint(kinds)
    assert kinds[-1] is StepKind.SUBMIT
    (summary,) = everybody(counter)
    assert (summary.business, summary.status) == ("loss", Status.SUBMITTED)
    assert not counter.errors
    assert page.business.kind() == "挂失", "the next one is taken for the same"


def test_the_pages_parts_follow_the_kind(counter: CounterWindow) -> None:
    page = counter.page
    counter.lay(counter.person(0).card)
    assert page.standing.side.photo.isVisible()
    choose(counter, "6")
    assert not page.standing.side.photo.isVisible()
    assert [section.key for section in counter.desk.profile.of("loss").sections] == ["identity", "card", "agent"]
    page.standing.rail.button("card")
    with pytest.raises(KeyError):
        page.standing.rail.button("bank")
    choose(counter, "3")
    assert page.standing.side.photo.isVisible()
    assert not page.standing.side.sides[PictureRole.ID_FRONT].isVisible()


def test_a_draft_that_a_card_began_becomes_what_the_person_wants(counter: CounterWindow) -> None:
    person = counter.person(0)
    counter.lay(person.card)
    begun = record_of(counter).id
    choose(counter, "6")
    record = record_of(counter)
    assert (record.id, record.business) == (begun, "loss")
    assert record.value("number") == person.card.number
    assert "authority" not in record.values
    choose(counter, "1")
    record = record_of(counter)
    assert (record.id, record.business) == (begun, "new")
    assert record.value("authority") == person.card.authority
    assert counter.page.form.values()["authority"] == person.card.authority
    assert len(everybody(counter)) == 1
    assert not counter.errors


def test_what_was_typed_stays_where_both_kinds_ask_for_it(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.page.form.go_to("mobile")
    counter.write("13900001234")
    choose(counter, "5")
    assert counter.page.form.values()["mobile"] == "13900001234"
    assert record_of(counter).value("mobile") == "13900001234"


def test_a_record_that_is_taken_up_again_brings_its_kind_and_the_shift_keeps_its_own(counter: CounterWindow) -> None:
    choose(counter, "6")
    counter.lay(counter.person(0).card)
    counter.key(Key.Key_F7)
    counter.settle()
    choose(counter, "4")
    assert counter.page.business.kind() == "信息变更"
    (parked,) = everybody(counter)
    counter.page.entered(parked.id)
    counter.settle()
    assert counter.page.business.kind() == "挂失"
    counter.key(Key.Key_F7)
    counter.settle()
    assert counter.page.business.kind() == "信息变更"


def test_the_choice_outlives_the_lock_and_not_the_day(dressed: QApplication, tmp_path: Path) -> None:
    counter = CounterWindow(dressed, tmp_path / "station")
    counter.open()
    choose(counter, "6")
    counter.get_up()
    counter.sit_down()
    assert counter.page.business.kind() == "挂失"
    counter.get_up()
    counter.clock.advance(days=1)
    counter.sit_down()
    assert counter.page.business.kind() == "申办"
    counter.close()


def test_an_escape_from_the_list_changes_nothing(counter: CounterWindow) -> None:
    counter.key(Key.Key_B, CTRL)
    counter.settle()
    counter.key(Key.Key_Escape)
    counter.settle()
    assert counter.page.business.kind() == "申办"


def test_a_city_with_one_kind_shows_none(dressed: QApplication, tmp_path: Path) -> None:
    counter = CounterWindow(dressed, tmp_path / "station", profile="weifang")
    counter.open()
    if len(counter.desk.profile.businesses) == 1:
        assert not counter.page.business.isVisible()
        counter.key(Key.Key_B, CTRL)
        counter.settle()
        assert QApplication.activeModalWidget() is None
    counter.close()


def test_no_picture_and_no_consent_is_taken_where_the_kind_needs_none(counter: CounterWindow) -> None:
    choose(counter, "6")
    counter.lay(counter.person(0).card)
    for key, modifier in ((Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Key.Key_F5, Qt.KeyboardModifier.NoModifier),
                          (Key.Key_T, CTRL)):  # fmt: skip
        counter.key(key, modifier)
        counter.settle()
    assert counter.noted.entered == []


def test_nothing_is_reproached_before_anything_could_be_typed(counter: CounterWindow) -> None:
    choose(counter, "4")
    counter.lay(counter.person(0).card)
    assert counter.page.form.flow.current() == "mobile"
    assert counter.page.form.editor("mobile").note() is None
    assert counter.page.bar.next_button().text() == "下一步：填写新手机号码"


def test_a_second_report_of_the_same_loss_leads_to_the_first(counter: CounterWindow) -> None:
    first = a_loss(counter)
    choose(counter, "6")
    counter.lay(counter.person(0).card)
    step = counter.page.standing.step()
    assert (step.kind, step.key) == (StepKind.OPEN_EARLIER, first.id)
    counter.key(Key.Key_Return)
    counter.settle()
    assert record_of(counter).id == first.id


# ── 制卡进度、卡状态查询 ───────────────────────────────────────────────────────────────────────────────────────


def enquiry(counter: CounterWindow) -> EnquirySheet:
    counter.key(Key.Key_J, CTRL)
    counter.settle()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, EnquirySheet)
    return sheet


def a_loss(counter: CounterWindow) -> Record:
    capture, person = counter.desk.capture, counter.person(0)

    def take() -> Record:
        record_id = capture.start(card=person.card, business="loss").record.id
        capture.edit(record_id, {"mobile": "13900001234"})
        return capture.submit(record_id).record

    return counter.in_lane(take)


def test_a_matter_is_asked_for_by_its_receipt_number(counter: CounterWindow) -> None:
    record = a_loss(counter)
    sheet = enquiry(counter)
    counter.write(record.receipt_number)
    counter.key(Key.Key_Return)
    counter.settle()
    assert sheet.isVisible()
    rows = sheet.rows()
    assert [row[0] for row in rows[:2]] == ["挂失", grouped(record.receipt_number)]
    assert [row[1] for row in rows] == ["采集信息受理", "审核", "报送", "办结"]
    assert rows[0][3] != "–"
    assert {row[2] for row in rows[1:]} == {"尚未办理"}
    assert "已申请挂失" in sheet.card_said.text()
    assert "尚未报送" in sheet.card_said.text()


def test_a_card_on_the_reader_asks_and_begins_no_record(counter: CounterWindow) -> None:
    a_loss(counter)
    sheet = enquiry(counter)
    counter.lay(counter.person(0).card)
    assert counter.person(0).card.name in sheet.said.text()
    assert counter.page.work.record is None
    counter.key(Key.Key_Escape)
    counter.settle()
    counter.lay(counter.person(1).card)
    assert record_of(counter).value("name") == counter.person(1).card.name


def test_a_card_on_the_reader_finds_what_may_be_handed_out_and_begins_no_record(counter: CounterWindow) -> None:
    a_loss(counter)
    counter.key(Key.Key_O, CTRL)
    counter.settle()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, HandOutSheet)
    counter.lay(counter.person(0).card)
    # A loss report ends without a card.
    assert (sheet.rows(), counter.page.work.record) == ([], None)
    assert "没有这个人的制卡业务" in sheet.said.text()
    counter.key(Key.Key_Escape)
    counter.settle()
    counter.lay(counter.person(1).card)
    assert record_of(counter).value("name") == counter.person(1).card.name


def test_a_number_nobody_has_and_one_too_short_are_answered_in_words(counter: CounterWindow) -> None:
    sheet = enquiry(counter)
    counter.write("110105194912310021")
    counter.key(Key.Key_Return)
    counter.settle()
    assert "没有办理过" in sheet.said.text()
    sheet.line.clear()
    counter.write("12")
    counter.key(Key.Key_Return)
    counter.settle()
    assert "至少要 6 位" in sheet.said.text()
    assert not counter.errors
