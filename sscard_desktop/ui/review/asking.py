# SPDX-License-Identifier: Apache-2.0
"""Asks why records are returned: the city's reasons, with the words of the fields at which they will stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.remarks import Point
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records import words
from sscard_desktop.ui.review.returning import ReturnDialog

_ROLES = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK, PictureRole.SIGNED_FORM)


class ReturnAsking(QObject):
    """One question at a time.

    Args:
        page: the dialog's parent.
    """

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._dialog: ReturnDialog | None = None

    def dialog(self) -> ReturnDialog | None:
        """Return the question that waits for an answer."""
        return self._dialog

    def ask(self, people: Sequence[str], business: str, then: Callable[[Sequence[Point]], object]) -> None:
        """Ask why these people's records are returned, and go on with what is wrong where.

        Args:
            business: the first one's kind of business, whose fields a reason may stand at.
        """
        language = self._desk.language.code
        title = self.tr("退回 {name} 的记录").format(name=people[0])
        if len(people) > 1:
            title = self.tr("退回 %n 人的记录", "", len(people))
        fields = self._desk.profile.of(business).fields
        labels = {key: spec.label(language) for key, spec in fields.items()}
        labels |= {role.value: words.of_role(role, language) for role in _ROLES}
        labels["consent"] = self.tr("同意条款")
        self._dialog = dialog = ReturnDialog(
            self._page, title=title, reasons=self._desk.profile.review.reasons, labels=labels, language=language
        )
        dialog.given.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()
