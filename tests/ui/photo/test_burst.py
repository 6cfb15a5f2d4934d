# SPDX-License-Identifier: Apache-2.0
"""Which of the last frames becomes the photo."""

from __future__ import annotations

import numpy as np

from sscard_desktop.domain.photo import Guidance
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.burst import Burst

ALL = frozenset({"face", "eyes", "still"})


def frame(taken_s: float) -> Frame:
    return Frame(np.zeros((2, 2, 3), np.uint8), taken_s)


def at(x: float, met: frozenset[str] = ALL) -> Guidance:
    return Guidance("hold_still", met, outline=((x, 0.5), (x + 0.1, 0.5)))


def test_a_blink_at_the_shutter_takes_the_frame_before() -> None:
    burst = Burst()
    open_eyes, blink = frame(1.0), frame(1.1)
    burst.add(open_eyes, at(0.4))
    burst.add(blink, at(0.4, ALL - {"eyes"}))
    chosen, guidance = burst.best(blink)
    assert chosen is open_eyes
    assert guidance is not None
    assert "eyes" in guidance.met


def test_of_equally_good_frames_the_stillest_is_taken() -> None:
    burst = Burst()
    frames = [frame(1.0 + step / 10) for step in range(4)]
    for shot, x in zip(frames, (0.40, 0.45, 0.4501, 0.48), strict=True):
        burst.add(shot, at(x))
    assert burst.best(frames[-1])[0] is frames[2]


def test_frames_older_than_half_a_second_are_history() -> None:
    burst = Burst()
    burst.add(frame(1.0), at(0.4))
    newest = frame(1.6)
    assert burst.best(newest) == (newest, None)


def test_nothing_that_was_looked_at_leaves_the_newest_frame() -> None:
    burst = Burst()
    burst.add(frame(1.0), at(0.4))
    burst.clear()
    newest = frame(1.1)
    assert burst.best(newest) == (newest, None)


def test_a_stopped_clock_is_no_motion_and_no_error() -> None:
    burst = Burst()
    first, second = frame(1.0), frame(1.0)
    burst.add(first, at(0.4))
    burst.add(second, at(0.4))
    assert burst.best(second)[0] in (first, second)


def filled(frames: list[Frame], places: tuple[float, ...], *, made: int) -> Burst:
    """Return the burst of these frames; of one of them a photo is made as soon as it was looked at."""
    burst = Burst()
    for index, (shot, x) in enumerate(zip(frames, places, strict=True)):
        burst.add(shot, at(x))
        if index == made:
            burst.keep_last()
    return burst


def test_of_a_frame_whose_photo_is_made_the_photo_is_taken_where_the_head_was_about_as_still() -> None:
    frames = [frame(1.0 + step / 10) for step in range(4)]
    places = (0.40, 0.4010, 0.4012, 0.4100)
    assert filled(frames, places, made=1).best(frames[-1])[0] is frames[2]
    assert filled(frames, places, made=1).best(frames[-1], made=frames[1])[0] is frames[1]
    assert filled(frames, places, made=3).best(frames[-1], made=frames[3])[0] is frames[2], "the head moved"
    assert filled(frames, places, made=1).best(frames[-1], made=frame(1.1))[0] is frames[2], "it isn't one of these"
    assert filled(frames, places, made=1).best(frames[-1], made=frames[0])[0] is frames[2], "nor is it the one"


def test_a_photo_that_was_made_early_is_taken_though_newer_frames_pushed_it_out() -> None:
    frames = [frame(1.0 + step / 15) for step in range(12)]
    burst = filled(frames, (0.4,) * len(frames), made=1)
    assert burst.best(frames[-1], made=frames[1])[0] is frames[1]
    assert burst.best(frame(1.95), made=frames[1])[0] is not frames[1], "it is history"
    burst.clear()
    burst.add(frames[-1], at(0.4))
    assert burst.best(frames[-1], made=frames[1])[0] is frames[-1], "all was forgotten"


def test_a_head_is_still_once_it_was_seen_where_it_was() -> None:
    burst = Burst()
    assert not burst.still
    stood = []
    for step, x in enumerate((0.40, 0.4001, 0.42, 0.4201)):
        burst.add(frame(1.0 + step / 10), at(x))
        stood.append(burst.still)
    assert stood == [False, True, False, True]


def test_a_photo_of_a_blink_is_made_in_vain() -> None:
    burst = Burst()
    before, blink, after = frame(1.0), frame(1.1), frame(1.2)
    for shot, met in ((before, ALL), (blink, ALL - {"eyes"}), (after, ALL)):
        burst.add(shot, at(0.4, met))
        if shot is blink:
            burst.keep_last()
    assert burst.best(after, made=blink)[0] is after
