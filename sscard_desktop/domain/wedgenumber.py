# SPDX-License-Identifier: Apache-2.0
"""The number that a keyboard-wedge reader types: some readers are keyboards, and give a card's number and nothing else.

Such a line has no name, no photo and no check of its own, so it is worth what a typed number is worth. Only a number
of the eighteen-character form whose check character and birth date are right is taken from a device; whatever else it
types goes where the clerk was typing.
"""

from __future__ import annotations

from datetime import date

from sscard_desktop.domain import idnumber

_LENGTH = 18


def wedge_number(line: str, *, today: date) -> str:
    """Return the number in a line that a device typed, ``""`` if it is none.

    Args:
        line: as :class:`~sscard_desktop.domain.fasttyping.FastTyping` gives it.
        today: nobody was born later.
    """
    number = idnumber.normalise(line)
    if len(number) != _LENGTH or not idnumber.check_character_fits("resident", number):
        return ""
    born = idnumber.birth_date("resident", number)
    return number if born is not None and born <= today else ""
