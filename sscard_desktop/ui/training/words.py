# SPDX-License-Identifier: Apache-2.0
"""The words of lessons, from the catalogue: titles, tasks with their hints, what was done wrong, what hands can do."""

from __future__ import annotations

from sscard_desktop import messages
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.trainingjudge import Mistake
from sscard_desktop.services.traininglessons import Goal, Lesson
from sscard_desktop.services.trainingstage import Hand


def title(lesson: str, language: str) -> str:
    """Return what a lesson is called."""
    return messages.word("training_lesson", lesson, language)


def story(lesson: str, language: str) -> messages.Message:
    """Return what a lesson is about, and what counts in it."""
    return messages.message(f"training.lesson.{lesson}", {}, language)


def task(lesson: Lesson, goal: Goal, language: str) -> messages.Message:
    """Return what to do for a goal in one line, and the hint; a lesson may have its own words for it.

    Keys that only training has stand in the line itself: to find those out teaches nothing.
    """
    own = f"training.task.{lesson.key}.{goal.value}"
    usual = "fill_for_them" if goal is Goal.FILL and not lesson.types else goal.value
    return messages.message(own if own in messages.catalogue() else f"training.task.{usual}", {}, language)


def mistake(wrong: Mistake, name: str, profile: Profile, language: str) -> messages.Message:
    """Return what was done wrong, with whom, and how it is done."""
    spec = profile.fields.get(wrong.key)
    field = spec.label(language) if spec is not None else messages.figures_word("check", wrong.key, language)
    return messages.message(f"training.mistake.{wrong.fault.value}", {"name": name, "field": field}, language)


def hand(what: Hand, language: str) -> str:
    """Return what hands can do in the room."""
    return messages.word("training_hand", what.value, language)
