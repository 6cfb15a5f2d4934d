# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.signing import InkPoint, Signature, Signer, ink, is_signature, signer_name, signers

TODAY = date(2026, 3, 2)
SIGNATURE = Signature(Signer.AGENT, "aa", "bb", datetime(2026, 3, 2, 1, tzinfo=UTC), "limin", "3")


def line(*points: tuple[float, float]) -> tuple[InkPoint, ...]:
    return tuple(InkPoint(x, y) for x, y in points)


def test_a_minor_s_guardian_signs_and_nobody_else() -> None:
    values = {"birth_date": "2015-05-01", "agent_name": "王五"}
    assert signers(values, TODAY, 16) == (Signer.GUARDIAN,)


def test_an_agent_or_the_applicant_signs_where_there_is_an_agent() -> None:
    assert signers({"birth_date": "1990-05-01", "agent_name": "王五"}, TODAY, 16) == (Signer.AGENT, Signer.APPLICANT)
    assert signers({"birth_date": "1990-05-01"}, TODAY, 16) == (Signer.APPLICANT,)


def test_the_signer_s_name_is_the_applicant_s_or_the_agent_s() -> None:
    values = {"name": "陈思远", "agent_name": "王五"}
    assert [signer_name(signer, values) for signer in Signer] == ["陈思远", "王五", "王五"]


@pytest.mark.parametrize(
    "strokes",
    [
        (),
        ((),),
        (line((0.5, 0.5)),),
        (line((0.5, 0.5), (0.6, 0.6)),),
        # Scribbled up and down on one spot: much ink, no extent.
        (line(*((0.5, 0.5 + 0.1 * (step % 2)) for step in range(100))),),
    ],
)
def test_a_dot_a_tick_and_a_scribble_on_one_spot_are_no_signature(strokes: tuple[tuple[InkPoint, ...], ...]) -> None:
    assert not is_signature(strokes)


def test_a_few_strokes_across_the_pad_are_one() -> None:
    assert is_signature((line((0.2, 0.3), (1.0, 0.3)), line((0.6, 0.1), (0.6, 0.9))))


def test_ink_is_not_counted_between_strokes() -> None:
    assert ink((line((0, 0), (0, 1)), line((3, 0), (3, 1)))) == pytest.approx(2)


def test_what_is_stored_is_read_again() -> None:
    assert Signature.from_json(SIGNATURE.to_json()) == SIGNATURE


@given(st.text(max_size=60))
def test_a_damaged_report_is_no_signature(text: str) -> None:
    assert Signature.from_json(text) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"agent"', '"nobody"'),
        ('"aa"', "1"),
        ("+00:00", ""),
        ('"limin"', '["limin"]'),
        ('"operator"', '"__class__"'),
        ("2026-03-02", "yesterday"),
    ],
)
def test_a_changed_report_is_no_signature(old: str, new: str) -> None:
    text = SIGNATURE.to_json()
    assert old in text
    assert Signature.from_json(text.replace(old, new)) is None


def test_it_holds_for_its_content_and_its_picture_only() -> None:
    assert SIGNATURE.holds_for("aa", "bb")
    assert not SIGNATURE.holds_for("ab", "bb")
    assert not SIGNATURE.holds_for("aa", "bc")
