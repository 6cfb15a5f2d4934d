# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_dangling_threads() -> Iterator[None]:
    """Fail the test that leaves more threads than it found.

    The window lives as long as its module, and a lock gives it another watcher for the one it had. Its lanes begin when
    there is first something in them to do; that they end with it is looked at behind the module.
    """
    before = named()
    yield
    more = named() - before
    if more:
        pytest.fail(f"threads left running: {', '.join(more)}", pytrace=False)


def named() -> Counter[str]:
    running = [each.name for each in threading.enumerate()]
    return Counter(name for name in running if not name.startswith("Dummy-") and "-lane_" not in name)
