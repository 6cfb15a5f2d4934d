# SPDX-License-Identifier: Apache-2.0
"""What a folder's programs and libraries say of themselves: which libraries and which versions of symbols they need.

Read as the loader reads it (System V ABI: the sections ``.dynamic`` and ``.gnu.version_r``), without binutils, so that
it runs wherever Python does. Only what Linux on x86_64 and arm64 has: 64 bits, little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_MAGIC = b"\x7fELF"
_LITTLE_64 = b"\x02\x01"
_DYNAMIC, _VERNEED = 6, 0x6FFFFFFE
_DT_NEEDED, _DT_SONAME = 1, 14


@dataclass(frozen=True, slots=True)
class ElfFile:
    """One file.

    Attributes:
        soname: what others call it, ``""`` where it doesn't say.
        libraries: what is loaded with it, by name.
        versions: of symbols that it takes from these, such as ``GLIBC_2.28``.
    """

    path: Path
    soname: str
    libraries: tuple[str, ...]
    versions: frozenset[str]


class _Section(NamedTuple):
    kind: int
    offset: int
    size: int
    link: int
    info: int


def elf_files(folder: Path) -> Iterator[Path]:
    """Yield every ELF file below a folder, whatever it is called, links aside, in the order of their paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(_MAGIC)) == _MAGIC:
                    yield path


def read(path: Path) -> ElfFile:
    """Return what an ELF file says of itself.

    Raises:
        ValueError: it is another kind of ELF file, or cut off: what can't be read can't be vouched for.
    """
    content = path.read_bytes()
    if content[: len(_MAGIC)] != _MAGIC or content[4:6] != _LITTLE_64:
        raise ValueError(f"{path.name}: not a 64-bit little-endian ELF file")
    try:
        sections = list(_sections(content))
        dynamic = [each for each in sections if each.kind == _DYNAMIC]
        told = [entry for section in dynamic for entry in _entries(content, section, sections[section.link])]
        versions = [
            name
            for section in sections
            if section.kind == _VERNEED
            for name in _versions(content, section, sections[section.link])
        ]
    except (struct.error, IndexError, ValueError) as error:
        raise ValueError(f"{path.name}: a broken ELF file") from error
    soname = next((name for tag, name in told if tag == _DT_SONAME), "")
    return ElfFile(path, soname, tuple(name for tag, name in told if tag == _DT_NEEDED), frozenset(versions))


def _sections(content: bytes) -> Iterator[_Section]:
    (start,) = struct.unpack_from("<Q", content, 0x28)
    size, count = struct.unpack_from("<HH", content, 0x3A)
    for index in range(count):
        _, kind, _, _, offset, length, link, info = struct.unpack_from("<IIQQQQII", content, start + index * size)
        yield _Section(kind, offset, length, link, info)


def _entries(content: bytes, section: _Section, strings: _Section) -> Iterator[tuple[int, str]]:
    for at in range(section.offset, section.offset + section.size, 16):
        tag, value = struct.unpack_from("<qQ", content, at)
        if tag in (_DT_NEEDED, _DT_SONAME):
            yield tag, _string(content, strings, value)


def _versions(content: bytes, section: _Section, strings: _Section) -> Iterator[str]:
    """Yield the names of versions that are needed: ``info`` libraries, each with its chain of versions."""
    at = section.offset
    for _ in range(section.info):
        _, count, _, first, following = struct.unpack_from("<HHIII", content, at)
        each = at + first
        for _ in range(count):
            _, _, _, name, after = struct.unpack_from("<IHHII", content, each)
            yield _string(content, strings, name)
            each += after
        at += following


def _string(content: bytes, strings: _Section, offset: int) -> str:
    begin = strings.offset + offset
    return content[begin : content.index(b"\0", begin)].decode("ascii")
