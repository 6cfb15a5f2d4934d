# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import string
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.filenames import (
    MAX_PATH_CHARACTERS,
    NamesTaken,
    filled,
    filled_up,
    is_safe,
    placeholders,
    render,
    same_name_key,
)


def test_placeholders_are_plain_names() -> None:
    assert list(placeholders("a/{number}_{name}.jpg")) == ["number", "name"]
    assert list(placeholders("{{number}}")) == []


def test_a_placeholder_may_say_how_many_places_it_is_filled_up_to() -> None:
    assert list(placeholders("{name}{retrieval_code:5}.jpg")) == ["name", "retrieval_code"]
    assert list(filled_up("{name}{retrieval_code:5}.jpg")) == ["retrieval_code"]


@pytest.mark.parametrize(
    "template",
    [
        *("{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a", "a}", "{a:{b}}", "{ a }"),
        *("{a:0}", "{a:05}", "{a:21}", "{a:100}", "{a:5d}", "{a:-1}", "{a: 5}", "{a:５}"),
    ],
)
def test_anything_but_a_name_and_its_places_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        list(placeholders(template))


@given(st.text(max_size=30))
def test_any_template_is_read_or_refused(template: str) -> None:
    try:
        names = list(placeholders(template))
    except ValueError:
        return
    assert filled(template, dict.fromkeys(names, "x")).count("x") >= len(names)


@given(st.integers(0, 10**22), st.integers(1, 20))
def test_digits_are_filled_up_and_never_cut(number: int, places: int) -> None:
    name = filled(f"{{n:{places}}}", {"n": str(number)})
    assert int(name) == number
    assert len(name) == max(places, len(str(number)))


@pytest.mark.parametrize("value", ["12A", "-1", "+1", "１２", "٣", "1 2", "甲"])
def test_what_isnt_plain_digits_isnt_filled_up(value: str) -> None:
    assert filled("{n:9}", {"n": value}) == value


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{number}.jpg", "510107199003077411.jpg"),
        ("{name}{retrieval_code:5}.jpg", "张三00012.jpg"),
        ("{unit}/{number}{name}.jpg", "联通/510107199003077411张三.jpg"),
        ("{collected_day}{half_day}{unit}{running_number:3}.jpg", "9.28上午联通001.jpg"),
    ],
)
def test_the_names_that_cities_ask_for(template: str, name: str) -> None:
    values = {
        "number": "510107199003077411",
        "name": "张三",
        "unit": "联通",
        "retrieval_code": "12",
        "collected_day": "9.28",
        "half_day": "上午",
        "running_number": "1",
    }
    assert render(template, values, record="r1") == name


def test_a_code_written_in_two_ways_is_still_one_file() -> None:
    names = NamesTaken()
    names.take(render("{n}{c:5}.jpg", {"n": "张三", "c": "12"}, record="r1"), record="r1")
    with pytest.raises(InvalidInputError, match=r"filename\.twice"):
        names.take(render("{n}{c:5}.jpg", {"n": "张三", "c": "00012"}, record="r2"), record="r2")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("510107199003077411", "510107199003077411.jpg"),
        ("买买提·阿不都拉", "买买提·阿不都拉.jpg"),
        ("𠮷田", "𠮷田.jpg"),
        ("㐂䶮\U00030729", "㐂䶮\U00030729.jpg"),  # GB 18030 has them, GBK hasn't
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


@given(
    st.sampled_from(
        [
            "{number}.jpg",
            "photos/{name}{code:5}.jpg",
            "{unit}/{number}{name}.jpg",
            "{collected_day}{half_day}{unit}{running_number:3}.jpg",
        ]
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["张三", "张三 ", "张\u200b三", "李四", "con", "a/b", "a:b", "𠮷"]) | st.text(max_size=12),
            st.sampled_from(["12", "012", "00012", "１２", "13"]),
            st.sampled_from(["联通", "联通.", "nul", "..", "Ａ", "A", "a"]),
        ),
        max_size=12,
    ),
)
def test_whoever_the_people_are_no_two_of_them_share_a_file(template: str, people: list[tuple[str, str, str]]) -> None:
    names, paths = NamesTaken(), []
    for index, (name, code, unit) in enumerate(people):
        values = {
            "name": name,
            "code": code,
            "unit": unit,
            "number": f"51010719900307{index % 9:04d}",
            "collected_day": "9.28",
            "half_day": "上午",
            "running_number": str(index + 1),
        }
        try:
            paths.append(names.take(render(template, values, record=f"r{index}"), record=f"r{index}"))
        except InvalidInputError as error:
            # Refused by the record, never passed over or put over another's.
            assert error.params["record"] == f"r{index}"  # noqa: PT017
    assert len({same_name_key(path) for path in paths}) == len(paths)
    assert all(map(is_safe, paths))
