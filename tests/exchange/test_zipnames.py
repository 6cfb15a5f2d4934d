# SPDX-License-Identifier: Apache-2.0
"""Chinese names inside packages, as other programs read them."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import pyzipper

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.spelling import NamesIn
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.ports import PackageContent, PackageItem
from tests.helpers.packages import PASSWORD, Counting, content, picture_of

NAMES = ("photos/样例小学/510107199003070001王小明.jpg", "身份证正面/510107199003070001.jpg")


def people(names: NamesIn, *paths: str) -> PackageContent:
    files = {path: f"r0/{number}" for number, path in enumerate(paths or NAMES)}
    return replace(content(items=(PackageItem(("1", "王小明", "x"), files),)), names=names)


def written(folder: Path, what: PackageContent) -> Path:
    return PackageFile().write(what, folder, "上传包.zip", PASSWORD, picture_of, Counting()).path


def unpacked(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def expected(what: PackageContent) -> set[str]:
    return {what.workbook, "manifest.json", *(path for item in what.items for path in item.files)}


@pytest.mark.parametrize("names", NamesIn)
def test_a_package_is_sound_however_its_names_are_spelled(tmp_path: Path, names: NamesIn) -> None:
    path = written(tmp_path, people(names))
    assert PackageFile().verify(path, PASSWORD) == []


def test_names_in_gbk_are_what_an_old_program_of_a_chinese_system_reads(tmp_path: Path) -> None:
    with pyzipper.AESZipFile(written(tmp_path, people(NamesIn.GBK))) as archive:
        raw = {info.orig_filename.encode("cp437").decode("gbk") for info in archive.infolist()}
        assert not any(info.flag_bits & 0x800 for info in archive.infolist())
    assert raw == expected(people(NamesIn.GBK))


@pytest.mark.parametrize("names", NamesIn)
@pytest.mark.skipif(not shutil.which("7z"), reason="7-Zip isn't installed")
def test_7zip_unpacks_the_right_chinese_names(tmp_path: Path, names: NamesIn) -> None:
    what = people(names)
    target = tmp_path / "out"
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = ["7z", "x", f"-p{PASSWORD}", f"-o{target}", str(written(tmp_path, what))]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    assert unpacked(target) == expected(what)
    assert (target / NAMES[0]).read_bytes() == picture_of("r0/0")


@pytest.mark.parametrize("names", NamesIn)
@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip isn't installed")
def test_unzip_lists_the_right_chinese_names(tmp_path: Path, names: NamesIn) -> None:
    """It can't decrypt AES, so it lists them."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = ["unzip", "-Z1", str(written(tmp_path, people(names)))]
    told = subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode("utf-8")
    assert set(told.splitlines()) == expected(people(names))


def test_a_name_that_gbk_lacks_is_refused_by_position_and_character(tmp_path: Path) -> None:
    what = people(NamesIn.GBK, "photos/𠮷小明.jpg")
    with pytest.raises(InvalidInputError, match=r"package\.name_encoding") as caught:
        written(tmp_path, what)
    assert caught.value.params == {"position": 1, "character": "U+20BB7"}
    with pytest.raises(InvalidInputError, match=r"package\.name_encoding"):
        PackageFile().content_digest(what, {})
    assert PackageFile().verify(written(tmp_path, people(NamesIn.UTF_8, "photos/𠮷小明.jpg")), PASSWORD) == []


@pytest.mark.parametrize("names", NamesIn)
def test_every_flipped_bit_and_every_cut_is_found_and_told(tmp_path: Path, names: NamesIn) -> None:
    """A sample of all places; tests of verifying try every byte of a small package."""
    path = written(tmp_path, people(names))
    sound = path.read_bytes()
    draw = random.Random(11)
    for _ in range(60):
        at = draw.randrange(len(sound))
        changed = bytearray(sound)
        changed[at] ^= 1 << draw.randrange(8)
        path.write_bytes(changed)
        assert PackageFile().verify(path, PASSWORD), at
    for _ in range(30):
        path.write_bytes(sound[: draw.randrange(len(sound))])
        assert PackageFile().verify(path, PASSWORD)


def test_a_package_is_never_larger_than_foretold(tmp_path: Path) -> None:
    for what in (people(NamesIn.UTF_8), people(NamesIn.GBK), content(50)):
        tokens = {token: 3004 for item in what.items for token in item.files.values()}
        assert written(tmp_path, what).stat().st_size <= PackageFile().most_bytes(what, tokens)
