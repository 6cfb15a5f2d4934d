# SPDX-License-Identifier: Apache-2.0
"""The documents are true where a test can tell: links lead somewhere, commands exist, nothing is left undecided."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path
    for path in [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "forms").rglob("*.md"),
        *(ROOT / "resources" / "manual").rglob("*.md"),
    ]
    if ".venv" not in path.parts
)


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)", text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_name)
def test_every_script_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8").replace("\\", "/")
    for target in set(re.findall(r"(?<![\w-])(?:packaging|forms|resources|tests|docs)/[\w./*-]*[\w*]", text)):
        if not target.startswith("docs/screenshots/"):
            assert list(ROOT.glob(target)), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_name)
def test_nothing_is_left_undecided(document: Path) -> None:
    assert not re.search(r"\b(TODO|TBD|FIXME|XXX)\b", document.read_text(encoding="utf-8"))


def test_both_halves_of_the_readme_give_the_same_commands() -> None:
    english, chinese = (ROOT / "README.md").read_text(encoding="utf-8").split("## 中文")
    blocks = [re.findall(r"```\w+\n(.*?)```", half, re.DOTALL) for half in (english, chinese)]
    commands = [[re.sub(r"\s+#.*", "", line) for block in half for line in block.splitlines()] for half in blocks]
    assert commands[0] == commands[1]
    assert commands[0][:2] == ["bash packaging/run.sh", "bash packaging/test.sh"]
