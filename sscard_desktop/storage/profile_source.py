# SPDX-License-Identifier: Apache-2.0
"""Reads a profile's files into one tree of values that know where they stand, bases (``extends``) laid underneath.

Answers for files, sizes, the chain of bases and the digest; knows nothing of what the keys mean. Refuses files that are
too big, that aren't plain files or that lead out of their folder by a link, and bases that are missing, run in a circle
or pile up.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.tomlsource import KeyPath, TomlSource, parse_bytes, shown_below

PROFILE_FILE = "profile.toml"
COMMON = "common"
MAX_FILE_BYTES = 1024 * 1024
MAX_BASES = 4
_REPLACED_WHOLE = re.compile(r"code_lists\.[^.]+")
"""Tables that aren't merged with the base's: half a code list of one city and half of another is nobody's."""
PROFILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a TOML file and its place.

    Attributes:
        value: ``dict[str, Node]``, ``list[Node]`` or a scalar.
        file: the file's name as messages show it.
        line: first line of the value, from 1.
        key: path from the file's root, such as ``workbook.columns[3].header``.
    """

    value: Any
    file: str
    line: int
    key: str


@dataclass(frozen=True, slots=True)
class ProfileSource:
    """A profile's text, whole.

    Attributes:
        own: the tree of the profile's own file.
        merged: ``own`` over its bases: tables are merged key by key (a code list excepted), everything else replaces
            what lies below.
        contents: file name → content of every file read, for the digest.
        folders: file name → the folder it lies in.
    """

    own: Node
    merged: Node
    contents: Mapping[str, bytes]
    folders: Mapping[str, Path]


def read_source(file: Path, shown_as: str, base: Callable[[str], tuple[Path, str] | None]) -> ProfileSource:
    """Read a profile file and its bases.

    Args:
        file: the profile's own file.
        shown_as: its name in messages.
        base: gives the file and shown name of the base that ``extends`` names, ``None`` where there is none.

    Raises:
        InvalidInputError: ``profile.unreadable``, ``profile.too_big``, ``profile.not_a_file``, ``profile.extends_*``
            or ``toml.*``, each with file, line and key where they are known.
    """
    contents: dict[str, bytes] = {}
    folders: dict[str, Path] = {}
    chain: list[Node] = []
    while True:
        contents[shown_as] = read_plain_file(file, shown_as)
        folders[shown_as] = file.parent
        chain.append(tree(parse_bytes(contents[shown_as], file=shown_as)))
        extends = chain[-1].value.get("extends")
        if extends is None:
            break
        at = place(extends)
        name = extends.value
        if not isinstance(name, str) or not (name == COMMON or PROFILE_NAME.fullmatch(name)):
            raise InvalidInputError("profile.extends_name", **at)
        found = base(name)
        if found is None:
            raise InvalidInputError("profile.extends_missing", name=name, **at)
        file, shown_as = found
        if shown_as in contents:
            raise InvalidInputError("profile.extends_circle", name=name, **at)
        if len(chain) > MAX_BASES:
            raise InvalidInputError("profile.extends_deep", limit=MAX_BASES, **at)
    merged = chain[-1]
    for upper in reversed(chain[:-1]):
        merged = _over(merged, upper)
    return ProfileSource(chain[0], merged, contents, folders)


def read_plain_file(file: Path, shown_as: str, *, limit: int = MAX_FILE_BYTES) -> bytes:
    """Return a file's content; never waits on a pipe or device, never reads more than ``limit`` bytes.

    Raises:
        InvalidInputError: ``profile.unreadable``, ``profile.not_a_file``, ``profile.path_escape`` (a link leads out of
            the file's folder) or ``profile.too_big``.
    """
    try:
        if file.resolve().parent != file.parent.resolve():
            raise InvalidInputError("profile.path_escape", file=shown_as, line=0, key=file.name)
        if not stat.S_ISREG(file.stat().st_mode):
            raise InvalidInputError("profile.not_a_file", file=shown_as)
        with file.open("rb") as stream:
            content = stream.read(limit + 1)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle
        raise InvalidInputError("profile.unreadable", file=shown_as) from error
    if len(content) > limit:
        raise InvalidInputError("profile.too_big", file=shown_as, limit=limit)
    return content


def digest(contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 over names and contents of a profile's files."""
    total = hashlib.sha256()
    for name in sorted(contents):
        for part in (name.encode("utf-8", "surrogatepass"), contents[name]):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()


def place(node: Node) -> dict[str, str | int]:
    """Return ``file``, ``line`` and ``key`` of a value, as errors carry them."""
    return {"file": node.file, "line": node.line, "key": node.key}


def tree(source: TomlSource) -> Node:
    """Return the tree of a parsed file."""
    return _node(source, source.data, (), "")


def _node(source: TomlSource, value: object, path: KeyPath, shown: str) -> Node:
    if isinstance(value, dict):
        value = {key: _node(source, part, (*path, key), shown_below(shown, key)) for key, part in value.items()}
    elif isinstance(value, list):
        parts = enumerate(value)
        value = [_node(source, part, (*path, position), shown_below(shown, position)) for position, part in parts]
    return Node(value, source.file, source.line_of(path), shown)


def _over(lower: Node, upper: Node) -> Node:
    tables = isinstance(lower.value, dict) and isinstance(upper.value, dict)
    if not tables or _REPLACED_WHOLE.fullmatch(upper.key):
        return upper
    merged = dict(lower.value)
    for key, part in upper.value.items():
        merged[key] = _over(merged[key], part) if key in merged else part
    return Node(merged, upper.file, upper.line, upper.key)
