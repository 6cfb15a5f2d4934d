# SPDX-License-Identifier: Apache-2.0
"""Times at the counter, out of the times of the trail's lines."""

from __future__ import annotations

from sscard_desktop.domain.counterpace import BREAK_S, steps_of
from sscard_desktop.domain.figures import Duration, Line, Step

VISIT = (("record.start", 0.0), ("record.edit", 40.0), ("picture.photo", 60.0), ("record.submit", 70.0))


def visits(count: int, *more: tuple[str, float]) -> list[Line]:
    return [
        Line(str(at), action, at_s + at) for at in range(count) for action, at_s in sorted((*VISIT, *more), key=_at)
    ]


def _at(line: tuple[str, float]) -> float:
    return line[1]


def test_the_time_before_a_line_is_that_of_what_it_tells() -> None:
    assert steps_of(visits(5)) == {
        Step.FORM: Duration(5, 40, 40),
        Step.PHOTO: Duration(5, 20, 20),
        Step.SUBMIT: Duration(5, 10, 10),
        Step.WHOLE: Duration(5, 70, 70),
    }


def test_a_break_is_nobodys_time() -> None:
    lines = visits(5)
    late = [Line(each.record, each.action, each.at_s + BREAK_S * (each.at_s >= 65)) for each in lines]
    assert steps_of(late)[Step.WHOLE].middle_s == 60


def test_who_was_never_submitted_or_began_earlier_is_left_out() -> None:
    assert steps_of([line for line in visits(9) if line.action != "record.submit"]) == {}
    assert steps_of([line for line in visits(9) if line.action != "record.start"]) == {}


def test_four_people_are_too_few() -> None:
    assert steps_of(visits(4)) == {}
