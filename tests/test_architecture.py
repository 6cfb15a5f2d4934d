# SPDX-License-Identifier: Apache-2.0
"""What import-linter can't say: the domain uses the standard library's pure part only, and has no clock."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sscard_desktop

PACKAGE = Path(sscard_desktop.__file__).parent
DOMAIN = sorted((PACKAGE / "domain").rglob("*.py"))
MODULES = sorted(PACKAGE.rglob("*.py"))

# Modules of the standard library that touch the world, or make a result depend on the moment.
WORLD = {
    "asyncio", "fcntl", "glob", "http", "io", "logging", "multiprocessing", "os", "random", "secrets", "select",
    "shutil", "signal", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
CLOCK_CALLS = {"now", "utcnow", "today"}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: path.name)
def test_the_domain_imports_only_itself_and_pure_standard_library(path: Path) -> None:
    allowed = sys.stdlib_module_names - WORLD
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        assert name.startswith("sscard_desktop.domain") or name.split(".")[0] in allowed, name


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: path.name)
def test_the_domain_has_no_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS:
            owner = ast.unparse(node.func.value)
            assert owner not in {"date", "datetime", "datetime.date", "datetime.datetime"}, f"line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_its_licence_and_its_subject(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.startswith("# SPDX-License-Identifier: Apache-2.0\n")
    assert ast.get_docstring(ast.parse(source)), "no module docstring"
