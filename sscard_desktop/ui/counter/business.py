# SPDX-License-Identifier: Apache-2.0
"""Which kind of business is taken: shown above the form, and chosen by key, number or pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.sheets import PickSheet
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.label import Label, Tone

_NUMBER_ROOM = "00"
_ROWS_SEEN = 12


class BusinessStrip(QWidget):
    """The kind of business in work, above the form; a city that takes one kind only has none.

    Signals:
        asked(): another kind is wanted.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._kind = Chip("", self)
        self._note = Label("", self, role="muted")
        self._change = Button("", self, kind="quiet", key=cap(KEYS[Action.BUSINESS]))
        self._change.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._change.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        row.addWidget(self._kind)
        row.addWidget(self._note)
        row.addStretch(1)
        row.addWidget(self._change)

    def show_kind(self, profile: Profile, language: str, *, alone: bool = False) -> None:
        """Say which kind ``profile`` is the view of, and what it costs.

        Args:
            alone: a drive is on, which is about the usual kind: that one needn't be said.
        """
        self._kind.set_state(profile.businesses.label(profile.business, language), Tone.INFO, icon="file")
        fee = self.tr("工本费 {fee} 元").format(fee=profile.fee_yuan) if profile.fee_yuan else ""
        self._note.setText(fee)
        self._change.set_text(self.tr("换业务"))
        usual = profile.business == profile.usual_business
        self.setVisible(len(profile.businesses) > 1 and not (alone and usual))

    def kind(self) -> str:
        """Return what is said to be in work."""
        return self._kind.text()


class BusinessSheet(PickSheet):
    """All kinds that the city takes, with their numbers; a digit takes one at once, letters seek."""

    def __init__(self, choices: Sequence[Choice], chosen: str, parent: QWidget) -> None:
        super().__init__(choices, parent)
        self.set_title(self.tr("办理哪种业务"))
        self.line.setPlaceholderText(self.tr("按数字选择，或输入名称、拼音首字母"))
        self.table.setMinimumHeight(
            self.table.verticalHeader().defaultSectionSize() * min(len(choices), _ROWS_SEEN) + 2
        )
        self.table.choose_row(next((row for row, choice in enumerate(choices) if choice.code == chosen), 0))

    def _fill_with(self, found: Sequence[Choice]) -> None:
        self.fill(["", ""], [(choice.hint, choice.text) for choice in found], (_NUMBER_ROOM,))

    def _search(self, text: str) -> None:
        super()._search(text)
        numbered = [choice for choice in self._choices if choice.hint == text.strip()]
        if numbered:
            self._show_found(numbered)
            self.accept()


def choices_of(profile: Profile, language: str, initials: Callable[[str], str]) -> list[Choice]:
    """Return the kinds that a city takes, numbered from 1, as they are offered."""
    return [
        Choice(entry.code, entry.label(language), initials(entry.label("zh_CN")), str(number))
        for number, entry in enumerate(profile.businesses.entries, start=1)
    ]
