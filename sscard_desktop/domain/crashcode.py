# SPDX-License-Identifier: Apache-2.0
"""The short code of a mistake of the program's own: nine signs to be read over the telephone, such as ``K7Y-F4M-XCR``.

Five signs are a digest of the place in the program (file and function, no line: a later version says the same), three
one of the kind of exception, the last one checks the others. So each half can be looked up by itself in the program
that the code is from. Nothing of anybody's is in it: neither place nor kind know whose record was open.

Of signs that the eye takes for each other (0 O D Q, 1 I J, 2 Z, 5 S, 6 G, 8 B, U V) one at most is used, and so with
those that the ear does (M N, T P D B E, K J A, Y I). Nineteen is a prime number, and the weights of the sum all
differ: every single wrong sign is found, and every two that changed places.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from sscard_desktop.domain.errors import InvalidInputError

SIGNS = "23456789CFHKLMRTWXY"
PLACE_SIGNS, KIND_SIGNS = 5, 3
_LENGTH = PLACE_SIGNS + KIND_SIGNS + 1
_GROUP = 3
_BASE = len(SIGNS)
_WEIGHTS = tuple(range(2, 2 + _LENGTH - 1))
"""Of all signs but the last one, whose weight is one."""
_LONGEST_TYPED = 40


@dataclass(frozen=True, slots=True)
class CrashCode:
    """A code's two halves.

    Attributes:
        place: digest of where in the program.
        kind: digest of which exception.
    """

    place: str
    kind: str

    def __str__(self) -> str:
        signs = self.place + self.kind
        signs += _check(signs)
        return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def code_of(place: str, kind: str) -> CrashCode:
    """Return the code of a place (``sscard_desktop/ui/window.py:Program.lock``) and a kind (``builtins.KeyError``)."""
    return CrashCode(place_digest(place), kind_digest(kind))


def place_digest(place: str) -> str:
    """Return the half of a code that stands for a place."""
    return _digest(f"place\0{place}", PLACE_SIGNS)


def kind_digest(kind: str) -> str:
    """Return the half of a code that stands for a kind of exception."""
    return _digest(f"kind\0{kind}", KIND_SIGNS)


def read_code(typed: str) -> CrashCode:
    """Return a code as somebody wrote it down: small letters, wide ones, blanks and any dashes are read.

    Raises:
        InvalidInputError: ``crash.sign_unknown`` (``sign``), no code has this one; ``crash.length`` (``count``,
            ``needed``); ``crash.mistyped``, the check sign doesn't fit.
    """
    wide = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).upper()
    signs = "".join(sign for sign in wide if not sign.isspace() and unicodedata.category(sign) != "Pd")
    for sign in signs:
        if sign not in SIGNS:
            raise InvalidInputError("crash.sign_unknown", sign=sign if sign.isprintable() else "\ufffd")
    if len(signs) != _LENGTH:
        raise InvalidInputError("crash.length", count=len(signs), needed=_LENGTH)
    if _check(signs[:-1]) != signs[-1]:
        raise InvalidInputError("crash.mistyped")
    return CrashCode(signs[:PLACE_SIGNS], signs[PLACE_SIGNS:-1])


def is_code(text: str) -> bool:
    """Return whether a text is a code as it is printed."""
    try:
        return str(read_code(text)) == text
    except InvalidInputError:
        return False


def _digest(text: str, signs: int) -> str:
    value = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return "".join(SIGNS[value // _BASE**place % _BASE] for place in range(signs))


def _check(signs: str) -> str:
    total = sum(weight * SIGNS.index(sign) for weight, sign in zip(_WEIGHTS, signs, strict=True))
    return SIGNS[-total % _BASE]
