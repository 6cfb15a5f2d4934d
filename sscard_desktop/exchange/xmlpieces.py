# SPDX-License-Identifier: Apache-2.0
"""XML that is changed in a few places and otherwise stays byte for byte: elements found, taken out and put in.

A parser that reads all of it and writes it anew loses what a spreadsheet insists on (prefixes that only an attribute
names, the order of attributes). Nothing is concluded from what isn't well formed: it is told by ``ValueError``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TAG = re.compile(
    rb"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>"
    rb"|(?P<end>/?)(?:(?P<prefix>[A-Za-z_][\w.-]*):)?(?P<name>[A-Za-z_][\w.-]*)"
    rb"""(?P<rest>(?:[^>"'/]++|"[^"]*"|'[^']*'|/(?!>))*+)(?P<empty>/?)>)""",
    re.DOTALL,
)
_MOST_DEEP = 200
_ENTITIES = {b"lt": b"<", b"gt": b">", b"amp": b"&", b"quot": b'"', b"apos": b"'"}
_ENTITY = re.compile(rb"&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);")
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


@dataclass(frozen=True, slots=True)
class Piece:
    """An element in a text of XML.

    Attributes:
        name: without its prefix.
        start: where its first tag begins.
        end: behind its last tag.
        head: behind its first tag.
        attributes: the text between name and ``>`` in the first tag.
    """

    name: bytes
    start: int
    end: int
    head: int
    attributes: bytes


def is_utf_8(xml: bytes) -> bool:
    """Return whether a part says that it is UTF-8, or nothing, and brings no entities of its own."""
    said = _ENCODING.match(xml)
    return (said is None or said[1].lower() in (b"utf-8", b"us-ascii", b"ascii")) and b"<!DOCTYPE" not in xml


def pieces(xml: bytes, *, deepest: int = _MOST_DEEP) -> Iterator[tuple[int, Piece]]:
    """Yield every element with its depth (from 0), each when it ends; ``ValueError`` where tags don't pair.

    Args:
        deepest: elements below this depth aren't told of.
    """
    open_: list[tuple[bytes, int, int, bytes]] = []
    for tag in _TAG.finditer(xml):
        name = tag["name"]
        if name is None:
            continue
        if tag["end"]:
            if not open_ or open_[-1][0] != name:
                raise ValueError("tags that don't pair")
            _, start, head, attributes = open_.pop()
            if len(open_) <= deepest:
                yield len(open_), Piece(name, start, tag.end(), head, attributes)
        elif tag["empty"]:
            if len(open_) <= deepest:
                yield len(open_), Piece(name, tag.start(), tag.end(), tag.end(), tag["rest"])
        else:
            open_.append((name, tag.start(), tag.end(), tag["rest"]))
            if len(open_) > _MOST_DEEP:
                raise ValueError("too deep")
    if open_:
        raise ValueError("an element without an end")


def children(xml: bytes) -> list[Piece]:
    """Return the elements that stand beside each other in a text, in their order."""
    return sorted((piece for depth, piece in pieces(xml, deepest=0) if depth == 0), key=lambda piece: piece.start)


def named(xml: bytes, name: bytes) -> list[Piece]:
    """Return the elements of a name at any depth, in their order."""
    return sorted((piece for _, piece in pieces(xml) if piece.name == name), key=lambda piece: piece.start)


def without(xml: bytes, gone: Callable[[Piece], bool]) -> bytes:
    """Return a text without the elements of which ``gone`` says so."""
    out: list[bytes] = []
    at = 0
    for piece in sorted((piece for _, piece in pieces(xml) if gone(piece)), key=lambda piece: piece.start):
        if piece.start >= at:
            out.append(xml[at : piece.start])
            at = piece.end
    return b"".join(out) + xml[at:] if out else xml


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """Return an attribute's value as it stands, whatever its prefix; ``None`` where there is none."""
    found = re.search(rb"""(?:^|[\s:])""" + re.escape(name) + rb"""\s*=\s*(?:"([^"]*)"|'([^']*)')""", attributes)
    return None if found is None else found[1] if found[1] is not None else found[2]


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """Return an element's first tag, or a whole one, with an attribute set."""
    pattern = re.compile(rb"""(\s)""" + re.escape(name) + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")
    first = _TAG.match(tag)
    if first is None:
        raise ValueError("no tag")
    head = tag[: first.end()]
    written = name + b'="' + value + b'"'
    if pattern.search(head):
        return pattern.sub(lambda found: found[1] + written, head, count=1) + tag[first.end() :]
    close = first.end() - (2 if first["empty"] else 1)
    return tag[:close].rstrip() + b" " + written + tag[close:]


def plain(text: bytes) -> str:
    """Return the text that an attribute or element stands for."""

    def spelled(found: re.Match[bytes]) -> bytes:
        name = found[1]
        if not name.startswith(b"#"):
            return _ENTITIES[name]
        code = int(name[2:], 16) if name[1:2] in (b"x", b"X") else int(name[1:])
        return chr(code).encode("utf-8", "replace") if code < 0x110000 else b"?"

    return _ENTITY.sub(spelled, text).decode("utf-8", "replace")
