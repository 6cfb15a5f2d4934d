# SPDX-License-Identifier: Apache-2.0
"""Which kind of business (业务类型) is taken at the counter: the choice for the shift, and another kind for a draft."""

from __future__ import annotations

from dataclasses import replace

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.services.access import allowed
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.session import Session

_CHOICE_SETTING = "business.{operator}"
_STAY = frozenset({PictureRole.CHIP_PHOTO})
"""Pictures that belong to the reading, not to the kind of business."""


class Businesses:
    """Chooses kinds of business."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.CAPTURE)
    def chosen(self) -> str:
        """Return the kind that this person chose today, the city's usual one before that."""
        session = self._session
        day, _, business = session.store.setting(self._setting).partition(" ")
        if day == session.clock.today().isoformat() and business in session.profile.businesses:
            return business
        return session.profile.usual_business

    @allowed(Permission.CAPTURE)
    def choose(self, business: str) -> str:
        """Take this kind down from now on, until the day is over; return it.

        Raises:
            RefusedError: ``record.no_such_business``.
        """
        session = self._session
        session.require_business(business)
        before = self.chosen()
        if business != before:
            with session.action("business.choose", session.operator.name, old=before, new=business):
                session.store.save_setting(self._setting, f"{session.clock.today().isoformat()} {business}")
        return business

    @allowed(Permission.CAPTURE)
    def change(self, record_id: str, business: str) -> Taken:
        """Make a draft one of another kind: what both ask for stays, what only the former asked for goes.

        Raises:
            RefusedError: ``record.no_such_business``; ``record.business_fixed``, the draft was confirmed once and its
                receipt number names the former kind.
        """
        session = self._session
        session.require_business(business)
        with session.transaction() as now:
            record = session.record(record_id)
            if record.status is not Status.DRAFT or record.receipt_number:
                raise RefusedError("record.business_fixed", record=record.id)
            if record.business != business:
                before, view = session.profile_of(record), session.profile.of(business)
                # A default of the former kind is nobody's answer.
                answers = {
                    key: value
                    for key, value in record.values.items()
                    if key in view.fields and (key not in before.fields or value != before.fields[key].default)
                }
                defaults = {key: spec.default for key, spec in view.fields.items() if spec.default}
                new = {**dict.fromkeys(record.values, ""), **defaults, **answers}
                session.store.save_values(RecordId(record.id), new, at=now)
                dropped = sorted(record.pictures - set(view.pictures) - _STAY)
                for role in dropped:
                    session.store.delete_picture(record.id, role)
                session.store.save_record(replace(session.store.record(record.id), business=business, updated_at=now))
                session.audit(
                    "record.business",
                    record.id,
                    old=record.business,
                    new=business,
                    fields=sorted(key for key in record.values if not new[key]),
                    pictures=[role.value for role in dropped],
                )
        return Capture(session).look(record_id)

    @property
    def _setting(self) -> str:
        return _CHOICE_SETTING.format(operator=self._session.operator.name)
