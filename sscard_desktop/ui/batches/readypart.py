# SPDX-License-Identifier: Apache-2.0
"""Who may go into the next batch: how many of those who were chosen are ready, and who lacks what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.services.batchreadiness import Readiness
from sscard_desktop.ui.batches.choosing import ChoiceButton, of_choice
from sscard_desktop.ui.batches.model import PeopleModel
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.table import Table

_NAME_ROOM, _ID_ROOM, _BUSINESS_ROOM = "阿依古丽·买买提江", "650102 19981012 1024", "卡归属地转入"
_LACKING_ROWS = 4


class ReadyPart(QWidget):
    """A strip with the number of people, what chooses them and the key that seals; below it those who lack something.

    Signals:
        seal_asked(): the button was pressed.
        record_asked(str): somebody who lacks something was opened; the record's id.
        changed(): others were chosen.
    """

    seal_asked = Signal()
    record_asked = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._everybody = Readiness((), ())
        self._readiness: Readiness | None = None
        space = tokens().space
        frame = QFrame(self)
        frame.setObjectName("readiness")
        self._count = Label("", frame, role="name")
        self._said = Label("", frame, role="text")
        self._seal = Button("", frame, icon="lock", key="N")
        self._seal.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._seal.clicked.connect(self.seal_asked.emit)
        self._choose = ChoiceButton(desk, frame)
        self._choose.changed.connect(self._choose_people)
        strip = QHBoxLayout(frame)
        strip.setContentsMargins(space.l, space.m, space.l, space.m)
        strip.setSpacing(space.m)
        strip.addWidget(self._count)
        strip.addWidget(self._said)
        strip.addStretch(1)
        strip.addWidget(self._choose)
        strip.addWidget(self._seal)
        self._lacking_title = Label("", self, role="strong")
        self._lacking_model = PeopleModel(desk.profile, desk.language, self)
        self._lacking = Table(self)
        self._lacking.setModel(self._lacking_model)
        self._lacking.fit_columns(_NAME_ROOM, _ID_ROOM, _BUSINESS_ROOM)
        self._lacking.opened.connect(self._open_lacking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(frame)
        column.addWidget(self._lacking_title)
        column.addWidget(self._lacking)

    def readiness(self) -> Readiness | None:
        """Return who of the chosen is ready, once it was read."""
        return self._readiness

    def anybody(self) -> bool:
        """Return whether anybody of the chosen is ready."""
        return self._readiness is not None and bool(self._readiness.ready)

    def lacking(self) -> Table:
        """Return the list of people who lack something; for tests."""
        return self._lacking

    def choosing(self) -> ChoiceButton:
        """Return what chooses people for the next batch."""
        return self._choose

    def show_people(self, everybody: Readiness) -> None:
        """Show who is ready and who isn't, of those who are chosen."""
        self._everybody = everybody
        self._choose.show_people(everybody)
        self._readiness = of_choice(everybody, self._choose.choice())
        self._show_readiness()

    def offer_seal(self, offered: bool) -> None:
        """Show the strip's own button, or leave sealing to the page's bar."""
        self._seal.setVisible(offered)

    def retranslate(self) -> None:
        """Say it all in the language of now."""
        self._seal.set_text(self.tr("封存批次"))
        self._choose.show_choice()
        self._lacking_model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._lacking_model.columnCount() - 1)
        self._show_readiness()

    def _choose_people(self) -> None:
        self._readiness = of_choice(self._everybody, self._choose.choice())
        self._show_readiness()
        self.changed.emit()

    def _show_readiness(self) -> None:
        readiness = self._readiness
        ready = len(readiness.ready) if readiness is not None else 0
        lacking = readiness.lacking if readiness is not None else ()
        self._count.setText(str(ready) if readiness is not None else "…")
        self._said.setText(
            self.tr("人可以封存：审核通过，材料齐全") if ready else self.tr("人可以封存：审核通过的记录会出现在这里")
        )
        self._seal.setEnabled(bool(ready))
        self._lacking_model.show_rows(lacking)
        self._lacking_title.setText(self.tr("%n 人审核通过，但还差材料（Enter 查看）", "", len(lacking)))
        for part in (self._lacking_title, self._lacking):
            part.setVisible(bool(lacking))
        rows = min(len(lacking), _LACKING_ROWS) + 1
        self._lacking.setFixedHeight(self._lacking.verticalHeader().defaultSectionSize() * rows + tokens().space.s)

    def _open_lacking(self, row: int) -> None:
        record = self._lacking_model.record(row)
        if record is not None:
            self.record_asked.emit(record.id)
