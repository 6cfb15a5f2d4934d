# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.habits import FILE_NAME, Habits
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.theme import Look, Mode


def test_language_and_look_are_there_again_the_next_day(qtbot: QtBot, tmp_path: Path) -> None:
    today = Habits(tmp_path)
    today.keep_language("en")
    today.keep_look(Look(Mode.DARK, large_type=True))
    tomorrow = Habits(tmp_path)
    assert tomorrow.language() == "en"
    assert tomorrow.look() == Look(Mode.DARK, large_type=True)


@pytest.mark.parametrize("content", [b"", b"\x00" * 64, b"[General]\nlanguage=tlh\nlook=neon\nlarge_type=maybe\n"])
def test_a_damaged_file_costs_nothing_but_the_habits(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    habits = Habits(tmp_path)
    assert habits.language() == DEFAULT
    assert habits.look() == Look()


def test_no_station_folder_is_made_for_a_habit(qtbot: QtBot, tmp_path: Path) -> None:
    Habits(tmp_path / "station").keep_language("en")
    assert not (tmp_path / "station").exists()
