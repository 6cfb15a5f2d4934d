# SPDX-License-Identifier: Apache-2.0
"""Who is still missing, as a table for the unit: of all, or of the unit that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from sscard_desktop.domain.roster import RowGlance
from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters import words

translate = QCoreApplication.translate


def missing_headings() -> tuple[str, ...]:
    """Return the table's headings."""
    return (
        *(translate("Missing", "序号"), translate("Missing", "姓名"), translate("Missing", "证件号码")),
        *(translate("Missing", "单位"), translate("Missing", "请在什么时间来"), translate("Missing", "备注")),
    )


def missing_rows(people: Sequence[RowGlance]) -> list[tuple[str, ...]]:
    """Return a row for each of them; numbers are the unit's own, and stand there whole."""
    return [
        (str(each.position), each.name, each.number, each.unit, words.turn(each.slot, 0), each.refused)
        for each in people
    ]


def save_missing(desk: Desk, path: Path, title: str, people: Sequence[RowGlance]) -> WrittenFile:
    """Write the table, for the work lane; raise as ``TableWriter.write`` does."""
    return desk.workplace.tables().write(
        path,
        title,
        missing_headings(),
        missing_rows(people),
        row_count=len(people),
        created_at=desk.workplace.clock.now(),
    )
