# SPDX-License-Identifier: Apache-2.0
"""Which passwords are taken: long enough, not the person's name, not one that everybody tries first.

No demand for capitals, digits and signs, and no expiry: NIST SP 800-63B advises against both, since people answer them
with ``Password1!`` and a note under the keyboard.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from itertools import pairwise

from sscard_desktop.domain.errors import RefusedError

MIN_CHARS = 8
MAX_CHARS = 256


def check_password(password: str, *, user: str, common: Container[str]) -> None:
    """Refuse a password that is too easily guessed.

    Args:
        password: as typed.
        user: log-in name of the person.
        common: often used passwords, lower case.

    Raises:
        RefusedError: ``operator.password_short``, ``operator.password_long``, ``operator.password_is_name``,
            ``operator.password_common``.
    """
    folded = normalised(password).casefold()
    if len(folded) < MIN_CHARS:
        raise RefusedError("operator.password_short", limit=MIN_CHARS)
    if len(password) > MAX_CHARS:
        raise RefusedError("operator.password_long", limit=MAX_CHARS)
    if _is_made_of(folded, normalised(user).casefold()):
        raise RefusedError("operator.password_is_name")
    if folded in common or len(set(folded)) <= 2 or _is_sequence(folded):
        raise RefusedError("operator.password_common")


def normalised(password: str) -> str:
    """Return the form that is hashed: the same password typed with a full-width input method is the same."""
    return unicodedata.normalize("NFKC", password)


def _is_made_of(password: str, name: str) -> bool:
    """Whether the password is the name, forwards, backwards or repeated, with nothing but digits around it."""
    if not name:
        return False
    core = password.strip("0123456789") or password
    return core in (name, name[::-1]) or password in (name, name[::-1]) or not core.replace(name, "")


def _is_sequence(password: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return steps in ({1}, {-1})
