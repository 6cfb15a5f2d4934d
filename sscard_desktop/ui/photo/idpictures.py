# SPDX-License-Identifier: Apache-2.0
"""The ID card's pictures: front and back in one flow under the document camera, or from files, scans and the clipboard.

Answers for pictures that are stored as soon as they are shown as stored; each card is found, cut out and made upright
first, and what is wrong with it stands beneath with what to do. What the card says isn't read here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.cardpictures import CardPictureReport
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.cardcamera import CardCamera
from sscard_desktop.ui.photo.cardsides import ROLES
from sscard_desktop.ui.photo.choices import CARDS_FROM_FILES, StationChoices
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.idkeys import IdKeys
from sscard_desktop.ui.photo.idtaking import IdTaking
from sscard_desktop.ui.photo.idwork import IdPictureWork, Stored
from sscard_desktop.ui.photo.readahead import ReadAhead
from sscard_desktop.ui.photo.room import make_room_for_documents
from sscard_desktop.ui.photo.shots import Shot
from sscard_desktop.ui.photo.sides import Sides
from sscard_desktop.ui.pictures import small_picture
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.toast import Toast

_VOUCH_KEY = "Y"


class IdPicturesDialog(FullSheet):
    """Takes the ID pictures of one record.

    Args:
        desk: whose services are used.
        record_id: the record; it must be editable.
        parent: the page; the dialog covers its window.

    Signals:
        changed(taken): a picture was stored, removed or swapped; ``services.capture.Taken``.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, record_id: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.pictures: Mapping[PictureRole, bytes] = {}
        self.reports: Mapping[PictureRole, CardPictureReport] = {}
        self.doubts: Sequence[str] = ()
        self._to_shoot: list[PictureRole] = []
        self.from_files = False
        self._leaving = False
        self._beginning = False
        self._ahead = ReadAhead(desk, self)
        self._lost = False
        self._choices = StationChoices(desk, self)
        self.work = IdPictureWork(desk, record_id, self)
        self.work.loaded.connect(self._show_loaded)
        self.work.stored.connect(self._show_change)
        self.work.cut.connect(lambda cards: self._ahead.look_at(card.jpeg for card in cards))
        self.work.working.connect(self._show_working)
        self.work.again.connect(self._show_again)
        self.work.failed.connect(self.tell_of)
        self.taking, self.keys = IdTaking(desk, self), IdKeys(desk, self)
        self.sides = Sides()
        self.sides.dropped.connect(self.taking.take_dropped)
        self.sides.chosen_changed.connect(self.keys.show)
        self.camera = CardCamera(desk, self.work.shots)
        self.camera.strip.dropped.connect(self.taking.take_dropped)
        self.camera.shot.connect(self._take_shot)
        self.camera.lost.connect(self._show_lost)
        self.camera.unguided.connect(self.tell)
        self.camera.ready_changed.connect(self._show_live)
        self.chooser = CameraChooser(self.camera.feed, desk, Purpose.DOCUMENT)
        self.chooser.hide()
        self._room = QStackedWidget()
        self._room.addWidget(self.sides)
        self._room.addWidget(self.camera)
        self.bar.chosen.connect(self.keys.choose)
        self.bar.next_requested.connect(self.go_on)
        self.banner.action_chosen.connect(self.taking.do_what_is_offered)
        self.lay_out(self._room, at_right=self.chooser)
        self.toast = Toast(self)
        self.retranslate()
        make_room_for_documents(desk)
        self._choices.read(CARDS_FROM_FILES, self._remember_way)
        self.work.load()

    @property
    def shooting(self) -> bool:
        """Whether the camera is open."""
        return self._room.currentWidget() is self.camera

    # pictures

    def _take_shot(self, shot: Shot) -> None:
        shows = self.camera.wanted
        self.banner.close_message()
        self.work.follow(shows, shot)
        after = self._to_shoot[self._to_shoot.index(shows) + 1 :] if shows in self._to_shoot else []
        if after:
            # The card is turned over while this side is cut out and stored.
            self.camera.look_ahead(after[0], shows)

    # what comes back

    def _show_loaded(self, stored: Stored) -> None:
        self._show_stored(stored)
        self._show_doubt()
        self._beginning = not stored.pictures

    def _show_change(self, stored: Stored) -> None:
        self._show_stored(stored)
        self.changed.emit(stored.taken)
        self._ahead.look_at(stored.pictures[role] for role in stored.fresh)
        if stored.moved and stored.fresh:
            side = self.sides.word(stored.fresh[0])
            self.toast.show_text(self.tr("这是{side}，已放到{side}").format(side=side))
        if self.shooting:
            self._to_shoot = [role for role in self._to_shoot if role not in stored.fresh]
            if self._to_shoot:
                self.camera.go_on(self._to_shoot[0], stored.fresh[0] if stored.fresh else None)
            else:
                self.leave_camera()

    def _show_stored(self, stored: Stored) -> None:
        before, self.pictures = self.pictures, stored.pictures
        self.reports, self.doubts = stored.reports, stored.doubts
        # Once for both places, and no larger than it is shown: a card at its own size is 5 MB.
        largest = QSize(1, 1) * math.ceil(tokens().scaled["id_side"] * self.devicePixelRatioF())
        fresh = [role for role in ROLES if before.get(role) != stored.pictures.get(role)]
        changed = {role: small_picture(stored.pictures.get(role, b""), largest) for role in fresh}
        for sides in (self.sides, self.camera.strip):
            sides.set_roles(stored.asked)
            for role in ROLES:
                if role in changed:
                    sides.set_picture(role, changed[role])
                sides.set_findings(role, self._findings(role))
        if len(stored.pictures) == len(ROLES) and len(set(stored.pictures.values())) == 1:
            self.banner.show_message(self.tr("正面和背面是同一张图片。"), self.tr("请换掉其中一张。"), tone=Tone.WARN)

    def _show_doubt(self) -> None:
        """Say why the pictures are held back, and that somebody who sees the card may know better."""
        if not self.doubts:
            return
        told = messages.message(f"document.problem.{self.doubts[0]}", {}, self._desk.language.code or DEFAULT)
        self.banner.show_message(told.what, told.todo, tone=Tone.WARN, action=self.tr("就是同一张证件"), key=_VOUCH_KEY)

    def _findings(self, role: PictureRole) -> list[messages.Message]:
        report, language = self.reports.get(role), self._desk.language.code or DEFAULT
        if report is None or role not in self.pictures:
            return []
        return [messages.message(f"document.problem.{problem}", {}, language) for problem in report.problems]

    def _show_working(self, role: PictureRole | None) -> None:
        self.sides.set_busy(role)
        self.camera.strip.set_busy(role)
        missing = self.sides.missing()
        if role is None and missing and self.sides.chosen not in missing:
            # Ready for the next picture: at the first side that lacks one.
            self.sides.choose(missing[0])
        self.keys.show()
        if role is None and self._leaving:
            self.reject()
        elif role is None and self._beginning:
            self._beginning = False
            if self.sides.roles and not self.from_files:
                self.open_camera()

    def _show_again(self, shown: PictureRole) -> None:
        if self.shooting:
            self.camera.repeat(shown)
        else:
            other = self.sides.word(self.sides.chosen)
            what = self.tr("这张是{side}，{side}已经有了。").format(side=self.sides.word(shown))
            self.banner.show_message(what, self.tr("请选{side}的图片。").format(side=other), tone=Tone.WARN)

    def tell_of(self, error: SscardError, role: PictureRole | None) -> None:
        self._leaving = False
        if role is not None:
            self.sides.choose(role)
        told = self._desk.language.message(error)
        before = "" if role is None else self.tr("{side}：").format(side=self.sides.name(role))
        whole = self.work.refused
        self.banner.show_message(
            before + told.what,
            told.todo,
            tone=Tone.BAD,
            action=self.tr("整张使用") if whole else "",
            key="U" if whole else "",
        )
        if self.shooting:
            self.camera.retry(self._to_shoot[0])
            self.keys.show()

    # the camera

    def open_camera(self) -> None:
        """Take the sides that are missing by camera, or the chosen one where none is."""
        self._shoot_sides(list(self.sides.missing()) or [self.sides.chosen])

    def retake(self, role: PictureRole) -> None:
        """Take one side anew, the way this station takes them."""
        if role in self.sides.roles:
            self.sides.choose(role)
            if self.from_files:
                self.taking.choose_file()
            else:
                self._shoot_sides([role])

    def _shoot_sides(self, roles: list[PictureRole]) -> None:
        if self.work.busy or self.shooting or not roles:
            return
        self.banner.close_message()
        self._to_shoot = roles
        self._room.setCurrentWidget(self.camera)
        self.chooser.show()
        self.chooser.begin()
        self.camera.begin(roles[0], page=len(self.sides.roles) == 1)
        self.keys.show()

    def leave_camera(self) -> None:
        self.chooser.end()
        self.camera.end()
        self.chooser.hide()
        self._room.setCurrentWidget(self.sides)
        self.keys.show()

    def _show_live(self) -> None:
        if self.camera.can_shoot:
            if self._lost:
                self.banner.close_message()
            self._lost = False
            self.keep_way(from_files=False)
        self.keys.show()

    def _show_lost(self, error: SscardError) -> None:
        # A camera that was there is waited for; one that never was isn't.
        if self.shooting and not self.camera.had_picture:
            self.leave_camera()
        self._lost = True
        self.tell(error)

    def _remember_way(self, kept: str) -> None:
        self.from_files = kept == "yes"
        self.keys.show()

    def keep_way(self, *, from_files: bool) -> None:
        if from_files is not self.from_files:
            self.from_files = from_files
            self._choices.keep(CARDS_FROM_FILES, "yes" if from_files else "")

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.press(event)

    def go_on(self) -> None:
        if self.shooting:
            self.camera.shoot()
        elif self.sides.missing():
            if self.from_files:
                self.taking.choose_file()
            else:
                self.open_camera()
        elif not self.work.busy:
            self.accept()

    def go_back(self) -> None:
        if self.shooting:
            self.leave_camera()
        else:
            self.reject()

    def reject(self) -> None:
        """Leave, as soon as what is under way is stored and told."""
        if self.work.busy:
            self._leaving = True
            return
        super().reject()

    def release(self) -> None:
        """Close the camera and leave no picture in the widgets."""
        self.chooser.end()
        self.camera.end()
        self.pictures = {}
        # Python's wrappers outlive Qt's widgets until the next search for cycles.
        for sides in (self.sides, self.camera.strip):
            sides.clear()

    def retranslate(self) -> None:
        self.set_title(self.tr("证件图片"))
        self.keys.show()
