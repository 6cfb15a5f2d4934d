# SPDX-License-Identifier: Apache-2.0
"""A city's export workbook with given rows, as the package would hold it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from sscard_desktop.domain.profile import Profile
from sscard_desktop.exchange.workbook import Sheet, write_workbook


def written(profile: Profile, rows: Sequence[Sequence[str]]) -> bytes:
    """Return the workbook of a kind of business's view of a profile."""
    sink = io.BytesIO()
    columns = profile.workbook.columns
    sheet = Sheet(
        name=profile.workbook.sheet,
        headers=tuple(column.header for column in columns),
        widths=tuple(column.width for column in columns),
        rows=rows,
        row_count=len(rows),
    )
    write_workbook(sink, [sheet], created_at=datetime(2026, 3, 2, tzinfo=UTC))
    return sink.getvalue()
