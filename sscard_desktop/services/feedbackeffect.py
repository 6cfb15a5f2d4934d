# SPDX-License-Identifier: Apache-2.0
"""What a line does to the record that it means, as the record stands and as far as the line says anything new."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.feedback import MOVE_OF, STATUS_OF, Meaning, Told, points_of
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import AT_BUREAU, MOVES, Move, Record, Status, standing
from sscard_desktop.services.feedbackverdict import Choices, Outcome, Verdict, card_number_of
from sscard_desktop.services.ports import Store


class Effects:
    """Judges lines whose record is clear.

    Args:
        choices: what somebody decided, such as that a repeated line counts again.
    """

    def __init__(self, store: Store, profile: Profile, choices: Choices) -> None:
        self._store = store
        self._profile = profile
        self._choices = choices

    def of(self, verdict: Verdict, record: Record, said_at: datetime | None) -> Verdict:
        """Return what a line does to the record that it means.

        Args:
            said_at: when a line that says the same was applied to it, if one was.
        """
        told = verdict.told
        if told is None:
            return replace(verdict, outcome=Outcome.UNKNOWN_WORD)
        verdict = replace(verdict, said_at=said_at)
        old = said_at is not None and self._choices.records.get(verdict.at) != record.id
        if told is Told.RETURNED:
            return self._sent_back(verdict, record, old=old)
        if record.status not in AT_BUREAU and record.status is not Status.ISSUED:
            known = said_at is not None
            return replace(verdict, outcome=Outcome.SAME if known else self._not_out(record))
        fresh = self._fresh(verdict, record)
        if told in MOVE_OF and (record.status, MOVE_OF[told]) in MOVES:
            if old:
                return replace(verdict, outcome=Outcome.REPEATED)
            return replace(fresh, outcome=Outcome.MOVES, target=STATUS_OF[told])
        if told is Told.RECEIVED or STATUS_OF[told] is record.status:
            new = bool(fresh.card_number or fresh.place) and not old
            return replace(fresh, outcome=Outcome.UPDATES) if new else replace(verdict, outcome=Outcome.SAME)
        return replace(verdict, outcome=Outcome.SAME if said_at is not None else Outcome.BACKWARDS)

    def _sent_back(self, verdict: Verdict, record: Record, *, old: bool) -> Verdict:
        points = points_of(verdict.line, self._profile.feedback)
        if record.status in AT_BUREAU:
            if old:
                return replace(verdict, outcome=Outcome.REPEATED, points=points)
            return replace(verdict, outcome=Outcome.RETURNED, target=Status.RETURNED, points=points)
        if verdict.said_at is not None or self._came_back(record):
            return replace(verdict, outcome=Outcome.SAME, points=points)
        return replace(verdict, outcome=self._not_out(record), points=points)

    def _not_out(self, record: Record) -> Outcome:
        done = record.status is Status.ISSUED or self._came_back(record)
        return Outcome.BACKWARDS if done else Outcome.NOT_SENT

    def _came_back(self, record: Record) -> bool:
        """Whether the bureau's own 退回 is the last thing that happened."""
        last = standing(self._store.steps(record.id))[-1:]
        return record.status is Status.RETURNED and bool(last) and last[0].move is Move.REJECT

    def _fresh(self, verdict: Verdict, record: Record) -> Verdict:
        """Return the verdict with what the line says of the card that isn't known yet."""
        issue = self._store.card_issue(record.id) or CardIssue(record.id)
        number, place = card_number_of(verdict.line), verdict.line.value(Meaning.PICKUP_PLACE)
        return replace(
            verdict,
            card_number=number if number != issue.number else "",
            place=place if place != issue.place else "",
        )
