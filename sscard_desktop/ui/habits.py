# SPDX-License-Identifier: Apache-2.0
"""How this machine's people like the window: language and look, kept beside the station from one day to the next.

Nothing about anybody is kept here: the file is read before anyone logs in.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from sscard_desktop.messages import LANGUAGES
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.looks import look_text, read_look
from sscard_desktop.ui.theme import Look

FILE_NAME = "window.ini"


class Habits:
    """The window's file of habits; one that can't be read or written costs nothing but the habits.

    Args:
        folder: the station's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    def language(self) -> str:
        """Return the language that was chosen last, the default where there is none that the program speaks."""
        kept = str(self._file.value("language", DEFAULT))
        return kept if kept in LANGUAGES else DEFAULT

    def look(self) -> Look:
        """Return the look that was chosen last."""
        return read_look(str(self._file.value("look", "")))

    def keep_language(self, code: str) -> None:
        """Remember a language."""
        self._keep("language", code)

    def keep_look(self, look: Look) -> None:
        """Remember a look."""
        self._keep("look", look_text(look))

    def _keep(self, key: str, value: str) -> None:
        # A folder that isn't there yet is the station's to make, in its own way.
        if self._folder.is_dir():
            self._file.setValue(key, value)
            self._file.sync()
