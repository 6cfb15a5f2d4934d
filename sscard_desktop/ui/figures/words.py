# SPDX-License-Identifier: Apache-2.0
"""How figures are said on the page: times in the unit that fits, shares with what they are of."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from sscard_desktop.domain.figures import Row
from sscard_desktop.domain.periods import Period, Span
from sscard_desktop.services.figurestable import percent

_A_WEEK = 7
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0


def length(seconds: float) -> str:
    """Return a time as ``40 秒``, ``3 分 20 秒``, ``2.5 小时`` or ``3.2 天``."""
    if seconds < _MINUTE:
        return QCoreApplication.translate("FiguresWords", "{seconds} 秒").format(seconds=round(seconds))
    if seconds < _HOUR:
        whole = round(seconds)
        return QCoreApplication.translate("FiguresWords", "{minutes} 分 {seconds} 秒").format(
            minutes=whole // 60, seconds=whole % 60
        )
    if seconds < 2 * _DAY:
        return QCoreApplication.translate("FiguresWords", "{hours} 小时").format(hours=f"{seconds / _HOUR:.1f}")
    return QCoreApplication.translate("FiguresWords", "{days} 天").format(days=f"{seconds / _DAY:.1f}")


def share(row: Row, part: str) -> str:
    """Return a count with its share: ``3（4.5%）``, ``–`` where nobody was concerned."""
    rate = row.rate(part)
    return "–" if rate is None else f"{getattr(row, part)}  {percent(rate)}"


def of(row: Row, part: str) -> str:
    """Return what a share is of: ``3 / 66``."""
    whole = {"returned": row.decided, "refused": row.answered}.get(part, row.people)
    return f"{getattr(row, part)} / {whole}"


def period_text(period: Period, span: Span) -> str:
    """Return a time as its key names it: a day, the days of a week, a month, a year."""
    if span is Span.DAY:
        return period.first.isoformat()
    if span is Span.WEEK:
        return f"{period.first.isoformat()} – {period.last:%m-%d}"
    return f"{period.first:%Y-%m}" if span is Span.MONTH else f"{period.first:%Y}"


def column_label(day: date, period: Period) -> str:
    """Return the label under a column: the month in a long time, month and day, or the day where the month is clear."""
    if period.by_month:
        return f"{day:%y-%m}"
    return f"{day:%m-%d}" if period.days <= _A_WEEK or period.first.month != period.last.month else str(day.day)
