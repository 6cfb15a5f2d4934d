# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
import hashlib
import io
import json
import logging
import os
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import pyzipper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, InvalidInputError
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.ports import PackageContent, PackageItem, StationIdentity, WrittenFile
from tests.helpers.packages import HEADERS, PASSWORD, Counting, content, picture_of

NAME = "成都-0007-20260302-001.zip"


def write(folder: Path, what: PackageContent | None = None, **changes: Any) -> WrittenFile:
    arguments: dict[str, Any] = {
        "folder": folder,
        "file_name": NAME,
        "password": PASSWORD,
        "picture": picture_of,
        "progress": Counting(),
        **changes,
    }
    return PackageFile().write(what or content(), **arguments)


def members(path: Path) -> dict[str, bytes]:
    with pyzipper.AESZipFile(path) as archive:
        archive.setpassword(PASSWORD.encode())
        return {name: archive.read(name) for name in archive.namelist()}


def digests(what: PackageContent) -> dict[str, str]:
    return {
        token: hashlib.sha256(picture_of(token)).hexdigest() for item in what.items for token in item.files.values()
    }


def test_a_package_holds_workbook_pictures_and_manifest_in_this_order(tmp_path: Path) -> None:
    files = members(write(tmp_path).path)
    assert list(files) == [
        "采集信息.xlsx",
        "id/510107199003070000-正面.jpg",
        "photos/510107199003070000.jpg",
        "id/510107199003070001-正面.jpg",
        "photos/510107199003070001.jpg",
        "manifest.json",
    ]
    assert files["photos/510107199003070001.jpg"] == picture_of("r1/photo")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(files["采集信息.xlsx"])).get_sheet_by_name("采集信息").to_python()
    assert rows == [list(HEADERS), *(list(item.cells) for item in content().items)]


def test_the_manifest_tells_every_member_and_no_person(tmp_path: Path) -> None:
    what = content()
    files = members(write(tmp_path, what).path)
    told = json.loads(files.pop("manifest.json"))
    assert [(m["path"], m["bytes"], m["sha256"]) for m in told.pop("members")] == [
        (path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items()
    ]
    assert told.pop("content_sha256") == PackageFile().content_digest(what, digests(what))
    assert len(told.pop("table_sha256")) == 64
    assert told == {
        "kind": "sscard-package",
        "format": 1,
        "batch": "0007-20260302-001",
        "profile": "chengdu",
        "profile_version": "3",
        "station": 7,
        "sealed_at": "2026-03-02T01:00:07+00:00",
        "records": 2,
        "pictures": 4,
    }


def test_what_is_returned_is_the_file_on_the_disk(tmp_path: Path) -> None:
    written = write(tmp_path)
    data = written.path.read_bytes()
    assert (written.path.name, written.size_bytes) == (NAME, len(data))
    assert written.sha256 == hashlib.sha256(data).hexdigest()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert PackageFile().verify(written.path, PASSWORD) == []


def test_members_open_with_the_password_only(tmp_path: Path) -> None:
    path = write(tmp_path).path
    with pyzipper.AESZipFile(path) as archive:
        for password in (None, b"", b"kai-xiang-2026", b"Kai-Xiang-2026 "):
            with pytest.raises(RuntimeError, match="password"):
                archive.read("manifest.json", pwd=password)
    with zipfile.ZipFile(path) as plain, pytest.raises(NotImplementedError):
        plain.read("manifest.json", pwd=PASSWORD.encode())
    raw = path.read_bytes()
    assert "王小明".encode() not in raw
    assert picture_of("r0/photo")[:16] not in raw


@pytest.mark.skipif(not shutil.which("7z"), reason="7-Zip isn't installed")
def test_7zip_opens_it_with_the_password_and_not_without(tmp_path: Path) -> None:
    path = write(tmp_path).path
    told = subprocess.run(["7z", "t", f"-p{PASSWORD}", path], capture_output=True, text=True, check=True)
    assert "Everything is Ok" in told.stdout
    assert subprocess.run(["7z", "t", "-pWrong-2026", path], capture_output=True, check=False).returncode != 0
    listed = subprocess.run(["7z", "l", "-slt", path], capture_output=True, text=True, check=True).stdout
    assert listed.count("Method = AES-256 Store") == 6
    assert "id/510107199003070000-正面.jpg" in listed


def test_the_same_content_gives_the_same_members_again_under_any_password(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    first, second = write(tmp_path / "a"), write(tmp_path / "b")
    assert members(first.path) == members(second.path)
    assert first.sha256 != second.sha256  # fresh salts: equal files would tell of equal content


def test_exporting_again_over_the_same_package_replaces_it(tmp_path: Path) -> None:
    first, second = write(tmp_path), write(tmp_path)
    assert first.path == second.path
    assert second.sha256 == hashlib.sha256(second.path.read_bytes()).hexdigest()
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("existing", ["other content", "other password", "no package", "a folder"])
def test_another_file_of_that_name_is_never_overwritten(tmp_path: Path, existing: str) -> None:
    if existing == "other content":
        write(tmp_path, content(3))
    elif existing == "other password":
        write(tmp_path, password="Another-2026")
    elif existing == "no package":
        (tmp_path / NAME).write_bytes(b"my holiday")
    else:
        (tmp_path / NAME).mkdir()
    before = (tmp_path / NAME).read_bytes() if (tmp_path / NAME).is_file() else None
    assert write(tmp_path).path.name == NAME.replace(".zip", " (2).zip")
    assert before is None or (tmp_path / NAME).read_bytes() == before
    assert write(tmp_path, content(4)).path.name == NAME.replace(".zip", " (3).zip")


def test_when_every_name_is_taken_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    for number in range(2, 100):
        (tmp_path / f"x ({number})").write_bytes(b"")
    with pytest.raises(EnvironmentFailedError, match=r"package\.name_taken"):
        write(tmp_path, file_name="x")
    assert len(list(tmp_path.iterdir())) == 99


def test_progress_counts_every_member_written_and_how_much_is_read_back(tmp_path: Path) -> None:
    progress = Counting()
    big = b"x" * 1_000_000
    write(tmp_path, progress=progress, picture=lambda token: big)
    assert progress.seen[:6] == [(done, 12) for done in range(1, 7)]
    reading = [done for done, _ in progress.seen[6:]]
    assert reading == sorted(reading)
    assert len(set(reading)) > 3
    assert progress.seen[-1] == (12, 12)


@pytest.mark.parametrize("step", range(1, 13))
def test_cancelling_leaves_nothing(tmp_path: Path, step: int) -> None:
    with pytest.raises(CancelledError):
        write(tmp_path, progress=Counting(cancel_at=step))
    assert list(tmp_path.iterdir()) == []


def test_a_picture_that_cannot_be_had_leaves_nothing(tmp_path: Path) -> None:
    def damaged(token: str) -> bytes:
        if token == "r1/photo":
            raise EnvironmentFailedError("storage.damaged")
        return picture_of(token)

    with pytest.raises(EnvironmentFailedError, match=r"storage\.damaged"):
        write(tmp_path, picture=damaged)
    assert list(tmp_path.iterdir()) == []


class Failing(io.FileIO):
    """A new file whose disk fails after some bytes."""

    def __init__(self, path: Path, after_bytes: int, number: int) -> None:
        super().__init__(path, "xb+")
        self._left, self._number = after_bytes, number

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise OSError(self._number, os.strerror(self._number))
        return super().write(data)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "package.disk_full"),
        (errno.EIO, "package.write_failed"),
        (errno.ENODEV, "package.target_gone"),
        (errno.EROFS, "package.not_writable"),
        (errno.EFBIG, "package.file_too_big"),
    ],
)
@pytest.mark.parametrize("after_bytes", [0, 40, 5_000, 12_000, 19_000])
def test_a_disk_that_fails_at_any_byte_leaves_nothing(tmp_path: Path, number: int, code: str, after_bytes: int) -> None:
    package = PackageFile(create=lambda path: Failing(path, after_bytes, number))  # type: ignore[arg-type,return-value]
    with pytest.raises(EnvironmentFailedError) as caught:
        package.write(content(), tmp_path, NAME, PASSWORD, picture_of, Counting())
    assert caught.value.code == code
    assert PASSWORD not in repr(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a real disk of 160 KiB, where the system lets us mount one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk needs root on Linux")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("people", [15, 20, 25, 40])
def test_a_real_disk_that_fills_is_left_as_it_was(tiny_disk: Path, people: int) -> None:
    plenty = PackageFile(free_bytes=lambda folder: 1 << 40)  # or it would be told before the first byte
    (tiny_disk / "of somebody else").write_bytes(b"x" * 60_000)
    with pytest.raises(EnvironmentFailedError, match=r"package\.disk_full"):
        plenty.write(content(people), tiny_disk, NAME, PASSWORD, picture_of, Counting())
    assert [path.name for path in tiny_disk.iterdir()] == ["of somebody else"]
    assert plenty.write(content(2), tiny_disk, NAME, PASSWORD, picture_of, Counting()).path.exists()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 24_000))
def test_wherever_the_disk_fills_the_folder_is_as_before_or_has_the_whole_package(tmp_path: Path, room: int) -> None:
    folder = tmp_path / f"{room}"
    folder.mkdir(exist_ok=True)
    package = PackageFile(create=lambda path: Failing(path, room, errno.ENOSPC))  # type: ignore[arg-type,return-value]
    try:
        written = package.write(content(), folder, NAME, PASSWORD, picture_of, Counting())
    except EnvironmentFailedError:
        assert list(folder.iterdir()) == []
    else:
        assert package.verify(written.path, PASSWORD) == []


def test_a_disk_with_too_little_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    made: list[Path] = []

    def create(path: Path) -> BinaryIO:
        made.append(path)
        return path.open("xb+")

    package = PackageFile(create=create, free_bytes=lambda folder: 1 << 20)
    with pytest.raises(EnvironmentFailedError, match=r"package\.disk_full"):
        package.write(content(), tmp_path, NAME, PASSWORD, picture_of, Counting())
    assert made == []


def test_a_disk_that_will_not_hold_all_pictures_is_told_by_the_first_ones(tmp_path: Path) -> None:
    progress = Counting()
    # Room for the least that two hundred pictures may be, not for 200 × 3 kB more than what is there.
    package = PackageFile(free_bytes=lambda folder: (8 << 20) + 200 * 4096)
    big = b"x" * 60_000
    with pytest.raises(EnvironmentFailedError, match=r"package\.disk_full"):
        package.write(content(100), tmp_path, NAME, PASSWORD, lambda token: big, progress)
    assert progress.seen[-1][0] < 70
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that has an open file")
def test_a_folder_that_vanishes_midway_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def pulled(token: str) -> bytes:
        if token == "r1/photo":
            shutil.rmtree(folder)
        return picture_of(token)

    with pytest.raises(EnvironmentFailedError) as caught:
        write(folder, picture=pulled)
    assert caught.value.code == "package.target_gone"


@pytest.mark.parametrize("folder", ["missing", "file"])
def test_a_target_that_is_no_folder_is_told(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFailedError, match=r"package\.target_gone"):
        write(tmp_path / folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folders to sync")
@pytest.mark.parametrize(("number", "fails"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_synced_is_no_failure_unless_the_disk_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fails: bool
) -> None:
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if fails:
        with pytest.raises(EnvironmentFailedError, match=r"package\.write_failed"):
            write(tmp_path)
    else:
        write(tmp_path)
    # Renamed already: whole, and replaced by the next export of the same batch.
    assert PackageFile().verify(tmp_path / NAME, PASSWORD) == []


@pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege on Windows")
def test_what_a_crash_left_is_cleared_and_no_link_is_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"keep me")
    (tmp_path / f"{NAME}.part").symlink_to(precious)
    write(tmp_path)
    assert precious.read_bytes() == b"keep me"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["precious", NAME]


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1], lambda data: data[:400] + b"\0" + data[401:], lambda data: b""]
)
def test_a_disk_that_gives_back_something_else_is_caught(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    class Forgetful(io.FileIO):
        def close(self) -> None:
            if not self.closed:
                self.seek(0)
                data = spoil(self.read())
                self.seek(0)
                self.truncate()
                super().write(data)
            super().close()

    package = PackageFile(create=lambda path: Forgetful(path, "xb+"))  # type: ignore[arg-type,return-value]
    with pytest.raises(EnvironmentFailedError, match=r"package\.read_back"):
        package.write(content(), tmp_path, NAME, PASSWORD, picture_of, Counting())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "package.password_short"),
        ("1234567", "package.password_short"),
        ("x" * 100, "package.password_long"),
        ("密码密码密码密码", "package.password_characters"),
        ("tab\tinside", "package.password_characters"),
    ],
)
def test_unfit_passwords_are_refused_without_repeating_them(tmp_path: Path, password: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        write(tmp_path, password=password)
    assert caught.value.code == code
    assert not password or password not in repr(caught.value.params)


@pytest.mark.parametrize(
    "path",
    ["../x.jpg", "/x.jpg", "a\\b.jpg", "C:x.jpg", "nul", "", "Manifest.JSON", "采集信息.XLSX", "a/../b.jpg", "x."],
)
def test_unsafe_or_reserved_names_inside_are_refused_by_position(tmp_path: Path, path: str) -> None:
    what = content(items=(PackageItem(("1", "2", "3"), {path: "r/photo"}),))
    for attempt in (lambda: write(tmp_path, what), lambda: PackageFile().content_digest(what, {"r/photo": "0" * 64})):
        with pytest.raises(InvalidInputError, match=r"package\.unsafe_file \(position=1\)"):
            attempt()


def test_two_people_cannot_share_a_file(tmp_path: Path) -> None:
    items = tuple(PackageItem(("1", "2", "3"), {name: name}) for name in ("a/x.jpg", "A/X.jpg"))
    with pytest.raises(InvalidInputError, match=r"package\.unsafe_file \(position=2\)"):
        write(tmp_path, content(items=items))


@pytest.mark.parametrize("name", ["../up.zip", "a/b.zip", "", "nul.zip", "x.zip "])
def test_the_package_itself_cannot_be_named_out_of_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInputError, match=r"package\.unsafe_file"):
        write(tmp_path, file_name=name)


def test_a_cell_that_cannot_be_written_is_found_at_the_digest_already(tmp_path: Path) -> None:
    what = content(names=("a\x00b",))
    with pytest.raises(InvalidInputError, match=r"package\.cell_character"):
        PackageFile().content_digest(what, digests(what))
    with pytest.raises(InvalidInputError, match=r"package\.cell_character"):
        write(tmp_path, what)
    assert list(tmp_path.iterdir()) == []


def test_the_content_digest_covers_everything_but_time_and_station_name() -> None:
    package = PackageFile()
    base = content()
    same = content(
        sealed_at=base.sealed_at.replace(year=2027), station=StationIdentity(7, "renamed", "chengdu", "2026")
    )
    assert package.content_digest(base, digests(base)) == package.content_digest(same, digests(base))
    first, second = base.items
    others = [
        content(batch="0007-20260302-002"),
        content(profile_version="4"),
        content(station=StationIdentity(8, "", "chengdu", "2026")),
        content(headers=("证件号码", "姓名", "相片")),
        content(sheet="x"),
        content(workbook="x.xlsx"),
        content(items=(second, first)),
        content(items=(first,)),
        content(items=(PackageItem(first.cells, second.files), PackageItem(second.cells, first.files))),
        content(names=("王小明", "吉田·花子")),
    ]
    values = {package.content_digest(other, digests(base)) for other in (base, *others)}
    values.add(package.content_digest(base, digests(base) | {"r1/photo": "0" * 64}))
    assert len(values) == len(others) + 2


def test_nothing_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        write(tmp_path)
    assert caplog.text == ""
