# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.exchange import manifest
from sscard_desktop.exchange.packagefilling import fill
from sscard_desktop.exchange.packageproof import Filled, is_on_disk
from tests.helpers.packages import PASSWORD, content, picture_of

SECRET = PASSWORD.encode()


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "x.zip.part"


def filled(part: Path, people: int = 2) -> Filled:
    what = content(people)
    with part.open("xb+") as file:
        return fill(file, part.parent, what, manifest.picture_files(what), SECRET, picture_of, lambda *_: None)


def test_what_was_written_is_on_the_disk(part: Path) -> None:
    what = filled(part, 40)
    seen: list[int] = []
    assert is_on_disk(part, what, SECRET, seen.append)
    assert what.sha256 == hashlib.sha256(part.read_bytes()).hexdigest()
    assert seen[-1] == what.size_bytes == part.stat().st_size


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_seen(part: Path, at: float, bit: int) -> None:
    part.unlink(missing_ok=True)
    what = filled(part)
    data = bytearray(part.read_bytes())
    data[int(at * len(data))] ^= 1 << bit
    part.write_bytes(data)
    assert not is_on_disk(part, what, SECRET, lambda size: None)


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"\0", lambda data: b""])
def test_a_file_of_another_length_is_seen(part: Path, change: object) -> None:
    what = filled(part)
    part.write_bytes(change(part.read_bytes()))  # type: ignore[operator]
    assert not is_on_disk(part, what, SECRET, lambda size: None)


def test_a_package_that_does_not_open_is_seen_though_its_bytes_are_those_written(part: Path) -> None:
    what = filled(part)
    assert not is_on_disk(part, what, b"another password", lambda size: None)
    for at, (info, member) in enumerate(what.samples):
        samples = list(what.samples)
        samples[at] = (info, dataclasses.replace(member, sha256="0" * 64))
        assert not is_on_disk(part, dataclasses.replace(what, samples=samples), SECRET, lambda size: None)


def test_table_manifest_and_pictures_from_all_over_are_opened(part: Path) -> None:
    paths = [member.path for _, member in filled(part, 300).samples]
    assert (paths[0], paths[-1], len(paths)) == ("采集信息.xlsx", manifest.NAME, 5)
    assert paths[1] == "id/510107199003070000-正面.jpg"
