# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.printing import Fate, Trouble, trouble_of


@pytest.mark.parametrize(
    ("reasons", "trouble"),
    [
        ((), None),
        (("none",), None),
        (("media-empty-error",), Trouble.NO_PAPER),
        (("media-empty",), Trouble.NO_PAPER),
        (("media-empty-warning",), None),
        (("toner-low-warning",), None),
        (("media-low",), None),
        (("door-open-error", "media-jam-error"), Trouble.JAM),
        (("offline-report",), Trouble.OFFLINE),
        (("cups-missing-filter-warning",), Trouble.DRIVER),
        (("paused",), Trouble.PAUSED),
        (("some-vendors-own-error",), None),
        (("",), None),
    ],
)
def test_a_printers_reasons_are_told_by_the_first_that_matters(
    reasons: tuple[str, ...], trouble: Trouble | None
) -> None:
    assert trouble_of(reasons) is trouble


def test_what_ended_in_vain_is_over() -> None:
    assert {fate for fate in Fate if fate.in_vain} < {fate for fate in Fate if fate.over}
    assert Fate.GONE.over
    assert not Fate.GONE.in_vain
