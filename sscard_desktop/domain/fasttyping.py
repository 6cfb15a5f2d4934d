# SPDX-License-Identifier: Apache-2.0
"""Tells a device that types, a code scanner or a wedge reader, from a person's hands.

Such a device is a keyboard to the computer: digits, and now and then a letter, a few milliseconds apart, with Enter
behind them. Nobody types eight in a row like that. Only the time between keys decides, as the keyboard noted it, never
what was typed: what a line means is for those who know lines. A line begins with a digit, since letters move through
lists and go through an input method. Refused: a run that is longer than any code of ours, and a key held down.

Times are milliseconds from any beginning.
"""

from __future__ import annotations

import unicodedata
from enum import Enum

HANDS_MS = 40.0
"""Two keys of one hand may follow each other so fast now and then, rolled; never several times in a row."""

DEVICE_MS = 150.0
"""A pause inside a line that is plainly a device's: radio scanners send in bursts."""

REPEAT_MS = 15.0
"""No key that is held down repeats so fast; a device that types a digit twice may look like one."""

LEAST = 8
"""So many characters without a pause are a device's."""

MOST = 128
"""Longer than any line that is waited for."""


class Place(Enum):
    """Where a character stands in what is being typed."""

    FIRST = "first"
    """It may begin a device's line; what came before it was typed by hand."""
    NEXT = "next"
    """It goes on with the run."""
    OUTSIDE = "outside"
    """It belongs to no run, and ends the one before it."""


class FastTyping:
    """A run of characters that came too fast for hands; one at a time, given with :meth:`press`."""

    def __init__(self) -> None:
        self._run: list[str] = []
        self._last_ms = 0.0

    @property
    def by_device(self) -> bool:
        """Whether the run is long enough to be sure of."""
        return len(self._run) >= LEAST

    @property
    def patience_ms(self) -> float:
        """How long the next character may take."""
        return DEVICE_MS if self.by_device else HANDS_MS

    def press(self, text: str, at_ms: float, *, repeated: bool = False) -> Place:
        """Take what one key typed; anything but one digit or letter, in full width too, belongs to no run.

        Full width is what an input method makes of a scanner's digits.

        Args:
            repeated: the system takes it for a key that is held down.
        """
        character = unicodedata.normalize("NFKC", text).upper()
        if not (len(character) == 1 and character.isascii() and character.isalnum()):
            self.forget()
            return Place.OUTSIDE
        if repeated and not 0 <= at_ms - self._last_ms <= REPEAT_MS:
            self.forget()
            return Place.OUTSIDE
        if self._in_time(at_ms) and len(self._run) < MOST and (character.isdigit() or len(self._run) > 1):
            self._run.append(character)
            self._last_ms = at_ms
            return Place.NEXT
        self.forget()
        if not character.isdigit():
            return Place.OUTSIDE
        self._run.append(character)
        self._last_ms = at_ms
        return Place.FIRST

    def end(self, at_ms: float) -> str:
        """Return the line that Enter or Tab ends now, upper case and half width; ``""`` if hands typed it."""
        line = self.line() if self._in_time(at_ms) else ""
        self.forget()
        return line

    def line(self) -> str:
        """Return the run so far, ``""`` if hands may have typed it; some scanners send no Enter."""
        return "".join(self._run) if self.by_device else ""

    def forget(self) -> None:
        """Begin anew."""
        self._run.clear()

    def _in_time(self, at_ms: float) -> bool:
        return bool(self._run) and 0 <= at_ms - self._last_ms <= self.patience_ms
