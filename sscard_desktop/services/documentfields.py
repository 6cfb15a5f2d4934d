# SPDX-License-Identifier: Apache-2.0
"""What was read from ID pictures, in the form: filled in, confirmed field by field, decided where sources differ.

What was read is a proposal until the clerk has looked: a field filled from a picture waits for a key
(:meth:`DocumentFields.confirm`), sources that differ wait for a decision (:meth:`DocumentFields.decide`), and the
record isn't submitted before. There is no confirming of all at once: then nobody would look.
"""

from __future__ import annotations

from datetime import datetime

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import Disagreement, spelled
from sscard_desktop.domain.document import FieldReading
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import Move, Record
from sscard_desktop.services.access import allowed
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.cardpictures import reading_of
from sscard_desktop.services.documentchecks import disagreements_of, unconfirmed_of
from sscard_desktop.services.documentwork import Filled, Proposal
from sscard_desktop.services.entering import editable, enter, kept_of
from sscard_desktop.services.session import Session


class DocumentFields:
    """The counter's work on the fields that chip, pictures and roster speak of."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session

    @allowed(Permission.CAPTURE)
    def fill_from_picture(self, record_id: str) -> Filled:
        """Fill the form from what was read, as the card reader would; each field filled waits to be confirmed.

        What somebody typed stays, and so does what the chip said: where the pictures say something else, that is a
        disagreement. What only stands there by default, or was itself filled from a picture and never confirmed, gives
        way; not to the pictures of another person, from which nothing is filled.

        Raises:
            RefusedError: ``record.locked``; ``document.nothing_read``.
        """
        session = self._session
        with session.transaction() as now:
            record = editable(session, record_id)
            profile = session.profile_of(record)
            proposals = proposals_of(session, record)
            if not proposals:
                raise RefusedError("document.nothing_read")
            waiting = {key: record.value(key) for key in unconfirmed_of(session, record)}
            changes: dict[str, str] = {}
            differs: list[str] = []
            # The document's type first: how a number is spelled depends on it.
            for each in sorted(proposals, key=lambda each: each.key != "document_type"):
                spec, held = profile.fields[each.key], record.value(each.key)
                values = {**record.values, **changes}
                lists = profile.code_lists
                same = held and spelled(spec, held, values, code_lists=lists) == spelled(
                    spec, each.value, values, code_lists=lists
                )
                if same or spec.fixed:
                    continue
                if held and each.key not in waiting and (record.card_read or held != spec.default):
                    differs.append(each.key)
                else:
                    changes[each.key] = each.value
            other_person = {"number", "name"} <= {profile.fields[key].card for key in differs}
            filled = enter(session, record, {} if other_person else changes)
            session.store.put_readings(record.id, Source.UNCONFIRMED, {**waiting, **filled}, at=now)
            session.audit("document.fill", record.id, keys=sorted(filled))
        in_order = tuple(key for key in profile.fields if key in filled)
        return Filled(self._look(record_id), in_order, tuple(differs), other_person)

    @allowed(Permission.CAPTURE)
    def confirm(self, record_id: str, key: str, *, shown: str | None = None) -> Taken:
        """Note that somebody compared a field with the picture and found it right; asked for twice it is the same.

        Args:
            shown: what was compared; where the field holds something else by now, nothing is confirmed.
        """
        session = self._session
        with session.transaction() as now:
            record = editable(session, record_id)
            if shown in (None, record.value(key)) and self._settle(record, key, at=now):
                session.moved(record, Move.EDIT, at=now)
                session.audit("document.confirm", record.id, keys=[key])
        return self._look(record_id)

    @allowed(Permission.CAPTURE)
    def decide(self, record_id: str, key: str, source: Source, *, value: str = "") -> Taken:
        """Decide between sources that differ in one field; holds until one of them says something else.

        Args:
            source: whose value the record takes; ``Source.RECORD`` keeps what it has.
            value: what the clerk types instead of all of them.

        Raises:
            RefusedError: ``document.nothing_to_decide``; ``document.source_silent``; as :meth:`Capture.edit`.
        """
        session = self._session
        with session.transaction() as now:
            record = editable(session, record_id)
            found = self._disagreement(record, key)
            if found is None:
                raise RefusedError("document.nothing_to_decide", field=key[:40])
            chosen = value.strip() or found.values.get(source, "")
            if not chosen:
                raise RefusedError("document.source_silent", field=key, source=source.value)
            if value.strip() or source is not Source.RECORD:
                enter(session, record, {key: chosen, **({} if value.strip() else self._with_it(record, key, source))})
                record = session.record(record_id)
            decided = kept_of(session, record, Source.DECISION)
            decided.pop(key, None)
            after = self._disagreement(record, key)
            if after is not None:
                decided[key] = after.digest
            session.store.put_readings(record.id, Source.DECISION, decided, at=now)
            self._settle(record, key, at=now)
            session.moved(record, Move.EDIT, at=now)
            session.audit(
                "document.decide",
                record.id,
                keys=[key],
                chosen="typed" if value.strip() else source.value,
                differed=[teller.value for teller in found.values],
            )
        return self._look(record_id)

    def _disagreement(self, record: Record, key: str) -> Disagreement | None:
        return next((each for each in disagreements_of(self._session, record) if each.key == key), None)

    def _with_it(self, record: Record, key: str, source: Source) -> dict[str, str]:
        """Return what goes with a source's number: its birth date and sex, or each would be asked for by itself."""
        fields = self._session.profile_of(record).fields
        if fields[key].card != "number" or source not in (Source.CHIP, Source.DOCUMENT):
            return {}
        said = kept_of(self._session, record, source)
        parts = {name: said.get(spec.card, "") for name, spec in fields.items() if spec.card in ("birth_date", "sex")}
        return {name: value for name, value in parts.items() if value and not fields[name].fixed}

    def _settle(self, record: Record, key: str, *, at: datetime) -> bool:
        waiting = kept_of(self._session, record, Source.UNCONFIRMED)
        if waiting.pop(key, None) is None:
            return False
        self._session.store.put_readings(record.id, Source.UNCONFIRMED, waiting, at=at)
        return True

    def _look(self, record_id: str) -> Taken:
        return Capture(self._session).look(record_id)


def proposals_of(session: Session, record: Record) -> tuple[Proposal, ...]:
    """Return what the pictures say of this city's fields, in the form's order."""
    read = reading_of(session, record)
    return tuple(
        _proposal(key, read[spec.card]) for key, spec in session.profile_of(record).fields.items() if spec.card in read
    )


def _proposal(key: str, found: FieldReading) -> Proposal:
    return Proposal(key, found.value, found.confidence, found.repaired, found.seen, found.side)
