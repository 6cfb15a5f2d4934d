# SPDX-License-Identifier: Apache-2.0
"""The control window by itself, over a simulated reader that some other program reads."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.ports import SimulatedReader
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.demo.window import ControlsWindow
from sscard_desktop.ui.ending import OrderlyEnd
from sscard_desktop.ui.i18n import Language


def show_simulator(reader: SimulatedReader, language: str, seconds: float) -> None:
    """Show the window until it is closed.

    Args:
        reader: started already; whoever started it stops it.
        language: ``zh_CN`` or ``en``.
        seconds: close it after so long; 0 never.
    """
    app = QApplication.instance() or QApplication(["sscard-desktop"])
    assert isinstance(app, QApplication)
    fonts.load(app)
    # Built-in cards have names that few fonts know.
    fonts.load_rare_characters(app)
    theme.apply(app, theme.Look())
    tongue = Language(app)
    tongue.switch(language)
    window = ControlsWindow(DemoStage(reader), told=lambda error: tongue.message(error).what)
    window.closed.connect(app.quit)
    window.open_on(app.primaryScreen())
    ending = OrderlyEnd(window.close)
    if seconds:
        QTimer.singleShot(round(seconds * 1000), window, window.close)
    try:
        app.exec()
    finally:
        ending.stop()
        window.deleteLater()
        tongue.silence()
