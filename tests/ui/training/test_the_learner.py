# SPDX-License-Identifier: Apache-2.0
"""Every lesson is done by doing what its line says, and what is done wrong is called by its name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sscard_desktop.services.trainingjudge import Mistake
from sscard_desktop.services.traininglessons import LESSONS
from sscard_desktop.services.trainingprogress import FOR_A_MISTAKE, FULL
from tests.lessons.__main__ import POWER_CUT, after_a_cut
from tests.lessons.learner import Learner
from tests.lessons.school import School, school
from tests.lessons.ways import WRONG_WAYS, Way

SHORT = ("expiring", "returned")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with school(tmp_path_factory.mktemp("learner") / "station") as found:
        yield found


@pytest.mark.parametrize("key", SHORT)
def test_a_short_lesson_is_done_by_its_lines(opened: School, key: str) -> None:
    assert Learner(opened).take(key).points == FULL


@pytest.mark.long
def test_a_lesson_is_done_again_in_the_same_window(opened: School) -> None:
    for _ in range(2):
        assert Learner(opened).take("reader_pulled").points == FULL


@pytest.mark.long
@pytest.mark.parametrize("key", [each.key for each in LESSONS if each.key not in (*SHORT, POWER_CUT)])
def test_a_lesson_is_done_by_its_lines(opened: School, key: str) -> None:
    result = Learner(opened).take(key)
    assert result.mistakes == ()
    assert result.points == FULL


@pytest.mark.long
@pytest.mark.parametrize("way", WRONG_WAYS, ids=lambda way: way.fault)
def test_a_wrong_way_is_marked_down(opened: School, way: Way) -> None:
    result = way.learner(opened).take(way.lesson)
    assert {each.fault for each in result.mistakes} == {way.fault}
    assert all(isinstance(each, Mistake) and each.part == 0 for each in result.mistakes)
    assert result.points <= FULL - FOR_A_MISTAKE


@pytest.mark.long
def test_the_lesson_of_the_power_cut_survives_a_kill(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert after_a_cut(tmp_path_factory.mktemp("cut") / "station", "zh_CN").points == FULL
