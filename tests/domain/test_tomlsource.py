# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.tomlsource import MAX_CHARACTERS, KeyPath, parse, parse_bytes

SAMPLE = '''# a profile
title = "成都"   # with = and [brackets]
a.b.c = 1
"quoted.key" = 2
"\\u4e2d" = 3

[page]
size = [
    210, # "not ] the end"
    297,
]
note = """
[not.a.table]
x = 1
""""
literal = \'\'\'
y = [
\'\'\'
inline = { left = 1, right = { top = 2 } }

[[element]]
key = "name"
[element.box]
x_mm = 8

[[element]]
key = "number"
[[element.option]]
code = "a"
[[element.option]]
code = "b"
when = 2024-01-01 07:32:00
'''


def every_path(value: Any, above: KeyPath = ()) -> Iterator[KeyPath]:
    children: Any = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, child in children:
        path = (*above, key)
        yield path
        yield from every_path(child, path)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("a", "b", "c"), 3),
        (("quoted.key",), 4),
        (("中",), 5),
        (("page",), 7),
        (("page", "size"), 8),
        (("page", "size", 1), 10),
        (("page", "note"), 12),
        (("page", "literal"), 16),
        (("page", "inline", "right", "top"), 19),
        (("element", 0), 21),
        (("element", 0, "box", "x_mm"), 24),
        (("element", 1, "key"), 27),
        (("element", 1, "option", 1, "code"), 31),
        (("element", 1, "option", 1, "when"), 32),
    ],
)
def test_each_value_knows_its_line(path: KeyPath, line: int) -> None:
    assert parse(SAMPLE, file="x.toml").line_of(path) == line


def test_a_key_that_is_missing_is_told_at_its_nearest_ancestor() -> None:
    source = parse(SAMPLE, file="x.toml")
    assert source.line_of(("element", 1, "width_mm")) == 26
    assert source.line_of(("element", 9)) == 21
    assert source.line_of(("nowhere", "at", "all")) == 1
    assert source.line_of(()) == 1


def test_every_path_of_the_sample_is_found() -> None:
    source = parse(SAMPLE, file="x.toml")
    assert set(every_path(source.data)) == set(source.lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\na = 2\n", 2),
        ("[t]\n[t]\n", 2),
        ("a = 1\n\nb = \n", 3),
        ("a = 1\nb = [1,\n2", 3),
        ('a = "open\n', 1),
        ("ok = 1\n= 2\n", 2),
    ],
)
def test_broken_text_is_told_by_line(text: str, line: int) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse(text, file="chengdu/profile.toml")
    assert caught.value.code == "toml.syntax"
    assert caught.value.params["file"] == "chengdu/profile.toml"
    assert caught.value.params["line"] == line
    assert "(at" not in str(caught.value.params["detail"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * (MAX_CHARACTERS + 1), "toml.too_big"),
        ("a = 1\n" + "b" + ".b" * 300_000 + " = 1", "toml.too_deep"),
        ("[" + "t." * 300_000 + "t]", "toml.too_deep"),
        ("a = " + "[" * 500_000, "toml.too_deep"),
        ("a = " + "{b=" * 200_000, "toml.too_deep"),
        ("a = " + "1" * 100_000, "toml.syntax"),
        ("a = '''" + "'x" * 200_000, "toml.syntax"),
    ],
    ids=["size", "dotted key", "dotted header", "arrays", "inline tables", "digits", "open string"],
)
def test_hostile_text_is_refused_without_effort(text: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse(text, file="x.toml")
    assert caught.value.code == code


def test_bytes_that_are_not_utf8_are_told_by_line() -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_bytes("a = 1\nb = '成都'\n".encode("gbk"), file="x.toml")
    assert (caught.value.code, caught.value.params["line"]) == ("toml.encoding", 2)
    assert parse_bytes("\ufeffa = 1\r\nb = 2\r\n".encode(), file="x.toml").line_of(("b",)) == 2


FRAGMENTS = [
    "a", "b.c", '"k"', "'l'", " ", "=", "[", "]", "[[", "]]", "{", "}", ",", "\n", "#", '"""', "'''", '"', "'", "\\",
    "1", "1.5", "true", "2024-01-01", ".", "\r\n", "t",
]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_text_is_either_read_with_all_its_lines_or_refused(text: str) -> None:
    refusal: InvalidInputError | None = None
    try:
        source = parse(text, file="x.toml")
    except InvalidInputError as error:
        refusal = error
    if refusal is None:
        assert set(every_path(source.data)) == set(source.lines)
    else:
        assert refusal.code == "toml.syntax"
        assert 1 <= int(refusal.params["line"]) <= text.count("\n") + 1


@st.composite
def numbered_documents(draw: st.DrawFn) -> str:
    """Documents in which each integer is the line it stands on."""
    lines: list[str] = []
    names = iter(f"k{number}" for number in range(1000))
    arrays: list[str] = []
    for _ in range(draw(st.integers(0, 25))):
        here = len(lines) + 1
        name = next(names)
        shape = draw(st.sampled_from(["plain", "dotted", "inline", "array", "text", "table", "repeat", "noise"]))
        match shape:
            case "plain":
                lines.append(f"{name} = {here}")
            case "dotted":
                lines.append(f"{name} . 'x.y' = {here} # = {{")
            case "inline":
                lines.append(f"{name} = {{ a = {here}, b = [{here}, {{ c = {here} }}] }}")
            case "array":
                lines += [f"{name} = [ # [", f"  {here + 1},", f"  [{here + 2}, {here + 2}],", "]"]
            case "text":
                lines += [f'{name} = """ [x]', f'{name} = "" \\"" quote""" # "']
            case "table":
                lines.append(f"[{name}]")
            case "repeat":
                again = draw(st.sampled_from(arrays)) if arrays and draw(st.booleans()) else name
                arrays.append(again)
                lines.append(f"[[{again}]]")
            case _:
                lines += ["", "# [[no]] = 1"]
    return "\n".join(lines) + "\n"


@given(numbered_documents())
def test_a_number_stands_on_the_line_that_is_told(text: str) -> None:
    source = parse(text, file="x.toml")
    for path in every_path(source.data):
        value: Any = source.data
        for key in path:
            value = value[key]
        if isinstance(value, int):
            assert source.line_of(path) == value


def test_a_number_without_end_is_told_on_its_line() -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse("a = 1\nb = 2\nc = " + "9" * 5000 + "\n", file="x.toml")
    assert caught.value.params["line"] == 3
