# SPDX-License-Identifier: Apache-2.0
"""Which update a machine takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.updates import Standing, Update, UpdateKind, require_takeable

PROGRAM = Update(UpdateKind.PROGRAM, "1.2.0", "linux-x86_64", "0.0", "", "k", "2026-11-22", "d", 1, 1)
DATA = replace(PROGRAM, kind=UpdateKind.DATA, version="2026.12.1", platform="", needs="1.0", below="1.1")
HERE = Standing("1.0.0", "linux-x86_64", "1.0.0", "2026.11.1", "2026.11.1")


def refusal(update: Update, here: Standing) -> str:
    with pytest.raises((InvalidInputError, RefusedError)) as caught:
        require_takeable(update, here)
    return caught.value.code


def test_a_newer_version_for_this_platform_is_taken() -> None:
    require_takeable(PROGRAM, HERE)
    require_takeable(DATA, HERE)
    require_takeable(DATA, replace(HERE, platform=""))


def test_what_isnt_for_this_machine_is_told() -> None:
    assert refusal(PROGRAM, replace(HERE, platform="windows-x86_64")) == "update.wrong_platform"
    assert refusal(PROGRAM, replace(HERE, platform="")) == "update.not_frozen"


def test_neither_the_same_nor_an_older_version_is_taken() -> None:
    assert refusal(PROGRAM, replace(HERE, program="1.2")) == "update.same"
    assert refusal(PROGRAM, replace(HERE, program="1.2.0.1")) == "update.older"
    assert refusal(DATA, replace(HERE, data="2027.1")) == "update.older"


def test_an_old_file_stays_old_after_a_rollback() -> None:
    """1.3.0 was in force and set aside: 1.3.0 may come back, 1.2.0 may not be played again."""
    back = replace(HERE, newest_program="1.3.0")
    assert refusal(PROGRAM, back) == "update.older"
    require_takeable(replace(PROGRAM, version="1.3.0"), back)


def test_a_version_between_comes_first() -> None:
    assert refusal(replace(PROGRAM, needs="1.1"), HERE) == "update.needs_newer"


def test_data_for_programs_before_this_one_arent_taken() -> None:
    assert refusal(DATA, replace(HERE, program="1.1.0")) == "update.for_older"
