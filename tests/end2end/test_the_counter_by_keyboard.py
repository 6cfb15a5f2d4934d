# SPDX-License-Identifier: Apache-2.0
"""The demo's window, served by keyboard alone: card on a real serial line, photo, pictures, consent, paper.

Nothing is faked but the hardware, and that is the demo's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from sscard_desktop import app
from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.services.demoroster import ROSTER
from sscard_desktop.services.demostation import PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.window import Program

PATIENCE_MS = 20_000
LOOK_MS = 20
AGAIN_MS = 2000
MOST_KEYS = 12
"""For a person whom card and roster fill whole: from the card on, inside the dialogs and between them."""
Key = Qt.Key


class Hands:
    """A clerk's ten fingers, and eyes that wait."""

    def __init__(self, program: Program, window: MainWindow) -> None:
        self.program = program
        self.window = window
        self.pressed = 0

    @property
    def page(self) -> CounterPage:
        (page,) = self.window.findChildren(CounterPage)
        return page

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        front = QApplication.activeModalWidget() or self.page
        focus = QApplication.focusWidget()
        # Without a window system the keyboard may still be behind the dialog.
        QTest.keyClick(focus if focus is not None and front.isAncestorOf(focus) else front, key, modifier)

    def wait(self, until: Callable[[], object]) -> None:
        for _ in range(PATIENCE_MS // LOOK_MS):
            if until():
                return
            QTest.qWait(LOOK_MS)
        pytest.fail("waited in vain")

    def wait_for(self, kind: StepKind) -> None:
        self.wait(lambda: QApplication.activeModalWidget() is None and self.page.standing.step().kind is kind)
        self.wait(self.program.tasks.idle)

    def press_until(self, key: Key, until: Callable[[], object]) -> None:
        """Press a key, again and again where what is in front isn't ready yet; only what did something counts."""
        for _ in range(PATIENCE_MS // AGAIN_MS):
            before, seen = self.pressed, self.sight()
            self.press(key)
            for _ in range(AGAIN_MS // LOOK_MS):
                QTest.qWait(LOOK_MS)
                if until():
                    return
            if self.sight() == seen:
                self.pressed = before
        pytest.fail("pressed in vain")

    def sight(self) -> list[tuple[str, bool]]:
        """Return what can be read and pressed in front."""
        front = QApplication.activeModalWidget() or self.page
        buttons = [(each.text(), each.isEnabled()) for each in front.findChildren(QAbstractButton) if each.isVisible()]
        return buttons + [(each.text(), True) for each in front.findChildren(QLabel) if each.isVisible()]

    def accept(self) -> None:
        """Press Enter until the dialog in front is shut: it may want everything looked at first."""
        front = QApplication.activeModalWidget()
        self.press_until(Key.Key_Return, lambda: QApplication.activeModalWidget() is not front)

    def dialog(self, name: str) -> QWidget:
        self.wait(lambda: type(QApplication.activeModalWidget()).__name__ == name)
        found = QApplication.activeModalWidget()
        assert found is not None
        return found


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    fonts.load(qapp)
    theme.apply(qapp, theme.Look())
    workplace = app.demo_workplace_at(tmp_path / "station")
    language = Language(qapp)
    language.switch("zh_CN")
    window = MainWindow(language)
    bugs: list[BaseException] = []
    program = Program(workplace, window, language, on_bug=bugs.append)
    assert workplace.demo is not None
    program.plug_in(workplace.demo.reader())

    def open_demo() -> Desk:
        set_up_demo(workplace, "chengdu", one_person=True, roster=True)
        return program.open_desk(SUPERVISOR, PASSWORD)

    program.tasks.run(open_demo, owner=program, on_done=program.sit_down)
    window.resize(1366, 768)
    window.show()
    fingers = Hands(program, window)
    fingers.wait(lambda: window.current_page() == "counter")
    yield fingers
    program.close()
    window.close()
    language.silence()
    assert not bugs, bugs


def records(hands: Hands) -> list[RecordSummary]:
    found: list[RecordSummary] = []
    desk = hands.page._desk
    hands.program.tasks.run(lambda: list(desk.registry.search("")), owner=hands.window, on_done=found.extend)
    hands.wait(hands.program.tasks.idle)
    return found


@pytest.mark.long
def test_a_person_is_served_from_card_to_submission(hands: Hands) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    hands.press(Key.Key_D, control)
    hands.wait(lambda: hands.page.work.record is not None and hands.page.form.editor("name").value())
    hands.press(Key.Key_E, control)
    serve_the_rest(hands)


def test_a_complete_person_of_the_roster_takes_twelve_keys_at_most(hands: Hands) -> None:
    desk = hands.page._desk
    hands.program.tasks.run(lambda: desk.drive_mode().start(ROSTER), owner=hands.window)
    hands.wait(hands.program.tasks.idle)
    hands.page.drive.refresh()
    hands.wait(lambda: hands.page.drive.view is not None)
    hands.press(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    hands.wait(lambda: hands.page.work.record is not None and hands.page.form.editor("mobile").value())
    hands.pressed = 0
    serve_the_rest(hands, flows=True)
    assert hands.pressed <= MOST_KEYS
    hands.wait(lambda: hands.page.drive.strip.counts().startswith("已采集 1/"))


AT_A_CAMERA = 2
"""Keys more than the demo's one: it is opened, and each side of the card is shot."""


def serve_the_rest(hands: Hands, *, flows: bool = False) -> None:
    """Take photo, ID pictures, consent and paper of the person in work, whose fields are filled, and submit.

    Args:
        flows: the next dialog opens by itself.
    """
    hands.wait_for(StepKind.PHOTO)
    hands.press(Key.Key_Return)
    photo = hands.dialog("PhotoDialog")
    hands.wait(lambda: photo.stage.value == "result")  # type: ignore[attr-defined]
    hands.accept()
    if not flows:
        hands.wait_for(StepKind.ID_PICTURES)
        hands.press(Key.Key_Return)
    pictures = hands.dialog("IdPicturesDialog")
    hands.wait(hands.program.tasks.idle)
    hands.press(Key.Key_D)
    hands.pressed += AT_A_CAMERA
    hands.wait(lambda: hands.page.standing.step().kind is StepKind.CONSENT)
    hands.wait(lambda: not pictures.work.busy)  # type: ignore[attr-defined]
    hands.accept()
    if not flows:
        hands.wait_for(StepKind.CONSENT)
        hands.press(Key.Key_Return)
    hands.dialog("ConsentDialog")
    hands.accept()
    hands.wait_for(StepKind.PRINT)
    hands.press(Key.Key_Return)
    hands.dialog("PreviewDialog")
    hands.accept()
    hands.wait_for(StepKind.SUBMIT)
    hands.press(Key.Key_Return)
    hands.wait_for(StepKind.READ_CARD)
    (record,) = records(hands)
    assert record.status is Status.SUBMITTED
    assert record.prints == 1
    assert record.receipt_number
