# SPDX-License-Identifier: Apache-2.0
"""The feedback page: files that were read in; one that is looked at, line by line, before anything of it counts.

HR staff see the part for finished cards; reading files in is a supervisor's. Everything works by keys, and Esc leads
back to the list with nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.feedback import Meaning, Told
from sscard_desktop.domain.feedbackfile import FeedbackFile, FeedbackSource
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.reader import ReaderEvent
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Record
from sscard_desktop.messages import word
from sscard_desktop.services.feedback import Feedback
from sscard_desktop.services.feedbackmatching import HARMLESS, Choices, Outcome, Verdict
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.services.ports import TableFile
from sscard_desktop.services.refusals import Memory, Refusals
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback import words
from sscard_desktop.ui.feedback.handout import HandOutSheet
from sscard_desktop.ui.feedback.memory import MemorySheet
from sscard_desktop.ui.feedback.model import FileColumn, FilesModel, LineColumn, LinesModel
from sscard_desktop.ui.feedback.papers import CardPapers
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.pick import PickDialog
from sscard_desktop.ui.widgets.table import Table

# The widest that each column shows.
_FILE_ROOMS = ("成都市社保卡制卡回盘-20261121.xlsx", "✓ 已读入存", "2026-11-21 20:10  demo-supervisor", "50000")
_OUTCOME_ROOM, _CHANGE_ROOM = "✓ 受理编号与姓名号码对不上存", "exported → ready for pickup"
_LINE_ROOMS = ("50000", "阿依古丽·买买提江", "…220014-X", _OUTCOME_ROOM, _CHANGE_ROOM)


class View(IntEnum):
    """What is in front."""

    EMPTY = 0
    FILES = 1
    PREVIEW = 2
    BUSY = 3


def ask_table(parent: QWidget, title: str) -> str:
    """Ask for a table; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", "*.xlsx *.xls *.csv *.txt")[0]


class FeedbackPage(Page):
    """O reads a file, Enter takes it over, U takes it back; H hands out, P prints, S counts what was refused.

    Args:
        ask: gives the path of a table.
    """

    key = "feedback"

    def __init__(self, desk: Desk, ask: Callable[[QWidget, str], str] = ask_table) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._reads = desk.operator.may(Permission.FEEDBACK)
        self._preview: Preview | None = None
        self._only_looks = False
        self._dialog: Dialog | None = None
        self._sheet: HandOutSheet | None = None
        self._papers = CardPapers(desk, self, FormPrinter(desk, self), self.told.emit, self.withheld.emit)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._banner = Banner(self)
        self._title = Label("", self, role="strong")
        self._counts = Label("", self, role="text", wrap=True)
        self._files = FilesModel(self)
        self._file_table = self._table(self._files, FileColumn.STATE, _FILE_ROOMS)
        self._lines = LinesModel(desk.language, self)
        self._line_table = self._table(self._lines, LineColumn.OUTCOME, _LINE_ROOMS)
        self._explained = Label("", self, role="text", wrap=True)
        self._empty = EmptyState(self, icon="file")
        self._empty.action_chosen.connect(self._open_file if self._reads else self.hand_out)
        self._front = QStackedWidget(self)
        self._far = HowFar(self, on_page=True)
        for part in (self._empty, self._file_table, self._line_table, self._far):
            self._front.addWidget(part)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._go)
        space = tokens().space
        room = QVBoxLayout()
        room.setContentsMargins(space.l, space.m, space.l, space.m)
        room.setSpacing(space.s)
        for widget in (self._banner, self._title, self._counts):
            room.addWidget(widget)
        room.addWidget(self._front, 1)
        room.addWidget(self._explained)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(room, 1)
        outer.addWidget(self._bar)
        self._acts: dict[str, tuple[str, Callable[[], object]]] = {
            "hand_out": ("H", self.hand_out),
            "print": ("P", self._papers.ask),
        }
        if self._reads:
            self._acts |= {
                "open": ("O", self._open_file),
                "undo": ("U", self._undo),
                "refusals": ("S", self._show_refusals),
                "columns": ("C", self._explain_column),
                "words": ("W", self._explain_word),
                "source": ("B", self._change_source),
                "filter": ("A", self._filter),
                "decide": ("D", self._decide),
            }
        for key, act in (
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("Esc", self._leave_preview),
            *self._acts.values(),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        desk.reader.told.connect(self._hear)
        self.retranslate()

    def _table(self, model: FilesModel | LinesModel, chip: int, rooms: Sequence[str]) -> Table:
        table = Table(self)
        table.setModel(model)
        table.setItemDelegateForColumn(chip, ChipDelegate(table))
        table.fit_columns(*rooms)
        table.opened.connect(lambda _: self._go())
        table.row_changed.connect(lambda _: self._show_actions())
        return table

    # the page

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        if self._preview is None:
            self.refresh()

    def retranslate(self) -> None:
        if self._reads:
            self._empty.set_content(
                self.tr("还没有读过回盘"),
                self.tr("社保部门或银行发回的表格：先预览每一行会怎样，再一次读入；读入后可以整体撤回。"),
                action=self.tr("读入回盘"),
                key="O",
                icon="file",
            )
        else:
            self._empty.set_content(
                self.tr("发卡和领卡名单"),
                self.tr("读取持卡人证件发卡；为单位打印领卡签收表、通知单。"),
                action=self.tr("发卡"),
                key="H",
                icon="card",
            )
        for model in (self._files, self._lines):
            model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, model.columnCount() - 1)
        self._show_preview() if self._preview is not None else self._show_files()

    def refresh(self) -> None:
        """Read the list of files again."""
        if not self._reads:
            self._front.setCurrentIndex(View.EMPTY)
            self._show_actions()
            return

        def show(files: Sequence[FeedbackFile]) -> None:
            self._files.show_rows(files)
            self._file_table.choose_row(0)
            self._show_files()

        self._desk.tasks.run(lambda: self._feedback().files(), owner=self, on_done=show)

    def view(self) -> View:
        """Return what is in front."""
        return View(self._front.currentIndex())

    def preview(self) -> Preview | None:
        """Return the file that is looked at."""
        return self._preview

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open; for tests."""
        return self._dialog or self._papers.dialog()

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def lines(self) -> LinesModel:
        """Return the lines that are shown; for tests."""
        return self._lines

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    # reading

    def _feedback(self) -> Feedback:
        return Feedback(self._desk.session)

    def _open_file(self) -> None:
        if self._dialog is None and self.view() is not View.BUSY:
            chosen = self._ask(self, self.tr("选择回盘文件"))
            if chosen:
                self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a file and show what it would do."""
        self._banner.close_message()
        self._show_busy(self.tr("正在读取 {file}…").format(file=path.name))
        self._desk.tasks.run(
            lambda: self._desk.workplace.table_reader().read(path),
            owner=self,
            lane=Lane.WORK,
            on_done=lambda table: self._look(table, Choices()),
            on_error=self._fail,
        )

    def _look(self, table: TableFile, choices: Choices) -> None:
        def show(preview: Preview) -> None:
            self._preview = preview
            self._only_looks = False
            self._show_preview()

        self._desk.tasks.run_long(
            lambda progress: self._feedback().preview(table, choices, progress),
            owner=self,
            lane=Lane.STORE,
            on_done=show,
            on_error=self._fail,
            on_progress=self._show_progress,
        )

    def _look_again(self, choices: Choices) -> None:
        if self._preview is not None:
            self._look(self._preview.table, choices)

    def _apply(self) -> None:
        preview = self._preview
        if preview is None or not preview.understood or not (preview.changes or preview.acknowledged):
            return

        def done(file: FeedbackFile) -> None:
            self._preview = None
            self._banner.close_message()
            self.told.emit(self.tr("已读入 {file}，%n 条记录有更新", "", len(preview.changes)).format(file=file.file))
            self.refresh()

        def fail(error: SscardError) -> None:
            self._fail(error)
            self._look_again(preview.choices)

        self._show_busy(self.tr("正在读入…"))
        self._desk.tasks.run_long(
            lambda progress: self._feedback().apply(preview, progress),
            owner=self,
            lane=Lane.STORE,
            on_done=done,
            on_error=fail,
            on_progress=self._show_progress,
        )

    def _undo(self) -> None:
        file = self._files.row(self._file_table.current_row())
        if self.view() is not View.FILES or file is None or file.undone_at is not None or self._dialog is not None:
            return
        dialog = Dialog(self.window(), icon="undo", tone=Tone.WARN.value)
        dialog.set_title(self.tr("撤回 {file}").format(file=file.file))
        told = self.tr("{at} 读入的全部撤回，记录恢复到读入之前；其中有记录后来又变了的，就不能撤回。")
        dialog.set_text(told.format(at=record_words.moment(file.at)))
        dialog.add_button(self.tr("不撤回"), result=0, key="Esc")
        dialog.add_button(self.tr("撤回"), result=1, primary=True)

        def done(_: FeedbackFile) -> None:
            self.told.emit(self.tr("已撤回 {file}").format(file=file.file))
            self.refresh()

        dialog.accepted.connect(
            lambda: self._desk.tasks.run(lambda: self._feedback().undo(file.id), owner=self, on_done=done)
        )
        self._show(dialog)

    # explaining

    def _explain_column(self) -> None:
        preview = self._preview
        if preview is None or self._dialog is not None:
            return
        headers = list(dict.fromkeys(header for layout in preview.layouts for header in layout.headers if header))
        unknown = [header for layout in preview.layouts for header in layout.unknown]
        headers.sort(key=lambda header: header not in unknown)
        language = self._desk.language.code
        meanings: list[Meaning | None] = [*Meaning, None]
        named = [word("meaning", meaning.value, language) for meaning in Meaning]

        def explain(header: str) -> None:
            self._pick(
                self.tr("“{header}”这一列是").format(header=header),
                [*named, self.tr("不用这一列")],
                lambda index: self._look_again(
                    replace(preview.choices, columns={**preview.choices.columns, header: meanings[index]})
                ),
            )

        self._pick(self.tr("指明哪一列"), headers, lambda index: explain(headers[index]))

    def _explain_word(self) -> None:
        preview = self._preview
        if preview is None or not preview.unknown or self._dialog is not None:
            return
        language = self._desk.language.code
        states = list(Told)

        def explain(said: str) -> None:
            self._pick(
                self.tr("“{word}”的意思是").format(word=said),
                [word("told", told.value, language) for told in states],
                lambda index: self._look_again(
                    replace(preview.choices, states={**preview.choices.states, said: states[index]})
                ),
            )

        if len(preview.unknown) == 1:
            explain(preview.unknown[0])
        else:
            self._pick(self.tr("解释哪一个状态"), list(preview.unknown), lambda index: explain(preview.unknown[index]))

    def _change_source(self) -> None:
        preview = self._preview
        if preview is not None:
            bank = preview.choices.source is FeedbackSource.BANK
            source = FeedbackSource.BUREAU if bank else FeedbackSource.BANK
            self._look_again(replace(preview.choices, source=source))

    def _filter(self) -> None:
        if self._preview is not None:
            self._only_looks = not self._only_looks
            self._show_preview()

    def _decide(self) -> None:
        preview, verdict = self._preview, self._lines.row(self._line_table.current_row())
        if preview is None or verdict is None or self._dialog is not None:
            return
        if verdict.outcome is Outcome.REPEATED and verdict.record is not None:
            self._look_again(replace(preview.choices, records={**preview.choices.records, verdict.at: verdict.record}))
        elif verdict.outcome is Outcome.AMBIGUOUS:
            self._desk.tasks.run(
                lambda: [self._desk.session.record(each) for each in verdict.candidates],
                owner=self,
                on_done=lambda records: self._ask_which(preview, verdict, records),
            )

    def _ask_which(self, preview: Preview, verdict: Verdict, records: Sequence[Record]) -> None:
        language = self._desk.language.code
        kinds = self._desk.profile.businesses
        options = [
            f"{kinds.label(record.business, language)}　{grouped(record.receipt_number)}　"
            f"{word('status', record.status.value, language)}"
            for record in records
        ]
        self._pick(
            self.tr("第 {row} 行说的是哪一条").format(row=verdict.line.row),
            options,
            lambda index: self._look_again(
                replace(preview.choices, records={**preview.choices.records, verdict.at: records[index].id})
            ),
        )

    # cards

    def hand_out(self) -> None:
        """Open the sheet for giving cards out."""
        if self._dialog is not None or self.view() in (View.PREVIEW, View.BUSY):
            return
        sheet = HandOutSheet(self._desk, self.window())
        self._sheet = sheet
        sheet.finished.connect(lambda _: setattr(self, "_sheet", None))
        self._show(sheet)

    def _hear(self, event: ReaderEvent) -> None:
        card: Card | None = event.card
        if self._sheet is not None and card is not None:
            self._sheet.take_card(card)

    def _show_refusals(self) -> None:
        if self._dialog is None:

            def show(memory: Memory) -> None:
                self._show(MemorySheet(memory, self._desk.profile.feedback, self._desk.language.code, self.window()))

            self._desk.tasks.run(lambda: Refusals(self._desk.session).memory(), owner=self, on_done=show)

    # showing

    def _show_files(self) -> None:
        self._front.setCurrentIndex(View.FILES if self._files.rowCount() else View.EMPTY)
        self._title.setText(self.tr("读过的回盘"))
        self._title.setVisible(bool(self._files.rowCount()))
        self._counts.hide()
        if self._files.rowCount():
            self._file_table.setFocus()
        self._show_actions()

    def _show_preview(self) -> None:
        preview = self._preview
        if preview is None:
            return
        language = self._desk.language.code
        looks = [verdict for verdict in preview.verdicts if verdict.outcome not in HARMLESS]
        self._lines.show_lines(looks if self._only_looks else preview.verdicts, preview.table.otherwise_encoded)
        self._line_table.choose_row(0)
        bank = preview.choices.source is FeedbackSource.BANK
        source = self.tr("银行的回盘") if bank else self.tr("社保部门的回盘")
        self._title.setText(f"{preview.table.name}　{source}")
        self._title.show()
        told = [words.summary(preview.counts, language)]
        if preview.acknowledged:
            told.append(self.tr("回执批次：") + "、".join(preview.acknowledged))
        self._counts.setText("\n".join(each for each in told if each))
        self._counts.setVisible(bool(self._counts.text()))
        self._warn(preview)
        self._front.setCurrentIndex(View.PREVIEW)
        self._line_table.setFocus()
        self._show_actions()

    def _warn(self, preview: Preview) -> None:
        unknown = [header for layout in preview.layouts for header in layout.unknown]
        if not preview.understood:
            clashing = {meaning for layout in preview.layouts for meaning in layout.clashing}
            twice = "、".join(word("meaning", each.value, self._desk.language.code) for each in sorted(clashing))
            what = self.tr("有两列都是{what}，不知道该看哪一列。").format(what=twice) if twice else ""
            self._banner.show_message(
                what or self.tr("看不出哪一列是受理编号或证件号码，哪一列是状态。"),
                self.tr("按 C 指明；同样的表头以后就认得了。"),
                tone=Tone.WARN,
            )
        elif preview.unknown:
            self._banner.show_message(
                self.tr("有 %n 个状态看不懂：", "", len(preview.unknown)) + words.listed(preview.unknown),
                self.tr("按 W 说明意思；没说明的行不会读入。"),
                tone=Tone.WARN,
            )
        elif preview.read_before is not None:
            at = record_words.moment(preview.read_before)
            self._banner.show_message(self.tr("这个文件 {at} 已经读入过。").format(at=at), tone=Tone.INFO)
        elif preview.table.otherwise_encoded:
            self._banner.show_message(
                self.tr("文件里混有两种编码（第 {row} 行起）。", "").format(row=preview.table.otherwise_encoded[0]),
                self.tr("请核对这几行的姓名。"),
                tone=Tone.WARN,
            )
        elif unknown:
            self._banner.show_message(
                self.tr("有 %n 列没有用到：", "", len(unknown)) + words.listed(unknown),
                self.tr("如果里面有要用的，按 C 指明。"),
                tone=Tone.INFO,
            )
        else:
            self._banner.close_message()

    def _show_actions(self) -> None:
        preview = self._preview
        view = self.view()
        self._explain(preview if view is View.PREVIEW else None)
        names: list[tuple[str, str]] = []
        if view is View.PREVIEW and preview is not None:
            names = [("source", self.tr("换来源"))]
            # What the file isn't understood without is the next step.
            if preview.understood:
                names.insert(0, ("columns", self.tr("指明列")))
            if preview.unknown:
                names.insert(0, ("words", self.tr("解释状态")))
            if any(verdict.outcome not in HARMLESS for verdict in preview.verdicts):
                names.append(("filter", self.tr("看全部") if self._only_looks else self.tr("只看要留意的")))
            chosen = self._lines.row(self._line_table.current_row())
            if chosen is not None and chosen.outcome in (Outcome.AMBIGUOUS, Outcome.REPEATED):
                names.append(("decide", self.tr("决定这一行")))
            self._bar.set_actions([KeyAction(name, self._acts[name][0], text) for name, text in names])
            self._show_next(preview)
            return
        names = [("hand_out", self.tr("发卡")), ("print", self.tr("领卡名单、通知"))]
        if self._reads:
            names.append(("refusals", self.tr("退回统计")))
        file = self._files.row(self._file_table.current_row())
        if view is View.FILES and file is not None and file.undone_at is None:
            names.append(("undo", self.tr("撤回")))
        self._bar.set_actions([KeyAction(name, self._acts[name][0], text) for name, text in names])
        self._bar.set_reason("")
        busy = view is View.BUSY
        if self._reads:
            self._bar.set_next("" if busy else self.tr("读入回盘"), icon="file", key="O")
        else:
            self._bar.set_next(self.tr("发卡"), icon="card", key="H")

    def _explain(self, preview: Preview | None) -> None:
        """Say below the lines all that the chosen one's row has no room for."""
        chosen = self._lines.row(self._line_table.current_row()) if preview is not None else None
        language = self._desk.language.code
        said = words.explained(chosen, self._lines.remark(chosen), language) if chosen is not None else ""
        self._explained.setText(said)
        # In a preview its place is kept, so that the lines don't jump from row to row.
        self._explained.setVisible(preview is not None and preview.understood)
        self._explained.setMinimumHeight(2 * self._explained.fontMetrics().lineSpacing())

    def _show_next(self, preview: Preview) -> None:
        changes = len(preview.changes)
        looks = sum(verdict.outcome not in HARMLESS for verdict in preview.verdicts)
        can = preview.understood and bool(changes or preview.acknowledged)
        if can:
            self._bar.set_reason(self.tr("%n 行不会读入，请看说明", "", looks) if looks else "", Tone.WARN)
            self._bar.set_next(self.tr("读入 %n 行", "", changes), icon="check")
        else:
            self._bar.set_reason(self.tr("没有新内容") if preview.understood else self.tr("先指明列"), Tone.WARN)
            if preview.understood:
                self._bar.set_next(self.tr("返回"), key="Esc")
            else:
                self._bar.set_next(self.tr("指明列"), key="C")

    def _show_busy(self, text: str) -> None:
        self._far.begin(text)
        self._front.setCurrentIndex(View.BUSY)
        self._counts.hide()
        self._show_actions()

    def _show_progress(self, done: int, total: int) -> None:
        self._far.advance(done, total)

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self._show_preview() if self._preview is not None else self._show_files()
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)

    # doing

    def _go(self) -> None:
        preview = self._preview
        if self.view() is View.PREVIEW and preview is not None:
            if not preview.understood:
                self._explain_column()
            elif preview.changes or preview.acknowledged:
                self._apply()
            else:
                self._leave_preview()
        elif self.view() is not View.BUSY:
            self._open_file() if self._reads else self.hand_out()

    def _leave_preview(self) -> None:
        if self.view() is View.PREVIEW:
            self._preview = None
            self._banner.close_message()
            self.refresh()

    def _act(self, name: str) -> None:
        self._acts[name][1]()

    def _pick(self, title: str, options: Sequence[str], then: Callable[[int], object]) -> None:
        dialog = PickDialog(self.window(), title=title, options=options)

        def picked(index: int) -> None:
            self._dialog = None
            then(index)

        dialog.picked.connect(picked)
        self._show(dialog)

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        # The page owns the end of it: a lock takes people's data off the screen.
        self.destroyed.connect(dialog.deleteLater)

        def shut() -> None:
            if self._dialog is dialog:
                self._dialog = None

        dialog.finished.connect(lambda _: shut())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            return
        super().keyPressEvent(event)
