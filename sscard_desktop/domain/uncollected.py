# SPDX-License-Identifier: Apache-2.0
"""A pause for Python's search for cycles while millions of values are made that have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the search rest until the block ends; it goes on by itself, whatever happens in there.

    Each of its passes would walk all that was made so far: a tenth of the time that a table of a million cells takes.
    What other threads leave behind meanwhile waits for those seconds.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
