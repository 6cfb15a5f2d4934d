# SPDX-License-Identifier: Apache-2.0
"""Every shipped city's form on the smallest screen that the program promises: nothing that is read is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.widgets.label import ElidedLabel
from tests.helpers.cities import profiles
from tests.helpers.counters import CounterWindow

SMALLEST = QSize(1366, 768)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("city", profiles().names())
def test_no_label_and_no_sections_name_is_cut(dressed: QApplication, tmp_path: Path, city: str, language: str) -> None:
    counter = CounterWindow(dressed, tmp_path / "station", language=language, profile=city)
    try:
        counter.open()
        counter.window.resize(SMALLEST)
        counter.lay(counter.person(0).card)
        counter.settle()
        page = counter.page
        labels = [
            label
            for part in (page.form, page.standing.rail)
            for label in part.findChildren(ElidedLabel)
            if label.isVisible()
        ]
        assert len(labels) > len(page._desk.profile.sections)
        assert [label.full_text() for label in labels if label.text() != label.full_text()] == []
    finally:
        counter.close()
