# SPDX-License-Identifier: Apache-2.0
"""Consent: nothing is agreed to that wasn't on the screen, and what is agreed to is stored with its version."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sscard_desktop.services.capture import Taken
from sscard_desktop.ui.photo.consent import ConsentDialog
from tests.ui.photo.conftest import Counter

WAIT_MS = 20_000


class Shown:
    """The dialog as its user sees it."""

    def __init__(self, counter: Counter, record_id: str, *, height: int = 768) -> None:
        self.counter = counter
        self.record_id = record_id
        self.stored: list[Taken] = []
        counter.host.resize(1366, height)
        self.dialog = ConsentDialog(counter.desk, record_id, counter.host)
        self.dialog.given.connect(self.stored.append)
        self.dialog.open()
        self.settled()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.dialog, key)

    def settled(self) -> None:
        self.counter.qtbot.waitUntil(lambda: not self.dialog.busy, timeout=WAIT_MS)

    def gone(self) -> None:
        self.counter.qtbot.waitUntil(lambda: not shiboken6.isValid(self.dialog), timeout=WAIT_MS)


@pytest.fixture
def shown(counter: Counter) -> Shown:
    return Shown(counter, counter.record())


def read(shown: Shown) -> None:
    for _ in range(30):
        if not shown.dialog.read_to_the_end:
            shown.press(Qt.Key.Key_Return)
    assert shown.dialog.read_to_the_end


def test_enter_reads_on_then_agrees_to_all_and_closes(shown: Shown) -> None:
    read(shown)
    assert not shown.stored
    shown.press(Qt.Key.Key_Return)
    shown.gone()
    consents = {consent.key: consent.version for consent in shown.stored[-1].record.consents}
    assert consents == {text.key: text.version for text in shown.counter.desk.profile.consents}
    assert not [problem for problem in shown.stored[-1].problems if problem.key == "consent"]


def test_what_isnt_on_the_screen_cant_be_agreed_to(counter: Counter) -> None:
    shown = Shown(counter, counter.record(), height=400)
    assert not shown.dialog.read_to_the_end
    assert shown.dialog.bar.reason()
    shown.press(Qt.Key.Key_2)
    assert not shown.dialog.busy
    assert not shown.stored
    assert len(shown.dialog.open_texts()) == 2


def test_one_text_by_its_digit_and_back_again(shown: Shown) -> None:
    read(shown)
    shown.press(Qt.Key.Key_1)
    shown.settled()
    assert shown.dialog.open_texts() == ("promise",)
    shown.press(Qt.Key.Key_1)
    shown.settled()
    assert shown.dialog.open_texts() == ("notice", "promise")
    assert [len(taken.record.consents) for taken in shown.stored] == [1, 0]


def test_texts_that_were_agreed_to_are_shown_so(counter: Counter) -> None:
    record_id = counter.record()
    keys = tuple(text.key for text in counter.desk.profile.consents)
    counter.stored(lambda: counter.desk.capture.consent(record_id, keys))
    shown = Shown(counter, record_id)
    assert shown.dialog.open_texts() == ()
    shown.press(Qt.Key.Key_Return)
    shown.gone()
    assert not shown.stored


def test_escape_agrees_to_nothing(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Escape)
    shown.gone()
    assert not shown.stored


def test_for_a_minor_it_is_the_guardian_who_agrees(counter: Counter) -> None:
    demo = counter.desk.workplace.demo
    assert demo is not None
    minor = next(person for person in demo.people(10) if person.story == "minor")
    shown = Shown(counter, counter.stored(lambda: counter.desk.capture.start(card=minor.card).record.id))
    assert "监护人" in shown.dialog._hint.text()
    read(shown)
    assert "监护人" in shown.dialog.bar.next_button().text()
    card = next(iter(shown.dialog._cards.values()))
    assert "监护人" in card._button.text()
    shown.press(Qt.Key.Key_Escape)
    shown.gone()
