# SPDX-License-Identifier: Apache-2.0
"""Several makers at work: results in order, no more in hand than makers, an end when nobody asks on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.imaging.photomaker import PhotoMaker
from sscard_desktop.services.photoline import made_in_order


class Forgetful(PhotoMaker):
    """Counts what it forgets."""

    def __init__(self) -> None:
        super().__init__()
        self.forgotten = 0

    def forget(self) -> None:
        self.forgotten += 1


def test_results_come_in_order_though_the_first_takes_longest() -> None:
    makers = [Forgetful(), Forgetful()]
    second_done = threading.Event()

    def job(at: int) -> Callable[[PhotoMaker], int]:
        def work(_: PhotoMaker) -> int:
            if at == 0:
                assert second_done.wait(10)
            if at == 1:
                second_done.set()
            return at

        return work

    assert list(made_in_order((job(at) for at in range(9)), makers)) == list(range(9))
    assert sum(maker.forgotten for maker in makers) == 9


def test_no_maker_serves_two_jobs_at_a_time() -> None:
    busy: set[int] = set()

    def work(maker: PhotoMaker) -> bool:
        alone = id(maker) not in busy
        busy.add(id(maker))
        time.sleep(0.002)
        busy.discard(id(maker))
        return alone

    assert all(made_in_order([work] * 30, [Forgetful(), Forgetful(), Forgetful()]))


def test_pictures_are_read_only_as_far_ahead_as_there_are_makers() -> None:
    read: list[int] = []

    def jobs() -> Iterator[Callable[[PhotoMaker], int]]:
        for at in range(100):
            read.append(at)
            yield lambda _, at=at: at  # type: ignore[misc]

    line = made_in_order(jobs(), [Forgetful(), Forgetful()])
    assert (next(line), next(line)) == (0, 1)
    assert len(read) == 4
    line.close()
    assert len(read) == 4


def test_a_stop_drops_what_waits_and_ends_its_threads() -> None:
    done: list[int] = []
    line = made_in_order([lambda _, at=at: done.append(at) for at in range(50)], [Forgetful()])  # type: ignore[misc]
    next(line)
    line.close()
    assert len(done) <= 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("photo-line")]


def test_what_no_photo_may_go_on_without_ends_the_line() -> None:
    def broken(_: PhotoMaker) -> None:
        raise EnvironmentFailedError("photo.model_missing", file="x")

    with pytest.raises(EnvironmentFailedError):
        list(made_in_order([broken] * 5, [Forgetful(), Forgetful()]))
