# SPDX-License-Identifier: Apache-2.0
"""Card readers that are what a test writes down: which ports there are, and what the watched one says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.reader import ReaderChoice, ReaderCounts, ReaderEvent, ReaderPort


class WrittenReaders:
    """Readers as the test says they are; notes to which one was listened, and who asked."""

    def __init__(self) -> None:
        self.present: list[ReaderPort] = []
        self.choices: list[ReaderChoice] = []
        self.checks = 0
        self.tell: Callable[[ReaderEvent], None] = lambda _: None
        self.counted = ReaderCounts()

    def ports(self) -> Sequence[ReaderPort]:
        return tuple(self.present)

    def obstacle(self) -> SscardError | None:
        return None

    def probe_speed(self, url: str) -> int | None:
        raise NotImplementedError

    def read(self, url: str, *, timeout_s: float, baud: int = 115200) -> Card:
        raise NotImplementedError

    def watch(self, choice: ReaderChoice, on_event: Callable[[ReaderEvent], None]) -> WrittenReaders:
        self.choices.append(choice)
        self.tell = on_event
        return self

    def counts(self) -> ReaderCounts:
        return self.counted

    def next_person(self) -> None:
        raise NotImplementedError

    def check(self) -> None:
        self.checks += 1

    def stop(self) -> None:
        self.tell = lambda _: None
