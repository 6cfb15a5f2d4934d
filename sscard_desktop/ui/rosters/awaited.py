# SPDX-License-Identifier: Apache-2.0
"""People whose signed sheets are awaited, as a table, and what is said of each code that was scanned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from sscard_desktop.services.checkoff import Awaited, Outcome, Scanned
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rows import RowsModel

translate = QCoreApplication.translate

ROOMS = ("50000", "阿依古丽·买买提", "✓ 打印后改过存存")


class AwaitedColumn(IntEnum):
    """The columns, in order."""

    POSITION = 0
    NAME = 1
    STATE = 2
    UNIT = 3


class AwaitedModel(RowsModel[Awaited]):
    """People whose sheets are awaited, or came back."""

    def headings(self) -> Sequence[str]:
        return (self.tr("序号"), self.tr("姓名"), self.tr("表格"), self.tr("单位"))

    def cell(self, row: Awaited, column: int) -> str | Shown:
        match AwaitedColumn(column):
            case AwaitedColumn.POSITION:
                return str(row.position)
            case AwaitedColumn.NAME:
                return row.name
            case AwaitedColumn.UNIT:
                return row.unit
            case AwaitedColumn.STATE:
                if row.back:
                    return Shown(self.tr("已交回"), Tone.OK, "check")
                if row.stale:
                    return Shown(self.tr("打印后改过"), Tone.WARN, "warn")
                return Shown(self.tr("还没交"), Tone.QUIET, "dash")


def told(found: Scanned, language: str) -> tuple[str, str, Tone]:
    """Return what became of a code, what to do, and in which tone."""
    person = found.person
    who = translate("Scanned", "{place} 号 {name}：").format(place=person.position, name=person.name) if person else ""
    form = found.form.label(language) if found.form is not None else ""
    table: Mapping[Outcome, tuple[str, str, Tone]] = {
        Outcome.TICKED: (translate("Scanned", "已核销。"), "", Tone.OK),
        Outcome.AGAIN: (
            translate("Scanned", "以前核销过了。"),
            translate("Scanned", "同一个人的表不用再收一份。"),
            Tone.WARN,
        ),
        Outcome.STALE: (
            translate("Scanned", "这份表打印以后，采集的信息改过。"),
            translate("Scanned", "请重新打印，请本人重新签字；这一份作废。"),
            Tone.BAD,
        ),
        Outcome.OTHER_FORM: (
            translate("Scanned", "这是另一种表格（{form}），没有核销。").format(form=form),
            translate("Scanned", "要核销它，按 F4 换成这种表格。"),
            Tone.WARN,
        ),
        Outcome.NOT_LISTED: (
            translate("Scanned", "这份表的人不在应交的名单里。"),
            translate("Scanned", "可能是别的花名册的人，或记录还没有提交。"),
            Tone.BAD,
        ),
        Outcome.OTHER_STATION: (
            translate("Scanned", "这份表是 {station} 号站点打印的，记录还没有合并到这里。").format(
                station=found.station
            ),
            translate("Scanned", "请先合并那个站点的站点包，再扫一次。"),
            Tone.BAD,
        ),
        Outcome.GONE: (
            translate("Scanned", "这份表的记录已经删除。"),
            translate("Scanned", "请把这份表放到一边，问清楚再处理。"),
            Tone.BAD,
        ),
        Outcome.UNKNOWN: (
            translate("Scanned", "这里没有这份表的记录。"),
            translate("Scanned", "请核对表上的受理编号。"),
            Tone.BAD,
        ),
        Outcome.MISREAD: (
            translate("Scanned", "没有读全，不是表格上的码。"),
            translate("Scanned", "请把纸放平再扫一次，或输入受理编号。"),
            Tone.WARN,
        ),
    }
    what, todo, tone = table[found.outcome]
    return who + what, todo, tone
