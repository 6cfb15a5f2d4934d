# SPDX-License-Identifier: Apache-2.0
"""制卡进度、卡状态查询 over the counter: a whole number typed, or the holder's card laid on the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QWidget

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.grouping import RESIDENT_GROUPS, in_groups
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.messages import word
from sscard_desktop.services.enquiries import CardState, CardStatus, Progress, ProgressStep, Result
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import clauses, with_reason
from sscard_desktop.ui.theme import set_state
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.table import Table

_ROWS_SEEN = 8
_Answer = tuple[Sequence[Progress], CardStatus | None]


class EnquirySheet(Dialog):
    """Asks and shows; nothing is changed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        set_state(self, "breadth", "wide")
        self._desk = desk
        self._asked = 0
        self.set_title(self.tr("查询制卡进度、卡状态"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("证件号码、受理编号或社会保障卡号，要完整"))
        self.line.setMaxLength(60)
        self.line.textEdited.connect(lambda _: self._clear())
        self.said = Label("", self, role="text", wrap=True)
        self.card_said = Label("", self, role="text", wrap=True)
        self.model = QStandardItemModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * _ROWS_SEEN)
        for part in (self.line, self.said, self.card_said, self.table):
            self.body.addWidget(part)
        self.add_button(self.tr("关闭"), result=0, key="Esc")
        button = self.add_button(self.tr("查询"), result=0, primary=True)
        button.clicked.disconnect()
        button.clicked.connect(self.ask)
        self._clear()
        self.line.setFocus()

    def ask(self) -> None:
        """Ask for the number in the line."""
        text, enquiries = self.line.text(), self._desk.enquiries()
        self._run(lambda: (enquiries.progress(text), enquiries.card_status(text)))

    def take_card(self, card: Card) -> None:
        """Ask for the holder of a card that was laid on the reader."""
        enquiries = self._desk.enquiries()
        self.line.clear()
        self._run(lambda: (enquiries.progress(card=card), enquiries.card_status(card=card)))

    def rows(self) -> list[list[str]]:
        """Return what the table shows."""
        columns = range(self.model.columnCount())
        return [[self.model.item(row, column).text() for column in columns] for row in range(self.model.rowCount())]

    # inside

    def _run(self, ask: Callable[[], _Answer]) -> None:
        self._asked += 1
        asked = self._asked

        def show(answer: _Answer) -> None:
            if asked == self._asked:
                self._show(*answer)

        def tell(error: SscardError) -> None:
            if asked == self._asked:
                told = self._desk.language.message(error)
                self._say(str(told), Tone.WARN)

        self._desk.tasks.run(ask, owner=self, on_done=show, on_error=tell)

    def _clear(self) -> None:
        self._asked += 1
        self.model.clear()
        self.table.hide()
        self.card_said.setText("")
        self.card_said.hide()
        self._say(self.tr("输入后按回车，或请本人把身份证放到读卡器上。只答本站办理过的业务。"), Tone.QUIET)

    def _say(self, text: str, tone: Tone) -> None:
        self.said.setText(text)
        set_state(self.said, "tone", tone.value)

    def _show(self, found: Sequence[Progress], status: CardStatus | None) -> None:
        self._clear()
        if not found:
            self._say(self.tr("本站没有办理过这个号码的业务。请核对号码，或拨打 12333 查询。"), Tone.WARN)
            return
        first = found[0]
        self._say(f"{first.name}　{in_groups(first.number, RESIDENT_GROUPS)}", Tone.QUIET)
        self.card_said.setText(self._card_words(status) if status is not None else "")
        self.card_said.setVisible(status is not None)
        self.table.show()
        self.model.setHorizontalHeaderLabels(
            [self.tr("业务"), self.tr("业务节点"), self.tr("办理结果"), self.tr("办理时间")]
        )
        language, kinds = self._desk.language.code, self._desk.profile.businesses
        for progress in found:
            what = (kinds.label(progress.business, language), grouped(progress.receipt_number))
            for name, step in zip_longest(what, progress.steps, fillvalue=None):
                told = ["", "", ""]
                if step is not None:
                    told = [word("node", step.node.value, language), self._result(step), _moment(step.at)]
                self.model.appendRow([QStandardItem(text) for text in (name or "", *told)])
        self.table.fit_columns("0017-20261121-0001-X", "采集信息受理", "本站未收到回盘")
        # Lines that wrap need their room before the table takes it.
        self.adjustSize()

    def _result(self, step: ProgressStep) -> str:
        said = word("result", step.result.value, self._desk.language.code)
        return with_reason(said, step.reason, self._desk.language.code)

    def _card_words(self, status: CardStatus) -> str:
        language = self._desk.language.code
        state = word("card_state", status.state.value, language)
        if status.state not in (CardState.UNKNOWN, CardState.NOT_ISSUED):
            untold = word("result", Result.UNTOLD.value, language) if status.sent else self.tr("尚未报送")
            told = self.tr("已收到回盘") if status.confirmed else untold
            state = self.tr("{state}（{time}，{told}）").format(state=state, time=_moment(status.state_at), told=told)
        parts = [self.tr("卡状态：{state}").format(state=state)]
        if status.card_number:
            parts.append(self.tr("卡号：{number}").format(number=status.card_number))
        if status.pickup_place and status.issued_on is None:
            parts.append(self.tr("领卡网点：{place}").format(place=status.pickup_place))
        if status.issued_on is not None:
            parts.append(self.tr("发卡日期：{date}").format(date=f"{status.issued_on.astimezone(CHINA):%Y-%m-%d}"))
        if status.bank:
            parts.append(self.tr("发卡银行：{bank}").format(bank=status.bank))
        parts.append(self.tr("归属地：{city}").format(city=self._desk.profile.label(language)))
        return clauses(parts, language)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        else:
            super().keyPressEvent(event)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at is not None else "–"
