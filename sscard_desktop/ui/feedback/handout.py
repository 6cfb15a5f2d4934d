# SPDX-License-Identifier: Apache-2.0
"""领卡 over the counter: the holder's document finds the card, the taker's says who takes it, Enter notes it.

Documents laid on the reader go where they belong: the first finds the holder; with an agent or guardian chosen, the
holder's own counts as shown, and any other is the taker's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardissue import PROOF_OF, Taker
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Status
from sscard_desktop.messages import word
from sscard_desktop.services.handout import BY_UNIT, HandOut, Shown, Waiting
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

_ROWS_SEEN = 4
_COVERED_SEEN = 8
"""Signs of a covered card number; its length would push the last four places, and the place, out of sight."""
_T = TypeVar("_T")


@dataclass(slots=True)
class _Laid:
    """What the reader read of the taker."""

    number: str = ""


class HandOutSheet(Dialog):
    """Finds a card and notes who took it.

    Signals:
        handed(): a card was given out.
    """

    handed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        set_state(self, "breadth", "wide")
        self._desk = desk
        self._asked = 0
        self._found: Sequence[Waiting] = ()
        self._read = _Laid()
        self._last: Waiting | None = None
        self.set_title(self.tr("领卡"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("持卡人证件号码、受理编号或卡号，要完整"))
        self.line.setMaxLength(60)
        self.line.textEdited.connect(lambda _: self._clear())
        self.said = Label("", self, role="text", wrap=True)
        self.model = QStandardItemModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * _ROWS_SEEN)
        self.table.row_changed.connect(lambda _: self._show_takers())
        self.takers = Segments(self)
        self.takers.picked.connect(lambda _: self._show_taker())
        self.name = PlainEditor("taker_name", self)
        self.name.set_label(self.tr("领卡人姓名"))
        self.number = PlainEditor("taker_number", self)
        self.number.set_label(self.tr("领卡人证件号码"))
        self.proof = QCheckBox(self)
        self.holders = QCheckBox(self.tr("已查看持卡人的身份证件"), self)
        self.unready = QCheckBox(self.tr("卡就在柜台上：本站没收到可领卡的回盘，也照样发"), self)
        self._who = QWidget(self)
        row = QHBoxLayout(self._who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens().space.m)
        row.addWidget(self.name, 1)
        row.addWidget(self.number, 2)
        for part in (
            self.line, self.said, self.table, self.takers, self._who, self.proof, self.holders, self.unready,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_button(self.tr("关闭"), result=0, key="Esc")
        self._back = self.add_button(self.tr("撤回刚才的登记"), result=0, key="Ctrl+Z")
        self._back.clicked.disconnect()
        self._back.clicked.connect(self.take_back)
        self._go = self.add_button("", result=0, primary=True)
        self._go.clicked.disconnect()
        self._go.clicked.connect(self.go)
        self._clear()
        self.line.setFocus()

    # what is done

    def go(self) -> None:
        """Find, or give out what is found."""
        if self.current() is None or self._given():
            self.ask()
        else:
            self.give()

    def ask(self) -> None:
        """Look for the number in the line."""
        text = self.line.text()
        self._run(lambda: self._service().find(text), self._show)

    def take_card(self, card: Card) -> None:
        """Take what was laid on the reader: the holder's document, or the taker's."""
        holder = self.current()
        if holder is None or self._given() or self.taker() is Taker.HOLDER:
            self.line.clear()
            self._read = _Laid(card.number)
            self._run(lambda: self._service().find(card=card), self._show)
        elif card.number == holder.number:
            self.holders.setChecked(True)
        else:
            self._read = _Laid(card.number)
            self.name.set_value(card.name)
            self.number.set_value(card.number)

    def give(self) -> None:
        """Note that the chosen card was given out."""
        waiting = self.current()
        if waiting is None:
            return
        taker = self.taker()
        number = self.line.text() if taker is Taker.HOLDER else self.number.value()
        if taker is Taker.HOLDER and self._read.number:
            number = self._read.number
        shown = Shown(
            taker,
            waiting.name if taker is Taker.HOLDER else self.name.value(),
            number,
            proof=self.proof.isChecked(),
            holders_document=self.holders.isChecked(),
            read=bool(self._read.number) and self._read.number == number,
            unready=self.unready.isChecked(),
        )

        def done(given: Waiting) -> None:
            self._last = given
            self._clear()
            self.line.clear()
            self._read = _Laid()
            who = word("taker", taker.value, self._desk.language.code)
            self._say(self.tr("已发卡：{name}（{taker}领取）").format(name=given.name, taker=who), Tone.OK)
            self._back.setVisible(True)
            self.line.setFocus()
            self.handed.emit()

        self._run(lambda: self._service().give(waiting.record, shown), done)

    def take_back(self) -> None:
        """Take back what was noted last."""
        last = self._last
        if last is None:
            return

        def done(back: Waiting) -> None:
            self._last = None
            self._clear()
            self._say(self.tr("已撤回：{name} 的卡还在柜台").format(name=back.name), Tone.WARN)
            self.handed.emit()

        self._run(lambda: self._service().take_back(last.record), done)

    # what is there

    def current(self) -> Waiting | None:
        """Return the chosen card."""
        row = self.table.current_row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def taker(self) -> Taker:
        """Return who takes it."""
        return Taker(self.takers.code() or Taker.HOLDER)

    def rows(self) -> list[list[str]]:
        """Return what the table shows; for tests."""
        columns = range(self.model.columnCount())
        return [[self.model.item(row, column).text() for column in columns] for row in range(self.model.rowCount())]

    # inside

    def _service(self) -> HandOut:
        return HandOut(self._desk.session)

    def _given(self) -> bool:
        waiting = self.current()
        return waiting is not None and waiting.status is Status.ISSUED

    def _run(self, work: Callable[[], _T], done: Callable[[_T], object]) -> None:
        self._asked += 1
        asked = self._asked

        def show(result: _T) -> None:
            if asked == self._asked:
                done(result)

        def tell(error: SscardError) -> None:
            if asked == self._asked:
                told = self._desk.language.message(error)
                self._say(str(told), Tone.BAD)

        self._desk.tasks.run(work, owner=self, on_done=show, on_error=tell)

    def _clear(self) -> None:
        self._asked += 1
        self._found = ()
        self._read = _Laid()
        self.model.clear()
        self.table.hide()
        for box in (self.proof, self.holders, self.unready):
            box.setChecked(False)
        for editor in (self.name, self.number):
            editor.set_value("")
        self.takers.set_code(Taker.HOLDER)
        self._back.setVisible(self._last is not None)
        self._say(self.tr("请持卡人把身份证放到读卡器上，或输入号码后按回车。"), Tone.QUIET)
        self._show_takers()

    def _say(self, text: str, tone: Tone) -> None:
        self.said.setText(text)
        set_state(self.said, "tone", tone.value)

    def _show(self, found: Sequence[Waiting]) -> None:
        read = self._read
        self._clear()
        self._read = read
        self._found = found
        if not found:
            self._say(self.tr("本站没有这个人的制卡业务。请核对号码。"), Tone.WARN)
            return
        self.model.setHorizontalHeaderLabels(
            [self.tr("姓名"), self.tr("受理编号"), self.tr("状态"), self.tr("卡号"), self.tr("领卡网点")]
        )
        for each in found:
            state = word("status", each.status.value, self._desk.language.code)
            if each.handed is not None:
                state = f"{state} {record_words.moment(each.handed.at)[:10]}"
            number = masked_number(each.card_number)[-_COVERED_SEEN:]
            cells = (each.name, grouped(each.receipt_number), state, number, each.place)
            self.model.appendRow([QStandardItem(cell or "–") for cell in cells])
        self.table.show()
        state = "已发放 2026-11-21" if any(each.handed is not None for each in found) else "ready for pickup"
        self.table.fit_columns("阿依古丽", "0017-20261121-0001-X", state, "Card number")
        self.table.choose_row(0)
        self._show_takers()
        self.takers.setFocus()

    def _show_takers(self) -> None:
        waiting = self.current()
        language = self._desk.language.code
        open_ = waiting is not None and not self._given()
        takers = [Taker.HOLDER, Taker.AGENT]
        if waiting is not None and waiting.minor:
            takers.append(Taker.GUARDIAN)
        if waiting is not None and waiting.way == BY_UNIT:
            takers.append(Taker.UNIT)
        self.takers.set_options([(taker.value, word("taker", taker.value, language)) for taker in takers])
        self.takers.set_code(self.taker() if self.taker() in takers else Taker.HOLDER)
        self.takers.setVisible(open_)
        self.unready.setVisible(waiting is not None and open_ and not waiting.ready)
        self._show_taker()
        if waiting is not None and open_:
            ready = self.tr("可以发卡。核对卡面姓名和照片，选择由谁领取。")
            told = ready if waiting.ready else self.tr("本站还没有收到这张卡可领的回盘。")
            self._say(told, Tone.OK if waiting.ready else Tone.WARN)
        elif waiting is not None:
            said = self.tr("这张卡已经发出。")
            if waiting.handed is not None:
                taker = word("taker", waiting.handed.taker.value, language)
                at = record_words.moment(waiting.handed.at)
                said = self.tr("这张卡 {at} 已由{taker}领走。").format(at=at, taker=taker)
            self._say(said, Tone.WARN)

    def _show_taker(self) -> None:
        waiting, taker = self.current(), self.taker()
        other = waiting is not None and not self._given() and taker is not Taker.HOLDER
        self._who.setVisible(other)
        self.proof.setVisible(other)
        self.holders.setVisible(other and taker is not Taker.UNIT)
        if other:
            proof = word("proof", PROOF_OF[taker].value, self._desk.language.code)
            self.proof.setText(self.tr("已查看{proof}原件").format(proof=proof))
            if waiting is not None and not self.name.value():
                self.name.set_value(waiting.agent if taker is Taker.GUARDIAN else "")
        self._go.set_text(self.tr("发卡") if waiting is not None and not self._given() else self.tr("查找"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take_back()
        else:
            super().keyPressEvent(event)
