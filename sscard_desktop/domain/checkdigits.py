# SPDX-License-Identifier: Apache-2.0
"""The two check characters that identity documents carry. Pure arithmetic: shapes are the callers' business."""

from __future__ import annotations

_GB_11643_CHARACTERS = "10X98765432"
_ICAO_WEIGHTS = (7, 3, 1)


def mod_11_2(digits: str) -> str:
    """Return the ISO/IEC 7064 MOD 11-2 check character (``0``–``9`` or ``X``) of a string of digits.

    GB 11643-1999 appends it to 17 digits, a receipt number to 16. It finds every single wrong digit and every swap of
    neighbours. Raises ``ValueError`` for anything but ASCII digits.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("only digits have a check character")
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return _GB_11643_CHARACTERS[total]


def weights_7_3_1(text: str) -> str:
    """Return the ICAO 9303 check digit of ``text``: letters count A=10 … Z=35, the filler ``<`` counts 0.

    The 2017 foreign permanent residence number uses the same sum. Raises ``ValueError`` for any other character.
    """
    return str(sum(_icao_value(place) * _ICAO_WEIGHTS[index % 3] for index, place in enumerate(text)) % 10)


def _icao_value(place: str) -> int:
    if place == "<":
        return 0
    if "0" <= place <= "9":
        return ord(place) - ord("0")
    if "A" <= place <= "Z":
        return ord(place) - ord("A") + 10
    raise ValueError("only A–Z, 0–9 and < have a value")
