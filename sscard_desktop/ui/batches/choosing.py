# SPDX-License-Identifier: Apache-2.0
"""Of whom the next batch is made: of days, a unit, a kind of business, a city, any of them together, or everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from sscard_desktop.domain.batchmaking import Choice
from sscard_desktop.domain.record import Record
from sscard_desktop.services.batchreadiness import Readiness
from sscard_desktop.services.columns import collected_on
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.button import Button

_Key = TypeVar("_Key", bound=Any)
_MOST_CHOICES = 20
_LONG_UNIT, _SHORT_UNIT = 30, 14


def _within(day: date, choice: Choice) -> bool:
    return (choice.since is None or day >= choice.since) and (choice.until is None or day <= choice.until)


def of_choice(everybody: Readiness, choice: Choice) -> Readiness:
    """Return the part of a readiness that a choice takes."""
    return Readiness(
        tuple(record for record in everybody.ready if choice.takes(record, collected=collected_on(record))),
        tuple(each for each in everybody.lacking if choice.takes(each.record, collected=collected_on(each.record))),
    )


class ChoiceButton(Button):
    """Says what is chosen; F opens the menu of days, units, kinds and cities, each with how many are ready.

    Days have two menus of their own besides, for the first and the last of several. One of each group may be chosen
    together; what is chosen again is let go.

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
        """Return the menu: everybody, then days, units, kinds, and cities where there are several.

        Beside each stands how many are ready of it among those whom the other groups leave.
        """
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self._add(menu, [(self.tr("所有人"), Choice(), len(self._everybody.ready))])
        now = self._choice
        self._group(
            menu,
            replace(now, since=None, until=None),
            collected_on,
            lambda day: (f"{day:%Y-%m-%d}", replace(now, since=day, until=day)),
            newest=True,
        )
        self._bounds(menu)
        self._group(
            menu,
            replace(now, unit=""),
            lambda record: record.value("unit"),
            lambda unit: (self._short(unit), replace(now, unit=unit)),
        )
        self._group(
            menu,
            replace(now, business=""),
            lambda record: record.business,
            lambda code: (self._kind(code), replace(now, business=code)),
        )
        if now.city or len({record.profile for record in self._everybody.ready}) > 1:
            self._group(
                menu,
                replace(now, city=""),
                lambda record: record.profile,
                lambda city: (self._city(city), replace(now, city=city)),
            )
        menu.setActiveAction(menu.actions()[0])
        return menu

    def show_choice(self) -> None:
        """Say what is chosen, in the present language."""
        choice = self._choice
        parts = [
            self._days(choice.since, choice.until),
            self._short(choice.unit, _SHORT_UNIT),
            self._kind(choice.business) if choice.business else "",
            self._city(choice.city) if choice.city else "",
        ]
        now = " · ".join(part for part in parts if part)
        self.set_text(self.tr("筛选：{now}").format(now=now or self.tr("所有人")))
        self.setToolTip(choice.unit)

    def _group(
        self,
        menu: QMenu,
        others: Choice,
        of: Callable[[Record], _Key],
        told: Callable[[_Key], tuple[str, Choice]],
        *,
        newest: bool = False,
    ) -> None:
        ready = [record for record in self._everybody.ready if others.takes(record, collected=collected_on(record))]
        counted = Counter(map(of, ready)).most_common()
        if newest:
            counted.sort(reverse=True)
        choices = [(*told(key), count) for key, count in counted[:_MOST_CHOICES] if key]
        # Chosen again is let go: back to what the other groups leave.
        self._add(menu, [(text, choice, count) for text, choice, count in choices], let_go=others)

    def _bounds(self, menu: QMenu) -> None:
        """Offer the first and the last of several days, each with how many are ready from or up to it."""
        now = self._choice
        others = replace(now, since=None, until=None)
        days = Counter(
            day for record in self._everybody.ready if others.takes(record, collected=(day := collected_on(record)))
        )
        if len(days) < 2:
            return
        newest = sorted(days, reverse=True)[:_MOST_CHOICES]
        # An end that the other one was chosen beyond is let go.
        since, until = now.since or date.min, now.until or date.max
        first = [replace(now, since=day, until=now.until if day <= until else None) for day in newest]
        last = [replace(now, since=now.since if since <= day else None, until=day) for day in newest]
        for title, choices, let_go in (
            (self.tr("从哪天起"), first, replace(now, since=None)),
            (self.tr("到哪天为止"), last, replace(now, until=None)),
        ):
            texts = [f"{day:%Y-%m-%d}" for day in newest]
            counts = [sum(many for day, many in days.items() if _within(day, choice)) for choice in choices]
            days_menu = QMenu(title, menu)
            menu.addMenu(days_menu)
            self._add(days_menu, list(zip(texts, choices, counts, strict=True)), let_go=let_go)
        menu.addSeparator()

    def _add(self, menu: QMenu, group: Sequence[tuple[str, Choice, int]], let_go: Choice | None = None) -> None:
        for text, choice, count in group:
            chosen = choice == self._choice
            # A lone ampersand would be taken for a key's mark.
            action = menu.addAction(f"{text}  {count}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(partial(self._pick, let_go if chosen and let_go is not None else choice))
        menu.addSeparator()

    def _days(self, since: date | None, until: date | None) -> str:
        if since is None or until is None:
            told = self.tr("{day} 起") if since else self.tr("到 {day}") if until else ""
            return told.format(day=since or until)
        return f"{since}" if since == until else self.tr("{first} 到 {last}").format(first=since, last=until)

    def _kind(self, code: str) -> str:
        return self._desk.profile.businesses.label(code, self._desk.language.code)

    def _city(self, name: str) -> str:
        profile = self._desk.profile
        return profile.label(self._desk.language.code) if name == profile.name else name

    def _short(self, unit: str, length: int = _LONG_UNIT) -> str:
        return unit if len(unit) <= length else f"{unit[: length - 1]}…"

    def _pick(self, choice: Choice, *_: object) -> None:
        self._choice = choice
        self.show_choice()
        self.changed.emit()
