# SPDX-License-Identifier: Apache-2.0
"""Takes the README's pictures anew: ``python -m tests.helpers.screenshots docs/screenshots``, then look at each.

The demo's window is served as a clerk would serve it; the papers are those of the settings' preview, for people who
don't exist. The photo dialog's own picture comes from :mod:`.photogallery`. All are saved in few colours: they
are looked at in a document, and cloned with it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop import app
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.demostation import CLERK, PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.services.profilepreview import ProfilePreview
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.settings.cities import CitiesTab
from sscard_desktop.ui.window import Program

SIZE = QSize(1366, 768)
PATIENCE_MS, LOOK_MS, SETTLING_MS = 200_000, 20, 3000
PAPERS = (("chengdu", "registration"), ("weifang", "summary"), ("beijing", "registration"), ("chengdu", "slip"))
PAPER_PX_MM, GAP_PX = 2.0, 10
PEOPLE, SEALED = 6, 2
POINTS_PER_MM = 72 / 25.4
COLOURS = 256
CAMERA_COLOURS, CAMERA_WIDE = 64, 1024
Key = Qt.Key
Sheet = TypeVar("Sheet", bound=QWidget)


def save(image: QImage, file: Path, *, colours: int = COLOURS, wide: int = 0) -> None:
    """Save a picture in few colours, undithered: type stays clean, and the file is a third as long.

    Args:
        wide: how many pixels it may be at most, 0 for any.
    """
    image.save(str(file))
    with Image.open(file) as full:
        plain = full.convert("RGB")
    plain.thumbnail((wide or plain.width, plain.height), Image.Resampling.LANCZOS)
    plain.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)


def serve(workplace: Workplace, clerk: Session, person: DemoPerson) -> str:
    """Take a demo person from card to submission; return the record's id."""
    assert workplace.demo is not None
    capture, maker = Capture(clerk), workplace.photo_maker()
    record = capture.start(card=person.card).record
    said = answers(clerk.profile, record.values, person.values, today=clerk.clock.today(), divisions=clerk.divisions)
    for key, value in said.items():
        capture.edit(record.id, {key: value})
    frame = workplace.demo.photograph(person)
    made = maker.make(frame.rgb, clerk.profile.photo)
    capture.accept_photo(
        record.id, made.jpeg, JudgedPhoto(made.report).confirm(), original=maker.frame_picture(frame.rgb)
    )
    sides = (PictureRole.ID_FRONT, PictureRole.ID_BACK)
    for role, picture in zip(sides, workplace.demo.id_pictures(person), strict=True):
        capture.accept_picture(record.id, role, maker.id_picture(picture, clerk.profile.id_picture))
    capture.consent(record.id, tuple(text.key for text in clerk.profile.consents))
    return str(capture.submit(record.id).record.id)


class Photographer:
    """Whoever serves the window and takes the pictures."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        fonts.load(application)
        fonts.load_rare_characters(application)
        theme.apply(application, theme.Look())
        self.folder = folder
        self.workplace = app.demo_workplace_at(scratch / "station")
        self.language = Language(application)
        self.language.switch("zh_CN")
        self.window = MainWindow(self.language)
        self.bugs: list[BaseException] = []
        self.program = Program(self.workplace, self.window, self.language, on_bug=self.bugs.append)
        assert self.workplace.demo is not None
        self.reader = self.workplace.demo.reader()
        self.program.plug_in(self.reader)
        self.desk: list[Desk] = []

        def open_demo() -> Desk:
            set_up_demo(self.workplace, "chengdu", one_person=True)
            self._past_days_work()
            return self.program.open_desk(SUPERVISOR, PASSWORD)

        self.program.tasks.run(open_demo, owner=self.program, on_done=self._sit_down)
        self.window.resize(SIZE)
        self.window.show()
        self.wait(lambda: self.window.current_page() == "counter")

    def _past_days_work(self) -> None:
        """Submit what a supervisor finds, and seal some of it."""
        assert self.workplace.demo is not None
        people = [person for person in self.workplace.demo.people(10) if person.story != "expiring"][1 : PEOPLE + 1]
        clerk = self.workplace.log_in(CLERK, PASSWORD)
        taken = [serve(self.workplace, clerk, person) for person in people]
        clerk.store.close()
        chief = self.workplace.log_in(SUPERVISOR, PASSWORD)
        for record in taken[-SEALED:]:
            Review(chief).approve(record)
        Batching(chief, self.workplace.packages()).seal(taken[-SEALED:])
        chief.store.close()

    def _sit_down(self, desk: Desk) -> None:
        self.desk.append(desk)
        self.program.sit_down(desk)

    @property
    def page(self) -> CounterPage:
        """The counter."""
        (page,) = self.window.findChildren(CounterPage)
        return page

    def wait(self, until: Callable[[], object]) -> None:
        """Let the program go on until something is so and its lanes are empty."""
        self.watch(lambda: until() and self.program.tasks.idle())

    def watch(self, until: Callable[[], object]) -> None:
        """Let the program go on until something is so, whatever it does meanwhile."""
        for _ in range(PATIENCE_MS // LOOK_MS):
            QTest.qWait(LOOK_MS)
            if until():
                return
            assert not self.bugs, self.bugs
        raise TimeoutError

    def take(self, name: str) -> None:
        """Save the window as it is."""
        # Answers ask for the next, and what is laid out waits for the event loop.
        QTest.qWait(SETTLING_MS)
        self.wait(lambda: True)
        self.snap(self.window, name)

    def snap(self, widget: QWidget, name: str, *, colours: int = COLOURS, wide: int = SIZE.width()) -> None:
        """Save a widget this instant."""
        save(widget.grab().toImage(), self.folder / f"{name}.png", colours=colours, wide=wide)

    def opened(self, kind: type[Sheet]) -> Sheet:
        """Return the sheet that covers the window, once it is there."""
        self.watch(lambda: any(sheet.isVisible() for sheet in self.window.findChildren(kind)))
        return next(sheet for sheet in self.window.findChildren(kind) if sheet.isVisible())

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key at the counter."""
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def counter(self) -> None:
        """A card was read; the kind of business above, the unit being looked for."""
        self.press(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.page.work.record is not None and self.page.form.editor("name").value())
        self.page.form.go_to("unit")
        self.take("counter")

    def card(self) -> None:
        """Someone whose chip is dead: the card under the document camera, and the form filled from its pictures."""
        self.press(Key.Key_F7)
        self.wait(lambda: self.page.work.record is None)
        self.press(Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        QTest.qWait(SETTLING_MS)
        self.press(Key.Key_F2)
        self.wait(lambda: self.page.work.record is not None)
        self.reader.lift()
        self.press(Key.Key_F5)
        sheet = self.opened(IdPicturesDialog)
        # Just shot: while a card moves its outline lags behind on a busy machine.
        self.watch(lambda: sheet.camera.wanted is PictureRole.ID_BACK and sheet.work.busy)
        self.snap(sheet, "card", colours=CAMERA_COLOURS, wide=CAMERA_WIDE)
        self.watch(lambda: not sheet.shooting and not sheet.work.busy)
        QTest.keyClick(sheet, Key.Key_Return)
        self.wait(lambda: self.page.form.editor("name").value())
        QTest.qWait(SETTLING_MS)
        self.take("proof")

    def pages(self) -> None:
        """What a supervisor has before them."""
        self.window.go_to("review")
        self.take("review")
        self.window.go_to("batches")
        self.take("batch")

    def profile(self) -> None:
        """Weifang in the settings' preview: its form with a sample person."""
        self.window.go_to("settings", "cities")
        tab = self.window.findChildren(CitiesTab)[0]
        self.wait(tab.form)
        city, _, person, _ = tab.editors()
        city.set_value("weifang")
        city.edited.emit("weifang")
        self.wait(lambda: (form := tab.form()) is not None and "retrieval_code" in form.values())
        person.set_value("rare_name")
        person.edited.emit("rare_name")
        self.wait(lambda: tab.form())
        self.take("profile")

    def papers(self) -> None:
        """Sheets of several cities side by side."""
        preview = ProfilePreview(self.desk[0].session, self.workplace)
        sheets = []
        for city, key in PAPERS:
            profile, _ = preview.look(city)
            assert profile is not None
            business = "loss" if key == "slip" else profile.usual_business
            form = next(each for each in profile.of(business).forms if each.key == key)
            pages = PdfPages(preview.paper(profile, business, form, preview.people(profile, business)))
            width_mm = pages.size_points(0).width() / POINTS_PER_MM
            sheets.append(pages.image(0, round(width_mm * PAPER_PX_MM)))
        size = QSize(sum(sheet.width() + GAP_PX for sheet in sheets), max(sheet.height() for sheet in sheets) + GAP_PX)
        table = QImage(size + QSize(GAP_PX, GAP_PX), QImage.Format.Format_RGB32)
        table.fill(Qt.GlobalColor.lightGray)
        painter, left = QPainter(table), GAP_PX
        for sheet in sheets:
            painter.drawImage(left, GAP_PX, sheet)
            left += sheet.width() + GAP_PX
        painter.end()
        save(table.convertToFormat(QImage.Format.Format_Grayscale8), self.folder / "papers.png")

    def leave(self) -> None:
        """Close the window."""
        self.program.close()
        self.window.close()


def shoot(folder: Path) -> None:
    """Save every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        photographer = Photographer(folder, Path(scratch))
        photographer.counter()
        photographer.card()
        photographer.pages()
        photographer.profile()
        photographer.papers()
        photographer.leave()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shoot(Path(sys.argv[1]))
