# SPDX-License-Identifier: Apache-2.0
"""What was compared and struck off at a laptop is known where its package is merged, and a sheet counts at either."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.exchange import carrierlock
from sscard_desktop.services.checkoff import CheckOff, Outcome
from sscard_desktop.services.formcodes import form_code
from sscard_desktop.services.progress import Quiet
from tests.helpers.transfers import PASSWORD, Silent
from tests.services.test_rostersharing import fleet, imported

SHARED, FORM = paths.forms() / "shared-forms", "registration"


def test_a_laptops_sheets_are_struck_off_where_its_package_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    chief, laptop = fleet(tmp_path, 2)
    roster = imported(chief, 3)
    (file,) = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    laptop.clock.advance(hours=2)
    laptop.opened(file.path)
    first, second, _ = laptop.rosters.rows(roster.id)
    done, later = laptop.collect(first), laptop.collect(second)
    there, here = CheckOff(laptop.session, SHARED), CheckOff(chief.session, SHARED)
    lines = {each: form_code(laptop.session, laptop.store.record(each), FORM) for each in (done, later)}

    assert here.scan(roster.id, FORM, lines[done]).outcome is Outcome.OTHER_STATION
    assert here.scan(roster.id, FORM, lines[done]).station == "0002"
    assert there.scan(roster.id, FORM, lines[done]).outcome is Outcome.TICKED
    chief.merge(*laptop.handed_over())
    chief.clock.advance(hours=3)
    standing = here.standing(roster.id, FORM, Quiet())
    assert [each.back for each in standing.people] == [True, False]
    assert here.scan(roster.id, FORM, lines[later]).outcome is Outcome.TICKED, "another station's print"
    assert here.scan(roster.id, FORM, lines[done]).outcome is Outcome.AGAIN

    # Struck off at the laptop after its first package: goes along with what is new.
    assert there.scan(roster.id, FORM, lines[later]).outcome is Outcome.TICKED
    chief.merge(*laptop.handed_over())
    assert here.standing(roster.id, FORM, Quiet()).back == 2, "struck off at both: nothing is lost, a person may look"
    for each in (chief, laptop):
        each.store.close()
