# SPDX-License-Identifier: Apache-2.0
"""The packages page: files that came in, a dry run, decisions by keys, the merge with its progress, and taking it back.

HR staff see the part that hands over; merging is a supervisor's. While a merge runs nothing else can be stored, so the
page keeps its person until it ends or is stopped; stopped, it leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.merging import Change, Decision, Merge
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.services.mergeplan import Plan
from sscard_desktop.services.merging import Merged, Sides
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.packages import words
from sscard_desktop.ui.packages.campaigning import MakeCampaignDialog
from sscard_desktop.ui.packages.handing import HandOverDialog
from sscard_desktop.ui.packages.model import FileColumn, FilesModel, IncomingFile, PlannedModel, RecordColumn
from sscard_desktop.ui.packages.sides import KEYS, SidesDialog
from sscard_desktop.ui.packages.trusting import StationsDialog, TrustDialog
from sscard_desktop.ui.packages.undoing import UndoDialog
from sscard_desktop.ui.packages.unlocking import PasswordDialog
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.table import Table

# The widest that each column shows.
_FILE_ROOM, _STATE_ROOM, _STATION_ROOM = (
    "station-0017-20260302",
    "✓ Can it be merged?",
    "0017  武侯支行 · 3 号台",
)
_MADE_ROOM = "2026-03-02 12:00"
_COUNT_ROOM, _NAME_ROOM, _ID_ROOM = "2000 records", "阿依古丽·买买提", "650102 19981012 1024"
_WHAT_ROOM, _DONE_ROOM, _NUMBER_ROOM = "✓ same name and birth date", "✓ To be decided (left out)", "0017"
_FILE_ROWS = 4


_T = TypeVar("_T")


class View(IntEnum):
    """What is in the middle."""

    EMPTY = 0
    PLAN = 1
    BUSY = 2


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
        self._merges_here = desk.operator.may(Permission.MERGE)
        self._plan: Plan | None = None
        self._decided: dict[RecordId, Decision] = {}
        self._last: Merge | None = None
        self._task: Task | None = None
        self._merging = False
        self._dialog: Dialog | None = None
        self._password = ""
        self._what = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._banner = Banner(self)
        self._files_title = Label("", self, role="strong")
        self._files = FilesModel(self)
        self._file_table = Table(self)
        self._file_table.setModel(self._files)
        self._file_table.setItemDelegateForColumn(FileColumn.STATE, ChipDelegate(self._file_table))
        self._file_table.fit_columns(_FILE_ROOM, _STATE_ROOM, _STATION_ROOM, _COUNT_ROOM)
        self._file_table.grow_columns(FileColumn.STATION, FileColumn.FILE, last=_MADE_ROOM)
        self._file_table.opened.connect(lambda _: self._go())
        self._file_table.row_changed.connect(lambda _: self._show_plan())
        self._counts = Label("", self, role="text", wrap=True)
        self._records = PlannedModel(desk.language, self)
        self._record_table = Table(self)
        self._record_table.setModel(self._records)
        for column in (RecordColumn.WHAT, RecordColumn.DONE):
            self._record_table.setItemDelegateForColumn(column, ChipDelegate(self._record_table))
        self._record_table.fit_columns(_NAME_ROOM, _ID_ROOM, _WHAT_ROOM, _DONE_ROOM, _NUMBER_ROOM)
        # Both sides of the one that is opened name their station.
        self._record_table.spare_columns(RecordColumn.STATION)
        self._record_table.opened.connect(lambda _: self._open_sides())
        self._record_table.row_changed.connect(lambda _: self._show_actions())
        self._empty = EmptyState(self, icon="import")
        self._empty.action_chosen.connect(self._add if self._merges_here else self._hand_over)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._next)
        self._lay_out()
        self._bind_keys()
        self.retranslate()

    def _lay_out(self) -> None:
        space = tokens().space
        plan = QWidget(self)
        below = QVBoxLayout(plan)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(space.s)
        below.addWidget(self._counts)
        below.addWidget(self._record_table, 1)
        below.addStretch()
        self._far = HowFar(self, on_page=True)
        self._wait = Label("", self._far, role="muted", wrap=True)
        self._wait.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._far.add_below(self._wait)
        self._front = QStackedWidget(self)
        for part in (self._empty, plan, self._far):
            self._front.addWidget(part)
        room = QVBoxLayout()
        room.setContentsMargins(space.l, space.m, space.l, space.m)
        room.setSpacing(space.s)
        head = QHBoxLayout()
        head.addWidget(self._files_title)
        head.addStretch(1)
        room.addWidget(self._banner)
        room.addLayout(head)
        room.addWidget(self._file_table)
        room.addWidget(self._front, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(room, 1)
        outer.addWidget(self._bar)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": lambda: self.page_requested.emit("help", ""),
            "H": self._hand_over,
            "Esc": self._stop,
        }
        if self._merges_here:
            keys |= {
                "O": self._add,
                "T": self._trust,
                "Del": self._remove,
                "S": self._show_stations,
                "C": self._make_campaign,
                "U": self._ask_undo,
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
        if subject and self._merges_here and self._task is None and self._dialog is None:
            self.add_files([Path(subject)])
        if self._merges_here:
            self._read_merges()
        if self._files.rowCount():
            (self._record_table if self._plan is not None else self._file_table).setFocus()

    def leaving(self) -> bool:
        if self._merging:
            self.withheld.emit(self.tr("正在合并，请等它完成；要停下请按 Esc。"))
            return False
        return True

    def occupied(self) -> bool:
        # While it merges, figures are in front, and no page else can be reached.
        return self._merging

    def retranslate(self) -> None:
        self._files_title.setText(self.tr("收到的站点包"))
        if self._merges_here:
            self._empty.set_content(
                self.tr("合并各站点的采集记录"),
                self.tr("选择各站点交出的 .sscard 文件，先预览，再一次合并；合并可以整体撤销。"),
                action=self.tr("添加站点包"),
                key="O",
                icon="import",
            )
        else:
            self._empty.set_content(
                self.tr("把本站的记录交给审核员"),
                self.tr("写成加密、签名的文件，拷到 U 盘交给审核员合并；本站的记录不变，可以反复交出。"),
                action=self.tr("交出站点包"),
                key="H",
                icon="export",
            )
        for model in (self._files, self._records):
            model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, model.columnCount() - 1)
        self._show_plan()

    # for tests

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open."""
        return self._dialog

    def plan(self) -> Plan | None:
        """Return the dry run that is shown."""
        return self._plan

    def files(self) -> Sequence[IncomingFile]:
        """Return the files that are listed."""
        return self._files.rows()

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    # files

    def _add(self) -> None:
        if self._task is None and self._dialog is None:
            self.add_files([Path(name) for name in self._ask(self, self.tr("选择站点包"))])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Put files on the list, and verify each."""
        self._forget_plan()
        for path in paths:
            self._files.put(IncomingFile(path))
            self._check(path)
        if paths:
            self._file_table.choose_row(self._files.rowCount() - 1)
            self._file_table.setFocus()
        self._show_plan()

    def _check(self, path: Path) -> None:
        def check(task: Task) -> IncomingFile:
            merging = self._desk.merging()
            try:
                package = merging.verify(path, task)
            except SscardError as error:
                return IncomingFile(path, None, error, checked=True)
            try:
                merging.accept(package)
            except SscardError as error:
                return IncomingFile(path, package, error, checked=True)
            return IncomingFile(path, package, None, checked=True)

        self._desk.tasks.run_long(check, owner=self, on_done=self._show_file)

    def _show_file(self, file: IncomingFile) -> None:
        self._files.put(file)
        self._file_table.share_room()
        self._show_plan()

    def _remove(self) -> None:
        row = self._file_table.current_row()
        if self._task is None and self._files.row(row) is not None:
            self._files.remove(row)
            self._forget_plan()
            self._show_plan()

    def _chosen(self) -> IncomingFile | None:
        return self._files.row(self._file_table.current_row())

    def _trust(self) -> None:
        file = self._chosen()
        if file is None or file.package is None or file.problem is None or self._dialog is not None:
            return
        if file.problem.code != "transfer.unknown_station":
            return
        dialog = TrustDialog(self._desk, file.package, self)
        dialog.trusted.connect(self._check_again)
        self._open(dialog)

    def _check_again(self) -> None:
        for file in self._files.rows():
            if not file.ready:
                self._check(file.path)

    def _show_stations(self) -> None:
        if self._dialog is None and self._task is None:
            dialog = StationsDialog(self._desk, self)
            dialog.finished.connect(lambda _: self._check_again())
            self._open(dialog)

    def _make_campaign(self) -> None:
        if self._dialog is None and self._task is None:
            self._open(MakeCampaignDialog(self._desk, self))

    def _hand_over(self) -> None:
        if self._dialog is None and self._task is None:
            self._open(HandOverDialog(self._desk, self))

    # looking and deciding

    def _go(self) -> None:
        if self._task is not None or not self._merges_here:
            return
        if self._plan is not None:
            self._record_table.setFocus()
        elif any(file.ready for file in self._files.rows()):
            self._look()
        else:
            self._add()

    def _next(self) -> None:
        if self._plan is not None:
            self._merge()
        else:
            self._go()

    def _look(self) -> None:
        ready = [file for file in self._files.rows() if file.ready and file.package is not None]
        locked = any(file.package is not None and file.package.locked_by == "password" for file in ready)
        if locked and not self._password:
            dialog = PasswordDialog(self)
            dialog.given.connect(self._look_with)
            self._open(dialog)
            return
        paths, password = [file.path for file in ready], self._password
        self._run(
            lambda task: self._desk.merging().look(paths, task, password=password),
            self.tr("正在预览"),
            self._show_look,
        )

    def _look_with(self, password: str) -> None:
        self._password = password
        self._look()

    def _show_look(self, plan: Plan) -> None:
        self._plan, self._decided = plan, {}
        self._records.show_plan(plan, self._decided)
        self._show_plan()
        self._record_table.choose_row(0)
        self._record_table.setFocus()

    def _decide(self, choice: Decision) -> None:
        row = self._record_table.current_row()
        record = self._records.row(row)
        if record is None or self._task is not None or choice not in record.choices or len(record.choices) < 2:
            return
        self._decided[record.id] = choice
        self._records.refresh(row)
        self._record_table.choose_row(row + 1)
        self._show_plan()

    def _open_sides(self) -> None:
        plan, record = self._plan, self._records.row(self._record_table.current_row())
        if plan is None or record is None or self._dialog is not None or self._task is not None:
            return

        def show(sides: Sides) -> None:
            assert record is not None
            dialog = SidesDialog(record, sides, self._desk.profile, self._desk.language, self)
            dialog.decided.connect(self._decide)
            self._open(dialog)

        self._desk.tasks.run(
            lambda: self._desk.merging().sides(plan, record.id),
            owner=self,
            lane=Lane.WORK,
            on_done=show,
            on_error=self._fail,
        )

    # merging

    def _merge(self) -> None:
        plan, decided = self._plan, dict(self._decided)
        if plan is None or self._task is not None or self._dialog is not None:
            return
        self._merging = True
        self._run(lambda task: self._desk.merging().merge(plan, task, decided), self.tr("正在合并"), self._show_merged)

    def _show_merged(self, merged: Merged) -> None:
        changes = merged.changes
        if merged.seq:
            text = self.tr("第 {number} 次合并完成：新增 {added}，更新 {replaced}，移除 {removed}。").format(
                number=merged.seq,
                added=changes[Change.ADDED],
                replaced=changes[Change.REPLACED],
                removed=changes[Change.REMOVED],
            )
        elif merged.listed or merged.told:
            text = self.tr("没有新的采集记录。")
        else:
            text = self.tr("没有本站还没有的内容，什么都没有改动。")
        if merged.listed or merged.told:
            rosters = self.tr("花名册新增 {added} 人，更新 {told} 人。")
            text += rosters.format(added=merged.listed, told=merged.told)
        left = self.tr("有 %n 条没有决定，暂未合并，随时可以再合并同一个包。", "", merged.left) if merged.left else ""
        self._banner.show_message(text, left, tone=Tone.WARN if merged.left else Tone.OK)
        # What wasn't in the dry run, such as a station's that isn't trusted yet, stays on the list.
        looked_at = {package.path for package in self._plan.packages} if self._plan is not None else set()
        self._forget_plan()
        for row in reversed(range(self._files.rowCount())):
            if self._files.rows()[row].path in looked_at:
                self._files.remove(row)
        self._file_table.choose_row(0)
        self._read_merges()
        self._show_plan()

    def _read_merges(self) -> None:
        def show(merges: Sequence[Merge]) -> None:
            self._last = next((each for each in merges if each.undone_at is None), None)
            self._show_actions()

        self._desk.tasks.run(lambda: self._desk.merging().all(), owner=self, on_done=show)

    def _ask_undo(self) -> None:
        if self._last is None or self._dialog is not None or self._task is not None:
            return
        dialog = UndoDialog(self._last, self)
        seq = self._last.seq
        dialog.confirmed.connect(lambda: self._undo(seq))
        self._open(dialog)

    def _undo(self, seq: int) -> None:
        self._merging = True
        self._run(lambda task: self._desk.merging().undo(seq, task), self.tr("正在撤销"), self._show_undone)

    def _show_undone(self, merge: Merge) -> None:
        self._banner.show_message(self.tr("第 {number} 次合并已整体撤销。").format(number=merge.seq), tone=Tone.OK)
        self._forget_plan()
        self._read_merges()
        self._show_plan()

    # long work

    def _run(self, work: Callable[[Task], _T], what: str, done: Callable[[_T], None]) -> None:
        self._banner.close_message()
        self._far.begin(f"{what}…")
        self._what = what
        self._wait.setText(
            self.tr("这段时间里本机不能保存别的记录。按 Esc 停止，停止后一切如初。") if self._merging else ""
        )
        self._front.setCurrentIndex(View.BUSY)

        def end(result: _T) -> None:
            self._task, self._merging = None, False
            done(result)

        self._task = self._desk.tasks.run_long(
            work, owner=self, on_done=end, on_error=self._fail, on_progress=self._show_progress
        )
        self._task.ended.connect(self._look_stopped)
        # Whoever locks the window ends it: nothing goes on with the station's key behind a locked window.
        self.destroyed.connect(self._task.cancel)
        self._show_actions()

    def _show_progress(self, done: int, total: int) -> None:
        if done:
            self._far.advance(done, total)
            self._far.tell(self.tr("{what}：{done} / {total} 条").format(what=self._what, done=done, total=total))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._far.tell(self.tr("正在停止…"))

    def _look_stopped(self) -> None:
        if self._task is not None and self._task.cancelled:
            self._task, self._merging = None, False
            self._banner.show_message(self.tr("已停止，什么都没有改动。"), tone=Tone.WARN)
            self._show_plan()

    def _fail(self, error: SscardError) -> None:
        self._task, self._merging = None, False
        if error.code == "transfer.wrong_password":
            self._password = ""
        if error.code == "merge.changed_meanwhile":
            self._forget_plan()
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)
        self._show_plan()

    # showing

    def _forget_plan(self) -> None:
        self._plan, self._decided = None, {}
        self._records.show_plan(None, {})

    def _show_plan(self) -> None:
        files = self._files.rowCount()
        for part in (self._files_title, self._file_table):
            part.setVisible(bool(files))
        height = self._file_table.verticalHeader().defaultSectionSize()
        head = self._file_table.horizontalHeader().sizeHint().height()
        self._file_table.setFixedHeight(head + height * min(files, _FILE_ROWS) + tokens().space.s)
        if self._task is None:
            self._front.setCurrentIndex(View.PLAN if files else View.EMPTY)
        plan = self._plan
        self._counts.set_tone(None)
        if plan is not None:
            told = words.counted(dict(plan.counts), dict(plan.likenesses), self._desk.language.code)
            gone = self.tr("　站点已删除的草稿 {count}").format(count=len(plan.removed)) if plan.removed else ""
            gone += self.tr("　花名册 {count} 人").format(count=plan.listed) if plan.listed else ""
            outside = files - len(plan.packages)
            rest = self.tr("　没有预览的文件 {count}").format(count=outside) if outside else ""
            self._counts.setText(told + gone + rest)
        elif files:
            file = self._chosen()
            problem = file.problem if file is not None else None
            look = self.tr("先预览：看看有多少新记录、重复和冲突，这时什么都不改。")
            self._counts.setText(str(self._desk.language.message(problem)) if problem is not None else look)
            self._counts.set_tone(Tone.BAD if problem is not None else None)
        self._record_table.setVisible(plan is not None)
        self._show_actions()

    def _show_actions(self) -> None:
        busy = self._task is not None
        actions = [KeyAction("hand_over", "H", self.tr("交出站点包"))]
        if self._merges_here:
            # What is decided now needs the room more than what begins anew.
            begun = self._plan is not None
            campaign = KeyAction("campaign", "C", self.tr("批期设置包"))
            more = [] if begun else [*actions, KeyAction("stations", "S", self.tr("信任的站点")), campaign]
            actions = [KeyAction("add", "O", self.tr("添加站点包")), *more]
            if self._last is not None:
                actions.append(KeyAction("undo", "U", self.tr("撤销第 {n} 次合并").format(n=self._last.seq)))
        file = self._chosen()
        problem = file.problem if file is not None else None
        right = []
        if problem is not None and problem.code == "transfer.unknown_station":
            right.append(KeyAction("trust", "T", self.tr("核对指纹，信任")))
        record = self._records.row(self._record_table.current_row())
        if record is not None and len(record.choices) > 1:
            right += [
                KeyAction(
                    f"decide_{choice.value}", KEYS[choice], words.of_decision(choice, chosen=True, asked=True).word
                )
                for choice in record.choices
            ]
        self._bar.set_actions([KeyAction("stop", "Esc", self.tr("停止"))] if busy else actions, () if busy else right)
        self._show_next(busy)

    def _show_next(self, busy: bool) -> None:
        plan = self._plan
        self._bar.set_reason("")
        if busy or not self._merges_here:
            self._bar.set_next("")
        elif plan is not None:
            left = sum(each.id not in self._decided for each in plan.undecided)
            if left:
                self._bar.set_reason(self.tr("%n 条待决定，暂不合并", "", left), Tone.WARN)
            self._bar.set_next(self.tr("合并"), icon="import", key="M")
        elif any(file.ready for file in self._files.rows()):
            self._bar.set_next(self.tr("预览"), icon="search")
        else:
            self._bar.set_next("")

    def _act(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "add": self._add,
            "hand_over": self._hand_over,
            "stations": self._show_stations,
            "campaign": self._make_campaign,
            "undo": self._ask_undo,
            "trust": self._trust,
            "stop": self._stop,
        }
        acts |= {f"decide_{choice.value}": partial(self._decide, choice) for choice in Decision}
        acts[name]()

    def _open(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            return
        super().keyPressEvent(event)
