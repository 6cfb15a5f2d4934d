# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.printing import Printing
from tests.helpers import forms
from tests.helpers.cities import profiles
from tests.helpers.desks import Desk

PRESS = FormPress(paths.resources() / "fonts")


@pytest.mark.parametrize("city", profiles().names())
def test_every_city_offers_the_copy_and_never_counts_it(city: str) -> None:
    profile = profiles().load(city)
    offered = [form.key for form in profile.of(profile.usual_business).forms]
    assert "photocopy" in offered
    assert offered[0] != "photocopy"


def test_the_copy_is_printed_of_a_record_with_both_pictures(desk: Desk) -> None:
    record_id = desk.filled().record.id
    capture = Capture(desk.clerk)
    for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK):
        capture.accept_picture(record_id, role, forms.picture(1600, 1009, "lightblue"))
    spec, content = Printing(desk.clerk).content(record_id, "photocopy")
    text = forms.pypdf_text(PRESS.render(spec.template, content))
    assert desk.person().card.name in text
    assert f"仅用于社会保障卡办理 {desk.today.isoformat()}" in text
    assert Printing(desk.clerk).printed(record_id, "photocopy").prints == 0
    capture.remove_picture(record_id, PictureRole.ID_BACK)
    spec, content = Printing(desk.clerk).content(record_id, "photocopy")
    with pytest.raises(InvalidInputError, match=r"form\.picture_missing"):
        PRESS.render(spec.template, content)
