# SPDX-License-Identifier: Apache-2.0
"""When a stream counts as standing still, by the clock alone; and what is kept of a knob."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.camera import (
    FIRST_PICTURE_S,
    REPEATED_S,
    STANDSTILL_S,
    Knob,
    KnobKind,
    StreamWatch,
    position_of,
    told_apart,
)


def test_a_living_stream_is_never_in_trouble_however_slow_its_start() -> None:
    watch = StreamWatch()
    watch.begin(0.0)
    assert watch.trouble(FIRST_PICTURE_S - 0.1) == ""
    for step in range(100):
        watch.saw(FIRST_PICTURE_S + step, step)
        assert watch.trouble(FIRST_PICTURE_S + step + 0.9) == ""


def test_no_picture_at_all_is_silence_and_none_any_more_is_frost() -> None:
    watch = StreamWatch()
    watch.begin(0.0)
    assert watch.trouble(FIRST_PICTURE_S) == "camera.silent"
    watch.saw(7.0, 1)
    assert watch.trouble(7.01 + STANDSTILL_S) == "camera.frozen"


def test_a_source_that_is_still_after_a_restart_too_is_left_alone() -> None:
    watch = StreamWatch()
    watch.begin(0.0)
    told = []
    for step in range(200):
        now = step * 0.1
        watch.saw(now, 42)
        if watch.trouble(now):
            told.append(now)
            watch.begin(now)
    assert len(told) == 1
    # What moved in between may freeze again.
    watch.saw(20.0, 43)
    watch.saw(20.1, 42)
    watch.saw(21.9, 42)
    assert watch.trouble(21.9) == "camera.frozen"


def test_a_covered_lens_is_no_frozen_stream() -> None:
    watch = StreamWatch()
    watch.begin(0.0)
    for step in range(100):
        watch.saw(step * 0.1, None)
        assert watch.trouble(step * 0.1) == ""


@given(
    st.lists(st.tuples(st.floats(0.01, 3.0), st.integers(0, 3)), max_size=60),
)
def test_trouble_is_told_only_after_a_standstill(pictures: list[tuple[float, int]]) -> None:
    watch = StreamWatch()
    watch.begin(0.0)
    now = changed = 0.0
    last: int | None = None
    for after, fingerprint in pictures:
        now += after
        code = watch.trouble(now)
        if code == "camera.frozen":
            assert now - changed >= REPEATED_S
            watch.begin(now)
            last = None
        if fingerprint != last:
            changed, last = now, fingerprint
        watch.saw(now, fingerprint)


@given(st.integers(0, 100))
def test_what_is_kept_of_a_knob_brings_it_back(position: int) -> None:
    assert position_of(Knob(KnobKind.FOCUS, position, automatic=False).kept()) == position
    assert position_of(Knob(KnobKind.FOCUS, position, automatic=True).kept()) is None


@given(st.text(max_size=8))
def test_a_setting_that_was_spoilt_is_automatic_or_within_bounds(text: str) -> None:
    position = position_of(text)
    assert position is None or 0 <= position <= 100


def test_equal_cameras_have_a_number_behind_their_name() -> None:
    assert told_apart(["HD Cam", "高拍仪", "HD Cam", "HD Cam"]) == ["HD Cam", "高拍仪", "HD Cam (2)", "HD Cam (3)"]
