# SPDX-License-Identifier: Apache-2.0
"""The manual as a book: whole, with page numbers that are true, the same bytes each time."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from sscard_desktop import paths
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.manualbook import BookPress
from sscard_desktop.documents.manualtext import Style, Text
from sscard_desktop.domain.manual import Chapter, Manual, Paragraph, Picture, Section, Voice, Words, lines_of
from sscard_desktop.domain.operators import Role
from sscard_desktop.storage.manual import ManualFiles

FONTS = paths.resources() / "fonts"
SHELF = ManualFiles(paths.resources() / "manual", paths.screenshots())


@cache
def book(language: str, role: Role) -> PdfReader:
    # Pictures are looked at in one book only: they are what takes time.
    picture = SHELF.picture if language == "zh_CN" else lambda *_: None
    manual = SHELF.read(language).for_role(role)
    return PdfReader(io.BytesIO(BookPress(FONTS, picture).render(manual, subtitle=role.value, contents="Contents")))


@pytest.mark.parametrize(("language", "role"), [("zh_CN", Role.CLERK), ("en", Role.SUPERVISOR)])
def test_the_contents_name_the_page_on_which_each_section_begins(language: str, role: Role) -> None:
    reader = book(language, role)
    texts = [page.extract_text() for page in reader.pages]
    listed = texts[1:5]
    outline = {item.title: reader.get_destination_page_number(item) for item in flat(reader.outline)}
    manual = SHELF.read(language).for_role(role)
    assert set(outline) == {section.title for _, section in manual.sections()}
    for title, page in outline.items():
        assert title in texts[page]
        assert any(re.search(rf"{re.escape(title)}\s*(?:\d+\s+)*{page + 1}\b", text) for text in listed) or title in (
            section.title for _, section in manual.sections() if section.depth > 2
        ), title


def flat(outline: list) -> list:  # type: ignore[type-arg]
    return [each for item in outline for each in (flat(item) if isinstance(item, list) else [item])]


def test_every_word_of_a_clerk_s_manual_is_in_the_book() -> None:
    def bare(text: str) -> str:
        return re.sub(r"\s+", "", text)

    printed = bare("".join(page.extract_text() for page in book("zh_CN", Role.CLERK).pages))
    for _, section in SHELF.read("zh_CN").for_role(Role.CLERK).sections():
        for line in lines_of(section.blocks):
            # Lines may break over a page, where its foot comes between.
            for piece in re.findall(r"[一-鿿]{4,12}", line):
                assert bare(piece) in printed or bare(piece)[:4] in printed, piece


def test_no_heading_stands_alone_at_the_foot_of_a_page_before_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "wide.png"
    Image.new("RGB", (1366, 768), "grey").save(picture)
    filled = tuple(Paragraph((Words("一行"),)) for _ in range(20))
    for lines in (1, 7, 13, 19):
        first = Section("a", "第一节", 1, filled[:lines])
        shown = Section("b", "有图的一节", 2, (Picture("wide.png", "图"), Paragraph((Words("图下面的话"),))))
        more = tuple(Section(f"c{at}", f"再一节{at}", 2, shown.blocks) for at in range(3))
        manual = Manual("zh_CN", "书", (Chapter("a", frozenset({Role.CLERK}), (first, shown, *more)),), {})
        pdf = BookPress(FONTS, lambda *_: picture).render(manual, subtitle="", contents="目录")
        for page in PdfReader(io.BytesIO(pdf)).pages[2:]:
            told = page.extract_text().strip().splitlines()
            titles = [at for at, line in enumerate(told) if line.startswith(("有图的", "再一节"))]
            # The picture's caption follows on the same page.
            assert all(told[at + 1 : at + 2] == ["图"] for at in titles), (lines, told)


def test_the_same_manual_gives_the_same_bytes() -> None:
    whole = SHELF.read("zh_CN")
    small = Manual("zh_CN", whole.title, whole.chapters[1:2], whole.topics)
    press = BookPress(FONTS, lambda *_: None)
    assert press.render(small, subtitle="x", contents="y") == press.render(small, subtitle="x", contents="y")


def test_every_character_can_be_printed() -> None:
    fonts = Fonts(FONTS)
    for language in ("zh_CN", "en"):
        text = "".join(line for _, section in SHELF.read(language).sections() for line in lines_of(section.blocks))
        assert fonts.missing_characters(text.replace("\n", "")) == []


def test_a_key_is_never_parted_and_no_line_begins_with_a_stop() -> None:
    fonts = Fonts(FONTS)
    line = (
        Words("按"),
        Words("Ctrl+Shift+D", Voice.KEY),
        Words("放上芯片坏了的证件，然后再按"),
        Words("F5", Voice.KEY),
        Words("。"),
    )
    for width in range(70, 300, 7):
        text = Text(line, Style(), fonts)
        text.wrap(width, 1000)
        assert text._lines is not None
        said = ["".join(run.text for piece in each for run in piece.runs) for each in text._lines]
        assert "".join(said) == "".join(words.text for words in line)
        assert sum("Ctrl+Shift+D" in each for each in said) == 1
        assert not any(each[:1] in "，。" for each in said)


def test_what_is_longer_than_a_line_is_broken_and_kept() -> None:
    word = "x" * 400
    text = Text((Words(word),), Style(), Fonts(FONTS))
    _, height = text.wrap(200, 1000)
    assert height > 10
    assert text._lines is not None
    assert "".join(run.text for each in text._lines for piece in each for run in piece.runs) == word


def test_a_section_that_fills_pages_is_parted_over_them() -> None:
    long = Section("a", "长", 1, tuple(Paragraph((Words("很长的一段话。" * 200),)) for _ in range(6)))
    whole = SHELF.read("zh_CN")
    chapter = type(whole.chapters[0])("k", frozenset(Role), (long,))
    pdf = BookPress(FONTS, lambda *_: None).render(Manual("zh_CN", "t", (chapter,), {}), subtitle="", contents="c")
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert re.sub(r"\s+|t · \d*", "", printed).count("很长的一段话") >= 6 * 200 - 12
