# SPDX-License-Identifier: Apache-2.0
"""Why the window can't open, said in a dialog of its own: whoever started the program by a click has no terminal."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.messages import message
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.widgets.dialog import Dialog


def refusal(error: SscardError, language: str) -> Dialog:
    """Return the dialog that says what is wrong, and what to do."""
    said = message(error.code, error.params, language)
    dialog = Dialog(icon="warn", tone="warn")
    dialog.set_title(said.what)
    dialog.set_text(said.todo)
    dialog.add_button(QCoreApplication.translate("Refusal", "关闭"), result=0, primary=True)
    return dialog


def show_refusal(error: SscardError, language: str) -> None:
    """Show why the window can't open, and return when that was read."""
    app = QApplication.instance() or QApplication(["sscard-desktop"])
    assert isinstance(app, QApplication)
    fonts.load(app)
    theme.apply(app, theme.Look())
    tongue = Language(app)
    tongue.switch(language)
    refusal(error, language).exec()
