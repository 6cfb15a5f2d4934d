# SPDX-License-Identifier: Apache-2.0
"""Answers from a code list as lists have them: code, label or alias in any spelling, or code and label together."""

from __future__ import annotations

import re
import unicodedata

from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.rosterwords import folded

_CODE_FIRST = re.compile(r"([0-9A-Za-z]{1,10})[\s\-_.、:/|,，)）\]】]*(\D.*)")
_CODE_LAST = re.compile(r"(\D.*?)[\s\-_.、:/|(（\[【]+([0-9A-Za-z]{1,10})[)）\]】]?")


def answer_of(codes: CodeList, text: str) -> str | None:
    """Return the code that a cell names, the text itself where it names none.

    ``None`` where a code and a label stand beside each other and don't belong together (02 汉族).
    """
    entry = _entry(codes, text)
    if entry is not None:
        return entry.code
    for shape, code_at, label_at in ((_CODE_FIRST, 1, 2), (_CODE_LAST, 2, 1)):
        found = shape.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if found is None:
            continue
        by_code = _numbered(codes, found[code_at])
        by_label = _entry(codes, found[label_at].strip(" ()[]【】（）"))
        if by_label is not None and by_code is not None:
            if by_code == by_label:
                return by_code.code
            return None
    return text


def _entry(codes: CodeList, text: str) -> Code | None:
    """Return the entry that a text names, in whatever spelling, if it is the only one."""
    if found := codes.find(text) or _numbered(codes, text):
        return found
    wanted = folded(text)
    named = {
        entry.code: entry
        for entry in codes.entries
        if any(folded(word) == wanted for word in (*entry.labels.values(), *entry.aliases))
    }
    return next(iter(named.values())) if wanted and len(named) == 1 else None


def _numbered(codes: CodeList, text: str) -> Code | None:
    """Return the entry of a code; 1 is 01 where a list has no other one."""
    if exact := codes.get(text):
        return exact
    if not (text.isascii() and text.isdigit()):
        return None
    alike = [entry for entry in codes.entries if entry.code.isdigit() and int(entry.code) == int(text)]
    return alike[0] if len(alike) == 1 else None
