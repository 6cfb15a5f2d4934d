# SPDX-License-Identifier: Apache-2.0
"""Several lines of one record: the same again, one that says more, or lines that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sscard_desktop.domain.feedback import PROGRESS, Meaning
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.feedbackverdict import Outcome, Verdict


def settle_doubles(verdicts: list[Verdict]) -> None:
    """Let one of several lines of a record stand that are still to be judged, and mark the others, in place."""
    by_record: dict[RecordId, list[int]] = {}
    for at, verdict in enumerate(verdicts):
        if verdict.record is not None and verdict.outcome is Outcome.SAME:
            by_record.setdefault(verdict.record, []).append(at)
    for places in by_record.values():
        seen: set[str] = set()
        different = []
        for at in places:
            digest = verdicts[at].line.digest
            if digest in seen:
                verdicts[at] = replace(verdicts[at], outcome=Outcome.DUPLICATE)
            else:
                seen.add(digest)
                different.append(at)
        if len(different) > 1:
            counts = _counting([verdicts[at] for at in different])
            for position, at in enumerate(different):
                if position != counts:
                    outcome = Outcome.CONTRADICTS if counts is None else Outcome.DUPLICATE
                    verdicts[at] = replace(verdicts[at], outcome=outcome)


def _counting(verdicts: Sequence[Verdict]) -> int | None:
    """Return which of several different lines of a record counts, ``None`` where they contradict each other.

    A list of all that happened counts by its last time; without times, the farthest state counts, as long as nothing
    was sent back: before or after which state that was nobody can tell.
    """
    times = [verdict.line.value(Meaning.TOLD_AT) for verdict in verdicts]
    if all(times) and len(set(times)) == len(times) and len({len(time) for time in times}) == 1:
        return times.index(max(times))
    told = [verdict.told for verdict in verdicts]
    if any(each not in PROGRESS for each in told) or len(set(told)) < len(told):
        return None
    ranks = [PROGRESS.index(each) for each in told if each is not None]
    return ranks.index(max(ranks))
