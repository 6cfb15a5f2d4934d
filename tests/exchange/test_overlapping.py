# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from sscard_desktop.exchange.overlapping import in_turn


def test_results_come_in_the_order_of_the_things() -> None:
    assert list(in_turn(range(50), lambda number: number * 2, workers=2)) == [number * 2 for number in range(50)]


def test_one_worker_takes_one_thing_at_a_time_in_order() -> None:
    seen: list[int] = []
    list(in_turn(range(50), seen.append, workers=1))
    assert seen == list(range(50))


def test_things_are_fetched_by_the_callers_own_thread() -> None:
    fetchers = set()

    def things() -> Iterator[int]:
        for number in range(20):
            fetchers.add(threading.get_ident())
            yield number

    list(in_turn(things(), str, workers=2))
    assert fetchers == {threading.get_ident()}


def test_few_things_wait_at_a_time() -> None:
    fetched = 0

    def things() -> Iterator[int]:
        nonlocal fetched
        for number in range(1000):
            fetched += 1
            yield number

    running = in_turn(things(), str, workers=1)
    next(running)
    assert fetched < 10
    running.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_either_side_comes_through(workers: int) -> None:
    def work(number: int) -> int:
        if number == 7:
            raise OSError("disk")
        return number

    def things() -> Iterator[int]:
        yield 1
        raise KeyError("picture")

    with pytest.raises(OSError, match="disk"):
        list(in_turn(range(50), work, workers=workers))
    with pytest.raises(KeyError):
        list(in_turn(things(), work, workers=workers))


def test_nobody_works_after_the_end() -> None:
    before = threading.active_count()
    running = in_turn(range(1000), str, workers=2)
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
