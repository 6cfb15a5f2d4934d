# SPDX-License-Identifier: Apache-2.0
"""What serving one person took: keys, characters, and time by whose it was.

Time is kept twice. *At work*: each moment in which the window handled a key, or in which what comes next wasn't there
yet. *Waited*: that part of it in which a finger was already where it would press next, and could not.
"""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Whose(StrEnum):
    """Whose fault a wait is."""

    PROGRAM = "program"
    """The window works, and the clerk waits for it."""
    DEVICE = "device"
    """A reader reads, a camera waits for the person to sit still, a card is turned over."""
    PERSON = "person"
    """The clerk looks at what they are to answer for."""


@dataclass(slots=True)
class Tally:
    """A count that grows.

    Attributes:
        keys: pressed beyond text, by their name.
        characters: typed.
        at_work_s: by whose it was.
        waited_s: the part of it that the hands stood still.
        works_s: the program's own, by what it was for.
        waits_s: the part of it that the hands stood still.
    """

    keys: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    at_work_s: dict[Whose, float] = field(default_factory=lambda: dict.fromkeys(Whose, 0.0))
    waited_s: dict[Whose, float] = field(default_factory=lambda: dict.fromkeys(Whose, 0.0))
    works_s: Counter[str] = field(default_factory=Counter)
    waits_s: Counter[str] = field(default_factory=Counter)

    def note(self, why: str, whose: Whose, *, took_s: float, beyond_s: float) -> None:
        """Count a moment of ``took_s``, of which the hands were ready for ``beyond_s``."""
        self.at_work_s[whose] += took_s
        self.waited_s[whose] += beyond_s
        if whose is Whose.PROGRAM:
            self.works_s[why] += took_s
            self.waits_s[why] += beyond_s

    def kept(self) -> Tally:
        """Return the count as it stands, to be gone on with after something that nobody counts."""
        return copy.deepcopy(self)
