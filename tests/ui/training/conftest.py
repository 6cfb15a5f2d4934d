# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_dangling_threads() -> Iterator[None]:
    """Fail the test that leaves more threads than it found.

    The window lives as long as its module, and a lock gives it another watcher for the one it had.
    """
    before = named()
    yield
    more = named() - before
    if more:
        pytest.fail(f"threads left running: {', '.join(more)}", pytrace=False)


def named() -> Counter[str]:
    return Counter(each.name for each in threading.enumerate() if not each.name.startswith("Dummy-"))
