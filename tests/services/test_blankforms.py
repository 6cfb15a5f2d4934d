# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.services.blankforms import BlankForms
from tests.helpers import forms
from tests.helpers.desks import Desk

PRESS = FormPress(paths.resources() / "fonts")


def test_every_form_of_one_person_can_be_handed_out_empty(desk: Desk) -> None:
    desk.filled()
    blanks = BlankForms(desk.clerk)
    for business in desk.profile.views:
        for form in desk.profile.of(business).forms:
            if form.scope is not FormScope.RECORD:
                continue
            spec, content = blanks.content(form.key, business=business)
            text = "".join(forms.pypdf_text(PRESS.render(spec.template, content)).split())
            assert "●" not in text
            assert desk.identity.name.replace(" ", "") in text or form.key == "registration"
            assert desk.person().card.name not in text


def test_what_the_city_doesnt_have_has_no_blank(desk: Desk) -> None:
    with pytest.raises(InvalidInputError, match="no_such_form"):
        BlankForms(desk.clerk).content("telegram")
    with pytest.raises(RefusedError, match="no_such_business"):
        BlankForms(desk.clerk).content("registration", business="divorce")
