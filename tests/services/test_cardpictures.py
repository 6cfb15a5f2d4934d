# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.cardtextreading import TWO_FRONTS
from sscard_desktop.domain.document import Layout, Side
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.cardpictures import WRONG_SIDE, CardPictureReport, Certainty, from_json

words = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
reports = st.builds(
    CardPictureReport,
    side=st.none() | st.sampled_from(Side),
    layout=st.none() | st.sampled_from(Layout),
    problems=st.lists(words, max_size=3).map(tuple),
    found=st.lists(words, max_size=3).map(tuple),
    straightened=st.booleans(),
    reason=words,
    read=st.dictionaries(words, st.builds(Certainty, st.floats(0, 1), st.sampled_from(Side), words), max_size=3),
)


@given(reports)
def test_a_report_comes_back_as_it_was_stored(report: CardPictureReport) -> None:
    assert from_json(report.to_json()) == report


@given(st.text(max_size=60) | st.sampled_from(['{"side": "top"}', '{"read": 7}', '{"read": {"x": {}}}', "[1]", "null"]))
def test_of_a_damaged_report_nothing_is_known(text: str) -> None:
    assert from_json(text) == CardPictureReport()


@pytest.mark.parametrize(
    ("role", "side", "problems"),
    [
        (PictureRole.ID_FRONT, Side.FRONT, ("glare",)),
        (PictureRole.ID_BACK, Side.FRONT, (WRONG_SIDE, "glare")),
        (PictureRole.ID_BACK, None, ("glare",)),
    ],
)
def test_which_side_is_wrong_depends_on_where_the_picture_lies(
    role: PictureRole, side: Side | None, problems: tuple[str, ...]
) -> None:
    # What the cutter said of the side was said of the place that it was taken for.
    assert CardPictureReport(side, problems=("glare", WRONG_SIDE)).problems_as(role) == problems


def test_two_fronts_are_told_once() -> None:
    report = CardPictureReport(Side.FRONT, found=(TWO_FRONTS,), problems=(WRONG_SIDE,))
    assert report.problems_as(PictureRole.ID_BACK) == (TWO_FRONTS,)


def test_a_report_shows_nothing_of_what_was_read() -> None:
    report = CardPictureReport(read={"number": Certainty(0.9, Side.FRONT, "11010519491231002X")})
    assert "1101" not in repr(report)
