# SPDX-License-Identifier: Apache-2.0
"""Schemas: every released one opens, a newer one is refused by name, a step that dies leaves the schema before it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.storage import migrations
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import (
    CHEAP,
    CHIEF,
    IDENTITY,
    NOON,
    PASSWORD,
    StationClock,
    a_record,
    first_letters,
    folder_at,
)

RELEASED = Path(__file__).parents[1] / "data" / "databases"


def schema(station: StationFolder) -> list[tuple[object, ...]]:
    store, _ = station.unlock("zhou", PASSWORD)
    assert isinstance(store, EncryptedStore)
    rows = store._database.rows("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    store.close()
    return rows


@pytest.mark.parametrize("version", range(1, migrations.CURRENT + 1))
def test_every_schema_has_an_example_that_opens_as_it_was_left(tmp_path: Path, version: int) -> None:
    shutil.copytree(RELEASED / f"v{version}", tmp_path / "station")
    station = folder_at(tmp_path / "station")
    assert station.identity() == IDENTITY
    store, operator = station.unlock("zhou", PASSWORD)
    assert operator == CHIEF
    assert store.record(a_record(1).id).values == a_record(1).values
    assert store.picture(a_record(1).id, PictureRole.PHOTO) == b"no picture"
    assert [entry.action for entry in store.audit_entries()] == ["example"]
    said = [(each.source, each.key, each.value) for each in store.readings(a_record(1).id)]
    assert said == ([(Source.CHIP, "name", "张伟国")] if version >= 4 else [])
    remarked = [(each.point.key, each.point.text, each.is_open) for each in store.remarks(a_record(1).id)]
    assert remarked == ([("name", "姓名有误", True)] if version >= 6 else [])
    issue = store.card_issue(a_record(1).id)
    assert (issue.number if issue else "") == ("A12345678" if version >= 7 else "")
    expected = [(roster.title, roster.rows) for roster in store.rosters()]
    assert expected == ([("样例公司", 1)] if version >= 9 else [])
    assert store.check_integrity() == []
    store.close()


def test_what_a_card_says_is_kept_in_a_station_of_any_age(tmp_path: Path) -> None:
    shutil.copytree(RELEASED / "v3", tmp_path / "station")
    station = folder_at(tmp_path / "station")
    store, _ = station.unlock("zhou", PASSWORD)
    with store.transaction():
        store.put_readings(a_record(1).id, Source.CHIP, {"name": "张伟国", "nation": ""}, at=NOON)
    store.close()
    again, _ = station.unlock("zhou", PASSWORD)
    assert [(each.key, each.value, each.at) for each in again.readings(a_record(1).id)] == [("name", "张伟国", NOON)]
    again.close()


def test_what_a_new_structure_means_is_noted_before_its_first_step_or_it_isnt_made(tmp_path: Path) -> None:
    """An older program, started later, has to know before whose data it stands."""
    shutil.copytree(RELEASED / "v3", tmp_path / "station")
    found: list[int] = []

    def fails() -> None:
        found.append(len(list((tmp_path / "station" / "backups").iterdir())))
        raise EnvironmentFailedError("update.not_written", folder="versions", reason="full")

    def station(restructuring: Callable[[], None]) -> StationFolder:
        return StationFolder(
            tmp_path / "station", clock=StationClock(), initials=first_letters, cost=CHEAP, restructuring=restructuring
        )

    for _ in range(2):
        with pytest.raises(EnvironmentFailedError) as caught:
            station(fails).unlock("zhou", PASSWORD)
        assert caught.value.code == "update.not_written"
    assert found[0] == 1, "the backup comes first"
    noted: list[str] = []
    for _ in range(2):
        store, _ = station(lambda: noted.append("0.2.0")).unlock("zhou", PASSWORD)
        store.close()
    assert noted == ["0.2.0"], "an opened station's structure isn't noted again"


def test_an_old_example_has_the_schema_of_a_new_station(tmp_path: Path, station: StationFolder) -> None:
    shutil.copytree(RELEASED / "v1", tmp_path / "old")
    assert schema(folder_at(tmp_path / "old")) == schema(station)


def test_a_newer_schema_is_refused_by_name_and_left_alone(station: StationFolder) -> None:
    store, _ = station.unlock("zhou", PASSWORD)
    assert isinstance(store, EncryptedStore)
    with store.transaction():
        store._database.write(f"PRAGMA user_version = {migrations.CURRENT + 1}")
    store.close()
    before = (station.folder / "station.db").read_bytes()
    with pytest.raises(EnvironmentFailedError) as caught:
        station.unlock("zhou", PASSWORD)
    assert caught.value.code == "storage.newer"
    assert caught.value.params["found"] == migrations.CURRENT + 1
    assert (station.folder / "station.db").read_bytes() == before


def test_a_step_that_dies_half_way_leaves_the_schema_before_it(
    station: StationFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(station)
    broken = "CREATE TABLE half (a TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
        patch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
        with pytest.raises(sqlcipher.OperationalError, match="nowhere"):
            station.unlock("zhou", PASSWORD)
    assert schema(station) == before


def test_a_later_step_is_taken_at_the_next_opening(station: StationFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "CREATE TABLE later (a TEXT) STRICT;\n"
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, more))
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
    assert "later" in {name for _, name, _ in schema(station)}
    assert "later" in {name for _, name, _ in schema(station)}
