# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st
from pyzipper.zipfile_aes import AESZipInfo

from sscard_desktop.exchange import aeszip, zipcipher
from sscard_desktop.exchange.zipcipher import OVERHEAD_BYTES, SALT_BYTES, Archive, CounterStream, MemberKeys, sealed

PASSWORD = b"Kai-Xiang-2026"


def in_pieces(data: bytes, sizes: Iterable[int]) -> Iterable[bytes]:
    start = 0
    for size in sizes:
        yield data[start : start + size]
        start += size
    yield data[start:]


def written(files: dict[str, bytes]) -> bytes:
    """Return a zip of these files: the first one streamed, the others sealed before."""
    file = io.BytesIO()
    with Archive(file, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(PASSWORD)
        for number, (name, data) in enumerate(files.items()):
            if number:
                archive.append(AESZipInfo(name), sealed(data, PASSWORD))
            else:
                archive.writestr(AESZipInfo(name), data)
    return file.getvalue()


@given(data=st.binary(max_size=5000), sizes=st.lists(st.integers(0, 200), max_size=40))
def test_the_stream_is_the_same_however_the_data_comes(data: bytes, sizes: list[int]) -> None:
    whole = CounterStream(b"k" * 32).over(data)
    piecewise = CounterStream(b"k" * 32)
    assert b"".join(piecewise.over(piece) for piece in in_pieces(data, sizes)) == whole
    assert CounterStream(b"k" * 32).over(whole) == data


@given(data=st.binary(max_size=3000))
def test_what_is_written_here_another_implementation_reads_and_the_other_way_round(data: bytes) -> None:
    ours = written({"a.jpg": data, "b.jpg": data[::-1], "c.jpg": data * 2})
    with pyzipper.AESZipFile(io.BytesIO(ours)) as other:
        assert [other.read(name, pwd=PASSWORD) for name in other.namelist()] == [data, data[::-1], data * 2]
    theirs = io.BytesIO()
    with pyzipper.AESZipFile(theirs, "w", encryption=pyzipper.WZ_AES) as other:
        other.setpassword(PASSWORD)
        other.writestr("a.jpg", data)
    with Archive(theirs) as archive:
        assert archive.read("a.jpg", pwd=PASSWORD) == data


@pytest.mark.parametrize("size", [(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 * (1 << 20) + 7])
def test_a_member_larger_than_a_piece_is_sealed_whole(size: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    with pyzipper.AESZipFile(io.BytesIO(written({"a": b"", "b": data[:size]}))) as other:
        assert other.read("b", pwd=PASSWORD) == data[:size]


def test_a_member_sealed_before_has_the_headers_of_a_streamed_one() -> None:
    file = written({"a": bytes(1000), "b": bytes(1000)})
    with pyzipper.AESZipFile(io.BytesIO(file)) as archive:
        first, second = archive.infolist()
    a_name_and_content = 1000 + OVERHEAD_BYTES
    headers = [file[info.header_offset :][: second.header_offset - a_name_and_content] for info in (first, second)]
    assert headers[0] == headers[1].replace(b"b", b"a")


def test_a_directory_too_large_for_the_old_format_is_written_in_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{number}": bytes([number]) * number for number in range(9)}
    small = written(files)
    monkeypatch.setattr(zipcipher, "_MOST_IN_16_BITS", 4)
    large = written(files)
    assert len(large) - len(small) == 76, "the two records of ZIP64"
    aeszip.check_directory(io.BytesIO(large))
    with pyzipper.AESZipFile(io.BytesIO(large)) as other:
        assert {name: other.read(name, pwd=PASSWORD) for name in other.namelist()} == files


@pytest.mark.long
def test_more_members_than_sixteen_bits_count_are_all_found() -> None:
    file = io.BytesIO()
    with Archive(file, "w", encryption=pyzipper.WZ_AES) as archive:
        for number in range(66_000):
            archive.append(AESZipInfo(f"{number}"), bytes(OVERHEAD_BYTES + 1))
    aeszip.check_directory(file)
    with zipfile.ZipFile(file) as other:
        assert len(other.namelist()) == 66_000


def test_no_two_members_share_salt_or_stream() -> None:
    """Every member counts its blocks from 1: the same key twice would show what two pictures have in common."""
    whole = [sealed(bytes(64), PASSWORD) for _ in range(50)]
    assert len({bytes(each[:SALT_BYTES]) for each in whole}) == 50
    assert len({bytes(each[SALT_BYTES + 2 : -10]) for each in whole}) == 50


def test_equal_pictures_never_look_equal() -> None:
    file = written({"a": bytes(1000), "b": bytes(1000)})
    with pyzipper.AESZipFile(io.BytesIO(file)) as archive:
        starts = [info.header_offset for info in archive.infolist()]
    assert file[starts[0] + 50 : starts[0] + 1000] != file[starts[1] + 50 : starts[1] + 1000]


def test_a_member_opens_with_its_own_password_only() -> None:
    with Archive(io.BytesIO(written({"a": b"content"}))) as archive, pytest.raises(RuntimeError):
        archive.read("a", pwd=b"Kai-Xiang-2027")


def test_keys_are_in_no_text() -> None:
    keys = MemberKeys.of(PASSWORD, bytes(16))
    assert repr(keys.encryption) not in repr(keys)
    assert repr(keys.authentication) not in repr(keys)
