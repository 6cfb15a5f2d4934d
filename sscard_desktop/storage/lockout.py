# SPDX-License-Identifier: Apache-2.0
"""How long a name must wait after failed log-ins, whatever happens to the wall clock.

The count and the time of the last failure are durable. The wall clock is believed only so far: set back, it never
makes a wait longer than the delay itself; set forward across a restart, it never makes one shorter than
:data:`AFTER_RESTART_S`. Within one run of the program the monotonic clock alone decides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.services.ports import Clock
from sscard_desktop.storage.keyfile import Failures, KeyFile

FREE_TRIES = 3
FIRST_DELAY_S = 5.0
LONGEST_DELAY_S = 900.0
AFTER_RESTART_S = 30.0
_REMEMBERED = 200
_OTHERS = "0" * 64
"""Failures under names beyond the first :data:`_REMEMBERED` unknown ones are counted together."""


def delay_s(failures: int) -> float:
    """Return how long to wait after so many failures in a row: nothing, then 5 s, doubling up to 15 minutes."""
    if failures < FREE_TRIES:
        return 0.0
    return min(FIRST_DELAY_S * 2.0 ** min(failures - FREE_TRIES, 30), LONGEST_DELAY_S)


class Lockout:
    """Counts failures of a station's log-ins and makes them wait."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ready_at_s: dict[str, float] = {}

    def require_ready(self, keys: KeyFile, digest: str) -> None:
        """Raise ``NotAllowedError("station.wait")`` with ``seconds`` while the name must wait."""
        digest = _counted_as(keys, digest)
        failures = keys.failures.get(digest)
        if failures is None:
            return
        now_s = self._clock.monotonic_s()
        if digest not in self._ready_at_s:
            self._ready_at_s[digest] = now_s + self._after_restart_s(failures)
        wait_s = self._ready_at_s[digest] - now_s
        if wait_s > 0:
            raise NotAllowedError("station.wait", seconds=math.ceil(wait_s))

    def _after_restart_s(self, failures: Failures) -> float:
        delay = delay_s(failures.count)
        past_s = (self._clock.now() - failures.last).total_seconds()
        return min(delay, max(delay - max(past_s, 0.0), AFTER_RESTART_S))

    def failed(self, keys: KeyFile, digest: str) -> KeyFile:
        """Return the key file's content with one more failure, and start the wait."""
        digest = _counted_as(keys, digest)
        earlier = keys.failures.get(digest)
        count = earlier.count + 1 if earlier else 1
        self._ready_at_s[digest] = self._clock.monotonic_s() + delay_s(count)
        return _with(keys, {**keys.failures, digest: Failures(count, _in_utc(self._clock.now()))})

    def succeeded(self, keys: KeyFile, digest: str) -> KeyFile:
        """Return the key file's content without failures under this name."""
        self._ready_at_s.pop(digest, None)
        return _with(keys, {other: failures for other, failures in keys.failures.items() if other != digest})


def _counted_as(keys: KeyFile, digest: str) -> str:
    unknown = sum(1 for name in keys.failures if name not in keys.people)
    if digest in keys.people or digest in keys.failures or unknown < _REMEMBERED:
        return digest
    return _OTHERS


def _with(keys: KeyFile, failures: Mapping[str, Failures]) -> KeyFile:
    return replace(keys, failures=failures)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("the clock must tell aware times")
    return moment
