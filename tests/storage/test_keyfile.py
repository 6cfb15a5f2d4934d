# SPDX-License-Identifier: Apache-2.0
"""The key file: what goes in comes out, garbage is refused by name, and it says nothing of anyone."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.storage import envelopes, keyfile
from sscard_desktop.storage.station import StationFolder
from tests.storage.stations import CHEAP, CHIEF, PASSWORD, folder_at

Change = Callable[[dict[str, Any]], object]


def content_of(station: StationFolder) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((station.folder / "station.keys").read_bytes())
    return content


def person(content: dict[str, Any]) -> dict[str, Any]:
    (envelope,) = content["people"].values()
    found: dict[str, Any] = envelope
    return found


def cost(memory_kib: object = 64, passes: object = 1, lanes: object = 1) -> Change:
    return lambda c: person(c).update(argon2id={"memory_kib": memory_kib, "passes": passes, "lanes": lanes})


def failures(count: int, uptime_s: object) -> Change:
    return lambda c: c.update(failures={"0" * 64: {"count": count, "uptime_s": uptime_s}})


def shares(content: dict[str, Any], *, needed: int = 2, made: int = 3) -> dict[str, Any]:
    return {"needed": needed, "made": made, "mark": "ABC", "envelope": content["recovery"]}


CHANGES: dict[str, Change] = {
    "another format": lambda c: c.update(format="something else"),
    "no format": lambda c: c.pop("format"),
    "no version": lambda c: c.pop("version"),
    "version is text": lambda c: c.update(version="1"),
    "version is true": lambda c: c.update(version=True),
    "no station": lambda c: c.pop("station"),
    "station is a list": lambda c: c.update(station=[]),
    "station number 0": lambda c: c["station"].update(number=0),
    "station number is huge": lambda c: c["station"].update(number=10**40),
    "station number is a float": lambda c: c["station"].update(number=1.0),
    "station name is null": lambda c: c["station"].update(name=None),
    "station name is long": lambda c: c["station"].update(name="x" * 501),
    "salt too short": lambda c: c.update(salt="00"),
    "salt not hex": lambda c: c.update(salt="zz" * 16),
    "salt a number": lambda c: c.update(salt=7),
    "database missing": lambda c: c.pop("database"),
    "people is a list": lambda c: c.update(people=[]),
    "people by name": lambda c: c.update(people={"zhou": person(c)}),
    "person is null": lambda c: c.update(people=dict.fromkeys(c["people"])),
    "too many people": lambda c: c.update(people={f"{n:064x}": person(c) for n in range(501)}),
    "wrapped too short": lambda c: person(c).update(wrapped="00"),
    "wrapped missing": lambda c: person(c).pop("wrapped"),
    "public half too long": lambda c: person(c).update(public="00" * 33),
    "both formats in one": lambda c: person(c).update(nonce="00" * 12),
    "neither format": lambda c: person(c).pop("public"),
    "stamp a number": lambda c: c.update(stamp=7),
    "shares a list": lambda c: c.update(shares=[]),
    "shares that one person opens": lambda c: c.update(shares=shares(c, needed=1)),
    "more shares than there are": lambda c: c.update(shares=shares(c, made=10**9)),
    "shares without an envelope": lambda c: c.update(shares={"needed": 2, "made": 3, "mark": "ABC"}),
    "no cost": lambda c: person(c).pop("argon2id"),
    "cost asks for all memory": cost(memory_kib=2**30),
    "cost asks for an hour": cost(passes=2**30),
    "cost asks for too many lanes": cost(lanes=2**20),
    "cost is nothing": cost(0, 0, 0),
    "cost below a lane's least": cost(memory_kib=16, lanes=4),
    "cost is true": cost(memory_kib=True),
    "recovery missing": lambda c: c.pop("recovery"),
    "recovery is text": lambda c: c.update(recovery="x"),
    "failures is a number": lambda c: c.update(failures=3),
    "failures count negative": failures(-1, 60.0),
    "failures before the machine ran": failures(1, -1.0),
    "failures at no time": failures(1, "noon"),
    "failures never": failures(1, float("nan")),
}  # fmt: skip

RAW = {
    "empty": b"",
    "zeros": bytes(4096),
    "not JSON": b"station keys",
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "not UTF-8": b'{"format": "\xff"}',
    "deeply nested": b"[" * 100_000,
    "a long number": b'{"format": ' + b"9" * 100_000 + b"}",
    "too big": b'{"format": "' + b"x" * 2_000_000 + b'"}',
    "another program's": b'{"encrypted": true, "kdf": "scrypt"}',
    "random": random.Random(7).randbytes(5000),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_wrong_member_is_a_damaged_key_file(station: StationFolder, change: Change) -> None:
    content = content_of(station)
    change(content)
    (station.folder / "station.keys").write_text(json.dumps(content), encoding="utf-8")
    for attempt in (station.identity, lambda: station.unlock("zhou", PASSWORD)):
        with pytest.raises(EnvironmentFailedError, match=r"station\.keys_damaged"):
            attempt()


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW.keys())
def test_what_is_no_key_file_is_a_damaged_key_file(station: StationFolder, raw: bytes) -> None:
    (station.folder / "station.keys").write_bytes(raw)
    with pytest.raises(EnvironmentFailedError, match=r"station\.keys_damaged"):
        station.unlock("zhou", PASSWORD)


def test_random_damage_is_never_more_than_an_error(station: StationFolder) -> None:
    path = station.folder / "station.keys"
    good = path.read_bytes()
    draw = random.Random(11)
    outcomes = set()
    for _ in range(150):
        raw = bytearray(good)
        for _ in range(draw.randint(1, 3)):
            raw[draw.randrange(len(raw))] = draw.randrange(256)
        path.write_bytes(raw)
        try:
            # A new clock each time: otherwise the waits hide what comes after them.
            store, _ = folder_at(station.folder).unlock("zhou", PASSWORD)
            store.close()
            outcomes.add("opened")
        except SscardError as error:
            outcomes.add(error.code)
    assert {"station.keys_damaged", "station.wrong_password"} <= outcomes


def test_a_newer_format_is_refused_by_name(station: StationFolder) -> None:
    content = content_of(station) | {"version": keyfile.VERSION + 1, "people": "whatever comes"}
    (station.folder / "station.keys").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(EnvironmentFailedError) as caught:
        station.identity()
    assert caught.value.code == "station.keys_newer"
    assert (caught.value.params["found"], caught.value.params["known"]) == (keyfile.VERSION + 1, keyfile.VERSION)


def test_a_key_file_of_another_station_is_called_foreign(station: StationFolder, tmp_path: Path) -> None:
    other = folder_at(tmp_path / "other")
    other.create(station.identity(), CHIEF, PASSWORD)
    (station.folder / "station.keys").write_bytes((other.folder / "station.keys").read_bytes())
    with pytest.raises(EnvironmentFailedError, match=r"station\.keys_foreign"):
        station.unlock("zhou", PASSWORD)


def another_envelope(content: dict[str, Any]) -> None:
    sealed = envelopes.seal(bytes(32), owner="x", password="of a thief", cost=CHEAP)
    person(content)["public"] = sealed.public.hex()


ALTERED: dict[str, Change] = {
    "a thief's public half on a person": another_envelope,
    "a thief's recovery": lambda c: c.update(recovery={**c["recovery"], "public": "07" * 32}),
    "shares that nobody handed out": lambda c: c.update(shares=shares(c)),
    "one person more": lambda c: c["people"].update({"0" * 64: dict(person(c))}),
    "another station number": lambda c: c["station"].update(number=99),
    "another city": lambda c: c["station"].update(profile="elsewhere"),
    "no stamp": lambda c: c.pop("stamp"),
    "another stamp": lambda c: c.update(stamp="00" * 32),
}


@pytest.mark.parametrize("change", ALTERED.values(), ids=ALTERED.keys())
def test_what_was_slipped_in_without_the_data_key_is_noticed_by_whoever_opens_it(
    station: StationFolder, change: Change
) -> None:
    content = content_of(station)
    change(content)
    (station.folder / "station.keys").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(EnvironmentFailedError, match=r"station\.keys_altered"):
        station.unlock("zhou", PASSWORD)


def test_it_names_nobody_and_grants_nothing(station: StationFolder) -> None:
    text = (station.folder / "station.keys").read_text(encoding="utf-8")
    for word in ("zhou", "supervisor", "周"):
        assert word not in text
    assert keyfile.read(station.folder / "station.keys").identity == station.identity()


def test_what_is_written_is_read_again(station: StationFolder) -> None:
    path = station.folder / "station.keys"
    before = keyfile.read(path)
    keyfile.write(path, copy.copy(before))
    assert keyfile.read(path) == before
