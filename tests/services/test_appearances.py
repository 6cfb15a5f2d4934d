# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from sscard_desktop.services.appearances import Appearances
from tests.helpers.desks import Desk


def test_a_look_is_kept_for_whoever_chose_it(desk: Desk) -> None:
    Appearances(desk.clerk).keep("dark 125")
    assert Appearances(desk.clerk).kept() == "dark 125"
    assert Appearances(desk.supervisor).kept() == ""
    assert Appearances(desk.sit_down("limin")).kept() == "dark 125"
