# SPDX-License-Identifier: Apache-2.0
"""Printed forms of a record: what goes on the paper, and the count of prints that really went to a printer.

Rendering is slow and needs no store: :meth:`Printing.content` runs on the store's thread, the renderer on the work
lane, :meth:`Printing.printed` again on the store's thread, and only once the printer took the job.

What is counted is the profile's first form, the one that is signed and collected; receipts may be printed at will.
"""

from __future__ import annotations

from dataclasses import replace

from sscard_desktop.domain import fields
from sscard_desktop.domain.conditions import asked
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import FormSpec, Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.services.access import allowed
from sscard_desktop.services.comparing import sheet_values
from sscard_desktop.services.ports import FormContent
from sscard_desktop.services.session import Session

_ON_PAPER = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)


class Printing:
    """Fills printed forms from records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.CAPTURE)
    def content(self, record_id: str, form: str) -> tuple[FormSpec, FormContent]:
        """Return the form and what it shows; a first form that was printed before says which reprint it is."""
        session = self._session
        record = session.opened(record_id)
        profile = session.profile_of(record)
        spec = profile.form(form)
        today = session.clock.today()
        stored = asked(profile.fields, record.values, today, profile.adult_age)
        values = {
            key: fields.shown(field, stored.get(key, ""), profile.code_lists, "zh_CN")
            for key, field in profile.fields.items()
        }
        values["receipt_number"] = record.receipt_number
        values["operator"] = session.operator.display_name or session.operator.name
        values["station"] = session.identity.name
        values |= sheet_values(session, record) | _of_business(session.profile_of(record), record.business)
        pictures = {}
        for role in _ON_PAPER:
            if role in record.pictures and (content := session.store.picture(record.id, role)):
                pictures[role] = content
        return spec, FormContent(
            values=values,
            codes=stored,
            pictures=pictures,
            personal_code=personal_code(record),
            printed_on=today,
            reprint=record.prints if self._is_counted(record, form) else 0,
        )

    @allowed(Permission.CAPTURE)
    def printed(self, record_id: str, form: str) -> Record:
        """Note that a form went to the printer or was saved as PDF; the next first form is a reprint."""
        with self._session.action("form.printed", record_id, form=form) as now:
            record = self._session.record(record_id)
            if self._is_counted(record, form):
                self._session.store.save_record(replace(record, prints=record.prints + 1, updated_at=now))
        return self._session.record(record_id)

    def _is_counted(self, record: Record, form: str) -> bool:
        return form == self._session.profile_of(record).forms[0].key


def _of_business(profile: Profile, business: str) -> dict[str, str]:
    return {
        "city": profile.label("zh_CN"),
        "business": profile.businesses.label(business, "zh_CN"),
        "fee": str(profile.fee_yuan) if profile.fee_yuan else "",
    }


def personal_code(record: Record) -> str:
    """Return the 个人识别码: receipt number, document number and name, as the form's 2-D code holds them."""
    return "|".join((record.receipt_number, record.value("number"), record.value("name")))
