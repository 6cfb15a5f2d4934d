# SPDX-License-Identifier: Apache-2.0
"""Before a merge is taken back: what came with it, and what becomes of that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.merging import Change, Merge
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label

_MOST_NAMED = 6


class UndoDialog(Dialog):
    """Enter takes it back, Esc leaves everything as it is.

    Signals:
        confirmed(): take it back.
    """

    confirmed = Signal()

    def __init__(self, merge: Merge, parent: QWidget) -> None:
        super().__init__(parent, icon="undo", tone="warn")
        self.setObjectName("wide")
        self.set_title(self.tr("整体撤销第 {number} 次合并？").format(number=merge.seq))
        counts = {each: merge.changes.get(each, 0) for each in Change}
        self.set_text(
            self.tr(
                "{at} 由 {who} 合并。新增的 {added} 条会移出本站，"
                "更新的 {replaced} 条恢复原样，移除的 {removed} 条放回来。"
            ).format(
                at=record_words.moment(merge.at),
                who=merge.operator,
                added=counts[Change.ADDED],
                replaced=counts[Change.REPLACED],
                removed=counts[Change.REMOVED],
            )
        )
        names = [f"{each.station:04d}　{each.file}" for each in merge.packages[:_MOST_NAMED]]
        if len(merge.packages) > _MOST_NAMED:
            names.append("…")
        self.body.addWidget(Label("\n".join(names), self, role="muted", wrap=True))
        self.body.addWidget(
            Label(self.tr("合并之后又有人改动过其中的记录时，不会撤销任何一条。"), self, role="text", wrap=True)
        )
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self.add_button(self.tr("整体撤销"), result=1, primary=True)
        self.accepted.connect(self.confirmed)
