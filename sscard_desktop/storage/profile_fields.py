# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that says what is asked: code lists, fields, sections, rules, consents.

Refuses what the program couldn't keep its word on: a kind, condition, rule, document type or card value that doesn't
exist, a field in two sections or in none, a default that isn't an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from sscard_desktop.domain.cardfill import CARD_VALUES
from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.fields import LONG_TERM, NO, YES, FieldKind, FieldSpec, han_count, parse_date, several
from sscard_desktop.domain.idnumber import DOCUMENT_TYPES
from sscard_desktop.domain.namedrules import RULES
from sscard_desktop.domain.profile import ConsentText, RuleUse, Section
from sscard_desktop.storage.profile_conditions import check_answers, read_condition
from sscard_desktop.storage.profile_reading import LANGUAGES, Table, key_of, nearest_first, text_of
from sscard_desktop.storage.profile_source import Node

MAX_FIELDS = 300
MAX_SECTIONS = 30
MAX_CODE_LISTS = 100
MAX_CODES = 5000
MAX_VALUE_CHARS = 2000
MAX_CONSENTS = 10
_REPEATING = frozenset({FieldKind.CODE, FieldKind.TEXT, FieldKind.UNIT})
"""Kinds whose answers may be offered to the next person: names, numbers and addresses are somebody's own."""
CORE_FIELDS = {"document_type": FieldKind.CODE, "number": FieldKind.NUMBER, "name": FieldKind.NAME}
"""Fields that every profile asks for, and their kinds: by them the program tells people apart."""
_SECRET = re.compile(r"密码|密碼|卡密|口令|passw|passcode|passphrase|pwd")
_PIN = re.compile(r"(?<![a-z])pin(?![a-z])")
"""A word of its own: pinyin is no secret."""
"""In a field's key or label: what the holder alone may know. A profile that asks for it is refused."""
SharedList = Callable[[str], CodeList | None]
"""Gives a national code list (nations, sexes, countries) by name, ``None`` where there is none."""


def read_code_lists(root: Table, shared: SharedList) -> dict[str, CodeList]:
    """Read ``[code_lists.NAME]``: ``entries`` of the profile's own, or ``source`` = a national list."""
    part = root.get("code_lists")
    found: dict[str, CodeList] = {}
    if part is None:
        return found
    for name, node in Table(part, root.findings).items(limit=MAX_CODE_LISTS):
        table = Table(node, root.findings)
        key_of(Node(name, node.file, node.line, node.key), root.findings)
        source = table.get("source")
        entries = table.get("entries")
        if (source is None) == (entries is None):
            root.findings.add(node, "code_list_source")
        if source is not None:
            shared_list = shared(text_of(source, root.findings))
            if shared_list is None:
                root.findings.add(source, "code_list_unknown", value=str(source.value))
            found[name] = CodeList(name, shared_list.entries if shared_list else ())
        else:
            found[name] = read_codes(table, "entries", name)
        table.close()
    return found


def read_codes(table: Table, key: str, name: str) -> CodeList:
    """Read an array of codes, each ``{ code, zh_CN, en, aliases }``; no two may be spelled alike."""
    codes: list[Code] = []
    owners: dict[str, int] = {}
    for position, node in enumerate(table.array(key, limit=MAX_CODES)):
        entry = Table(node, table.findings)
        code = entry.text("code", limit=40)
        labels = {language: entry.text(language) for language in LANGUAGES}
        aliases = tuple(text_of(alias, table.findings) for alias in entry.array("aliases", limit=50, needed=False))
        entry.close()
        if code != code.strip() or not code:
            table.findings.add(node, "bad_code", value=code)
        for spelling in sorted({text.strip().casefold() for text in (code, *labels.values(), *aliases)} - {""}):
            if owners.setdefault(spelling, position) != position:
                table.findings.add(node, "code_twice", value=spelling)
        codes.append(Code(code, labels, aliases))
    if not codes and table.get(key) is not None:
        table.findings.add(table.node, "empty", key=key)
    return CodeList(name, tuple(codes))


def read_fields(root: Table, code_lists: Mapping[str, CodeList]) -> dict[str, FieldSpec]:
    """Read ``[fields.KEY]`` of the profile and its bases."""
    part = root.needed("fields")
    found: dict[str, FieldSpec] = {}
    if part is None:
        return found
    for key, node in Table(part, root.findings).items(limit=MAX_FIELDS):
        key_of(Node(key, node.file, node.line, node.key), root.findings)
        found[key] = _field(key, Table(node, root.findings), code_lists)
    for key, spec in found.items():
        check_answers(part.value[key], "required", spec.required, found, code_lists, root.findings)
        check_answers(part.value[key], "shown", spec.shown, found, code_lists, root.findings)
    for key, kind in CORE_FIELDS.items():
        if key in found and found[key].kind is not kind:
            root.findings.add(part.value[key], "field_kind", key="kind", expected=kind.value)
    if "document_type" in found:
        _check_document_types(root, found["document_type"].code_list, code_lists)
    return found


def _check_document_types(root: Table, name: str, code_lists: Mapping[str, CodeList]) -> None:
    """A document type whose numbers nobody can check would let anything through."""
    lists = root.get("code_lists")
    if lists is None or name not in code_lists:
        return
    for entry in code_lists[name].entries:
        if entry.code not in DOCUMENT_TYPES:
            node = lists.value[name]
            root.findings.add(node, "document_type_unknown", value=entry.code, allowed=", ".join(DOCUMENT_TYPES))


def _field(key: str, table: Table, code_lists: Mapping[str, CodeList]) -> FieldSpec:
    kind = FieldKind(table.choice("kind", tuple(FieldKind)))
    labels = table.labels()
    check_secret(table, key, labels)
    spec = FieldSpec(
        key=key,
        kind=kind,
        labels=labels,
        required=read_condition(table, "required", "never"),
        shown=read_condition(table, "shown", "always"),
        code_list=_code_list(table, kind, code_lists),
        max_chars=table.whole("max_chars", 0, low=0, high=MAX_VALUE_CHARS),
        min_chars=table.whole("min_chars", 0, low=0, high=MAX_VALUE_CHARS),
        max_han=table.whole("max_han", 0, low=0, high=MAX_VALUE_CHARS),
        default=table.text("default", "", limit=MAX_VALUE_CHARS),
        card=table.choice("card", CARD_VALUES, "") if table.get("card") else "",
        document=table.choice("document", ("applicant", "agent"), "applicant"),
        fixed=table.flag("fixed", False),
        of_unit=table.flag("of_unit", False),
        hints=table.labels("hints", limit=200, needed=False),
        width=table.whole("width", 1, low=1, high=2),
        telling=table.flag("telling", False),
        repeats=table.flag("repeats", False),
    )
    table.close()
    if spec.of_unit and (key in CORE_FIELDS or kind is FieldKind.UNIT):
        table.findings.add(table.node, "of_unit", key="of_unit")
    if spec.repeats and (kind not in _REPEATING or spec.card or spec.telling or key in CORE_FIELDS):
        table.findings.add(table.node, "repeats", key="repeats")
    if 0 < spec.max_chars < spec.min_chars:
        table.findings.add(table.node, "limits_reversed", key="min_chars")
    if spec.default and not may_be_default(spec, code_lists):
        table.findings.add(table.node, "default_no_answer", key="default")
    return spec


def check_secret(table: Table, key: str, labels: Mapping[str, str]) -> None:
    """Note a field that asks for a password: nobody's may ever stand in a record, on paper or in an export."""
    texts = [unicodedata.normalize("NFKC", text).casefold() for text in (key, *labels.values())]
    letters = ("".join(sign for sign in text if sign.isalnum()) for text in texts)
    if any(_SECRET.search(text) for text in letters) or any(_PIN.search(text) for text in texts):
        table.findings.add(table.node, "field_password", value=key)


def _code_list(table: Table, kind: FieldKind, code_lists: Mapping[str, CodeList]) -> str:
    if kind in (FieldKind.CODE, FieldKind.CODES):
        name = table.choice("code_list", code_lists)
        listed = code_lists[name].entries if name in code_lists and kind is FieldKind.CODES else ()
        for entry in listed:
            if "," in entry.code:  # the stored value joins codes by it
                table.findings.add(table.node, "bad_code", key="code_list", value=entry.code)
        return name
    part, kind_part = table.get("code_list"), table.get("kind")
    if part is not None and kind is FieldKind.FLAG:
        name = table.choice("code_list", code_lists)
        if name in code_lists and sorted(entry.code for entry in code_lists[name].entries) != [NO, YES]:
            table.findings.add(part, "flag_answers", allowed=f"{YES}, {NO}")
        return name
    # One that comes from the base is passed over: the city made another kind of field of it.
    if part is not None and kind_part is not None and part.file == kind_part.file:
        table.findings.add(part, "code_list_unused")
    return ""


def may_be_default(spec: FieldSpec, code_lists: Mapping[str, CodeList]) -> bool:
    """Return whether a field's default is an answer that a new record may begin with."""
    match spec.kind:
        case FieldKind.CODE:
            return spec.default in code_lists.get(spec.code_list, CodeList("", ()))
        case FieldKind.CODES:
            known = code_lists.get(spec.code_list, CodeList("", ()))
            ordered = [entry.code for entry in known.entries if entry.code in several(spec.default)]
            return ",".join(ordered) == spec.default
        case FieldKind.FLAG:
            return spec.default in (YES, NO)
        case FieldKind.DATE:
            return parse_date(spec.default) is not None
        case FieldKind.EXPIRY:
            return spec.default == LONG_TERM or parse_date(spec.default) is not None
        case FieldKind.NUMBER | FieldKind.NAME | FieldKind.PINYIN | FieldKind.MOBILE:
            return False  # nobody's name or number is everybody's
        case _:
            fits = spec.max_chars == 0 or len(spec.default) <= spec.max_chars
            return fits and (spec.max_han == 0 or han_count(spec.default) <= spec.max_han)


def read_sections(root: Table, declared: Mapping[str, FieldSpec]) -> tuple[tuple[Section, ...], dict[str, FieldSpec]]:
    """Read ``[[sections]]`` and return them with the fields that stand in them, in the form's order."""
    sections: list[Section] = []
    placed: dict[str, FieldSpec] = {}
    for table in root.tables("sections", limit=MAX_SECTIONS):
        key_node = table.needed("key")
        key = "" if key_node is None else key_of(key_node, root.findings)
        if any(section.key == key for section in sections):
            root.findings.add(table.node, "name_twice", key="key", value=key)
        keys = []
        for node in table.array("fields", limit=MAX_FIELDS):
            field = text_of(node, root.findings)
            if field not in declared:
                root.findings.add(node, "field_unknown", value=field, allowed=nearest_first(field, declared, limit=5))
            elif field in placed:
                root.findings.add(node, "field_twice", value=field, other=placed[field].section)
            else:
                placed[field] = replace(declared[field], section=key)
                keys.append(field)
        sections.append(Section(key, table.labels(), tuple(keys)))
        table.close()
    if not sections and root.get("sections") is not None:
        root.findings.add(root.node, "empty", key="sections")
    for key in CORE_FIELDS:
        if sections and key not in placed:
            root.findings.add(root.node, "field_needed", value=key)
    return tuple(sections), placed


def check_placed(root: Table, placed: Collection[str], own: Node) -> None:
    """Note each field that the profile's own file declares and then places nowhere: it would never be asked."""
    own_fields = own.value.get("fields")
    if own_fields is not None and isinstance(own_fields.value, dict):
        for key, node in own_fields.value.items():
            if key not in placed:
                root.findings.add(node, "field_unplaced", value=key)


def read_rules(
    root: Table, sections: Collection[Section], fields: Collection[str], *, base_of: str = ""
) -> tuple[RuleUse, ...]:
    """Read ``[[rules]]``: the name of a rule and its parameters, with the fields and the section that it needs.

    Args:
        root: what has the rules.
        sections: the sections of its form.
        fields: the fields that stand in them.
        base_of: the profile's own file: rules of another, over fields that the city took out, are passed over.
    """
    uses: list[RuleUse] = []
    for table in root.tables("rules", limit=len(RULES), needed=False):
        name = table.choice("name", RULES)
        if any(use.name == name for use in uses):
            root.findings.add(table.node, "name_twice", key="name", value=name)
        params = {key: table.whole(key, low=low, high=high) for key, (low, high) in RULES[name].params.items()}
        table.close()
        missing = [key for key in RULES[name].needs if sections and key not in fields]
        wanted = RULES[name].section
        homeless = wanted and sections and not any(part.key == wanted and part.fields for part in sections)
        if base_of and table.node.file != base_of and (missing or homeless):
            continue
        uses.append(RuleUse(name, params))
        for key in missing:
            root.findings.add(table.node, "rule_without_field", key="name", value=name, field=key)
        if homeless:
            root.findings.add(table.node, "rule_without_section", key="name", value=name, section=wanted)
    return tuple(uses)


def read_consents(root: Table) -> tuple[ConsentText, ...]:
    """Read ``[[consents]]``."""
    texts: list[ConsentText] = []
    for table in root.tables("consents", limit=MAX_CONSENTS, needed=False):
        key_node = table.needed("key")
        key = "" if key_node is None else key_of(key_node, root.findings)
        if any(text.key == key for text in texts):
            root.findings.add(table.node, "name_twice", key="key", value=key)
        title = table.labels("title")
        texts.append(
            ConsentText(key, table.text("version", limit=20), title, table.labels("text", limit=5000, lines=True))
        )
        table.close()
    return tuple(texts)
