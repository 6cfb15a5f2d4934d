# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import os
import struct
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sscard_desktop.domain.errors import InvalidInputError, SscardError
from sscard_desktop.imaging import picturefiles, picturefolder, picturezip
from sscard_desktop.imaging.gathering import Gathering
from sscard_desktop.messages import message
from sscard_desktop.services.ports import PictureFiles


def jpeg(colour: str = "red") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(target, "JPEG")
    return target.getvalue()


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def told_of(files: PictureFiles) -> dict[str, str]:
    return {each.name: each.error.code for each in files.refused}


def names(path: Path) -> list[str]:
    files = Gathering().open(path)
    try:
        return sorted(picture.name for picture in files.pictures)
    finally:
        files.close()


def test_a_folder_gives_its_pictures_however_deep_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "一班").mkdir()
    (tmp_path / "一班" / "a.JPG").write_bytes(jpeg())
    (tmp_path / "b.png").write_bytes(b"x")
    for litter in ("名单.xlsx", "Thumbs.db", "._b.png", "archive.zip"):
        (tmp_path / litter).write_bytes(b"x")
    (tmp_path / "link.jpg").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.jpg")
    files = Gathering().open(tmp_path)
    assert [(picture.key, picture.name) for picture in files.pictures] == [("b.png", "b.png"), ("一班/a.JPG", "a.JPG")]
    assert told_of(files) == {"archive.zip": "bulk.nested", "link.jpg": "bulk.link"}
    assert files.read("一班/a.JPG") == jpeg()


def test_nothing_that_somebody_may_miss_is_left_out_without_a_word(tmp_path: Path) -> None:
    deep = tmp_path
    for at in range(picturefolder.MAX_DEPTH + 1):
        deep = deep / f"{at}"
    deep.mkdir(parents=True)
    (deep / "王小明.jpg").write_bytes(jpeg())
    for name in ("李娜.docx", "赵云.avif", "510107199003070011", "名单.xlsx", "desktop.ini"):
        (tmp_path / name).write_bytes(jpeg())
    files = Gathering().open(tmp_path)
    assert [picture.name for picture in files.pictures] == ["510107199003070011"]
    assert told_of(files) == {
        "李娜.docx": "picture.kind_unknown",
        "赵云.avif": "picture.kind_unknown",
        "/".join(f"{at}" for at in range(picturefolder.MAX_DEPTH + 1)): "bulk.too_deep",
    }


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "一班").mkdir()
    (tmp_path / "a.jpg").write_bytes(jpeg())
    scandir = os.scandir

    def closed(folder: Path | int) -> object:
        # The clearing away of the test's folder walks by descriptors, while this is still in place.
        if isinstance(folder, Path) and folder.name == "一班":
            raise PermissionError
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", closed)
    files = Gathering().open(tmp_path)
    assert ([picture.name for picture in files.pictures], told_of(files)) == (["a.jpg"], {"一班": "bulk.unreadable"})


def test_files_of_one_name_in_several_folders_are_told_each_with_what_to_do(tmp_path: Path) -> None:
    members = {f"{group}班/合影.jpg": b"\0" * (picturefiles.MAX_BYTES + 1) for group in "一二"}
    with closing(Gathering().open(zipped(tmp_path / "large.zip", members))) as files:
        assert list(told_of(files)) == ["一班/合影.jpg", "二班/合影.jpg"]
        for each in files.refused:
            assert "{" not in message(each.error.code, each.error.params, "zh_CN").what


def test_a_link_put_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    files = Gathering().open(tmp_path)
    (tmp_path / "a.jpg").unlink()
    (tmp_path / "a.jpg").symlink_to("/etc/passwd")
    with pytest.raises(InvalidInputError):
        files.read("a.jpg")


def test_a_zip_is_read_without_being_unpacked_whatever_its_names_say(tmp_path: Path) -> None:
    members = {"../../evil.jpg": jpeg(), "C:\\x\\王小明.jpg": jpeg("blue"), "__MACOSX/._a.jpg": b"", "in.zip": b"PK"}
    files = Gathering().open(zipped(tmp_path / "photos.zip", members))
    assert [picture.name for picture in files.pictures] == ["evil.jpg", "王小明.jpg"]
    assert told_of(files) == {"in.zip": "bulk.nested"}
    assert files.read(files.pictures[1].key) == jpeg("blue")
    files.close()
    assert [path.name for path in tmp_path.iterdir()] == ["photos.zip"]


def test_names_in_gbk_are_read_as_they_were_meant(tmp_path: Path) -> None:
    path = zipped(tmp_path / "gbk.zip", {"######.jpg": jpeg()})
    path.write_bytes(path.read_bytes().replace(b"######", "王小明".encode("gbk")))
    assert names(path) == ["王小明.jpg"]


def test_two_members_of_one_name_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    zipped(path, {"a.jpg": b"1", "b.jpg": b"2"})
    path.write_bytes(path.read_bytes().replace(b"b.jpg", b"a.jpg"))
    files = Gathering().open(path)
    assert [files.read(picture.key) for picture in files.pictures] == [b"1", b"2"]
    files.close()


def test_a_bomb_is_read_no_further_than_a_picture_may_be_long(tmp_path: Path) -> None:
    bomb = b"\0" * (picturefiles.MAX_BYTES + 4096)
    path = zipped(tmp_path / "bomb.zip", {"told.jpg": bomb, "lied.jpg": bomb})
    content = bytearray(path.read_bytes())
    # The second member declares ten bytes in its headers.
    told = struct.pack("<L", len(bomb))
    for begin in (content.rfind(b"PK\x01\x02") + 24, content.find(b"PK\x03\x04", 40) + 22):
        assert content[begin : begin + 4] == told
        content[begin : begin + 4] = struct.pack("<L", 10)
    path.write_bytes(content)
    files = Gathering().open(path)
    assert told_of(files) == {"told.jpg": "picture.file_too_large"}
    (lied,) = files.pictures
    with pytest.raises(InvalidInputError):
        files.read(lied.key)
    files.close()


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", {"a.jpg": jpeg()})
    content = bytearray(path.read_bytes())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    files = Gathering().open(path)
    assert (files.pictures, told_of(files)) == ((), {"a.jpg": "bulk.encrypted"})
    files.close()


def test_a_directory_of_millions_is_refused_before_it_is_built(tmp_path: Path) -> None:
    path = zipped(tmp_path / "many.zip", {"a.jpg": jpeg()})
    content = bytearray(path.read_bytes())
    end = content.rfind(b"PK\x05\x06")
    content[end + 8 : end + 12] = struct.pack("<2H", 65535, 65535)
    path.write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        Gathering().open(path)
    assert caught.value.code == "bulk.too_many"


def test_a_name_too_long_to_be_read_to_its_end_is_told_and_not_cut(tmp_path: Path) -> None:
    path = zipped(tmp_path / "long.zip", {f"{'x' * 300}.jpg": jpeg()})
    files = Gathering().open(path)
    assert files.pictures == ()
    assert list(told_of(files).values()) == ["bulk.name_too_long"]
    files.close()


def test_too_many_pictures_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (picturefolder, picturezip):
        monkeypatch.setattr(module, "MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.jpg").write_bytes(b"x")
    with pytest.raises(InvalidInputError):
        Gathering().open(tmp_path)


def test_what_is_not_there_or_no_zip_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("hello")
    for path, code in ((tmp_path / "gone", "bulk.missing"), (tmp_path / "text.zip", "bulk.not_a_zip")):
        with pytest.raises(SscardError) as caught:
            Gathering().open(path)
        assert caught.value.code == code


@given(st.binary(max_size=300), st.integers(0, 300))
def test_a_damaged_zip_is_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int) -> None:
    path = zipped(tmp_path_factory.mktemp("junk") / "a.zip", {"a.jpg": b"abc" * 20})
    content = path.read_bytes()
    path.write_bytes(content[:at] + junk + content[at + len(junk) :])
    try:
        files = Gathering().open(path)
    except InvalidInputError:
        return
    for picture in files.pictures:
        try:
            assert len(files.read(picture.key)) <= picturefiles.MAX_BYTES
        except InvalidInputError:
            continue
    files.close()


def test_thumbnails_are_small_and_of_what_is_no_picture_there_is_none() -> None:
    target = io.BytesIO()
    Image.new("RGB", (3000, 1000)).save(target, "PNG")
    with Image.open(io.BytesIO(Gathering().thumbnail(target.getvalue()))) as image:
        assert image.size == (240, 80)
    assert Gathering().thumbnail(b"no picture") == b""
