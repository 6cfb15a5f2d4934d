# SPDX-License-Identifier: Apache-2.0
"""Says the hints aloud, where the system has a Chinese voice. Many stations have none: they keep the tones.

Answers for one sentence at a time and none behind another: what was true two seconds ago isn't said any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

_FOR_TESTS = "mock"


class Voice(QObject):
    """The system's voice; nothing of it is loaded before it is asked for."""

    def __init__(self, parent: QObject | None = None, *, language: QLocale.Language = QLocale.Language.Chinese) -> None:
        super().__init__(parent)
        self._language = language
        self._speech: QTextToSpeech | None = None

    def find(self, *, engine: str = "") -> bool:
        """Look for a voice that speaks the language; say whether there is one.

        Args:
            engine: Qt's name of one, by default any of the system's own.
        """
        from PySide6.QtTextToSpeech import QTextToSpeech

        names = [engine] if engine else [name for name in QTextToSpeech.availableEngines() if name != _FOR_TESTS]
        for name in names:
            speech = QTextToSpeech(name, self)
            fitting = [each for each in speech.availableLocales() if each.language() is self._language]
            if speech.state() is not QTextToSpeech.State.Error and fitting:
                speech.setLocale(fitting[0])
                self._speech = speech
                return True
            speech.deleteLater()
        return False

    def say(self, text: str) -> None:
        """Say ``text``, unless something is being said."""
        from PySide6.QtTextToSpeech import QTextToSpeech

        if self._speech is not None and self._speech.state() is QTextToSpeech.State.Ready:
            self._speech.say(text)

    def stop(self) -> None:
        """Be silent at once."""
        if self._speech is not None:
            self._speech.stop()
