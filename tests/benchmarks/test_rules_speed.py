# SPDX-License-Identifier: Apache-2.0
"""What the window waits for after every field, and what a start waits for."""

from __future__ import annotations

from typing import Any

from sscard_desktop import paths
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders
from tests.helpers.chengdu import DIVISIONS, PICTURES, TODAY, chengdu, complete_values, consents


def test_checking_a_whole_record(benchmark: Any) -> None:
    context = Context(today=TODAY, divisions=DIVISIONS)
    problems = benchmark(
        check_record, chengdu(), complete_values(), pictures=PICTURES, consents=consents(), context=context
    )
    assert problems == []


def test_reading_a_profile(benchmark: Any) -> None:
    profile = benchmark(
        lambda: ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes")).load("chengdu")
    )
    assert profile.name == "chengdu"
