# SPDX-License-Identifier: Apache-2.0
"""The submissions that wait for a decision, as a narrow list: name and time (day, before today), oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.ui.widgets.rows import RowsModel


class QueueModel(RowsModel[RecordSummary]):
    """What waits."""

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, 0 if it isn't there."""
        return self.place_of(lambda record: record.id == record_id)

    def headings(self) -> Sequence[str]:
        return (self.tr("姓名"), self.tr("提交"))

    def cell(self, row: RecordSummary, column: int) -> str:
        if column == 0:
            return row.name
        local = (row.submitted_at or row.updated_at).astimezone(CHINA)
        today = local.date() == datetime.now(UTC).astimezone(CHINA).date()
        return f"{local:%H:%M}" if today else f"{local:%m-%d}"
