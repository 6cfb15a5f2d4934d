# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desks import Desk
from tests.helpers.offices import Office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a real station with a clerk and a supervisor logged in."""
    made = Desk(tmp_path / "station")
    yield made
    made.leave()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Return a real station with its supervisor logged in."""
    made = Office(tmp_path / "station")
    yield made
    made.store.close()
