# SPDX-License-Identifier: Apache-2.0
"""Work on a stream of things while the next of them are being fetched, with few of them in memory at a time.

What is fetched is fetched by the caller's own thread, in order: a station's connection belongs to one. Ciphers, digests
and disks let other threads run meanwhile, so that both cores of a counter's computer are used.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_WAITING = 4
"""How many things are fetched ahead of each worker."""

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


def in_turn(things: Iterable[_Thing], work: Callable[[_Thing], _Result], *, workers: int) -> Iterator[_Result]:
    """Yield what ``work`` makes of each thing, in their order; the first error of either side ends it.

    With one worker things are also worked on in their order, one at a time. When the caller stops early, nothing new
    is begun, and what is being worked on is finished first: nobody works on after the end.
    """
    pool = ThreadPoolExecutor(workers)
    try:
        waiting: deque[Future[_Result]] = deque()
        for thing in things:
            waiting.append(pool.submit(work, thing))
            if len(waiting) > workers * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
