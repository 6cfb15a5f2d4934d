# SPDX-License-Identifier: Apache-2.0
"""Moving by keys: what each key does, and that every step can be taken back and done again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from sscard_desktop.domain.photo import Adjustment
from sscard_desktop.ui.photo.adjusting import Adjustments

Key = Qt.Key
PLAIN, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
MOVES = (
    Key.Key_Left,
    Key.Key_Right,
    Key.Key_Up,
    Key.Key_Down,
    Key.Key_Plus,
    Key.Key_Minus,
    Key.Key_BracketLeft,
    Key.Key_BracketRight,
    Key.Key_0,
)


@pytest.mark.parametrize(
    ("key", "figure", "sign"),
    [
        (Key.Key_Left, "shift_x_px", -1),
        (Key.Key_Right, "shift_x_px", 1),
        (Key.Key_Up, "shift_y_px", -1),
        (Key.Key_Down, "shift_y_px", 1),
        (Key.Key_Plus, "zoom", 1),
        (Key.Key_Equal, "zoom", 1),
        (Key.Key_Minus, "zoom", -1),
        (Key.Key_BracketLeft, "rotate_degrees", -1),
        (Key.Key_BracketRight, "rotate_degrees", 1),
    ],
)
def test_each_key_moves_one_figure_and_shift_moves_it_further(key: Key, figure: str, sign: int) -> None:
    near, far = Adjustments(), Adjustments()
    assert near.press(key, PLAIN)
    assert far.press(key, SHIFT)
    start = getattr(Adjustment(), figure)
    step = getattr(near.current, figure) - start
    assert step * sign > 0
    if figure != "zoom":
        assert getattr(far.current, figure) - start == pytest.approx(5 * step)
    others = {"shift_x_px", "shift_y_px", "zoom", "rotate_degrees"} - {figure}
    assert all(getattr(near.current, other) == getattr(Adjustment(), other) for other in others)


@given(st.lists(st.sampled_from(MOVES), max_size=60))
def test_undo_leads_back_to_the_beginning_and_redo_to_the_end(keys: list[Key]) -> None:
    steps = Adjustments()
    for key in keys:
        steps.press(key, PLAIN)
    end = steps.current
    while steps.press(Key.Key_Z, CONTROL):
        pass
    assert steps.current == Adjustment()
    while steps.press(Key.Key_Y, CONTROL):
        pass
    assert steps.current == end


def test_a_reset_can_be_undone_and_a_new_step_forgets_what_was_undone() -> None:
    steps = Adjustments(Adjustment(shift_x_px=4))
    steps.press(Key.Key_0, PLAIN)
    assert steps.current == Adjustment()
    steps.press(Key.Key_Z, CONTROL)
    assert steps.current.shift_x_px == 4
    steps.press(Key.Key_Up, PLAIN)
    assert steps.press(Key.Key_Y, CONTROL) is False


def test_at_the_end_of_a_span_nothing_changes_and_other_keys_mean_nothing() -> None:
    steps = Adjustments(Adjustment(rotate_degrees=Adjustment.ROTATIONS.high or 0))
    assert steps.press(Key.Key_BracketRight, PLAIN) is False
    assert steps.press(Key.Key_R, PLAIN) is None
    assert steps.press(Key.Key_O, CONTROL) is None
