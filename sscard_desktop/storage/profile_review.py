# SPDX-License-Identifier: Apache-2.0
"""Reads ``[own_look]`` and ``[review]``: whether people read their own data over; how many records are drawn for a
close look, who looks twice, the usual reasons for a return."""

from __future__ import annotations

from collections.abc import Collection

from sscard_desktop.domain.ownlook import OwnLookSpec
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.reviewing import ReturnReason, ReviewSpec, Why
from sscard_desktop.storage.profile_reading import KEY, Findings, Table, nearest_first, text_of
from sscard_desktop.storage.profile_source import Node

MAX_REASONS = 9
"""A digit each."""
_MAX_KEYS = 12
_MAX_TEXT = 120
_BESIDE_FIELDS = frozenset({"consent", *(role.value for role in PictureRole)})


def read_own_look(root: Table) -> OwnLookSpec:
    """Return the city's ``[own_look]``; where there is none, nobody has to look."""
    node = root.get("own_look")
    if node is None:
        return OwnLookSpec()
    table = Table(node, root.findings)
    required = table.flag("required", False)
    table.close()
    return OwnLookSpec(required)


def read_review(root: Table, fields: Collection[str]) -> ReviewSpec:
    """Return the city's ``[review]``, the program's own where there is none.

    Args:
        root: the profile.
        fields: keys of the fields that the profile and its bases declare, asked for or not.
    """
    node = root.get("review")
    if node is None:
        return ReviewSpec()
    table = Table(node, root.findings)
    percent = table.whole("sample_percent", 0, low=0, high=100)
    twice = frozenset(Why(word) for word in _words(table.array("four_eyes", limit=len(Why), needed=False), table))
    known = {*fields, *_BESIDE_FIELDS}
    reasons: list[ReturnReason] = []
    for part in table.tables("reasons", limit=MAX_REASONS, needed=False):
        reason = _reason(part, known)
        if any(earlier.code == reason.code for earlier in reasons):
            part.findings.add(part.node, "name_twice", key="code", value=reason.code)
        reasons.append(reason)
    table.close()
    return ReviewSpec(percent, twice, tuple(reasons))


def _words(nodes: Collection[Node], table: Table) -> list[str]:
    found = []
    for node in nodes:
        word = text_of(node, table.findings)
        if word in list(Why):
            found.append(word)
        else:
            table.findings.add(node, "unknown_choice", value=word, allowed=nearest_first(word, list(Why)))
    return found


def _reason(table: Table, known: Collection[str]) -> ReturnReason:
    code = table.text("code", limit=40)
    if code and not all(KEY.fullmatch(part) for part in code.split(".")):
        table.findings.add(table.node, "bad_name", key="code", value=code)
    texts = table.labels("text", limit=_MAX_TEXT)
    keys = [_key(node, known, table.findings) for node in table.array("fields", limit=_MAX_KEYS, needed=False)]
    table.close()
    return ReturnReason(code, texts, tuple(key for key in keys if key))


def _key(node: Node, known: Collection[str], findings: Findings) -> str:
    key = text_of(node, findings)
    if key and key not in known:
        findings.add(node, "unknown_choice", value=key, allowed=nearest_first(key, known, limit=8))
        return ""
    return key
