# SPDX-License-Identifier: Apache-2.0
"""Trusting a station by its fingerprint, the list of stations, and this machine's certificate for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.merging import TrustedStation
from sscard_desktop.services.ports import SignedPackage
from sscard_desktop.services.trust import shown_fingerprint
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor
from sscard_desktop.ui.widgets.reason import ReasonDialog
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table

_ROWS_SEEN = 8
_GROUPS = 8
"""Of a fingerprint as it is shown: see :func:`shown_fingerprint`."""


class TrustDialog(Dialog):
    """A fingerprint to be compared with what the station's own screen shows, and its number and name.

    Signals:
        trusted(): the station is trusted from now on.
    """

    trusted = Signal()

    def __init__(self, desk: Desk, package: SignedPackage, parent: QWidget) -> None:
        super().__init__(parent, icon="key")
        self.setObjectName("wide")
        self._desk = desk
        self._package = package
        self.set_title(self.tr("信任 {number} 号站点？").format(number=package.origin.number))
        self.set_text(
            self.tr(
                "请打电话或当面核对：对方电脑“交出站点包”时显示的指纹必须和下面完全一样。"
                "不一致就不要信任，这个包可能是别人冒名做的。"
            )
        )
        self._banner = Banner(self, closable=False)
        fingerprint = Label(shown_fingerprint(package.key.fingerprint), self, role="name", wrap=True)
        fingerprint.setObjectName("fingerprint")
        fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._number = PlainEditor("number", self)
        self._number.set_label(self.tr("站点编号"))
        self._number.set_value(str(package.origin.number))
        self._name = PlainEditor("name", self)
        self._name.set_label(self.tr("站点名称"))
        self._name.set_value(package.origin.name)
        self._flow = FieldFlow(self)
        self._flow.set_fields([self._number, self._name])
        self._flow.ended.connect(self._trust)
        self.body.addWidget(self._banner)
        self.body.addWidget(fingerprint)
        for editor in (self._number, self._name):
            editor.set_required(True)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            self.body.addWidget(editor)
        self.add_button(self.tr("不信任"), result=0, key="Esc")
        go = Button(self.tr("指纹一致，信任"), self, kind="primary", key="Enter")
        go.clicked.connect(self._trust)
        self._buttons.addWidget(go)
        self._name.control().setFocus()

    def _trust(self) -> None:
        if not self._number.value().isdecimal() or not self._number.value().isascii():
            self._number.set_note(Note(self.tr("编号是 1 到 9999 的数字。")))
            self._flow.go_to("number")
            return
        number, name, pem = int(self._number.value()[:9]), self._name.value(), self._package.key.pem
        self._desk.tasks.run(
            lambda: self._desk.trust().trust(pem, number=number, name=name),
            owner=self,
            on_done=lambda _: self._end(),
            on_error=self._fail,
        )

    def _end(self) -> None:
        self.accept()
        self.trusted.emit()

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


class StationColumn(IntEnum):
    """The columns of the list of stations."""

    NUMBER = 0
    NAME = 1
    STATE = 2
    FINGERPRINT = 3


class StationsModel(RowsModel[TrustedStation]):
    """Stations by number, those that were revoked with why."""

    def headings(self) -> Sequence[str]:
        return (self.tr("编号"), self.tr("名称"), self.tr("状态"), self.tr("指纹"))

    def cell(self, row: TrustedStation, column: int) -> str:
        state = self.tr("信任")
        if row.revoked_at is not None:
            day = record_words.moment(row.revoked_at)[:10]
            state = self.tr("{day} 撤销：{why}").format(day=day, why=row.revoked_reason)
        return {
            StationColumn.NUMBER: f"{row.number:04d}",
            StationColumn.NAME: row.name,
            StationColumn.STATE: state,
            StationColumn.FINGERPRINT: shown_fingerprint(row.fingerprint),
        }[StationColumn(column)]


def ask_certificate_place(parent: QWidget, title: str) -> str:
    """Ask where the certificate is saved; ``""`` if the person thought better of it."""
    return QFileDialog.getSaveFileName(parent, title, "reception.pem", "PEM (*.pem)")[0]


class StationsDialog(Dialog):
    """Which stations are trusted; R revokes, C saves this machine's certificate."""

    def __init__(self, desk: Desk, parent: QWidget, ask: Callable[[QWidget, str], str] = ask_certificate_place) -> None:
        super().__init__(parent, icon="key")
        self.setObjectName("wide")
        self._desk = desk
        self._ask = ask
        self.set_title(self.tr("信任的站点"))
        self.set_text(
            self.tr(
                "只合并这些站点签名的包。新站点的包先在列表里按 T 核对指纹；"
                "把本机的接收证书交给各站点，包就只有本机能打开。"
            )
        )
        self._banner = Banner(self, closable=False)
        self._model = StationsModel(self)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.fit_columns("9999", "成都 · 武侯支行 · 3 号台", "2026-03-02 撤销：电脑丢失")
        columns = sum(self._table.columnWidth(column) for column in StationColumn)
        # A fingerprint that two people read to each other is never cut: d is the widest of its letters.
        self._table.setMinimumWidth(columns + self._table.room_for(" ".join(["dddd"] * _GROUPS)))
        self._table.setMinimumHeight(self._table.verticalHeader().defaultSectionSize() * _ROWS_SEEN)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._table)
        self._certificate = Button(self.tr("保存本机的接收证书"), self, key="C")
        self._certificate.clicked.connect(self._save)
        self._revoke = Button(self.tr("撤销信任"), self, kind="danger", key="R")
        self._revoke.clicked.connect(self._ask_revoke)
        for button in (self._certificate, self._revoke):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons.addWidget(button)
        self.add_button(self.tr("关闭"), result=0, key="Esc")
        self._table.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self._desk.tasks.run(self._desk.trust().stations, owner=self, on_done=self._show)

    def table(self) -> Table:
        """Return the list."""
        return self._table

    def _show(self, stations: Sequence[TrustedStation]) -> None:
        self._model.show_rows(stations)
        self._table.choose_row(0)
        self._revoke.setEnabled(any(each.revoked_at is None for each in stations))

    def _ask_revoke(self) -> None:
        station = self._model.row(self._table.current_row())
        if station is None or station.revoked_at is not None:
            return
        dialog = ReasonDialog(
            self,
            title=self.tr("撤销对 {number} 号站点的信任").format(number=station.number),
            text=self.tr("它签名的包从现在起不再接受；已经合并的记录不变。"),
            reasons=[self.tr("电脑丢失或被盗"), self.tr("电脑报废，换了新机"), self.tr("站点撤并")],
            verb=self.tr("撤销信任"),
            danger=True,
        )
        fingerprint = station.fingerprint
        dialog.given.connect(lambda reason: self._take_trust(fingerprint, reason))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_trust(self, fingerprint: str, reason: str) -> None:
        self._desk.tasks.run(
            lambda: self._desk.trust().revoke(fingerprint, reason),
            owner=self,
            on_done=lambda _: self.refresh(),
            on_error=self._fail,
        )

    def _save(self) -> None:
        place = self._ask(self, self.tr("保存本机的接收证书"))
        if not place:
            return

        def saved(certificate: bytes) -> None:
            try:
                save_private(Path(place), certificate)
            except SscardError as error:
                self._fail(error)
            else:
                self._banner.show_message(self.tr("接收证书已保存，可以交给各站点。"), tone=Tone.OK)

        self._desk.tasks.run(self._desk.trust().certificate, owner=self, on_done=saved, on_error=self._fail)

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_C: self._save, Qt.Key.Key_R: self._ask_revoke}
        act = keys.get(Qt.Key(event.key()))
        if act is not None:
            act()
            return
        super().keyPressEvent(event)
