# SPDX-License-Identifier: Apache-2.0
"""The parts of somebody's .xlsx (ECMA-376 part 2) that go back to them, and how they hang together.

Answers for what is left out: macros, controls, embedded files, data connections, and whatever leads to another file
or the network. What isn't known here isn't carried over.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from sscard_desktop.exchange.marknotes import xml_text
from sscard_desktop.exchange.tablelimits import MAX_UNPACKED_BYTES
from sscard_desktop.exchange.xmlpieces import Piece, attribute, is_utf_8, named, plain, without

TYPES = "[Content_Types].xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KEPT = re.compile(
    r"xl/(?:[^/]+\.xml|worksheets/[^/]+\.xml|chartsheets/[^/]+\.xml|theme/.+\.xml|drawings/[^/]+\.(?:xml|vml)"
    r"|charts/[^/]+\.xml|tables/[^/]+\.xml|media/[^/]+|printerSettings/[^/]+\.bin|threadedComments/[^/]+\.xml"
    r"|persons/[^/]+\.xml|comments/[^/]+\.xml|richData/[^/]+\.xml)|docProps/(?:core|app)\.xml",
    re.IGNORECASE,
)
_NEVER = re.compile(r"xl/(?:connections|calcChain|vba[^/]*|xmlMaps)\.xml|.*\.bin", re.IGNORECASE)
_PRINTER = re.compile(r"xl/printerSettings/[^/]+\.bin", re.IGNORECASE)
_RELATIONS_PART = re.compile(r"(.*)_rels/([^/]*)\.rels")
_BOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_CALLS = re.compile(rb"""\bmacro\s*=\s*"[^"]*"|<x:FmlaMacro>[^<]*</x:FmlaMacro>""")
_MOST_OTHER = 32 << 20
_EMPTIED = (
    b"hyperlinks",
    b"externalReferences",
    b"pivotCaches",
    b"controls",
    b"oleObjects",
    b"dataValidations",
    b"extLst",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads to: another part, by its path in the file."""

    id: str
    kind: str
    target: str

    def is_a(self, kind: str) -> bool:
        """Return whether it is of a kind such as ``comments``, in either spelling of the standard."""
        return self.kind.rpartition("/")[2] == kind


class Parts:
    """A workbook's parts; raises ``ValueError`` for what isn't put together as every program does.

    Args:
        book: the workbook, which was measured by ``tablezip`` before.
    """

    def __init__(self, book: zipfile.ZipFile) -> None:
        self._book = book
        self._members = {
            member.filename.replace("\\", "/").lstrip("/"): member for member in book.infolist() if not member.is_dir()
        }
        if len({name.casefold() for name in self._members}) != len(self._members):
            raise ValueError("a part twice")
        self._relations: dict[str, list[Relation]] = {}
        self._gone: dict[str, frozenset[bytes]] = {}
        self.workbook = next((each.target for each in self.relations("") if each.is_a("officeDocument")), "")
        if self.workbook not in self._members:
            raise ValueError("no workbook")

    def names(self) -> Iterator[str]:
        """Yield the parts that are carried over, without relations and content types."""
        for name in self._members:
            if name != TYPES and not _RELATIONS_PART.fullmatch(name) and self._is_kept(name):
                yield name

    def size(self, name: str) -> int:
        """Return how many bytes a part claims to have."""
        return self._members[name].file_size

    def open(self, name: str) -> IO[bytes]:
        """Open a part."""
        return self._book.open(self._members[name])

    def read(self, name: str, most: int = _MOST_OTHER) -> bytes:
        """Return a part whole; one of XML without byte order mark."""
        with self.open(name) as stream:
            content = stream.read(most + 1)
        if len(content) > most or (name.endswith((".xml", ".rels")) and not is_utf_8(content)):
            raise ValueError("a part that is too large, or in another encoding")
        return content.removeprefix(b"\xef\xbb\xbf") if name.endswith((".xml", ".rels", ".vml")) else content

    def relations(self, name: str) -> list[Relation]:
        """Return where a part leads to, of what is carried over; ``""`` stands for the file itself."""
        if name not in self._relations:
            self._read_relations(name)
        return self._relations[name]

    def gone(self, name: str) -> frozenset[bytes]:
        """Return the ids by which a part leads to what is left out."""
        self.relations(name)
        return self._gone[name]

    def without_what_goes(self, name: str, xml: bytes) -> bytes:
        """Return a part's XML without whatever leads to what is left out, and without calls of macros."""
        gone = self.gone(name)

        def leads_out(piece: Piece) -> bool:
            if piece.name in (b"ext", b"AlternateContent"):
                # An extension whose content is half there is one that Excel offers to repair.
                return any(b'"%s"' % each in xml[piece.start : piece.end] for each in gone)
            return any(attribute(piece.attributes, each) in gone for each in (b"id", b"embed", b"link", b"pict"))

        if gone and not name.endswith(".vml"):
            xml = without(xml, leads_out)
            for emptied in _EMPTIED:
                xml = re.sub(rb"<((?:[\w.-]+:)?)%s\b[^>]*>\s*</\1%s>" % (emptied, emptied), b"", xml)
        return _CALLS.sub(lambda found: b'macro=""' if found[0].startswith(b"macro") else b"", xml)

    def types(self, added: Mapping[str, str], *, boxes: bool) -> bytes:
        """Return the content types of what is carried over and of ``added`` (part → type).

        Args:
            boxes: whether drawings in VML were added.
        """
        xml = self.read(TYPES)
        kept = set(self.names())
        defaults = {"rels": b"application/vnd.openxmlformats-package.relationships+xml", "xml": b"application/xml"}
        for piece in named(xml, b"Default"):
            ending = plain(attribute(piece.attributes, b"Extension") or b"").casefold()
            defaults[ending] = attribute(piece.attributes, b"ContentType") or b""
        if boxes:
            defaults["vml"] = b"application/vnd.openxmlformats-officedocument.vmlDrawing"
        overrides: dict[str, bytes] = {}
        for piece in named(xml, b"Override"):
            part = plain(attribute(piece.attributes, b"PartName") or b"").lstrip("/")
            if part in kept:
                overrides[part] = attribute(piece.attributes, b"ContentType") or b""
        overrides[self.workbook] = _BOOK
        overrides |= {part: kind.encode() for part, kind in added.items()}
        lines = [
            b'<Default Extension="%s" ContentType="%s"/>' % (xml_text(ending), kind)
            for ending, kind in defaults.items()
            if ending != "bin" or any(name.endswith(".bin") for name in kept)
        ]
        lines += [
            b'<Override PartName="/%s" ContentType="%s"/>' % (xml_text(part), kind) for part, kind in overrides.items()
        ]
        return (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">%s</Types>' % b"".join(lines)
        )

    def _is_kept(self, name: str) -> bool:
        if _PRINTER.fullmatch(name) or name == self.workbook:
            return True
        return _KEPT.fullmatch(name) is not None and _NEVER.fullmatch(name) is None

    def _read_relations(self, name: str) -> None:
        folder, _, file = name.rpartition("/")
        part = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        kept: list[Relation] = []
        gone: set[bytes] = set()
        for piece in named(self.read(part), b"Relationship") if part in self._members else ():
            number, kind, target, mode = (
                attribute(piece.attributes, each) or b"" for each in (b"Id", b"Type", b"Target", b"TargetMode")
            )
            said = plain(target)
            # Unlike a file's, a relation's way is counted from the part that it belongs to.
            path = said.lstrip("/") if said.startswith("/") else posixpath.normpath(posixpath.join(folder, said))
            there = path in self._members and (not name or self._is_kept(path)) and mode.lower() != b"external"
            if there and (name or _is_root(plain(kind))):
                kept.append(Relation(plain(number), plain(kind), path))
            else:
                gone.add(number)
        self._relations[name], self._gone[name] = kept, frozenset(gone)


def _is_root(kind: str) -> bool:
    return kind.rpartition("/")[2] in ("officeDocument", "core-properties", "extended-properties")


def relations_part(name: str) -> str:
    """Return the part that holds a part's relations."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def relations_xml(relations: Iterable[Relation]) -> bytes:
    """Return relations as they are written."""
    lines = b"".join(
        b'<Relationship Id="%s" Type="%s" Target="/%s"/>'
        % (xml_text(each.id), xml_text(each.kind), xml_text(each.target))
        for each in relations
    )
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
        % lines
    )


def free_id(wanted: str, taken: set[str]) -> str:
    """Return an id that none of a part's relations has."""
    return next(each for number in range(1, 10_000) if (each := f"{wanted}{number}") not in taken)


MOST_BYTES = MAX_UNPACKED_BYTES
"""Of all parts together."""
