# SPDX-License-Identifier: Apache-2.0
"""The live half of the photo dialog: camera, guides, hint, countdown, and the moment of the shot.

Answers for which frame is taken. What becomes of it is the dialog's business.
"""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import Guidance
from sscard_desktop.services.ports import CameraDevice, Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.burst import Burst
from sscard_desktop.ui.photo.choices import MANUAL_SHUTTER, SOUND, TONES, VOICE, StationChoices
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.photo.newestframe import NewestFrame
from sscard_desktop.ui.photo.states import GuidanceStates
from sscard_desktop.ui.photo.tones import Tone as Sound
from sscard_desktop.ui.photo.tones import Tones
from sscard_desktop.ui.photo.viewfinder import Viewfinder
from sscard_desktop.ui.photo.voice import Voice
from sscard_desktop.ui.photo.words import hint_of
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import Tone

COUNTDOWN_S = 3
_REARMED_AFTER_S = 2.5
"""After a picture that wasn't taken, the next automatic one waits so long: something is to be changed first."""


_WELL = ("hold_still", "ready")
"""Hints that ask for nothing."""


_SURELY, _NEARLY = 0.1, 0.55
"""Of the time that everything must hold, when the photo is made ahead: as soon as the head is still, so that it is made
when the shutter falls; at last of whatever frame there is then."""


class LiveView(Retranslated, QWidget):
    """Shows the camera and takes the shot.

    Signals:
        shot(frame, guidance): a ``Frame`` to make the photo of; ``guidance`` is ``None`` where it wasn't looked at.
        nearly(frame): if all goes on to hold, this one is taken in a moment.
        ready_changed(): there is a live picture or none any more, or the automatic shot was switched.
        file_asked(): there is no camera, the clerk wants a file.
        pictured(frame), guided(guidance), counted(left_s), darkened(): what the viewfinder shows, for another screen:
            a frame, a ``Guidance`` or ``None``, the seconds left (0: none), a picture that isn't live any more.
    """

    shot = Signal(object, object)
    nearly = Signal(object)
    file_asked = Signal()
    ready_changed = Signal()
    pictured = Signal(object)
    guided = Signal(object)
    counted = Signal(int)
    darkened = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._newest: Frame | None = None
        self._guidance: Guidance | None = None
        self._burst = Burst()
        self._likely: Frame | None = None
        self._choices = StationChoices(desk, self)
        self._automatic = True
        self._armed_at_s = 0.0
        self._live = False
        self._started = False
        self._foreign = False
        self._tones: Tones | None = None
        self._voice: Voice | None = None
        self._lost: SscardError | None = None
        self._broken: SscardError | None = None
        self.viewfinder = Viewfinder(desk.profile.photo)
        self.states = GuidanceStates()
        self.banner = Banner(closable=False)
        self.banner.action_chosen.connect(self.file_asked)
        self._empty = EmptyState(icon="camera")
        self._empty.action_chosen.connect(self.file_asked)
        self._room = QStackedWidget()
        self._room.addWidget(self.viewfinder)
        self._room.addWidget(self._empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.banner)
        left.addWidget(self._room, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.states)
        self.feed = CameraFeed(desk.workplace.cameras(), self)
        self.feed.frame_came.connect(self._show_frame)
        self.feed.opened.connect(self._show_opened)
        self.feed.lost.connect(self._show_lost)
        workplace, spec = desk.workplace, desk.profile.photo
        self._coach = NewestFrame(
            desk.tasks,
            look=lambda frame: workplace.guide().look(frame, spec),
            forget=lambda: workplace.guide().reset(),
            parent=self,
        )
        self._coach.looked.connect(self._show_guidance)
        self._coach.failed.connect(self._show_unguided)
        self._left_s = 0
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count_down)
        self.retranslate()

    # use

    def start(self) -> None:
        """Begin; pictures come as soon as the camera is open."""
        self._started = True
        self.resume(at_once=True)
        self._choices.read(MANUAL_SHUTTER, lambda manual: self._set_automatic(manual != "yes"))
        self._choices.read(SOUND, self._set_sound)

    def resume(self, *, at_once: bool = False) -> None:
        """Go on after a shot; the automatic shot waits a moment unless ``at_once``."""
        self._live = True
        self._armed_at_s = 0.0 if at_once else time.monotonic() + _REARMED_AFTER_S
        self._burst.clear()
        self._likely = None
        self._coach.reset()
        self._set_guidance(None)
        self.ready_changed.emit()

    def freeze(self, frame: Frame, words: str) -> None:
        """Hold on to ``frame`` while the photo is made, and say so."""
        self.hold(words)
        self.viewfinder.show_frame(frame)

    def hold(self, words: str) -> None:
        """Hold on to what is shown while something else is done, and say what."""
        self._live = False
        self._stop_countdown()
        self.viewfinder.show_hint(words)

    def stop(self) -> None:
        """Take no more pictures, and keep none."""
        self._live = False
        self._likely = None
        self._stop_countdown()
        self._newest = None
        self._burst.clear()
        self.viewfinder.clear()
        if self._voice is not None:
            self._voice.stop()

    @property
    def started(self) -> bool:
        """Whether it was ever begun."""
        return self._started

    def set_foreign(self, foreign: bool) -> None:
        """Say whether who sits there may read English rather than Chinese."""
        self._foreign = foreign
        self._set_guidance(self._guidance)

    @property
    def sounding(self) -> bool:
        """Whether tones are heard."""
        return self._tones is not None

    @property
    def speaking(self) -> bool:
        """Whether the hints are said aloud, besides the tones."""
        return self._voice is not None

    def toggle_sound(self) -> None:
        """Walk from silence to tones, to a voice where the system has one, and back; the station remembers it."""
        self._set_sound(VOICE if self.sounding and not self.speaking else "" if self.speaking else TONES)
        self._choices.keep(SOUND, VOICE if self.speaking else TONES if self.sounding else "")
        self._sound(Sound.WELL)

    def _set_sound(self, wanted: str) -> None:
        was_sounding = self.sounding
        for player in (self._tones, self._voice):
            if player is not None:
                player.stop()
                player.deleteLater()
        self._tones = self._voice = None
        voice = Voice(self) if wanted == VOICE else None
        found = voice is not None and voice.find()
        if found:
            self._voice = voice
        # Where there is no voice: after the tones comes silence, and what another station remembered means tones.
        if wanted == TONES or found or (wanted == VOICE and not was_sounding):
            self._tones = Tones(self)
        self.ready_changed.emit()

    def _sound(self, tone: Sound) -> None:
        if self._tones is not None:
            self._tones.play(tone)

    @property
    def can_shoot(self) -> bool:
        """Whether there is a live picture."""
        return self._live and self._newest is not None and self._lost is None

    @property
    def opening(self) -> bool:
        """Whether the camera is on its way, and has neither shown a picture nor failed."""
        return self._newest is None and self._lost is None

    @property
    def automatic(self) -> bool:
        """Whether the picture is taken by itself when all holds."""
        return self._automatic

    def set_automatic(self, automatic: bool) -> None:
        """Switch the automatic shot; the station remembers it."""
        self._set_automatic(automatic)
        self._choices.keep(MANUAL_SHUTTER, "" if automatic else "yes")

    def toggle_automatic(self) -> None:
        """Switch it over."""
        self.set_automatic(not self._automatic)

    def _set_automatic(self, automatic: bool) -> None:
        self._automatic = automatic
        self.ready_changed.emit()

    def disarm(self) -> None:
        """Take no picture by itself until :meth:`arm`."""
        self._armed_at_s = math.inf

    def arm(self) -> None:
        """Take it by itself again, after a moment."""
        self._armed_at_s = time.monotonic() + _REARMED_AFTER_S

    def shoot(self) -> None:
        """Take the picture now: the best of the last half second."""
        self._stop_countdown()
        if not self.can_shoot or self._newest is None:
            return
        frame, guidance = self._burst.best(self._newest, made=self._likely)
        self._likely = None
        self._sound(Sound.SHOT)
        self.shot.emit(frame, guidance)

    def toggle_countdown(self) -> None:
        """Take the picture in three seconds, or call that off."""
        if self._countdown.isActive():
            self._stop_countdown()
        elif self.can_shoot:
            self._left_s = COUNTDOWN_S
            self._show_countdown(self._left_s)
            self._countdown.start()

    def hold_share(self) -> float:
        """Return how much of the time that everything must hold has passed (0–1)."""
        return 0.0 if self._guidance is None else self._guidance.hold

    @property
    def counting(self) -> bool:
        """Whether a countdown runs."""
        return self._countdown.isActive()

    # what comes

    def _show_frame(self, frame: Frame) -> None:
        if not self._live:
            return
        first, self._newest = self._newest is None, frame
        self.viewfinder.show_frame(frame)
        self.pictured.emit(frame)
        if first:
            self.ready_changed.emit()
        self._coach.look(frame)

    def _show_guidance(self, frame: Frame, guidance: Guidance) -> None:
        if not self._live or self._lost is not None:
            return
        self._burst.add(frame, guidance)
        before = self._guidance
        self._set_guidance(guidance)
        if before is not None and before.hint != guidance.hint and not self._countdown.isActive():
            well = guidance.hint in _WELL
            if not (well and before.hint in _WELL):
                self._sound(Sound.WELL if well else Sound.HINT)
                if self._voice is not None:
                    self._voice.say(hint_of(guidance))
        armed = self._automatic and not self._countdown.isActive() and time.monotonic() >= self._armed_at_s
        if guidance.ready and armed:
            self.shoot()
        elif not guidance.hold:
            self._likely = None
        elif armed and self._likely is None and guidance.hold >= (_SURELY if self._burst.still else _NEARLY):
            # Not the best of the last half second: when the shutter falls that one is history.
            self._likely = frame
            self._burst.keep_last()
            self.nearly.emit(self._likely)

    def _set_guidance(self, guidance: Guidance | None) -> None:
        self._guidance = guidance
        self.states.show_guidance(guidance)
        self.viewfinder.show_guidance(guidance)
        self.guided.emit(guidance)
        if guidance is None:
            self.viewfinder.show_hint("")
            return
        # Whoever is taken reads it, not the clerk: Chinese first whatever the window speaks.
        english = self._foreign or self._desk.language.code == "en"
        self.viewfinder.show_hint(hint_of(guidance), hint_of(guidance, "en") if english else "")

    def _show_opened(self, _device: CameraDevice) -> None:
        self._lost = None
        self._newest = None
        self._tell_trouble()
        self._room.setCurrentWidget(self.viewfinder)
        self.ready_changed.emit()

    def _show_lost(self, error: SscardError) -> None:
        self._lost = error
        self._stop_countdown()
        self._burst.clear()
        self.viewfinder.veil()
        self.darkened.emit()
        self._set_guidance(None)
        self._tell_trouble()
        self.ready_changed.emit()

    def _show_unguided(self, error: SscardError) -> None:
        self._broken = error
        self._tell_trouble()

    def _tell_trouble(self) -> None:
        trouble = self._lost or self._broken
        if trouble is None:
            self.banner.close_message()
            return
        told = self._desk.language.message(trouble)
        if trouble is self._lost and self._newest is None:
            # There was no picture yet: all of the room says so.
            self.banner.close_message()
            self._empty.set_content(told.what, told.todo, action=self.tr("从文件选择照片"), key="Ctrl+O", icon="camera")
            self._room.setCurrentWidget(self._empty)
        else:
            tone = Tone.BAD if trouble is self._lost else Tone.WARN
            self.banner.show_message(told.what, told.todo, tone=tone)

    def _count_down(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._sound(Sound.TICK)
        self._show_countdown(self._left_s)
        if self._left_s <= 0:
            self.shoot()

    def _stop_countdown(self) -> None:
        self._countdown.stop()
        self._show_countdown(0)

    def _show_countdown(self, left_s: int) -> None:
        self.viewfinder.show_countdown(left_s)
        self.counted.emit(left_s)

    def retranslate(self) -> None:
        self.viewfinder.set_names(
            {
                "oval": self.tr("远近"),
                "hair": self.tr("头顶"),
                "eyes": self.tr("眼睛"),
                "centre": self.tr("居中"),
            }
        )
        self.viewfinder.setAccessibleName(self.tr("摄像头画面"))
        self._set_guidance(self._guidance)
        self._tell_trouble()
