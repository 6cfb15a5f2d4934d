# SPDX-License-Identifier: Apache-2.0
"""Passwords: what is refused and why, and that long phrases in any script are welcome."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.passwords import MAX_CHARS, MIN_CHARS, check_password, normalised

COMMON = frozenset({"password", "woaini1314", "1qaz2wsx"})


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "short"),
        ("seven77", "short"),
        ("口令太短了吧", "short"),
        ("x" * 8 + "y" * MAX_CHARS, "long"),
        ("PassWord", "common"),
        ("ｐａｓｓｗｏｒｄ", "common"),
        ("woaini1314", "common"),
        ("aaaaaaaaaa", "common"),
        ("abababab", "common"),
        ("23456789", "common"),
        ("hgfedcba", "common"),
        ("zhouming", "is_name"),
        ("ZhouMing", "is_name"),
        ("gnimuohz", "is_name"),
        ("zhouming1988", "is_name"),
        ("123zhouming", "is_name"),
        ("zhoumingzhouming", "is_name"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        check_password(password, user="zhouming", common=COMMON)
    assert caught.value.code == f"operator.password_{reason}"


@pytest.mark.parametrize(
    "password",
    ["three blue teapots", "武侯祠前九棵柏树", "k7#mQ2v!", "correcthorse", "zhouming likes tea", "x" + "abc" * 80],
)
def test_what_isn_t_is_taken(password: str) -> None:
    check_password(password, user="zhouming", common=COMMON)


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_is_taken_or_refused_and_never_told_on(password: str, user: str) -> None:
    told = ""
    try:
        check_password(password, user=user, common=COMMON)
    except RefusedError as error:
        told = str(error)
    assert told in {"", *(f"operator.password_{reason}" for reason in ("is_name", "common"))} or re.fullmatch(
        r"operator\.password_(short|long) \(limit=\d+\)", told
    )


@given(st.text(max_size=50))
def test_the_hashed_form_doesn_t_depend_on_how_often_it_is_made(password: str) -> None:
    assert normalised(normalised(password)) == normalised(password)


def test_the_bundled_list_is_long_and_holds_only_what_the_length_lets_pass() -> None:
    table = tomllib.loads((paths.resources() / "codes" / "common_passwords.toml").read_text(encoding="utf-8"))
    listed = table["passwords"].split()
    assert len(listed) == len(set(listed)) > 10_000
    assert all(len(password) >= MIN_CHARS and password == password.casefold() for password in listed)
    assert {"baseball", "1qaz2wsx", "woaini1314", "12333123"} <= set(listed)
