# SPDX-License-Identifier: Apache-2.0
"""Takes README's pictures anew: ``python -m tests.helpers.screenshots docs/screenshots [NAME…]``, then look at each.

``en`` among the names takes them in English, as ``NAME-en.png``; both languages may be named.

The demo's window is served as a clerk would serve it; the papers are those of the settings' preview, for people who
don't exist. The photo dialog's own picture comes from :mod:`.photogallery`. All are saved in few colours: they
are looked at in a document, and cloned with it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop import app
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.signing import Stroke
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.demoroster import FIRST
from sscard_desktop.services.demostation import CLERK, PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.services.profilepreview import ProfilePreview
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.applicant.screens import IN_A_WINDOW, OFF
from sscard_desktop.ui.applicant.sheet import OwnLookSheet
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.demo.window import ControlsWindow
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback.front import View
from sscard_desktop.ui.feedback.page import FeedbackPage
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.morning.page import MorningPage
from sscard_desktop.ui.packages.page import PackagesPage
from sscard_desktop.ui.packages.unlocking import PasswordDialog
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.rosters.listpart import ListPart
from sscard_desktop.ui.rosters.page import RostersPage
from sscard_desktop.ui.settings.cities import CitiesTab
from sscard_desktop.ui.signature.dialog import SignatureDialog
from sscard_desktop.ui.signature.pad import SignaturePad
from sscard_desktop.ui.window import Program
from tests.helpers import deskpictures, waiting
from tests.helpers.lessonpicture import lesson_picture
from tests.helpers.outfolder import out_folder
from tests.helpers.transfers import PASSWORD as PACKAGE_PASSWORD

SIZE, APPLICANT_SIZE = QSize(1366, 768), QSize(1280, 800)
PATIENCE_S, LOOK_MS, SETTLING_MS = 200, 20, 3000
PAPERS = (("chengdu", "registration"), ("weifang", "summary"), ("beijing", "registration"), ("chengdu", "slip"))
PAPER_PX_MM, GAP_PX = 2.0, 10
ALONE, LISTED, SEALED, SENT, READY = 6, 12, 2, 3, 2
CAME_FROM = FIRST + 10
"""Whom the roster spells otherwise than their card stand before, and come while the drive is on."""
INVITED = 40
LOOKS = {"dark": theme.Look(theme.Mode.DARK), "large": theme.Look(large_type=True)}
SUFFIXES = {"zh_CN": "", "en": "-en"}
"""How a picture's name tells its language; a manual takes the Chinese one where there is no other."""
POINTS_PER_MM = 72 / 25.4
COLOURS = 256
CAMERA_COLOURS, FACES_COLOURS, CAMERA_WIDE = 64, 128, 1024
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


def write(pad: SignaturePad, strokes: Sequence[Stroke]) -> None:
    """Write strokes by mouse."""
    third = pad.width() / 3
    for stroke in strokes:
        spots = [QPoint(round(each.x * third), round(pad.height() / 2 + (each.y - 0.5) * third)) for each in stroke]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=spots[0])
        for spot in spots[1:]:
            QTest.mouseMove(pad, spot)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=spots[-1])


def serve(workplace: Workplace, clerk: Session, person: DemoPerson, *, submit: bool = True) -> RecordId:
    """Take a demo person from card to submission, or as far as the signature; return the record's id."""
    assert workplace.demo is not None
    capture, maker = Capture(clerk), workplace.photo_maker()
    record = Drive(clerk).arrive(person.card).taken.record
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
    if submit:
        capture.submit(record.id)
    return record.id


class Photographer:
    """Whoever serves the window and takes the pictures."""

    def __init__(self, folder: Path, scratch: Path, *, language: str = "zh_CN") -> None:
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        fonts.load(application)
        fonts.load_rare_characters(application)
        theme.apply(application, theme.Look())
        self.folder, self.scratch, self.patience_s = folder, scratch, PATIENCE_S
        self.workplace = app.demo_workplace_at(scratch / "station")
        self.language = Language(application)
        self.language.switch(language)
        self.window = MainWindow(self.language)
        self.bugs: list[BaseException] = []
        self.program = Program(self.workplace, self.window, self.language, on_bug=self.bugs.append)
        assert self.workplace.demo is not None
        self.reader = self.workplace.demo.reader()
        self.program.plug_in(self.reader)
        self.desk: list[Desk] = []

        def open_demo() -> Desk:
            set_up_demo(self.workplace, "chengdu", one_person=True, roster=True)
            self._past_days_work()
            return self.program.open_desk(SUPERVISOR, PASSWORD)

        self.program.tasks.run(open_demo, owner=self.program, on_done=self._sit_down)
        self.window.resize(SIZE)
        self.window.show()
        self.wait(lambda: self.window.current_page() == "counter")

    def _past_days_work(self) -> None:
        """Submit what a supervisor finds, and seal some of it."""
        assert self.workplace.demo is not None
        people = [person for person in self.workplace.demo.people(INVITED) if person.story != "expiring"]
        clerk = self.workplace.log_in(CLERK, PASSWORD)
        came = [*people[CAME_FROM : CAME_FROM + LISTED], *people[1 : ALONE + 1]]
        taken = [serve(self.workplace, clerk, person) for person in came]
        self.unsigned = serve(self.workplace, clerk, people[CAME_FROM + LISTED], submit=False)
        clerk.store.close()
        chief = self.workplace.log_in(SUPERVISOR, PASSWORD)
        self.submitted = taken[0]
        sealed, sent = taken[-SEALED:], taken[-SEALED - SENT : -SEALED]
        for record in (*sealed, *sent, *taken[-SEALED - SENT - READY : -SEALED - SENT]):
            Review(chief).approve(record)
        Batching(chief, self.workplace.packages()).seal(sealed)
        deskpictures.sent(chief, SUPERVISOR, sent)
        self.answer = deskpictures.answer(chief, sent, self.scratch)
        self.packages = deskpictures.packages(chief, self.scratch)
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

        def so() -> bool:
            assert not self.bugs, self.bugs
            return bool(until())

        waiting.until(so, timeout_s=self.patience_s)

    def rest(self, milliseconds: int) -> None:
        """Let the program live for a while; Qt's own ``qWait`` would keep the lanes from it."""
        over = time.monotonic() + milliseconds / 1000
        waiting.until(lambda: time.monotonic() > over)

    def take(self, name: str, *, colours: int = COLOURS, wide: int = SIZE.width()) -> None:
        """Save the window as it is."""
        # Answers ask for the next, and what is laid out waits for the event loop.
        self.rest(SETTLING_MS)
        self.wait(lambda: True)
        self.snap(self.window, name, colours=colours, wide=wide)

    def snap(self, widget: QWidget, name: str, *, colours: int = COLOURS, wide: int = SIZE.width()) -> None:
        """Save a widget this instant, what was said last in its room."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        file = self.folder / f"{name}{SUFFIXES[self.language.code]}.png"
        save(widget.grab().toImage(), file, colours=colours, wide=wide)

    def opened(self, kind: type[Sheet]) -> Sheet:
        """Return the sheet that covers the window, once it is there."""
        self.watch(lambda: any(sheet.isVisible() for sheet in self.window.findChildren(kind)))
        return next(sheet for sheet in self.window.findChildren(kind) if sheet.isVisible())

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the page in front: without a window system the keyboard may be on the one before."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.watch(self.window.isActiveWindow)
        room = next((page for page in self.window.findChildren(Page) if page.isVisible()), self.page)
        focus = QApplication.focusWidget() or self.window.focusWidget()
        QTest.keyClick(focus if focus is not None and room.isAncestorOf(focus) else room, key, modifier)

    def counter(self) -> None:
        """A card was read; the kind of business above, the unit being looked for."""
        self.press(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.page.work.record is not None and self.page.form.editor("name").value())
        self.page.form.go_to("unit")
        self.take("counter")

    def looks(self) -> None:
        """The same in other looks."""
        for name, look in LOOKS.items():
            self.window.top.look_chosen.emit(look)
            self.take(f"counter-{name}")
        self.window.top.look_chosen.emit(theme.Look())
        self.wait(lambda: True)

    def card(self) -> None:
        """Someone whose chip is dead: the card under the document camera, and the form filled from its pictures."""
        self.press(Key.Key_F7)
        self.wait(lambda: self.page.work.record is None)
        self.press(Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        self.rest(SETTLING_MS)
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
        self.rest(SETTLING_MS)
        self.take("proof")

    def signature(self) -> None:
        """The sheet on which the form is signed."""
        sheet = SignatureDialog(self.desk[0], self.unsigned, self.page)
        sheet.open()
        self.wait(lambda: not sheet.busy)
        self.rest(SETTLING_MS)
        write(sheet.pad, deskpictures.WRITTEN)
        self.rest(LOOK_MS)
        self.snap(sheet, "signature", colours=CAMERA_COLOURS, wide=CAMERA_WIDE)
        sheet.reject()

    def controls(self) -> None:
        """The demo's control window, while something happens to its reader."""
        self.program.show_controls()
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ControlsWindow))
        self.watch(window.isVisible)
        self.rest(SETTLING_MS)
        self.snap(window, "controls", colours=CAMERA_COLOURS)
        window.close()
        self.window.activateWindow()
        self.watch(self.window.isActiveWindow)

    def morning(self) -> None:
        """What the examination at the start of the day found."""
        self.window.go_to("morning")
        (page,) = self.window.findChildren(MorningPage)
        over: list[object] = []
        page.examined.connect(over.append)
        page.begin()
        self.wait(lambda: over)
        self.take("morning")

    def review(self) -> None:
        """The sheet of faces, and one record."""
        self.window.go_to("review")
        self.take("faces", colours=FACES_COLOURS, wide=CAMERA_WIDE)
        self.press(Key.Key_Return)
        self.take("review")

    def batches(self) -> None:
        """A sealed batch."""
        self.window.go_to("batches")
        self.take("batch")

    def incoming(self) -> None:
        """What two branches handed over, looked at before it is merged."""
        self.receive()
        self.take("packages")

    def receive(self) -> None:
        """Lay before the supervisor what two branches handed over."""
        self.window.go_to("packages")
        (page,) = self.window.findChildren(PackagesPage)
        page.add_files(self.packages)
        self.wait(lambda: True)
        self.press(Key.Key_Return)
        self.watch(lambda: isinstance(page.dialog(), PasswordDialog))
        dialog = page.dialog()
        assert isinstance(dialog, PasswordDialog)
        dialog.field().set_value(PACKAGE_PASSWORD.password)
        QTest.keyClick(dialog.field().control(), Key.Key_Return)
        self.wait(lambda: page.dialog() is None)

    def answered(self) -> None:
        """What the bureau's answer would do."""
        self.read_answer()
        self.take("feedback")

    def read_answer(self) -> None:
        """Read the bureau's answer."""
        self.window.go_to("feedback")
        (page,) = self.window.findChildren(FeedbackPage)
        page.read(self.answer)
        self.wait(lambda: page.view() is View.PREVIEW)

    def figures(self) -> None:
        """The month so far."""
        self.window.go_to("figures")
        self.wait(lambda: True)
        self.press(Key.Key_M)
        self.take("figures")

    def rosters(self) -> None:
        """The people of a roster, some of whom came."""
        self.window.go_to("rosters")
        (part,) = self.window.findChildren(ListPart)
        self.wait(lambda: part.lister.current() is not None)
        part.go()
        self.take("rosters")

    def offer_list(self) -> None:
        """Have a list at hand for whoever asks for a file: a new person, one without a number, one of the roster."""
        assert self.workplace.demo is not None
        new, listed = self.workplace.demo.people(FIRST + 2)[:: FIRST + 1]
        file = self.scratch / "花名册.csv"
        people = [(new.card.name, new.card.number), ("陈一", "51010719900101"), (listed.card.name, listed.card.number)]
        rows = [("姓名", "证件号码"), *people]
        file.write_text("".join(f"{name},{number}\n" for name, number in rows), "utf-8-sig")
        self.window.go_to("rosters")
        (page,) = self.window.findChildren(RostersPage)
        page._ask = page.list._ask = lambda parent, title: str(file)

    def drive(self) -> None:
        """A drive at the counter: somebody whom the list spells otherwise; then their look at their own data."""
        desk = self.desk[0]

        def start() -> object:
            (roster,) = desk.drive().rosters()
            return desk.drive_mode().start(roster.id)

        self.program.tasks.run(start, owner=self.program)
        self.wait(lambda: True)
        self.window.go_to("counter")
        self._next_card()
        self.take("drive")
        self.press(Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        sheet = self.opened(OwnLookSheet)
        self.wait(lambda: sheet.view.page is not None)
        self.rest(SETTLING_MS)
        self.snap(sheet, "own-look")
        sheet.reject()

    def applicant(self) -> None:
        """The applicant's own screen: their data while the clerk fills them in."""
        visit = self.page.look.visit
        self.window.go_to("counter")
        visit.choose(IN_A_WINDOW)
        self._next_card()
        window = visit.stand()
        assert window is not None
        window.resize(APPLICANT_SIZE)
        self.rest(SETTLING_MS)
        self.snap(window, "applicant")
        visit.choose(OFF)

    def _next_card(self) -> None:
        """Lay the next person's card on the reader."""
        if self.page.work.record is not None:
            self.press(Key.Key_F7)
        self.wait(lambda: self.page.work.record is None)
        stage = self.desk[0].stage
        assert stage is not None
        stage.go_on_from(FIRST + 1)
        self.press(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.page.work.record is not None and self.page.form.editor("name").value())

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

    def help(self) -> None:
        """The manual inside the program."""
        self.window.go_to("help")
        self.take("help")

    def appearance(self) -> None:
        """Where language and look are chosen."""
        self.window.go_to("settings", "appearance")
        self.take("appearance")

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


SCENES: dict[str, Callable[[Photographer], None]] = {
    "counter": Photographer.counter,
    "looks": Photographer.looks,
    "card": Photographer.card,
    "signature": Photographer.signature,
    "controls": Photographer.controls,
    "morning": Photographer.morning,
    "review": Photographer.review,
    "batch": Photographer.batches,
    "packages": Photographer.incoming,
    "feedback": Photographer.answered,
    "figures": Photographer.figures,
    "rosters": Photographer.rosters,
    "drive": Photographer.drive,
    "applicant": Photographer.applicant,
    "profile": Photographer.profile,
    "help": Photographer.help,
    "appearance": Photographer.appearance,
    "papers": Photographer.papers,
}
"""What a picture is asked for by, in the order in which they are taken."""
TRAINING = "training"
"""What the picture of the training station is asked for by: it is a station of its own."""


def shoot(folder: Path, names: Sequence[str] = (), *, language: str = "zh_CN") -> None:
    """Save every picture, or those named, in a language."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        photographer = Photographer(folder, Path(scratch), language=language)
        for name, scene in SCENES.items():
            if not names or name in names:
                scene(photographer)
        photographer.leave()
        if not names or TRAINING in names:
            picture = lesson_picture(Path(scratch) / "school", language=language)
            save(picture, folder / f"{TRAINING}{SUFFIXES[language]}.png")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked = [name for name in sys.argv[2:] if name not in SUFFIXES]
    for language in [name for name in sys.argv[2:] if name in SUFFIXES] or ["zh_CN"]:
        shoot(out_folder(sys.argv[1:], "screenshots OUT [NAME…]"), asked, language=language)
