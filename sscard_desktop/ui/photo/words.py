# SPDX-License-Identifier: Apache-2.0
"""Sentences behind message codes that aren't errors: the guide's hints, the checks' names and outcomes."""

from __future__ import annotations

from sscard_desktop import messages
from sscard_desktop.domain.photo import Guidance, PhotoCheck
from sscard_desktop.ui.i18n import DEFAULT, Language


def hint_of(guidance: Guidance, language: Language) -> str:
    """Return the guide's hint."""
    return messages.message(guidance.sentence_code, {}, language.code or DEFAULT).what


def name_of(check: PhotoCheck, language: Language) -> str:
    """Return a check's name."""
    return messages.message(check.name_code, {}, language.code or DEFAULT).what


def outcome_of(check: PhotoCheck, language: Language) -> messages.Message:
    """Return what a check found, what a heuristic seems to see besides, and what to do; figure and limit filled in."""
    params = {"figure": figure_of(check), "limit": check.limit or "–"}
    code = language.code or DEFAULT
    told = messages.message(check.sentence_code, params, code)
    seen = [messages.message(hint, {}, code).what for hint in check.hint_codes]
    joined = ("" if code == "zh_CN" else " ").join((told.what, *seen))
    return messages.Message(joined, told.todo)


def figure_of(check: PhotoCheck) -> str:
    """Return a check's figure as people read it, ``–`` where it has none."""
    return "–" if check.figure is None else f"{check.figure:g}"
