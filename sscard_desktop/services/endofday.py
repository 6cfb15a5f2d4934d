# SPDX-License-Identifier: Apache-2.0
"""The end of the day: figures by unit, kind and clerk, what is still open by name, and the audit trail's head.

A supervisor and HR staff see everybody's day; a clerk the own one, unless the station shares its records. Making a
sheet changes nothing but the trail, which names the day and the number of people, and nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.endofday import ClerkDay, DayReport, Gap, Kept, OpenRecord, Submitted, gaps_of
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.record import Move, RecordId
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import FormRenderer
from sscard_desktop.services.printing import forms_of
from sscard_desktop.services.session import Session

MOST_LISTED = 2000
_SIGNATURES = (PictureRole.SIGNED_FORM, PictureRole.SIGNATURE)


class EndOfDay:
    """Tells how a day ended.

    Args:
        session: who asks.
        forms: gives what sets the sheet; asked for in the work lane only.
    """

    def __init__(self, session: Session, forms: Callable[[], FormRenderer]) -> None:
        self._session = session
        self._forms = forms

    @allowed(Permission.CAPTURE)
    def report(self, language: str, day: date | None = None) -> DayReport:
        """Return the figures of a day at the counter, by default today's, and what is open now.

        Args:
            language: of the kinds' names.
        """
        session = self._session
        store, today = session.store, session.clock.today()
        day = day or today
        begins = midnight(day)
        ends = begins + timedelta(days=1)
        own = session.operator.name if session.only_own else ""
        submitted = store.submitted_between(begins, ends, clerk=own)
        kept = store.kept(clerk=own)
        asks = self._asks_signature(kept)
        gaps = {each.summary.id: self._gaps(each, asks) for each in kept}
        label = session.profile.businesses.label
        people = sum(each.people for each in submitted)
        # The line first: the head on the sheet is the trail's end with the sheet's own line in it.
        with session.action("day.show", day.isoformat(), people=people, records=len(kept)):
            pass
        return DayReport(
            day=day,
            station=session.identity.name,
            station_number=session.identity.number,
            made_at=session.clock.now(),
            made_by=session.operator.display_name or session.operator.name,
            people=people,
            units=_totals((each.unit, each.people) for each in submitted),
            businesses=_totals((label(each.business, language), each.people) for each in submitted),
            clerks=_clerks(submitted, store.decided_between(begins, ends, clerk=own), kept, gaps),
            open=tuple(_line(each, gaps[each.summary.id]) for each in kept[:MOST_LISTED]),
            unlisted=max(len(kept) - MOST_LISTED, 0),
            batches=tuple(sorted(batch.number for batch in store.batches() if _sealed_in(batch, begins, ends))),
            head=str(store.audit_head()),
            asks_signature=asks,
            names={each.name: each.display_name for each in store.operators() if each.display_name},
        )

    @allowed(Permission.CAPTURE)
    def sheet(self, report: DayReport, word: Callable[[str, str], str]) -> bytes:
        """Return the sheet as PDF, A4, in the language of ``word``; for the work lane."""
        return self._forms().day_sheet(report, word)

    def _asks_signature(self, kept: Iterable[Kept]) -> bool:
        """Return whether a missing signature is a gap: the city asks for it, or somebody here signs in the program."""
        wanted = [self._session.profile.pictures.get(role, "never") for role in _SIGNATURES]
        return any(condition != "never" for condition in wanted) or any(each.signed for each in kept)

    def _gaps(self, kept: Kept, asks_signature: bool) -> tuple[Gap, ...]:
        profile = self._session.profile.of(kept.summary.business)
        printable = bool(forms_of(profile, FormScope.RECORD))
        return gaps_of(kept, printable=printable, asks_signature=asks_signature)


def _sealed_in(batch: Batch, begins: datetime, ends: datetime) -> bool:
    sealed_at = batch.sealed_at
    return sealed_at is not None and begins <= sealed_at < ends and batch.status is not BatchStatus.CANCELLED


def _totals(counted: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    totals: Counter[str] = Counter()
    for name, people in counted:
        totals[name] += people
    return tuple(sorted(totals.items(), key=lambda each: (-each[1], each[0])))


def _clerks(
    submitted: Sequence[Submitted],
    decided: Mapping[tuple[str, Move], int],
    kept: Sequence[Kept],
    gaps: Mapping[RecordId, tuple[Gap, ...]],
) -> tuple[ClerkDay, ...]:
    taken: Counter[str] = Counter()
    for each in submitted:
        taken[each.clerk] += each.people
    opened: dict[str, Counter[Gap]] = {}
    for record in kept:
        opened.setdefault(record.clerk, Counter()).update(gaps[record.summary.id])
    names = sorted({*taken, *opened, *(clerk for clerk, _ in decided)})
    return tuple(
        ClerkDay(
            name,
            taken[name],
            decided.get((name, Move.APPROVE), 0),
            decided.get((name, Move.RETURN), 0),
            dict(opened.get(name, {})),
        )
        for name in names
    )


def _line(kept: Kept, gaps: tuple[Gap, ...]) -> OpenRecord:
    summary = kept.summary
    return OpenRecord(summary.id, summary.name, summary.number, summary.receipt_number, kept.clerk, gaps)
