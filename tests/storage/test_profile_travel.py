# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders

CITY = {"newtown/profile.toml": 'extends = "chengdu"\nlabels = { zh_CN = "新城", en = "Newtown" }\n'.encode()}


@pytest.fixture
def profiles(tmp_path: Path) -> ProfileFolders:
    return ProfileFolders([paths.forms(), tmp_path / "profiles"], CodeTables(paths.resources() / "codes"))


def test_a_city_goes_from_station_to_station(profiles: ProfileFolders) -> None:
    assert profiles.own_files() == {}
    assert profiles.install(CITY) == ["newtown"]
    assert profiles.own_files() == CITY
    assert profiles.load("newtown").label("en") == "Newtown"
    assert profiles.install(CITY) == []


def test_a_city_that_is_there_isn_t_written_over(profiles: ProfileFolders) -> None:
    profiles.install(CITY)
    with pytest.raises(RefusedError, match="folder_exists"):
        profiles.install({"newtown/profile.toml": b'extends = "beijing"\n'})
    assert profiles.own_files() == CITY


@pytest.mark.parametrize(
    "files",
    [
        {"newtown/profile.toml": b"no = such = toml"},
        {"newtown/profile.toml": b'extends = "nowhere"\n'},
        {"chengdu/profile.toml": b'extends = "beijing"\n'},
        {"newtown/../../x.toml": b""},
        {"newtown/run.py": b""},
        {"common/profile.toml": b""},
        {"newtown": b""},
    ],
    ids=lambda files: next(iter(files)),
)
def test_a_broken_or_foreign_city_leaves_nothing(
    profiles: ProfileFolders, tmp_path: Path, files: dict[str, bytes]
) -> None:
    with pytest.raises(InvalidInputError):
        profiles.install(files)
    assert profiles.own_files() == {}
    assert not list((tmp_path / "profiles").glob("*"))
