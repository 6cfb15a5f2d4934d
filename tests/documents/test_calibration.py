# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from tests.helpers import forms

PRESS = FormPress(paths.resources() / "fonts")
DPI = 300


def dots(mm: float) -> int:
    return round(mm / 25.4 * DPI)


@pytest.mark.parametrize("missed_mm", [0.0, 3.0, -7.0])
def test_the_mark_at_40_mm_reads_what_is_to_be_entered(missed_mm: float) -> None:
    """A printer that prints ``missed_mm`` too far: the tick at the true 40 mm is that of the number that mends it."""
    page = forms.seen(PRESS.calibration_page("HP"), dpi=DPI).convert("L")
    # Where the ticks of ten millimetres reach farther than all others: -20, -10, 0, 10, 20.
    row = [page.getpixel((x, dots(110 - 5.5))) < 128 for x in range(page.width // 2)]  # type: ignore[operator]
    long_ticks = [x / DPI * 25.4 + missed_mm for x in range(1, len(row)) if row[x] and not row[x - 1]]
    on_paper = dict(zip((-20, -10, 0, 10, 20), long_ticks, strict=True))
    assert 40 - on_paper[0] == pytest.approx(-missed_mm, abs=0.1)


def test_the_page_says_for_which_printer_and_how_to_measure() -> None:
    text = forms.pypdf_text(PRESS.calibration_page("HP 1020 · +1.5 / -2.3 mm"))
    assert "HP 1020 · +1.5 / -2.3 mm" in text
    assert "40 毫米" in text
    assert "40 mm" in text


@pytest.mark.parametrize("name", ["惠" * 500, "\x00\u200b\U00030000", ""])
def test_any_printers_name_fits(name: str) -> None:
    page = forms.seen(PRESS.calibration_page(name), dpi=60).convert("L")
    edge = page.crop((page.width - 15, 0, page.width, page.height))
    assert edge.getextrema() == (255, 255)
