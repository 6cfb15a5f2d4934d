# SPDX-License-Identifier: Apache-2.0
"""One line above the form while the station works through a roster: which one, how far, and whom to call next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from sscard_desktop.domain.roster import RowGlance, RowState
from sscard_desktop.services.drivemode import ActiveDrive, DriveStatus
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.rosters.words import of_state
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import ElidedLabel, Label, Tone

_BAR_WIDTH = 96
_TITLE_WIDTH = 120
"""Below it a roster's title says nothing any more."""


@dataclass(frozen=True, slots=True)
class DriveView:
    """What the strip shows.

    Attributes:
        next: who has the lowest queue number of those who wait.
    """

    drive: ActiveDrive
    status: DriveStatus
    next: RowGlance | None


class DriveStrip(Retranslated, QWidget):
    """There is none while no drive is on.

    Signals:
        asked(): the roster is wanted.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._view: DriveView | None = None
        self._chip = Chip("", self)
        self._title = ElidedLabel("", self, role="muted")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._counts = Label("", self, role="hint")
        self._next = Chip("", self)
        self._open = Button("", self, kind="quiet", key=cap(KEYS[Action.ROSTER]))
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        row.addWidget(self._chip)
        row.addWidget(self._title, 1)
        row.addWidget(self._bar)
        row.addWidget(self._counts)
        row.addWidget(self._next)
        row.addWidget(self._open)
        self.retranslate()
        self.hide()

    def show_view(self, view: DriveView | None) -> None:
        """Show how far the drive is; ``None`` hides it."""
        self._view = view
        self.retranslate()
        self.setVisible(view is not None)

    def counts(self) -> str:
        """Return what is said of the roster's people."""
        return self._counts.text()

    def next_text(self) -> str:
        """Return whom to call, ``""`` for nobody."""
        return self._next.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let go of the bar, and then of the word for the drive, before a figure would be cut."""
        gap = tokens().space.m
        said = [self._counts, self._open, *([self._next] if self._next.text() else [])]
        self._counts.setMinimumWidth(self._counts.sizeHint().width())
        left = self.width() - _TITLE_WIDTH - sum(each.sizeHint().width() + gap for each in said)
        left -= self._chip.sizeHint().width() + gap
        self._chip.setVisible(left >= 0)
        self._bar.setVisible(left >= _BAR_WIDTH + gap)

    def retranslate(self) -> None:
        self._open.set_text(self.tr("花名册"))
        self._chip.set_state(self.tr("集中采集"), Tone.INFO, icon="people")
        view = self._view
        if view is None:
            return
        counts = view.status.counts
        unit = view.drive.roster.unit or view.drive.unit
        title = view.drive.roster.title
        self._title.set_full_text(title if unit in ("", title) else f"{title} · {unit}")
        self._bar.setRange(0, max(view.status.expected, 1))
        self._bar.setValue(view.status.done)
        parts = [self.tr("已采集 {done}/{all}").format(done=view.status.done, all=view.status.expected)]
        others = (RowState.HALF, RowState.MISSING, RowState.REFUSED)
        parts += [f"{of_state(state).word} {counts[state]}" for state in others if counts[state]]
        said = "　".join(parts)
        self._counts.setText(said)
        self._bar.setAccessibleName(said)
        whom = view.next
        called = self.tr("请 {number} 号 {name}").format(number=whom.queue, name=whom.name) if whom is not None else ""
        self._next.set_state(called, Tone.OK, icon="bell")
        self._fit()
