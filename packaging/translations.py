# SPDX-License-Identifier: Apache-2.0
"""Brings the window's catalogues up to date: ``python packaging/translations.py``, after any ``tr()`` was changed.

Collects the strings of ``sscard_desktop/ui`` into ``resources/i18n/*.ts`` (translate what it reports as new, by Qt
Linguist or in the file), and compiles the ``*.qm`` that the program loads. Both are committed; a test compares them
with the sources.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "i18n"
# Chinese is the source: its catalogue needs only what the source can't say, plural forms.
LANGUAGES = {"en": [], "zh_CN": ["-pluralonly"]}


def _tool(name: str) -> str:
    folder = Path(sys.executable).parent
    suffix = ".exe" if sys.platform == "win32" else ""
    return str(folder / f"{name}{suffix}")


def update(folder: Path = CATALOGUES) -> None:
    """Write the strings of today's sources into the ``.ts`` files in ``folder``; translations that are there stay."""
    sources = sorted((ROOT / "sscard_desktop" / "ui").rglob("*.py"))
    for language, options in LANGUAGES.items():
        subprocess.run(
            [
                *[_tool("pyside6-lupdate"), "-silent", "-locations", "none", "-no-obsolete", "-no-ui-lines"],
                *["-source-language", "zh_CN", "-target-language", language, *options],
                *[str(path.relative_to(ROOT)) for path in sources],
                *["-ts", str(folder / f"sscard_{language}.ts")],
            ],
            check=True,
            cwd=ROOT,
        )


def release(source: Path, target: Path) -> None:
    """Compile one ``.ts`` into a ``.qm``."""
    subprocess.run([_tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


if __name__ == "__main__":
    update()
    for code in LANGUAGES:
        release(CATALOGUES / f"sscard_{code}.ts", CATALOGUES / f"sscard_{code}.qm")
        unfinished = (CATALOGUES / f"sscard_{code}.ts").read_text(encoding="utf-8").count('type="unfinished"')
        sys.stdout.write(f"{code}: {unfinished} still to translate\n")
