# SPDX-License-Identifier: Apache-2.0
"""Sentences behind message codes that aren't errors: the guide's hints, the checks' names and outcomes."""

from __future__ import annotations

from sscard_desktop import messages
from sscard_desktop.domain.photo import Guidance, PhotoCheck, PhotoReport, Verdict
from sscard_desktop.ui.i18n import DEFAULT, Language


def hint_of(guidance: Guidance, language: str = DEFAULT) -> str:
    """Return the guide's hint in ``language``."""
    return messages.message(guidance.sentence_code, {}, language).what


def name_of(check: PhotoCheck, language: Language) -> str:
    """Return a check's name."""
    return messages.message(check.name_code, {}, language.code or DEFAULT).what


def family_of(family: str, language: Language) -> str:
    """Return the name of a family of checks."""
    return messages.message(f"photo.family.{family}", {}, language.code or DEFAULT).what


def outcome_of(check: PhotoCheck, language: Language) -> messages.Message:
    """Return what a check found, what a heuristic seems to see besides, and what to do; figure and limit filled in."""
    code = language.code or DEFAULT
    told = messages.message(check.sentence_code, _params(check, code), code)
    seen = [messages.message(hint, {}, code).what for hint in check.hint_codes]
    joined = ("" if code == "zh_CN" else " ").join((told.what, *seen))
    return messages.Message(joined, told.todo)


def figure_of(check: PhotoCheck, code: str) -> str:
    """Return a check's figure as people read it, or that there is none."""
    if check.figure is None:
        return messages.message("photo.unmeasured", {}, code).what
    return f"{check.figure:g}"


def corrections_of(report: PhotoReport, language: Language) -> list[str]:
    """Return what was put right in the picture's light."""
    code = language.code or DEFAULT
    return [
        messages.message(each.sentence_code, {"figure": f"{each.figure:g}"}, code).what for each in report.corrected
    ]


def advice_of(check: PhotoCheck, language: Language) -> tuple[str, str]:
    """Return a check's name, and what to do where it isn't right."""
    code = language.code or DEFAULT
    failed = messages.message(f"photo.check.{check.key}.{Verdict.FAIL}", _params(check, code), code)
    return name_of(check, language), failed.todo or outcome_of(check, language).todo


def _params(check: PhotoCheck, code: str) -> dict[str, str]:
    return {"figure": figure_of(check, code), "limit": check.limit or "–"}
