# SPDX-License-Identifier: Apache-2.0
"""Codes for scanners: Code 128 (ISO/IEC 15417) and QR (ISO/IEC 18004), as bars for the page.

reportlab encodes, this draws: whole printer dots a module, the quiet zone inside the box, no seams. Refused rather than
printed: content that the code can't carry (reportlab would leave such characters out in silence), and a code so fine in
its box that a counter's scanner would miss it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.graphics.barcode.code128 import Code128, Code128Auto
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from sscard_desktop.documents.marks import BarsMark

DOT_PT = 72 / 600
"""One dot of a 600 dpi printer; modules are whole dots, so that equal bars print equally wide."""

CODE128_MIN_MODULE_PT = 4 * DOT_PT
"""0.17 mm, the least that laser print and a common hand scanner agree on."""

CODE128_MAX_MODULE_PT = 10 * DOT_PT
CODE128_QUIET_MODULES = 10
QR_MIN_MODULE_PT = 8 * DOT_PT
"""0.34 mm, for a camera at reading distance."""

QR_QUIET_MODULES = 4
CODE128_MAX_CHARACTERS = 48
QR_MAX_BYTES = 512


class UnprintableCodeError(Exception):
    """The content can't be carried, or not in this box; the caller knows which box it is and tells the user."""


@dataclass(frozen=True, slots=True)
class CodeBox:
    """Where a code may stand, quiet zone included, in points from the page's upper left corner."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float


def code128(content: str, box: CodeBox) -> BarsMark:
    """Return the bars of ``content`` in the middle of ``box``, as tall as the box.

    Raises:
        UnprintableCodeError: content that isn't 1 to 48 printable ASCII characters, or a box too narrow for it.
    """
    if not 1 <= len(content) <= CODE128_MAX_CHARACTERS or not (content.isascii() and content.isprintable()):
        raise UnprintableCodeError
    # Two encoders, each of them the better one for some mixtures of digits and letters.
    modules = min((_code128_modules(encoder, content) for encoder in (Code128, Code128Auto)), key=len)
    total = len(modules) + 2 * CODE128_QUIET_MODULES
    module_pt = min(box.width_pt / total // DOT_PT * DOT_PT, CODE128_MAX_MODULE_PT)
    if module_pt < CODE128_MIN_MODULE_PT - 1e-9:
        raise UnprintableCodeError
    x_pt = box.x_pt + (box.width_pt - len(modules) * module_pt) / 2
    bars = []
    for dark, run in groupby(modules):
        width_pt = len(list(run)) * module_pt
        if dark == "1":
            bars.append((x_pt, box.y_pt, width_pt, box.height_pt))
        x_pt += width_pt
    return BarsMark(tuple(bars))


def qr(content: str, box: CodeBox) -> BarsMark:
    """Return the modules of ``content`` (UTF-8, error correction M) in the middle of ``box``.

    Raises:
        UnprintableCodeError: no content, more than 512 bytes, or a box too small for it.
    """
    encoded = content.encode("utf-8", "replace")
    if not 1 <= len(encoded) <= QR_MAX_BYTES:
        raise UnprintableCodeError
    code = QRCode(None, QRErrorCorrectLevel.M)
    # Left to choose, the encoder would write Chinese as Shift JIS kanji, which phones show as other characters.
    code.addData(content if content.isascii() else QR8bitByte(encoded))
    code.make()
    modules: list[list[bool]] = code.modules
    count = len(modules)
    side_pt = min(box.width_pt, box.height_pt)
    module_pt = side_pt / (count + 2 * QR_QUIET_MODULES) // DOT_PT * DOT_PT
    if module_pt < QR_MIN_MODULE_PT - 1e-9:
        raise UnprintableCodeError
    left_pt = box.x_pt + (box.width_pt - count * module_pt) / 2
    top_pt = box.y_pt + (box.height_pt - count * module_pt) / 2
    bars = []
    for row, line in enumerate(modules):
        column = 0
        for dark, run in groupby(line):
            length = len(list(run))
            if dark:
                x_pt, y_pt = left_pt + column * module_pt, top_pt + row * module_pt
                bars.append((x_pt, y_pt, length * module_pt, module_pt))
            column += length
    return BarsMark(tuple(bars))


def _code128_modules(encoder: type[Code128], content: str) -> str:
    """Return one character a module, ``1`` dark. In reportlab's pattern A is a bar of one module, b a gap of two."""
    barcode: Any = encoder(content, quiet=0)
    barcode.validate()
    barcode.encode()
    widths: str = barcode.decompose()
    return "".join(
        "1" * (ord(bar) - ord("A") + 1) if bar.isupper() else "0" * (ord(bar) - ord("a") + 1) for bar in widths
    )
