# SPDX-License-Identifier: Apache-2.0
"""File names made from a profile's templates, such as ``photos/{number}.jpg``, that every system can hold.

A template is text with ``{key}`` in it, or ``{key:5}``: digits are filled up with zeros to five places, as in
``张三00012.jpg`` (seed weifang-notice, annex 5). A value can never leave its place in the path: separators and
everything that Windows, Linux or a zip tool treats specially become ``_``. Names that would be empty, too long or the
same as another's are refused with the record's id; the name itself may hold a person's number and stays out of errors.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sscard_desktop.domain.errors import InvalidInputError

MAX_PART_BYTES = 200
"""Longest file or folder name in UTF-8 bytes: below Linux's 255 with room for suffixes such as `` (2).zip.part``."""
MAX_PATH_CHARACTERS = 220
"""Longest path inside a package in characters: below Windows' 260 with room for the folder it is unpacked to."""

MAX_PLACES = 20
"""Most places that a number can be filled up to."""

_TOLD_ENDINGS = frozenset(
    {".csv", ".dbf", ".jpg", ".json", ".pdf", ".png", ".sscard", ".sscbackup", ".txt", ".xls", ".xlsx", ".zip"}
)

_PLACES = re.compile(r"[1-9][0-9]?")
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
# Windows devices, with any extension; the superscript digits count as digits there.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)", re.IGNORECASE)
# Control, format (among them the marks that turn the reading direction) and lone surrogates; private-use stays: old
# systems have rare characters there.
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def placeholders(template: str) -> Iterator[str]:
    """Yield the placeholder names of a template; raise ``ValueError`` on anything but ``{name}`` and ``{name:5}``."""
    for _, name, _ in _pieces(template):
        if name:
            yield name


def filled_up(template: str) -> Iterator[str]:
    """Yield the names of the placeholders that are filled up with zeros."""
    for _, name, places in _pieces(template):
        if places:
            yield name


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return ``template`` with the values in it, digits filled up; a value that isn't there is a ``KeyError``."""
    return "".join(
        literal + (_in_places(values[name], places) if name else "") for literal, name, places in _pieces(template)
    )


@lru_cache(maxsize=256)
def _pieces(template: str) -> tuple[tuple[str, str, int], ...]:
    """Return text, and the name and places of the placeholder after it (``""`` and 0 where there is none), in turn.

    Remembered: a batch asks for the same few templates for each of its thousands of files.
    """
    return tuple(_parsed(template))


def _parsed(template: str) -> Iterator[tuple[str, str, int]]:
    for literal, name, spec, conversion in string.Formatter().parse(template):
        if name is None:
            yield literal, "", 0
            continue
        if conversion or not name.isidentifier() or (spec and not _PLACES.fullmatch(spec)):
            raise ValueError(f"only {{name}} and {{name:5}} are allowed, not {{{name}}}")
        places = int(spec or 0)
        if places > MAX_PLACES:
            raise ValueError(f"at most {MAX_PLACES} places, not {places}")
        yield literal, name, places


def _in_places(value: str, places: int) -> str:
    return value.zfill(places) if value.isascii() and value.isdigit() else value


def render(template: str, values: Mapping[str, str], *, record: str) -> str:
    """Return the path that ``template`` gives for ``values``; ``/`` in the template separates folders.

    Raises:
        InvalidInputError: ``filename.value_missing`` (``record``, ``value`` is the placeholder's name),
            ``filename.too_long`` or ``filename.empty`` (``record``).
    """
    parts = []
    for part_template in template.split("/"):
        clean = {name: _clean(values.get(name, "")) for name in placeholders(part_template)}
        for name, value in clean.items():
            if not value:
                raise InvalidInputError("filename.value_missing", record=record, value=name)
        part = _clean(filled(part_template, clean))
        if not part:
            raise InvalidInputError("filename.empty", record=record)
        if is_device(part):
            part = f"_{part}"
        parts.append(part)
    path = "/".join(parts)
    if any(len(part.encode("utf-8")) > MAX_PART_BYTES for part in parts) or len(path) > MAX_PATH_CHARACTERS:
        raise InvalidInputError("filename.too_long", record=record)
    return path


def is_safe(path: str) -> bool:
    """Return whether ``path`` is a relative path that unpacks inside its folder, on every system, as written."""
    return len(path) <= MAX_PATH_CHARACTERS and all(
        part == _clean(part) and part and not is_device(part) and len(part.encode("utf-8")) <= MAX_PART_BYTES
        for part in path.split("/")
    )


def is_device(part: str) -> bool:
    """Return whether Windows takes a file's name for a device, whatever its ending."""
    return bool(_DEVICE.match(part))


def is_plain(path: str) -> bool:
    """Return whether each part of a relative path can stand as written: no ``..``, drive, wildcard or outer blank."""
    return all(part and part.strip(" .") == part and not _FORBIDDEN.search(part) for part in path.split("/"))


def told_of(name: str) -> str:
    """Return what the audit trail keeps of a file's name that people chose: ``*.xlsx``, ``*`` for an unusual ending.

    The rule for all of them: a name may be a person's, and no mask knows it in the trail. Which file came or went, its
    SHA-256 says where there is one. Names that the program makes (batches, backups, station packages) stay whole.
    """
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return f"*{ending}" if ending in _TOLD_ENDINGS else "*"


def same_name_key(path: str) -> str:
    """Return what two paths share if Windows or macOS would take them for the same file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


class NamesTaken:
    """The paths of one package, each given to one record only."""

    def __init__(self) -> None:
        self._owner: dict[str, str] = {}

    def take(self, path: str, *, record: str) -> str:
        """Return ``path``; raise ``InvalidInputError("filename.twice")`` with both records' ids if it is taken."""
        key = same_name_key(path)
        if key in self._owner:
            raise InvalidInputError("filename.twice", record=record, other=self._owner[key])
        self._owner[key] = record
        return path


def _clean(text: str) -> str:
    """Return ``text`` as one part of a path: no forbidden or invisible characters, no outer blanks or final dots."""
    # What is printable has none of them, and that is told at once; the long way is for the others.
    seen = text
    if not text.isprintable():
        seen = "".join(character for character in text if unicodedata.category(character) not in _INVISIBLE)
    return _FORBIDDEN.sub("_", seen).strip().rstrip(" .")
