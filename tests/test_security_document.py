# SPDX-License-Identifier: Apache-2.0
"""SECURITY.md keeps its word: every test that it names is there, and its table of permissions is the program's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sscard_desktop.domain.operators import PERMISSIONS, Permission, Role

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROOFS = sorted(set(re.findall(r"`(tests/[\w/]+\.py::[\w:]+)`", TEXT)))


def section(title: str) -> list[list[str]]:
    """Return the rows of the table in a section, header and rule left out."""
    part = TEXT.split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


@pytest.mark.parametrize("proof", PROOFS)
def test_every_proof_that_is_named_is_a_test(proof: str) -> None:
    path, *names = proof.split("::")
    scope: list[ast.stmt] = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    for name in names:
        found = [n for n in scope if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name == name]
        assert found, f"{path} has no {name}"
        scope = found[0].body
    assert names[-1].startswith(("test_", "Test"))


def test_every_threat_has_its_proof() -> None:
    threats = section("Threats, and the test that proves what happens")
    assert len(threats) >= 8
    for who, what, proof in threats:
        assert who
        assert what
        assert re.search(r"`(python -m )?tests[/.]", proof), who


def test_the_table_of_permissions_is_the_program_s() -> None:
    told = {row[0].strip("`"): row[1:] for row in section("Who may do what")}
    assert told == {
        permission.value: ["✓" if permission in PERMISSIONS[role] else "–" for role in Role]
        for permission in Permission
    }
