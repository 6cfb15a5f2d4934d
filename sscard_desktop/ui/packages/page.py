# SPDX-License-Identifier: Apache-2.0
"""The packages page: files that came in, a dry run, decisions by keys, the merge with its progress, and taking it back.

HR staff see the part that hands over; merging is a supervisor's. While a merge runs nothing else can be stored, so the
page keeps its person until it ends or is stopped; stopped, it leaves everything as it was. The work itself is
:mod:`.work`'s, what is shown of it :mod:`.front`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.merging import Decision, Merge
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.services.mergeplan import Plan
from sscard_desktop.services.mergerun import Merged
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.packages.asking import Asking
from sscard_desktop.ui.packages.barwords import PackageWords
from sscard_desktop.ui.packages.front import PackagesFront
from sscard_desktop.ui.packages.incoming import IncomingFiles
from sscard_desktop.ui.packages.model import IncomingFile
from sscard_desktop.ui.packages.sides import KEYS
from sscard_desktop.ui.packages.work import MergeWork
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.widgets.actionbar import ActionBar
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.onedialog import OneDialog


def ask_packages(parent: QWidget, title: str) -> list[str]:
    """Ask for package files; none if the person thought better of it."""
    return QFileDialog.getOpenFileNames(parent, title, "", f"*{SUFFIX}")[0]


class PackagesPage(Page):
    """Files above, what a merge would do below. O adds files, Enter looks and opens, A/L/N decide, M merges.

    :meth:`entered` takes the path of a package to add.

    Args:
        ask: gives the paths of packages.
    """

    key = "packages"

    def __init__(self, desk: Desk, ask: Callable[[QWidget, str], list[str]] = ask_packages) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._says = PackageWords(self)
        self._merges_here = desk.operator.may(Permission.MERGE)
        self._dialogs = OneDialog(self)
        self._work = work = MergeWork(desk, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._front = front = PackagesFront(desk.language, work, self, merges=self._merges_here)
        self._files = IncomingFiles(desk, self, front, work, self._dialogs)
        self._files.changed.connect(self._show_plan)
        self._asks = Asking(desk, self, work, self._dialogs)
        front.begin_asked.connect(self._add if self._merges_here else self._asks.hand_over)
        front.opened.connect(self._go)
        front.compared.connect(lambda: self._asks.sides(front.chosen_record(), self._decide))
        front.file_chosen.connect(self._show_plan)
        front.record_chosen.connect(self._show_actions)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._next)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(front, 1)
        outer.addWidget(self._bar)
        work.began.connect(self._show_busy)
        work.progressed.connect(front.show_progress)
        work.password_asked.connect(self._asks.password)
        work.looked.connect(self._show_look)
        work.merged.connect(self._show_merged)
        work.undone.connect(self._show_undone)
        work.stopped.connect(self._show_stopped)
        work.failed.connect(self._fail)
        work.heard.connect(self._show_actions)
        self._bind_keys()
        self.retranslate()

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": lambda: self.page_requested.emit("help", ""),
            "H": self._asks.hand_over,
            "Esc": self._stop,
        }
        if self._merges_here:
            keys |= {
                "O": self._add,
                "T": self._files.trust,
                "Del": self._files.remove,
                "S": self._files.show_stations,
                "C": self._asks.make_campaign,
                "U": self._asks.undo,
                "M": self._merge,
                **{key: partial(self._decide, choice) for choice, key in KEYS.items()},
            }
        for name, act in keys.items():
            shortcut = QShortcut(QKeySequence(name), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # the page

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        if subject and self._merges_here and self._asks.free:
            self.add_files([Path(subject)])
        if self._merges_here:
            self._work.read_merges()
        self._front.take_keys()

    def leaving(self) -> bool:
        if self._work.merging:
            self.withheld.emit(self.tr("正在合并，请等它完成；要停下请按 Esc。"))
            return False
        return True

    def occupied(self) -> bool:
        # While it merges, figures are in front, and no page else can be reached.
        return self._work.merging

    def retranslate(self) -> None:
        self._front.say_words()
        self._show_plan()

    # for tests

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open."""
        return self._dialogs.current()

    def plan(self) -> Plan | None:
        """Return the dry run that is shown."""
        return self._work.plan

    def files(self) -> Sequence[IncomingFile]:
        """Return the files that are listed."""
        return self._files.rows()

    def banner(self) -> Banner:
        """Return the banner."""
        return self._front.banner

    # files

    def _add(self) -> None:
        if self._asks.free:
            self.add_files([Path(name) for name in self._ask(self, self.tr("选择站点包"))])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Put files on the list, and verify each."""
        self._files.add(paths)

    # looking and deciding

    def _go(self) -> None:
        if self._work.task is not None or not self._merges_here:
            return
        if self._work.plan is not None:
            self._front.take_keys()
        elif self._files.any_ready():
            self._work.look(self._files.rows())
        else:
            self._add()

    def _next(self) -> None:
        if self._work.plan is not None:
            self._merge()
        else:
            self._go()

    def _show_look(self) -> None:
        self._front.take_plan()
        self._show_plan()
        self._front.record_table.choose_row(0)
        self._front.take_keys()

    def _decide(self, choice: Decision) -> None:
        record = self._front.chosen_record()
        if record is not None and self._work.decide(record, choice):
            self._front.show_decided()
            self._show_plan()

    # merging

    def _merge(self) -> None:
        if self._dialogs.current() is None:
            self._work.merge()

    def _show_merged(self, merged: Merged) -> None:
        text, left = self._says.merged(merged)
        self._front.banner.show_message(text, left, tone=Tone.WARN if merged.left else Tone.OK)
        # What wasn't in the dry run, such as a station's that isn't trusted yet, stays on the list.
        plan = self._work.plan
        self._files.leave({package.path for package in plan.packages} if plan is not None else set())
        self._work.read_merges()
        self._show_plan()

    def _show_undone(self, merge: Merge) -> None:
        self._front.banner.show_message(
            self.tr("第 {number} 次合并已整体撤销。").format(number=merge.seq), tone=Tone.OK
        )
        self._files.forget_plan()
        self._work.read_merges()
        self._show_plan()

    def _show_busy(self, what: str) -> None:
        self._front.show_busy(what)
        self._show_actions()

    def _stop(self) -> None:
        if self._work.stop():
            self._front.show_stopping()

    def _show_stopped(self) -> None:
        self._front.banner.show_message(self.tr("已停止，什么都没有改动。"), tone=Tone.WARN)
        self._show_plan()

    def _fail(self, error: SscardError) -> None:
        if self._work.plan is None:
            self._front.take_plan()
        message = self._desk.language.message(error)
        self._front.banner.show_message(message.what, message.todo, tone=Tone.BAD)
        self._show_plan()

    # showing

    def _show_plan(self) -> None:
        self._front.show_plan()
        self._show_actions()

    def _show_actions(self) -> None:
        work, front = self._work, self._front
        if work.task is not None:
            self._bar.set_actions([self._says.stopping()])
        elif self._merges_here:
            self._bar.set_actions(
                self._says.actions(work), self._says.beside(front.chosen_file(), front.chosen_record())
            )
        else:
            self._bar.set_actions([self._says.handing()])
        self._bar.set_reason("")
        if work.task is not None or not self._merges_here:
            self._bar.set_next("")
        elif work.plan is not None:
            left = work.undecided()
            if left:
                self._bar.set_reason(self.tr("%n 条待决定，暂不合并", "", left), Tone.WARN)
            self._bar.set_next(self.tr("合并"), icon="import", key="M")
        elif self._files.any_ready():
            self._bar.set_next(self.tr("预览"), icon="search")
        else:
            self._bar.set_next("")

    def _act(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "add": self._add,
            "hand_over": self._asks.hand_over,
            "stations": self._files.show_stations,
            "campaign": self._asks.make_campaign,
            "undo": self._asks.undo,
            "trust": self._files.trust,
            "stop": self._stop,
        }
        acts |= {f"decide_{choice.value}": partial(self._decide, choice) for choice in Decision}
        acts[name]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            return
        super().keyPressEvent(event)
