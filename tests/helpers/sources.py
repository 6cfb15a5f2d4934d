# SPDX-License-Identifier: Apache-2.0
"""The program's own source as trees: parsed once, for the tests that read all of it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import sscard_desktop

PACKAGE = Path(sscard_desktop.__file__).parent


@cache
def trees() -> dict[Path, ast.Module]:
    """Return the tree of each module."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def nodes() -> dict[Path, tuple[ast.AST, ...]]:
    """Return all nodes of each module's tree."""
    return {path: tuple(ast.walk(tree)) for path, tree in trees().items()}
