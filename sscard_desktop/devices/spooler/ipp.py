# SPDX-License-Identifier: Apache-2.0
"""The part of the Internet Printing Protocol that a job and its state need, as bytes (RFC 8010); no line, no socket.

Written here, as the libraries for it are under the GPL (pycups) or asynchronous and over TCP only (pyipp), and calling
libcups through ctypes would put a foreign crash into the window. What comes in is taken for hostile: every length is
checked, and what isn't a message is a ``ValueError``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

Value = int | bool | str | bytes
Attribute: TypeAlias = "tuple[Tag, str, Value | Sequence[Value] | Collection]"


@dataclass(frozen=True, slots=True)
class Collection:
    """A value that has members of its own (RFC 8010, 3.1.6)."""

    members: Sequence[Attribute]


class Operation(IntEnum):
    """What is asked for (RFC 8011, 5.4.15; the last two are CUPS's own)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Group(IntEnum):
    """The groups of attributes, and their end."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """Syntaxes of values that are written here."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    COLLECTION = 0x34


_TEXTS = frozenset({0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49})
_END_OF_COLLECTION, _MEMBER = 0x37, 0x4A
_FIRST_SYNTAX = 0x10
_OUT_OF_BAND = range(0x10, 0x20)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a spooler answered.

    Attributes:
        status: below 0x0100 it is done; the errors are in RFC 8011, appendix B.
        groups: the groups in order, each with its attributes' values.
    """

    status: int
    groups: Sequence[tuple[int, dict[str, list[Value]]]] = field(default_factory=tuple)

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return self.status < 0x0100

    def of(self, group: Group) -> Iterator[dict[str, list[Value]]]:
        """Yield the groups of a kind: one of each printer or job."""
        return (attributes for tag, attributes in self.groups if tag == group)


def request(
    operation: Operation, about: Sequence[Attribute] = (), job: Sequence[Attribute] = (), *, number: int = 1
) -> bytes:
    """Return a request in IPP 2.0; a document follows it on the line.

    Args:
        about: attributes of the operation, after charset and language.
        job: how the job is to be printed.
        number: what the answer repeats.
    """
    head: list[Attribute] = [
        (Tag.CHARSET, "attributes-charset", "utf-8"),
        (Tag.LANGUAGE, "attributes-natural-language", "en"),
    ]
    written = bytearray(struct.pack(">BBHI", 2, 0, operation, number))
    for group, attributes in ((Group.OPERATION, [*head, *about]), (Group.JOB, list(job))):
        if attributes:
            written.append(group)
            for attribute in attributes:
                written += _attribute(*attribute)
    written.append(Group.END)
    return bytes(written)


def _attribute(tag: Tag, name: str, given: Value | Sequence[Value] | Collection) -> bytes:
    if isinstance(given, Collection):
        written = _field(Tag.COLLECTION, name, b"")
        for inner, member, value in given.members:
            written += _field(_MEMBER, "", member.encode()) + _attribute(inner, "", value)
        return written + _field(_END_OF_COLLECTION, "", b"")
    values = [given] if isinstance(given, int | str | bytes) else list(given)
    labels = [name] + [""] * len(values)
    return b"".join(_field(tag, label, _content(tag, value)) for label, value in zip(labels, values, strict=False))


def _field(tag: int, name: str, content: bytes) -> bytes:
    label = name.encode()
    return struct.pack(">BH", tag, len(label)) + label + struct.pack(">H", len(content)) + content


def _content(tag: Tag, value: Value) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    return struct.pack(">B", value) if tag is Tag.BOOLEAN else struct.pack(">i", value)


def answer(content: bytes) -> Answer:
    """Return what a spooler answered; raise ``ValueError`` for what isn't a whole answer.

    Values of collections follow the attribute that they belong to one by one: nothing here asks for them.
    """
    reading = _Reading(content)
    _, _, status, _ = struct.unpack(">BBHI", reading.take(8))
    groups: list[tuple[int, dict[str, list[Value]]]] = []
    values: list[Value] | None = None
    while (tag := reading.take(1)[0]) != Group.END:
        if tag < _FIRST_SYNTAX:
            groups.append((tag, {}))
            values = None
            continue
        name = reading.counted().decode("utf-8", "replace")
        held = reading.counted()
        if not groups:
            raise ValueError("a value before its group")
        if name:
            values = groups[-1][1].setdefault(name, [])
        if values is None:
            raise ValueError("a value without a name")
        if tag not in _OUT_OF_BAND:
            values.append(_value(tag, held))
    return Answer(status, tuple(groups))


def _value(tag: int, content: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM):
        if len(content) != 4:
            raise ValueError("an integer of another length")
        return int.from_bytes(content, "big", signed=True)
    if tag == Tag.BOOLEAN:
        return content != b"\x00"
    return content.decode("utf-8", "replace") if tag in _TEXTS else content


class _Reading:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, count: int) -> bytes:
        taken = self._content[self._at : self._at + count]
        if len(taken) != count:
            raise ValueError("the answer ends too early")
        self._at += count
        return taken

    def counted(self) -> bytes:
        return self.take(int.from_bytes(self.take(2), "big"))
