# SPDX-License-Identifier: Apache-2.0
"""Looks in words: what is written is read, and what nobody knows counts for nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.ui.looks import look_text, read_look
from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.zoom import ZOOMS

LOOKS = st.builds(
    Look, st.sampled_from(Mode), large_type=st.booleans(), zoom=st.sampled_from(ZOOMS), still=st.booleans()
)


@given(LOOKS)
def test_a_look_is_read_as_it_was_written(look: Look) -> None:
    assert read_look(look_text(look)) == look


@given(st.text())
def test_any_text_is_some_look(text: str) -> None:
    assert read_look(text).zoom in ZOOMS


def test_what_nobody_knows_counts_for_nothing() -> None:
    assert read_look("neon 3000 dark huge") == Look(Mode.DARK)
