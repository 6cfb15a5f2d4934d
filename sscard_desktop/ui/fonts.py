# SPDX-License-Identifier: Apache-2.0
"""The program's own fonts: a counter machine has whatever fonts its installer chose.

Regular and bold are loaded before the first window (its figures are all equally wide, so numbers and dates stand in
columns); the 30 MB of rare characters are loaded once the window is up, since they would cost its start.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from sscard_desktop import paths

FAMILY = "Noto Sans SC"
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
RARE_FILE = "HanaMinB.ttf"


def load(app: QApplication) -> None:
    """Make Noto Sans SC the font of ``app``.

    Raises:
        FileNotFoundError: the installation lacks a font file.
    """
    for name in FILES:
        _add(paths.resources() / "fonts" / name)
    app.setFont(_font([FAMILY]))


def load_rare_characters(app: QApplication) -> None:
    """Let names with characters beyond the basic plane (𠮷, 𬭚) be shown; call it when the first window is up."""
    app.setFont(_font([FAMILY, *_add(paths.resources() / "fonts" / RARE_FILE)]))


def _font(families: list[str]) -> QFont:
    # Families are named only once they are loaded: Qt searches the whole system for a missing one.
    font = QFont(families)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _add(path: Path) -> list[str]:
    font_id = QFontDatabase.addApplicationFont(str(path))
    if font_id < 0:
        raise FileNotFoundError(f"font {path.name} is missing or damaged: the installation is incomplete")
    return QFontDatabase.applicationFontFamilies(font_id)
