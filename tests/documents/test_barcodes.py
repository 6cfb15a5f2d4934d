# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import string

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.documents.barcodes import (
    CODE128_QUIET_MODULES,
    DOT_PT,
    QR_QUIET_MODULES,
    CodeBox,
    UnprintableCodeError,
    code128,
    qr,
)
from sscard_desktop.documents.marks import BarsMark
from sscard_desktop.documents.painting import paint
from tests.helpers import forms

WIDE = CodeBox(30, 30, 240, 40)
SQUARE = CodeBox(30, 30, 110, 110)


def scanned(mark: BarsMark, *, dpi: int = 300) -> list[str]:
    pdf = paint([[mark]], title="", width_mm=110, height_mm=60, fonts=forms.FONTS)
    return [each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=dpi))]


@settings(max_examples=30)
@given(st.text(string.digits + "ABCXYZ-/ abcx", min_size=1, max_size=20).filter(lambda text: text == text.strip()))
def test_a_bar_code_scans_to_its_content(content: str) -> None:
    assert scanned(code128(content, CodeBox(20, 30, 280, 40))) == [content]


@settings(max_examples=15)
@given(st.text("0123ABXYZ|·成都陈𠮷㛃", min_size=1, max_size=30).filter(lambda text: text == text.strip()))
def test_a_two_dimensional_code_scans_to_its_content(content: str) -> None:
    assert scanned(qr(content, SQUARE)) == [content]


def test_codes_scan_from_a_poor_copy() -> None:
    assert scanned(qr("0001|11010519491231002X|陈思远", SQUARE), dpi=120)
    assert scanned(code128("0137612345", WIDE), dpi=150) == ["0137612345"]


def test_the_quiet_zones_are_inside_the_box() -> None:
    bars = code128("11010519491231002X", WIDE).bars_pt
    module = min(width for _, _, width, _ in bars)
    assert bars[0][0] - WIDE.x_pt >= CODE128_QUIET_MODULES * module - 1e-6
    assert WIDE.x_pt + WIDE.width_pt - bars[-1][0] - bars[-1][2] >= CODE128_QUIET_MODULES * module - 1e-6
    cells = qr("0137612345", SQUARE).bars_pt
    module = cells[0][3]
    left, top = min(bar[0] for bar in cells), min(bar[1] for bar in cells)
    assert left - SQUARE.x_pt >= QR_QUIET_MODULES * module - 1e-6
    assert top - SQUARE.y_pt >= QR_QUIET_MODULES * module - 1e-6


def test_bars_are_whole_dots_of_a_laser_printer() -> None:
    for _, _, width, _ in code128("11010519491231002X", WIDE).bars_pt:
        assert width / DOT_PT == pytest.approx(round(width / DOT_PT))


def test_a_citizen_number_fits_a_column_of_38_mm() -> None:
    assert code128("11010519491231002X", CodeBox(0, 0, 38 * 72 / 25.4, 30)).bars_pt


@pytest.mark.parametrize("content", ["", "é", "成都", "a\nb", "\x00", "x" * 49, "\xf1"])
def test_what_a_bar_code_cannot_carry_is_refused(content: str) -> None:
    with pytest.raises(UnprintableCodeError):
        code128(content, CodeBox(0, 0, 5000, 30))


@pytest.mark.parametrize("content", ["", "x" * 513, "成" * 171])
def test_what_a_two_dimensional_code_cannot_carry_is_refused(content: str) -> None:
    with pytest.raises(UnprintableCodeError):
        qr(content, CodeBox(0, 0, 5000, 5000))


def test_a_code_too_fine_for_a_scanner_is_refused() -> None:
    with pytest.raises(UnprintableCodeError):
        code128("11010519491231002X", CodeBox(0, 0, 70, 30))
    with pytest.raises(UnprintableCodeError):
        qr("x" * 200, CodeBox(0, 0, 60, 60))


def test_bars_are_painted_as_one_shape() -> None:
    pdf = paint([[qr("0137612345", SQUARE)]], title="", width_mm=110, height_mm=60, fonts=forms.FONTS)
    assert len(io.BytesIO(pdf).getvalue()) < 5000
