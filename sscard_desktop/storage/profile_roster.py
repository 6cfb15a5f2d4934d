# SPDX-License-Identifier: Apache-2.0
"""Reads ``[roster]``: the columns of the list of people that a unit sends, and what else units call them.

A city that says nothing has a column for each field of its usual business. Refuses a column over a field that isn't
asked for, two of one header, a sample that its own field wouldn't take, and a word that two columns of a city claim.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.fields import LONG_TERM, NO, FieldKind, FieldSpec, shown
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rosterspec import ESSENTIAL, RosterColumn, RosterSpec
from sscard_desktop.domain.rosterwords import folded
from sscard_desktop.storage.profile_columns import read_sheet
from sscard_desktop.storage.profile_reading import Table, key_of, nearest_first, text_of
from sscard_desktop.storage.profile_source import Node

MAX_COLUMNS = 300
MAX_ALIASES = 100
USUAL_SHEET = "花名册"
_LONGEST_WORD = 60
_ADDRESS = "样本省样本市样本区样本路1号"
_SEVENTEEN = "11010119000101001"
"""Of somebody who would be older than anyone."""
_SAMPLES: Mapping[FieldKind, str] = {
    FieldKind.TEXT: "样本",
    FieldKind.NAME: "样本甲",
    FieldKind.PINYIN: "YANGBEN JIA",
    FieldKind.NUMBER: _SEVENTEEN + mod_11_2(_SEVENTEEN),
    FieldKind.DATE: "1900-01-01",
    FieldKind.EXPIRY: LONG_TERM,
    FieldKind.FLAG: NO,
    FieldKind.MOBILE: "13800000000",
    FieldKind.PHONE: "010-55550000",
    FieldKind.POSTCODE: "100000",
    FieldKind.ADDRESS: _ADDRESS,
    FieldKind.DIGITS: "00001",
    FieldKind.UNIT: "样本单位",
}
_WIDE = {FieldKind.NUMBER: 22, FieldKind.ADDRESS: 40, FieldKind.UNIT: 30, FieldKind.PHONE: 18, FieldKind.DATE: 14}


def read_roster(root: Table, profile: Profile, declared: Collection[str]) -> RosterSpec:
    """Return the city's ``[roster]``.

    Args:
        root: the profile.
        profile: what was read of it so far, with its kinds of business.
        declared: keys of the fields that the profile and its bases declare, asked for or not.
    """
    usual = profile.of(profile.usual_business) if len(profile.businesses) else profile
    node = root.get("roster")
    if node is None:
        return RosterSpec(USUAL_SHEET, tuple(_usual(spec, profile.code_lists, ()) for spec in usual.fields.values()))
    table = Table(node, root.findings)
    aliases = _aliases(table, declared)
    sheet = read_sheet(table) if table.get("sheet") is not None else USUAL_SHEET
    columns: list[RosterColumn] = []
    for part in table.tables("columns", limit=MAX_COLUMNS, needed=False):
        column = _column(part, usual.fields, profile.code_lists, aliases)
        if column is None:
            continue
        for key, earlier, mine in (("value", "key", column.key), ("header", "header", folded(column.header))):
            taken = {each.key if earlier == "key" else folded(each.header) for each in columns}
            if mine in taken:
                part.findings.add(part.node, "header_twice", key=key, value=column.header)
        columns.append(column)
    table.close()
    rest = [
        _usual(spec, profile.code_lists, aliases.get(key, ()))
        for key, spec in usual.fields.items()
        if key not in {column.key for column in columns}
    ]
    if not columns:
        return RosterSpec(sheet, tuple(rest))
    for key in ESSENTIAL:
        if key not in {column.key for column in columns}:
            table.findings.add(node, "field_needed", value=key)
    return RosterSpec(sheet, tuple(columns), tuple(rest))


def _aliases(table: Table, declared: Collection[str]) -> dict[str, tuple[str, ...]]:
    node = table.get("aliases")
    found: dict[str, tuple[str, ...]] = {}
    if node is None:
        return found
    part = Table(node, table.findings)
    for key, words in part.items(limit=MAX_COLUMNS):
        key_of(Node(key, words.file, words.line, words.key), table.findings)
        if key not in declared:
            table.findings.add(words, "unknown_choice", value=key, allowed=nearest_first(key, declared, limit=8))
        found[key] = _words(part, key)
    return found


def _words(table: Table, key: str) -> tuple[str, ...]:
    taken: dict[str, str] = {}
    for node in table.array(key, limit=MAX_ALIASES, needed=False):
        word = text_of(node, table.findings, limit=_LONGEST_WORD)
        if not folded(word):
            table.findings.add(node, "empty")
        elif folded(word) in taken:
            table.findings.add(node, "name_twice", value=word)
        else:
            taken[folded(word)] = word
    return tuple(taken.values())


def _column(
    table: Table,
    fields: Mapping[str, FieldSpec],
    code_lists: Mapping[str, CodeList],
    aliases: Mapping[str, tuple[str, ...]],
) -> RosterColumn | None:
    value_node = table.needed("value")
    value = "" if value_node is None else text_of(value_node, table.findings)
    if value_node is not None and value not in fields:
        table.findings.add(value_node, "unknown_choice", value=value, allowed=nearest_first(value, fields, limit=8))
    spec = fields.get(value, FieldSpec(value, FieldKind.TEXT, {}))
    usual = _usual(spec, code_lists, aliases.get(value, ()))
    header = table.text("header", usual.header, limit=100)
    if not folded(header):
        table.findings.add(table.node, "empty", key="header")
    column = replace(
        usual,
        header=header,
        aliases=(*_words(table, "aliases"), *usual.aliases),
        required=table.flag("required", usual.required),
        fixed=table.flag("fixed", usual.fixed),
        notes=table.labels("note", limit=200, needed=False) or usual.notes,
        sample=table.text("sample", usual.sample, limit=100),
        width=table.whole("width", usual.width, low=1, high=100),
    )
    table.close()
    return column if value in fields else None


def _usual(spec: FieldSpec, code_lists: Mapping[str, CodeList], aliases: tuple[str, ...]) -> RosterColumn:
    """Return the column of a field that the profile says nothing more of."""
    own = tuple(label for label in spec.labels.values() if label != spec.label("zh_CN"))
    return RosterColumn(
        key=spec.key,
        header=spec.label("zh_CN"),
        aliases=(*own, *aliases),
        required=spec.key in ESSENTIAL,
        fixed=spec.fixed,
        notes=spec.hints,
        sample=_sample(spec, code_lists),
        width=_WIDE.get(spec.kind, 16),
    )


def _sample(spec: FieldSpec, code_lists: Mapping[str, CodeList]) -> str:
    codes = code_lists.get(spec.code_list)
    if codes is not None and spec.kind in (FieldKind.CODE, FieldKind.CODES) and codes.entries:
        return codes.label(spec.default or codes.entries[0].code, "zh_CN")
    text = shown(spec, _SAMPLES.get(spec.kind, ""), code_lists, "zh_CN")
    return text[: spec.max_chars] if spec.max_chars else text
