# SPDX-License-Identifier: Apache-2.0
"""The window's parts of the self-test, without a window: Qt's plug-ins, words, fonts, icons, and a PDF on the screen.

Qt is told to draw into memory. That the plug-in for a real screen can be loaded, with every library that it wants from
the system, is looked at beside: it is what keeps a window from opening on a bare machine.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QLibraryInfo, QPluginLoader
from PySide6.QtGui import QColor, QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QLabel

from sscard_desktop import messages
from sscard_desktop.services.selftest import Ask, Proven, UnprovenError
from sscard_desktop.services.selftest.inside import RARE
from sscard_desktop.ui import fonts, icons, theme
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.theme import Look

_MISSED = re.compile(r"([^\s/:(]+): cannot open shared object file")
_SHARED = ("imageformats/*qjpeg*", "imageformats/*qsvg*", "iconengines/*qsvgicon*", "multimedia/*ffmpegmediaplugin*")
_PLUGINS: Mapping[str, tuple[str, ...]] = {
    "linux": ("platforms/libqxcb.so", "printsupport/*cupsprintersupport*", *_SHARED),
    "win32": ("platforms/qwindows*", *_SHARED),
}
"""Of each system, what a counter can't do without; looked for under Qt's plug-ins."""


def application() -> QApplication:
    """Return the application, which draws into memory; nothing is shown, whatever screen there is."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(["sscard-desktop"])
    assert isinstance(app, QApplication)
    return app


def parts(app: QApplication, proof: Callable[[str], bytes]) -> Mapping[str, Ask]:
    """Return the window's parts.

    Args:
        proof: sets a line of text as a PDF.
    """
    return {
        "plugins": plugins,
        "words": lambda: words(app),
        "drawing": lambda: drawing(app),
        "preview": lambda: preview(proof),
    }


def plugins() -> Proven:
    """Load each of Qt's plug-ins that a counter can't do without, as a window would."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    wanted = _PLUGINS.get(sys.platform, _SHARED)
    for pattern in wanted:
        found = sorted(folder.glob(pattern))
        if not found:
            raise UnprovenError("selftest.plugin_missing", file=pattern)
        loader = QPluginLoader(str(found[0]))
        if not loader.load():
            raise UnprovenError("selftest.plugin_unloadable", file=found[0].name, reason=_library(loader.errorString()))
    return Proven("selftest.plugins", {"count": len(wanted)})


def _library(told: str) -> str:
    """Return which library a loader missed, out of what the system's loader said about it."""
    missed = _MISSED.search(told)
    return missed[1] if missed else told.rpartition("/")[2]


def words(app: QApplication) -> Proven:
    """Switch through the languages: our catalogue, Qt's own, and the sentences behind codes."""
    tongue = Language(app)
    try:
        for language in messages.LANGUAGES:
            tongue.switch(language)
            if language == "en" and QCoreApplication.translate("UnlockPage", "密码") != "Password":
                raise UnprovenError("selftest.differs", where="sscard_en.qm")
    finally:
        tongue.silence()
    lacking = [code for code, entry in messages.catalogue().items() if set(entry) != set(messages.LANGUAGES)]
    if lacking:
        raise UnprovenError("selftest.differs", where=lacking[0])
    return Proven("selftest.words", {"count": len(messages.catalogue())})


def drawing(app: QApplication) -> Proven:
    """Dress a label in the program's fonts and theme and draw it; draw every icon."""
    fonts.load(app)
    fonts.load_rare_characters(app)
    theme.apply(app, Look())
    label = QLabel(RARE)
    if fonts.FAMILY not in label.fontInfo().family() or _is_blank(label.grab().toImage()):
        raise UnprovenError("selftest.differs", where=fonts.FAMILY)
    names = icons.names()
    for name in names:
        if _is_blank(icons.pixmap(name, QColor("black"), 24).toImage()):
            raise UnprovenError("selftest.differs", where=f"{name}.svg")
    if not names:
        raise UnprovenError("selftest.differs", where="icons")
    return Proven("selftest.drawing", {"count": len(names)})


def preview(proof: Callable[[str], bytes]) -> Proven:
    """Show a PDF with rare characters as the preview does, and read its letters back."""
    buffer = QBuffer()
    buffer.setData(QByteArray(proof(RARE)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    told = "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    if set(RARE) - set(told):
        raise UnprovenError("selftest.characters", characters=" ".join(sorted(set(RARE) - set(told))))
    size = document.pagePointSize(0).toSize()
    if _is_blank(document.render(0, size)):
        raise UnprovenError("selftest.differs", where="QtPdf")
    return Proven("selftest.preview")


def _is_blank(image: QImage) -> bool:
    small = image.convertToFormat(QImage.Format.Format_ARGB32)
    return small.isNull() or len(set(bytes(small.constBits()))) < 2
