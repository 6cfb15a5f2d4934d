# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pyzipper
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyzipper.zipfile_aes import AESZipInfo

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.exchange import aeszip
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.ports import PackageFinding
from tests.helpers.packages import PASSWORD, Counting, content, picture_of

PHOTO = "photos/510107199003070000.jpg"
Members = dict[str, bytes]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    return PackageFile().write(content(), folder, "p.zip", PASSWORD, picture_of, Counting()).path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a package with one tiny picture, for trying every byte of it."""
    what = content(1)
    folder = tmp_path_factory.mktemp("small")
    path = PackageFile().write(what, folder, "p.zip", PASSWORD, lambda token: token.encode(), Counting()).path
    return path.read_bytes()


def findings(path: Path, password: str = PASSWORD) -> list[PackageFinding]:
    return PackageFile().verify(path, password)


def codes(path: Path, password: str = PASSWORD) -> set[str]:
    return {finding.code for finding in findings(path, password)}


def opened(path: Path) -> Members:
    with pyzipper.AESZipFile(path) as archive:
        archive.setpassword(PASSWORD.encode())
        return {name: archive.read(name) for name in archive.namelist()}


def sealed(path: Path, files: list[tuple[AESZipInfo, bytes]], **archive: Any) -> Path:
    """Write an archive with a forger's freedom."""
    options: dict[str, Any] = {"encryption": pyzipper.WZ_AES, "encryption_kwargs": {"nbits": 256}, **archive}
    with warnings.catch_warnings(), pyzipper.AESZipFile(path, "w", **options) as target:
        warnings.simplefilter("ignore", UserWarning)  # names twice are meant
        if options["encryption"]:
            target.setpassword(PASSWORD.encode())
        for info, data in files:
            target.writestr(info, data)
    return path


def infos(files: Members) -> list[tuple[AESZipInfo, bytes]]:
    return [(aeszip.member_info(name, content().sealed_at), data) for name, data in files.items()]


def test_a_package_as_written_has_no_findings(package: Path) -> None:
    assert findings(package) == []


def test_the_forger_of_these_tests_can_write_a_sound_package(package: Path, tmp_path: Path) -> None:
    assert findings(sealed(tmp_path / "p.zip", infos(opened(package)))) == []


@pytest.mark.parametrize("password", ["", "short", "Kai-Xiang-2027", "kai-xiang-2026", "密码密码密码密码", "x" * 200])
def test_a_wrong_password_is_told_once(package: Path, password: str) -> None:
    assert findings(package, password) == [PackageFinding("package.wrong_password")]


def test_a_package_that_is_not_there_is_the_surroundings_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailedError, match=r"package\.file_missing"):
        findings(tmp_path / "none.zip")


def zip_end(count: int, size: int, offset: int, *, disk: int = 0) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\x05\x06", disk, disk, count, count, size, offset, 0)


def zip64_end(count: int, size: int, offset: int, *, at: int) -> bytes:
    return (
        struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
        + struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
        + zip_end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    )


START = b"PK\x03\x04".ljust(64, b"\0")
NOT_PACKAGES: dict[str, bytes] = {
    "empty": b"",
    "one byte": b"P",
    "zeros": bytes(100_000),
    "text": "不是压缩包".encode() * 1000,
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(5000),
    "local header only": START,
    "empty zip": zip_end(0, 0, 0),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(500),
    "end record that declares 65,535 members": START + zip_end(65_535, 100, 0),
    "directory beyond the file": START + zip_end(1, 1 << 31, 5),
    "directory of nothing": START + zip_end(0, 0, 64),
    "several disks": START + zip_end(0, 0, 64, disk=1),
    "zip64 locator to itself": START + struct.pack("<4sLQL", b"PK\x06\x07", 0, 64, 1) + zip_end(65_535, 0, 64),
    "zip64 with a billion members": START + zip64_end(10**9, 46 * 10**9, 64, at=64),
    "zip64 with nothing": START + zip64_end(0, 0, 64, at=64),
    "zip64 with a negative start": START + zip64_end(1, 46, (1 << 64) - 1, at=64),
}


@pytest.mark.parametrize("data", NOT_PACKAGES.values(), ids=NOT_PACKAGES)
def test_what_is_no_package_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    assert codes(path) <= {"package.not_a_package", "package.cut_short", "package.too_many_members"}
    assert len(findings(path)) == 1


def changed(change: Callable[[bytes], bytes]) -> Callable[[Path, Path], Path]:
    def forge(package: Path, target: Path) -> Path:
        target.write_bytes(change(package.read_bytes()))
        return target

    return forge


def repacked(change: Callable[[Members], Members | None], **archive: Any) -> Callable[[Path, Path], Path]:
    def forge(package: Path, target: Path) -> Path:
        files = opened(package)
        return sealed(target, infos(change(files) or files), **archive)

    return forge


def with_manifest(change: Callable[[dict[str, Any]], Any]) -> Callable[[Path, Path], Path]:
    def edit(files: Members) -> None:
        told = json.loads(files["manifest.json"])
        files["manifest.json"] = json.dumps(change(told) or told).encode()

    return repacked(edit)


def with_extra(name: str, data: bytes = b"x", **attributes: Any) -> Callable[[Path, Path], Path]:
    def forge(package: Path, target: Path) -> Path:
        info = AESZipInfo(name, (2026, 3, 2, 9, 0, 6))
        for key, value in attributes.items():
            setattr(info, key, value)
        return sealed(target, [*infos(opened(package)), (info, data)])

    return forge


def named(name: str) -> Callable[[Path, Path], Path]:
    """Rename a member behind the library's back, in local header and directory alike."""
    return changed(lambda data: data.replace(PHOTO.encode(), name.encode().ljust(len(PHOTO), b"_")))


def bomb(package: Path, target: Path) -> Path:
    files = [*infos(opened(package)), (AESZipInfo("bomb.bin"), bytes(200 << 20))]
    files[-1][0].compress_type = zipfile.ZIP_DEFLATED
    return sealed(target, files)


def plain_member(package: Path, target: Path) -> Path:
    sealed(target, infos(opened(package)))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("plain.txt", "x")
    return target


def legacy_encrypted(package: Path, target: Path) -> Path:
    data = bytearray(with_extra("legacy.txt")(package, target).read_bytes())
    at = data.rindex(b"legacy.txt")
    extra = data.index(b"\x01\x99", at)
    data[extra : extra + 2] = b"\x02\x99"
    target.write_bytes(data)
    return target


def overlapping(package: Path, target: Path) -> Path:
    """Point two directory entries of equal size at one member's bytes."""
    data = bytearray(package.read_bytes())
    first = data.rindex(PHOTO.encode()) - 46
    second = data.rindex(PHOTO.replace("70000", "70001").encode()) - 46
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    target.write_bytes(data)
    return target


ENTRY = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 1, 99, 0, 0, 0, 29, 1, 0, 0, 0, 0, 0, 0, 0)


def many_members(package: Path, target: Path) -> Path:
    count = aeszip.MAX_MEMBERS + 1
    directory = ENTRY * count
    target.write_bytes(START + directory + zip64_end(count, len(directory), 64, at=64 + len(directory)))
    return target


def miscounted(package: Path, target: Path) -> Path:
    """Declare one member where the directory holds a million."""
    directory = ENTRY * 1_000_000
    target.write_bytes(START + directory + zip_end(1, len(directory), 64))
    return target


def drop(name: str) -> Callable[[Members], None]:
    def without(files: Members) -> None:
        del files[name]

    return without


def put(name: str, data: bytes) -> Callable[[Members], None]:
    def with_other(files: Members) -> None:
        files[name] = data

    return with_other


def listed(entry: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    def edit(told: dict[str, Any]) -> None:
        told["members"].append(entry)
        told["pictures"] += 1

    return edit


def second_member(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda told: told["members"][1].update(values)


def same(files: Members) -> None:
    pass


def manifest_only(files: Members) -> Members:
    return {"manifest.json": files["manifest.json"]}


def at(sealed_at: str) -> Callable[[dict[str, Any]], None]:
    return lambda told: told.update(sealed_at=sealed_at)


GHOST = {"path": "x", "bytes": 1, "sha256": "0" * 64}
HUGE_NUMBER = b'{"kind":' + b"9" * 9999 + b"}"
HOSTILE: dict[str, tuple[Callable[[Path, Path], Path], str]] = {
    "cut by one byte": (changed(lambda data: data[:-1]), "package.cut_short"),
    "cut in half": (changed(lambda data: data[: len(data) // 2]), "package.cut_short"),
    "cut to its first header": (changed(lambda data: data[:30]), "package.cut_short"),
    "bytes put behind": (changed(lambda data: data + b"\0"), "package.cut_short"),
    "a zip put behind": (changed(lambda data: data + data), "package.cut_short"),
    "a program put before": (changed(lambda data: b"MZ" + bytes(100) + data), "package.not_a_package"),
    "a header put before": (changed(lambda data: b"PK\x03\x04" + data), "package.cut_short"),
    "a comment": (changed(lambda data: data[:-2] + b"\x05\x00hello"), "package.cut_short"),
    "a byte in the middle": (changed(lambda data: data[:9000] + b"\0\0" + data[9002:]), "package.member_damaged"),
    "not encrypted": (repacked(same, encryption=None), "package.not_encrypted"),
    "AES-128": (repacked(same, encryption_kwargs={"nbits": 128}), "package.not_encrypted"),
    "AE-1": (repacked(same, encryption_kwargs={"nbits": 256, "force_wz_aes_version": 1}), "package.not_stored"),
    "one member plain": (plain_member, "package.not_encrypted"),
    "one member with the old encryption": (legacy_encrypted, "package.not_encrypted"),
    "deflated": (with_extra("x.txt", bytes(9999), compress_type=zipfile.ZIP_DEFLATED), "package.not_stored"),
    "bzip2": (with_extra("x.txt", bytes(9999), compress_type=zipfile.ZIP_BZIP2), "package.not_stored"),
    "a bomb of 200 MB": (bomb, "package.not_stored"),
    "a picture missing": (repacked(drop(PHOTO)), "package.member_missing"),
    "the workbook missing": (repacked(drop("采集信息.xlsx")), "package.member_missing"),
    "the manifest missing": (repacked(drop("manifest.json")), "package.manifest_missing"),
    "nothing but the manifest": (repacked(manifest_only), "package.member_missing"),
    "a file more": (repacked(put("photos/extra.jpg", b"x")), "package.member_extra"),
    "a picture swapped": (repacked(put(PHOTO, picture_of("somebody else"))), "package.member_changed"),
    "a picture emptied": (repacked(put(PHOTO, b"")), "package.member_changed"),
    "another order": (repacked(lambda files: dict(reversed(files.items()))), "package.structure_changed"),
    "a parent folder": (with_extra("../../evil.sh"), "package.unsafe_name"),
    "an absolute path": (with_extra("/etc/cron.d/evil"), "package.unsafe_name"),
    "a drive": (with_extra("C:/Windows/evil.dll"), "package.unsafe_name"),
    "a back slash": (with_extra("..\\evil.bat"), "package.unsafe_name"),
    "a device": (with_extra("photos/CON.jpg"), "package.unsafe_name"),
    "a folder entry": (with_extra("photos/", b""), "package.unsafe_name"),
    "a name turned around": (with_extra("photos/\u202egpj.exe"), "package.unsafe_name"),
    "a NUL in the name": (named("photos/a.jpg\0.exe"), "package.unsafe_name"),
    "a very long name": (with_extra("x" * 5000), "package.unsafe_name"),
    "an empty name": (with_extra("\0"), "package.unsafe_name"),
    "renamed": (named("photos/510107199003079999.jpg"), "package.member_missing"),
    "a name twice": (with_extra(PHOTO), "package.name_twice"),
    "a name twice but for case": (with_extra(PHOTO.upper()), "package.name_twice"),
    "a symbolic link": (with_extra("link", b"/etc/passwd", external_attr=0o120777 << 16), "package.not_a_file"),
    "a device node": (with_extra("node", b"", external_attr=0o020666 << 16), "package.not_a_file"),
    "members on top of each other": (overlapping, "package.member_damaged"),
    "a quarter of a million members": (many_members, "package.too_many_members"),
    "a million members behind a count of one": (miscounted, "package.cut_short"),
    "a manifest that is no JSON": (repacked(put("manifest.json", b"hello")), "package.manifest_bad"),
    "an empty manifest": (repacked(put("manifest.json", b"")), "package.manifest_bad"),
    "a manifest that is a list": (repacked(put("manifest.json", b"[]")), "package.manifest_bad"),
    "a manifest in GBK": (repacked(put("manifest.json", '{"kind": "中文"}'.encode("gbk"))), "package.manifest_bad"),
    "a manifest nested without end": (repacked(put("manifest.json", b"[" * 200_000)), "package.manifest_bad"),
    "a manifest with a huge number": (repacked(put("manifest.json", HUGE_NUMBER)), "package.manifest_bad"),
    "a manifest of another program": (with_manifest(lambda told: {**told, "kind": "other"}), "package.manifest_bad"),
    "a manifest of a later format": (with_manifest(lambda told: {**told, "format": 2}), "package.manifest_newer"),
    "a manifest of format -1": (with_manifest(lambda told: {**told, "format": -1}), "package.manifest_bad"),
    "a manifest without a time zone": (with_manifest(at("2026-03-02T01:00:07")), "package.manifest_bad"),
    "a manifest that miscounts": (with_manifest(lambda told: {**told, "pictures": 3}), "package.manifest_bad"),
    "a manifest with a negative size": (with_manifest(second_member(bytes=-1)), "package.manifest_bad"),
    "a manifest with a number for a path": (with_manifest(second_member(path=7)), "package.manifest_bad"),
    "a manifest with half a digest": (with_manifest(second_member(sha256="00")), "package.manifest_bad"),
    "a manifest without members": (with_manifest(lambda told: {**told, "members": None}), "package.manifest_bad"),
    "another batch in the manifest": (with_manifest(lambda told: {**told, "batch": "0008"}), "package.content_digest"),
    "another table digest": (with_manifest(lambda told: {**told, "table_sha256": "0" * 64}), "package.content_digest"),
    "another picture digest": (with_manifest(second_member(sha256="0" * 64)), "package.content_digest"),
    "another picture size": (with_manifest(second_member(bytes=17)), "package.member_changed"),
    "a member listed twice": (with_manifest(lambda told: listed(told["members"][1])(told)), "package.name_twice"),
    "a member listed only": (with_manifest(listed(GHOST)), "package.member_missing"),
    "another time in the manifest": (with_manifest(at("2026-03-03T01:00:07+00:00")), "package.structure_changed"),
}


@pytest.mark.parametrize(("forge", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_package_is_told_for_what_it_is(
    package: Path, tmp_path: Path, forge: Callable[[Path, Path], Path], code: str
) -> None:
    path = forge(package, tmp_path / "forged.zip")
    assert path.read_bytes() != package.read_bytes()
    tracemalloc.start()
    try:
        assert code in codes(path)
        assert tracemalloc.get_traced_memory()[1] < 128 << 20
    finally:
        tracemalloc.stop()
    assert [entry.name for entry in tmp_path.iterdir()] == ["forged.zip"]


def test_findings_name_the_member(package: Path, tmp_path: Path) -> None:
    path = repacked(put(PHOTO, b"x"))(package, tmp_path / "p.zip")
    assert findings(path) == [PackageFinding("package.member_changed", PHOTO)]


def test_a_hostile_name_cannot_steer_the_terminal_that_shows_it(package: Path, tmp_path: Path) -> None:
    path = with_extra("\x1b[2Jphotos/\u202egpj.exe" + "x" * 999)(package, tmp_path / "p.zip")
    (finding,) = findings(path)
    assert finding.member.startswith("\ufffd[2Jphotos/\ufffdgpj.exe")
    assert len(finding.member) == 201


@pytest.mark.parametrize("step", [29, pytest.param(1, marks=pytest.mark.long)])
def test_no_byte_can_change_unnoticed(small: bytes, tmp_path: Path, step: int) -> None:
    path = tmp_path / "p.zip"
    unnoticed = []
    for position in range(0, len(small), step):
        path.write_bytes(small[:position] + bytes([small[position] ^ 1 << position % 8]) + small[position + 1 :])
        if not findings(path):
            unnoticed.append(position)
    assert unnoticed == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mangling_is_found_and_nothing_else_is_raised(small: bytes, tmp_path: Path, data: st.DataObject) -> None:
    mangled = bytearray(small)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(mangled)))
        kind = data.draw(st.sampled_from(["replace", "insert", "delete"]))
        new = data.draw(st.binary(min_size=1, max_size=30)) if kind != "delete" else b""
        mangled[at : at + (0 if kind == "insert" else data.draw(st.integers(1, 30)))] = new
    path = tmp_path / "p.zip"
    path.write_bytes(mangled)
    assert bool(findings(path)) == (bytes(mangled) != small)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
@example(b"PK\x03\x04PK\x05\x06" + bytes(18))
def test_arbitrary_bytes_are_never_a_package(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    assert findings(path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_for_a_manifest_is_answered(package: Path, tmp_path: Path, value: object) -> None:
    path = repacked(put("manifest.json", json.dumps(value).encode()))(package, tmp_path / "p.zip")
    assert codes(path) == {"package.manifest_bad"}


def test_verifying_reads_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = b"\xff" * (3 << 20)
    path = PackageFile().write(content(1), tmp_path, "p.zip", PASSWORD, lambda token: big, Counting()).path
    longest = 0
    original = aeszip.read_chunks

    def measured(*arguments: Any) -> Any:
        nonlocal longest
        for chunk in original(*arguments):
            longest = max(longest, len(chunk))
            yield chunk

    monkeypatch.setattr(aeszip, "read_chunks", measured)
    assert findings(path) == []
    assert 0 < longest <= 1 << 20
