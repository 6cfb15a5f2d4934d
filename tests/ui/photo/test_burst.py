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


def test_of_a_frame_whose_photo_is_made_the_photo_is_taken_where_the_head_was_about_as_still() -> None:
    burst = Burst()
    frames = [frame(1.0 + step / 10) for step in range(4)]
    for shot, x in zip(frames, (0.40, 0.4010, 0.4012, 0.4100), strict=True):
        burst.add(shot, at(x))
    assert burst.best(frames[-1])[0] is frames[2]
    assert burst.best(frames[-1], made=frames[1])[0] is frames[1]
    assert burst.best(frames[-1], made=frames[3])[0] is frames[2], "the head moved"
    assert burst.best(frames[-1], made=frame(1.1))[0] is frames[2], "it isn't one of these"


def test_a_photo_of_a_blink_is_made_in_vain() -> None:
    burst = Burst()
    before, blink, after = frame(1.0), frame(1.1), frame(1.2)
    for shot, met in ((before, ALL), (blink, ALL - {"eyes"}), (after, ALL)):
        burst.add(shot, at(0.4, met))
    assert burst.best(after, made=blink)[0] is after
    assert burst.best(frame(1.65), made=before)[0] is not before, "it is history"
