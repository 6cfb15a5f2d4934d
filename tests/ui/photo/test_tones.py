# SPDX-License-Identifier: Apache-2.0
"""The tones: short, soft, without a click, and different from each other."""

from __future__ import annotations

from array import array

import pytest
from PySide6 import QtMultimedia
from PySide6.QtCore import Qt
from PySide6.QtMultimedia import QAudioDevice
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.photo import tones
from sscard_desktop.ui.photo.tones import Tone, samples
from sscard_desktop.ui.photo.voice import Voice
from tests.ui.photo.conftest import Counter
from tests.ui.photo.test_dialog import Shown

RATE_HZ = 48_000


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_short_soft_and_begins_and_ends_in_silence(tone: Tone) -> None:
    wave = array("h", samples(tone, RATE_HZ))
    assert 0.02 < len(wave) / RATE_HZ < 0.4
    assert max(wave) < 0.3 * 32767
    assert abs(wave[0]) < 100
    assert abs(wave[-1]) < 100
    assert max(wave) > 0.2 * 32767


def test_tones_differ_and_fill_every_channel() -> None:
    assert len({samples(tone, RATE_HZ) for tone in Tone}) == len(Tone)
    left_and_right = array("h", samples(Tone.TICK, RATE_HZ, channels=2))
    assert left_and_right[::2] == left_and_right[1::2]


def test_sound_is_off_until_it_is_switched_on_and_the_station_remembers(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[Tone] = []
    monkeypatch.setattr(tones.Tones, "play", lambda _, tone: played.append(tone))
    monkeypatch.setattr(Voice, "find", lambda _: False)
    shown = Shown(counter)
    shown.manually()
    shown.wait_for_picture()
    assert not shown.dialog.live.sounding
    shown.press(Qt.Key.Key_S)
    assert played == [Tone.WELL]
    shown.press(Qt.Key.Key_Space)
    assert played[-1] is Tone.SHOT
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_Escape)
    again = Shown(counter)
    assert again.dialog.live.sounding
    again.press(Qt.Key.Key_S)
    assert not again.dialog.live.sounding


def test_without_a_loudspeaker_it_stays_silent(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        @staticmethod
        def defaultAudioOutput() -> QAudioDevice:  # noqa: N802 - Qt's name
            return QAudioDevice()

    monkeypatch.setattr(QtMultimedia, "QMediaDevices", Nothing)
    player = tones.Tones()
    assert not player.play(Tone.TICK)
    player.stop()
