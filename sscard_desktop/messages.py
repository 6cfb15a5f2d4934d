# SPDX-License-Identifier: Apache-2.0
"""The sentences behind message codes: what happened and what to do, in each language.

They are data (``resources/i18n/messages/<subject>.toml``), one table a code::

    ["reader.silent"]
    zh_CN = { what = "读卡器没有应答（{port}）。", todo = "检查连接线后按 F2 重试。" }
    en = { what = "The reader on {port} doesn't answer.", todo = "Check the cable, then press F2." }

Both faces, window and command line, ask here; a code without a sentence is a bug that a test finds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sscard_desktop import paths

LANGUAGES = ("zh_CN", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence pair, placeholders filled in."""

    what: str
    todo: str

    def __str__(self) -> str:
        return (
            f"{self.what}{self.todo}" if self.what.endswith(("。", "？", "！")) else f"{self.what} {self.todo}".strip()
        )


@lru_cache(maxsize=4)
def _load(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    catalogue: dict[str, dict[str, dict[str, str]]] = {}
    for path in sorted(folder.glob("*.toml")):
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in catalogue:
                raise ValueError(f"{path.name}: message {code} is defined twice")
            catalogue[code] = entry
    return catalogue


@lru_cache(maxsize=4)
def _words(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return all sentences: code → language → ``what`` and ``todo``, placeholders unfilled."""
    return _load(paths.resources() / "i18n" / "messages")


def message(code: str, params: Mapping[str, object], language: str) -> Message:
    """Return the sentences for ``code`` with ``params`` filled in; an unknown code is shown as itself."""
    entry = catalogue().get(code, {}).get(language)
    if entry is None:
        return Message(code, "")
    told = {name: word(name, value, language) if isinstance(value, str) else value for name, value in params.items()}
    return Message(_fill(entry["what"], told), _fill(entry.get("todo", ""), told))


def word(kind: str, value: str, language: str) -> str:
    """Return what people call a value such as the status ``exported``; a value without a word stays as it is."""
    return _words(paths.resources() / "i18n" / "words.toml").get(kind, {}).get(value, {}).get(language, value)


def figures_word(kind: str, value: str, language: str) -> str:
    """Return the word for a value in figures: as :func:`word`, with the name that a ``check`` has elsewhere."""
    if kind != "check":
        return word(kind, value, language)
    code = f"photo.check.{value}"
    return message(code, {}, language).what if code in catalogue() else word(kind, value, language)


def _fill(template: str, params: Mapping[str, object]) -> str:
    try:
        return template.format_map(params)
    except (KeyError, IndexError, ValueError):
        # A sentence with a hole helps more than a crash while telling of an error; the completeness test finds it.
        return template
