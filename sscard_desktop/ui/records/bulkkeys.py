# SPDX-License-Identifier: Apache-2.0
"""The buttons of a bulk import, and which of them there are at each moment."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sscard_desktop.services.bulkphotos import Outcome
from sscard_desktop.ui.records.bulkmodel import BulkRow
from sscard_desktop.ui.records.bulkrun import BulkRun
from sscard_desktop.ui.widgets.button import Button


class BulkKeys(QObject):
    """What may be done with the chosen file on the left, what is done with all of them on the right.

    Attributes:
        choose, accept, side: of the chosen file: this one of several, taken with a reason, held against the old photo.
        sheet: saves the contact sheet. back: stops or closes. go: the next step.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choose = Button(self.tr("用这一张"), parent, key="P")
        self.side = Button(self.tr("新旧比较"), parent, key="C")
        self.accept = Button(self.tr("注明理由并采用"), parent, key="A")
        self.sheet = Button(self.tr("保存问题清单"), parent, key="S")
        self.back = Button(self.tr("取消"), parent, key="Esc")
        self.go = Button(self.tr("核对"), parent, kind="primary", key="Enter")

    def buttons(self) -> tuple[Button, ...]:
        """Return them in their order."""
        return self.choose, self.side, self.accept, self.sheet, self.back, self.go

    def show_state(self, run: BulkRun | None, row: BulkRow | None, *, busy: bool, unsolved: bool) -> None:
        """Show what may be done now.

        Args:
            run: the run, once there is a plan.
            row: the chosen file.
            busy: something is under way.
            unsolved: there are files that need somebody.
        """
        left = len(run.left()) if run is not None else 0
        begun = run is not None and bool(run.results)
        done = run is not None and not left
        self.go.setEnabled(not busy)
        self.go.set_text(
            self.tr("核对")
            if run is None
            else self.tr("完成")
            if done
            else self.tr("继续，还有 {count} 张").format(count=left)
            if begun
            else self.tr("制作并存入 {count} 张").format(count=left)
        )
        stop, close = self.tr("停止"), self.tr("关闭") if begun else self.tr("取消")
        self.back.set_text(stop if busy and run is not None else close)
        self.back.setVisible(not done or busy)
        self.sheet.setVisible(run is not None and unsolved and not busy)
        self.choose.setVisible(row is not None and run is not None and row.key in run.plan.asked and not busy)
        self.side.setVisible(row is not None and row.outcome is Outcome.HAS_PHOTO and not busy)
        self.accept.setVisible(row is not None and row.outcome is Outcome.FAILED and not busy)
