# SPDX-License-Identifier: Apache-2.0
"""The clerk behind a door of the counter, and back: photo, ID pictures, consent, the own look, the signature.

What was typed is stored before a door opens; what was changed behind it is shown when it is shut, and the next door
opens by itself where only one thing can come next.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.ui.counter import steps
from sscard_desktop.ui.counter.doors import Doors, Opener
from sscard_desktop.ui.counter.ownlook import CounterLook
from sscard_desktop.ui.counter.standing import Standing
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.counter.wishes import Wishes
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk


class BehindDoors(QObject):
    """Opens doors.

    Args:
        attended: tells whether the clerk looks at the counter.
        focus: puts the keyboard where the work goes on.
        do_next: takes the next step.

    Attributes:
        coming: a door was just shut, and what comes next isn't known yet.

    Signals:
        withheld(text): what was asked for can't be done, and why.
    """

    withheld = Signal(str)

    def __init__(
        self,
        desk: Desk,
        work: Work,
        words: CounterWords,
        standing: Standing,
        doors: Doors,
        wishes: Wishes,
        *,
        look: CounterLook,
        attended: Callable[[], bool],
        focus: Callable[[], None],
        do_next: Callable[[], None],
    ) -> None:
        super().__init__(standing)
        self._desk = desk
        self._work = work
        self._words = words
        self._standing = standing
        self._form = standing.form
        self.doors = doors
        self._wishes = wishes
        self._look = look
        self._attended = attended
        self._focus = focus
        self._do_next = do_next
        self.coming = False
        work.opened.connect(lambda _: self.forget())
        work.closed.connect(self.forget)

    def forget(self) -> None:
        """Wait for nothing any more: another person came, or something failed."""
        self.coming = False

    def take_photo(self) -> None:
        """F4."""
        if self._asks_for(PictureRole.PHOTO):
            self._enter(self.doors.photo)

    def take_id_pictures(self) -> None:
        """F5."""
        if self._asks_for(PictureRole.ID_FRONT, PictureRole.ID_BACK):
            self._enter(self.doors.id_pictures, then=self._standing.documents.read)

    def ask_consent(self) -> None:
        """Let the applicant read the texts and agree."""
        if self._work.profile.consents:
            self._enter(self.doors.consent)
        else:
            self.withheld.emit(self.tr("这种业务没有要同意的文字。"))

    def ask_own_look(self) -> None:
        """Let the applicant read the data over; while they do on their own screen, take their spoken yes."""
        if self._look.reading:
            self._look.take_word()
        else:
            self._enter(self._look.open, covers=False)

    def let_look(self) -> None:
        """Enter opens the look and no more: pressed on, it mustn't stand for the applicant's yes."""
        if self._look.reading:
            self.withheld.emit(self.tr("申请人还在核对。本人口头说都对的，按 Ctrl+H。"))
        else:
            self.ask_own_look()

    def ask_signature(self) -> None:
        """Let what was collected be signed on the screen, once all of it is there."""
        record, taken = self._work.record, self._work.taken
        # In the demonstration any city's form can be signed, to see how it is done.
        asked = PictureRole.SIGNATURE in self._work.profile.pictures or self._desk.workplace.demo is not None
        if not asked and (record is None or PictureRole.SIGNATURE not in record.pictures):
            self.withheld.emit(self.tr("本市的表格在纸上签名。"))
            return
        others = [problem for problem in blocking(taken.problems if taken else ()) if problem.key != steps.SIGNATURE]
        if others and record is not None and record.editable:
            self.withheld.emit(self.tr("签名之后内容就不能再改，先把其他的办完。") + self._words.missing(others))
            return
        self._enter(self.doors.sign)

    def _asks_for(self, *roles: PictureRole) -> bool:
        """Whether the kind of business may have one of these pictures; none is taken that nobody needs."""
        asked = any(role in self._work.profile.pictures for role in roles)
        if not asked:
            self.withheld.emit(self.tr("这种业务不需要这类图片。"))
        return asked

    def _enter(self, door: Opener, *, covers: bool = True, then: Callable[[], object] | None = None) -> None:
        """Open a door; ``then`` comes when it is shut and the record was changed behind it.

        What is changed behind a door that ``covers`` the counter is shown when it is shut, all at once: nobody sees it
        before, and whoever works behind the door would wait for it.
        """
        record = self._work.record
        self._wishes.withdraw()
        if record is None:
            self.withheld.emit(self.tr("先放证件，或按 F2 手工录入。"))
        elif not record.editable:
            self.withheld.emit(self.tr("这条记录只能查看。"))
        else:
            self._form.finish()
            self._work.store()
            changes: list[bool] = []

            def changed() -> None:
                changes.append(True)
                if not covers:
                    self._changed()

            came_from = self._standing.step().kind

            def shut() -> None:
                self._focus()
                if changes and covers:
                    self._standing.pictures.outdate()
                if changes and then is not None:
                    then()
                if changes:
                    self.coming = True
                    self._work.look(then=lambda _: self._flow_on(came_from))

            door(record.id, changed, shut)

    def _flow_on(self, came_from: StepKind) -> None:
        """Open the next door by itself. What was left unfinished isn't opened again, and nothing is confirmed so."""
        self.coming = False
        kind = self._standing.step().kind
        if kind is not came_from and kind in (StepKind.ID_PICTURES, StepKind.CONSENT) and self._attended():
            self._do_next()

    def _changed(self) -> None:
        record = self._work.record
        if record is not None:
            self._standing.pictures.refresh(record, anew=True)
        self._work.look()
