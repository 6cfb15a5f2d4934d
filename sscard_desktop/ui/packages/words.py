# SPDX-License-Identifier: Apache-2.0
"""The words for files that come in, for what an incoming record is, and for what is done with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sscard_desktop import messages
from sscard_desktop.domain.merging import Decision, Likeness, Standing
from sscard_desktop.services.mergeplan import PlannedRecord
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone

translate = QCoreApplication.translate


def of_record(record: PlannedRecord, language: str) -> Shown:
    """Return what an incoming record is, in a word: what has to be decided first."""
    kinds = {each.likeness for each in record.resemblances}
    for likeness in (Likeness.RECEIPT, Likeness.NUMBER):
        if likeness in kinds:
            return Shown(messages.word("likeness", likeness.value, language), Tone.BAD, "warn")
    if record.standing is Standing.CONFLICTING:
        return Shown(messages.word("standing", record.standing.value, language), Tone.BAD, "warn")
    if kinds:
        first = min(kinds, key=list(Likeness).index)
        return Shown(messages.word("likeness", first.value, language), Tone.WARN, "question")
    return Shown(messages.word("standing", record.standing.value, language), Tone.QUIET, "dash")


def of_decision(decision: Decision, *, chosen: bool, asked: bool) -> Shown:
    """Return what will be done with a record.

    Args:
        chosen: a person said so.
        asked: a person may still say otherwise.
    """
    words = {
        Decision.TAKE: translate("Decision", "采用来的"),
        Decision.LEAVE: translate("Decision", "不合并，保留本站"),
        Decision.RENUMBER: translate("Decision", "采用，换新受理编号"),
    }
    if asked and not chosen:
        return Shown(translate("Decision", "待决定（暂不合并）"), Tone.WARN, "question")
    return Shown(
        words[decision], Tone.OK if decision is not Decision.LEAVE else Tone.QUIET, "check" if chosen else "dash"
    )


def counted(counts: dict[Standing, int], likenesses: dict[Likeness, int], language: str) -> str:
    """Return one line with all figures of a dry run that aren't zero."""
    parts = [f"{messages.word('standing', each.value, language)} {count}" for each, count in counts.items() if count]
    parts += [
        f"{messages.word('likeness', each.value, language)} {count}" for each, count in likenesses.items() if count
    ]
    return "　".join(parts)


def likeness(found: Likeness, language: str) -> str:
    """Return in what two records are alike."""
    return messages.word("likeness", found.value, language)
