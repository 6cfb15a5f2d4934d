# SPDX-License-Identifier: Apache-2.0
"""A record that came back: told while nobody is served, opened by one key, its reasons at fields until they change."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.record import Status
from sscard_desktop.domain.remarks import Point
from sscard_desktop.services.review import Review
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.photo.keptphoto import read_sitter
from tests.helpers.counters import CounterWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def submitted(counter: CounterWindow, index: int = 0) -> str:
    """Submit a person behind the page's back."""
    counter.serve_behind_doors()
    capture, person = counter.desk.capture, counter.person(index)
    record_id = counter.in_lane(lambda: capture.start(card=person.card)).record.id
    counter.in_lane(lambda: capture.edit(record_id, person.values))
    for name in ("photo", "id_pictures", "consent"):
        counter.noted.behind[name](record_id)
    counter.in_lane(lambda: capture.submit(record_id))
    return str(record_id)


def send_back(counter: CounterWindow, record_id: str, *points: Point) -> None:
    session = replace(counter.desk.session, operator=Operator("wangfang", Role.SUPERVISOR))
    counter.in_lane(lambda: Review(session).send_back(record_id, points=points))


def test_what_came_back_is_told_opened_by_a_key_and_mended_field_by_field(counter: CounterWindow) -> None:
    first, second = submitted(counter, 0), submitted(counter, 2)
    send_back(counter, first, Point("号码是空号", "mobile", "contact"), Point("照片过暗", "photo", "photo"))
    counter.clock.advance(minutes=5)
    send_back(counter, second, Point("请补充", ""))
    counter.page.entered()
    counter.settle()
    assert counter.page.board.current() is Subject.CAME_BACK
    assert "2" in counter.page.board.texts()[0]

    counter.key(Key.Key_R, Modifier.ControlModifier)
    counter.settle()
    record = counter.page.work.record
    assert record is not None
    assert record.id == first, "what came back first"
    assert counter.page.board.current() is Subject.RETURNED
    step = counter.page.standing.step()
    assert (step.kind, step.key) == (StepKind.FIELD, "mobile")
    assert counter.page.form.flow.current() == "mobile"
    note = counter.page.form.editor("mobile").note()
    assert note is not None
    assert "号码是空号" in note.text

    counter.in_lane(lambda: counter.desk.capture.edit(first, {"mobile": "13900139000"}))
    counter.page.work.look(forced=True)
    counter.settle()
    assert counter.page.form.editor("mobile").note() is None
    assert counter.page.standing.step().kind is StepKind.PHOTO
    assert counter.page.standing.side.photo.verdict() == "退回，请重拍"
    assert "1" in counter.page.bar.reason()

    counter.noted.behind["photo"](first)
    counter.page.work.look()
    counter.settle()
    assert counter.page.standing.step().kind is StepKind.PRINT


def test_a_remark_that_was_looked_at_holds_nothing_back(counter: CounterWindow) -> None:
    record_id = submitted(counter)
    send_back(counter, record_id, Point("号码是空号", "mobile", "contact"))
    counter.page.entered(record_id)
    counter.settle()
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.standing.step().kind is StepKind.PRINT
    counter.in_lane(lambda: counter.desk.capture.submit(record_id))
    assert counter.in_lane(lambda: counter.desk.session.store.record(record_id).status) is Status.SUBMITTED


def test_the_photo_dialog_is_told_why_the_photo_came_back_until_there_is_another(counter: CounterWindow) -> None:
    record_id = submitted(counter)
    assert counter.in_lane(lambda: read_sitter(counter.desk, record_id)).returned is None
    send_back(counter, record_id, Point("照片过暗", "photo", "photo"), Point("号码是空号", "mobile", "contact"))
    returned = counter.in_lane(lambda: read_sitter(counter.desk, record_id)).returned
    assert returned is not None
    assert "照片过暗" in returned.params.values()
    counter.noted.behind["photo"](record_id)
    assert counter.in_lane(lambda: read_sitter(counter.desk, record_id)).returned is None


def test_nobody_waits_nothing_is_told(counter: CounterWindow) -> None:
    assert counter.page.board.current() is None
    counter.key(Key.Key_R, Modifier.ControlModifier)
    counter.settle()
    assert counter.page.work.record is None
