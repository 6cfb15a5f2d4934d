# SPDX-License-Identifier: Apache-2.0
"""A file's name that people chose may be a person's: the trail keeps its ending only. One rule, found everywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscard_desktop import services
from sscard_desktop.domain.filenames import told_of

OWN_NAMES = {"package.make", "backup.make", "backup.prove"}
"""What these write, the program names."""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("王小明 的统计.xlsx", "*.xlsx"),
        ("LIST.CSV", "*.csv"),
        ("510107199003070000.zip", "*.zip"),
        ("report.wangxiaoming", "*"),
        ("王小明", "*"),
        ("", "*"),
        ("a.b.sscard", "*.sscard"),
        (".xlsx.王小明", "*"),
    ],
)
def test_only_a_usual_ending_is_told(name: str, told: str) -> None:
    assert told_of(name) == told


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call that writes a line of the trail, with its place."""
    for path in sorted(Path(services.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("action", "audit", "_append"):
                yield f"{path.name}:{node.lineno}", node


def names_of_files(call: ast.AST) -> Iterator[str]:
    """Yield what a call says of files' names, but for what goes through the rule."""
    for child in ast.iter_child_nodes(call):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id == "told_of":
            continue
        of_a_file = isinstance(child, ast.Attribute) and child.attr in ("name", "stem")
        if of_a_file and ast.unparse(child).split(".")[-2] in ("path", "file", "table", "backup"):
            yield ast.unparse(child)
        yield from names_of_files(child)


def test_no_line_of_the_trail_tells_a_chosen_name() -> None:
    places = [
        (place, found)
        for place, call in calls()
        if not (call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value in OWN_NAMES)
        for found in names_of_files(call)
    ]
    assert places == []


def test_the_walk_finds_the_lines_and_the_names() -> None:
    assert len(list(calls())) > 40
    told = ast.parse("session.action('x', str(written.path.name), files=[a.file.name, told_of(b.path.name)])")
    assert list(names_of_files(told)) == ["written.path.name", "a.file.name"]
