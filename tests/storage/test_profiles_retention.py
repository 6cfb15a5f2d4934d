# SPDX-License-Identifier: Apache-2.0
"""A city's periods and whether its clerks share records: its own over the common ones, mistakes told by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.domain.retention import RetentionSpec
from tests.helpers.cities import YANGLI, make_city, profiles


def with_retention(folder: Path, lines: str) -> Path:
    return make_city(folder, f"{YANGLI}\n[retention]\n{lines}\n")


def test_a_city_says_only_what_differs(tmp_path: Path) -> None:
    with_retention(tmp_path, "exported_days = 30\nvoid_days = 0")
    assert profiles(tmp_path).load("yangli").retention == RetentionSpec(exported_days=30, void_days=0)
    assert profiles(tmp_path).load("chengdu").retention == RetentionSpec()


def test_a_city_says_whether_its_clerks_share_records(tmp_path: Path) -> None:
    make_city(tmp_path, f"shared_records = true\n{YANGLI}")
    assert profiles(tmp_path).load("yangli").shared_records
    assert not profiles(tmp_path).load("chengdu").shared_records


@pytest.mark.parametrize(
    ("lines", "code", "key"),
    [
        ("exported_days = -1", "profile.out_of_range", "retention.exported_days"),
        ("exported_days = 1.5", "profile.wrong_type", "retention.exported_days"),
        ('drafts_days = "30"', "profile.wrong_type", "retention.drafts_days"),
        ("weeks = 3", "profile.unknown_key", "retention.weeks"),
    ],
)
def test_what_is_wrong_is_told_by_key(tmp_path: Path, lines: str, code: str, key: str) -> None:
    folder = with_retention(tmp_path, lines)
    assert [(problem.code, problem.key) for problem in profiles(tmp_path).check(folder)] == [(code, key)]
