# SPDX-License-Identifier: Apache-2.0
"""Reads ``[feedback]``: how bureaus and banks head their columns, what they call each state, and why they refuse.

Refuses a header or word that stands for two things: a line would then be understood by chance.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from sscard_desktop.domain.feedback import FeedbackReason, FeedbackSpec, Meaning, Told, plain
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.storage.profile_reading import KEY, Table, nearest_first, text_of

MAX_WORDS = 60
MAX_REASONS = 60
MAX_WARN_AFTER = 10_000
MAX_WARN_DAYS = 3650
_MAX_KEYS = 12
_LONGEST_WORD = 60
_BESIDE_FIELDS = frozenset({"consent", *(role.value for role in PictureRole)})
_Kind = TypeVar("_Kind", bound=StrEnum)


def read_feedback(root: Table, fields: Collection[str]) -> FeedbackSpec:
    """Return the city's ``[feedback]``; without one, nothing is understood until the station learns it.

    Args:
        root: the profile.
        fields: keys of the fields that the profile and its bases declare, asked for or not.
    """
    node = root.get("feedback")
    if node is None:
        return FeedbackSpec()
    table = Table(node, root.findings)
    columns = _words(table, "columns", Meaning)
    states = _words(table, "states", Told)
    good = tuple(_list(table, "good", {plain(word): "" for words in states.values() for word in words}))
    reasons: list[FeedbackReason] = []
    known = {*fields, *_BESIDE_FIELDS}
    for part in table.tables("reasons", limit=MAX_REASONS, needed=False):
        reason = _reason(part, known)
        if any(earlier.code == reason.code for earlier in reasons):
            part.findings.add(part.node, "name_twice", key="code", value=reason.code)
        reasons.append(reason)
    spec = FeedbackSpec(
        columns,
        states,
        good,
        tuple(reasons),
        table.whole("warn_after", 0, low=0, high=MAX_WARN_AFTER),
        table.whole("warn_days", FeedbackSpec().warn_days, low=1, high=MAX_WARN_DAYS),
    )
    table.close()
    return spec


def _words(table: Table, key: str, kinds: type[_Kind]) -> Mapping[_Kind, tuple[str, ...]]:
    """Read a table of lists of words, one for each kind; a word stands in one of them."""
    node = table.get(key)
    if node is None:
        return {}
    part = Table(node, table.findings)
    taken: dict[str, str] = {}
    found = {kind: words for kind in kinds if (words := tuple(_list(part, kind.value, taken)))}
    part.close()
    return found


def _list(table: Table, key: str, taken: dict[str, str]) -> list[str]:
    words = []
    for node in table.array(key, limit=MAX_WORDS, needed=False):
        word = text_of(node, table.findings, limit=_LONGEST_WORD)
        if not plain(word):
            table.findings.add(node, "empty")
        elif plain(word) in taken:
            table.findings.add(node, "name_twice", value=word)
        else:
            taken[plain(word)] = key
            words.append(word)
    return words


def _reason(table: Table, known: Collection[str]) -> FeedbackReason:
    code = table.text("code", limit=40)
    if code and not all(KEY.fullmatch(part) for part in code.split(".")):
        table.findings.add(table.node, "bad_name", key="code", value=code)
    texts = table.labels("text", limit=120)
    words = tuple(_list(table, "words", {}))
    if not words:
        table.findings.add(table.node, "empty", key="words")
    keys = []
    for node in table.array("fields", limit=_MAX_KEYS, needed=False):
        key = text_of(node, table.findings)
        if key in known:
            keys.append(key)
        elif key:
            table.findings.add(node, "unknown_choice", value=key, allowed=nearest_first(key, known, limit=8))
    table.close()
    return FeedbackReason(code, texts, words, tuple(keys))
