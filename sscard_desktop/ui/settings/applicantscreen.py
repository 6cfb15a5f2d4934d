# SPDX-License-Identifier: Apache-2.0
"""Which screen is the applicant's: none, one of those that are connected, or a window beside the clerk's."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.ui.applicant.screens import IN_A_WINDOW, OFF, SCREEN_SETTING, Screens
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.choices import StationChoices
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.segments import Segments

_ASK = ""
_LONGEST = 14


class ApplicantScreen(Retranslated, QWidget):
    """One row of answers; the counter follows it when it is in front again.

    Args:
        screens: those that are connected, by default the computer's.
    """

    def __init__(self, desk: Desk, parent: QWidget, screens: Screens | None = None) -> None:
        super().__init__(parent)
        self._choices = StationChoices(desk, self)
        self._screens = screens or Screens(self)
        self._screens.changed.connect(self.retranslate)
        self._chosen = _ASK
        self.answers = Segments(self)
        self.answers.picked.connect(self._keep)
        self._hint = Label("", self, role="hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.xs)
        column.addWidget(self.answers)
        column.addWidget(self._hint)
        self.retranslate()

    def read(self) -> None:
        """Show what the station has kept."""
        self._choices.read(SCREEN_SETTING, self._show)

    def retranslate(self) -> None:
        beside = [place for place in self._screens.places() if place.room != self._own()]
        options = [(_ASK, self.tr("询问")), (OFF, self.tr("不用"))]
        options += [(place.id, place.name[:_LONGEST]) for place in beside]
        if self._chosen not in (_ASK, OFF, IN_A_WINDOW, *(place.id for place in beside)):
            options.append((self._chosen, self.tr("没有接上")))
        options.append((IN_A_WINDOW, self.tr("窗口")))
        self.answers.set_options(options)
        self.answers.set_code(self._chosen)
        self._hint.setText(
            self.tr(
                "申请人在上面看到正在填写的信息、拍照画面、告知书和受理编号；没有人时只显示欢迎。选“询问”时，接上第二块屏幕后在办理页上问一次。"
            )
        )

    def _own(self) -> object:
        return self.window().screen().geometry()

    def _show(self, chosen: str) -> None:
        self._chosen = chosen
        self.retranslate()

    def _keep(self, chosen: str) -> None:
        self._chosen = chosen
        self._choices.keep(SCREEN_SETTING, chosen)
