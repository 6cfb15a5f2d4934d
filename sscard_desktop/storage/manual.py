# SPDX-License-Identifier: Apache-2.0
"""Reads the user manual: ``resources/manual/<language>/*.md``, and ``index.toml``, which says who reads what.

Markdown as CommonMark has it, with tables and without HTML. Beyond it only two things are understood: a heading's name
(``## 读证件 {#card}``), which is the same in every language, and a key in brackets (``[F4]``), which becomes a key cap.
What the manual doesn't use (quotations, rules, nested emphasis) is refused, so that no word of it is lost silently.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sscard_desktop.domain.manual import (
    Block,
    Chapter,
    Grid,
    Line,
    Manual,
    Paragraph,
    Picture,
    Points,
    Sample,
    Section,
    Voice,
    Words,
)
from sscard_desktop.domain.operators import Role

_HEADING = re.compile(r"^(?P<title>.*?)\s*\{#(?P<anchor>[a-z0-9-]+)\}$")
_PICTURE = re.compile(r"[a-z0-9-]{1,60}\.png")
_NAMES = r"F1[0-2]|F[1-9]|[A-Z0-9]|Enter|Esc|Space|Tab|Delete|Del|Backspace|PgUp|PgDn|Home|End|[↑↓←→+−\[\]]"
_KEY = re.compile(rf"\[((?:(?:Ctrl|Shift|Alt)\+)*(?:{_NAMES}))\]")


class ManualFiles:
    """The manual's folder, and the one where its pictures lie.

    A language's own picture (``counter-en.png``) goes before the one for all (``counter.png``).
    """

    def __init__(self, folder: Path, pictures: Path) -> None:
        self._folder = folder
        self._pictures = pictures
        self.read = lru_cache(maxsize=None)(self._read)
        """Return the manual in a language.

        Raises:
            FileNotFoundError, ValueError: the manual isn't what the program was shipped with.
        """

    def picture(self, name: str, language: str) -> Path | None:
        """Return a picture's file, ``None`` where it isn't there."""
        if not _PICTURE.fullmatch(name):
            return None
        stem, _, kind = name.rpartition(".")
        found = (self._pictures / f"{stem}-{language}.{kind}", self._pictures / name)
        return next((path for path in found if path.is_file()), None)

    def _read(self, language: str) -> Manual:
        index = tomllib.loads((self._folder / "index.toml").read_text(encoding="utf-8"))
        chapters = tuple(
            chapter_of(
                (self._folder / language / f"{entry['key']}.md").read_text(encoding="utf-8"),
                key=entry["key"],
                roles=frozenset(map(Role, entry["roles"])),
            )
            for entry in index["chapter"]
        )
        return Manual(language, index["title"][language], chapters, index["topics"])


def chapter_of(text: str, *, key: str, roles: frozenset[Role]) -> Chapter:
    """Read one chapter; its file begins with the chapter's title, and each heading bears its name.

    Raises:
        ValueError: it holds what a manual doesn't.
    """
    tree = SyntaxTreeNode(_markdown().parse(text))
    heads: list[tuple[str, str, int]] = []
    bodies: list[list[Block]] = []
    for node in tree.children:
        if node.type == "heading":
            found = _HEADING.match(node.children[0].content)
            if found is None:
                raise ValueError(f"{key}: heading without a name: {node.children[0].content}")
            heads.append((found["anchor"], found["title"], int(node.tag[1:])))
            bodies.append([])
        elif not heads:
            raise ValueError(f"{key}: begins without a title")
        else:
            bodies[-1] += _blocks(node)
    if [depth for _, _, depth in heads].count(1) != 1 or heads[0][2] != 1 or max(head[2] for head in heads) > 3:
        raise ValueError(f"{key}: one title, then sections and parts of them")
    sections = (Section(*head, tuple(body)) for head, body in zip(heads, bodies, strict=True))
    return Chapter(key, roles, tuple(sections))


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    match node.type:
        case "paragraph":
            inline = node.children[0]
            if len(inline.children) == 1 and inline.children[0].type == "image":
                image = inline.children[0]
                yield Picture(Path(str(image.attrs["src"])).name, image.content)
            else:
                yield Paragraph(_line(inline))
        case "bullet_list" | "ordered_list":
            items = tuple(tuple(block for part in item.children for block in _blocks(part)) for item in node.children)
            yield Points(items, numbered=node.type == "ordered_list")
        case "table":
            rows = [
                tuple(_line(cell.children[0]) if cell.children else () for cell in row.children)
                for part in node.children
                for row in part.children
            ]
            yield Grid(rows[0], tuple(rows[1:]))
        case "fence":
            yield Sample(node.content.rstrip("\n"))
        case other:
            raise ValueError(f"a manual has no {other}")


def _line(inline: SyntaxTreeNode) -> Line:
    return _joined(list(_words(inline.children)))


def _words(nodes: Sequence[SyntaxTreeNode], voice: Voice = Voice.PLAIN, anchor: str = "") -> Iterator[Words]:
    for node in nodes:
        match node.type:
            case "text":
                yield from _keyed(node.content, voice, anchor)
            case "softbreak":
                yield Words(" ", voice, anchor)
            case "code_inline":
                yield Words(node.content, Voice.CODE, anchor)
            case "strong" | "em":
                yield from _words(node.children, Voice.STRONG, anchor)
            case "link":
                target = str(node.attrs["href"])
                if "#" not in target:
                    raise ValueError(f"a link leads to a section, not to {target}")
                yield from _words(node.children, voice, target.partition("#")[2])
            case other:
                raise ValueError(f"a manual's line has no {other}")


def _keyed(text: str, voice: Voice, anchor: str) -> Iterator[Words]:
    done = 0
    for found in _KEY.finditer(text):
        if found.start() > done:
            yield Words(text[done : found.start()], voice, anchor)
        yield Words(found[1], Voice.KEY, anchor)
        done = found.end()
    if done < len(text):
        yield Words(text[done:], voice, anchor)


def _joined(words: list[Words]) -> Line:
    """Put neighbours of one voice together: the parser parts text where it looked for markup."""
    line: list[Words] = []
    for each in words:
        if line and line[-1].voice is each.voice is not Voice.KEY and line[-1].anchor == each.anchor:
            line[-1] = Words(line[-1].text + each.text, each.voice, each.anchor)
        else:
            line.append(each)
    return tuple(line)
