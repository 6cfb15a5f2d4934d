# SPDX-License-Identifier: Apache-2.0
"""The two check characters that identity documents carry. Pure arithmetic: shapes are the callers' business."""

from __future__ import annotations

_GB_11643_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_GB_11643_CHARACTERS = "10X98765432"
_ICAO_WEIGHTS = (7, 3, 1)


def mod_11_2(digits: str) -> str:
    """Return the check character (``0``–``9`` or ``X``) of the first 17 digits of a GB 11643 number.

    GB 11643-1999 uses ISO/IEC 7064 MOD 11-2. Raises ``ValueError`` unless given exactly 17 ASCII digits.
    """
    if len(digits) != 17 or not (digits.isascii() and digits.isdigit()):
        raise ValueError("17 digits are needed")
    total = sum(weight * int(digit) for weight, digit in zip(_GB_11643_WEIGHTS, digits, strict=True))
    return _GB_11643_CHARACTERS[total % 11]


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
