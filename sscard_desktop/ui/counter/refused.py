# SPDX-License-Identifier: Apache-2.0
"""What the bureau sends back again and again, told at the counter while something can still be done about it.

Only where the city asks for it (``[feedback] warn_after``), while nobody is served; the photo's own is told again when
one is about to be taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from sscard_desktop.domain.feedback import FeedbackSpec
from sscard_desktop.services.refusals import Refusals, Warned
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.desk import Desk

_MOST_TOLD = 2
translate = QCoreApplication.translate


class OftenRefused(QObject):
    """Keeps the notice.

    Args:
        board: where it stands.
        parent: lives as long as this.
    """

    def __init__(self, desk: Desk, board: NoticeBoard, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._board = board
        self._found: Sequence[Warned] = ()
        self._nobody = True

    def remind(self) -> None:
        """Read again what was refused often."""
        if not self._desk.profile.feedback.warn_after:
            return

        def keep(found: Sequence[Warned]) -> None:
            self._found = found
            self.show(nobody=self._nobody)

        self._desk.tasks.run(lambda: Refusals(self._desk.session).warnings(), owner=self, on_done=keep)

    def show(self, *, nobody: bool) -> None:
        """Show it while nobody is served, take it away otherwise."""
        self._nobody = nobody
        self._board.say(Subject.OFTEN_REFUSED, self._notice)

    def _notice(self) -> Notice | None:
        if not self._found or not self._nobody:
            return None
        spec, language = self._desk.profile.feedback, self._desk.language.code
        said = " ".join(told(each, spec, language) for each in self._found[:_MOST_TOLD])
        return Notice(said, self.tr("采集时请留意。"))


def told(warned: Warned, spec: FeedbackSpec, language: str) -> str:
    """Return a frequent reason as a sentence."""
    name = next((reason.text(language) for reason in spec.reasons if reason.code == warned.rule), warned.rule)
    said = translate("OftenRefused", "近 {days} 天因“{reason}”被退回 {count} 次。").format(
        days=warned.days, reason=name, count=warned.count
    )
    if warned.photo_kb:
        said += translate("OftenRefused", "退回的照片多在 {kb} KB 左右。").format(kb=warned.photo_kb)
    return said
