# SPDX-License-Identifier: Apache-2.0
"""A clerk at the counter, by keyboard alone, on a real station with the real profile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt

from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.widgets.editors import EDITORS
from tests.helpers.counters import CounterWindow

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
        kinds.append(page.step().kind)
        counter.key(Key.Key_Return)
        counter.settle()
    assert kinds == [StepKind.PHOTO, StepKind.ID_PICTURES, StepKind.CONSENT, StepKind.PRINT, StepKind.SUBMIT]
    assert [name for name, _ in counter.noted.entered] == ["photo", "id_pictures", "consent", "print"]
    assert {record for _, record in counter.noted.entered} == {record_id}
    (summary,) = everybody(counter)
    assert (summary.id, summary.status, summary.prints) == (record_id, Status.SUBMITTED, 1)
    assert counter.window.top.counts().startswith("今日 1 人")
    assert not counter.errors
