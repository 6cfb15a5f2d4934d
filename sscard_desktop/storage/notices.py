# SPDX-License-Identifier: Apache-2.0
"""Licences and thanks, read as a manual is: our own words, the table of parts, and every licence as it was written.

The parts are those of the list (CycloneDX) that a frozen build carries. A checkout has none: there each package in the
environment carries its own licence, and only the common texts are shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sscard_desktop.domain.manual import Block, Chapter, Grid, Line, Manual, Paragraph, Section, Voice, Words
from sscard_desktop.domain.operators import Role
from sscard_desktop.storage.manual import chapter_of

PARTS = "sscard-desktop.cdx.json"
_LONGEST_LIST = 16 * 1024 * 1024
_HEADS = {
    "zh_CN": ("各部分一览", "部分", "版本", "许可证"),
    "en": ("All parts", "Part", "Version", "Licence"),
}
_COMMON = (
    ("licence-apache", "LICENSE", {"zh_CN": "Apache 许可证 2.0", "en": "Apache License 2.0"}),
    ("licence-notice", "NOTICE", {"zh_CN": "声明（NOTICE）", "en": "NOTICE"}),
    ("licence-lgpl3", "LGPL-3.0.txt", {"zh_CN": "GNU LGPL 3.0", "en": "GNU LGPL 3.0"}),
    ("licence-gpl3", "GPL-3.0.txt", {"zh_CN": "GNU GPL 3.0", "en": "GNU GPL 3.0"}),
    ("licence-lgpl21", "LGPL-2.1.txt", {"zh_CN": "GNU LGPL 2.1", "en": "GNU LGPL 2.1"}),
)
_EVERYBODY = frozenset(Role)
_NEW_POINT = re.compile(r"\s*([-*•]|\(?[0-9a-z]{1,3}[.)]|=+|-{3,})(\s|$)")


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]


class NoticeFiles:
    """Where licences lie: ``root`` has LICENSE, NOTICE and the list of parts; ``folder`` our words and common texts."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder
        self._root = root
        self.read = lru_cache(maxsize=None)(self._read)
        """Return all of it in ``zh_CN`` or ``en``.

        Raises:
            OSError, ValueError: the notices aren't what the program was shipped with.
        """

    def picture(self, name: str, language: str) -> Path | None:
        """Return ``None``: licences have no pictures."""
        return None

    def _read(self, language: str) -> Manual:
        words = (self._folder / f"{language}.md").read_text(encoding="utf-8")
        parts = _parts_in(self._root / PARTS)
        chapters = [chapter_of(words, key="notices", roles=_EVERYBODY), _table(parts, language)]
        chapters += self._common(language)
        chapters += [_chapter(f"part-{number}", part) for number, part in enumerate(_told_once(parts))]
        return Manual(language, chapters[0].title, tuple(chapters), {})

    def _common(self, language: str) -> Iterator[Chapter]:
        for anchor, name, titles in _COMMON:
            found = next(
                (path for path in (self._root / name, self._folder / "licences" / name) if path.is_file()), None
            )
            if found is not None:
                text = found.read_text(encoding="utf-8")
                yield Chapter(anchor, _EVERYBODY, (Section(anchor, titles[language], 1, tuple(_paragraphs(text))),))


def _parts_in(path: Path) -> list[_Part]:
    if not path.is_file() or path.stat().st_size > _LONGEST_LIST:
        return []
    told = json.loads(path.read_text(encoding="utf-8"))
    return sorted(map(_part, told["components"]), key=lambda part: part.name.casefold())


def _part(told: Mapping[str, object]) -> _Part:
    match told:
        case {"name": str(name), "licenses": [{"expression": str(licence)}, *_]}:
            pass
        case _:
            raise ValueError("a part without a name or a licence")
    texts: list[tuple[str, str]] = []
    match told:
        case {"evidence": {"licenses": [*licences]}}:
            for each in licences:
                match each:
                    case {"license": {"name": str(label), "text": {"content": str(content)}}}:
                        texts.append((label, content))
    version = told.get("version")
    return _Part(name, version if isinstance(version, str) else "", licence, tuple(sorted(texts)))


def _told_once(parts: list[_Part]) -> Iterator[_Part]:
    """Yield what has texts of its own; libraries that came with the same texts are told together."""
    together: dict[tuple[tuple[str, str], ...], list[_Part]] = {}
    for part in parts:
        if part.texts:
            together.setdefault(part.texts, []).append(part)
    for texts, same in together.items():
        names = dict.fromkeys(part.name.partition(" (")[0].partition(": ")[0] for part in same)
        licences = dict.fromkeys(part.licence for part in same)
        yield _Part(", ".join(names), "", " · ".join(licences), texts)


def _chapter(anchor: str, part: _Part) -> Chapter:
    blocks: list[Block] = [Paragraph(_line(part.licence))]
    for label, text in part.texts:
        if len(part.texts) > 1:
            blocks.append(Paragraph((Words(label, Voice.STRONG),)))
        blocks += _paragraphs(text)
    return Chapter(anchor, _EVERYBODY, (Section(anchor, part.name, 1, tuple(blocks)),))


def _table(parts: list[_Part], language: str) -> Chapter:
    title, *heads = _HEADS[language]
    rows = tuple((_line(part.name), _line(part.version), _line(part.licence)) for part in parts)
    grid = Grid(tuple(map(_line, heads)), rows)
    return Chapter("parts", _EVERYBODY, (Section("parts", title, 1, (grid,)),))


def _line(text: str) -> Line:
    return (Words(text),)


def _paragraphs(text: str) -> Iterator[Block]:
    """Yield a licence's text so that it wraps: lines that belong together as one, points and titles for themselves."""
    gathered: list[str] = []
    for line in [*text.splitlines(), ""]:
        if gathered and (not line.strip() or _NEW_POINT.match(line)):
            yield Paragraph(_line(" ".join(gathered)))
            gathered = []
        if line.strip():
            gathered.append(line.strip())
