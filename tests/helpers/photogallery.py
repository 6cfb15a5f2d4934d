# SPDX-License-Identifier: Apache-2.0
"""Shows the photo dialog in its states as pictures, for eyes: ``python -m tests.helpers.photogallery OUT [NAME…]``.

Taken on a throw-away demo station, in both languages, light and dark, at 1366×768 and 1920×1080. The people are those
of the demo station.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sscard_desktop.app import demo_workplace_at
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.demostation import PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.photo.consent import ConsentDialog
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.photo.lighting import LightingDialog
from sscard_desktop.ui.photo.samples import SamplesDialog
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.readervoice import ReaderVoice
from sscard_desktop.ui.tasks import Tasks
from sscard_desktop.ui.theme import Look, Mode
from tests.helpers.outfolder import out_folder

T = TypeVar("T")
SIZES = (QSize(1366, 768), QSize(1920, 1080))
LOOKS = {"light": Look(), "dark": Look(Mode.DARK)}


class Studio:
    """A demo station's desk, with a record open."""

    def __init__(self, app: QApplication, language: Language, workplace: Workplace) -> None:
        self.app = app
        self.tasks = Tasks(on_bug=_raise, on_error=_raise)
        self.host = QWidget()
        self.workplace = workplace

        def open_desk() -> Desk:
            session = workplace.log_in(SUPERVISOR, PASSWORD)
            return Desk.of(
                session, workplace, tasks=self.tasks, language=language, reader=ReaderVoice(workplace.readers)
            )

        self.desk: Desk = self.result(open_desk)
        assert workplace.demo is not None
        self.person = workplace.demo.people(1)[0]
        workplace.demo.seat(self.person)
        self.record_id = self.new_record()

    def new_record(self) -> str:
        """Start a record of the person who sits there."""
        return self.result(lambda: self.desk.capture.start(card=self.person.card).record.id)

    def result(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the store lane."""
        results: list[T] = []
        self.tasks.run(work, owner=self.host, on_done=results.append)
        self.until(lambda: bool(results))
        return results[0]

    def until(self, holds: Callable[[], bool], *, timeout_s: float = 20.0) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + timeout_s
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError
            self.app.processEvents()
            # Outside of exec() nothing that was given up would ever go.
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.01)

    def pass_time(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def photo(self) -> PhotoDialog:
        """Open the photo dialog, without the automatic shot."""
        dialog = PhotoDialog(self.desk, self.record_id, self.host)
        dialog.open()
        self.until(lambda: dialog.stage is Stage.LIVE)
        if dialog.live.automatic:
            QTest.keyClick(dialog, Qt.Key.Key_A)
        return dialog


def _raise(error: BaseException) -> None:
    raise error


def live(studio: Studio) -> QDialog:
    """Return the live picture as soon as guidance speaks."""
    dialog = studio.photo()
    studio.until(lambda: bool(dialog.live.viewfinder.hint()))
    return dialog


def holding(studio: Studio) -> QDialog:
    """Return the live picture with the ring closing."""
    dialog = studio.photo()
    studio.until(lambda: "still" in dialog.live.states.met() and dialog.live.hold_share() > 0.5)
    return dialog


def lost(studio: Studio) -> QDialog:
    """Return the dialog whose camera was unplugged."""
    dialog = studio.photo()
    studio.until(lambda: dialog.live.can_shoot)
    studio.workplace.cameras().unplug()  # type: ignore[attr-defined]
    studio.until(dialog.live.banner.isVisible)
    return dialog


def none(studio: Studio) -> QDialog:
    """Return the dialog without any camera."""
    studio.workplace.cameras().unplug()  # type: ignore[attr-defined]
    return studio.photo()


def countdown(studio: Studio) -> QDialog:
    """Return the countdown."""
    dialog = holding(studio)
    QTest.keyClick(dialog, Qt.Key.Key_T)
    return dialog


def confirm(studio: Studio) -> QDialog:
    """Return a photo that waits for the clerk's look."""
    dialog = studio.photo()
    studio.until(lambda: dialog.live.can_shoot)
    QTest.keyClick(dialog, Qt.Key.Key_Space)
    studio.until(lambda: dialog.stage is Stage.RESULT)
    return dialog


def confirmed(studio: Studio) -> QDialog:
    """Return a photo whose questions are answered."""
    dialog = confirm(studio)
    assert isinstance(dialog, PhotoDialog)
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        QTest.keyClick(dialog, digit)
    QTest.keyClick(dialog, Qt.Key.Key_P)
    return dialog


def fail(studio: Studio) -> QDialog:
    """Return a photo that failed, with a reason being typed."""
    from PIL import Image

    dialog = studio.photo()
    with tempfile.TemporaryDirectory() as folder:
        dark = Path(folder) / "dark.png"
        frame = studio.workplace.cameras().still(0)  # type: ignore[attr-defined]
        Image.fromarray((frame.rgb * 0.2).astype("uint8")).save(dark)
        dialog.import_file(dark)
        studio.until(lambda: dialog.stage is Stage.RESULT)
    QTest.keyClick(dialog, Qt.Key.Key_O)
    return dialog


def samples(studio: Studio) -> QDialog:
    """Return a page of the samples."""
    dialog = SamplesDialog(studio.desk, studio.host, first=7)
    dialog.open()
    return dialog


def light(studio: Studio) -> QDialog:
    """Return the light's score."""
    dialog = LightingDialog(studio.desk, studio.host, lasts_s=2)
    dialog.open()
    studio.until(lambda: dialog.found is not None)
    return dialog


def id_camera(studio: Studio) -> IdPicturesDialog:
    """Return the document camera with a card found in its picture."""
    dialog = IdPicturesDialog(studio.desk, studio.new_record(), studio.host)
    dialog.open()
    studio.until(lambda: dialog.shooting and dialog.camera.finder.outline() is not None)
    studio.until(lambda: bool(dialog.camera.finder.outline() and dialog.camera.finder.outline()[0][0] < 400))
    return dialog


def id_turn(studio: Studio) -> IdPicturesDialog:
    """Return the front taken and the back asked for."""
    dialog = id_camera(studio)
    studio.until(lambda: dialog.camera.wanted is PictureRole.ID_BACK)
    return dialog


def id_both(studio: Studio) -> IdPicturesDialog:
    """Return both sides as the camera took them."""
    dialog = id_turn(studio)
    studio.until(lambda: not dialog.shooting and not dialog.work.busy)
    return dialog


def id_empty(studio: Studio) -> IdPicturesDialog:
    """Return the ID pictures before the first one, the camera put away."""
    dialog = IdPicturesDialog(studio.desk, studio.new_record(), studio.host)
    dialog.open()
    studio.until(lambda: dialog.shooting)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    studio.until(lambda: not dialog.work.busy and not dialog.shooting)
    return dialog


def id_full(studio: Studio) -> QDialog:
    """Return both ID pictures."""
    dialog = id_empty(studio)
    QTest.keyClick(dialog, Qt.Key.Key_D)
    studio.until(lambda: not dialog.work.busy and not dialog.sides.missing())
    return dialog


def id_wrong(studio: Studio) -> QDialog:
    """Return the ID pictures after a file that isn't one."""
    dialog = id_empty(studio)
    dialog.taking.take_files([Path(__file__)])
    studio.until(dialog.banner.isVisible)
    return dialog


def consent(studio: Studio) -> QDialog:
    """Return the texts before anything was agreed to."""
    dialog = ConsentDialog(studio.desk, studio.new_record(), studio.host)
    dialog.open()
    studio.until(lambda: not dialog.busy)
    return dialog


def consented(studio: Studio) -> QDialog:
    """Return the texts, one of them agreed to."""
    dialog = consent(studio)
    assert isinstance(dialog, ConsentDialog)
    while not dialog.read_to_the_end:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_1)
    studio.until(lambda: not dialog.busy)
    return dialog


SCENES: dict[str, Callable[[Studio], QDialog]] = {
    scene.__name__: scene
    for scene in (
        live,
        holding,
        countdown,
        lost,
        none,
        confirm,
        confirmed,
        fail,
        samples,
        light,
        id_camera,
        id_turn,
        id_both,
        id_empty,
        id_full,
        id_wrong,
        consent,
        consented,
    )
}


def shoot(folder: Path, names: list[str]) -> None:
    """Save a picture of each scene."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.load(app)
    language = Language(app)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        workplace = demo_workplace_at(Path(scratch) / "station")
        set_up_demo(workplace, "chengdu", one_person=True)
        language.switch("zh_CN")
        studio = Studio(app, language, workplace)
        for name in names or SCENES:
            for tongue in ("zh_CN", "en"):
                language.switch(tongue)
                for look_name, look in LOOKS.items():
                    theme.apply(app, look)
                    for size in SIZES:
                        if size.width() > 1400 and (look_name, tongue) not in (("light", "zh_CN"), ("dark", "en")):
                            continue
                        studio.host.resize(size)
                        dialog = SCENES[name](studio)
                        studio.pass_time(0.1)
                        dialog.grab().save(str(folder / f"{name}-{look_name}-{tongue[:2]}-{size.width()}.png"))
                        studio.workplace.cameras().plug_in()  # type: ignore[attr-defined]
                        while shiboken6.isValid(dialog) and dialog.isVisible():
                            # The camera of the ID pictures takes an Esc of its own.
                            QTest.keyClick(dialog, Qt.Key.Key_Escape)
                        studio.until(lambda shown=dialog: not shiboken6.isValid(shown))
        studio.result(studio.desk.session.store.close)
        studio.tasks.shutdown()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shoot(out_folder(sys.argv[1:], "photogallery OUT [NAME…]"), sys.argv[2:])
