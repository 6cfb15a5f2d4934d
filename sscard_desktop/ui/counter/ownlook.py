# SPDX-License-Identifier: Apache-2.0
"""本人核对 at the counter: on the applicant's screen where there is one, else over this window; and what came of it.

The screen itself is :mod:`~sscard_desktop.ui.applicant.visit`'s. A page is read over as long as its record is the one
in work, the counter is in front, and nobody answered. Pulled out while somebody reads, it moves to this window.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop import messages
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.ownlook import OWN_LOOK
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.ownlook import LookPage, LookStanding
from sscard_desktop.ui.applicant.looking import Looking
from sscard_desktop.ui.applicant.screens import Screens
from sscard_desktop.ui.applicant.sheet import OwnLookSheet
from sscard_desktop.ui.applicant.visit import Visit
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.applicant.window import ApplicantWindow

PHOTO = PictureRole.PHOTO.value


class CounterLook(QObject):
    """Lets applicants read, and tells the clerk.

    Args:
        page: the counter; it owns what is opened.
        screens: where the applicant's screen is.

    Signals:
        told(text): worth a toast.
        failed(error): something couldn't be kept, or isn't there to be read.
    """

    told = Signal(str)
    failed = Signal(SscardError)

    def __init__(
        self, desk: Desk, work: Work, board: NoticeBoard, page: QWidget, *, screens: Screens | None = None
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._work = work
        self._board = board
        self._page = page
        self.visit = Visit(desk, page, screens or Screens(self))
        """What the applicant's screen shows through the whole visit."""
        self.visit.answered.connect(self._answer)
        self.visit.page_asked.connect(self._ask)
        self.visit.pulled.connect(self._move_here)
        self.visit.offered.connect(self._offer)
        self._looking: Looking | None = None
        self._changed: Callable[[], object] = _nothing
        self._shut: Callable[[], object] = _nothing
        work.shown.connect(self._refresh)
        work.opened.connect(self._serve)
        work.closed.connect(self._close)
        work.submitted.connect(self.visit.thank)

    @property
    def window(self) -> ApplicantWindow | None:
        """The applicant's screen, once it was used."""
        return self.visit.window

    @property
    def reading(self) -> bool:
        """Whether somebody reads on a screen of their own."""
        return self._looking is not None

    def open(self, record_id: str, changed: Callable[[], object], shut: Callable[[], object]) -> None:
        """Let the applicant of a record read; ``changed`` comes with an answer, ``shut`` in any case."""
        self.clear()
        if self.visit.stand() is None:
            self._open_here(record_id, changed, shut)
            return
        self._changed, self._shut = changed, shut
        looking = Looking(self._desk, record_id, self)
        self._looking = looking
        looking.read.connect(self._show)
        looking.answered.connect(self._take)
        looking.failed.connect(self._fail)
        self._ask()
        self._board.say(
            Subject.OWN_LOOK,
            lambda: Notice(
                self.tr("申请人正在自己的屏幕上核对。"),
                self.tr("键盘仍归您用。本人口头说都对的，按 {key}。").format(key=cap(KEYS[Action.OWN_LOOK])),
                action=self.tr("本人说都对"),
                on_action=self.take_word,
                key=cap(KEYS[Action.OWN_LOOK]),
            ),
        )
        shut()

    def take_word(self) -> None:
        """The applicant says aloud that all is right: keep it for the page that they see."""
        page = self._read_page()
        if self._looking is not None and page is not None:
            self._looking.answer(page, ())

    def keep(self, key: str) -> None:
        """What was pointed at stays as it is: the clerk and the applicant found it right."""
        own_look, capture = self._desk.own_look(), self._desk.capture

        def answer(record_id: str) -> Taken:
            own_look.answer(record_id, key)
            return capture.look(record_id)

        self._work.change(answer)

    def leave(self) -> None:
        """The counter goes from the front: show nobody's data, at once."""
        self.clear()
        self.visit.rest()

    def clear(self) -> None:
        """Nobody reads their data over any more."""
        looking, self._looking = self._looking, None
        self._changed = self._shut = _nothing
        if looking is not None:
            # An answer that is on its way is kept; whoever reads next isn't thanked for it.
            looking.blockSignals(True)
            looking.deleteLater()
        self.visit.end_look()
        self._board.post(Subject.OWN_LOOK, None)

    def _close(self) -> None:
        self.clear()
        self.visit.end()

    def _open_here(self, record_id: str, changed: Callable[[], object], shut: Callable[[], object]) -> None:
        sheet = OwnLookSheet(self._desk, record_id, self._page)
        sheet.changed.connect(changed)
        sheet.finished.connect(lambda _: shut())
        sheet.open()

    # what happens meanwhile

    def _read_page(self) -> LookPage | None:
        window = self.visit.window
        return window.page.view.page if window is not None and window.reading else None

    def _ask(self) -> None:
        window = self.visit.window
        if self._looking is not None and not self._looking.busy and window is not None:
            self._looking.speak(window.chosen)
            self._looking.ask()

    def _serve(self, taken: Taken) -> None:
        self._tell(taken)
        if self._looking is not None and taken.record.id != self._looking.record_id:
            self.clear()
        self.visit.begin(taken)

    def _refresh(self, taken: Taken, _: bool) -> None:
        """The record changed under their eyes: show what it says now."""
        self._tell(taken)
        if self._looking is not None and taken.record.id == self._looking.record_id:
            self._ask()
        self.visit.refresh(taken)

    def _tell(self, taken: Taken) -> None:
        """Say what asks for another look, and that the photo was pointed at; what fields are, stands at them."""
        notice = None
        for problem in taken.problems:
            if not problem.code.startswith(OWN_LOOK) or problem.code == "own_look.missing":
                continue
            told = messages.message(problem.code, problem.params, self._desk.language.code or DEFAULT)
            if problem.key == PHOTO:
                what = self.tr("照片：{what}").format(what=told.what)
                keep = partial(self.keep, PHOTO)
                notice = Notice(what, told.todo, Tone.WARN, self.tr("照片不换"), keep, cap(KEYS[Action.PROPOSAL]))
            elif problem.key == OWN_LOOK:
                notice = Notice(told.what, told.todo, Tone.WARN)
        self._board.post(Subject.LOOKED, notice)

    def _move_here(self) -> None:
        """Their screen was pulled out: who reads goes on in this window."""
        looking, changed = self._looking, self._changed
        self.clear()
        if looking is not None:
            self.told.emit(self.tr("申请人的屏幕断开了，核对移到这个窗口。"))
            self._open_here(looking.record_id, changed, _nothing)

    def _offer(self) -> None:
        """A second screen is there for the first time: ask whose it is."""
        self._board.say(
            Subject.SCREEN,
            lambda: Notice(
                self.tr("发现第二块屏幕。"),
                self.tr(
                    "给申请人看吗？可以看到正在填写的信息、拍照画面、告知书和受理编号；以后在“设置 → 设备”里更改。"
                ),
                action=self.tr("给申请人看"),
                on_action=self._give,
            ),
        )

    def _give(self) -> None:
        self._board.post(Subject.SCREEN, None)
        self.visit.take_the_one_beside()

    # what they say

    def _show(self, page: LookPage) -> None:
        looking = self._looking
        if looking is not None and page.record == looking.record_id:
            self.visit.show_look(page, looking.language)

    def _answer(self, pointed: tuple[str, ...]) -> None:
        looking, page = self._looking, self._read_page()
        if looking is not None and page is not None:
            looking.answer(page, pointed)

    def _take(self, standing: LookStanding) -> None:
        changed = self._changed
        self.clear()
        self.visit.thank_for_look(right=standing.holds)
        if standing.holds:
            self.told.emit(self.tr("申请人已核对：信息都对。"))
        else:
            self.told.emit(self.tr("申请人指出 %n 处不对，已标在那里。", "", len(standing.pointed)))
        changed()

    def _fail(self, error: SscardError) -> None:
        if error.code == "own_look.content_changed":
            # They answered to what stood there a moment ago: let them see what stands there now.
            self._ask()
            return
        self.clear()
        self.failed.emit(error)


def _nothing() -> None:
    pass
