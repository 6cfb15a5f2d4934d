# SPDX-License-Identifier: Apache-2.0
"""Printed forms of a record: what goes on the paper, and the count of prints that really went to a printer.

Rendering is slow and needs no store: :meth:`Printing.content` runs on the store's thread, the renderer on the work
lane, :meth:`Printing.printed` again on the store's thread, and only once the printer took the job.

What is counted is the profile's first form, the one that is signed and collected; receipts may be printed at will.
"""

from __future__ import annotations

from dataclasses import replace

from sscard_desktop.domain import fields
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.conditions import asked
from sscard_desktop.domain.contentdigest import SHOWN_PICTURES, grouped_mark
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.ownlook import FOREIGN_DOCUMENTS
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.printing import PrintJob
from sscard_desktop.domain.profile import FormScope, FormSpec, Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.signing import Signer, signer_name, signers
from sscard_desktop.services.access import allowed
from sscard_desktop.services.comparing import sheet_values
from sscard_desktop.services.formcodes import form_code
from sscard_desktop.services.ports import FormContent, SignedLine
from sscard_desktop.services.printjobs import note_job
from sscard_desktop.services.session import Session
from sscard_desktop.services.signing import signature_of


class Printing:
    """Fills printed forms from records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.CAPTURE)
    def content(self, record_id: str, form: str) -> tuple[FormSpec, FormContent]:
        """Return the form and what it shows; a first form that was printed before says which reprint it is."""
        record = self._session.opened(record_id)
        spec = self._session.profile_of(record).form(form)
        if spec.scope is not FormScope.RECORD:
            raise RefusedError("print.form_of_people", form=form)
        return spec, form_content(self._session, record, form)

    @allowed(Permission.CAPTURE)
    def printed(self, record_id: str, form: str, job: PrintJob | None = None) -> Record:
        """Note that a spooler accepted a form, or that it was saved as PDF; the next first form is a reprint.

        Args:
            job: what the spooler knows it by; should it come to nothing, the count is taken back.
        """
        with self._session.action("form.printed", record_id, form=form) as now:
            record = self._session.record(record_id)
            counted = is_counted(self._session, record, form)
            if counted:
                self._session.store.save_record(replace(record, prints=record.prints + 1, updated_at=now))
            if job is not None:
                note_job(self._session, job, form, [record.id], counted=counted)
        return self._session.record(record_id)

    @allowed(Permission.CAPTURE)
    def forms(self, record_id: str) -> tuple[FormSpec, ...]:
        """Return the forms that can be printed of a record, the one that is signed and counted first."""
        return forms_of(self._session.profile_of(self._session.record(record_id)), FormScope.RECORD)


def forms_of(profile: Profile, scope: FormScope) -> tuple[FormSpec, ...]:
    """Return the forms of a profile over one record or over several people, in the profile's order."""
    return tuple(form for form in profile.forms if form.scope is scope)


def is_counted(session: Session, record: Record, form: str) -> bool:
    """Return whether prints of a form are counted: of a record's forms the first is."""
    return form in [spec.key for spec in forms_of(session.profile_of(record), FormScope.RECORD)[:1]]


def form_content(session: Session, record: Record, form: str, *, pictures: bool = True) -> FormContent:
    """Return what a form shows of a record; it is for the caller to see that it may be shown.

    Args:
        pictures: read them too; a list of names needs none.
    """
    profile = session.profile_of(record)
    today = session.clock.today()
    stored = asked(profile.fields, record.values, today, profile.adult_age)
    values = {
        key: fields.shown(field, stored.get(key, ""), profile.code_lists, "zh_CN")
        for key, field in profile.fields.items()
    }
    values["receipt_number"] = record.receipt_number
    values["operator"] = session.operator.display_name or session.operator.name
    values["station"] = session.identity.name
    values |= sheet_values(session, record) | _of_business(profile, record.business)
    found = {}
    for role in SHOWN_PICTURES if pictures else ():
        if role in record.pictures and (content := session.store.picture(record.id, role)):
            found[role] = content
    signed, signature = _signed(session, record, profile, pictures=pictures)
    return FormContent(
        values=values,
        codes=stored,
        pictures=found | signature,
        personal_code=form_code(session, record, form),
        printed_on=today,
        reprint=record.prints if is_counted(session, record, form) else 0,
        signed=signed,
        bilingual=stored.get("document_type", "") in FOREIGN_DOCUMENTS,
    )


def _signed(
    session: Session, record: Record, profile: Profile, *, pictures: bool
) -> tuple[SignedLine, dict[PictureRole, bytes]]:
    """Return who signs, and the signature from the screen as long as it holds; one that is void is on no paper."""
    kept = signature_of(session, record) if pictures else None
    if kept is not None and kept.holds and kept.said is not None:
        said = kept.said
        line = SignedLine(
            said.signer,
            _agent(said.signer, kept.name),
            said.signed_at.astimezone(CHINA).date(),
            f"核对码 {grouped_mark(said.content)}",
        )
        return line, {PictureRole.SIGNATURE: session.store.picture(record.id, PictureRole.SIGNATURE) or b""}
    signer = signers(record.values, session.clock.today(), profile.adult_age)[0]
    return SignedLine(signer, _agent(signer, signer_name(signer, record.values))), {}


def _agent(signer: Signer, name: str) -> str:
    """Return who signs in the applicant's stead, ``""`` where nobody does or nobody is named yet."""
    titles = {Signer.GUARDIAN: "由监护人 {name} 签名", Signer.AGENT: "由代办人 {name} 签名"}
    return titles[signer].format(name=name) if signer in titles and name else ""


def _of_business(profile: Profile, business: str) -> dict[str, str]:
    return {
        "city": profile.label("zh_CN"),
        "business": profile.businesses.label(business, "zh_CN"),
        "fee": str(profile.fee_yuan) if profile.fee_yuan else "",
    }
