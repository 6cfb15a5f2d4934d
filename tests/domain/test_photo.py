# SPDX-License-Identifier: Apache-2.0
"""An adjustment by hand stays inside its spans, however often a key is pressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.photo import Adjustment, Span

steps = st.lists(
    st.tuples(st.floats(-200, 200), st.floats(-200, 200), st.floats(0.5, 2), st.floats(-20, 20)), max_size=20
)


@given(steps)
def test_no_row_of_keys_leaves_the_spans(keys: list[tuple[float, float, float, float]]) -> None:
    there = Adjustment()
    for x, y, zoom, turn in keys:
        there = there.moved(shift_x_px=x, shift_y_px=y, zoom=zoom, rotate_degrees=turn)
    assert there.shift_x_px in Adjustment.SHIFTS
    assert there.shift_y_px in Adjustment.SHIFTS
    assert there.zoom in Adjustment.ZOOMS
    assert there.rotate_degrees in Adjustment.ROTATIONS


@pytest.mark.parametrize(
    "figures", [(61, 0, 1, 0), (0, -61, 1, 0), (0, 0, 0, 0), (0, 0, 1, 9), (float("nan"), 0, 1, 0)]
)
def test_figures_outside_are_a_mistake(figures: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="outside"):
        Adjustment(*figures)


def test_the_nearest_value_of_an_open_span() -> None:
    assert Span(None, 3).nearest(-1e9) == -1e9
    assert Span(2, None).nearest(1) == 2
    assert Span(2, 3).nearest(7) == 3
