# SPDX-License-Identifier: Apache-2.0
"""The manual at hand: what a person's role needs of it, the section that answers, and search by words or pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sscard_desktop.domain.manual import Chapter, Manual, Section, Voice, lines_of, runs_of
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.ports import ManualShelf, Pinyin

EXCERPT_CHARS = 40
"""About so much of a line is shown around what was found."""
LONGEST_SEARCH = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A section that a search found; ``excerpt`` is the line with the words, ``""`` where the title says it."""

    chapter: Chapter
    section: Section
    excerpt: str = ""


class Handbook:
    """One person's manual in one language.

    Args:
        shelf: where manuals are.
        language: ``zh_CN`` or ``en``.
        role: whose manual; ``None`` before anybody logged in, who may read all of it.
        pinyin: how titles are spelt, for a search by letters.
    """

    def __init__(self, shelf: ManualShelf, language: str, role: Role | None, *, pinyin: Pinyin) -> None:
        whole = shelf.read(language)
        self.manual: Manual = whole if role is None else whole.for_role(role)
        self._pinyin = pinyin
        self._spelt: dict[str, tuple[str, str]] = {}

    def answer(self, topics: Iterable[str]) -> str:
        """Return the anchor of the section that answers the first of ``topics`` that any section does."""
        return self.manual.answer(topics)

    def contents(self) -> list[Found]:
        """Return all sections in their order."""
        return [Found(chapter, section) for chapter, section in self.manual.sections()]

    def search(self, text: str) -> list[Found]:
        """Return the sections with all words of ``text``, those first whose title has them; nothing for no words.

        Letters are looked for in the pinyin of titles and of what is set strong, too, whole and by initials.
        """
        words = text[:LONGEST_SEARCH].casefold().split()
        if not words:
            return []
        ranked: list[tuple[int, Found]] = []
        for chapter, section in self.manual.sections():
            rank, excerpt = self._rank(section, words)
            if rank:
                ranked.append((rank, Found(chapter, section, excerpt)))
        return [found for _, found in sorted(ranked, key=lambda each: each[0])]

    def _rank(self, section: Section, words: list[str]) -> tuple[int, str]:
        """Return how good a find is, the best first: title, its pinyin, pinyin of what is strong, line, all over; 0."""
        title = section.title.casefold()
        if all(word in title for word in words):
            return 1, ""
        if len(words) == 1 and words[0].isascii() and words[0].isalpha():
            of_title, of_strong = self._spelling(section)
            if words[0] in of_title:
                return 2, ""
            if words[0] in of_strong:
                return 3, ""
        lines = list(lines_of(section.blocks))
        for line in lines:
            folded = line.casefold()
            if all(word in folded for word in words):
                return 4, _around(line, folded.find(words[0]))
        everything = " ".join([title, *map(str.casefold, lines)])
        return (5, "") if all(word in everything for word in words) else (0, "")

    def _spelling(self, section: Section) -> tuple[str, str]:
        if section.anchor not in self._spelt:
            strong = [run.text for run in runs_of(section.blocks) if run.voice is Voice.STRONG]
            self._spelt[section.anchor] = (self._spelled([section.title]), self._spelled(strong))
        return self._spelt[section.anchor]

    def _spelled(self, texts: list[str]) -> str:
        whole = (self._pinyin.of_name(text).replace(" ", "").casefold() for text in texts)
        return " ".join([*map(self._pinyin.initials, texts), *whole])


def _around(line: str, at: int) -> str:
    start = max(0, at - EXCERPT_CHARS // 4)
    # At the beginning of a word, where words are parted by spaces.
    start = max(start, line.rfind(" ", start, at) + 1) if start else 0
    end = start + EXCERPT_CHARS
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
