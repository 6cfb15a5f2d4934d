# SPDX-License-Identifier: Apache-2.0
"""One photo before all cities: the installed ones, and one made up that wants at least 140 KB."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.errors import CancelledError, InvalidInputError, RefusedError
from sscard_desktop.domain.photo import PhotoReport, PhotoSpec
from sscard_desktop.imaging.encode import reopen
from sscard_desktop.imaging.photomaker import PhotoMaker
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.photowindows import (
    CityTable,
    PhotoWindows,
    StoredPhoto,
    cities_taking,
    write_files,
)
from sscard_desktop.services.progress import Quiet
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders
from tests.helpers.desks import JPEG, Desk

KB = 1024
LIAOCHENG = """\
extends = "national"
version = "1"
labels = { zh_CN = "聊城样例市", en = "Liaocheng sample" }

[photo]
quality = 95
file_bytes = { min = 143360, max = 512000 }
"""


@pytest.fixture(scope="module")
def maker() -> PhotoMaker:
    return PhotoMaker()


@pytest.fixture(scope="module")
def frame(maker: PhotoMaker) -> bytes:
    return maker.frame_picture(demo_frame(paths.resources() / "samples", 3))


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> ProfileFolders:
    folder = tmp_path_factory.mktemp("profiles")
    for name, text in (("liaocheng", LIAOCHENG), ("broken", 'extends = "national"\nshoe_size = 43\n')):
        (folder / name).mkdir()
        (folder / name / "profile.toml").write_text(text, encoding="utf-8")
    return ProfileFolders([paths.forms(), folder], CodeTables(paths.resources() / "codes"))


@pytest.fixture(scope="module")
def table(maker: PhotoMaker, frame: bytes, profiles: ProfileFolders) -> CityTable:
    photo = maker.make(frame, profiles.load("national").photo).jpeg
    asked = ["national", "qingdao", "guangdong-shantou", "weifang", "national-2011", "liaocheng", "broken"]
    return cities_taking(StoredPhoto(photo, frame), profiles, maker, Quiet(), only=asked)


def test_a_national_photo_passes_where_its_window_lies_inside(table: CityTable) -> None:
    assert {"national", "qingdao", "guangdong-shantou"} <= set(table.takers)
    refusing = {city.name: {check.key for check in city.why_not} for city in table.cities if not city.takes}
    assert refusing["weifang"] == {"file_size"}
    assert refusing["liaocheng"] == {"file_size"}
    assert {"pixels", "dpi"} <= refusing["national-2011"]


def test_a_file_made_anew_suits_the_cities_that_refuse_the_first(table: CityTable) -> None:
    weifang = next(city for city in table.cities if city.name == "weifang")
    assert weifang.would_take
    assert weifang.remade is not None
    assert 60 * KB <= len(weifang.remade.jpeg) <= 80_000


def test_what_cannot_be_made_is_said_and_never_padded(table: CityTable) -> None:
    liaocheng = next(city for city in table.cities if city.name == "liaocheng")
    if liaocheng.remade is None:
        assert liaocheng.refused is not None
        assert liaocheng.refused.code == "photo.file_window_unreachable"
    else:
        assert len(liaocheng.remade.jpeg) >= 140 * KB


def test_cities_that_cannot_share_a_file_are_told_two_by_two(table: CityTable) -> None:
    pairs = {frozenset((clash.first, clash.second)): clash.kind for clash in table.clashes}
    assert pairs[frozenset(("liaocheng", "national"))] == "file_size"
    assert pairs[frozenset(("national", "weifang"))] == "file_size"
    assert frozenset(("national", "qingdao")) not in pairs
    assert len(table.groups) >= 3


def test_every_installed_city_is_asked_when_none_is_named(profiles: ProfileFolders) -> None:
    class Answers(PhotoMaker):
        def check(self, jpeg: bytes, spec: PhotoSpec) -> PhotoReport:
            return PhotoReport(())

    table = cities_taking(StoredPhoto(b""), profiles, Answers(), Quiet(), remake=False)
    assert {city.name for city in table.cities} | set(table.broken) == set(profiles.names())
    assert len(table.takers) >= 10


def test_a_broken_profile_is_told_and_spoils_no_other(table: CityTable) -> None:
    assert set(table.broken) == {"broken"}
    assert len(table.cities) == 6


def test_each_chosen_city_gets_its_own_file(table: CityTable, tmp_path: Path) -> None:
    def write(path: Path, content: bytes) -> None:
        path.write_bytes(content)

    written = write_files(table, tmp_path, ["weifang", "national-2011", "nowhere"], write)
    assert set(written) == {"weifang", "national-2011"}
    small = reopen(written["national-2011"].read_bytes())
    assert (small.width, small.height, small.dpi) == (236, 295, 300)


def test_one_city_may_be_asked_alone_and_an_unknown_one_is_refused(
    maker: PhotoMaker, frame: bytes, profiles: ProfileFolders, table: CityTable
) -> None:
    photo = next(city.remade for city in table.cities if city.name == "national" and city.remade).jpeg
    asked = cities_taking(StoredPhoto(photo), profiles, maker, Quiet(), only=["nanning"], remake=False)
    assert [city.name for city in asked.cities] == ["nanning"]
    with pytest.raises(InvalidInputError):
        cities_taking(StoredPhoto(photo), profiles, maker, Quiet(), only=["atlantis"])


def test_it_can_be_stopped(maker: PhotoMaker, profiles: ProfileFolders) -> None:
    class Stopped:
        def report(self, done: int, total: int) -> None:
            raise CancelledError

    with pytest.raises(CancelledError):
        cities_taking(StoredPhoto(b""), profiles, maker, Stopped())


def test_a_records_photo_comes_from_the_station_and_giving_it_out_is_noted(desk: Desk) -> None:
    record = desk.filled().record
    windows = PhotoWindows(desk.clerk)
    assert windows.stored(record.id) == StoredPhoto(JPEG)
    windows.given_out(record.id, ["weifang"])
    last = list(desk.clerk.store.audit_entries(subject=record.id))[-1]
    assert last.action == "photo.cities"
    assert record.value("number") not in last.detail
    empty = Capture(desk.clerk).start().record
    with pytest.raises(RefusedError):
        windows.stored(empty.id)
