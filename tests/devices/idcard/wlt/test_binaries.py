# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.devices.idcard.wlt import binaries
from sscard_desktop.devices.idcard.wlt.binaries import Build, build_of, check_fits, here
from sscard_desktop.domain.errors import SscardError

LINUX = Build("Linux", "x86-64", 64)
WINDOWS = Build("Windows", "x86-64", 64)


def elf(machine: int = 62, *, bits: int = 64, kind: int = 3, order: str = "<") -> bytes:
    head = b"\x7fELF" + bytes((bits // 32, 1 if order == "<" else 2, 1)) + bytes(9)
    return head + struct.pack(order + "HH", kind, machine) + bytes(40)


def pe(machine: int = 0x8664, *, flags: int = 0x2022, start: int = 128) -> bytes:
    head = b"MZ" + bytes(58) + start.to_bytes(4, "little")
    return head.ljust(start, b"\0") + b"PE\0\0" + struct.pack("<HHIIIHH", machine, 3, 0, 0, 0, 240, flags) + bytes(40)


def told(path: Path, ours: Build = LINUX) -> SscardError:
    with pytest.raises(SscardError) as error:
        check_fits(path, ours=ours)
    return error.value


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (elf(), Build("Linux", "x86-64", 64)),
        (elf(3, bits=32), Build("Linux", "x86", 32)),
        (elf(183), Build("Linux", "arm64", 64)),
        (elf(258), Build("Linux", "loongarch", 64)),
        (elf(8, order=">"), Build("Linux", "8", 64)),
        (pe(), Build("Windows", "x86-64", 64)),
        (pe(0x014C), Build("Windows", "x86", 32)),
    ],
)
def test_what_a_library_is_for_is_read_from_its_head(tmp_path: Path, data: bytes, expected: Build) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    assert build_of(path) == expected


@pytest.mark.parametrize(
    ("data", "ours", "code"),
    [
        (pe(), LINUX, "chipphoto.other_system"),
        (elf(), WINDOWS, "chipphoto.other_system"),
        (pe(0x014C), WINDOWS, "chipphoto.other_bits"),
        (elf(3, bits=32), LINUX, "chipphoto.other_bits"),
        (elf(183), LINUX, "chipphoto.other_machine"),
        (elf(kind=2), LINUX, "chipphoto.not_a_library"),
        (pe(flags=0x22), WINDOWS, "chipphoto.not_a_library"),
        (b"", LINUX, "chipphoto.not_a_library"),
        (b"MZ" + bytes(58) + b"\xff\xff\xff\xff", WINDOWS, "chipphoto.not_a_library"),
        (b"#!/bin/sh\n", LINUX, "chipphoto.not_a_library"),
    ],
)
def test_a_library_for_something_else_is_told_exactly(tmp_path: Path, data: bytes, ours: Build, code: str) -> None:
    path = tmp_path / "libwlt.so"
    path.write_bytes(data)
    error = told(path, ours)
    assert error.code == code
    assert str(tmp_path) not in str(error.params)


def test_files_that_are_not_there_or_no_files_are_told(tmp_path: Path) -> None:
    assert told(tmp_path / "none.so").code == "chipphoto.library_missing"
    assert told(tmp_path).code == "chipphoto.library_unreadable"


def test_this_program_knows_what_it_is() -> None:
    assert here().bits in (32, 64)


@given(st.binary(max_size=300))
def test_any_head_is_a_build_or_none(head: bytes) -> None:
    for start in (b"", b"\x7fELF", b"MZ"):
        for read in (binaries._elf, binaries._pe):
            found = read(start + head)
            assert found is None or found.bits in (32, 64)
