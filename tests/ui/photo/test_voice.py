# SPDX-License-Identifier: Apache-2.0
"""Hints said aloud: by a voice that speaks the language, one sentence at a time, and tones where there is none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.photo.choices import SOUND
from sscard_desktop.ui.photo.tones import Tones
from sscard_desktop.ui.photo.voice import Voice
from tests.ui.photo.conftest import Counter
from tests.ui.photo.test_dialog import Shown

# Qt's engine for tests: it speaks English without a sound.
SILENT = "mock"
# Where there is no sound server Qt says so when sound is first loaded.
quietly = pytest.mark.qt_log_level_fail("CRITICAL")


@quietly
def test_a_voice_that_speaks_the_language_is_taken_and_no_other(qtbot: QtBot) -> None:
    assert Voice(language=QLocale.Language.English).find(engine=SILENT)
    assert not Voice(language=QLocale.Language.Chinese).find(engine=SILENT)


@quietly
def test_nothing_is_queued_behind_what_is_being_said(qtbot: QtBot) -> None:
    voice = Voice(language=QLocale.Language.English)
    assert voice.find(engine=SILENT)
    speech = voice._speech
    assert speech is not None
    said: list[str] = []
    speech.aboutToSynthesize.connect(lambda _: said.append("said"))
    voice.say("come closer please")
    voice.say("hold still")
    qtbot.waitUntil(lambda: speech.state() is type(speech).State.Ready, timeout=5000)
    assert len(said) <= 1
    voice.stop()


def test_s_walks_from_silence_to_tones_to_a_voice_and_back(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tones, "play", lambda *_: True)
    shown = Shown(counter)
    shown.manually()
    for there, steps in ((True, ["yes", "voice", ""]), (False, ["yes", "", "yes", ""])):
        monkeypatch.setattr(Voice, "find", lambda _, there=there: there)
        for kept in steps:
            shown.press(Qt.Key.Key_S)
            assert counter.stored(lambda: counter.desk.session.store.setting(SOUND)) == kept
    shown.press(Qt.Key.Key_Escape)
