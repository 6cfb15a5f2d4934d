# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from sscard_desktop.domain.grouping import MOBILE_GROUPS, RESIDENT_GROUPS, in_groups


def test_a_number_is_grouped_only_where_it_has_the_groups_length() -> None:
    assert in_groups("11010519491231002X", RESIDENT_GROUPS) == "110105 19491231 002X"
    assert in_groups("13800138000", MOBILE_GROUPS) == "138 0013 8000"
    for other in ("", "E12345678", "1101051949123100"):
        assert in_groups(other, RESIDENT_GROUPS) == other
