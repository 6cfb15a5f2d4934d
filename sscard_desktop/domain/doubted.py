# SPDX-License-Identifier: Apache-2.0
"""What other stations' files say, value by value: of the kind, length and form that it must have, or ``ValueError``.

The one who asks for a whole turns the error into its own sentence; what was wrong is nobody's to read who might show
it, since it may be a person's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sscard_desktop.domain.errors import InvalidInputError

LONGEST_WORD = 200
"""Characters of a name, title or key."""
LONGEST_TEXT = 8000
"""Characters of a value or remark."""
MOST_ITEMS = 2000
"""Of a list."""
MOST_VALUES = 500
"""Of one person."""
AN_ID = re.compile(r"[0-9a-f]{32}")
A_KEY = re.compile(r"[a-z0-9_.-]{1,80}")
A_SHA256 = re.compile(r"[0-9a-f]{64}")


@contextmanager
def refused_as(code: str) -> Iterator[None]:
    """Turn whatever is wrong with what is read in the block into ``InvalidInputError(code)``."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InvalidInputError(code) from error


def a_document(text: bytes, *, most_bytes: int, members: int) -> Mapping[str, Any]:
    """Return the JSON object of at most ``members`` members that an ASCII text holds."""
    if len(text) > most_bytes:
        raise ValueError("too long")
    return an_object(json.loads(text.decode("ascii")), limit=members)


def an_object(told: object, *, limit: int) -> Mapping[str, Any]:
    """Return a JSON object of at most ``limit`` members."""
    if type(told) is not dict or len(told) > limit:
        raise ValueError("no object")
    return told


def a_list(told: object) -> list[Any]:
    """Return a list."""
    if type(told) is not list or len(told) > MOST_ITEMS:
        raise ValueError("no list")
    return told


def a_row(told: object, length: int) -> list[Any]:
    """Return a list of exactly ``length`` items."""
    if type(told) is not list or len(told) != length:
        raise ValueError("no row")
    return told


def a_text(told: object, *, limit: int = LONGEST_TEXT) -> str:
    """Return a text that UTF-8 can hold."""
    if type(told) is not str or len(told) > limit:
        raise ValueError("no text")
    told.encode("utf-8")
    return told


def a_word(told: object) -> str:
    """Return a short text on one line."""
    text = a_text(told, limit=LONGEST_WORD)
    if not text.isprintable():
        raise ValueError("no word")
    return text


def matching(pattern: re.Pattern[str], told: object) -> str:
    """Return a text of this form."""
    text = a_text(told)
    if not pattern.fullmatch(text):
        raise ValueError("another form")
    return text


def a_flag(told: object) -> bool:
    """Return true or false, and nothing that counts as them."""
    if type(told) is not bool:
        raise ValueError("no flag")
    return told


def a_count(told: object, most: int) -> int:
    """Return a whole number from 0 to ``most``."""
    if type(told) is not int or not 0 <= told <= most:
        raise ValueError("no count")
    return told


def a_moment(told: object) -> datetime:
    """Return a moment, in UTC."""
    moment = datetime.fromisoformat(a_text(told, limit=40))
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(UTC)


def a_moment_or_none(told: object) -> datetime | None:
    """Return a moment, in UTC, or that there is none."""
    return None if told is None else a_moment(told)


def the_values(told: object, *, unpaired: bool = False) -> dict[str, str]:
    """Return a person's values by field.

    Args:
        unpaired: whether a lone surrogate of a broken paste may stand in a value.
    """
    values = an_object(told, limit=MOST_VALUES)
    for key, value in values.items():
        matching(A_KEY, key)
        if type(value) is not str or len(value) > LONGEST_TEXT:
            raise ValueError("no value")
        if not unpaired:
            value.encode("utf-8")
    return dict(values)
