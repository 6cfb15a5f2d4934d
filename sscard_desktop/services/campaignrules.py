# SPDX-License-Identifier: Apache-2.0
"""For which stations a set-up is, and until when: asked where it is made and where it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.services.ports import Campaign, Seat
from sscard_desktop.services.workplace import LONGEST_STATION_TEXT

_SHOWN = 10


def require_for(campaign: Campaign, *, number: int, today: date) -> None:
    """Raise where a set-up isn't for a station, or not any more.

    Raises:
        RefusedError: ``campaign.expired`` (``until``, ``today``: the computer's); ``campaign.not_for_station``
            (``number``, ``stations``: those that it is for).
    """
    require_current(campaign, today=today)
    numbers = [each.number for each in campaign.seats]
    if numbers and number not in numbers:
        shown = ", ".join(str(each) for each in numbers[:_SHOWN])
        raise RefusedError("campaign.not_for_station", number=number, stations=shown)


def require_current(campaign: Campaign, *, today: date) -> None:
    """Raise ``RefusedError("campaign.expired")`` (``until``, ``today``: the computer's) after a set-up's last day."""
    if campaign.valid_until is not None and today > campaign.valid_until:
        raise RefusedError("campaign.expired", until=campaign.valid_until.isoformat(), today=today.isoformat())


def require_seats(seats: Sequence[Seat], *, own: int) -> None:
    """Raise where stations can't be told apart or named.

    Raises:
        RefusedError: ``campaign.seat_taken`` (``number``), ``station.number_out_of_range``, ``station.text_invalid``.
    """
    taken = {own}
    for seat in seats:
        if not 1 <= seat.number <= 9999:
            raise RefusedError("station.number_out_of_range", number=seat.number)
        if seat.number in taken:
            raise RefusedError("campaign.seat_taken", number=seat.number)
        if not seat.name.strip() or len(seat.name) > LONGEST_STATION_TEXT or not seat.name.isprintable():
            raise RefusedError("station.text_invalid", limit=LONGEST_STATION_TEXT)
        taken.add(seat.number)
