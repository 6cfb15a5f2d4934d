# SPDX-License-Identifier: Apache-2.0
"""How versions and updates are told in the settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain.updates import SUFFIX, Update, UpdateKind, VersionState
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.services.ports import InstalledVersion
    from sscard_desktop.services.updates import Offer, UpdateStatus

_MEBIBYTE = 1 << 20


class UpdateWords(QObject):
    """The words, in the language in force."""

    def actions(self, newest: str, back: Sequence[UpdateKind]) -> list[KeyAction]:
        """Return what keys do.

        Args:
            newest: the version on a stick, ``""`` for none.
            back: what has a version before to go back to.
        """
        found = (
            [KeyAction("take", "F2", self.tr("更新到 {version}").format(version=newest), "import")] if newest else []
        )
        found.append(KeyAction("file", "F3", self.tr("选更新文件…"), "file"))
        found.append(KeyAction("look", "F4", self.tr("再找 U 盘"), "refresh"))
        if UpdateKind.PROGRAM in back:
            found.append(KeyAction(UpdateKind.PROGRAM.value, "F8", self.tr("程序退回上一版"), "undo"))
        if UpdateKind.DATA in back:
            found.append(KeyAction(UpdateKind.DATA.value, "F9", self.tr("配置退回上一版"), "undo"))
        return found

    def stop(self) -> KeyAction:
        """Return the one key while an update is under way."""
        return KeyAction("stop", "F5", self.tr("停止更新"), "cross")

    def version(self, each: InstalledVersion) -> Finding:
        """Return a version that lies here, and how it stands."""
        if each.in_force and each.state is VersionState.SET_ASIDE:
            return Finding(each.version, self.tr("已退回，关闭程序前还在用"), tone=Tone.INFO, icon="clock")
        if each.in_force:
            return Finding(each.version, self.tr("正在使用"), tone=Tone.OK)
        if each.state is VersionState.TRYING:
            return Finding(each.version, self.tr("下次打开程序时使用"), tone=Tone.INFO, icon="clock")
        if each.state is VersionState.FAILED:
            return Finding(each.version, self.tr("没有能启动，不再用"), tone=Tone.WARN)
        if each.state is VersionState.SET_ASIDE:
            return Finding(each.version, self.tr("已退回，不再用"))
        if each.state is VersionState.UNFIT:
            return Finding(each.version, self.tr("不是给现在的程序的，没有用"), tone=Tone.WARN)
        return Finding(each.version, self.tr("安装时的版本") if each.own else self.tr("可以退回到这一版"))

    def update(self, update: Update) -> str:
        """Return what a file brings, in a line."""
        word = self.tr("程序") if update.kind is UpdateKind.PROGRAM else self.tr("城市配置和代码表")
        return self.tr("{what} {version}，{day}，{size} MB").format(
            what=word,
            version=update.version,
            day=update.made_on,
            size=max(1, update.size_bytes // _MEBIBYTE),
        )

    def stick(
        self, status: UpdateStatus, offers: Sequence[Offer], language: str, *, told_already: bool
    ) -> list[Finding]:
        """Return what lies on sticks, or why nothing can be taken; not that nothing is there beneath other news."""
        if not status.keys:
            told = messages.message("update.no_keys", {}, language)
            return [Finding(told.what, told.todo, tone=Tone.WARN)]
        if not offers and told_already:
            return []
        if not offers:
            where = self.tr("插上有 {suffix} 文件的 U 盘，或按 F3 选文件。").format(suffix=SUFFIX)
            return [Finding(self.tr("没有找到比现在新的更新。"), where, icon="info")]
        return [Finding(self.update(offer.update), offer.file.name, tone=Tone.INFO) for offer in offers]

    def going(self) -> Finding:
        """Return that one is under way."""
        return Finding(self.tr("正在更新，可以照常工作…"), tone=Tone.INFO, icon="clock")
