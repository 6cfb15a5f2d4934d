# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.profile import Section
from tests.helpers.chengdu import chengdu


def test_a_form_that_the_profile_lacks_is_told() -> None:
    with pytest.raises(InvalidInputError) as error:
        chengdu().form("nothing")
    assert (error.value.code, error.value.params) == (
        "profile.no_such_form", {"profile": "chengdu", "form": "nothing"},
    )  # fmt: skip


def test_labels_fall_back() -> None:
    assert chengdu().label("en") == "Chengdu"
    assert Section("it", {"zh_CN": "它"}, ()).label("fr") == "它"
    assert Section("it", {}, ()).label("en") == "it"
