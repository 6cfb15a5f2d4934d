# SPDX-License-Identifier: Apache-2.0
"""Whom each line of a feedback file means, and what it would do to their record. Changes nothing.

By 受理编号 first, as one person may have several requests; then by document number. What names two records, or one
record twice in different ways, does nothing until somebody decides: a wrong 退回 costs a person a trip, a wrong 可领卡
two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.feedback import (
    Line,
    Meaning,
    Told,
    Words,
    is_covered,
    plain,
    same_name,
    same_number,
    told_by,
)
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import AT_BUREAU, Record, RecordId, Status
from sscard_desktop.services.feedbackdoubles import settle_doubles
from sscard_desktop.services.feedbackeffect import Effects
from sscard_desktop.services.feedbackverdict import Choices, Outcome, Verdict, card_number_of
from sscard_desktop.services.ports import Store


class Judge:
    """Judges the lines of one file.

    Args:
        store: the station's, to look things up.
        profile: the city's.
        station: the station's number, part of its receipt numbers.
        words: what headers and words mean.
        choices: what somebody decided.
    """

    def __init__(self, store: Store, profile: Profile, station: int, words: Words, choices: Choices) -> None:
        self._store = store
        self._profile = profile
        self._station = f"{station:04d}"
        self._words = words
        self._choices = choices
        self._records: dict[RecordId, Record] = {}
        self._effects = Effects(store, profile, choices)

    def judge(self, lines: Sequence[Line], report: Callable[[int, int], None]) -> tuple[Verdict, ...]:
        """Return what each line does, in their order.

        Args:
            report: told how far it is.
        """
        verdicts: list[Verdict] = []
        for done, line in enumerate(lines):
            report(done, 2 * len(lines))
            verdicts.append(self._matched(line))
        said = self._store.applied_digests(sorted(self._records))
        settle_doubles(verdicts)
        for at, verdict in enumerate(verdicts):
            report(len(lines) + at, 2 * len(lines))
            if verdict.record is not None and verdict.outcome is Outcome.SAME:
                said_at = said.get(verdict.record, {}).get(verdict.line.digest)
                verdicts[at] = self._effects.of(verdict, self._records[verdict.record], said_at)
        self._refuse_taken_cards(verdicts)
        return tuple(verdicts)

    # ── whom it means ────────────────────────────────────────────────────────────────────────────────────────

    def _matched(self, line: Line) -> Verdict:
        """Return a verdict that says whom the line means; ``SAME`` stands for "to be judged"."""
        told = told_by(line, self._words)
        number = idnumber.normalise(line.value(Meaning.NUMBER))
        receipt = idnumber.normalise(line.value(Meaning.RECEIPT_NUMBER)).replace("-", "")
        if is_receipt_number(receipt):
            found = self._store.record_of_receipt(receipt)
            if found is None:
                own = receipt.startswith(self._station)
                return Verdict(line, Outcome.UNMATCHED if own else Outcome.ELSEWHERE, told)
            record = self._record(found)
            if not self._agrees(line, number, record):
                return _of(line, Outcome.DISAGREES, told, record)
            return _of(line, Outcome.SAME, told, record, differs=not _names_agree(line, record))
        if Meaning.NUMBER in line.lossy or (not number and Meaning.RECEIPT_NUMBER in line.lossy):
            return Verdict(line, Outcome.DIGITS_LOST, told)
        if not number:
            # A receipt number that isn't one of ours names nobody here, but it does name somebody.
            return Verdict(line, Outcome.UNMATCHED if receipt else Outcome.NO_KEY, told)
        if is_covered(number):
            return Verdict(line, Outcome.UNMATCHED, told)
        return self._by_number(line, told, number)

    def _by_number(self, line: Line, told: Told | None, number: str) -> Verdict:
        records = [self._record(found) for found in self._store.records_of_number(number)]
        records = [record for record in records if record.status is not Status.VOID and record.receipt_number]
        records = self._narrowed(line, records)
        out = [record for record in records if record.status in AT_BUREAU]
        meant = out or records
        if not meant:
            return Verdict(line, Outcome.UNMATCHED, told)
        chosen = self._choices.records.get((line.sheet, line.row))
        for record in meant:
            if len(meant) == 1 or record.id == chosen:
                return _of(line, Outcome.SAME, told, record, differs=not _names_agree(line, record))
        candidates = tuple(record.id for record in meant)
        return Verdict(line, Outcome.AMBIGUOUS, told, name=meant[0].value("name"), candidates=candidates)

    def _narrowed(self, line: Line, records: list[Record]) -> list[Record]:
        """Keep the records of the kind of business and the batch that the line names, where it names any of them."""
        said, batch = plain(line.value(Meaning.BUSINESS)), line.value(Meaning.BATCH_NUMBER)
        kinds = {
            entry.code
            for entry in self._profile.businesses.entries
            if said and said in {plain(spelled) for spelled in (entry.code, *entry.labels.values(), *entry.aliases)}
        }
        records = [record for record in records if record.business in kinds] or records
        return [record for record in records if batch and record.batch == batch] or records

    def _agrees(self, line: Line, number: str, record: Record) -> bool:
        """Whether what else stands in the line is the record's person's; the receipt number alone may be a slip."""
        if number and Meaning.NUMBER not in line.lossy:
            return same_number(number, record.value("number")) and (
                not is_covered(number) or _names_agree(line, record)
            )
        return _names_agree(line, record)

    def _record(self, record_id: RecordId) -> Record:
        if record_id not in self._records:
            self._records[record_id] = self._store.record(record_id)
        return self._records[record_id]

    def _refuse_taken_cards(self, verdicts: list[Verdict]) -> None:
        """A card has one holder: a number that two people have is wrong with at least one of them.

        Every line that names a record counts, also one that changes nothing, and whoever has the number once the file
        is read in: what it does may not depend on how much of it was read in before.
        """
        named: dict[str, set[str]] = {}
        for verdict in verdicts:
            number = card_number_of(verdict.line)
            if number and verdict.record is not None:
                named.setdefault(number, set()).add(self._records[verdict.record].value("number"))
        stored = {number: self._store.records_of_card(number) for number in named}
        refused = True
        while refused:
            refused = False
            # Whose card gets another number here has the old one no more; unless that is refused, hence once more.
            replaced = {verdict.record for verdict in verdicts if verdict.card_number}
            for at, verdict in enumerate(verdicts):
                if verdict.card_number:
                    kept = [other for other in stored[verdict.card_number] if other not in replaced]
                    owners = {self._record(other).value("number") for other in kept}
                    if len(owners | named[verdict.card_number]) > 1:
                        verdicts[at] = replace(verdict, outcome=Outcome.CARD_TAKEN, target=None, card_number="")
                        refused = True


def _of(line: Line, outcome: Outcome, told: Told | None, record: Record, *, differs: bool = False) -> Verdict:
    return Verdict(
        line, outcome, told, record.id, record.value("name"), record.batch, record.status, name_differs=differs
    )


def _names_agree(line: Line, record: Record) -> bool:
    name = line.value(Meaning.NAME)
    return not name or same_name(name, record.value("name"))
