# SPDX-License-Identifier: Apache-2.0
"""Code lists: closed sets of answers, each a stored code with a label per language (GB/T 3304, a city's banks…)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list.

    Attributes:
        code: what is stored; a bureau's own codes may differ and are given by the workbook column.
        labels: language → what people read.
        aliases: other spellings accepted on input and import (``汉族`` for ``汉``).
    """

    code: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return the label in ``language``, in Chinese where the language has none."""
        return self.labels.get(language) or self.labels.get("zh_CN") or self.code


@dataclass(frozen=True, slots=True)
class CodeList:
    """An ordered, closed set of codes, unique within the list."""

    name: str
    entries: tuple[Code, ...]
    _by_code: dict[str, Code] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_text: dict[str, Code] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            self._by_code[entry.code] = entry
        for entry in reversed(self.entries):
            for text in (*entry.aliases, *entry.labels.values(), entry.code):
                self._by_text[text.strip().casefold()] = entry

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, code: str) -> Code | None:
        """Return the entry with exactly this code."""
        return self._by_code.get(code)

    def label(self, code: str, language: str) -> str:
        """Return the label of ``code``; an unknown code is shown as itself, never hidden."""
        entry = self._by_code.get(code)
        return entry.label(language) if entry else code

    def find(self, text: str) -> Code | None:
        """Return the entry that ``text`` names by code, label or alias, ignoring case and outer blanks."""
        return self._by_text.get(text.strip().casefold())
