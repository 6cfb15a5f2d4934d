# SPDX-License-Identifier: Apache-2.0
"""What the packages page offers at the bottom, and says of a merge that ended."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.domain.merging import Change
from sscard_desktop.services.mergeplan import PlannedRecord
from sscard_desktop.services.mergerun import Merged
from sscard_desktop.ui.packages import words
from sscard_desktop.ui.packages.model import IncomingFile
from sscard_desktop.ui.packages.sides import KEYS
from sscard_desktop.ui.packages.work import MergeWork
from sscard_desktop.ui.widgets.actionbar import KeyAction


class PackageWords(QObject):
    """Says it in the language in force."""

    def stopping(self) -> KeyAction:
        """Return what ends long work."""
        return KeyAction("stop", "Esc", self.tr("停止"))

    def handing(self) -> KeyAction:
        """Return what hands this station's records over."""
        return KeyAction("hand_over", "H", self.tr("交出站点包"))

    def actions(self, work: MergeWork) -> list[KeyAction]:
        """Return what a supervisor can begin."""
        stations = KeyAction("stations", "S", self.tr("信任的站点"))
        campaign = KeyAction("campaign", "C", self.tr("批期设置包"))
        # What is decided now needs the room more than what begins anew.
        more = [] if work.plan is not None else [self.handing(), stations, campaign]
        actions = [KeyAction("add", "O", self.tr("添加站点包")), *more]
        if work.last is not None:
            actions.append(KeyAction("undo", "U", self.tr("撤销第 {n} 次合并").format(n=work.last.seq)))
        return actions

    def beside(self, file: IncomingFile | None, record: PlannedRecord | None) -> list[KeyAction]:
        """Return what the chosen file or record wants said of it."""
        problem = file.problem if file is not None else None
        offered = []
        if problem is not None and problem.code == "transfer.unknown_station":
            offered.append(KeyAction("trust", "T", self.tr("核对指纹，信任")))
        if record is not None and len(record.choices) > 1:
            offered += [
                KeyAction(
                    f"decide_{choice.value}", KEYS[choice], words.of_decision(choice, chosen=True, asked=True).word
                )
                for choice in record.choices
            ]
        return offered

    def merged(self, merged: Merged) -> tuple[str, str]:
        """Return what a merge changed, and what it left out."""
        changes = merged.changes
        if merged.seq:
            text = self.tr("第 {number} 次合并完成：新增 {added}，更新 {replaced}，移除 {removed}。").format(
                number=merged.seq,
                added=changes[Change.ADDED],
                replaced=changes[Change.REPLACED],
                removed=changes[Change.REMOVED],
            )
        elif merged.listed or merged.told:
            text = self.tr("没有新的采集记录。")
        else:
            text = self.tr("没有本站还没有的内容，什么都没有改动。")
        if merged.listed or merged.told:
            rosters = self.tr("花名册新增 {added} 人，更新 {told} 人。")
            text += rosters.format(added=merged.listed, told=merged.told)
        left = self.tr("有 %n 条没有决定，暂未合并，随时可以再合并同一个包。", "", merged.left) if merged.left else ""
        return text, left
