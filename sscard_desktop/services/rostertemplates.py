# SPDX-License-Identifier: Apache-2.0
"""What the template of a city's roster says: its columns from the profile, the answers of its code lists, a guide.

Knows nothing of the station. The same template with a roster's people in it is what goes back to be corrected: what
the bureau filled in is locked there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sscard_desktop.domain.fields import NO, YES, FieldKind, FieldSpec, flag_words, shown
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rosterspec import RosterColumn
from sscard_desktop.services.ports import BookColumn, BookTemplate

Word: TypeAlias = Callable[[str, str], str]
"""Of a kind of words and one of them, such as ``rosterbook`` and ``sample``."""
_MOST_CHOICES = 3000


def template_of(
    profile: Profile,
    word: Word,
    language: str,
    *,
    people: Sequence[Mapping[str, str]] = (),
) -> BookTemplate:
    """Return a city's template.

    Args:
        word: what people call something, in ``language``.
        people: those who are known already, field → stored value; with them there is no sample row.
    """
    profile = profile.of(profile.usual_business)
    columns = profile.roster.columns
    empty = not people
    return BookTemplate(
        sheet=profile.roster.sheet or word("rosterbook", "sheet"),
        guide_sheet=word("rosterbook", "guide_sheet"),
        guide=tuple(_guide(profile, columns, word, language, empty=empty)),
        lists_sheet=word("rosterbook", "lists_sheet"),
        sample_mark=word("rosterbook", "sample_mark") if empty else "",
        columns=tuple(_book_column(profile, column, language, empty=empty) for column in columns),
        rows=(_row(profile, columns, person) for person in people),
        row_count=len(people),
    )


def _book_column(profile: Profile, column: RosterColumn, language: str, *, empty: bool) -> BookColumn:
    spec = profile.fields.get(column.key)
    return BookColumn(
        column.header,
        note=_note(spec, column, language),
        required=column.required,
        # In a template without people nobody filled it in yet.
        fixed=column.fixed and not empty,
        choices=_choices(profile, spec) if spec else (),
        sample=column.sample,
        width=column.width,
    )


def _note(spec: FieldSpec | None, column: RosterColumn, language: str) -> str:
    said = column.note(language)
    if said or spec is None:
        return said
    return spec.hints.get(language) or spec.hints.get("zh_CN", "")


def _choices(profile: Profile, spec: FieldSpec) -> tuple[str, ...]:
    """Return the answers that a cell offers, in Chinese as the bureau writes them; none for a list without an end."""
    if spec.kind is FieldKind.FLAG:
        return flag_words(spec, profile.code_lists, "zh_CN")
    if spec.kind is not FieldKind.CODE or spec.code_list not in profile.code_lists:
        return ()
    entries = profile.code_lists[spec.code_list].entries
    return tuple(entry.label("zh_CN") for entry in entries) if len(entries) <= _MOST_CHOICES else ()


def _row(profile: Profile, columns: Sequence[RosterColumn], person: Mapping[str, str]) -> tuple[str, ...]:
    texts = []
    for column in columns:
        spec, value = profile.fields.get(column.key), person.get(column.key, "")
        if spec is not None and spec.kind is FieldKind.FLAG and value not in (YES, NO):
            value = ""
        texts.append(shown(spec, value, profile.code_lists, "zh_CN") if spec is not None else value)
    return tuple(texts)


def _guide(
    profile: Profile, columns: Sequence[RosterColumn], word: Word, language: str, *, empty: bool
) -> list[tuple[str, str]]:
    lines = [(word("rosterbook", "title").format(city=profile.label(language)), "")]
    for code in ("one_row", "text", "colours", "sample" if empty else "known", "fixed", "paste", "back"):
        lines.append((word("rosterbook", f"{code}_word"), word("rosterbook", code)))
    lines.append((word("rosterbook", "columns"), ""))
    for column in columns:
        marks = [word("rosterbook", "required")] if column.required else []
        marks += [word("rosterbook", "is_fixed")] if column.fixed else []
        note = _note(profile.fields.get(column.key), column, language)
        told = word("rosterbook", "between").join([*marks, *([note] if note else [])])
        lines.append((column.header, told or word("rosterbook", "free")))
    return lines
