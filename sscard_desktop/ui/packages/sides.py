# SPDX-License-Identifier: Apache-2.0
"""Two records that collide, side by side: what differs first, the photos above, one key for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sscard_desktop.domain.masking import masked_name, masked_number
from sscard_desktop.domain.merging import Decision, Standing
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.recordcopy import RecordCopy
from sscard_desktop.services.mergeplan import PlannedRecord
from sscard_desktop.services.merging import Sides
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.packages import words
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.picture import PictureFrame
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table

translate = QCoreApplication.translate
KEYS = {Decision.TAKE: "A", Decision.LEAVE: "L", Decision.RENUMBER: "N"}
"""What each answer's key is, here and in the list."""
_PHOTO = QSize(102, 126)
_ROWS_SEEN = 9
_VALUE_ROOM = "成都市武侯区一环路南一段 24 号"


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    ours: str
    theirs: str

    @property
    def differs(self) -> bool:
        return self.ours != self.theirs


class SidesModel(RowsModel[_Row]):
    """A field a row: here, as it comes. Those that differ come first and are marked."""

    def __init__(self, rows: Sequence[_Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.show_rows(sorted(rows, key=lambda row: not row.differs))

    def headings(self) -> Sequence[str]:
        return ("", self.tr("项目"), self.tr("本站"), self.tr("来的"))

    def cell(self, row: _Row, column: int) -> str:
        return ("≠" if row.differs else "", row.label, row.ours or "–", row.theirs or "–")[column]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if role == Qt.ItemDataRole.FontRole and row is not None and row.differs and index.column() > 1:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.DisplayRole
        return super().data(index, role)


class SidesDialog(Dialog):
    """Answers by the same keys as in the list; Esc decides nothing.

    Signals:
        decided(decision): a person said so.
    """

    decided = Signal(object)

    def __init__(
        self, record: PlannedRecord, sides: Sides, profile: Profile, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent, icon="review")
        self.setObjectName("wide")
        self._choices = record.choices if len(record.choices) > 1 else ()
        shown = words.of_record(record, language.code)
        self.set_title(self.tr("{name}：{what}").format(name=record.name or "–", what=shown.word))
        alone = record.standing is Standing.NEW
        self.set_text(
            self.tr("左边是本站或先来的记录，右边是来的记录。请看照片和号码是不是同一个人。")
            if alone
            else self.tr("同一条记录两边都改过。采用来的会替换本站这一条，整次合并可以撤销。")
        )
        pictures = QHBoxLayout()
        pictures.setSpacing(tokens().space.l)
        for title, content in ((self.tr("本站"), sides.our_photo), (self.tr("来的"), sides.their_photo)):
            frame = PictureFrame(self, icon="person", size=_PHOTO)
            frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            image = QImage()
            if image.loadFromData(content):
                frame.set_image(image)
            frame.set_words(self.tr("没有照片"))
            pictures.addWidget(Label(title, self, role="strong"))
            pictures.addWidget(frame)
        pictures.addStretch(1)
        self.body.addLayout(pictures)
        table = Table(self)
        table.setModel(SidesModel(_rows(sides, profile, language), self))
        table.fit_columns("≠", "现今工作单位名", _VALUE_ROOM)
        # Both sides have the same room.
        table.setMinimumWidth(table.columnWidth(0) + table.columnWidth(1) + 2 * table.columnWidth(2))
        table.setMinimumHeight(table.verticalHeader().defaultSectionSize() * _ROWS_SEEN)
        self.body.addWidget(table)
        for choice in reversed(self._choices):
            text = words.of_decision(choice, chosen=True, asked=True).word
            button = Button(text, self, key=KEYS[choice])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, choice=choice: self._decide(choice))
            self._buttons.addWidget(button)
        self.add_button(self.tr("关闭"), result=0, key="Esc")
        table.setFocus()

    def _decide(self, choice: Decision) -> None:
        self.accept()
        self.decided.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for choice in self._choices:
            if event.text().upper() == KEYS[choice]:
                self._decide(choice)
                return
        super().keyPressEvent(event)


def _rows(sides: Sides, city: Profile, language: Language) -> list[_Row]:
    """Return all that either side says, in the form's order, the life of the record first."""
    ours, theirs = _told(sides.ours), _told(sides.theirs)
    rows = [
        _Row(label, ours.get(key, ""), theirs.get(key, ""))
        for key, label in (
            ("status", translate("Sides", "状态")),
            ("receipt", translate("Sides", "受理编号")),
            ("by", translate("Sides", "录入")),
            ("touched", translate("Sides", "最后改动")),
            ("card", translate("Sides", "卡")),
        )
    ]
    either = sides.theirs or sides.ours
    if either is None:
        return rows
    profile = city.of(either.record.business)
    for key, spec in profile.fields.items():
        said = [
            record_words.value(spec, copy.record.value(key), profile, language.code)
            if copy is not None and copy.record.value(key)
            else ""
            for copy in (sides.ours, sides.theirs)
        ]
        if any(said):
            rows.append(_Row(spec.label(language.code), *said))
    return rows


def _told(copy: RecordCopy | None) -> dict[str, str]:
    if copy is None:
        return {}
    record = copy.record
    return {
        "status": record_words.of_status(record.status).word,
        "receipt": grouped(record.receipt_number),
        "by": record.created_by,
        "touched": record_words.moment(record.updated_at),
        "card": _card(copy),
    }


def _card(copy: RecordCopy) -> str:
    """Return what is known of the card in a line, numbers and names covered."""
    card = copy.card
    if card is None:
        return ""
    words = [masked_number(card.number), card.place]
    if card.handed is not None:
        taken = translate("Sides", "{name} 领取").format(name=masked_name(card.handed.name))
        words += [record_words.moment(card.handed.at), taken]
    return " ".join(word for word in words if word)
