# SPDX-License-Identifier: Apache-2.0
"""Sums, and small numbers that must not tell one person's story."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.figures import OTHER_UNITS, Fate, Fated, Noted, Row, Taken
from sscard_desktop.domain.figuring import LEAST, columns_of, duration_of, folded, hours_of, reasons_of, rows_of
from sscard_desktop.domain.periods import Period, Span

DAY = date(2026, 3, 2)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
ROWS = st.lists(
    st.builds(Row, name=st.text(min_size=1, max_size=3), people=st.integers(0, 20), answered=st.integers(0, 20)),
    max_size=12,
    unique_by=lambda row: row.name,
)


def test_days_without_anybody_stand_among_the_others_and_years_are_told_by_month() -> None:
    taken = [Taken("li", "", DAY, 9, 3), Taken("li", "", date(2026, 3, 4), 11, 2)]
    assert list(columns_of(Period.of(Span.WEEK, DAY), taken).values()) == [3, 0, 2, 0, 0, 0, 0]
    year = columns_of(Period.of(Span.YEAR, DAY), taken)
    assert (len(year), year[date(2026, 3, 1)]) == (12, 5)
    assert hours_of(taken) == {9: 3, 10: 0, 11: 2}
    assert hours_of([]) == {}


def test_a_person_with_two_overruled_pictures_is_one_person() -> None:
    taken = [Taken("li", "甲", DAY, 9, 10)]
    fated = [Fated("li", "甲", Fate.DECIDED, 4), Fated("li", "甲", Fate.RETURNED, 1)]
    noted = [Noted(1, "li", "甲", ("sharp",), {"eyes": 2, "": 1}), Noted(1, "li", "甲", ("id_front",))]
    (row,) = rows_of(taken, fated, noted, by="clerk")
    assert row == Row("li", people=10, retaken=1, overridden=1, decided=4, returned=1)
    assert (row.rate("returned"), row.rate("refused"), row.rate("overridden")) == (0.25, None, 0.1)
    assert reasons_of(noted) == ({"eyes": 2, "": 1}, {"id_front": 1, "sharp": 1})
    assert rows_of([], [], [], by="") == (Row(),)


@given(ROWS)
def test_no_unit_of_a_handful_stands_alone_and_nobody_is_lost(rows: list[Row]) -> None:
    told = folded(rows)
    assert sum(row.people for row in told) == sum(row.people for row in rows)
    assert sum(row.answered for row in told) == sum(row.answered for row in rows)
    kept = {row.name for row in told if row.name != OTHER_UNITS}
    assert all(row.concerned >= LEAST for row in rows if row.name in kept)
    hidden = [row for row in rows if row.name not in kept]
    assert len(hidden) != 1 or len(rows) == 1, "the sum gives a single one away"


def test_too_few_measurements_have_no_middle() -> None:
    assert duration_of([1, 2, 3, 4]) is None
    found = duration_of([9, 1, 2, 3, -4])
    assert found is not None
    assert (found.count, found.middle_s, found.most_s) == (5, 2, 9)
