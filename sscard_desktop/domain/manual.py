# SPDX-License-Identifier: Apache-2.0
"""The user manual as it is read: chapters of sections of blocks, who each is for, and which section answers what.

Plain values, the same for the window, the paper and the search. Where the words stand and how they are written is the
storage's matter, how they look the faces'. Nothing here is markup: a block is text, a list, a table or a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sscard_desktop.domain.operators import Role


class Voice(StrEnum):
    """How a run of words is meant."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"
    KEY = "key"
    """A key, as its cap is lettered."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words in one voice.

    Attributes:
        anchor: the section that it leads to, ``""`` for none.
    """

    text: str
    voice: Voice = Voice.PLAIN
    anchor: str = ""


Line: TypeAlias = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that are set as one."""

    line: Line


@dataclass(frozen=True, slots=True)
class Points:
    """A list; ``numbered`` where its order matters."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a heading for each column, and rows of as many cells."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Commands to be typed as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file's name, and what it shows."""

    file: str
    caption: str


Block: TypeAlias = Paragraph | Points | Grid | Sample | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands beneath it.

    Attributes:
        anchor: its name, the same in every language.
        depth: 1 for a chapter's own beginning, 2 for a section, 3 for a part of one.
    """

    anchor: str
    title: str
    depth: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is told of one subject.

    Attributes:
        key: its name, the same in every language.
        roles: whom it is for.
        sections: its beginning first, which bears the chapter's title.
    """

    key: str
    roles: frozenset[Role]
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The chapter's title."""
        return self.sections[0].title


@dataclass(frozen=True, slots=True)
class Manual:
    """The whole manual in one language.

    Attributes:
        topics: what help can be asked about → the section that answers, such as ``page:records``, ``message:reader``.
    """

    language: str
    title: str
    chapters: tuple[Chapter, ...]
    topics: Mapping[str, str]

    def for_role(self, role: Role) -> Manual:
        """Return what a role needs."""
        kept = tuple(chapter for chapter in self.chapters if role in chapter.roles)
        return Manual(self.language, self.title, kept, self.topics)

    def sections(self) -> Iterator[tuple[Chapter, Section]]:
        """Go through all sections with their chapters."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield chapter, section

    def section(self, anchor: str) -> tuple[Chapter, Section] | None:
        """Return a section with its chapter, ``None`` where there is none of that name."""
        return next((found for found in self.sections() if found[1].anchor == anchor), None)

    def answer(self, asked: Iterable[str]) -> str:
        """Return the anchor of the section that answers the first of the topics that any does, the beginning if none.

        A topic with parts (``message:photo.eyes``) is looked for whole, then by what stands before its last dot.
        """
        known = {section.anchor for _, section in self.sections()}
        for topic in asked:
            for name in _widening(topic):
                anchor = self.topics.get(name, "")
                if anchor in known:
                    return anchor
        return self.chapters[0].sections[0].anchor if self.chapters else ""


def _widening(topic: str) -> Iterator[str]:
    while topic:
        yield topic
        topic = topic.rpartition(".")[0]


def said(line: Sequence[Words]) -> str:
    """Return a line without its voices."""
    return "".join(words.text for words in line)


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Go through everything that blocks say, a paragraph, cell or caption at a time."""
    for block in blocks:
        match block:
            case Paragraph(line):
                yield said(line)
            case Points(items):
                for item in items:
                    yield from lines_of(item)
            case Grid(head, rows):
                yield from map(said, head)
                for row in rows:
                    yield from map(said, row)
            case Sample(text):
                yield text
            case Picture(_, caption):
                yield caption


def runs_of(blocks: Iterable[Block]) -> Iterator[Words]:
    """Go through every run of words, with its voice."""
    for block in blocks:
        match block:
            case Paragraph(line):
                yield from line
            case Points(items):
                for item in items:
                    yield from runs_of(item)
            case Grid(head, rows):
                for line in (*head, *(cell for row in rows for cell in row)):
                    yield from line
            case Sample() | Picture():
                pass


def pictures_of(blocks: Iterable[Block]) -> Iterator[Picture]:
    """Go through the pictures."""
    for block in blocks:
        match block:
            case Picture():
                yield block
            case Points(items):
                for item in items:
                    yield from pictures_of(item)
            case Paragraph() | Grid() | Sample():
                pass
