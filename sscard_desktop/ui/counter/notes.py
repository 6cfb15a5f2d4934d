# SPDX-License-Identifier: Apache-2.0
"""Which problems stand beneath which fields: all that is wrong, and what is missing once the clerk has been there."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.services.ownlook import POINTED
from sscard_desktop.ui.counter import steps
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Tone

UNCONFIRMED = "document.unconfirmed"
"""Of a field that was filled from a picture; its codes beyond this one say that it was hard to read, or repaired."""
_TONES = {Severity.ERROR: Tone.BAD, Severity.QUESTION: Tone.INFO, Severity.WARNING: Tone.WARN}


def notes_of(
    problems: Sequence[Problem],
    words: CounterWords,
    *,
    visited: Container[str],
    in_hand: str,
    current: str = "",
    settled: Callable[[str], bool],
) -> Mapping[str, Note]:
    """Return the notes by field.

    Args:
        problems: all of the record.
        words: the page's sentences.
        visited: fields in which the clerk has been, so that their emptiness is no longer just "not yet".
        current: the field that has the keyboard.
        in_hand: the field that is being typed in: a half-typed number is no mistake.
        settled: tells whether the problems are those of what stands in a field now.
    """
    notes = {}
    for key, problem in steps.by_field(problems).items():
        if steps.is_missing(problem) and (key not in visited or not settled(key)):
            continue
        if key == in_hand and problem.severity is Severity.ERROR and not problem.related:
            continue
        if problem.code == UNCONFIRMED and key != current:
            # Its mark says so; a form full of the same sentence would be read by nobody.
            continue
        action = ""
        if problem.proposal is not None:
            action = words.offer(key, problem.proposal)
        elif problem.related:
            action = words.look()
        elif problem.code.startswith(UNCONFIRMED):
            action = words.confirm()
        elif problem.code.startswith(POINTED):
            action = words.keep()
        notes[key] = Note(str(words.sentence(problem)), _TONES[problem.severity], action, problem.code)
    return notes
