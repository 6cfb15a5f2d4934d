# SPDX-License-Identifier: Apache-2.0
"""pypinyin, loaded when the first name is read, its dictionary of phrases as small as it can be.

The library reads 47,000 phrases as lists of lists of their own: 50 MB, which Python's garbage collector walks through
again and again. They have 1,249 different syllables; with these shared it is 25 MB. What the phrases are, and what is
made of them, stays the library's own matter.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from importlib import resources
from types import ModuleType

_PHRASES = "phrases_dict.json"
# By the library's manual: no phrases at the import, and no second copy of its tables.
_SMALL = {"PYPINYIN_NO_PHRASES": "1", "PYPINYIN_NO_DICT_COPY": "1"}
_BETWEEN = re.compile(r'(?<=\])\s*,\s*(?=")')
_AT_ONCE = 1000
_loading = threading.Lock()


def library() -> ModuleType:
    """Return pypinyin, loaded at the first call; from any thread."""
    with _loading:
        if "pypinyin" not in sys.modules:
            _load()
    import pypinyin

    return pypinyin


def _load() -> None:
    before = {name: os.environ.get(name) for name in _SMALL}
    os.environ.update(_SMALL)
    try:
        import pypinyin
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    pypinyin.load_phrases_dict(_shared(resources.files(pypinyin).joinpath(_PHRASES).read_text(encoding="utf-8")))


def _shared(text: str) -> dict[str, list[list[str]]]:
    """Read phrases with their syllables' readings; equal lists of readings are one list."""
    pieces = _BETWEEN.split(text.strip()[1:-1])
    known: dict[tuple[str, ...], list[str]] = {}
    found: dict[str, list[list[str]]] = {}
    # A thousand at a time: what is thrown away leaves no holes in the memory that a heap of others keeps.
    for at in range(0, len(pieces), _AT_ONCE):
        for phrase, readings in json.loads(f"{{{','.join(pieces[at : at + _AT_ONCE])}}}").items():
            found[phrase] = [known.setdefault(tuple(each), each) for each in readings]
    return found
