# SPDX-License-Identifier: Apache-2.0
"""What the form's fields say in a language: labels, hints, and the entries of code lists with their initials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from sscard_desktop.domain.fields import FieldKind, FieldSpec, flag_words
from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor, FlagEditor
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.several import CodesEditor


@lru_cache(maxsize=4096)
def _option_initials(initials: Callable[[str], str], label: str) -> str:
    """Return a code list's label as initials; the same hundreds of labels are asked for whenever the form is built."""
    return initials(label)


def option_initials(profile: Profile, initials: Callable[[str], str]) -> dict[tuple[str, str], str]:
    """Return the initials of all entries of the code lists that a profile's fields have, by list and code."""
    return {
        (name, entry.code): _option_initials(initials, entry.label("zh_CN"))
        for name in {spec.code_list for spec in profile.fields.values() if spec.code_list}
        for entry in profile.code_lists[name].entries
    }


def speak(
    editors: Mapping[str, FieldEditor], profile: Profile, initials: Mapping[tuple[str, str], str], code: str
) -> None:
    """Have a profile's editors say everything in the language ``code``; ``initials`` by :func:`option_initials`."""
    for key, spec in profile.fields.items():
        editor = editors[key]
        editor.set_label(spec.label(code))
        if code in spec.hints:
            editor.set_hint(spec.hints[code])
        if isinstance(editor, FlagEditor):
            editor.set_words(*flag_words(spec, profile.code_lists, code))
        if spec.kind is FieldKind.CODE and isinstance(editor, CodeEditor):
            editor.set_choices(_choices(spec, profile, initials, code))
        if isinstance(editor, CodesEditor):
            editor.set_choices(_choices(spec, profile, initials, code))


def _choices(
    spec: FieldSpec, profile: Profile, initials_of: Mapping[tuple[str, str], str], language: str
) -> list[Choice]:
    found = []
    for entry in profile.code_lists[spec.code_list].entries:
        initials = initials_of[spec.code_list, entry.code]
        readable = entry.code.isdigit() or entry.code.isupper()
        hint = entry.code if readable else initials.upper()
        also = (*entry.aliases, *entry.labels.values())
        found.append(Choice(entry.code, entry.label(language), initials, hint, also))
    return found
