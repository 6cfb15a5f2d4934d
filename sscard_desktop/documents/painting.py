# SPDX-License-Identifier: Apache-2.0
"""Marks become PDF here, and nowhere else.

The PDF is made in memory, its bytes depend on the marks alone (the same form printed twice is the same file), and it
carries no name, date or number in its metadata. Fonts are embedded once for all pages.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from sscard_desktop.documents.codebox import box_marks
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.marks import (
    POINTS_PER_MM,
    BarsMark,
    FrameMark,
    Mark,
    PictureMark,
    RuleMark,
    SealMark,
    TextMark,
    WatermarkMark,
)
from sscard_desktop.documents.pictures import PrintedPicture

_DASH_PT = (3.0, 2.0)
_WATERMARK_ROW_EM = 4.0
_WATERMARK_GAP_EM = 3.0


_GROUND = "ground"
_ACROSS_PT, _ACROSS_ANGLE, _ACROSS_OPACITY = 34.0, 35.0, 0.16


def paint(
    pages: Iterable[Iterable[Mark]],
    *,
    title: str,
    width_mm: float,
    height_mm: float,
    fonts: Fonts,
    ground: Iterable[Mark] = (),
) -> bytes:
    """Return a PDF with a page for each of ``pages``. Printed without scaling where the viewer listens.

    Args:
        pages: the marks of each page; taken one after the other, so that they needn't all be there at once.
        ground: what lies on every page beneath its marks; written once.
    """
    width_pt, height_pt = width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM
    # Helvetica, reportlab's own first font, wouldn't be embedded. (Its type stub takes the name for a number.)
    first_font: Any = fonts.runs(title or " ")[0].font
    with fonts.lock:
        # Streams as bytes, not as base-85 letters: a fifth smaller, and the photo's JPEG stays as it is.
        rl_config.useA85 = 0
        # pageCompression and invariant are given here: a reportlab settings file of the machine must not decide.
        canvas = Canvas(
            io.BytesIO(),
            pagesize=(width_pt, height_pt),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang="zh-CN",
            initialFontName=first_font,
        )
        canvas.setTitle(title)
        canvas.setAuthor("")
        canvas.setSubject("")
        canvas.setCreator("sscard_desktop")
        canvas.setViewerPreference("PrintScaling", "None")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        grounded = list(ground)
        if grounded:
            canvas.beginForm(_GROUND)
            for mark in grounded:
                _paint_one(canvas, mark, height_pt, fonts)
            canvas.endForm()
        across = list(_across(fonts, width_pt, height_pt))
        for marks in pages:
            if grounded:
                canvas.doForm(_GROUND)
            # Not with the ground: what is written once has no place of its own for how faint it is.
            for mark in across:
                _paint_one(canvas, mark, height_pt, fonts)
            for mark in marks:
                _paint_one(canvas, mark, height_pt, fonts)
            canvas.showPage()
        # Not saved into a buffer, which would hold all of it once more.
        finished: Any = canvas
        written: bytes = finished.getpdfdata()
    return written


def _across(fonts: Fonts, width_pt: float, height_pt: float) -> Iterator[Mark]:
    """Yield what stands across every page, whatever is on it."""
    if fonts.across:
        wide_pt = fonts.width(fonts.across, _ACROSS_PT)
        yield WatermarkMark(
            fonts.across, 0, 0, width_pt, height_pt, _ACROSS_PT, _ACROSS_ANGLE, _ACROSS_OPACITY, wide_pt
        )


def _paint_one(canvas: Canvas, mark: Mark, page_pt: float, fonts: Fonts) -> None:
    match mark:
        case TextMark():
            _paint_words(canvas, mark, page_pt, fonts)
        case RuleMark():
            canvas.setLineWidth(mark.line_pt)
            canvas.line(mark.x1_pt, page_pt - mark.y1_pt, mark.x2_pt, page_pt - mark.y2_pt)
        case FrameMark():
            canvas.setLineWidth(mark.line_pt)
            canvas.rect(mark.x_pt, page_pt - mark.y_pt - mark.height_pt, mark.width_pt, mark.height_pt)
        case SealMark():
            canvas.saveState()
            canvas.setLineWidth(mark.line_pt)
            canvas.setDash(*_DASH_PT)
            x_pt, y_pt = mark.x_pt, page_pt - mark.y_pt - mark.height_pt
            if mark.round:
                canvas.ellipse(x_pt, y_pt, x_pt + mark.width_pt, y_pt + mark.height_pt)
            else:
                canvas.rect(x_pt, y_pt, mark.width_pt, mark.height_pt)
            canvas.restoreState()
        case BarsMark():
            # Hundreds of them in a QR code: written here, for reportlab takes ten times as long to find the shortest
            # way of writing each number. A thousandth of a point is a tenth of a micrometre.
            bars = (
                f"{x:.3f} {page_pt - y - height:.3f} {width:.3f} {height:.3f} re"
                for x, y, width, height in mark.bars_pt
            )
            canvas.addLiteral(f"{' '.join(bars)} f")
        case WatermarkMark():
            _paint_watermark(canvas, mark, page_pt, fonts)
        case PictureMark():
            canvas.saveState()
            canvas.transform(mark.width_pt, 0, 0, mark.height_pt, mark.x_pt, page_pt - mark.y_pt - mark.height_pt)
            canvas.doForm(_embedded(canvas, mark.picture))
            canvas.restoreState()


def _paint_watermark(canvas: Canvas, mark: WatermarkMark, page_pt: float, fonts: Fonts) -> None:
    """Paint a line again and again, each row shifted by half a line, and nothing of it outside the rectangle."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(mark.x_pt, page_pt - mark.y_pt - mark.height_pt, mark.width_pt, mark.height_pt)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillAlpha(mark.opacity)
    # Who copies or searches the page wants what stands on it, not this: an artifact, as PDF calls it.
    canvas.addLiteral("/Artifact BMC")
    canvas.translate(mark.x_pt + mark.width_pt / 2, page_pt - mark.y_pt - mark.height_pt / 2)
    canvas.rotate(mark.angle)
    reach = math.hypot(mark.width_pt, mark.height_pt) / 2
    row_pt, step_pt = mark.size_pt * _WATERMARK_ROW_EM, mark.text_width_pt + mark.size_pt * _WATERMARK_GAP_EM
    rows, columns = math.ceil(reach / row_pt), math.ceil(reach / step_pt) + 1
    for row in range(-rows, rows + 1):
        shift = step_pt / 2 if row % 2 else 0.0
        for column in range(-columns, columns + 1):
            line = TextMark(mark.text, column * step_pt + shift - mark.text_width_pt / 2, -row * row_pt, mark.size_pt)
            _paint_text(canvas, line, 0.0, fonts)
    canvas.addLiteral("EMC")
    canvas.restoreState()


def _embedded(canvas: Canvas, picture: PrintedPicture) -> str:
    """Put a JPEG into the document as it is (reportlab would decode it first), each one once; return its name."""
    drawing: Any = canvas
    document = drawing._doc
    name = hashlib.sha256(picture.jpeg).hexdigest()[:32]
    known = document.getXObjectName(name)
    if known not in document.idToObject:
        document.Reference(_Jpeg(picture), known)
    return name


class _Jpeg(PDFStream):
    """A picture in a document; its bytes are let go of once they are written."""

    def __init__(self, picture: PrintedPicture) -> None:
        super().__init__(
            PDFDictionary(
                {
                    "Type": PDFName("XObject"),
                    "Subtype": PDFName("Image"),
                    "Width": picture.width_px,
                    "Height": picture.height_px,
                    "BitsPerComponent": 8,
                    "ColorSpace": PDFName("DeviceGray" if picture.grey else "DeviceRGB"),
                    "Filter": PDFName("DCTDecode"),
                }
            ),
            picture.jpeg,
        )

    def format(self, document: Any) -> bytes:
        """Return the object as it stands in the file; called once."""
        written: bytes = super().format(document)
        self.content = b""
        return written


def _paint_words(canvas: Canvas, mark: TextMark, page_pt: float, fonts: Fonts) -> None:
    """Paint a line, with a box for each character that no font draws; who copies the line copies the characters."""
    missing = set(fonts.missing_characters(mark.text))
    if not missing or mark.pitch_pt:
        _paint_text(canvas, mark, page_pt, fonts)
        return
    x_pt = mark.x_pt
    for boxed, group in groupby(mark.text, missing.__contains__):
        words = "".join(group)
        if not boxed:
            _paint_text(canvas, replace(mark, text=words, x_pt=x_pt), page_pt, fonts)
            x_pt += fonts.width(words, mark.size_pt, mark.weight) + mark.spacing_pt * len(words)
            continue
        for character in words:
            canvas.addLiteral(_actual_text(character))
            for part in box_marks(character, x_pt=x_pt, baseline_pt=mark.y_pt, size_pt=mark.size_pt, fonts=fonts):
                _paint_one(canvas, part, page_pt, fonts)
            canvas.addLiteral("EMC")
            x_pt += fonts.width(character, mark.size_pt, mark.weight) + mark.spacing_pt


def _actual_text(text: str) -> str:
    """Return what begins a piece of a page that reads as ``text`` (ISO 32000-1, 14.9.4); ``EMC`` ends it."""
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC"


def _paint_text(canvas: Canvas, mark: TextMark, page_pt: float, fonts: Fonts) -> None:
    text = canvas.beginText(mark.x_pt, page_pt - mark.y_pt)
    if mark.pitch_pt:
        # Set wide apart, a number reads as single characters to who copies or searches it; ActualText says what it is.
        widths = [fonts.width(character, mark.size_pt, mark.weight) for character in mark.text]
        text.moveCursor((mark.pitch_pt - widths[0]) / 2, 0)
        following = [*widths[1:], mark.pitch_pt]
        for character, own, after in zip(mark.text, widths, following, strict=True):
            text.setCharSpace(mark.pitch_pt - (own + after) / 2)
            _put(text, character, mark, fonts)
    else:
        if mark.spacing_pt:
            text.setCharSpace(mark.spacing_pt)
        _put(text, mark.text, mark, fonts)
    if mark.pitch_pt or mark.spacing_pt:
        text.setCharSpace(0)
    if mark.pitch_pt:
        canvas.addLiteral(_actual_text(mark.text))
        canvas.drawText(text)
        canvas.addLiteral("EMC")
    else:
        canvas.drawText(text)


def _put(text: PDFTextObject, content: str, mark: TextMark, fonts: Fonts) -> None:
    for run in fonts.runs(content, mark.weight):
        text.setFont(run.font, mark.size_pt)
        text.textOut(run.text)
