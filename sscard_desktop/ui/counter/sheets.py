# SPDX-License-Identifier: Apache-2.0
"""What opens over the counter page: a list to pick from, the people who wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QWidget

from sscard_desktop.domain.grouping import RESIDENT_GROUPS, in_groups
from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.ui.theme import set_state
from sscard_desktop.ui.widgets.choices import Choice, matches
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.table import Table

_TABLE_HEIGHT = 320
_NAME_ROOM, _NUMBER_ROOM, _KIND_ROOM = "阿依古丽·买买提", "510107 19900307 0017", "服务密码变更"
_KIND_COLUMN = 2
_LONGEST_NAME = 16
"""Letters of the longest name that the list makes room for; beyond it the reason's room counts for more."""


class ListDialog(Dialog):
    """A dialog around a table that is gone through by arrows, while a line above may have the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_state(self, "breadth", "wide")
        self.model = QStandardItemModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.table.opened.connect(lambda _: self.accept())
        self.body.addWidget(self.table)

    def fill(self, headers: Sequence[str], rows: Sequence[Sequence[str]], rooms: Sequence[str]) -> None:
        """Show ``rows``, the first one chosen; each column but the last is as wide as its text in ``rooms``."""
        self.model.clear()
        self.model.setHorizontalHeaderLabels(list(headers))
        for row in rows:
            self.model.appendRow([QStandardItem(text) for text in row])
        self.table.fit_columns(*rooms)
        self.table.choose_row(0)


class WaitingSheet(ListDialog):
    """挂起和退回: who waits at the counter; :attr:`chosen` is the record to go on with.

    Args:
        kind: names a kind of business.
    """

    def __init__(
        self, records: Sequence[RecordSummary], parent: QWidget, *, kind: Callable[[str], str] = lambda code: code
    ) -> None:
        super().__init__(parent)
        set_state(self, "breadth", "broad")
        self._records = records
        self._reason = Label("", self, role="text", wrap=True)
        self.set_title(self.tr("挂起和退回的人"))
        self.set_text(
            self.tr("用方向键选择，回车继续办理。")
            if records
            else self.tr("现在没有人等着。办到一半按 F7 挂起的人、被退回要改的人，都会列在这里。")
        )
        rows = [
            (
                record.name or self.tr("（未填姓名）"),
                in_groups(record.number, RESIDENT_GROUPS),
                kind(record.business),
                self._state(record),
                record.returned_reason,
            )
            for record in records
        ]
        headers = [self.tr("姓名"), self.tr("证件号码"), self.tr("业务"), self.tr("状态"), self.tr("原因")]
        self.table.row_changed.connect(self._show_reason)
        self.body.addWidget(self._reason)
        state = max((headers[3], *(row[3] for row in rows)), key=self.fontMetrics().horizontalAdvance)
        name = max((_NAME_ROOM, *(row[0][:_LONGEST_NAME] for row in rows)), key=self.fontMetrics().horizontalAdvance)
        self.fill(headers, rows, (name, _NUMBER_ROOM, _KIND_ROOM, state))
        # Where all came for the same, the reason has the room.
        self.table.setColumnHidden(_KIND_COLUMN, len({row[_KIND_COLUMN] for row in rows}) == 1)
        self.table.setVisible(bool(records))
        self.add_button(self.tr("取消") if records else self.tr("关闭"), result=0, key="Esc")
        if records:
            self.add_button(self.tr("继续办理"), result=1, primary=True)
            self.table.setFocus()

    def reason(self) -> str:
        """Return what is said of the chosen record below the list."""
        return self._reason.text()

    def _show_reason(self, row: int) -> None:
        """Say the whole reason of the chosen one: in a line of the list, several don't fit."""
        reason = self._records[row].returned_reason if 0 <= row < len(self._records) else ""
        self._reason.setText(self.tr("原因：{reason}").format(reason=reason) if reason else "")
        self._reason.setVisible(bool(reason))

    def _state(self, record: RecordSummary) -> str:
        if record.status is Status.RETURNED:
            return self.tr("退回")
        if record.status is Status.WITHDRAWN:
            return self.tr("撤销上报")
        return self.tr("挂起")

    @property
    def chosen(self) -> str:
        """The id of the chosen record, ``""`` if there is none."""
        row = self.table.current_row()
        return self._records[row].id if 0 <= row < len(self._records) else ""


class PickSheet(ListDialog):
    """A list that is narrowed by name, pinyin initials or code; :attr:`chosen` is what was picked."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = list(choices)
        self._found = self._choices
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("输入名称或拼音首字母"))
        self.line.textEdited.connect(self._search)
        self.body.insertWidget(0, self.line)
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._search("")
        self.line.setFocus()

    @property
    def chosen(self) -> str:
        """The code of the chosen action, ``""`` if none matches."""
        row = self.table.current_row()
        return self._found[row].code if 0 <= row < len(self._found) else ""

    def _search(self, text: str) -> None:
        self._show_found(matches(self._choices, text))

    def _show_found(self, found: list[Choice]) -> None:
        self._found = found
        self._fill_with(found)

    def _fill_with(self, found: Sequence[Choice]) -> None:
        longest = max((choice.text for choice in self._choices), key=self.fontMetrics().horizontalAdvance, default="")
        self.fill(["", ""], [(choice.text, choice.hint) for choice in found], (longest,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.table.choose_row(max(self.table.current_row() + steps[Qt.Key(event.key())], 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen:
                self.accept()
        else:
            super().keyPressEvent(event)
