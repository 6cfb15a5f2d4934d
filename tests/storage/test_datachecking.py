# SPDX-License-Identifier: Apache-2.0
"""A set of profiles and code tables is looked at before it is taken: also whether this station can go on with it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError
from sscard_desktop.domain.profile import ProfileProblem
from sscard_desktop.services.ports.station import StationIdentity
from sscard_desktop.storage.datachecking import check_set
from tests.helpers.cities import YANGLI, make_city
from tests.storage.stations import IDENTITY


class Known:
    """What is known of a station before anybody logs in."""

    def __init__(self, folder: Path, city: str = "") -> None:
        self.folder = folder
        self._city = city

    def exists(self) -> bool:
        return bool(self._city)

    def identity(self) -> StationIdentity:
        if self._city == "?":
            raise EnvironmentFailedError("storage.unreadable")
        return replace(IDENTITY, profile=self._city)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A set's profiles: what all cities share, and one that doesn't exist."""
    folder = tmp_path / "set"
    cities = [each.name for each in paths.forms().iterdir() if (each / "profile.toml").is_file()]
    shutil.copytree(paths.forms(), folder, ignore=shutil.ignore_patterns(*cities))
    make_city(folder)
    return folder


def check(forms: Path, station: Known) -> Sequence[ProfileProblem]:
    return check_set(
        forms,
        paths.codes(),
        read_form=lambda template, fields, scope: None,
        own_forms=station.folder / "profiles",
        station=station,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("city", ["", "?", "yangli"])
def test_a_set_with_the_station_s_city_or_for_no_station_is_right(forms: Path, tmp_path: Path, city: str) -> None:
    assert not check(forms, Known(tmp_path / "station", city))


def test_a_set_without_the_station_s_city_is_refused_before_it_keeps_everybody_out(forms: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        check(forms, Known(tmp_path / "station", "weifang"))
    assert caught.value.code == "update.lacks_city"
    assert caught.value.params["city"] == "weifang"


def test_a_city_that_the_station_brought_along_needn_t_be_in_the_set(forms: Path, tmp_path: Path) -> None:
    make_city(tmp_path / "station" / "profiles", name="qingli")
    assert not check(forms, Known(tmp_path / "station", "qingli"))


def test_a_city_that_builds_on_what_the_set_no_longer_has_is_told(forms: Path, tmp_path: Path) -> None:
    text = YANGLI.replace('extends = "common"', 'extends = "chengdu"')
    make_city(tmp_path / "station" / "profiles", text, name="qingli")
    with pytest.raises(InvalidInputError) as caught:
        check(forms, Known(tmp_path / "station", "qingli"))
    assert caught.value.code.startswith("profile.")


def test_what_is_wrong_with_a_city_of_the_set_is_told_first(forms: Path, tmp_path: Path) -> None:
    make_city(forms, YANGLI.replace("max_chars = 20", "max_chars = 1"))
    assert check(forms, Known(tmp_path / "station", "weifang"))
