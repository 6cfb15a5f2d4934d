# SPDX-License-Identifier: Apache-2.0
"""What the applicant's screen shows through one visit: welcome, own data, photo, texts, own look, signature, thanks.

It follows the counter and never leads it. Nobody's data is shown unless their record is in work and the counter is in
front: parked, locked, another page, another person, and it shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.applicant import what_follows
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.ownlook import FOREIGN_DOCUMENTS
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.ownlook import LookPage
from sscard_desktop.ui.applicant.following import ConsentFollower, Follower, PhotoFollower, SignatureFollower
from sscard_desktop.ui.applicant.looking import Looking
from sscard_desktop.ui.applicant.screens import Screens
from sscard_desktop.ui.applicant.stand import Stand
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT

if TYPE_CHECKING:
    from sscard_desktop.ui.applicant.window import ApplicantWindow
    from sscard_desktop.ui.photo.consent import ConsentDialog
    from sscard_desktop.ui.photo.dialog import PhotoDialog
    from sscard_desktop.ui.signature.dialog import SignatureDialog

REST_MS = 120
"""What changes within this time is shown at once."""


class Visit(QObject):
    """Directs the applicant's screen.

    Args:
        page: the counter.

    Signals:
        answered(pointed): the applicant's answer to an own look.
        page_asked(): the page that is read over is wanted in another language.
        pulled(): the screen is gone.
        offered(): there is a second screen, and nobody said yet whether it is the applicant's.
    """

    answered = Signal(object)
    page_asked = Signal()
    pulled = Signal()
    offered = Signal()

    def __init__(self, desk: Desk, page: QWidget, screens: Screens) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._stand = Stand(desk, page, screens, self)
        self._stand.made.connect(self._meet)
        self._stand.released.connect(self._part)
        self._stand.settled.connect(self._show)
        self._stand.leaving.connect(self._end_following)
        self._stand.pulled.connect(self.pulled)
        self._stand.offered.connect(self.offered)
        self._taken: Taken | None = None
        self._away = True
        self._data: Looking | None = None
        self._followed: QObject | None = None
        self._follower: Follower | None = None
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self._fetch)
        desk.language.changed.connect(self._address)
        page.installEventFilter(self)

    # ── the screen ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def window(self) -> ApplicantWindow | None:
        """The applicant's screen, once it was used."""
        return self._stand.window

    @property
    def living(self) -> bool:
        """Whether the screen goes through the whole visit."""
        return self._stand.living

    def choose(self, choice: str) -> None:
        """Give a screen to the applicant from now on; see :meth:`Stand.choose`."""
        self._stand.choose(choice)

    def take_the_one_beside(self) -> None:
        """Give the applicant the screen that the clerk's window isn't on."""
        self._stand.take_the_one_beside()

    def stand(self) -> ApplicantWindow | None:
        """Return the window on the applicant's screen, ``None`` where there is no such screen."""
        return self._stand.stand()

    def _meet(self, window: ApplicantWindow) -> None:
        window.answered.connect(self.answered)
        window.page_asked.connect(self._ask_anew)
        window.rested.connect(self._rested)

    def _part(self, window: ApplicantWindow) -> None:
        window.answered.disconnect(self.answered)
        window.page_asked.disconnect(self._ask_anew)
        window.rested.disconnect(self._rested)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.rest()
        elif event.type() == QEvent.Type.Show and not event.spontaneous():
            self._away = False
            # The first time, or it may have been chosen in the settings meanwhile.
            self._stand.read()
        return False

    # ── the person ───────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, taken: Taken) -> None:
        """Somebody's record is in work."""
        if self._taken is None or self._taken.record.id != taken.record.id:
            self._end_following()
            self._forget_data()
            if self.window is not None and (self.window.reading or self.window.thanking):
                self.window.pause()
        self._away = not self._page.isVisible()
        self._taken = taken
        self._address()
        self._show()

    def refresh(self, taken: Taken) -> None:
        """Their record stands otherwise now."""
        if self._taken is None or self._taken.record.id != taken.record.id:
            return
        self._away = not self._page.isVisible()
        self._taken = taken
        self._address()
        self._show()

    def end(self) -> None:
        """Nobody is in work any more."""
        self._taken = None
        self._end_following()
        self._forget_data()
        window = self.window
        if window is not None and not window.thanking:
            window.welcome()

    def thank(self, taken: Taken) -> None:
        """Somebody's record was handed in: say thanks, the number, what happens next."""
        if not self.living or self._away or self._taken is not None:
            return
        window, record = self.stand(), taken.record
        if window is not None:
            profile = self._desk.profile.of(record.business)
            window.serve(self._desk.language.code or DEFAULT, foreign=_foreign(taken))
            window.farewell.show_number(record.receipt_number, what_follows(profile, record.values), profile.applicant)
            window.show_farewell()

    def rest(self) -> None:
        """Show nobody's data, at once, until the counter is in front again."""
        self._away = True
        self._end_following()
        self._forget_data()
        if self.window is not None:
            if self.living:
                self.window.pause()
            else:
                self.window.welcome()

    # ── what is done with them ───────────────────────────────────────────────────────────────────────────────

    def show_look(self, page: LookPage, language: str) -> None:
        """Let them read over."""
        if self.window is not None:
            self._forget_data()
            self.window.show_page(page, language)

    def thank_for_look(self, *, right: bool) -> None:
        """They answered."""
        if self.window is not None:
            self.window.thank(right=right)

    def end_look(self) -> None:
        """They read no more, with or without an answer."""
        if self.window is not None and self.window.reading:
            if self.living and self._taken is not None:
                self.window.pause()
                self._show()
            else:
                self.window.welcome()

    def follow_photo(self, dialog: PhotoDialog) -> None:
        """Show mirror, coaching and photo while the clerk's dialog is open."""
        window = self._begin_following(dialog)
        if window is not None:
            self._follower = PhotoFollower(window, dialog, self)

    def follow_consent(self, dialog: ConsentDialog) -> None:
        """Show the texts while the clerk's dialog is open."""
        window = self._begin_following(dialog)
        if window is not None:
            self._follower = ConsentFollower(window, dialog, self)

    def follow_signature(self, dialog: SignatureDialog) -> None:
        """Let them sign on their own screen while the clerk's sheet is open."""
        window = self._begin_following(dialog)
        if window is not None and self._taken is not None:
            follower = SignatureFollower(window, dialog, self)
            self._follower = follower
            self._look_on(follower.show_page)

    def _begin_following(self, dialog: PhotoDialog | ConsentDialog | SignatureDialog) -> ApplicantWindow | None:
        if not self.living or self._away or self._taken is None:
            return None
        self._end_following()
        self._forget_data()
        window = self.stand()
        if window is not None:
            self._followed = dialog
            dialog.finished.connect(self._stop_following)
        return window

    def _stop_following(self) -> None:
        if self.sender() is self._followed or self.sender() is None:
            self._end_following()
            self._show()

    def _end_following(self) -> None:
        follower, self._follower, self._followed = self._follower, None, None
        if follower is not None:
            follower.stop()
            follower.deleteLater()
            # What was asked for on its behalf would come to it, too.
            self._forget_data()
            if self.window is not None:
                self.window.pause()

    # ── their data ───────────────────────────────────────────────────────────────────────────────────────────

    def _show(self) -> None:
        """Show what belongs there now, unless a dialog, a look or thanks are shown."""
        window = self.stand() if self.living and not self._away else None
        if window is None or window.reading or window.thanking or self._follower is not None:
            return
        if self._taken is None:
            window.welcome()
        elif not self._taken.record.editable:
            window.pause()
        else:
            self._soon.start()

    def _rested(self) -> None:
        """Thanks were read."""
        if self.window is not None and (self._taken is None or not self.living):
            self.window.welcome()
        self._show()

    def _fetch(self) -> None:
        self._look_on(self._show_data)

    def _look_on(self, show: Callable[[LookPage], object]) -> None:
        taken, window = self._taken, self.window
        if taken is None or window is None:
            return
        if self._data is None or self._data.record_id != taken.record.id:
            self._forget_data()
            self._data = Looking(self._desk, taken.record.id, self)
            self._data.read.connect(show)
            self._data.failed.connect(self._show_begun)
        self._data.speak(window.chosen)
        self._data.ask()

    def _forget_data(self) -> None:
        self._soon.stop()
        data, self._data = self._data, None
        if data is not None:
            data.deleteLater()

    def _show_data(self, page: LookPage) -> None:
        window = self.window
        if not self._there(page.record) or window is None or window.reading or window.thanking:
            return
        if any(line.telling for line in page.lines):
            window.show_data(page, window.chosen)
        else:
            # The city's usual answers alone are nobody's data.
            window.begin()

    def _show_begun(self, _: SscardError) -> None:
        """Nothing of them is known yet."""
        window = self.window
        if not self._away and self._taken is not None and self._follower is None and window is not None:
            window.begin()

    def _there(self, record_id: str) -> bool:
        taken = self._taken
        return not self._away and self._follower is None and taken is not None and taken.record.id == record_id

    def _ask_anew(self) -> None:
        window = self.window
        if window is not None and window.reading:
            self.page_asked.emit()
        elif self._data is not None and window is not None:
            self._data.speak(window.chosen)
            self._data.ask()

    def _address(self) -> None:
        """Speak to whoever is there."""
        if self.window is not None and self._taken is not None:
            self.window.serve(self._desk.language.code or DEFAULT, foreign=_foreign(self._taken))


def _foreign(taken: Taken) -> bool:
    return taken.record.value("document_type") in FOREIGN_DOCUMENTS
