# SPDX-License-Identifier: Apache-2.0
"""The recovery code: 135 random bits as 27 characters that can be read from paper, and a check character.

The alphabet is Crockford's base 32: no I, L, O and U, and what people write for them is read as what was meant. The
check character is a sum over GF(32) with the powers of a generator as weights: it finds every single wrong character
and every two that changed places, so that a slip of the pen is told apart from a wrong code.
"""

from __future__ import annotations

import secrets

from sscard_desktop.domain.errors import InvalidInputError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CHARACTERS = 27
_GROUP = 4
_REDUCING = 0b100101  # x^5 + x^2 + 1, primitive: its generator has order 31, more than the code has places


def new_code() -> str:
    """Return a new recovery code as it is printed, in seven groups of four."""
    symbols = [secrets.randbelow(32) for _ in range(_CHARACTERS)]
    code = "".join(_ALPHABET[symbol] for symbol in (*symbols, _check(symbols)))
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def secret_of(typed: str) -> bytes:
    """Return the secret behind a code as typed, whatever its case, spaces and hyphens.

    Raises:
        InvalidInputError: ``station.recovery_mistyped``, it can't be any station's code.
    """
    kept = "".join(sign for sign in typed[:200].upper() if sign.isalnum()).translate(_READ_AS)
    symbols = [_ALPHABET.find(sign) for sign in kept]
    if len(symbols) != _CHARACTERS + 1 or -1 in symbols or _check(symbols[:-1]) != symbols[-1]:
        raise InvalidInputError("station.recovery_mistyped")
    return kept[:-1].encode("ascii")


def _check(symbols: list[int]) -> int:
    total = 0
    for symbol in symbols:
        total = _times_generator(total ^ symbol)
    return total


def _times_generator(element: int) -> int:
    doubled = element << 1
    return doubled ^ _REDUCING if doubled & 0b100000 else doubled
