# SPDX-License-Identifier: Apache-2.0
"""What the counter has to say above the form: one message at a time, the weightiest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, unique

from PySide6.QtWidgets import QWidget

from sscard_desktop.messages import Message
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.label import Tone


@unique
class Subject(IntEnum):
    """What a message is about; the first one stands before the others."""

    REFUSED = 0
    DUPLICATE = 1
    DIFFERENCES = 2
    ROSTER = 3
    """Whether the person is on a roster, and where it says something else."""
    NEXT_CARD = 4
    RETURNED = 5
    """Why the record came back: what the clerk opened it for."""
    SIGNATURE = 6
    """It was signed, and changed since."""
    OWN_LOOK = 7
    """The applicant reads the own data over on a screen of their own."""
    LOOKED = 8
    """They read it over, and it changed since, or pointed at the photo."""
    PICTURES = 9
    """What comes of reading the ID pictures."""
    CARD_FAILED = 10
    STATE = 11
    """Why the record is as it is: taken up again after a crash, only shown."""
    HINT = 12
    CAME_BACK = 13
    """Records came back, and nobody stands at the counter."""
    OFTEN_REFUSED = 14
    """What the bureau sends back again and again, while nobody stands at the counter."""
    SCREEN = 15
    """There is a second screen, which may be the applicant's."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, what to do, and the verb of the button that does it, with the key that does the same."""

    what: str
    todo: str = ""
    tone: Tone = Tone.INFO
    action: str = ""
    on_action: Callable[[], object] | None = None
    key: str = ""

    @classmethod
    def warning(cls, told: Message) -> Notice:
        """Return a sentence behind a code as something to look at."""
        return cls(told.what, told.todo, Tone.WARN)


class NoticeBoard(Banner):
    """A banner that keeps one notice a subject."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[Subject, Notice] = {}
        self._dismissed: dict[Subject, Notice] = {}
        self._sayings: dict[Subject, Callable[[], Notice | None]] = {}
        self.action_chosen.connect(self._act)
        self.closed.connect(self._dismiss)

    def post(self, subject: Subject, notice: Notice | None) -> None:
        """Put up a notice in place of the earlier one of its subject; ``None`` takes it away.

        One that the clerk put away isn't put up again until its subject has nothing, or something else, to say.
        """
        if notice == self._notices.get(subject) or (notice is not None and notice == self._dismissed.get(subject)):
            return
        self._dismissed.pop(subject, None)
        self._notices.pop(subject, None)
        self._sayings.pop(subject, None)
        if notice is not None:
            self._notices[subject] = notice
        self._show()

    def say(self, subject: Subject, words: Callable[[], Notice | None]) -> None:
        """Put up what ``words`` says, as :meth:`post` does, and let it be said anew in another language."""
        self.post(subject, words())
        self._sayings[subject] = words

    def retranslate(self) -> None:
        """Say what stands here in the language that is in force now."""
        for subject in set(self._notices) & set(self._sayings):
            said = self._sayings[subject]()
            if said is not None:
                self._notices[subject] = said
        self._show()

    def wipe(self, *, keep: frozenset[Subject] = frozenset()) -> None:
        """Take everything away but for what is kept: another person."""
        self._notices = {subject: notice for subject, notice in self._notices.items() if subject in keep}
        # They hold what they speak of.
        self._sayings = {subject: words for subject, words in self._sayings.items() if subject in keep}
        self._dismissed.clear()
        self._show()

    def current(self) -> Subject | None:
        """Return the subject of what is shown."""
        return min(self._notices, default=None)

    def dismiss(self) -> bool:
        """Take the shown notice away; return whether there was any."""
        if self.current() is None:
            return False
        self.close_message()
        return True

    def act(self) -> bool:
        """Do what the shown notice offers; return whether it offers anything."""
        subject = self.current()
        if subject is None or self._notices[subject].on_action is None:
            return False
        self._act()
        return True

    def _show(self) -> None:
        subject = self.current()
        if subject is None:
            self.hide()
            return
        notice = self._notices[subject]
        self.show_message(notice.what, notice.todo, tone=notice.tone, action=notice.action, key=notice.key)

    def _act(self) -> None:
        subject = self.current()
        if subject is not None:
            action = self._notices.pop(subject).on_action
            self._show()
            if action is not None:
                action()

    def _dismiss(self) -> None:
        subject = self.current()
        if subject is not None:
            self._dismissed[subject] = self._notices.pop(subject)
            self._show()
