# SPDX-License-Identifier: Apache-2.0
"""What the safety part says of how the station stands, sentence by sentence; it asks and does nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.services.backups import BackupState
from sscard_desktop.services.retention import Preview
from sscard_desktop.services.trail import Verified
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How the station stands: its backups, whether one is due, those in the usual place, and what has had its time."""

    backup: BackupState
    due: bool
    kept: Sequence[Path]
    preview: Preview


def _moment(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"


class SafetyWords(QObject):
    """Says it in the language in force."""

    def backup(self, state: Standing) -> list[Finding]:
        """Say when a backup was made and proved, and where they lie."""
        backup = state.backup
        if backup.last_at is None:
            last = Finding(self.tr("还没有备份过。"), tone=Tone.WARN)
        else:
            text = self.tr("最近一次备份：{at}").format(at=_moment(backup.last_at))
            since = self.tr("此后有新内容，该备份了。") if state.due else ""
            last = Finding(text, since, tone=Tone.WARN if state.due else Tone.OK)
        if backup.proved_at is None:
            proved = Finding(self.tr("还没有验证过备份能恢复。"), tone=Tone.WARN)
        else:
            proved = Finding(self.tr("最近一次验证：{at}").format(at=_moment(backup.proved_at)), tone=Tone.OK)
        place = Finding(
            self.tr("存放在 {folder}").format(folder=backup.folder),
            self.tr("保留 {keep} 份，现有 {count} 份").format(keep=backup.keep, count=len(state.kept)),
            icon="file",
        )
        if backup.second is None:
            second = Finding(self.tr("没有第二处：电脑丢了，备份也没了。"), tone=Tone.WARN)
        else:
            second = Finding(self.tr("第二处：{folder}").format(folder=backup.second), tone=Tone.OK)
        return [last, proved, place, second]

    def retention(self, preview: Preview) -> list[Finding]:
        """Say what has had its time."""
        if preview.going:
            going = Finding(
                self.tr("%n 条记录已到期，应当销毁。", "", len(preview.going)),
                self.tr("最早的 {due} 到期").format(due=f"{preview.going[0].due_at.astimezone(CHINA):%Y-%m-%d}"),
                tone=Tone.WARN,
            )
        else:
            going = Finding(self.tr("没有到期的记录。"), tone=Tone.OK)
        if not preview.held:
            return [going]
        return [going, Finding(self.tr("%n 条已到期，但被保留，不销毁。", "", len(preview.held)), icon="lock")]

    def verified(self, verified: Verified, language: str) -> list[Finding]:
        """Say whether the trail is whole, or where it isn't."""
        head, broken = verified.head, verified.findings
        if not broken:
            text = self.tr("日志完整，共 {count} 条。").format(count=head.entries)
            kept = self.tr("末条摘要 {head}，请抄在站外保存。").format(head=head)
            return [Finding(text, kept, tone=Tone.OK)]
        summary = messages.message("audit.broken", {"count": len(broken)}, language)
        places = [
            messages.message(
                f"audit.fault_{found.fault.value}", {"first": found.first, "last": found.last}, language
            ).what
            for found in broken[:_MOST_SHOWN]
        ]
        return [Finding(summary.what, summary.todo, tone=Tone.BAD), *(Finding(place) for place in places)]
