# SPDX-License-Identifier: Apache-2.0
"""A clerk at the counter, by keyboard alone, on a real station with the real profile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.domain.record import Move, RecordSummary, Status
from sscard_desktop.services.capture import Capture
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.steps import Step, StepKind
from sscard_desktop.ui.counter.work import REST_MS
from sscard_desktop.ui.widgets.editors import EDITORS
from sscard_desktop.ui.widgets.keycap import KeyCap
from tests.helpers.counters import CounterWindow

FIRST_MISSING = "unit"
"""What the form wants first of somebody whose card was read."""
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def stored(counter: CounterWindow, key: str) -> str:
    """Return what the station has of a field of the record in work."""
    record = counter.page.work.record
    assert record is not None
    return counter.in_lane(lambda: counter.desk.capture.look(record.id)).record.value(key)


def everybody(counter: CounterWindow) -> list[RecordSummary]:
    return list(counter.in_lane(lambda: counter.desk.registry.search("")))


@contextmanager
def lane_held_up(counter: CounterWindow) -> Iterator[None]:
    """Hold the store lane up: what is asked of it meanwhile is answered late."""
    go_on = threading.Event()
    counter.tasks.run(lambda: go_on.wait(10), owner=counter.window)
    yield
    go_on.set()
    counter.settle()


def type_into(counter: CounterWindow, key: str, text: str) -> None:
    assert counter.page.form.go_to(key)
    counter.focus().selectAll()  # type: ignore[attr-defined]
    counter.write(text)


def manual_record(counter: CounterWindow) -> None:
    counter.key(Key.Key_F2)
    counter.settle()
    assert counter.page.work.record is not None


def fill(counter: CounterWindow, key: str, value: str) -> None:
    """Type a value as a clerk would: the words of a code."""
    spec = counter.desk.profile.fields[key]
    counter.focus().selectAll()  # type: ignore[attr-defined]
    coded = spec.kind is FieldKind.CODE
    counter.write(counter.desk.profile.code_lists[spec.code_list].label(value, "zh_CN") if coded else value)
    counter.settle()


# ── the whole way ────────────────────────────────────────────────────────────────────────────────────────────


def key_caps(widget: QWidget) -> set[str]:
    """The keys that are shown on it."""
    return {cap.text() for cap in widget.findChildren(KeyCap) if cap.isVisible()}


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(FieldKind)


def test_a_person_is_taken_from_card_to_submission_with_the_keyboard(counter: CounterWindow) -> None:
    page, person = counter.page, counter.person(0)
    counter.serve_behind_doors()
    counter.lay(person.card)
    assert page.work.record is not None
    assert page.form.editor("name").value() == person.card.name
    record_id = page.work.record.id
    while page.form.flow.current() != "pickup_way":
        counter.key(Key.Key_Tab)
    fill(counter, "pickup_way", person.values["pickup_way"])
    counter.key(Key.Key_Return)
    for _ in range(40):
        if page.bar.next_button().hasFocus():
            break
        key = page.form.flow.current()
        if not page.form.editor(key).value():
            fill(counter, key, person.values[key])
        counter.key(Key.Key_Return)
        counter.settle()
    kinds = []
    for _ in range(8):
        if page.work.record is None:
            break
        kinds.append(page.standing.step().kind)
        counter.key(Key.Key_Return)
        counter.settle()
    # The dialogs follow each other; paper and submission are keys of their own.
    assert kinds == [StepKind.PHOTO, StepKind.PRINT, StepKind.SUBMIT]
    assert [name for name, _ in counter.noted.entered] == ["photo", "id_pictures", "consent", "print"]
    assert {record for _, record in counter.noted.entered} == {record_id}
    (summary,) = everybody(counter)
    assert (summary.id, summary.status, summary.prints) == (record_id, Status.SUBMITTED, 1)
    assert counter.window.top.counts().startswith("今日 1 人")
    assert not counter.errors


def test_a_key_pressed_once_too_often_behind_a_door_opens_it_no_second_time(
    counter: CounterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.lay(counter.person(0).card)
    counter.settle()
    counter.noted.behind["photo"] = lambda _: None
    monkeypatch.setattr(counter.page.standing, "step", lambda: Step(StepKind.PHOTO))
    counter.page.course.behind.take_photo()
    entered = len(counter.noted.entered)
    counter.page.course.do_next()
    counter.page.course.do_next()
    assert len(counter.noted.entered) == entered == 1
    counter.settle()
    counter.page.course.do_next()
    assert len(counter.noted.entered) == 2, "the station has answered"


def test_what_was_changed_behind_a_door_is_asked_for_once_when_it_is_shut(
    counter: CounterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.lay(counter.person(0).card)
    counter.settle()
    shut: list[Callable[[], object]] = []
    looked: list[None] = []

    def enter(record_id: str, changed: Callable[[], object], close: Callable[[], object]) -> None:
        for _ in range(3):
            changed()
        shut.append(close)

    doors = replace(counter.page.course.behind.doors, id_pictures=enter)
    monkeypatch.setattr(counter.page.course.behind, "doors", doors)
    look = counter.page.work.look
    monkeypatch.setattr(counter.page.work, "look", lambda **asked: (looked.append(None), look(**asked)))
    counter.page.course.behind.take_id_pictures()
    assert not looked
    shut[0]()
    assert len(looked) == 1
    counter.settle()


def test_problems_are_gone_through_by_one_key(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    type_into(counter, "mobile", "1380013")
    type_into(counter, "postcode", "61")
    counter.key(Key.Key_Tab)
    counter.settle()
    visited = []
    for _ in range(14):
        counter.key(Key.Key_F6)
        visited.append(counter.page.form.flow.current())
    assert {"insured_unit_number", "unit", "mobile", "postcode", "bank"} <= set(visited)
    assert visited.index("mobile") < visited.index("postcode")
    assert counter.page.form.editor("mobile").note() is not None


def test_submitting_an_incomplete_record_goes_to_the_first_problem_and_shows_them_all(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.page.form.go_to("address")
    assert counter.page.form.editor("bank").note() is None
    counter.key(Key.Key_F10)
    counter.settle()
    assert counter.page.form.flow.current() == FIRST_MISSING
    assert counter.page.form.editor("bank").note() is not None
    assert counter.window.toast.property("tone") == "warn", "it isn't done"
    assert counter.page.work.record is not None
    assert not counter.errors


def test_what_is_missing_is_no_reproach_until_the_clerk_was_there(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    form = counter.page.form
    assert all(form.editor(key).note() is None for key in form.order())
    counter.key(Key.Key_Tab)
    counter.settle()
    assert form.editor(FIRST_MISSING).note() is not None


def test_the_bar_shows_the_keys_that_have_something_to_act_on(counter: CounterWindow) -> None:
    assert {"F1", "F3", "F8", "Ctrl+J", "Ctrl+O"} <= key_caps(counter.page.bar)
    assert not {"F6", "F7"} & key_caps(counter.page.bar)
    counter.lay(counter.person(0).card)
    assert {"F1", "F3", "F6", "F7", "F8"} <= key_caps(counter.page.bar)
    assert not {"Ctrl+J", "Ctrl+O"} & key_caps(counter.page.bar)


def test_all_keys_are_lettered_in_one_way(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    assert "Ctrl+L" in key_caps(counter.window)
    assert not [cap for cap in key_caps(counter.window) if "^" in cap]


# ── nothing typed is lost, nothing typed is overwritten ──────────────────────────────────────────────────────


def test_a_late_answer_doesnt_overwrite_what_was_typed_since(counter: CounterWindow) -> None:
    manual_record(counter)
    with lane_held_up(counter):
        type_into(counter, "mobile", "1380013")
        counter.page.work.store()
        counter.write("8000")
        counter.page.work.store()
        counter.write("9")
    assert counter.page.form.editor("mobile").value() == "13800138000"
    assert stored(counter, "mobile") == "13800138000"


def test_a_late_answer_to_another_field_leaves_the_field_in_hand_alone(counter: CounterWindow) -> None:
    manual_record(counter)
    with lane_held_up(counter):
        type_into(counter, "name", "王小明")
        counter.key(Key.Key_Tab)
        assert counter.page.form.flow.current() == "name_pinyin"
        counter.write("WANG XIAO")
    assert counter.page.form.editor("name_pinyin").value() == "WANG XIAO"
    counter.key(Key.Key_Tab)
    counter.settle()
    assert stored(counter, "name_pinyin") == "WANG XIAO"


def test_a_text_that_rests_is_stored_while_its_field_has_the_keyboard(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "name", "王小")
    assert stored(counter, "name") == ""
    QTest.qWait(REST_MS + 150)
    counter.settle()
    assert stored(counter, "name") == "王小"
    counter.write("明")
    assert counter.page.form.editor("name").value() == "王小明"


def test_a_field_shows_how_the_station_spells_it_once_it_is_left(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "authority", "  成都市公安局  武侯分局 ")
    counter.key(Key.Key_Tab)
    counter.settle()
    assert counter.page.form.editor("authority").value() == "成都市公安局 武侯分局"


def test_locking_stores_the_field_that_has_the_keyboard(counter: CounterWindow) -> None:
    manual_record(counter)
    record = counter.page.work.record
    assert record is not None
    type_into(counter, "name", "王小明")
    counter.get_up()
    counter.sit_down()
    assert counter.page.work.record is not None
    assert counter.page.work.record.id == record.id
    assert counter.page.form.editor("name").value() == "王小明"


def test_locking_stores_a_choice_that_was_typed_and_not_yet_accepted(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "bank", "成都银行")
    counter.get_up()
    counter.sit_down()
    assert counter.page.form.editor("bank").value() == "bocd"


def test_what_was_interrupted_is_taken_up_again_and_counts_nothing_that_changes(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.get_up()
    counter.sit_down()
    assert counter.page.board.current() is Subject.STATE
    before, missing = counter.page.board.texts(), counter.page.bar.reason()
    assert before[0] == "已恢复上次没有办完的记录。"
    assert "照片" in missing
    type_into(counter, "mobile", "13800138000")
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.bar.reason() != missing
    assert counter.page.board.texts() == before
    assert not any(character.isdigit() for character in "".join(before)), "what it counts is soon wrong"


def test_what_couldnt_be_stored_stays_in_the_field_and_is_stored_later(
    counter: CounterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    manual_record(counter)
    edit = Capture.edit

    def fail(*_: object) -> None:
        raise EnvironmentFailedError("storage.disk_full")

    monkeypatch.setattr(Capture, "edit", fail)
    type_into(counter, "mobile", "13800138000")
    counter.key(Key.Key_Tab)
    counter.settle()
    assert [error.code for error in counter.errors] == ["storage.disk_full"]
    assert counter.page.form.editor("mobile").value() == "13800138000"
    counter.key(Key.Key_F7)
    counter.settle()
    assert counter.page.work.record is not None
    monkeypatch.setattr(Capture, "edit", edit)
    counter.key(Key.Key_F7)
    counter.settle()
    (summary,) = everybody(counter)
    assert summary.mobile == "13800138000"
    assert summary.parked


def test_undo_gives_the_field_its_former_value(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    name = counter.person(0).card.name
    type_into(counter, "name", "王小明")
    counter.key(Key.Key_Return)
    counter.settle()
    assert stored(counter, "name") == "王小明"
    counter.key(Key.Key_Z, CTRL)
    counter.settle()
    assert stored(counter, "name") == name
    assert counter.page.form.editor("name").value() == name
    assert counter.page.form.flow.current() == "name"


def test_several_changes_are_taken_back_each_with_what_followed_from_it(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    told: list[str] = []
    counter.page.told.connect(told.append)
    name, spelt = stored(counter, "name"), stored(counter, "name_pinyin")
    for key, value in (("name", "王小明"), ("mobile", "13800138000")):
        type_into(counter, key, value)
        counter.key(Key.Key_Return)
        counter.settle()
    assert stored(counter, "name_pinyin") != spelt
    counter.key(Key.Key_Z, CTRL)
    counter.settle()
    assert stored(counter, "mobile") == ""
    assert told[-1].startswith("已撤销：手机号码，现在是 （空）")
    assert "还可撤销 1 次" in told[-1]
    counter.key(Key.Key_Z, CTRL)
    counter.settle()
    assert (stored(counter, "name"), stored(counter, "name_pinyin")) == (name, spelt)
    assert name in told[-1]
    assert "连同 1 项" in told[-1]


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_persons_card_never_enters_the_record_in_work(counter: CounterWindow) -> None:
    first, second = counter.person(0), counter.person(1)
    counter.lay(first.card)
    record = counter.page.work.record
    assert record is not None
    counter.lay(second.card)
    assert counter.page.board.current() is Subject.NEXT_CARD
    assert stored(counter, "number") == first.card.number
    assert len(everybody(counter)) == 1
    assert "F7" in key_caps(counter.page.board)
    counter.key(Key.Key_F7)
    counter.settle()
    assert counter.page.work.record is not None
    assert counter.page.work.record.value("number") == second.card.number
    assert {(found.number, found.parked) for found in everybody(counter)} == {
        (first.card.number, True),
        (second.card.number, False),
    }


def test_a_card_that_comes_while_another_is_being_stored_waits(counter: CounterWindow) -> None:
    first, second = counter.person(0), counter.person(1)
    with lane_held_up(counter):
        counter.readers.on_event(counter.card_event(first.card))
        counter.readers.on_event(counter.card_event(second.card))
        QApplication.processEvents()
    assert [found.number for found in everybody(counter)] == [first.card.number]
    assert counter.page.reading.waiting == second.card


def test_of_two_who_wait_the_last_is_kept_and_the_clerk_is_told(counter: CounterWindow) -> None:
    told: list[str] = []
    counter.page.reading.told.connect(told.append)
    people = [counter.person(index) for index in range(3)]
    for person in people:
        counter.lay(person.card)
    assert counter.page.reading.waiting == people[2].card
    assert len(told) == 1
    assert people[2].card.name in told[0]
    counter.lay(people[2].card)
    assert len(told) == 1
    assert len(everybody(counter)) == 1


def test_what_is_wrong_with_the_reader_stands_where_the_card_would(counter: CounterWindow) -> None:
    trouble = EnvironmentFailedError("reader.brltty", adapter="CH340", command="sudo apt remove brltty")
    counter.readers.on_event(ReaderEvent(ReaderState.FAILED, error=trouble))
    QApplication.processEvents()
    assert "sudo apt remove brltty" in counter.page.standing.side.panel.accessibleName()
    counter.readers.on_event(ReaderEvent(ReaderState.DISCONNECTED, error=EnvironmentFailedError("reader.none")))
    QApplication.processEvents()
    assert "brltty" not in counter.page.standing.side.panel.accessibleName()


def test_a_card_fills_a_record_begun_by_hand(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "mobile", "13800138000")
    counter.lay(counter.person(0).card)
    assert stored(counter, "name") == counter.person(0).card.name
    assert stored(counter, "mobile") == "13800138000"
    assert len(everybody(counter)) == 1


def test_a_card_that_says_something_else_than_the_form_is_asked_about(counter: CounterWindow) -> None:
    card = counter.person(0).card
    manual_record(counter)
    type_into(counter, "number", card.number)
    counter.key(Key.Key_Tab)
    type_into(counter, "name", "王小明")
    counter.key(Key.Key_Tab)
    counter.settle()
    counter.lay(card)
    assert counter.page.board.current() is Subject.DIFFERENCES
    assert "王小明" in counter.page.board.texts()[1]
    assert stored(counter, "name") == "王小明"
    assert "Ctrl+Enter" in key_caps(counter.page.board)
    counter.key(Key.Key_Return, CTRL)
    counter.settle()
    assert stored(counter, "name") == card.name
    assert counter.page.form.editor("name").value() == card.name


def test_the_same_card_again_changes_nothing(counter: CounterWindow) -> None:
    card = counter.person(0).card
    counter.lay(card)
    counter.lay(card)
    assert counter.window.toast.text() == "这张证件已经读过，就是当前这一位。"
    assert len(everybody(counter)) == 1


def test_an_expiring_card_is_refused_at_once_and_ends_with_one_key(counter: CounterWindow) -> None:
    expiring = next(person for person in map(counter.person, range(10)) if person.story == "expiring")
    counter.lay(expiring.card)
    assert counter.page.board.current() is Subject.REFUSED
    what, todo = counter.page.board.texts()
    assert "今天不能采集" in what
    assert "换领" in todo
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.work.record is None
    assert everybody(counter) == []
    counter.lay(expiring.card)
    assert counter.page.work.record is None
    assert counter.page.board.current() is Subject.HINT


def test_a_card_of_somebody_taken_before_leads_to_their_record(counter: CounterWindow) -> None:
    card = counter.person(0).card
    counter.lay(card)
    counter.key(Key.Key_F7)
    counter.settle()
    counter.lay(card)
    assert counter.page.standing.step().kind is StepKind.OPEN_EARLIER
    counter.key(Key.Key_Return)
    counter.settle()
    (summary,) = everybody(counter)
    assert counter.page.work.record is not None
    assert counter.page.work.record.id == summary.id
    assert not summary.parked


def test_a_duplicate_is_found_while_the_number_is_typed(counter: CounterWindow) -> None:
    card = counter.person(0).card
    counter.lay(card)
    counter.key(Key.Key_F7)
    counter.settle()
    manual_record(counter)
    type_into(counter, "number", card.number)
    QTest.qWait(REST_MS + 150)
    counter.settle()
    note = counter.page.form.editor("number").note()
    assert note is not None
    assert card.name in note.text
    asked: list[tuple[str, str]] = []
    counter.page.page_requested.connect(lambda page, subject: asked.append((page, subject)))
    counter.key(Key.Key_Return, CTRL)
    assert asked == [("records", next(found.id for found in everybody(counter) if found.parked))]


def test_an_old_number_becomes_a_new_one_by_one_key(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "number", "510107810717001")
    QTest.qWait(REST_MS + 150)
    counter.settle()
    note = counter.page.form.editor("number").note()
    assert note is not None
    assert "510107 19810717 0015" in note.action
    counter.key(Key.Key_Return, CTRL)
    counter.settle()
    assert stored(counter, "number") == "510107198107170015"
    assert counter.page.form.editor("number").value() == "510107198107170015"
    assert stored(counter, "birth_date") == "1981-07-17"


def test_a_card_laid_on_while_another_page_is_shown_waits_for_the_clerk(counter: CounterWindow) -> None:
    counter.page.hide()
    counter.lay(counter.person(0).card)
    assert everybody(counter) == []
    counter.page.show()
    counter.page.entered()
    counter.settle()
    assert [found.number for found in everybody(counter)] == [counter.person(0).card.number]


# ── people who wait, and what is only looked at ──────────────────────────────────────────────────────────────


def test_parking_keeps_a_person_and_drops_an_empty_form(counter: CounterWindow) -> None:
    manual_record(counter)
    counter.key(Key.Key_F7)
    counter.settle()
    assert everybody(counter) == []
    counter.lay(counter.person(0).card)
    counter.key(Key.Key_F7)
    counter.settle()
    (summary,) = everybody(counter)
    assert summary.parked
    assert counter.page.work.record is None
    assert all(not counter.page.form.editor(key).value() for key in ("name", "number", "household_address"))


def test_a_submitted_record_is_shown_and_can_be_mended_for_a_day(counter: CounterWindow) -> None:
    record_id = submitted(counter)
    counter.page.entered(record_id)
    counter.settle()
    form = counter.page.form
    assert form.editor("name").read_only()
    assert counter.page.standing.step().kind is StepKind.NEXT_PERSON
    assert counter.page.board.act()
    counter.settle()
    assert not form.editor("name").read_only()
    type_into(counter, "name", "王小明")
    counter.key(Key.Key_Return)
    counter.settle()
    assert stored(counter, "name") == "王小明"


def test_after_a_day_a_submitted_record_is_only_shown(counter: CounterWindow) -> None:
    record_id = submitted(counter)
    counter.clock.advance(hours=25)
    counter.page.entered(record_id)
    counter.settle()
    assert "主管" in counter.page.board.texts()[1]
    assert not counter.page.board.act()
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.work.record is None


def test_opening_another_record_parks_the_one_in_work(counter: CounterWindow) -> None:
    record_id = submitted(counter)
    counter.lay(counter.person(1).card)
    counter.page.entered(record_id)
    counter.settle()
    assert counter.page.work.record is not None
    assert counter.page.work.record.id == record_id
    assert [found.parked for found in everybody(counter) if found.id != record_id] == [True]


def submitted(counter: CounterWindow) -> str:
    """Submit the first person behind the page's back."""
    counter.serve_behind_doors()
    capture, person = counter.desk.capture, counter.person(0)
    record_id = counter.in_lane(lambda: capture.start(card=person.card)).record.id
    counter.in_lane(lambda: capture.edit(record_id, person.values))
    for name in ("photo", "id_pictures", "consent"):
        counter.noted.behind[name](record_id)
    counter.in_lane(lambda: capture.submit(record_id))
    return str(record_id)


def test_the_people_who_wait_are_chosen_by_arrows(counter: CounterWindow) -> None:
    people = [counter.person(index) for index in (0, 1, 2)]
    for person in people[:2]:
        counter.lay(person.card)
        counter.key(Key.Key_F7)
        counter.settle()
    counter.lay(people[2].card)
    counter.key(Key.Key_F8)
    counter.settle()
    counter.key(Key.Key_Down)
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.work.record is not None
    assert counter.page.work.record.value("number") == people[0].card.number
    parked = {found.number for found in everybody(counter) if found.parked}
    assert parked == {people[1].card.number, people[2].card.number}


def test_what_the_palette_is_offered_does_what_its_key_does(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    assert ("park", "挂起当前的人", "F7") in counter.page.commands()
    counter.page.command("park")
    counter.settle()
    assert [found.parked for found in everybody(counter)] == [True]


def test_locking_closes_the_sheet_that_is_open(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.key(Key.Key_F1)
    counter.settle()
    counter.window.close_pages()
    assert QApplication.activeModalWidget() is None, "at once, not when the page is destroyed"
    counter.get_up()
    counter.sit_down()
    assert counter.page.form.editor("name").value() == counter.person(0).card.name


def test_a_returned_record_says_why_and_is_mended(counter: CounterWindow) -> None:
    record_id = submitted(counter)
    counter.in_lane(lambda: returned(counter, record_id))
    counter.page.entered(record_id)
    counter.settle()
    assert counter.page.board.texts()[0] == "这条记录被退回：照片太暗"
    assert not counter.page.form.editor("name").read_only()
    assert counter.page.standing.step().kind is StepKind.PRINT


def returned(counter: CounterWindow, record_id: str) -> None:
    """Return a submission as the supervisor would."""
    session = counter.desk.session
    with session.action("record.return", record_id) as now:
        record = session.record(record_id)
        session.moved(record, Move.RETURN, at=now, reason="照片太暗", returned_reason="照片太暗")


# ── as the form says ─────────────────────────────────────────────────────────────────────────────────────────


def test_fields_come_and_go_with_what_was_answered(counter: CounterWindow) -> None:
    manual_record(counter)
    form = counter.page.form
    assert "post_address" not in form.order()
    type_into(counter, "pickup_way", "银行邮寄")
    counter.key(Key.Key_Return)
    assert "post_address" in form.order()
    assert "pickup_office" not in form.order()
    assert "post_address" in form.wanting()


def test_a_unit_is_found_by_initials_while_typing(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "unit", "whyl")
    counter.settle()
    counter.key(Key.Key_Return)
    counter.settle()
    assert stored(counter, "unit") == "武侯样例小学"
    assert stored(counter, "insured_unit_number") == "900002"
    assert counter.page.form.editor("insured_unit_number").value() == "900002"


def test_shift_enter_returns_to_where_the_keyboard_came_from(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    type_into(counter, "mobile", "13800138000")
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.form.flow.current() == "address"
    counter.key(Key.Key_Return, SHIFT)
    assert counter.page.form.flow.current() == "mobile"


def test_the_page_speaks_english_at_once(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.language.switch("en")
    QApplication.processEvents()
    assert counter.page.form.editor("name").label() == "Name"
    assert counter.page.bar.next_button().text().startswith("Next: ")
    assert counter.page.bar.reason().startswith("Missing: ")


def test_a_text_that_names_no_entry_keeps_the_keyboard_and_says_so(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "bank", "中国银行")
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.form.flow.current() == "bank"
    note = counter.page.form.editor("bank").note()
    assert note is not None
    assert "中国银行" in note.text
    counter.write("cdyh")
    counter.key(Key.Key_Return)
    counter.settle()
    assert stored(counter, "bank") == "bocd"
    assert counter.page.form.editor("bank").note() is None


def test_enter_pressed_again_leaves_a_choice_that_names_nothing(counter: CounterWindow) -> None:
    manual_record(counter)
    type_into(counter, "bank", "中国银行")
    counter.key(Key.Key_Return)
    counter.settle()
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.form.flow.current() != "bank"
    assert counter.page.form.editor("bank").note() is not None


def test_a_message_that_was_put_away_stays_away(counter: CounterWindow) -> None:
    expiring = next(person for person in map(counter.person, range(10)) if person.story == "expiring")
    counter.lay(expiring.card)
    counter.key(Key.Key_Escape)
    assert counter.page.board.isHidden()
    type_into(counter, "mobile", "138")
    counter.settle()
    assert counter.page.board.isHidden()
    assert counter.page.standing.step().kind is StepKind.END


def test_what_the_clerk_changed_is_no_longer_from_the_card(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    name = counter.page.form.editor("name")
    assert name.origin() == "从证件读取"
    type_into(counter, "name", "王小明")
    counter.key(Key.Key_Return)
    counter.settle()
    assert name.origin() == ""
    assert counter.page.form.editor("sex").origin()
