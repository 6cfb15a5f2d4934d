# SPDX-License-Identifier: Apache-2.0
"""Reading a condition of a profile: when a field is asked for or required, when a picture is needed.

Refuses what could never hold: an answer that its list lacks, of a field that nobody declares or that has no list.
"""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.conditions import CONDITIONS, Answered, condition
from sscard_desktop.domain.fields import NO, YES, FieldKind, FieldSpec
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.storage.profile_reading import Findings, Table, nearest_first, text_of
from sscard_desktop.storage.profile_source import Node

_OWN = "KEY=CODE, KEY=CODE|CODE, KEY!=CODE, age>=60, age<18"
"""What a profile may write beside the names."""
_CONDITIONAL = ("required", "shown")


def read_condition(table: Table, key: str, default: str | None = None) -> str:
    """Return the condition at ``key``, by its shape alone; :func:`check_answers` looks at what it asks."""
    part = table.get(key) if default is not None else table.needed(key)
    fallback = "never" if default is None else default
    if part is None:
        return fallback
    text = text_of(part, table.findings)
    if condition(text) is None:
        table.findings.add(part, "unknown_choice", value=text, allowed=f"{_OWN}, {nearest_first(text, CONDITIONS)}")
        return fallback
    return text


def check_answers(
    node: Node,
    key: str,
    text: str,
    fields: Mapping[str, FieldSpec],
    code_lists: Mapping[str, CodeList],
    findings: Findings,
) -> None:
    """Note what a condition asks for and no record can answer.

    Args:
        node, key: where it stands.
        text: the condition.
        fields: all fields that the profile and its bases declare.
        code_lists: its code lists.
    """
    asked = condition(text)
    if not isinstance(asked, Answered):
        return
    spec = fields.get(asked.key)
    if spec is None or spec.kind not in (FieldKind.CODE, FieldKind.CODES, FieldKind.FLAG):
        findings.add(node, "condition_field", key=key, value=asked.key)
        return
    entries = code_lists[spec.code_list].entries if spec.code_list in code_lists else ()
    answers = [YES, NO] if spec.kind is FieldKind.FLAG else [entry.code for entry in entries]
    for code in sorted(asked.codes - set(answers)):
        findings.add(node, "condition_answer", key=key, value=code, allowed=nearest_first(code, answers))


def check_askers(root: Table, fields: Mapping[str, FieldSpec], pictures: Mapping[PictureRole, str]) -> None:
    """Note conditions that look at a field which stands in no section: nobody could ever answer it.

    Args:
        root: the profile.
        fields: the fields that stand in a section, of whatever kind of business.
        pictures: role → condition.
    """
    parts = root.get("fields"), root.get("pictures")
    texts = [(parts[0], key, name, getattr(spec, name)) for key, spec in fields.items() for name in _CONDITIONAL]
    texts += [(parts[1], "", role.value, text) for role, text in pictures.items()]
    for part, key, name, text in texts:
        asked = condition(text)
        if part is not None and isinstance(asked, Answered) and asked.key not in fields:
            node = part.value.get(key) if key else part
            root.findings.add(node or part, "condition_field", key=name, value=asked.key)
