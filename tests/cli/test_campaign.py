# SPDX-License-Identifier: Apache-2.0
"""A campaign's set-up, from the supervisor's machine to a fresh laptop, and its records back."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.app import main
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.exchange import carrierlock
from sscard_desktop.exchange.campaignpackage import CampaignPackages
from sscard_desktop.exchange.recipients import new_station_key
from sscard_desktop.services.ports import Campaign, Lock, Seat
from tests.cli.conftest import PASSWORD, Answer, Script


@pytest.fixture
def laptop(tmp_path: Path, script: Script, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Return a fresh machine, where no station is yet."""
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    folder = tmp_path / "laptop"
    folder.mkdir()
    made = Script(folder, script.capture)
    made.secret("password", PASSWORD)
    return made


def setup_of(script: Script, roster: bytes = b"PK\x03\x04 any bytes") -> tuple[str, ...]:
    """Write the supervisor's set-up; return how it is opened."""
    (script.folder / "roster.xlsx").write_bytes(roster)
    secret = script.secret("campaign-password", "four green kettles")
    file = str(script.folder / "campaign.sscard")
    made = script.json(
        *("campaign", "make", "--out", file, "--package-password-file", secret),
        *("--roster", str(script.folder / "roster.xlsx")),
    )
    assert made.code == 0, made.out
    return ("campaign", "open", file, "--package-password-file", secret)


def opened(script: Script, laptop: Script) -> dict[str, object]:
    place = str(laptop.folder / "recovery")
    answer = laptop.json(*setup_of(script), "--number", "9", "--name", "9 号台", "--recovery-out", place)
    assert answer.code == 0, answer.out
    return answer.data


def test_a_fresh_laptop_is_set_up_whole(script: Script, laptop: Script) -> None:
    assert script.run("unit", "add", "成都样例科技有限公司", "--insured-number", "900001").code == 0
    assert script.run("unit", "add", "研发部", "--parent", "成都样例科技有限公司").code == 0
    secret = script.secret("limin-password", "five blue teapots")
    assert script.run("user", "add", "limin", "--role", "clerk", "--new-password-file", secret).code == 0
    data = opened(script, laptop)
    assert data["units"] == 2
    assert "limin" in str(data["people"])
    assert data["stations"] == 1
    assert Path(laptop.folder / "recovery").read_text(encoding="utf-8").strip()
    users = {user["name"]: user for user in laptop.json("user", "list").data["users"]}
    assert users["limin"]["disabled"]
    units = laptop.json("unit", "list").data["units"]
    assert [unit["path"] for unit in units] == ["成都样例科技有限公司", "成都样例科技有限公司›研发部"]
    info = laptop.json("station", "info").data
    assert (info["number"], info["profile"]) == (9, "chengdu")
    saved = laptop.folder / "out.xlsx"
    assert laptop.run("campaign", "roster", "--out", str(saved)).code == 0
    assert saved.read_bytes() == b"PK\x03\x04 any bytes"
    again = laptop.json(*setup_of(script))
    assert (again.code, again.data["units"], again.data["people"], again.data["stations"]) == (0, 0, [], 0)


def test_what_it_hands_over_opens_at_the_supervisor_s_machine_alone(script: Script, laptop: Script) -> None:
    opened(script, laptop)
    person = laptop.folder / "person.json"
    person.write_text(json.dumps({"values": {"name": "王小明", "number": "11010519491231002X"}}), encoding="utf-8")
    laptop.run("record", "add", str(person))
    made = laptop.json("package", "make", "--out", str(laptop.folder))
    assert made.code == 0, made.out
    assert laptop.run("package", "key", "--out", str(laptop.folder / "key.pem")).code == 0
    added = script.run("package", "stations", "add", str(laptop.folder / "key.pem"), "--number", "9", "--name", "x")
    assert added.code == 0
    assert script.json("package", "merge", made.data["files"][0]["path"]).data["added"] == 1


def test_an_added_city_travels_along(script: Script, laptop: Script) -> None:
    city = script.folder / "station" / "profiles" / "newtown"
    shutil.copytree(paths.forms() / "shanxi", city)
    (city / "profile.toml").write_text('extends = "chengdu"\nlabels = { zh_CN = "新城", en = "Newtown" }\n', "utf-8")
    opened(script, laptop)
    assert "newtown" in {each["name"] for each in laptop.json("profile", "list").data["profiles"]}


def made_for(script: Script, *more: str) -> tuple[str, ...]:
    """Write a set-up with options; return how it is opened at a fresh machine."""
    secret = script.secret("campaign-password", "four green kettles")
    file = str(script.folder / "for.sscard")
    made = script.json("campaign", "make", "--out", file, "--package-password-file", secret, *more)
    assert made.code == 0, made.out
    return ("campaign", "open", file, "--package-password-file", secret)


def fresh(laptop: Script, *arguments: str) -> Answer:
    """Open a set-up where nobody said who they are."""
    code = main(["--json", "--data-dir", str(laptop.folder / "station"), *arguments])
    out, err = laptop.capture.readouterr()
    return Answer(code, out, err)


def test_a_fresh_laptop_is_asked_for_nothing_but_passwords(script: Script, laptop: Script) -> None:
    rules = ("--own-review", "yes", "--shared-records", "yes")
    assert script.run("station", "rules", *rules).code == 0
    how = made_for(script, "--station", "9=武侯支行 9 号台", "--valid-until", "2099-12-31")
    asked = ("--password-file", str(laptop.folder / "password"), "--recovery-out", str(laptop.folder / "recovery"))
    answer = fresh(laptop, *how, *asked)
    assert answer.code == 0, answer.out
    assert (answer.data["number"], answer.data["name"]) == (9, "武侯支行 9 号台")
    (chief,) = laptop.json("user", "list").data["users"]
    assert (chief["name"], chief["role"], chief["disabled"]) == ("wangfang", "supervisor", False)
    assert laptop.json("station", "rules").data == {"own_review": True, "shared_records": True}
    assert (laptop.folder / "recovery").read_text(encoding="utf-8").strip()


def test_a_set_up_for_several_stations_asks_which_and_takes_no_other(script: Script, laptop: Script) -> None:
    how = made_for(script, "--station", "9=九号台", "--station", "10=十号台")
    asked = ("--password-file", str(laptop.folder / "password"), "--recovery-out", str(laptop.folder / "recovery"))
    which = fresh(laptop, *how, *asked)
    assert (which.code, which.data["error"]["code"]) == (1, "campaign.which_station")
    other = fresh(laptop, *how, *asked, "--number", "11", "--name", "x")
    assert (other.code, other.data["error"]["code"]) == (1, "campaign.not_for_station")
    assert not (laptop.folder / "station" / "station.keys").exists()
    assert not (laptop.folder / "recovery").exists(), "a place for a code that there will never be"
    tenth = fresh(laptop, *how, *asked, "--number", "10")
    assert (tenth.data["number"], tenth.data["name"]) == (10, "十号台")
    ninth = made_for(script, "--station", "9=九号台")
    wrong = laptop.json(*ninth)
    assert (wrong.code, wrong.data["error"]["code"]) == (1, "campaign.not_for_station")


def test_a_set_up_whose_day_is_over_is_told_with_both_days(
    script: Script, laptop: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = made_for(script, "--station", "9=九号台", "--valid-until", "2099-12-31")
    past = script.json(
        *("campaign", "make", "--out", str(script.folder / "x.sscard"), "--valid-until", "2020-01-01"),
        *("--package-password-file", str(script.folder / "campaign-password")),
    )
    assert (past.code, past.data["error"]["code"]) == (1, "campaign.over_already")
    monkeypatch.setattr("sscard_desktop.clock.SystemClock.today", lambda _: date(2100, 1, 1))
    late = fresh(laptop, *how, "--password-file", str(laptop.folder / "password"))
    assert late.data["error"]["code"] == "campaign.expired"
    assert "2099-12-31" in late.data["error"]["message"]
    assert "2100-01-01" in late.data["error"]["message"]


def test_a_recovery_file_that_a_killed_program_left_empty_is_no_obstacle(script: Script, laptop: Script) -> None:
    (laptop.folder / "recovery").touch()
    how = made_for(script, "--station", "9=九号台")
    asked = ("--password-file", str(laptop.folder / "password"), "--recovery-out", str(laptop.folder / "recovery"))
    assert fresh(laptop, *how, *asked).code == 0


def test_two_stations_of_one_number_are_refused_where_the_file_is_made(script: Script) -> None:
    secret = script.secret("campaign-password", "four green kettles")
    how = ("campaign", "make", "--out", str(script.folder / "x.sscard"), "--package-password-file", secret)
    for seats in (("9=a", "9=b"), ("1=a",)):
        told = script.json(*how, *(part for seat in seats for part in ("--station", seat)))
        assert told.data["error"]["code"] == "campaign.seat_taken"
    assert script.run(*how, "--station", "nine").code == 2


def test_a_city_that_isn_t_shipped_is_the_fresh_laptop_s_own(tmp_path: Path, script: Script, laptop: Script) -> None:
    """A head office whose city no program brings along: the laptop works for it, and takes it along in turn."""
    office = Script(tmp_path / "office", script.capture)
    city = office.folder / "station" / "profiles" / "newtown"
    city.mkdir(parents=True)
    (city / "profile.toml").write_text('extends = "chengdu"\nlabels = { zh_CN = "新城", en = "Newtown" }\n', "utf-8")
    office.secret("password", PASSWORD)
    place = str(office.folder / "recovery")
    begun = office.run("--profile", "newtown", "station", "init", "--recovery-out", place, "--name", "总部")
    assert begun.code == 0, begun.err
    how = made_for(office, "--station", "9=新城 9 号台")
    asked = ("--password-file", str(laptop.folder / "password"), "--recovery-out", str(laptop.folder / "recovery"))
    answer = fresh(laptop, *how, *asked)
    assert (answer.code, answer.data["profile"]) == (0, "newtown"), answer.out
    assert laptop.json("form", "list").code == 0
    assert (laptop.folder / "station" / "profiles" / "newtown" / "profile.toml").is_file()


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"newtown/profile.toml": b'extends = "chengdu"\nfrom_a_later_program = 1\n'}, "profile.unknown_key"),
        ({"newtown/profile.toml": b"\xff\xfe nonsense"}, "toml.encoding"),
        ({"newtown/readme.txt": b"no profile at all"}, "profile."),
        ({}, "profile.unknown"),
    ],
)
def test_a_city_that_is_broken_leaves_neither_city_nor_station(
    script: Script, laptop: Script, files: dict[str, bytes], why: str
) -> None:
    campaign = Campaign(
        "2026",
        "newtown",
        datetime(2026, 11, 22, tzinfo=UTC),
        people=(Operator("zhaochief", Role.SUPERVISOR),),
        profile_files=files,
        seats=(Seat(9, "九号台"),),
    )
    path = script.folder / "broken.sscard"
    CampaignPackages().write_campaign(path, campaign, lock=Lock(password="four green kettles"), key=new_station_key())
    secret = script.secret("campaign-password", "four green kettles")
    asked = ("--password-file", str(laptop.folder / "password"), "--recovery-out", str(laptop.folder / "recovery"))
    answer = fresh(laptop, "campaign", "open", str(path), "--package-password-file", secret, *asked)
    assert answer.code == 1
    assert answer.data["error"]["code"].startswith(why), answer.out
    assert answer.data["error"]["remedy"]
    assert not (laptop.folder / "station" / "station.keys").exists()
    profiles = laptop.folder / "station" / "profiles"
    assert not profiles.exists() or not list(profiles.iterdir())


def test_another_campaign_s_set_up_is_refused(script: Script, laptop: Script) -> None:
    how = setup_of(script)
    place = str(laptop.folder / "recovery")
    begun = laptop.run("station", "init", "--recovery-out", place, "--name", "x", "--campaign", "another")
    assert begun.code == 0, begun.err
    refused = laptop.json(*how)
    assert (refused.code, refused.data["error"]["code"]) == (1, "campaign.other")


def test_a_fresh_machine_asks_for_what_only_it_knows(script: Script, laptop: Script) -> None:
    refused = laptop.json(*setup_of(script))
    assert (refused.code, refused.data["error"]["code"]) == (1, "campaign.needs_station")
    assert not (laptop.folder / "station").exists()
