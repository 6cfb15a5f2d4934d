# SPDX-License-Identifier: Apache-2.0
"""A station file for each test: the real database, with a key that is cheap to make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import CHIEF, IDENTITY, PASSWORD, StationClock, folder_at


@pytest.fixture
def clock() -> StationClock:
    return StationClock()


@pytest.fixture
def station(tmp_path: Path, clock: StationClock) -> StationFolder:
    """Return a station that was set up, with one supervisor."""
    folder = folder_at(tmp_path / "station", clock)
    folder.create(IDENTITY, CHIEF, PASSWORD)
    return folder


@pytest.fixture
def store(station: StationFolder) -> Iterator[EncryptedStore]:
    """Return the open store of :func:`station`."""
    opened, _ = station.unlock(CHIEF.name, PASSWORD)
    yield cast(EncryptedStore, opened)
    opened.close()
