# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import string
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.filenames import MAX_PATH_CHARACTERS, NamesTaken, is_safe, render


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("510107199003077411", "510107199003077411.jpg"),
        ("买买提·阿不都拉", "买买提·阿不都拉.jpg"),
        ("𠮷田", "𠮷田.jpg"),
        ("../../etc/passwd", ".._.._etc_passwd.jpg"),
        ("C:\\Windows\\x", "C__Windows_x.jpg"),
        ('a*b?c"d<e>f|g', "a_b_c_d_e_f_g.jpg"),
        ("con", "_con.jpg"),
        ("COM¹", "_COM¹.jpg"),
        ("console", "console.jpg"),
        ("  name  ", "name.jpg"),
        ("a\r\nb\x00c", "abc.jpg"),
        ("gpj.\u202eexe", "gpj.exe.jpg"),
        ("{number}", "{number}.jpg"),
    ],
)
def test_a_value_becomes_a_name_that_every_system_holds(value: str, name: str) -> None:
    assert render("{v}.jpg", {"v": value}, record="r1") == name


def test_only_the_template_makes_folders() -> None:
    assert render("photos/{v}/x.jpg", {"v": "a/b"}, record="r1") == "photos/a_b/x.jpg"


@pytest.mark.parametrize("value", ["", "   ", "..", ". .", "\x00\x1f", "\u200b"])
def test_an_empty_value_is_refused_by_record_and_placeholder(value: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        render("{number}.jpg", {"number": value}, record="r1")
    assert (caught.value.code, caught.value.params) == ("filename.value_missing", {"record": "r1", "value": "number"})


def test_errors_name_the_record_and_never_the_person() -> None:
    secret = "510107199003077411" * 20
    with pytest.raises(InvalidInputError, match=r"^filename.too_long \(record=r1\)$") as caught:
        render("{number}.jpg", {"number": secret}, record="r1")
    assert "5101" not in str(caught.value)


def test_a_template_of_dots_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"filename\.empty"):
        render("../{v}.jpg", {"v": "a"}, record="r1")


def test_two_records_cannot_have_one_file() -> None:
    names = NamesTaken()
    names.take("photos/Ünal.jpg", record="r1")
    names.take("photos/other.jpg", record="r2")
    with pytest.raises(InvalidInputError) as caught:
        names.take("Photos/u\u0308NAL.JPG", record="r3")
    assert caught.value.params == {"record": "r3", "other": "r1"}


def test_one_record_cannot_have_one_file_twice() -> None:
    names = NamesTaken()
    names.take("a.jpg", record="r1")
    with pytest.raises(InvalidInputError, match=r"filename.twice"):
        names.take("a.jpg", record="r1")


@pytest.mark.parametrize(
    "path",
    [
        *("/etc/x", "../x", "a/../x", "a\\x", "c:x", "a//b", "a/", "", ".", "a ", "a.", "nul", "x/aux.jpg", "con .txt"),
        *("a\x00b", "a\nb", "\udc80", "x" * (MAX_PATH_CHARACTERS + 1), "字" * 70),
    ],
)
def test_a_path_that_may_leave_its_folder_or_not_unpack_is_not_safe(path: str) -> None:
    assert not is_safe(path)


@given(st.text(max_size=300), st.text(string.printable, max_size=80))
def test_whatever_the_values_the_path_stays_inside(first: str, second: str) -> None:
    try:
        path = render("photos/{a}-{b}.jpg", {"a": first, "b": second}, record="r")
    except InvalidInputError as error:
        assert error.params["record"] == "r"  # noqa: PT017
        return
    assert is_safe(path)
    assert path.count("/") == 1
    assert PurePosixPath(path).parts[0] == PureWindowsPath(path).parts[0] == "photos"
    assert not PureWindowsPath(path).is_absolute()
