# SPDX-License-Identifier: Apache-2.0
"""A form without a person: to be handed out and filled in by hand (seed weifang-notice: 信息采集表可发放给个人填写).

It shows station and day, and nothing of anybody; the answers are typed in later.
"""

from __future__ import annotations

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.profile import FormScope, FormSpec
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import FormContent
from sscard_desktop.services.session import Session


class BlankForms:
    """Gives the content of empty forms."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session

    @allowed(Permission.CAPTURE)
    def content(self, form: str, *, business: str = "") -> tuple[FormSpec, FormContent]:
        """Return the form of a kind of business (the usual one if empty) and what it shows.

        Raises:
            RefusedError: ``record.no_such_business``; ``print.form_of_people``, a list has no blank.
            InvalidInputError: ``profile.no_such_form``.
        """
        session = self._session
        business = business or session.profile.usual_business
        session.require_business(business)
        profile = session.profile.of(business)
        spec = profile.form(form)
        if spec.scope is not FormScope.RECORD:
            raise RefusedError("print.form_of_people", form=form)
        values = dict.fromkeys(profile.fields, "")
        values |= {
            "station": session.identity.name,
            "city": profile.label("zh_CN"),
            "business": profile.businesses.label(business, "zh_CN"),
            "fee": str(profile.fee_yuan) if profile.fee_yuan else "",
        }
        return spec, FormContent(values, {}, {}, "", session.clock.today(), specimen=True)
