# SPDX-License-Identifier: Apache-2.0
"""The drawn examples: whole, of one family, and there for every question that is always asked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.ui.photo.drawings import Drawing, folder, has_drawing
from sscard_desktop.ui.theme import Mode, tokens

FILES = sorted(folder().glob("*.svg"))
INKS = {value.upper() for value in tokens().colour[Mode.LIGHT].values()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_drawing_is_readable_of_one_size_and_uses_the_themes_colours(path: Path, qtbot: QtBot) -> None:
    text = path.read_text(encoding="utf-8")
    assert QSvgRenderer(str(path)).isValid()
    assert ElementTree.fromstring(text).get("viewBox") == "0 0 120 148"
    assert {colour.upper() for colour in re.findall(r"#[0-9A-Fa-f]{6}", text)} <= INKS


def test_what_is_always_asked_is_drawn() -> None:
    assert all(has_drawing(key) for key in ("glasses", "covering", "religious_dress", "clothes"))
    assert not has_drawing("file_size")


def test_whatever_a_heuristic_points_at_is_drawn() -> None:
    text = (paths.resources() / "i18n" / "messages" / "photo.toml").read_text(encoding="utf-8")
    hints = [code.removeprefix("photo.look.") for code in tomllib.loads(text) if code.startswith("photo.look.")]
    assert len(hints) > 20
    assert [hint for hint in hints if not has_drawing(hint)] == []


def test_a_shadow_is_drawn_on_the_side_that_the_sentence_names(qtbot: QtBot) -> None:
    for key, darker, lighter in (("shadow_left", 0.38, 0.62), ("shadow_right", 0.62, 0.38)):
        drawing = Drawing(key, right=False)
        qtbot.addWidget(drawing)
        shown = drawing.grab().toImage()
        cheek = round(shown.height() * 0.52)
        left_to_right = {share: shown.pixelColor(round(shown.width() * share), cheek) for share in (darker, lighter)}
        assert left_to_right[darker].lightness() < left_to_right[lighter].lightness()


def test_every_right_drawing_belongs_to_a_wrong_one() -> None:
    names = {path.stem for path in FILES}
    assert all(f"{name.removesuffix('-right')}-wrong" in names for name in names if name.endswith("-right"))
    assert "right" in names


def test_right_and_wrong_differ_by_their_mark_not_only_by_colour(qtbot: QtBot) -> None:
    shown = [Drawing("clothes", right=right) for right in (True, False)]
    corners = []
    for drawing in shown:
        qtbot.addWidget(drawing)
        drawing.resize(60, 74)
        corners.append(drawing.grab().toImage().copy(42, 56, 18, 18).convertToFormat(QImage.Format.Format_Mono))
    assert corners[0] != corners[1]
