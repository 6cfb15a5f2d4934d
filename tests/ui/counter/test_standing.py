# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.counter.keys import Action
from tests.helpers.counters import CounterWindow


@pytest.mark.parametrize(("city", "words"), [("chengdu", "未完成"), ("weifang", "不需要")])
def test_a_picture_that_the_city_doesnt_ask_for_isnt_called_done(
    dressed: QApplication, tmp_path: Path, city: str, words: str
) -> None:
    counter = CounterWindow(dressed, tmp_path / "station", profile=city)
    try:
        counter.open()
        counter.lay(counter.person(0).card)
        counter.settle()
        checklist = counter.page.standing.checklist
        assert checklist._rows[Action.ID_PICTURES][1].text() == words
        assert checklist._rows[Action.PHOTO][1].text() == "未完成"
    finally:
        counter.close()
