# SPDX-License-Identifier: Apache-2.0
"""Where the pictures of a bulk import are, and by what they are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sscard_desktop.domain.photomatching import Way
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor, ask_folder, ask_package
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.pick import PickDialog
from sscard_desktop.ui.widgets.segments import Segments

_CARD = "card"


@dataclass(frozen=True, slots=True)
class BulkAnswer:
    """What was answered.

    Attributes:
        only_new: leave out what the last import had.
        table: another laptop's log, where it isn't this one's.
    """

    source: Path
    way: Way
    only_new: bool = False
    table: Path | None = None


class BulkQuestion(QWidget):
    """The first sheet of the import.

    Args:
        of_roster: the people are a roster's, who may be told by who was called up when.

    Signals:
        answered(): Enter was pressed behind a path.
    """

    answered = Signal()

    def __init__(self, desk: Desk, parent: QWidget, *, of_roster: bool = False) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = Segments(self)
        self._kind.set_options(
            [("folder", self.tr("文件夹")), ("zip", self.tr("zip 压缩包")), (_CARD, self.tr("相机存储卡"))]
        )
        self._kind.set_code("folder")
        self._kind.picked.connect(self._look_for_cards)
        self.source = PathEditor("source", self, ask=self._ask)
        self.source.set_label(self.tr("照片在哪里"))
        self.source.set_required(True)
        self.source.edited.connect(lambda _: self.source.set_note(None))
        self.source.accepted.connect(self.answered)
        self._new = Segments(self)
        self._new.set_options([("all", self.tr("全部照片")), ("new", self.tr("只要上次导入以后拍的"))])
        self._new.set_code("all")
        self.way = Segments(self)
        ways = [
            (Way.NUMBER, self.tr("文件名里有证件号码")),
            (Way.NAME, self.tr("姓名（加编号）") if of_roster else self.tr("姓名（加检索码）")),
            (Way.ORDER, self.tr("按文件名顺序")),
            (Way.TIME, self.tr("按拍摄时间")),
        ]
        self.way.set_options([*ways, (Way.LOG, self.tr("对照刷卡时间"))] if of_roster else ways)
        self.way.set_code(Way.NUMBER)
        self.way.picked.connect(lambda _: self._show_log())
        self.table = PathEditor("reads", self, ask=self._ask_table)
        self.table.set_label(self.tr("另一台电脑的刷卡记录（本机刷的卡就留空）"))
        self.table.accepted.connect(self.answered)
        of_records = self.tr("按顺序时，对应的是还没有照片、可以修改的记录，先录入的在前。")
        of_people = self.tr("没来的人，照片先留在花名册里，来办时自动采用；按顺序时，按花名册的顺序。")
        hint = Label(
            self.tr("先给您看每张照片对上了谁，确认后才存入。有一点对不上的都不会分配。")
            + (of_people if of_roster else of_records),
            self,
            role="hint",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._kind)
        column.addWidget(self.source)
        column.addWidget(Label(self.tr("哪些照片"), self, role="hint"))
        column.addWidget(self._new)
        column.addWidget(Label(self.tr("怎样认出是谁的照片（方向键或数字键选择）"), self, role="hint"))
        column.addWidget(self.way)
        column.addWidget(self.table)
        column.addWidget(hint)
        column.addStretch()
        self._show_log()

    def answer(self) -> BulkAnswer | None:
        """Return where and by what; ``None``, and it is said beside the path, where that is missing."""
        if not self.source.value():
            self.source.set_note(Note(self.tr("请选择文件夹或压缩包。按 F4 选择。")))
            return None
        way = Way(self.way.code())
        table = self.table.path() if way is Way.LOG and self.table.value() else None
        return BulkAnswer(self.source.path(), way, self._new.code() == "new", table)

    def has_keyboard(self) -> bool:
        """Return whether a path is being typed."""
        return self.source.control().hasFocus() or self.table.control().hasFocus()

    def choose_card(self) -> None:
        """Take the pictures of the memory card that is in this machine; asks which where there are several."""
        self._kind.set_code(_CARD)
        self._look_for_cards(_CARD)

    def _look_for_cards(self, kind: str) -> None:
        if kind != _CARD:
            return
        disks = self._desk.workplace.disks
        self._desk.tasks.run(disks.cameras, owner=self, lane=Lane.WORK, on_done=lambda found: self._take_card([*found]))

    def _take_card(self, cards: list[Path]) -> None:
        if not cards:
            self.source.set_note(Note(self.tr("没有找到相机存储卡。插好后再选一次，或按 F4 选它的 DCIM 文件夹。")))
        elif len(cards) == 1:
            self._set_source(cards[0])
        else:
            names = [f"{card.parent.name or card.anchor}" for card in cards]
            dialog = PickDialog(self, title=self.tr("哪一张存储卡？"), options=names)
            dialog.picked.connect(lambda place: self._set_source(cards[place]))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _set_source(self, path: Path) -> None:
        self.source.set_note(None)
        self.source.set_value(str(path))

    def _show_log(self) -> None:
        self.table.setVisible(self.way.code() == Way.LOG)

    def _ask(self, parent: QWidget, title: str) -> str:
        return (ask_package if self._kind.code() == "zip" else ask_folder)(parent, title)

    def _ask_table(self, parent: QWidget, title: str) -> str:
        return QFileDialog.getOpenFileName(parent, title, "", "CSV, Excel (*.csv *.xlsx *.xls)")[0]
