# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.remarks import (
    MAX_CHARACTERS,
    Answer,
    Point,
    Remark,
    RemarkSource,
    reason_of,
    unanswered,
)

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_several_points_make_one_line_and_the_same_is_said_once() -> None:
    assert reason_of([Point("照片不合格\n请重拍", "photo"), Point("姓名有误", "name"), Point("姓名有误")]) == (
        "照片不合格 请重拍；姓名有误"
    )


@given(st.lists(st.builds(Point, st.text(max_size=MAX_CHARACTERS)), max_size=8))
def test_a_reason_is_one_line_of_bounded_length(points: list[Point]) -> None:
    said = reason_of(points)
    assert len(said) <= MAX_CHARACTERS
    assert len(said.splitlines()) <= 1
    assert bool(said) == any(point.text.strip() for point in points)


def test_what_was_answered_is_not_shown_again_and_the_newest_comes_first() -> None:
    old = Remark(Point("a"), RemarkSource.BUREAU, NOON, "zhou")
    new = Remark(Point("b"), RemarkSource.SUPERVISOR, NOON + timedelta(hours=1), "zhou")
    done = Remark(Point("c"), RemarkSource.BANK, NOON, "zhou", NOON, Answer.CHANGED)
    assert unanswered([old, done, new]) == (new, old)


def test_the_text_of_a_point_stays_out_of_logs() -> None:
    assert "张伟国" not in repr(Point("张伟国的照片", "photo"))
