# SPDX-License-Identifier: Apache-2.0
"""The part of a column that says what stands for rare characters in a system that lacks them.

Refuses a substitute that the system lacks as well: it would be replaced by chance on the other side.
"""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.substitutes import LONGEST_REPLACEMENT, MOST_CHARACTERS, Repertoire, Substitute
from sscard_desktop.storage.profile_reading import Table, text_of
from sscard_desktop.storage.profile_source import Node

PINYIN = "pinyin"
_USUAL = "?"


def read_substitute(column: Table, value: str, fields: Mapping[str, FieldSpec]) -> Substitute | None:
    """Read ``substitute = { repertoire, with, characters }`` of a column, ``None`` where it has none.

    Args:
        value: the column's field.
        fields: the profile's.
    """
    node = column.get("substitute")
    if node is None:
        return None
    table = Table(node, column.findings)
    repertoire = Repertoire(table.choice("repertoire", tuple(Repertoire), Repertoire.GBK))
    replacement = table.text("with", _USUAL, limit=LONGEST_REPLACEMENT)
    pinyin = replacement == PINYIN
    if pinyin:
        replacement = _USUAL
        if value != "name" or "name_pinyin" not in fields:
            table.findings.add(node, "substitute_pinyin")
    else:
        _check_holdable(table, table.get("with") or node, replacement, repertoire)
    characters: dict[str, str] = {}
    part = table.get("characters")
    if part is not None:
        for character, text in Table(part, table.findings).items(limit=MOST_CHARACTERS):
            if len(character) != 1:
                table.findings.add(text, "substitute_character", value=character)
            characters[character] = text_of(text, table.findings, limit=LONGEST_REPLACEMENT)
            _check_holdable(table, text, characters[character], repertoire)
    table.close()
    return Substitute(repertoire, replacement, pinyin, characters)


def _check_holdable(table: Table, node: Node, text: str, repertoire: Repertoire) -> None:
    if not all(map(repertoire.holds, text)):
        table.findings.add(node, "substitute_unholdable", value=text, allowed=repertoire.value)
