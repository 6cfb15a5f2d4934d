# SPDX-License-Identifier: Apache-2.0
"""The recovery code: 135 random bits as 27 characters that can be read from paper, and a check character.

Instead of one code a secret can be handed out in shares (Shamir's scheme over GF(2^128), by PyCryptodome, in
the form of B. Poettering's ssss): so many of them give it, fewer say nothing of it. A share is printed in the
same way: its number, three characters that are the same on all shares of one set, 26 characters, the check character.

The alphabet is Crockford's base 32: no I, L, O and U, and what people write for them is read as what was meant. The
check character is a sum over GF(32) with the powers of a generator as weights: it finds every single wrong character
and every two that changed places, so that a slip of the pen is told apart from a wrong code.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain.errors import InvalidInputError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CHARACTERS = 27
_GROUP = 4
_MARK = 3
_SHARED_BYTES = 16
_SHARED_CHARACTERS = 26
MOST_SHARES = 31
"""One character is a share's number, and 0 is none."""
_REDUCING = 0b100101  # x^5 + x^2 + 1, primitive: its generator has order 31, more than the code has places


@dataclass(frozen=True, slots=True)
class Share:
    """One share of a recovery secret.

    Attributes:
        number: 1 to :data:`MOST_SHARES`.
        mark: three characters that all shares of the set have.
    """

    number: int
    mark: str
    content: bytes = field(repr=False)


def new_code() -> str:
    """Return a new recovery code as it is printed, in seven groups of four."""
    return _printed([secrets.randbelow(32) for _ in range(_CHARACTERS)])


def secret_of(typed: str) -> bytes:
    """Return the secret behind a code as typed, whatever its case, spaces and hyphens.

    Raises:
        InvalidInputError: ``station.recovery_mistyped``, it can't be any station's code.
    """
    symbols = _symbols(typed)
    if len(symbols) != _CHARACTERS:
        raise InvalidInputError("station.recovery_mistyped")
    return "".join(_ALPHABET[symbol] for symbol in symbols).encode("ascii")


def new_shares(*, needed: int, made: int) -> tuple[bytes, str, list[str]]:
    """Return a new secret, the set's mark, and the shares as they are printed.

    Raises:
        ValueError: not ``2 <= needed <= made <= MOST_SHARES``.
    """
    from Cryptodome.Protocol.SecretSharing import Shamir

    if not 2 <= needed <= made <= MOST_SHARES:
        raise ValueError("so many shares can't be made")
    secret = secrets.token_bytes(_SHARED_BYTES)
    mark = [secrets.randbelow(32) for _ in range(_MARK)]
    printed = []
    for number, content in Shamir.split(needed, made, secret, ssss=True):
        value = int.from_bytes(content)
        symbols = [value >> 5 * place & 31 for place in reversed(range(_SHARED_CHARACTERS))]
        printed.append(_printed([number, *mark, *symbols]))
    return secret, "".join(_ALPHABET[symbol] for symbol in mark), printed


def share_of(typed: str) -> Share:
    """Return the share behind what was typed.

    Raises:
        InvalidInputError: ``station.share_mistyped``, it can't be any station's share.
    """
    symbols = _symbols(typed)
    if len(symbols) != 1 + _MARK + _SHARED_CHARACTERS or not 1 <= symbols[0] <= MOST_SHARES:
        raise InvalidInputError("station.share_mistyped")
    value = 0
    for symbol in symbols[1 + _MARK :]:
        value = value << 5 | symbol
    if value >> 8 * _SHARED_BYTES:
        raise InvalidInputError("station.share_mistyped")
    mark = "".join(_ALPHABET[symbol] for symbol in symbols[1 : 1 + _MARK])
    return Share(symbols[0], mark, value.to_bytes(_SHARED_BYTES))


def is_share(typed: str) -> bool:
    """Return whether this is as long as a share, and not a recovery code."""
    return sum(sign.isalnum() for sign in typed[:200]) > _CHARACTERS + 1


def combined(shares: Sequence[Share]) -> bytes:
    """Return the secret of different shares of one set; too few, too many or wrong ones give another secret."""
    from Cryptodome.Protocol.SecretSharing import Shamir

    secret: bytes = Shamir.combine([(share.number, share.content) for share in shares], ssss=True)
    return secret


def _printed(symbols: list[int]) -> str:
    code = "".join(_ALPHABET[symbol] for symbol in (*symbols, _check(symbols)))
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _symbols(typed: str) -> list[int]:
    """Return the numbers behind what was typed, without the check character; none if there is a slip in it."""
    kept = "".join(sign for sign in typed[:200].upper() if sign.isalnum()).translate(_READ_AS)
    symbols = [_ALPHABET.find(sign) for sign in kept]
    if len(symbols) < 2 or -1 in symbols or _check(symbols[:-1]) != symbols[-1]:
        return []
    return symbols[:-1]


def _check(symbols: list[int]) -> int:
    total = 0
    for symbol in symbols:
        total = _times_generator(total ^ symbol)
    return total


def _times_generator(element: int) -> int:
    doubled = element << 1
    return doubled ^ _REDUCING if doubled & 0b100000 else doubled
