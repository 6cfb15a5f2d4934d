# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io

import numpy as np
import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.documents.marks import POINTS_PER_MM, FrameMark, Mark, TextMark
from sscard_desktop.documents.moving import moved
from sscard_desktop.documents.painting import paint
from sscard_desktop.domain.errors import InvalidInputError

PRESS = FormPress(paths.resources() / "fonts")
FONTS = Fonts(paths.resources() / "fonts")


def document(pages: int = 1) -> bytes:
    """Return pages with a frame of 100 mm, 50 mm from the left and 60 mm from the top."""
    side = 100 * POINTS_PER_MM
    marks: list[Mark] = [
        FrameMark(50 * POINTS_PER_MM, 60 * POINTS_PER_MM, side, side, 0.5),
        TextMark("社会保障卡 endobj", 200, 400, 10),
    ]
    return paint([marks] * pages, title="form", width_mm=210, height_mm=297, fonts=FONTS)


def corner(pdf: bytes, page: int = 0) -> tuple[float, float]:
    """Return where the ink begins, in millimetres from the left and from the top."""
    dpi = 300
    image = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
    across, down = (np.flatnonzero((image < 128).any(axis=axis))[0] for axis in (0, 1))
    return float(across) / dpi * 25.4, float(down) / dpi * 25.4


@settings(max_examples=15, deadline=None)
@given(st.integers(-200, 200), st.integers(-200, 200))
def test_print_moves_by_that_much_and_the_paper_stays(x_tenths: int, y_tenths: int) -> None:
    pdf = moved(document(), x_tenths / 10, y_tenths / 10)
    assert corner(pdf) == pytest.approx((50 + x_tenths / 10, 60 + y_tenths / 10), abs=0.15)
    box = pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((595.2756, 841.8898), abs=0.001)


def test_every_page_moves_and_what_was_there_stays_byte_by_byte() -> None:
    before = document(7)
    after = moved(before, 3, -4)
    assert after.startswith(before)
    read = pypdf.PdfReader(io.BytesIO(after), strict=True)
    assert len(read.pages) == 7
    assert {corner(after, page) for page in range(7)} == {corner(after)}
    assert read.pages[6].extract_text() == pypdf.PdfReader(io.BytesIO(before)).pages[6].extract_text()


def test_no_offset_changes_nothing() -> None:
    assert moved(document(), 0, 0) == document()


def test_the_calibration_page_moves() -> None:
    page = PRESS.calibration_page("x")
    assert corner(PRESS.moved(page, 5, 5)) == pytest.approx(tuple(each + 5 for each in corner(page)), abs=0.1)


@pytest.mark.parametrize(
    "strange", [b"", b"%PDF-1.7", document()[:-40], document().replace(b"/MediaBox", b"/mediaBox")]
)
def test_a_document_of_a_stranger_is_refused(strange: bytes) -> None:
    with pytest.raises(InvalidInputError, match="not_a_pdf"):
        moved(strange, 1, 1)
