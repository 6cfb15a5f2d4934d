# SPDX-License-Identifier: Apache-2.0
"""Moves the print of this program's own PDFs for a printer that misses, without touching what is archived.

An incremental update (ISO 32000-1, 7.5.6): the document stays byte by byte, and each page is written once more behind
it with its paper's edges moved the other way. Nothing is set, drawn or compressed again, so a thousand pages take a
moment, and what comes out is what was shown. It reads the plain page objects that reportlab writes, nobody else's.
"""

from __future__ import annotations

import re

from sscard_desktop.documents.marks import POINTS_PER_MM
from sscard_desktop.domain.errors import InvalidInputError

_PAGE = re.compile(
    rb"(?m)^(\d+) 0 obj\n(<<\n/Contents (?:(?!endobj).)*?)"
    rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]((?:(?!endobj).)*?)endobj",
    re.DOTALL,
)
_COUNT = re.compile(rb"/Count (\d+) /Kids")
_ROOT = re.compile(rb"/Root (\d+ 0 R)")
_SIZE = re.compile(rb"/Size (\d+)")
_LAST_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def moved(pdf: bytes, x_mm: float, y_mm: float) -> bytes:
    """Return a document whose print lies so much further to the right and down; the paper keeps its size.

    Raises:
        InvalidInputError: ``printer.not_a_pdf``, it isn't one that this program made.
    """
    if not x_mm and not y_mm:
        return pdf
    pages = list(_PAGE.finditer(pdf))
    told = (_COUNT.search(pdf), _ROOT.search(pdf), _SIZE.search(pdf), _LAST_TABLE.search(pdf))
    count, root, size, table = told
    if count is None or root is None or size is None or table is None or int(count[1]) != len(pages) or not pages:
        raise InvalidInputError("printer.not_a_pdf")
    left, up = -x_mm * POINTS_PER_MM, y_mm * POINTS_PER_MM
    written = [pdf, b"\n"]
    at = len(pdf) + 1
    places = []
    for page in pages:
        right, top = left + float(page[3]), up + float(page[4])
        box = b"/MediaBox [ %.4f %.4f %.4f %.4f ]" % (left, up, right, top)
        again = b"%s 0 obj\n%s%s%sendobj\n" % (page[1], page[2], box, page[5])
        places.append(b"%s 1\n%010d 00000 n \n" % (page[1], at))
        written.append(again)
        at += len(again)
    written += [b"xref\n0 1\n0000000000 65535 f \n", *places]
    written.append(b"trailer\n<<\n/Prev %s /Root %s /Size %s\n>>\n" % (table[1], root[1], size[1]))
    written.append(b"startxref\n%d\n%%%%EOF\n" % at)
    return b"".join(written)
