# SPDX-License-Identifier: Apache-2.0
"""Parts that are made when somebody first needs them, once, whatever threads ask."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

_Made = TypeVar("_Made")


def once(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """Return ``make``, which runs once, whatever threads ask at the same time."""
    made: list[_Made] = []
    lock = Lock()

    def get() -> _Made:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return get


class _Later:
    """Stands for a part that is loaded at the first word with it: the unlock page speaks with none of them."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._get = once(make)

    def __getattr__(self, name: str) -> object:
        return getattr(self._get(), name)


def later(make: Callable[[], _Made]) -> _Made:
    """Return what behaves as the part that ``make`` returns, for parts that have methods and properties only."""
    return cast("_Made", _Later(make))
