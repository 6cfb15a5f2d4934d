# SPDX-License-Identifier: Apache-2.0
"""How fast the counter is: from the reader's word to the filled form (aim: 100 ms), and for each key.

What is done in the window's thread is measured as that thread's processor time: other programs don't lengthen it.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.devices.idcard.module import Latency
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.reader import ReaderChoice
from sscard_desktop.ui import fonts, theme
from tests.helpers.counters import CounterWindow
from tests.readersoak import people

PEOPLE = 30


@pytest.fixture
def counter(qapp: QApplication, tmp_path: Path) -> Iterator[CounterWindow]:
    fonts.load(qapp)
    theme.apply(qapp, theme.Look())
    window = CounterWindow(qapp, tmp_path / "station")
    window.open()
    yield window
    window.close()


def test_card_read_to_form_filled(benchmark: BenchmarkFixture, counter: CounterWindow) -> None:
    cards = itertools.cycle([counter.person(index).card for index in range(PEOPLE) if index % 10 != 4])

    def next_person() -> tuple[tuple[Card], dict[str, object]]:
        counter.key(Qt.Key.Key_F7)
        counter.settle()
        return (next(cards),), {}

    def fill(card: Card) -> None:
        counter.readers.on_event(counter.card_event(card))
        while counter.page.form.editor("number").value() != card.number:
            QApplication.processEvents()

    benchmark.pedantic(fill, setup=next_person, rounds=20, warmup_rounds=2)


def test_card_laid_on_to_form_filled(benchmark: BenchmarkFixture, counter: CounterWindow) -> None:
    """All of it but the module's own time: the wait for the next look, the line, the decoding, the record, the form."""
    persons = people(0, 1)
    at_once = Latency(find_s=0.0, select_s=0.0, read_s=0.0, baud=4_000_000)
    with SimulatedCardReader(today=counter.clock.today(), latency=at_once) as reader:
        watch = SerialCardReaders().watch(ReaderChoice(reader.url), lambda event: counter.readers.on_event(event))

        def next_person() -> tuple[tuple[Card], dict[str, object]]:
            reader.lift()
            counter.key(Qt.Key.Key_F7)
            counter.settle()
            return (next(persons),), {}

        def fill(card: Card) -> None:
            reader.lay_on(card)
            while counter.page.form.editor("number").value() != card.number:
                QTest.qWait(1)

        try:
            benchmark.pedantic(fill, setup=next_person, rounds=20, warmup_rounds=2)
        finally:
            watch.stop()


def test_one_key_typed(benchmark: BenchmarkFixture, counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.page.form.go_to("bank_branch")
    benchmark.pedantic(lambda: QTest.keyClicks(counter.focus(), "a"), rounds=100)


@pytest.mark.benchmark(timer=time.thread_time)
def test_one_key_typed_and_shown_in_the_windows_thread(benchmark: BenchmarkFixture, counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.page.form.go_to("bank_branch")
    counter.settle()

    def type_one() -> None:
        QTest.keyClicks(counter.focus(), "a")
        QApplication.processEvents()

    benchmark.pedantic(type_one, rounds=50, warmup_rounds=2)


@pytest.mark.benchmark(timer=time.thread_time)
def test_enter_in_a_field_in_the_windows_thread(benchmark: BenchmarkFixture, counter: CounterWindow) -> None:
    """The key, what it shows, the station's answer and what is offered then."""
    counter.lay(counter.person(0).card)
    counter.settle()

    def type_another() -> None:
        counter.page.form.go_to("bank_branch")
        QTest.keyClicks(counter.focus(), "a")
        counter.settle()

    def enter() -> None:
        counter.key(Qt.Key.Key_Return)
        counter.settle()

    benchmark.pedantic(enter, setup=type_another, rounds=20, warmup_rounds=1)
