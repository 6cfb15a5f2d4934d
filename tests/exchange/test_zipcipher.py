# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from collections.abc import Iterable

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.exchange.zipcipher import Archive, CounterStream, MemberKeys

PASSWORD = b"Kai-Xiang-2026"


def in_pieces(data: bytes, sizes: Iterable[int]) -> Iterable[bytes]:
    start = 0
    for size in sizes:
        yield data[start : start + size]
        start += size
    yield data[start:]


def written(files: dict[str, bytes], keys: MemberKeys) -> bytes:
    file = io.BytesIO()
    with Archive(file, "w", encryption=pyzipper.WZ_AES, keys=keys) as archive:
        archive.setpassword(PASSWORD)
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


@given(data=st.binary(max_size=5000), sizes=st.lists(st.integers(0, 200), max_size=40))
def test_the_stream_is_the_same_however_the_data_comes(data: bytes, sizes: list[int]) -> None:
    whole = CounterStream(b"k" * 32).over(data)
    piecewise = CounterStream(b"k" * 32)
    assert b"".join(piecewise.over(piece) for piece in in_pieces(data, sizes)) == whole
    assert CounterStream(b"k" * 32).over(whole) == data


@given(data=st.binary(max_size=3000))
def test_what_is_written_here_another_implementation_reads_and_the_other_way_round(data: bytes) -> None:
    ours = written({"a.jpg": data, "b.jpg": data[::-1]}, MemberKeys())
    with pyzipper.AESZipFile(io.BytesIO(ours)) as other:
        assert other.read("b.jpg", pwd=PASSWORD) == data[::-1]
    theirs = io.BytesIO()
    with pyzipper.AESZipFile(theirs, "w", encryption=pyzipper.WZ_AES) as other:
        other.setpassword(PASSWORD)
        other.writestr("a.jpg", data)
    with Archive(theirs, keys=MemberKeys()) as archive:
        assert archive.read("a.jpg", pwd=PASSWORD) == data


def test_equal_pictures_never_look_equal() -> None:
    """Each member has a salt of its own, also where the keys are remembered."""
    file = written({"a": bytes(1000), "b": bytes(1000)}, MemberKeys(remembered=True))
    with pyzipper.AESZipFile(io.BytesIO(file)) as archive:
        starts = [info.header_offset for info in archive.infolist()]
    assert file[starts[0] + 50 : starts[0] + 1000] != file[starts[1] + 50 : starts[1] + 1000]


def test_remembered_keys_are_those_of_their_password_only() -> None:
    keys = MemberKeys(remembered=True)
    file = written({"a": b"content"}, keys)
    with Archive(io.BytesIO(file), keys=keys) as archive, pytest.raises(RuntimeError):
        archive.read("a", pwd=b"Kai-Xiang-2027")


def test_keys_are_in_no_text() -> None:
    keys = MemberKeys().of(PASSWORD, bytes(16))
    assert repr(keys.encryption) not in repr(keys)
    assert repr(keys.authentication) not in repr(keys)
