# SPDX-License-Identifier: Apache-2.0
"""How fast the counter is: from the reader's word to the filled form (aim: 100 ms), and for each key."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain.card import Card
from sscard_desktop.ui import fonts, theme
from tests.helpers.counters import CounterWindow

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


def test_one_key_typed(benchmark: BenchmarkFixture, counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    counter.page.form.go_to("bank_branch")
    benchmark.pedantic(lambda: QTest.keyClicks(counter.focus(), "a"), rounds=100)
