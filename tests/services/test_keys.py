# SPDX-License-Identifier: Apache-2.0
"""A supervisor's work on the station's keys, and what the audit trail says of it."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.keys import Keys
from sscard_desktop.services.progress import Quiet
from tests.helpers.offices import CHIEF, CLERK, Office
from tests.storage.stations import PASSWORD


def test_a_new_data_key_ends_the_session_and_is_in_the_trail(office: Office) -> None:
    Keys(office.session, office.station).rotate(Quiet())
    with pytest.raises(NotAllowedError, match=r"station\.locked"):
        office.store.search()
    store, _ = office.station.unlock(CHIEF, PASSWORD)
    assert [entry.action for entry in store.audit_entries()][-1] == "keys.rotate"
    assert store.check_integrity() == []
    store.close()


def test_a_renewed_code_opens_and_shares_do_too(office: Office) -> None:
    keys = Keys(office.session, office.station)
    code = keys.renew_recovery_code()
    shares = keys.make_shares(needed=2, made=3)
    for typed in ([code], list(shares[1:])):
        store = office.station.unlock_with_recovery(*typed)
        assert [entry.action for entry in store.audit_entries()][-2:] == ["keys.recovery_code", "keys.recovery_shares"]
        store.close()


def test_keys_are_a_supervisor_s(office: Office) -> None:
    keys = Keys(office.session_of(CLERK, Role.CLERK), office.station)
    for attempt in (lambda: keys.rotate(Quiet()), keys.renew_recovery_code, lambda: keys.make_shares(needed=2, made=2)):
        with pytest.raises(NotAllowedError, match=r"operator\.not_allowed"):
            attempt()
