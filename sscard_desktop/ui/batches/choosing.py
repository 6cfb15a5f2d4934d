# SPDX-License-Identifier: Apache-2.0
"""Of whom the next batch is made: of a day, a unit, a kind of business, or of everybody who is ready."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from sscard_desktop.domain.batchmaking import Choice
from sscard_desktop.services.batchreadiness import Readiness
from sscard_desktop.services.columns import collected_on
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.button import Button

_MOST_CHOICES = 20


def of_choice(everybody: Readiness, choice: Choice) -> Readiness:
    """Return the part of a readiness that a choice takes."""
    return Readiness(
        tuple(record for record in everybody.ready if choice.takes(record, collected=collected_on(record))),
        tuple(each for each in everybody.lacking if choice.takes(each.record, collected=collected_on(each.record))),
    )


class ChoiceButton(Button):
    """Says what is chosen; F opens the menu of days, units and kinds, each with how many are ready.

    Signals:
        changed(): something else is chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("", parent, kind="quiet", key="F")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._desk = desk
        self._choice = Choice()
        self._everybody = Readiness((), ())
        self.clicked.connect(self.ask)
        self.show_choice()

    def choice(self) -> Choice:
        """Return what is chosen."""
        return self._choice

    def show_people(self, everybody: Readiness) -> None:
        """Offer what these people can be told apart by."""
        self._everybody = everybody
        self.setVisible(bool(everybody.ready) or self._choice != Choice())

    def ask(self) -> None:
        """Open the menu."""
        if self.isVisible():
            self.menu_of_choices().popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu_of_choices(self) -> QMenu:
        """Return the menu: everybody, then days, units and kinds."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        ready = self._everybody.ready
        groups = (
            [(self.tr("所有人"), Choice(), len(ready))],
            [
                (f"{day:%Y-%m-%d}", Choice(since=day, until=day), count)
                for day, count in sorted(Counter(map(collected_on, ready)).items(), reverse=True)[:_MOST_CHOICES]
            ],
            [
                (unit, Choice(unit=unit), count)
                for unit, count in Counter(record.value("unit") for record in ready).most_common(_MOST_CHOICES)
                if unit
            ],
            [
                (self._kind(code), Choice(business=code), count)
                for code, count in Counter(record.business for record in ready).most_common()
            ],
        )
        for group in groups:
            for text, choice, count in group:
                action = menu.addAction(f"{text}  {count}")
                action.setCheckable(True)
                action.setChecked(choice == self._choice)
                action.triggered.connect(partial(self._pick, choice))
            menu.addSeparator()
        menu.setActiveAction(menu.actions()[0])
        return menu

    def show_choice(self) -> None:
        """Say what is chosen, in the present language."""
        choice = self._choice
        day = f"{choice.since:%Y-%m-%d}" if choice.since else ""
        now = day or choice.unit or (self._kind(choice.business) if choice.business else self.tr("所有人"))
        self.set_text(self.tr("筛选：{now}").format(now=now))

    def _kind(self, code: str) -> str:
        return self._desk.profile.businesses.label(code, self._desk.language.code)

    def _pick(self, choice: Choice, *_: object) -> None:
        self._choice = choice
        self.show_choice()
        self.changed.emit()
