# SPDX-License-Identifier: Apache-2.0
"""Shows the counter page as pictures, for eyes: ``python -m tests.helpers.countergallery OUT_FOLDER [NAME…]``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop import paths
from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.domain.document import FieldReading, Side
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.counter.sheets import WaitingSheet
from sscard_desktop.ui.palette.sheet import PaletteSheet
from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.lights import Light
from tests.helpers.cardreadings import BACK, FRONT, reading_of, straight
from tests.helpers.counters import CounterWindow
from tests.helpers.desks import good_photo
from tests.helpers.drives import DriveCounter

_SEARCHED_MS = 1500
"""Time for a search that waits for the typing to rest."""
_FONT = paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"
FACE = Path(__file__).parent.parent / "data" / "faces" / "astronaut.png"


def empty(counter: CounterWindow) -> None:
    """Before the first card."""


def begun(counter: CounterWindow) -> None:
    """A card was read just now."""
    counter.lay(counter.person(0).card)


def filled(counter: CounterWindow) -> None:
    """All but the pictures."""
    begun(counter)
    counter.page._type_for(dict(counter.person(0).values))
    counter.settle()
    counter.page.course.focus()


def problems(counter: CounterWindow) -> None:
    """Mistakes under their fields."""
    begun(counter)
    for key, text in (("mobile", "1380013"), ("postcode", "61"), ("insured_unit_number", "900001")):
        counter.page.form.go_to(key)
        counter.write(text)
    counter.page.form.go_to("unit")
    counter.key(Qt.Key.Key_Tab)
    counter.page.form.go_to("mobile")
    counter.settle()
    counter.page.form.go_to("phone")
    counter.settle()


def question(counter: CounterWindow) -> None:
    """A number of fifteen places, typed by hand."""
    counter.key(Qt.Key.Key_F2)
    counter.settle()
    counter.page.form.go_to("number")
    counter.write("510107810717001")
    counter.key(Qt.Key.Key_Tab)
    counter.settle()
    counter.page.form.go_to("number")


def refused(counter: CounterWindow) -> None:
    """The ID card expires too soon."""
    counter.lay(next(p for p in map(counter.person, range(10)) if p.story == "expiring").card)


def waiting(counter: CounterWindow) -> None:
    """Somebody else's card lies on the reader."""
    filled(counter)
    counter.lay(counter.person(1).card)


def ready(counter: CounterWindow) -> None:
    """Everything is there; the checklist is in sight."""
    filled(counter)
    counter.serve_behind_doors()
    photo = FACE.read_bytes()
    record = counter.page.work.record
    assert record is not None
    capture = counter.desk.capture
    counter.in_lane(lambda: capture.accept_photo(record.id, photo, JudgedPhoto(good_photo().report)))
    for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK):
        counter.in_lane(lambda role=role: capture.accept_picture(record.id, role, photo))
    counter.noted.behind["consent"](record.id)
    counter.page.course.behind._changed()
    counter.settle()
    counter.page.form.verticalScrollBar().setValue(99999)
    counter.page.course.focus()


def popup(counter: CounterWindow) -> None:
    """A code list is open."""
    begun(counter)
    counter.page.form.go_to("nation")
    counter.write("h")
    counter.settle()


def palette(counter: CounterWindow) -> QWidget:
    """Ctrl+K, with something typed."""
    initials = counter.desk.workplace.pinyin.initials
    lines = counter.page.commands()
    found = PaletteSheet([Choice(name, text, initials(text), key) for name, text, key in lines], counter.page)
    found.line.setText("d")
    found.line.textEdited.emit("d")
    return found


def queue(counter: CounterWindow) -> QWidget:
    """F8, with two who wait."""
    for index in (0, 2):
        counter.lay(counter.person(index).card)
        counter.key(Qt.Key.Key_F7)
        counter.settle()
    return WaitingSheet(counter.in_lane(counter.desk.registry.waiting), counter.page)


def kinds(counter: CounterWindow) -> QWidget | None:
    """Ctrl+B: which kind of business."""
    begun(counter)
    return _opened(counter, Qt.Key.Key_B)


def change(counter: CounterWindow) -> None:
    """A change of data, just begun."""
    counter.page.work.choose("change")
    counter.settle()
    begun(counter)


def enquiry(counter: CounterWindow) -> QWidget | None:
    """Ctrl+J, with a number that nobody has."""
    sheet = _opened(counter, Qt.Key.Key_J)
    counter.write("11010519491231002X")
    counter.key(Qt.Key.Key_Return)
    counter.settle()
    return sheet


def characters(counter: CounterWindow) -> QWidget | None:
    """Ctrl+I at the name, with two parts typed."""
    begun(counter)
    counter.page.form.go_to("name")
    dialog = _opened(counter, Qt.Key.Key_I)
    counter.write("土口")
    QTest.qWait(_SEARCHED_MS)
    counter.settle()
    return dialog


def differences(counter: CounterWindow) -> None:
    """The card says another name than what was typed."""
    card = counter.person(0).card
    counter.key(Qt.Key.Key_F2)
    counter.settle()
    for key, text in (("number", card.number), ("name", "王小明")):
        counter.page.form.go_to(key)
        counter.write(text)
        counter.key(Qt.Key.Key_Tab)
    counter.settle()
    counter.lay(card)


def pictured(counter: CounterWindow) -> None:
    """Filled from ID pictures: marked, one field hard to read, one repaired, the part to compare above."""
    counter.page.course.begin()
    counter.settle()
    card = counter.person(0).card
    _photograph(
        counter,
        name=FieldReading(card.name, 0.62, Side.FRONT),
        number=FieldReading(card.number, 0.95, Side.FRONT, seen=f"{card.number[:9]}?{card.number[10:]}"),
    )
    counter.page.form.go_to("number")


def sources(counter: CounterWindow) -> None:
    """Chip, pictures and form say something else: side by side beneath the field, with the keys that decide."""
    card = counter.person(0).card
    counter.lay(card)
    _photograph(counter, name="李敏惠", address="四川省成都市武侯区洗面桥街样本卷")
    counter.page.form.go_to("name")
    counter.settle()


def _photograph(counter: CounterWindow, **read: FieldReading | str) -> None:
    demo = DemoHardware(paths.resources() / "samples", _FONT, counter.clock.today(), nation=lambda _: "汉")
    person = counter.person(0)
    counter.document_reader.reading = reading_of(person.card, **read)  # type: ignore[arg-type]
    documents = Documents(counter.desk.session)

    def take(record_id: str) -> None:
        sides = zip((FRONT, BACK), (Side.FRONT, Side.BACK), demo.id_pictures(person), strict=True)
        for role, side, jpeg in sides:
            card = straight(jpeg, side)
            counter.in_lane(lambda role=role, card=card: documents.accept(record_id, role, card))

    counter.noted.behind["id_pictures"] = take
    counter.page.course.behind.take_id_pictures()
    counter.settle()


def _opened(counter: CounterWindow, key: Qt.Key) -> QWidget | None:
    counter.key(key, Qt.KeyboardModifier.ControlModifier)
    counter.settle()
    return QApplication.activeModalWidget()


def drive(counter: CounterWindow) -> None:
    """Call somebody up whose list says something else in two things, while others wait with numbers."""
    assert isinstance(counter, DriveCounter)
    counter.begin(*_drive_people(counter))
    counter.in_lane(lambda: [counter.desk.arrivals().give_number(counter.rows[at]) for at in (1, 3)])
    counter.lay(counter.person(0).card)


def called(counter: CounterWindow) -> None:
    """Wait for the next one of the queue."""
    drive(counter)
    counter.page.work.park()
    counter.settle()


def stranger(counter: CounterWindow) -> None:
    """Serve somebody who isn't on the roster."""
    assert isinstance(counter, DriveCounter)
    counter.begin(*_drive_people(counter))
    counter.lay(counter.person(9).card)


def namesake(counter: CounterWindow) -> None:
    """Serve somebody whose number is mistyped in the list."""
    assert isinstance(counter, DriveCounter)
    card = counter.person(1).card
    other = card.number[:-2] + ("1" if card.number[-2] != "1" else "2") + card.number[-1]
    counter.begin(counter.complete(0), counter.complete(1, number=other))
    counter.lay(card)


def roster(counter: CounterWindow) -> QWidget | None:
    """Open the roster over the counter."""
    drive(counter)
    counter.page.work.park()
    counter.settle()
    return _opened(counter, Qt.Key.Key_U)


def _drive_people(counter: DriveCounter) -> list[dict[str, str]]:
    return [counter.complete(0, name="王秀瑛", nation="08"), *(counter.complete(index) for index in range(1, 6))]


SCENES: dict[str, Callable[[CounterWindow], QWidget | None]] = {
    scene.__name__: scene
    for scene in (
        empty, begun, filled, problems, question, refused, waiting, ready, popup, palette, queue,
        kinds, change, enquiry, characters, differences, pictured, sources,
        drive, called, stranger, namesake, roster,
    )
}  # fmt: skip
LOOKS = {
    "light": (Look(), "zh_CN", QSize(1366, 768)),
    "wide": (Look(), "zh_CN", QSize(1920, 1080)),
    "dark": (Look(Mode.DARK), "zh_CN", QSize(1366, 768)),
    "large": (Look(large_type=True), "zh_CN", QSize(1366, 768)),
    "contrast": (Look(Mode.CONTRAST), "zh_CN", QSize(1366, 768)),
    "english": (Look(), "en", QSize(1366, 768)),
}


def shoot(folder: Path, names: list[str], looks: list[str]) -> None:
    """Save a picture of each scene in each look."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    fonts.load(application)
    fonts.load_rare_characters(application)
    folder.mkdir(parents=True, exist_ok=True)
    for look_name in looks or LOOKS:
        look, language, size = LOOKS[look_name]
        theme.apply(application, look)
        for name in names or SCENES:
            with tempfile.TemporaryDirectory() as scratch:
                counter = DriveCounter(application, Path(scratch) / "station", language=language)
                counter.open()
                counter.window.resize(size)
                counter.window.top.set_light(Device.READER, Light.READY)
                counter.window.top.set_light(Device.CAMERA, Light.READY)
                counter.readers.on_event(ReaderEvent(ReaderState.READY))
                counter.settle()
                shown = SCENES[name](counter) or counter.window
                shown.show()
                counter.settle()
                shown.grab().save(str(folder / f"{name}-{look_name}.png"))
                counter.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = sys.argv[2:]
    shoot(Path(sys.argv[1]), [name for name in chosen if name in SCENES], [name for name in chosen if name in LOOKS])
