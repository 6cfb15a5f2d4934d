# SPDX-License-Identifier: Apache-2.0
"""The window's language: Qt Linguist catalogues, switchable while the program runs.

The source strings are Chinese, the clerks' own words, so a string that nobody translated yet is still one they can
read; ``sscard_en`` translates them. ``sscard_zh_CN`` holds what the source can't say (Qt's plural forms, of which
Chinese has one), and Qt's own dialogs come from the catalogues of its wheel. Sentences behind error codes are data in
:mod:`sscard_desktop.messages`, not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop import messages, paths

if TYPE_CHECKING:
    from sscard_desktop.domain.errors import SscardError

DEFAULT = "zh_CN"


def clauses(parts: Iterable[str], language: str) -> str:
    """Return short sentences beside each other, parted as the language parts them."""
    return ("；" if language == DEFAULT else "; ").join(parts)


def with_reason(what: str, why: str, language: str) -> str:
    """Return what was said with the reason behind it, if there is one."""
    return f"{what}{'：' if language == DEFAULT else ': '}{why}" if why else what


class Language(QObject):
    """The language in force; the window's parts are told of a change by Qt's ``LanguageChange`` event.

    Signals:
        changed(language): after the translators were swapped.
    """

    changed = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._code = ""
        self._translators: list[QTranslator] = []

    @property
    def code(self) -> str:
        """``zh_CN`` or ``en``."""
        return self._code

    def switch(self, code: str) -> None:
        """Speak ``code`` from now on.

        Raises:
            ValueError: a language that the program doesn't have.
            FileNotFoundError: its catalogue is missing from the installation.
        """
        if code not in messages.LANGUAGES:
            raise ValueError(f"no such language: {code}")
        if code == self._code:
            return
        loaded = [_load(f"sscard_{code}", str(paths.resources() / "i18n"))]
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        loaded.insert(0, _load(f"qtbase_{code}", qt_folder, required=False))
        self.silence()
        self._translators = loaded
        self._code = code
        QLocale.setDefault(QLocale(code))
        for translator in loaded:
            self._app.installTranslator(translator)
        self.changed.emit(code)

    def silence(self) -> None:
        """Take the translators out again: the source strings are shown."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        self._code = ""

    def message(self, error: SscardError) -> messages.Message:
        """Return what to tell of ``error``: what happened and what to do."""
        return messages.message(error.code, error.params, self._code or DEFAULT)


def _load(name: str, folder: str, *, required: bool = True) -> QTranslator:
    translator = QTranslator()
    # Qt's own catalogues come with its wheel; some distributions cut them out, and the program works without.
    if not translator.load(f"{name}.qm", folder) and required:
        raise FileNotFoundError(f"{name}.qm is missing: the installation is incomplete")
    return translator


if TYPE_CHECKING:
    _Widget = QWidget
else:
    # A mixin of plain Python at run time: PySide can't join two classes of Qt's in one object.
    _Widget = object


class Retranslated(_Widget):
    """Mixed into a widget with words of its own, before Qt's class.

    :meth:`retranslate` sets all of them, at construction and at each change of language.
    """

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word that the widget shows by itself."""
        raise NotImplementedError
