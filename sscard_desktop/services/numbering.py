# SPDX-License-Identifier: Apache-2.0
"""The day's running numbers: of receipts, batches and certificates of destruction, each with a series of its own.

A number stands on paper and with the bureau, so it is never given twice, not even by a station that was brought back
from a backup and doesn't know what it gave out since.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.services.ports import Store

USED_BY_THE_DAY = 1000
"""More than a station gives out in a day that nothing happened in."""
USED_A_MINUTE = 6
"""More than it gives out in any minute."""


class Series(StrEnum):
    """What is numbered by day."""

    RECEIPT = "receipt"
    BATCH = "batch"
    DESTRUCTION = "destruction"


def next_number(store: Store, series: Series, day: date) -> int:
    """Return the next number (from 1) of the day; call it inside the transaction that uses it."""
    return store.next_running(f"{series}-{day:%Y%m%d}")


def leave_out(store: Store, day: date, at: time) -> None:
    """Leave out the day's numbers that may have been given out since a backup was made, or since an earlier restoring.

    Which they are nobody here knows, so the later it is, the more: a backup that is brought back twice in a day must
    not give the same numbers twice. Those of earlier days can't come again: a number holds its day.

    Args:
        day, at: now, at the counter.
    """
    for series in Series:
        store.raise_running(f"{series}-{day:%Y%m%d}", USED_BY_THE_DAY + USED_A_MINUTE * (at.hour * 60 + at.minute))


def leave_out_used(store: Store, receipt: str, station: int) -> None:
    """Never give a receipt number of this station's again that came back with a record from elsewhere.

    A machine that was set up anew under its old number doesn't know what it gave out before.
    """
    if receipt[:4] == f"{station:04d}" and is_receipt_number(receipt):
        plain = receipt.replace("-", "")
        store.raise_running(f"{Series.RECEIPT}-{plain[4:12]}", int(plain[12:-1]))
