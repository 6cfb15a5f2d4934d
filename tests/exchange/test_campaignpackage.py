# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.exchange import carrier, carrierlock
from sscard_desktop.exchange.campaignpackage import KIND, CampaignPackages
from sscard_desktop.exchange.carrierstream import Frame
from sscard_desktop.exchange.recipients import new_station_key, station_key
from sscard_desktop.services.ports import Campaign, KnownStation, Lock, Seat, Unit, Unlock
from tests.helpers.certificates import NOON, bureau
from tests.helpers.transfers import Branch, Silent, submitted

FILES = CampaignPackages()
KEY = new_station_key()
WORD = "four green kettles"
CAMPAIGN = Campaign(
    name="2026",
    profile="newtown",
    made_at=NOON,
    units=(Unit("成都样例科技有限公司", "", "900001"), Unit("研发部", "成都样例科技有限公司")),
    unit_settings={"成都样例科技有限公司": '{"bank": "icbc"}'},
    people=(Operator("limin", Role.CLERK, "李敏"),),
    profile_files={"newtown/profile.toml": b'extends = "chengdu"\n'},
    roster_name="花名册.xls",
    roster=b"\xd0\xcf any bytes",
    stations=(KnownStation(1, "审核台", station_key(KEY).pem),),
    receivers=(bureau().certificate,),
    seats=(Seat(9, "九号台"), Seat(10, "十号台")),
    settings={"idle_lock_s": "600"},
    valid_until=date(2027, 1, 31),
)


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carrierlock, "_MEMORY_KIB", 64)
        yield


def read(path: Path, password: str = WORD) -> Campaign:
    return FILES.read_campaign(path, Unlock(password=password), Silent())[0]


def written(folder: Path, campaign: Campaign = CAMPAIGN) -> Path:
    path = folder / "campaign.sscard"
    FILES.write_campaign(path, campaign, lock=Lock(password=WORD), key=KEY)
    return path


def test_a_campaign_comes_out_as_it_went_in(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert read(path) == CAMPAIGN
    assert FILES.read_campaign(path, Unlock(password=WORD), Silent())[1].fingerprint == station_key(KEY).fingerprint
    assert "李敏".encode() not in path.read_bytes()
    with pytest.raises(InvalidInputError, match="wrong_password"):
        read(path, "five green kettles")


def test_a_package_of_records_is_no_campaign(tmp_path: Path) -> None:
    Branch().package(tmp_path / "a.sscard", [submitted(1)], count=1)
    with pytest.raises(InvalidInputError, match="not_a_campaign"):
        read(tmp_path / "a.sscard")


def test_any_changed_byte_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    for position in range(0, len(whole), max(len(whole) // 50, 1)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(InvalidInputError):
            read(path)


@pytest.mark.parametrize(
    "change",
    [
        {"profile_files": {"../../x/profile.toml": b""}},
        {"profile_files": {"newtown/../x.toml": b""}},
        {"profile_files": {"/etc/passwd": b""}},
        {"unit_settings": {"x": "[1]"}},
        {"unit_settings": {"x": '{"bank": 1}'}},
        {"units": (Unit("a\nb"),)},
        {"units": (Unit("x" * 500),)},
        {"stations": (KnownStation(0, "x", station_key(KEY).pem),)},
        {"receivers": (b"no certificate",)},
        {"profile": "a\x00b"},
        {"seats": (Seat(9, "x"), Seat(9, "y"))},
        {"seats": (Seat(10000, "x"),)},
        {"settings": {"x": "y" * 30_000}},
        {"settings": {f"x{index}": "y" for index in range(101)}},
    ],
    # Named: a station's key is another each time, and the processes of a run must agree on the names.
    ids=[
        "a-path-upwards",
        "a-folder-back",
        "an-absolute-path",
        "settings-as-a-list",
        "a-number-as-setting",
        "a-line-break-in-a-unit",
        "a-unit-without-end",
        "station-nought",
        "no-certificate",
        "a-nul-in-the-profile",
        "a-number-twice",
        "a-number-that-is-none",
        "a-setting-without-end",
        "settings-without-end",
    ],
)
def test_what_no_station_writes_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        read(written(tmp_path, replace(CAMPAIGN, **change)))  # type: ignore[arg-type]


TOLD: dict[str, object] = {
    "campaign": "x", "profile": "chengdu", "made_at": NOON.isoformat(), "units": [], "unit_settings": {},
    "people": [], "files": [], "roster": ["", 0], "stations": [], "receivers": [],
}  # fmt: skip


def sealed(path: Path, frames: list[Frame]) -> Path:
    carrier.write(path, KIND, {}, frames, lock=Lock(password=WORD), key=KEY)
    return path


@pytest.mark.parametrize(
    "frames",
    [
        [],
        [(b"C", b"{}")],
        [(b"C", b"[" * 9000)],
        [(b"B", b"")],
        [(b"C", json.dumps(TOLD).encode())],
        [(b"C", json.dumps(TOLD).encode()), (b"B", b""), (b"B", b"")],
        [(b"C", json.dumps({**TOLD, "people": [["x", "king", ""]]}).encode()), (b"B", b"")],
        [(b"C", json.dumps({**TOLD, "roster": ["x", 1 << 40]}).encode()), (b"B", b"")],
        [(b"C", json.dumps({**TOLD, "files": [["a/b.toml", 0]] * 501}).encode()), (b"B", b"")],
        [(b"C", json.dumps({**TOLD, "valid_until": "tomorrow"}).encode()), (b"B", b"")],
        [(b"C", json.dumps({**TOLD, "seats": {"9": "x"}}).encode()), (b"B", b"")],
        [(b"C", json.dumps({**TOLD, "settings": {"idle_lock_s": 600}}).encode()), (b"B", b"")],
    ],
)
def test_nonsense_under_a_good_signature_is_refused(tmp_path: Path, frames: list[Frame]) -> None:
    with pytest.raises(InvalidInputError):
        read(sealed(tmp_path / "a.sscard", frames))


def test_the_plainest_campaign_is_taken(tmp_path: Path) -> None:
    assert read(sealed(tmp_path / "a.sscard", [(b"C", json.dumps(TOLD).encode()), (b"B", b"")])).units == ()


def test_one_of_a_later_program_is_told_as_such(tmp_path: Path) -> None:
    later = sealed(tmp_path / "a.sscard", [(b"C", json.dumps({"content": 3, "what": "nobody knows yet"}).encode())])
    with pytest.raises(InvalidInputError, match="newer_format"):
        read(later)
