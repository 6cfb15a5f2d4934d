# SPDX-License-Identifier: Apache-2.0
"""Choosing what of the queue to look at: by clerk, unit, kind, day and situation; each a key and a short menu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from sscard_desktop.domain.chinatime import CHINA, midnight
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.reviewing import Filter, Submission
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label, plain_tooltip

_MOST_CHOICES = 20
_LONGEST = 7


class FilterBar(Retranslated, QFrame):
    """What is looked at now, and the keys that change it.

    Args:
        kinds: the city's kinds of business.

    Signals:
        changed(): something else is wanted.
    """

    changed = Signal()

    def __init__(self, kinds: CodeList, language: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filters")
        self._kinds = kinds
        self._language = language
        self._wanted = Filter()
        self._warned = False
        self._all: Sequence[Submission] = ()
        space = tokens().space
        self._title = Label("", self, role="strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.xs, space.l, space.xs)
        row.setSpacing(space.xs)
        row.addWidget(self._title)
        row.addSpacing(space.m)
        self._buttons: dict[str, Button] = {}
        for key in ("C", "U", "B", "T", "S", "X"):
            button = Button("", self, kind="quiet", key=key)
            button.setObjectName(f"filter_{key}")
            button.clicked.connect(partial(self.ask, key))
            row.addWidget(button)
            self._buttons[key] = button
        row.addStretch(1)
        self.retranslate()

    def show_queue(self, everyone: Sequence[Submission]) -> None:
        """Offer what these submissions can be told apart by."""
        self._all = everyone
        self.retranslate()

    def set_title(self, text: str) -> None:
        """Say how many wait."""
        self._title.setText(text)

    def wanted(self) -> Filter:
        """Return what is wanted, but for warnings: see :meth:`only_warned`."""
        return self._wanted

    def only_warned(self) -> bool:
        """Return whether only submissions with warnings are wanted."""
        return self._warned

    def is_open(self) -> bool:
        """Return whether nothing is left out."""
        return self._wanted == Filter() and not self._warned

    def clear(self) -> None:
        """Want everything again."""
        self._set(Filter(), warned=False)

    def ask(self, key: str) -> None:
        """Open the menu of a key; ``X`` clears."""
        if key == "X":
            self.clear()
            return
        button = self._buttons[key]
        if not button.isVisible():
            return
        menu = self.menu(key)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu(self, key: str) -> QMenu:
        """Return the menu of a key, each choice with how many it leaves."""
        menu = QMenu(self)
        menu.setObjectName(f"menu_{key}")
        menu.aboutToHide.connect(menu.deleteLater)
        for text, chosen, warned in self._choices(key):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked((chosen, warned) == (self._wanted, self._warned))
            action.triggered.connect(partial(self._pick, chosen, warned))
        actions = menu.actions()
        if actions:
            menu.setActiveAction(next((each for each in actions if each.isChecked()), actions[0]))
        return menu

    def retranslate(self) -> None:
        everything = self.tr("全部")
        wanted, warned = self._wanted, self._warned
        day = f"{wanted.since.astimezone(CHINA):%m-%d}" if wanted.since else everything
        for key, label, now in (
            ("C", self.tr("录入员：{now}"), wanted.clerk or everything),
            ("U", self.tr("单位：{now}"), wanted.unit or everything),
            ("B", self.tr("业务：{now}"), self._kind(wanted.business) or everything),
            ("T", self.tr("提交：{now}"), day),
            ("S", self.tr("情况：{now}"), self._situation(wanted, warned)),
        ):
            # What is chosen stands by itself: with all five labels the smallest screen is too narrow in large type.
            short = now if len(now) <= _LONGEST else f"{now[: _LONGEST - 1]}…"
            self._buttons[key].set_text(label.format(now=now) if now == everything else short)
            self._buttons[key].setToolTip("" if now == everything else plain_tooltip(label.format(now=now)))
            self._buttons[key].set_kind("quiet" if now == everything else "plain")
        self._buttons["X"].set_text(self.tr("清除筛选"))
        self._buttons["X"].setVisible(not self.is_open())
        self._buttons["B"].setVisible(len({each.summary.business for each in self._all}) > 1 or bool(wanted.business))

    def _choices(self, key: str) -> Iterable[tuple[str, Filter, bool]]:
        wanted, warned = self._wanted, self._warned
        everything = self.tr("全部")
        if key == "S":
            plain = replace(wanted, overridden=False, returned=False, close_look=None)
            yield everything, plain, False
            for situation in (
                replace(plain, close_look=True),
                replace(plain, close_look=False),
                replace(plain, overridden=True),
                replace(plain, returned=True),
            ):
                yield self._situation(situation, False), situation, False
            yield self._situation(plain, True), plain, True
            return
        if key == "T":
            yield everything, replace(wanted, since=None, until=None), warned
            for day, count in sorted(Counter(map(_day, self._all)).items(), reverse=True)[:_MOST_CHOICES]:
                begins = midnight(day)
                yield f"{day:%m-%d}  {count}", replace(wanted, since=begins, until=begins + timedelta(days=1)), warned
            return
        for value, count in self._counted(key):
            chosen = {
                "C": replace(wanted, clerk=value),
                "U": replace(wanted, unit=value),
                "B": replace(wanted, business=value),
            }[key]
            shown = (self._kind(value) if key == "B" else value) or everything
            yield f"{shown}  {count}", chosen, warned

    def _counted(self, key: str) -> list[tuple[str, int]]:
        """Return what the queue can be told apart by, and how many it leaves; first that it isn't."""
        said = {
            "C": [each.summary.created_by for each in self._all],
            "U": [each.unit for each in self._all],
            "B": [each.summary.business for each in self._all],
        }[key]
        counted = Counter(value for value in said if value)
        return [("", len(self._all)), *counted.most_common(_MOST_CHOICES)]

    def _situation(self, wanted: Filter, warned: bool) -> str:
        if warned:
            return self.tr("有警告")
        if wanted.overridden:
            return self.tr("不合格照用")
        if wanted.returned:
            return self.tr("退回过")
        if wanted.close_look is None:
            return self.tr("全部")
        return self.tr("须逐条审核") if wanted.close_look else self.tr("可一起通过")

    def _kind(self, code: str) -> str:
        return self._kinds.label(code, self._language()) if code else ""

    def _pick(self, wanted: Filter, warned: bool, *_: object) -> None:
        self._set(wanted, warned=warned)

    def _set(self, wanted: Filter, *, warned: bool) -> None:
        if (wanted, warned) != (self._wanted, self._warned):
            self._wanted, self._warned = wanted, warned
            self.retranslate()
            self.changed.emit()


def _day(each: Submission) -> date:
    return (each.summary.submitted_at or each.summary.updated_at).astimezone(CHINA).date()
