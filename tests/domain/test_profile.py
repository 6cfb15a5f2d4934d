# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.profile import Section
from tests.helpers.chengdu import chengdu


def test_a_form_that_the_profile_lacks_is_told() -> None:
    with pytest.raises(InvalidInputError) as error:
        chengdu().form("nothing")
    assert error.value.code == "profile.no_such_form"
    assert error.value.params == {
        "profile": "chengdu",
        "form": "nothing",
        "allowed": ", ".join(form.key for form in chengdu().forms),
    }


def test_labels_fall_back() -> None:
    assert chengdu().label("en") == "Chengdu"
    assert Section("it", {"zh_CN": "它"}, ()).label("fr") == "它"
    assert Section("it", {}, ()).label("en") == "it"
