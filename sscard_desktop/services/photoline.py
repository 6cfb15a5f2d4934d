# SPDX-License-Identifier: Apache-2.0
"""Many photos made by several makers at once, handed on in the order in which they were asked for.

Answers for bounded memory (no more pictures wait than there are makers, and one), for results in order, and for an end
within the photos in hand: what only waits is dropped when nobody asks on. Threads, not processes: the networks, the
decoders and the encoder let the interpreter go while they work, and there is no second program to start, to watch, and
to feed pictures of people through a pipe.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from sscard_desktop.services.ports import PhotoMaker

T = TypeVar("T")
Job = Callable[[PhotoMaker], T]


def made_in_order(jobs: Iterable[Job[T]], makers: Sequence[PhotoMaker]) -> Generator[T, None, None]:
    """Yield what each job gives, in their order; close the iterator to stop early.

    Args:
        jobs: taken one by one in the thread that asks, so that reading a file may be part of giving the next one.
        makers: at least one; each serves one job at a time.
    """
    idle = SimpleQueue[PhotoMaker]()
    for maker in makers:
        idle.put(maker)

    def work(job: Job[T]) -> T:
        maker = idle.get()
        try:
            return job(maker)
        finally:
            # The next person's picture comes at once: nobody's is kept in memory for an adjustment.
            maker.forget()
            idle.put(maker)

    waiting = deque[Future[T]]()
    pool = ThreadPoolExecutor(len(makers), thread_name_prefix="photo-line")
    try:
        for job in jobs:
            waiting.append(pool.submit(work, job))
            if len(waiting) > len(makers):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
