# SPDX-License-Identifier: Apache-2.0
"""One entry of a list to pick from, and which entries match what was typed: initials, text or code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry.

    Attributes:
        code: what is stored.
        text: what people read.
        initials: pinyin initials of ``text`` in lower case, such as ``gsyh``; made by whoever has the pinyin.
        hint: shown muted at the right; the code if empty.
        also: other spellings by which it is found, whole or by their beginning.
    """

    code: str
    text: str
    initials: str = ""
    hint: str = ""
    also: tuple[str, ...] = ()


def matches(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the entries that ``typed`` may mean, best first: by code, start of text, initials, part of text, alias."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(choices)
    ranked: list[tuple[int, int, Choice]] = []
    for index, choice in enumerate(choices):
        text, code, initials = choice.text.casefold(), choice.code.casefold(), choice.initials.casefold()
        also = [spelling.casefold() for spelling in choice.also]
        if wanted in (code, text, *also):
            rank = 0
        elif text.startswith(wanted) or code.startswith(wanted):
            rank = 1
        elif initials.startswith(wanted):
            rank = 2
        elif wanted in text:
            rank = 3
        elif wanted in initials:
            rank = 4
        elif any(spelling.startswith(wanted) for spelling in also):
            rank = 5
        else:
            continue
        ranked.append((rank, index, choice))
    return [choice for _, _, choice in sorted(ranked, key=lambda found: found[:2])]
