# SPDX-License-Identifier: Apache-2.0
"""TOML text whose values know their line, so that a broken profile or form is told by file, line and key.

``tomllib`` stays the judge of what is TOML and what it means; a small scanner beside it notes on which line each key,
table and array element begins. Refused: text over :data:`MAX_CHARACTERS`, nesting over :data:`MAX_DEPTH` (looked for
before ``tomllib`` runs, whose work grows with the square of a dotted key's length), anything that isn't TOML 1.0.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

from sscard_desktop.domain.errors import InvalidInputError

KeyPath = tuple[str | int, ...]
"""Keys and array positions from the root to a value: ``("columns", 3, "title")``."""

MAX_CHARACTERS = 1024 * 1024
MAX_DEPTH = 20
_REMEMBERED_BYTES = 64 * 1024
"""Texts up to this size are remembered once parsed: every city stands on the same few files."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_ONE_LINE_STRING = {'"': re.compile(r'"(?:[^"\\\n]|\\.)*"'), "'": re.compile(r"'[^'\n]*'")}
_MANY_LINE_STRING = {
    '"""': re.compile(r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'),
    "'''": re.compile(r"'''(?:[^']|'{1,2}(?!'))*'{3,5}"),
}
_IN_QUOTES = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_FULL_WIDTH = frozenset("“”‘’＂＇＝，：；［］｛｝（）【】。．＃")
"""What an input method writes where TOML wants ASCII."""
_SLIPS = {
    "Invalid value": "unquoted",
    "Unescaped '\\'": "backslash",
    "Cannot declare": "twice",
    "Cannot overwrite": "twice",
    "Cannot mutate": "twice",
    "Duplicate inline table key": "twice",
    "Cannot define": "twice",
    "Unclosed": "unclosed",
    "Unterminated": "unclosed",
    "Invalid initial character for a key part": "bad_key",
    "Expected '=' after a key": "no_equals",
    "Expected newline or end of document": "more_behind",
}
"""How tomllib begins its complaint → what mostly lies behind it."""
_LOOKED_AT = 1000
"""So much of a line is looked at for a slip: quotes that never close would be sought from each of them to the end."""
_ENDLESS_NUMBER = re.compile(r"[0-9_]{4000,}")
"""A number of more digits than ``int`` reads; its complaint names no line."""
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class TomlSource:
    """A parsed text: its data and where each piece of them stands.

    Attributes:
        file: the name to use in messages.
        data: what ``tomllib`` read; nobody writes to it, for the same text is parsed once.
        lines: first line (from 1) of each key, table and array element.
    """

    file: str
    data: dict[str, Any]
    lines: Mapping[KeyPath, int]

    def line_of(self, path: KeyPath) -> int:
        """Return the line of ``path``, or of its nearest ancestor that stands in the text, or 1."""
        for length in range(len(path), 0, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return line
        return 1


def parse_bytes(content: bytes, *, file: str) -> TomlSource:
    """Parse a file's content; see :func:`parse`. Raises InvalidInputError also where it isn't UTF-8."""
    return _remembered(content, file) if len(content) <= _REMEMBERED_BYTES else _parse_bytes(content, file)


@lru_cache(maxsize=32)
def _remembered(content: bytes, file: str) -> TomlSource:
    return _parse_bytes(content, file)


def _parse_bytes(content: bytes, file: str) -> TomlSource:
    if len(content) > 4 * MAX_CHARACTERS:
        raise InvalidInputError("toml.too_big", file=file, limit=MAX_CHARACTERS)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInputError("toml.encoding", file=file, line=content.count(b"\n", 0, error.start) + 1) from error
    return parse(text, file=file)


def parse(text: str, *, file: str) -> TomlSource:
    """Parse ``text``; a byte order mark before it (Windows Notepad's habit) is passed over.

    Raises:
        InvalidInputError: ``toml.too_big``, ``toml.too_deep`` (with the line) or ``toml.syntax`` (with line and
            detail; a key given twice is one of these).
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError("toml.too_big", file=file, limit=MAX_CHARACTERS)
    text = text.removeprefix("\ufeff")
    lines = _LineScanner(text, file).scan()
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and int()'s own complaint about thousands of digits
        detail = str(error)
        position = _AT_LINE.search(detail)
        if position is None:
            number = _ENDLESS_NUMBER.search(text)
            line = text.count("\n", 0, number.start()) + 1 if number else 1
        else:
            detail = detail[: position.start()]
            line = int(position[1]) if position[1] else text.rstrip("\n").count("\n") + 1
        shown = text.split("\n", line)[line - 1] if line else ""
        raise InvalidInputError("toml.syntax", file=file, line=line, detail=_slip(detail, shown)) from error
    return TomlSource(file, data, lines)


def shown_path(path: KeyPath) -> str:
    """Return a path as people write it, cut where a hostile file made it long."""
    text = ""
    for part in path:
        text = shown_below(text, part)
    return text


def shown_below(above: str, part: str | int) -> str:
    """Return the shown path of a key or array position, given that of what it stands in."""
    if isinstance(part, int):
        return f"{above}[{part + 1}]"
    return f"{above}.{shortened(part)}" if above else shortened(part)


def shortened(text: str, limit: int = 60) -> str:
    """Return ``text`` fit for one line of a message: cut, control characters shown as ``?``."""
    clean = text[: limit + 1]
    if not clean.isprintable():
        clean = "".join(character if character.isprintable() else "?" for character in clean)
    return clean if len(text) <= limit else clean[:limit] + "…"


def _slip(detail: str, line: str) -> str:
    """Return the name of the slip that people make most where this was found (``words.toml``), else ``detail``."""
    bare = _IN_QUOTES.sub("", line[:_LOOKED_AT])
    if any(sign in _FULL_WIDTH for sign in bare.partition("#")[0]):
        return "fullwidth"
    return next((name for beginning, name in _SLIPS.items() if detail.startswith(beginning)), detail)


class _NotTomlError(Exception):
    """The scanner met what can't be TOML; tomllib words the complaint."""


class _LineScanner:
    """Walks through TOML text and notes where things begin; values themselves are only stepped over."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        self._at = 0
        self._lines: dict[KeyPath, int] = {}
        self._table_counts: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        try:
            while True:
                self._skip(_BETWEEN)
                if self._at == len(self._text):
                    break
                if self._text[self._at] == "[":
                    table = self._header()
                else:
                    self._pair(table)
                self._skip(_BLANK)
        except _NotTomlError:
            pass
        return self._lines

    def _header(self) -> KeyPath:
        start = self._at
        repeated = self._text.startswith("[[", start)
        self._at += 2 if repeated else 1
        self._skip(_BLANK)
        keys = self._keys(())
        self._expect("]]" if repeated else "]")
        path: KeyPath = ()
        for key in keys:
            # A header goes through an array of tables by way of its latest element.
            if path in self._table_counts:
                path = (*path, self._table_counts[path] - 1)
            path = (*path, key)
            self._note(path, start)
        if repeated:
            count = self._table_counts.get(path, 0)
            self._table_counts[path] = count + 1
            path = (*path, count)
            self._note(path, start)
        elif path in self._table_counts:
            raise _NotTomlError
        return path

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        path = table
        for key in self._keys(table):
            path = (*path, key)
            self._note(path, start)
        self._expect("=")
        self._skip(_BLANK)
        self._value(path)

    def _keys(self, above: KeyPath) -> list[str]:
        """Read a dotted key."""
        keys: list[str] = []
        while True:
            keys.append(self._key())
            if len(above) + len(keys) > MAX_DEPTH:
                self._too_deep(self._at)
            self._skip(_BLANK)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1
            self._skip(_BLANK)

    def _key(self) -> str:
        quote = self._text[self._at : self._at + 1]
        if quote not in _ONE_LINE_STRING:
            return self._match(_BARE_KEY)
        raw = self._match(_ONE_LINE_STRING[quote])
        if quote == "'" or "\\" not in raw:
            return raw[1:-1]
        try:
            return str(tomllib.loads(f"key = {raw}")["key"])
        except ValueError as error:
            raise _NotTomlError from error

    def _value(self, path: KeyPath) -> None:
        for quotes, pattern in _MANY_LINE_STRING.items():
            if self._text.startswith(quotes, self._at):
                self._match(pattern)
                return
        first = self._text[self._at : self._at + 1]
        if first in _ONE_LINE_STRING:
            self._match(_ONE_LINE_STRING[first])
        elif first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            self._match(_SCALAR)

    def _array(self, path: KeyPath) -> None:
        self._at += 1
        position = 0
        while True:
            self._skip(_BETWEEN)
            if self._text.startswith("]", self._at):
                self._at += 1
                return
            element = (*path, position)
            self._note(element, self._at)
            self._value(element)
            self._skip(_BETWEEN)
            if self._text.startswith(",", self._at):
                self._at += 1
                position += 1
            elif not self._text.startswith("]", self._at):
                raise _NotTomlError

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        while True:
            self._skip(_BETWEEN)
            if self._text.startswith("}", self._at):
                self._at += 1
                return
            self._pair(path)
            self._skip(_BETWEEN)
            if self._text.startswith(",", self._at):
                self._at += 1
            elif not self._text.startswith("}", self._at):
                raise _NotTomlError

    def _note(self, path: KeyPath, offset: int) -> None:
        if len(path) > MAX_DEPTH:
            self._too_deep(offset)
        self._lines.setdefault(path, self._line_at(offset))

    def _too_deep(self, offset: int) -> NoReturn:
        raise InvalidInputError("toml.too_deep", file=self._file, line=self._line_at(offset), limit=MAX_DEPTH)

    def _line_at(self, offset: int) -> int:
        return bisect_left(self._newlines, offset) + 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match is not None:
            self._at = match.end()

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None or match.end() == self._at:
            raise _NotTomlError
        self._at = match.end()
        return match[0]

    def _expect(self, mark: str) -> None:
        if not self._text.startswith(mark, self._at):
            raise _NotTomlError
        self._at += len(mark)
