# SPDX-License-Identifier: Apache-2.0
"""The template that a unit fills in: empty, or with a roster's people in it to be corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sscard_desktop import messages
from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.services.rostertemplates import template_of
from sscard_desktop.ui.desk import Desk


def save_template(desk: Desk, path: Path, people: Sequence[Mapping[str, str]] = ()) -> WrittenFile:
    """Write it, for the work lane; raise as ``TemplateBooks.write`` does.

    Args:
        people: field → stored value of those who are known already.
    """
    language = desk.language.code
    template = template_of(
        desk.profile, lambda kind, value: messages.word(kind, value, language), language, people=people
    )
    return desk.workplace.template_books().write(path, template, created_at=desk.workplace.clock.now())
