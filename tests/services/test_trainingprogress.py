# SPDX-License-Identifier: Apache-2.0
"""What is kept of a learner: whole after every round trip, and never in the way."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.services.trainingjudge import Fault, Mistake
from sscard_desktop.services.traininglessons import LESSONS
from sscard_desktop.services.trainingprogress import Course, Progress, Result, Taken, read_progress

COUNTS = st.integers(0, 10_000)
KEYS = st.sampled_from([each.key for each in LESSONS])
MISTAKES = st.builds(Mistake, st.sampled_from(Fault), st.integers(0, 2), st.sampled_from(["", "mobile", "sharpness"]))
RESULTS = st.builds(Result, st.lists(MISTAKES, max_size=4).map(tuple), COUNTS, COUNTS, COUNTS)
PROGRESS = st.builds(
    Progress,
    st.dictionaries(KEYS, st.builds(Taken, st.integers(1, 99), RESULTS, RESULTS), max_size=4),
    st.none() | st.builds(Course, KEYS, COUNTS, COUNTS, COUNTS, st.booleans()),
)


@settings(max_examples=40)
@given(PROGRESS)
def test_progress_is_read_as_it_was_written(progress: Progress) -> None:
    assert read_progress(progress.to_text()) == progress


@settings(max_examples=60)
@given(st.text() | st.lists(st.none() | st.integers() | st.text(), max_size=3).map(repr))
def test_a_damaged_text_reads_as_something(text: str) -> None:
    assert read_progress(text).finished >= 0


def test_a_lesson_of_another_version_is_left_out() -> None:
    text = Progress({"first_card": Taken(1, Result(), Result())}, Course("roster", 3)).to_text()
    other = text.replace("first_card", "second_card").replace('"lesson": "roster"', '"lesson": "cooking"')
    assert read_progress(other) == Progress()


def test_the_best_try_is_kept_beside_the_last() -> None:
    bad = Result((Mistake(Fault.TYPED),), keys=10)
    progress = Progress().with_result("roster", Result(keys=30)).with_result("roster", bad)
    assert progress.taken["roster"] == Taken(2, bad, Result(keys=30))
    better = progress.with_result("roster", Result(keys=12))
    assert better.taken["roster"].best == Result(keys=12)


def test_points_fall_with_mistakes_and_hints_but_never_below_nothing() -> None:
    assert Result().points == 100
    assert Result((Mistake(Fault.TYPED),), hints=1).points == 80
    assert Result((Mistake(Fault.TYPED),) * 9).points == 0


def test_the_next_lesson_is_the_first_that_was_not_taken() -> None:
    progress = Progress().with_result(LESSONS[0].key, Result()).with_result(LESSONS[2].key, Result())
    assert progress.next_lesson() == LESSONS[1].key
    assert progress.points == round(200 / len(LESSONS))
