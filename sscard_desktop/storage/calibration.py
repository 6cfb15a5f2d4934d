# SPDX-License-Identifier: Apache-2.0
"""How dear a try of a password shall be on this machine: about a third of a second, and never less than a floor.

RFC 9106 says to take as much memory as can be spared, then as many passes as the time allows; the floor is its second
recommended choice, 64 MiB and 3 passes. A faster machine takes more memory first, which hurts guessing machines most.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from sscard_desktop.storage.envelopes import KdfCost, stretched

TARGET_S = 0.3
FLOOR = KdfCost()
_MOST_MEMORY_KIB = 262_144
"""256 MiB: a counter's machine may have 4 GB, and work goes on beside it."""


def _try(cost: KdfCost) -> float:
    began = time.perf_counter()
    stretched("measured", bytes(16), cost)
    return time.perf_counter() - began


def calibrated(took_s: Callable[[KdfCost], float] = _try) -> KdfCost:
    """Return the dearest cost that stays within :data:`TARGET_S` here, or the floor where even that takes longer.

    Args:
        took_s: gives how long one try takes, in seconds.
    """
    cost = FLOOR
    one_s = max(took_s(cost), 1e-6)
    # Both memory and passes count in proportion.
    while cost.memory_kib < _MOST_MEMORY_KIB and one_s * 2 <= TARGET_S:
        cost, one_s = replace(cost, memory_kib=cost.memory_kib * 2), one_s * 2
    dearer = replace(cost, passes=max(cost.passes, int(cost.passes * TARGET_S / one_s)))
    return dearer if dearer.bearable else cost
