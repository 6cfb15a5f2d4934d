# SPDX-License-Identifier: Apache-2.0
"""Shows what applicants read over as pictures, for eyes: ``python -m tests.helpers.lookgallery OUT_FOLDER``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.applicant.screens import Screens
from sscard_desktop.ui.applicant.sheet import OwnLookSheet
from sscard_desktop.ui.theme import Look, Mode
from tests.helpers.countergallery import FACE
from tests.helpers.counters import CounterWindow
from tests.helpers.desks import good_photo

FOREIGNER = {
    "document_type": "passport", "number": "E12345678", "name": "MARIA FERNANDA DE OLIVEIRA SANTOS", "country": "BRA",
}  # fmt: skip
MINOR = 2
"""Place of the child among the demo's people."""
RARE = {"name": "𬭚𠮷·㛃䶮"}


class PlacedScreens(Screens):
    """Screens that are said to be there."""

    def __init__(self, place: QRect | None = None) -> None:
        super().__init__()
        self.place = place

    def beside(self, window: QWidget) -> QRect | None:
        return self.place


Person = tuple[str, int, dict[str, str]]


def draw(app: QApplication, out: Path, language: str, look: Look, size: QSize, people: Sequence[Person]) -> None:
    """Draw these people's look on one screen and on two."""
    theme.apply(app, look)
    for name, index, values in people:
        with tempfile.TemporaryDirectory() as folder:
            tag = f"{name}-{language}-{look.mode.value}{'-large' if look.large_type else ''}-{size.width()}.png"
            _draw_one(CounterWindow(app, Path(folder) / "station", language=language), out, tag, size, index, values)


def _draw_one(counter: CounterWindow, out: Path, tag: str, size: QSize, index: int, values: dict[str, str]) -> None:
    counter.screens = screens = PlacedScreens()
    counter.open()
    counter.window.resize(size)
    person = counter.person(index)
    counter.lay(person.card)
    record, capture = counter.page.work.record, counter.desk.capture
    assert record is not None
    counter.in_lane(lambda: capture.edit(record.id, {**person.values, **values}))
    counter.in_lane(lambda: capture.accept_photo(record.id, FACE.read_bytes(), JudgedPhoto(good_photo().report)))
    counter.page.work.look()
    counter.settle()
    counter.key(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    counter.settle()
    sheet = counter.page.findChild(OwnLookSheet)
    assert sheet is not None
    sheet.view.rows()[4].setChecked(True)
    counter.settle()
    sheet.grab().save(str(out / f"sheet-{tag}"))
    sheet.reject()
    counter.settle()
    screens.place = QRect(0, 0, size.width(), size.height())
    counter.page.course.behind.ask_own_look()
    counter.settle()
    window = counter.page.look.window
    assert window is not None
    window.grab().save(str(out / f"own-{tag}"))
    counter.window.grab().save(str(out / f"counter-{tag}"))
    window.view.rows()[3].click()
    window.end.click()
    counter.settle()
    window.grab().save(str(out / f"thanks-{tag}"))
    counter.window.grab().save(str(out / f"pointed-{tag}"))
    window.welcome()
    window.grab().save(str(out / f"welcome-{tag}"))
    counter.close()


def main(out: Path) -> None:
    """Draw all of it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    fonts.load(app)
    fonts.load_rare_characters(app)
    wide, narrow = QSize(1366, 768), QSize(1024, 768)
    adult, child = ("adult", 0, {}), ("child", MINOR, {})
    foreigner, rare = ("foreigner", 0, FOREIGNER), ("rare", 0, RARE)
    draw(app, out, "zh_CN", Look(), wide, [adult, foreigner, rare, child])
    draw(app, out, "zh_CN", Look(), narrow, [adult, child])
    draw(app, out, "en", Look(Mode.DARK), wide, [adult, foreigner])
    draw(app, out, "zh_CN", Look(Mode.CONTRAST, large_type=True), wide, [adult])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
