# SPDX-License-Identifier: Apache-2.0
"""A corrected list is laid over its roster: compared, looked at person by person, then taken over whole or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import Roster
from sscard_desktop.services.rosterupdates import RosterUpdate, Updated
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.findings import CheckedFile
from sscard_desktop.ui.rosters.longwork import LongWork
from sscard_desktop.ui.rosters.part import Offer, Part
from sscard_desktop.ui.rosters.updating import UpdateView
from sscard_desktop.ui.widgets.actionbar import KeyAction


class UpdatePart(Part):
    """Enter updates, D lets those go who aren't on the list, Esc stops or leaves.

    Signals:
        ended(roster_id): the roster that was updated, ``""`` where nothing was done.
    """

    ended = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        super().__init__(parent)
        self.work = LongWork(desk.tasks, self)
        self.work.stopped.connect(self._return)
        self.work.failed.connect(self._fail)
        self.view = UpdateView(desk.profile, desk.language, self)
        self.view.changed.connect(self.offer_changed)
        self._front = QStackedWidget(self)
        for part in (self.work, self.view):
            self._front.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._front)

    def begin(self, roster: Roster, file: CheckedFile, *, only_good: bool) -> None:
        """Find out what a checked file would do to a roster."""
        desk = self._desk
        self.view.forget()
        self._run(
            lambda _: desk.roster_updates().preview_update(roster.id, file.checked, only_good=only_good),
            self.tr("正在比较"),
            self._show_update,
        )

    def keys(self) -> Mapping[str, str]:
        return {"Esc": "back", "D": "gone", "Return": "go", "Enter": "go"}

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"back": self._back, "gone": self.view.turn_removal, "go": self.go}

    def offer(self) -> Offer:
        if self.work.busy():
            return Offer((KeyAction("back", "Esc", self.tr("停止")),))
        left = [KeyAction("back", "Esc", self.tr("不更新，返回"))]
        if self.view.removable():
            verb = self.tr("保留名单上没有的人") if self.view.removes() else self.tr("移出名单上没有的人")
            left.append(KeyAction("gone", "D", verb))
        if not self.view.anything():
            return Offer(tuple(left), reason=self.tr("没有要改的"))
        return Offer(tuple(left), (), self.tr("更新花名册"), "check")

    def go(self) -> None:
        update, removes, desk = self.view.update_shown(), self.view.removes(), self._desk
        if update is None or self.work.busy() or not self.view.anything():
            return
        self._run(
            lambda task: desk.roster_updates().apply_update(update, remove_gone=removes, progress=task),
            self.tr("正在更新"),
            self._show_updated,
        )

    def retranslate(self) -> None:
        self.offer_changed.emit()

    def _run(self, work: Callable[..., object], what: str, done: Callable[..., object]) -> None:
        self._front.setCurrentWidget(self.work)
        self.work.run(work, what, done)
        self.work.setFocus()
        self.offer_changed.emit()

    def _show_update(self, update: RosterUpdate) -> None:
        self.view.show_update(update)
        self._show_view()

    def _show_view(self) -> None:
        self._front.setCurrentWidget(self.view)
        self.view.setFocus()
        self.offer_changed.emit()

    def _show_updated(self, done: Updated) -> None:
        told = self.tr("已更新：新增 {added}，变更 {changed}，移出 {removed}").format(
            added=done.added, changed=done.changed, removed=done.removed
        )
        self.told.emit(told)
        self.ended.emit(done.roster.id)

    def _back(self) -> None:
        if self.work.busy():
            self.work.stop()
        else:
            self.ended.emit("")

    def _return(self) -> None:
        self.withheld.emit(self.tr("已停止，什么都没有改动。"))
        self._after()

    def _fail(self, error: SscardError) -> None:
        # The page that comes to the front begins without a message.
        self._after()
        self.failed.emit(error)

    def _after(self) -> None:
        if self.view.update_shown() is None:
            self.ended.emit("")
        else:
            self._show_view()
