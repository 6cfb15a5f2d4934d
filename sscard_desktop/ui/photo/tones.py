# SPDX-License-Identifier: Apache-2.0
"""Short tones beside the live picture, for whoever can't look at the screen while sitting still.

They are computed, not recorded: a falling pair asks for something, a rising pair says that all is well, a tick counts
down, a click is the shutter. Off until somebody switches them on; a machine without a loudspeaker stays silent.
"""

from __future__ import annotations

import math
from array import array
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

_NOTES: dict[str, tuple[tuple[float, float], ...]] = {
    "hint": ((520, 0.09), (390, 0.13)),
    "well": ((520, 0.09), (780, 0.14)),
    "tick": ((660, 0.06),),
    "shot": ((1200, 0.03), (900, 0.05)),
}
_LOUDNESS = 0.25
_FADE_S = 0.012
"""At both ends of a note: a tone that starts at once clicks."""
_FULL_SCALE = 32767


class Tone(StrEnum):
    """What is said."""

    HINT = "hint"
    WELL = "well"
    TICK = "tick"
    SHOT = "shot"


def samples(tone: Tone, rate_hz: int, channels: int = 1) -> bytes:
    """Return a tone as signed 16-bit samples, interleaved, in the machine's byte order."""
    wave = array("h")
    for hertz, length_s in _NOTES[tone]:
        count = round(length_s * rate_hz)
        fade = max(1, round(_FADE_S * rate_hz))
        for index in range(count):
            envelope = min(1.0, index / fade, (count - index) / fade)
            level = math.sin(2 * math.pi * hertz * index / rate_hz) * envelope
            wave.extend([round(level * _LOUDNESS * _FULL_SCALE)] * channels)
    return wave.tobytes()


class Tones(QObject):
    """Plays tones, the newest cutting off the one before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._buffer = QBuffer(self)

    def play(self, tone: Tone) -> bool:
        """Play ``tone``; say whether there is anything to play it on."""
        # Loaded by the first tone: it looks for sound servers, which a station without tones needn't wait for.
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            return False
        shape = device.preferredFormat()
        shape.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self.stop()
        self._buffer.setData(QByteArray(samples(tone, shape.sampleRate(), max(1, shape.channelCount()))))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, shape, self)
        self._sink.start(self._buffer)
        return True

    def stop(self) -> None:
        """Be silent."""
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
            self._sink = None
        self._buffer.close()
