# SPDX-License-Identifier: Apache-2.0
"""What is done with a file of a bulk import that needs somebody: taken with a reason, or held against the old photo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.bulkphotos import Before, Outcome
from sscard_desktop.services.bulkplan import PlannedPhoto
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkmodel import BulkRow
from sscard_desktop.ui.records.bulkrun import BulkRun
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.picture import PictureFrame
from sscard_desktop.ui.widgets.reason import ReasonDialog

_PICTURE_PX = 240


class SideBySide(Dialog):
    """A new photo beside those that were there: only people say whether it is the same person.

    Signals:
        wanted(): the new one shall go in the place of the old one.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, icon="people")
        self.setObjectName("wide")
        self.set_title(self.tr("新旧照片比较 · {name}").format(name=name))
        self.set_text(self.tr("看清是不是同一个人。程序不判断是谁，由您决定用哪一张。"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens().space.m)
        self.body.addLayout(self._grid)
        self.add_button(self.tr("保留原来的"), result=0, key="Esc")
        self.add_button(self.tr("换成新照片"), result=1, primary=True)
        self.accepted.connect(self.wanted)

    def show_pictures(self, pictures: list[tuple[str, bytes]]) -> None:
        """Show pictures with what each is; one that can't be shown leaves its frame empty."""
        for column, (caption, content) in enumerate(pictures):
            frame = PictureFrame(self, icon="picture", size=QSize(_PICTURE_PX, _PICTURE_PX))
            frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            frame.set_image(QImage.fromData(content))
            self._grid.addWidget(frame, 0, column)
            self._grid.addWidget(Label(caption, self, role="hint"), 1, column)


class BulkLeft(QObject):
    """Asks over the dialog of the import.

    Signals:
        taken(): a photo is being made once more, to be stored.
        failed(SscardError): the pictures can't be read.
    """

    taken = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def ask_reason(self, row: BulkRow, run: BulkRun) -> None:
        """Take a photo that fails a check, with the reason."""
        if row.planned is not None and row.outcome is Outcome.FAILED:
            self._ask(self.tr("采用检查不通过的照片"), row.told, row.planned, run)

    def compare(self, row: BulkRow, run: BulkRun, files: PictureFiles) -> None:
        """Hold a new photo against the one before, the chip's and the ID picture."""
        planned, desk = row.planned, self._desk
        if planned is None or row.outcome is not Outcome.HAS_PHOTO:
            return

        def seen(before: Before) -> None:
            desk.tasks.run(
                lambda: self._pictures(planned, before, files),
                owner=self,
                lane=Lane.WORK,
                on_done=lambda pictures: self._show(pictures, planned, run),
                on_error=self.failed.emit,
            )

        desk.tasks.run(lambda: run.service.before(planned), owner=self, on_done=seen, on_error=self.failed.emit)

    def _pictures(self, planned: PlannedPhoto, before: Before, files: PictureFiles) -> list[tuple[str, bytes]]:
        small = self._desk.workplace.gathering().thumbnail
        pictures = [
            (self.tr("新照片"), small(files.read(planned.file.key))),
            (self.tr("原来的照片"), small(before.photo)),
        ]
        chip = b""
        if before.chip and before.library:
            try:
                chip = self._desk.workplace.chip_photos().decode(before.library, before.chip)
            except SscardError:
                # As at the counter: without it the pictures beside have to do.
                chip = b""
        if chip:
            pictures.append((self.tr("芯片里的照片"), chip))
        if before.front:
            pictures.append((self.tr("证件正面"), small(before.front)))
        return pictures

    def _show(self, pictures: list[tuple[str, bytes]], planned: PlannedPhoto, run: BulkRun) -> None:
        dialog = SideBySide(self._over, planned.name)
        dialog.show_pictures(pictures)
        instead = replace(planned, instead=True)
        text = self.tr("原来的照片将被替换；理由记入操作日志。")
        dialog.wanted.connect(lambda: self._ask(self.tr("换成新照片"), text, instead, run))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask(self, title: str, text: str, planned: PlannedPhoto, run: BulkRun) -> None:
        def take(reason: str) -> None:
            run.take(planned, reason)
            self.taken.emit()

        again = [self.tr("二次采集"), self.tr("原照片不合格"), self.tr("原照片不是本人")]
        once = [self.tr("本人无法重拍"), self.tr("经核对符合要求"), self.tr("当地允许")]
        dialog = ReasonDialog(
            self._over, title=title, text=text, reasons=again if planned.instead else once, verb=self.tr("采用")
        )
        dialog.given.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
