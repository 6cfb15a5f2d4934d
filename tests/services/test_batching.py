# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from tests.helpers.offices import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "station")
    yield made
    made.store.close()


@pytest.fixture
def batching(office: Office) -> Batching:
    return Batching(office.session, PackageFile())


def test_a_complete_record_is_ready(office: Office, batching: Batching) -> None:
    record = office.approved()
    found = batching.readiness()
    assert found.lacking == ()
    assert found.ready == (record,)
