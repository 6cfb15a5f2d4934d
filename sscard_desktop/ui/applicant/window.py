# SPDX-License-Identifier: Apache-2.0
"""The applicant's own screen: one scene at a time, and the button by which they choose their language.

It never takes the keyboard: that is the clerk's. It answers by mouse and finger. Refused: keeping anybody's data behind
the scene that is shown: whatever isn't in front is empty.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.services.ownlook import LookPage
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.camera import CameraScene
from sscard_desktop.ui.applicant.consents import ConsentScene
from sscard_desktop.ui.applicant.farewell import Farewell
from sscard_desktop.ui.applicant.greeting import Greeting
from sscard_desktop.ui.applicant.reading import ReadingScene
from sscard_desktop.ui.applicant.scene import Scene
from sscard_desktop.ui.applicant.signing import SigningScene
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button

THANKS_MS = 6000
FAREWELL_MS = 45_000
"""A number is copied by hand in that time; whoever comes next takes it away at once."""
_WINDOW = (1280, 800)


class ApplicantWindow(QWidget):
    """Covers a screen.

    Args:
        station: its name, shown while nobody is there.
        spec: the limits of the photo that is taken here.
        owner: the window that it ends with.
        framed: it stands beside the clerk's window, with a frame, instead of covering a screen.

    Signals:
        answered(pointed): the keys that were pointed at; none where all is right.
        page_asked(): the language changed while somebody's data is shown.
        rested(): thanks were read; whatever is next may be shown.
    """

    answered = Signal(object)
    page_asked = Signal()
    rested = Signal()

    def __init__(self, station: str, spec: PhotoSpec, owner: QWidget, *, framed: bool = False) -> None:
        # On the clerk's own screen it would vanish behind the dialogs that it follows.
        kind = Qt.WindowType.WindowStaysOnTopHint if framed else Qt.WindowType.FramelessWindowHint
        super().__init__(owner, Qt.WindowType.Window | kind)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.framed = framed
        self._chosen = self._usual = "zh_CN"
        self._foreign = False
        self._why = ""
        self.greeting = Greeting(station)
        self.page = ReadingScene()
        self.camera = CameraScene(spec)
        self.consents = ConsentScene()
        self.signing = SigningScene()
        self.farewell = Farewell()
        self.page.answered.connect(self.answered)
        self._room = QStackedWidget(self)
        for scene in self._scenes():
            self._room.addWidget(scene)
        self.speech = Button("", self)
        self.speech.setObjectName("applicant_speech")
        self.speech.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.speech.clicked.connect(self._change_speech)
        space = tokens().space
        head = QHBoxLayout()
        head.setContentsMargins(space.xl, space.s, space.m, 0)
        head.addStretch(1)
        head.addWidget(self.speech)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # However much there is to say, it doesn't grow beyond its screen.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addLayout(head)
        column.addWidget(self._room, 1)
        self._thanked = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._thanked.timeout.connect(self.rested)
        self.welcome()

    def _scenes(self) -> tuple[Scene, ...]:
        return (self.greeting, self.page, self.camera, self.consents, self.signing, self.farewell)

    # ── where it stands, what it speaks ──────────────────────────────────────────────────────────────────────

    def cover(self, place: QRect) -> None:
        """Stand on a screen, without the keyboard; with a frame, beside the clerk's window as far as there is room."""
        if self.framed:
            if not self.isVisible():
                self.resize(min(_WINDOW[0], place.width() * 9 // 10), min(_WINDOW[1], place.height() * 9 // 10))
                self.move(place.right() - self.width(), place.top() + tokens().space.xxl)
        else:
            self.setGeometry(place)
        self.show()
        handle = self.windowHandle()
        if handle is not None:
            # A dialog over the clerk's window blocks that and all that belongs to it; the applicant reads on and signs.
            # Qt takes none here, its stubs don't know it.
            handle.setTransientParent(None)  # type: ignore[arg-type]

    def set_station(self, station: str, why: str) -> None:
        """Name the station, and say what is collected and why while nobody is there."""
        self.greeting.set_station(station)
        self._why = why

    def serve(self, usual: str, *, foreign: bool) -> None:
        """Speak to somebody: in the counter's language unless they choose another, to foreigners in both."""
        if usual != self._usual:
            self._usual = self._chosen = usual
        self._foreign = foreign
        self._speak()

    @property
    def chosen(self) -> str:
        """The language that whoever is there reads first."""
        return self._chosen

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that are shown."""
        return words.spoken_to(self._chosen, foreign=self._foreign)

    def _change_speech(self) -> None:
        self._chosen = next(code for code in words.BOTH if code != self._chosen)
        self._speak()
        if self.page.view.page is not None or self.signing.view.page is not None:
            self.page_asked.emit()

    def _speak(self) -> None:
        self.speech.set_text(words.spoken("speech", [code for code in words.BOTH if code != self._chosen]))
        for scene in self._scenes():
            scene.speak(self.codes)
        self.setWindowTitle(words.spoken("title", words.BOTH))

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────────

    def scene(self) -> Scene:
        """Return what is in front."""
        found = self._room.currentWidget()
        assert isinstance(found, Scene)
        return found

    def show_page(self, page: LookPage, language: str) -> None:
        """Let somebody read their data over."""
        self._bring(self.page)
        self.page.show_page(page, language, asked=True)

    def show_data(self, page: LookPage, language: str) -> None:
        """Let somebody look on as their data is filled in."""
        self._bring(self.page)
        self.page.show_page(page, language, asked=False)

    def show_camera(self) -> None:
        """Show the mirror."""
        self._bring(self.camera)
        self.camera.speak(self.codes)

    def show_consents(self) -> None:
        """Show the texts."""
        self._bring(self.consents)
        self.consents.speak(self.codes)

    def show_signing(self) -> None:
        """Show the pad."""
        self._bring(self.signing)
        self.signing.speak(self.codes)

    def show_farewell(self) -> None:
        """Show number and next steps for a while."""
        self._bring(self.farewell)
        self.farewell.speak(self.codes)
        self._thanked.start(FAREWELL_MS)

    def thank(self, *, right: bool) -> None:
        """Say thanks for an answer; nobody's data is there any more."""
        self._bring(self.greeting)
        self.greeting.say(words.both("thanks"), words.both("thanks_right" if right else "thanks_wrong"))
        self._thanked.start(THANKS_MS)

    def begin(self) -> None:
        """Say that somebody is served of whom nothing is known yet."""
        self._bring(self.greeting)
        codes = words.BOTH if not self._foreign and self._chosen == self._usual else self.codes
        self.greeting.say(
            words.spoken("begun", codes, between="\n"), words.spoken("begun_calm", codes, between="\n"), self._why
        )

    def pause(self) -> None:
        """Show nobody's data, at once; the counter is busy with something else, or locked."""
        self._bring(self.greeting)
        self.greeting.say(words.spoken("pause", words.BOTH, between="\n"), "")

    def welcome(self) -> None:
        """Show nobody's data, at once, and wait for the next person."""
        self._chosen, self._foreign = self._usual, False
        self._bring(self.greeting)
        self._speak()
        self.greeting.say(words.both("welcome"), words.both("welcome_card"), self._why)

    @property
    def reading(self) -> bool:
        """Whether somebody's data is shown to be answered."""
        return self.page.asked and self.page.view.page is not None

    @property
    def thanking(self) -> bool:
        """Whether thanks are just being read."""
        return self._thanked.isActive()

    def _bring(self, scene: Scene) -> None:
        """Bring a scene to the front; all others forget what they showed."""
        self._thanked.stop()
        for each in self._scenes():
            if each is not scene:
                each.clear()
        self._room.setCurrentWidget(scene)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.page.view.page is not None:
            self.page_asked.emit()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.welcome()
        super().closeEvent(event)
