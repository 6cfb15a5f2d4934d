# SPDX-License-Identifier: Apache-2.0
"""A city's words for what bureaus and banks answer; a word that stands for two things is told by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.domain.feedback import FeedbackReason, FeedbackSpec, Meaning, Told
from tests.helpers.cities import YANGLI, make_city, profiles


def test_a_city_says_what_its_bureau_calls_things(tmp_path: Path) -> None:
    lines = (
        '[feedback]\ngood = ["完成"]\nwarn_after = 3\nwarn_days = 30\n'
        '[feedback.columns]\nstate = ["进展"]\n[feedback.states]\nmaking = ["生产中"]\n'
        '[[feedback.reasons]]\ncode = "photo.size"\ntext = { zh_CN = "照片大小", en = "Photo size" }\n'
        'words = ["KB"]\nfields = ["photo", "household"]'
    )
    make_city(tmp_path, f"{YANGLI}\n{lines}\n")
    spec = profiles(tmp_path).load("yangli").feedback
    assert (spec.columns[Meaning.STATE], spec.states[Told.MAKING], spec.good) == (("进展",), ("生产中",), ("完成",))
    assert (spec.warn_after, spec.warn_days) == (3, 30)
    assert spec.reasons == (
        FeedbackReason("photo.size", {"zh_CN": "照片大小", "en": "Photo size"}, ("KB",), ("photo", "household")),
    )
    # What the city doesn't say is the common words'.
    assert "受理编号" in spec.columns[Meaning.RECEIPT_NUMBER]


def test_every_city_understands_the_words_of_the_sources_and_warns_of_nothing() -> None:
    for name in profiles().names():
        spec = profiles().load(name).feedback
        assert set(spec.columns) == set(Meaning)
        assert set(spec.states) == set(Told)
        assert spec.warn_after == FeedbackSpec().warn_after == 0


REASON = '[[feedback.reasons]]\ncode = "a"\ntext = { zh_CN = "甲", en = "A" }\n'


@pytest.mark.parametrize(
    ("lines", "code", "key"),
    [
        (
            '[feedback.columns]\nstate = ["进展"]\nresult = ["进 展*"]',
            "profile.name_twice",
            "feedback.columns.result[1]",
        ),
        ('[feedback.columns]\nstat = ["进展"]', "profile.unknown_key", "feedback.columns.stat"),
        ('[feedback.columns]\nstate = "进展"', "profile.wrong_type", "feedback.columns.state"),
        ('[feedback.states]\nmaking = ["＊ "]', "profile.empty", "feedback.states.making[1]"),
        ('[feedback]\ngood = ["退回"]', "profile.name_twice", "feedback.good[1]"),
        ("[feedback]\nwarn_after = -1", "profile.out_of_range", "feedback.warn_after"),
        (REASON, "profile.empty", "feedback.reasons[1].words"),
        (REASON + 'words = ["x"]\nfields = ["foto"]', "profile.unknown_choice", "feedback.reasons[1].fields[1]"),
        ((REASON + 'words = ["x"]\n') * 2, "profile.name_twice", "feedback.reasons[2].code"),
        (REASON.replace('"a"', '"A B"') + 'words = ["x"]', "profile.bad_name", "feedback.reasons[1].code"),
    ],
)
def test_what_is_wrong_is_told_by_key(tmp_path: Path, lines: str, code: str, key: str) -> None:
    folder = make_city(tmp_path, f"{YANGLI}\n{lines}\n")
    assert [(problem.code, problem.key) for problem in profiles(tmp_path).check(folder)] == [(code, key)]
