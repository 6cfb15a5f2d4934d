# SPDX-License-Identifier: Apache-2.0
"""How long a name must wait after failed log-ins, whatever happens to the wall clock.

The count is durable, and with it how long the machine had been running at the last failure. That hand runs on from
program to program and can't be set, so that a command that is started anew waits no longer than a window that stayed
open. After a restart of the machine it begins again near zero; what it shows then has passed at least.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.storage.keyfile import Failures, KeyFile

if TYPE_CHECKING:
    from sscard_desktop.services.ports import Clock

FREE_TRIES = 3
FIRST_DELAY_S = 5.0
LONGEST_DELAY_S = 900.0
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

    def require_ready(self, keys: KeyFile, digest: str) -> None:
        """Raise ``NotAllowedError("station.wait")`` with ``seconds`` while the name must wait."""
        failures = keys.failures.get(_counted_as(keys, digest))
        if failures is None:
            return
        now_s = self._clock.monotonic_s()
        past_s = now_s - failures.uptime_s if now_s >= failures.uptime_s else now_s
        wait_s = delay_s(failures.count) - past_s
        if wait_s > 0:
            raise NotAllowedError("station.wait", seconds=math.ceil(wait_s))

    def failed(self, keys: KeyFile, digest: str) -> KeyFile:
        """Return the key file's content with one more failure; the wait starts now."""
        digest = _counted_as(keys, digest)
        earlier = keys.failures.get(digest)
        count = earlier.count + 1 if earlier else 1
        return _with(keys, {**keys.failures, digest: Failures(count, self._clock.monotonic_s())})

    def succeeded(self, keys: KeyFile, digest: str) -> KeyFile:
        """Return the key file's content without failures under this name."""
        return _with(keys, {other: failures for other, failures in keys.failures.items() if other != digest})


def _counted_as(keys: KeyFile, digest: str) -> str:
    unknown = sum(1 for name in keys.failures if name not in keys.people)
    if digest in keys.people or digest in keys.failures or unknown < _REMEMBERED:
        return digest
    return _OTHERS


def _with(keys: KeyFile, failures: Mapping[str, Failures]) -> KeyFile:
    return replace(keys, failures=failures)
