# SPDX-License-Identifier: Apache-2.0
"""A file becomes a roster: read and checked, told what it came to, imported; or it goes on to update one.

Reading, checking and importing run in the work lane; the counter goes on meanwhile. Nothing is stored before somebody
has seen what the list came to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import Roster
from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.services.rosterimport import Imported
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.checkwork import SeveralLists, check_list, mark_list
from sscard_desktop.ui.rosters.findings import CheckedFile
from sscard_desktop.ui.rosters.longwork import LongWork
from sscard_desktop.ui.rosters.naming import Named, NamingDialog
from sscard_desktop.ui.rosters.part import Offer, Part
from sscard_desktop.ui.rosters.summary import SummaryView
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.pick import PickDialog

_MARKED = "{stem}-标注.xlsx"


class View(IntEnum):
    """What is in front."""

    WORK = 0
    SUMMARY = 1


class ImportPart(Part):
    """Enter imports, S saves the marked file, G takes the good rows only, U updates a roster, Esc stops or leaves.

    Args:
        ask: asks where the marked file is saved.

    Signals:
        ended(roster_id): back to the page; the roster that was imported, ``""`` for none.
        update_wanted(Roster, CheckedFile, only_good): the file is to be laid over a roster.
    """

    ended = Signal(str)
    update_wanted = Signal(Roster, CheckedFile, bool)

    def __init__(self, desk: Desk, parent: QWidget, ask: Callable[[QWidget, str, str], str]) -> None:
        self._desk = desk
        self._ask = ask
        self._file: CheckedFile | None = None
        self._onto: Roster | None = None
        self._rosters: Sequence[Roster] = ()
        super().__init__(parent)
        self.work = LongWork(desk.tasks, self)
        self.work.stopped.connect(self._return)
        self.work.failed.connect(self._fail)
        self.summary = SummaryView(desk.profile, desk.language, self)
        self._front = QStackedWidget(self)
        for part in (self.work, self.summary):
            self._front.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._front)

    # what the page asks

    def begin(self, path: Path, onto: Roster | None = None) -> None:
        """Read and check a file; with ``onto`` it is laid over that roster."""
        if self.work.busy():
            return
        self._file, self._onto = None, onto
        self._check(path)
        self._desk.tasks.run(lambda: self._desk.rosters().all(open_only=True), owner=self, on_done=self._show_rosters)

    def forget(self) -> None:
        """Let the file go: it was made use of."""
        self._file = None

    def file(self) -> CheckedFile | None:
        """Return the file that was checked."""
        return self._file

    def onto(self) -> Roster | None:
        """Return the roster that a file is laid over, ``None`` where it becomes a new one."""
        return self._onto

    def view(self) -> View:
        """Return what is in front."""
        return View(self._front.currentIndex())

    def keys(self) -> Mapping[str, str]:
        return {"Esc": "back", "S": "mark", "G": "good", "U": "update", "Return": "go", "Enter": "go"}

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {
            "back": self._back,
            "mark": self._mark,
            "good": lambda: self._import(only_good=True),
            "update": self._choose_roster,
            "go": self.go,
        }

    def offer(self) -> Offer:
        file = self._file
        if self.work.busy():
            return Offer((KeyAction("back", "Esc", self.tr("停止")),))
        if file is None:
            return Offer((KeyAction("back", "Esc", self.tr("返回")),))
        left = [KeyAction("back", "Esc", self.tr("不导入，返回"))]
        right = []
        if self._rosters and self._onto is None and file.usable:
            left.append(KeyAction("update", "U", self.tr("更新已有的花名册")))
        if file.bad and file.usable:
            verb = self.tr("只更新没有问题的") if self._onto is not None else self.tr("只导入没有问题的")
            right.append(KeyAction("good", "G", verb))
        if file.bad or not file.checked.usable:
            return Offer(tuple(left), tuple(right), self.tr("标出问题，交单位改"), "export", "S")
        verb = self.tr("看看会改什么") if self._onto is not None else self.tr("导入")
        return Offer(tuple(left), tuple(right), verb, "import")

    def go(self) -> None:
        file = self._file
        if self.work.busy() or file is None:
            return
        if file.bad or not file.checked.usable:
            self._mark()
        else:
            self._import(only_good=False)

    def retranslate(self) -> None:
        self.offer_changed.emit()

    # checking

    def _check(self, path: Path, sheet: str = "") -> None:
        self._run(
            lambda task: check_list(self._desk, path, task, sheet=sheet),
            self.tr("正在读取和检查 {file}").format(file=path.name),
            self._show_checked,
        )

    def _show_rosters(self, rosters: Sequence[Roster]) -> None:
        self._rosters = rosters
        self.offer_changed.emit()

    def _show_checked(self, found: CheckedFile | SeveralLists) -> None:
        if isinstance(found, SeveralLists):
            self._ask_sheet(found)
            return
        self._file = found
        self.summary.show_file(found)
        self._show_summary()

    def _ask_sheet(self, several: SeveralLists) -> None:
        title = self.tr("这个文件里有几张名单，导入哪一张")
        dialog = PickDialog(self, title=title, options=several.sheets)
        dialog.picked.connect(lambda place: self._check(several.path, several.sheets[place]))
        dialog.rejected.connect(lambda: self.ended.emit(""))
        self.open_dialog(dialog)

    def _show_summary(self) -> None:
        self._front.setCurrentIndex(View.SUMMARY)
        self.summary.setFocus()
        self.offer_changed.emit()

    # what follows

    def _import(self, *, only_good: bool) -> None:
        file, onto = self._file, self._onto
        if file is None or self.work.busy() or self.view() is not View.SUMMARY or not file.usable:
            return
        if onto is not None:
            self.update_wanted.emit(onto, file, only_good)
            return
        dialog = NamingDialog(self, file, only_good=only_good)

        def begin(named: Named) -> None:
            dialog.accept()
            desk, checked = self._desk, file.checked

            def work(task: Task) -> Imported:
                return desk.roster_imports().import_checked(
                    checked,
                    title=named.title,
                    unit=named.unit,
                    unit_number=named.unit_number,
                    only_good=only_good,
                    progress=task,
                )

            self._run(work, self.tr("正在导入"), self._show_imported, self.tr("柜台可以照常办理。"))

        dialog.given.connect(begin)
        self.open_dialog(dialog)

    def _show_imported(self, done: Imported) -> None:
        if done.already:
            self.withheld.emit(self.tr("同样的名单已经导入过，没有再导入一次。"))
        else:
            told = self.tr("已导入 %n 人", "", done.roster.rows)
            linked = self.tr("，其中 %n 人本站已有记录", "", done.linked) if done.linked else ""
            self.told.emit(told + linked)
        self._file = None
        self.ended.emit(done.roster.id)

    def _choose_roster(self) -> None:
        file, rosters = self._file, self._rosters
        if file is None or not rosters or self.view() is not View.SUMMARY or not file.usable:
            return
        options = [self.tr("{title}（%n 人）", "", each.rows).format(title=each.title) for each in rosters]
        dialog = PickDialog(self, title=self.tr("更新哪一份花名册"), options=options)
        dialog.picked.connect(lambda place: self.update_wanted.emit(rosters[place], file, bool(file.bad)))
        self.open_dialog(dialog)

    def _mark(self) -> None:
        file, desk = self._file, self._desk
        if file is None or self.work.busy() or not file.findings or self.view() is not View.SUMMARY:
            return
        name = str(file.path.with_name(_MARKED.format(stem=file.path.stem)))
        chosen = self._ask(self, self.tr("保存标注好的表格"), name)
        if chosen:
            target = Path(chosen)
            self._run(lambda task: mark_list(desk, file, target, task), self.tr("正在标注"), self._show_marked)

    def _show_marked(self, written: WrittenFile) -> None:
        self._show_summary()
        self.told.emit(self.tr("已保存 {file}：有问题的格子标了颜色和批注。").format(file=written.path.name))

    # long work

    def _run(self, work: Callable[[Task], object], what: str, done: Callable[..., object], told: str = "") -> None:
        self._front.setCurrentIndex(View.WORK)
        self.work.run(work, what, done, told=told)
        self.work.setFocus()
        self.offer_changed.emit()

    def _back(self) -> None:
        if self.work.busy():
            self.work.stop()
        else:
            self._file = None
            self.ended.emit("")

    def _return(self) -> None:
        self.withheld.emit(self.tr("已停止，什么都没有改动。"))
        self._after()

    def _fail(self, error: SscardError) -> None:
        # The page that comes to the front begins without a message.
        self._after()
        self.failed.emit(error)

    def _after(self) -> None:
        if self._file is None:
            self.ended.emit("")
        else:
            self._show_summary()
