# SPDX-License-Identifier: Apache-2.0
"""What figures are made of, as the open station counts it: people, fates, pictures, times; never who they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sscard_desktop.domain.figures import Fated, Line, Noted, Taken
    from sscard_desktop.domain.record import Status


class FiguresStore(Protocol):
    """Counts; a part of :class:`Store`. Times are from ``since`` up to before ``until``; ``clerk`` ``""`` is all."""

    def taken_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Taken]:
        """Return the people submitted in a time, by clerk, unit and hour; who was submitted again counts then."""

    def fates_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Fated]:
        """Return what became of people in a time; a decision or answer that was taken back doesn't count."""

    def noted_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Noted]:
        """Return the pictures, of people submitted in a time, that were taken again or although a check said no."""

    def stays_between(
        self, since: datetime, until: datetime, *, clerk: str = "", limit: int
    ) -> Mapping[Status, Sequence[float]]:
        """Return state → for how many seconds records that went on in a time had been in it; ``limit`` newest."""

    def counter_lines(
        self, since: datetime, until: datetime, *, actions: Collection[str], clerk: str = "", limit: int
    ) -> Sequence[Line]:
        """Return the newest lines of the trail with these actions, record after record, each in its order."""

    def standing(self, *, clerk: str = "") -> Mapping[Status, int]:
        """Return how many records are in which state now, of those that a clerk submitted or took."""
