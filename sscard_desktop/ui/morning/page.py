# SPDX-License-Identifier: Apache-2.0
"""The page of the day's beginning: what needs somebody at the left, what is fine at the right, one key to go on.

It stands in no one's way: it isn't in the navigation, comes by itself only where something isn't fine and nobody is in
work, and Enter leads to the counter whatever it found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.health import Health, HealthCheck, count
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.reader import ReaderEvent
from sscard_desktop.services.health import Examiner
from sscard_desktop.services.mornings import Mornings
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.examining import Examination
from sscard_desktop.ui.morning.lines import CheckLine, Verbs, Way, tab_for
from sscard_desktop.ui.morning.support import SupportDialog
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.label import Label, Tone

KEY = "Alt+0"
"""Leads here from anywhere."""
SUPPORT = "support"
"""The subject under which the page is entered to save a support bundle."""
_DIGITS = 9


class MorningPage(Page):
    """F5 examines again, Shift+F5 reads the whole database, F8 shows the support bundle, digits lead to what can be
    done, Enter to the counter.

    Signals:
        examined(checks): an examination is over.
    """

    key = "morning"

    examined = Signal(object)

    def __init__(self, desk: Desk, *, examiner: Examiner | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._at: datetime | None = None
        self._full = False
        self._wants_bundle = False
        self._may_settle = desk.operator.may(Permission.SETTINGS)
        self._front = "counter" if desk.operator.may(Permission.CAPTURE) else "records"
        self.examination = Examination(desk, self, examiner=examiner)
        self.examination.answered.connect(lambda _: self._show())
        self.examination.ended.connect(self._ended)
        desk.reader.told.connect(self._hear)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        space = tokens().space
        self._title = Label("", self, role="section")
        self._state = Label("", self, role="value", wrap=True)
        self._when = Label("", self, role="muted", wrap=True)
        self._heads = (Label("", self, role="strong"), Label("", self, role="strong"))
        self._columns = (QVBoxLayout(), QVBoxLayout())
        sides = QHBoxLayout()
        sides.setSpacing(space.xxl)
        for head, column, stretch in zip(self._heads, self._columns, (3, 2), strict=True):
            column.setSpacing(space.m)
            sides.addLayout(self._side(head, column), stretch)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._go_on)
        room = QVBoxLayout()
        room.setContentsMargins(space.xl, space.l, space.xl, space.m)
        room.setSpacing(space.xs)
        room.addWidget(self._title)
        room.addWidget(self._state)
        room.addWidget(self._when)
        room.addSpacing(space.m)
        room.addLayout(sides, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(room, 1)
        outer.addWidget(self._bar)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("F5", self.begin),
            ("Shift+F5", lambda: self.begin(full=True)),
            ("F8", self.offer_bundle),
            *((key, self._go_on) for key in ("Return", "Enter", "Esc")),
            *((str(digit), partial(self._follow, digit)) for digit in range(1, _DIGITS + 1)),
        ]
        for spelt, act in keys:
            shortcut = QShortcut(QKeySequence(spelt), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.retranslate()

    def _side(self, head: Label, column: QVBoxLayout) -> QVBoxLayout:
        space = tokens().space
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, space.s, 0)
        inner.addLayout(column)
        inner.addStretch()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        side = QVBoxLayout()
        side.setSpacing(space.s)
        side.addWidget(head)
        side.addWidget(area, 1)
        return side

    # the page

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        self._wants_bundle = subject == SUPPORT
        if not self.examination.checks:
            self.begin()
        elif self._wants_bundle:
            self.offer_bundle()

    def retranslate(self) -> None:
        self._title.setText(self.tr("开工检查"))
        self._heads[0].setText(self.tr("要处理的"))
        self._heads[1].setText(self.tr("正常的"))
        self._bar.set_actions(
            [
                KeyAction("help", "F1", self.tr("帮助")),
                KeyAction("again", "F5", self.tr("再查一次"), "refresh"),
                KeyAction("full", "Shift+F5", self.tr("通读数据库")),
                KeyAction("support", "F8", self.tr("给技术支持的信息"), "export"),
            ]
        )
        self._bar.set_next(self.tr("开始办理") if self._front == "counter" else self.tr("去记录页"))
        self._show()

    def begin(self, *, full: bool = False) -> None:
        """Examine the workplace; answers appear as they come."""
        self._full = full
        self.examination.begin(full=full)
        self._show()

    def offer_bundle(self) -> None:
        """Show what a support bundle holds, once the examination that goes with it is over."""
        if self.examination.running:
            self._wants_bundle = True
            return
        self._wants_bundle = False
        dialog = SupportDialog(self._desk, self.examination.checks, self)
        dialog.accepted.connect(lambda: self.told.emit(self.tr("支持信息已保存")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def lines(self) -> list[CheckLine]:
        """Return what needs somebody and then what is fine, as shown."""
        found = []
        for column in self._columns:
            items = [column.itemAt(index) for index in range(column.count())]
            found += [item.widget() for item in items if item is not None]
        return [line for line in found if isinstance(line, CheckLine)]

    def state(self) -> str:
        """Return the sentence above the answers."""
        return self._state.text()

    # what is shown

    def _ended(self, checks: Sequence[HealthCheck]) -> None:
        def noted(at: datetime) -> None:
            self._at = at
            self._show()

        session = self._desk.session
        self._desk.tasks.run(
            lambda: Mornings(session).note(checks), owner=self, on_done=noted, on_error=self.failed.emit
        )
        self._show()
        self.examined.emit(checks)
        if self._wants_bundle:
            self.offer_bundle()

    def _show(self) -> None:
        checks, language, verbs = self.examination.checks, self._desk.language.code, Verbs()
        wanting = sorted((check for check in checks if check.health is not Health.OK), key=_weight)
        for column in self._columns:
            _clear(column)
        digit = 0
        for check in wanting:
            tab = tab_for(check) if self._may_settle else ""
            digit += bool(tab)
            way = Way(tab, verbs.of(tab), str(digit) if digit <= _DIGITS else "") if tab else None
            line = CheckLine(check, language, self, way=way)
            line.chosen.connect(lambda to: self.page_requested.emit("settings", to))
            self._columns[0].addWidget(line)
        for check in checks:
            if check.health is Health.OK:
                self._columns[1].addWidget(CheckLine(check, language, self))
        self._heads[0].setVisible(bool(wanting))
        self._show_state(checks)

    def _show_state(self, checks: Sequence[HealthCheck]) -> None:
        fails, warns = count(checks, Health.FAIL), count(checks, Health.WARN)
        if self.examination.running:
            self._state.setText(self.tr("正在通读数据库，可以先办理…") if self._full else self.tr("正在检查每个部分…"))
        elif fails:
            self._state.setText(self.tr("{fails} 项要先处理，{warns} 项提醒。").format(fails=fails, warns=warns))
        elif warns:
            self._state.setText(self.tr("可以开始办理；有 {warns} 项提醒。").format(warns=warns))
        elif checks:
            self._state.setText(self.tr("全部正常，可以开始办理。"))
        told = []
        if self._at is not None:
            told.append(self.tr("{at} 查过，已记入操作日志。").format(at=f"{self._at.astimezone():%H:%M}"))
        if fails + warns and not self._may_settle:
            told.append(self.tr("需要改设置的，请审核员处理。"))
        self._when.setText(" ".join(told))
        self._when.setVisible(bool(told))
        self._bar.set_reason(self.tr("有要先处理的问题") if fails else "", Tone.BAD if fails else Tone.QUIET)

    # keys

    def _follow(self, digit: int) -> None:
        for line in self.lines():
            if line.way is not None and line.way.key == str(digit):
                line.chosen.emit(line.way.tab)
                return

    def _act(self, name: str) -> None:
        if name == "help":
            self.page_requested.emit("help", "")
        elif name == "support":
            self.offer_bundle()
        else:
            self.begin(full=name == "full")

    def _hear(self, event: ReaderEvent) -> None:
        """A card was laid on: whoever it belongs to comes before the page."""
        if event.card is not None and self.isVisible() and QApplication.activeModalWidget() is None:
            self._go_on()

    def _go_on(self) -> None:
        self.page_requested.emit(self._front, "")


def _weight(check: HealthCheck) -> int:
    return list(Health).index(check.health)


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
