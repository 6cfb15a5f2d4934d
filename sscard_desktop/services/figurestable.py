# SPDX-License-Identifier: Apache-2.0
"""Figures as rows of words and numbers: one line a number, so that a spreadsheet can turn them about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from sscard_desktop.domain.figures import OTHER_UNITS, Figures, Row
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile

Word: TypeAlias = Callable[[str, str], str]
"""Gives the word for a value of a kind, in one language."""
COUNTS = ("people", "retaken", "overridden", "decided", "returned", "answered", "refused")
RATES = ("retaken", "overridden", "returned", "refused")


def table_of(
    figures: Figures, profile: Profile, word: Word, language: str
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers and rows of figures: part, item, what is counted, number, and of what it is a number."""
    headers = tuple(word("figures", name) for name in ("part", "item", "counted", "number", "measure"))
    return headers, list(_rows(figures, profile, word, language))


def percent(rate: float | None) -> str:
    """Return a share as ``4.5%``, ``–`` where there is nothing to have a share of."""
    return "–" if rate is None else f"{rate:.1%}"


def unit_name(name: str, word: Word) -> str:
    """Return what a unit's row is called."""
    if name == OTHER_UNITS:
        return word("figures", "other_units")
    return name or word("day_sheet", "no_unit")


def reason_name(reason: str, profile: Profile, word: Word, language: str) -> str:
    """Return what a reason is called: of a refusal as the profile says, of a picture by its check."""
    if not reason:
        return word("figures", "no_reason")
    if reason in {role.value for role in PictureRole}:
        return word("figures", reason)
    told = next((each.texts for each in profile.feedback.reasons if each.code == reason), None)
    return told.get(language, reason) if told is not None else word("check", reason)


def _rows(figures: Figures, profile: Profile, word: Word, language: str) -> Iterator[tuple[str, ...]]:
    def row(part: str, item: str, counted: str, number: str, measure: str) -> tuple[str, ...]:
        return (word("figures", part), item, word("figures", counted), number, word("figures", measure))

    period = figures.period
    yield row("period", "", "first_day", period.first.isoformat(), "day")
    yield row("period", "", "last_day", period.last.isoformat(), "day")
    if figures.clerk:
        yield row("period", "", "clerk", figures.called(figures.clerk), "name")
    yield from _counts("total", "", figures.total, row)
    if figures.an_hour is not None:
        yield row("total", "", "an_hour", f"{figures.an_hour:.1f}", "people_unit")
    for day, people in figures.columns.items():
        text = f"{day:%Y-%m}" if period.by_month else day.isoformat()
        yield row("by_day", text, "people", str(people), "people_unit")
    for hour, people in figures.hours.items():
        yield row("by_hour", f"{hour:02d}:00", "people", str(people), "people_unit")
    for status, count in figures.waiting.items():
        yield row("waiting", word("status", status.value), "now", str(count), "people_unit")
    for step, length in figures.steps.items():
        item = word("counter_step", step.value)
        yield row("steps", item, "middle", f"{length.middle_s:.0f}", "seconds")
        yield row("steps", item, "most", f"{length.most_s:.0f}", "seconds")
    for state, length in figures.stays.items():
        yield row("stays", word("status", state.value), "middle", f"{length.middle_s / 3600:.2f}", "hours")
        yield row("stays", word("status", state.value), "most", f"{length.most_s / 3600:.2f}", "hours")
    for part, reasons in (
        ("retakes", figures.retakes), ("overrides", figures.overrides), ("refusals", figures.refusals)
    ):  # fmt: skip
        for reason, count in reasons.items():
            yield row(part, reason_name(reason, profile, word, language), "times", str(count), "times_unit")
    for line in figures.clerks:
        yield from _counts("by_clerk", figures.called(line.name), line, row)
    for line in figures.units:
        yield from _counts("by_unit", unit_name(line.name, word), line, row)


def _counts(
    part: str, item: str, line: Row, row: Callable[[str, str, str, str, str], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    for name in COUNTS:
        yield row(part, item, name, str(getattr(line, name)), "people_unit")
    for name in RATES:
        rate = line.rate(name)
        if rate is not None:
            yield row(part, item, f"{name}_rate", f"{rate * 100:.1f}", "percent")
