# SPDX-License-Identifier: Apache-2.0
"""The fonts: figures that stand in columns, and every name readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui import fonts


def test_the_programs_font_is_its_own(dressed: QApplication) -> None:
    assert dressed.font().family() == fonts.FAMILY
    assert QRawFont.fromFont(dressed.font()).familyName() == fonts.FAMILY


@pytest.mark.parametrize("bold", [False, True])
def test_figures_are_equally_wide(bold: bool, dressed: QApplication) -> None:
    font = QFont(dressed.font())
    font.setBold(bold)
    metrics = QFontMetrics(font)
    assert len({metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}) == 1


def test_rare_characters_are_drawn_once_their_font_is_loaded(dressed: QApplication) -> None:
    fonts.load_rare_characters(dressed)
    for character in "𠮷㛃𬭚·":
        assert any(
            QRawFont.fromFont(QFont(family)).supportsCharacter(ord(character)) for family in dressed.font().families()
        )


def test_a_missing_font_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.ttf"):
        fonts._add(tmp_path / "nothing.ttf")
