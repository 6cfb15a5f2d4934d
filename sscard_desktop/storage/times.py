# SPDX-License-Identifier: Apache-2.0
"""How moments lie in the database: whole microseconds since 1970 UTC, which sort and compare as numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def stored(moment: datetime) -> int:
    """Return the stored form of an aware moment; raise ``ValueError`` for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone can't be stored")
    return (moment - _EPOCH) // _MICROSECOND


def stored_or_none(moment: datetime | None) -> int | None:
    """Return the stored form of a moment that may be missing."""
    return None if moment is None else stored(moment)


def restored(microseconds: int) -> datetime:
    """Return the aware UTC moment of a stored number."""
    return _EPOCH + microseconds * _MICROSECOND


def restored_or_none(microseconds: int | None) -> datetime | None:
    """Return the moment of a stored number that may be missing."""
    return None if microseconds is None else restored(microseconds)
