# SPDX-License-Identifier: Apache-2.0
"""The user manual is whole and true where a test can tell: sections, topics, keys, commands, pictures."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sscard_desktop.ui
from sscard_desktop import messages, paths
from sscard_desktop.cli.main import parser
from sscard_desktop.domain.manual import Chapter, Manual, Sample, Section, Voice, lines_of, pictures_of, runs_of
from sscard_desktop.domain.operators import Role
from sscard_desktop.storage.manual import ManualFiles
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.steps import StepKind

LANGUAGES = messages.LANGUAGES
UI = Path(sscard_desktop.ui.__file__).parent
SHELF = ManualFiles(paths.resources() / "manual", paths.screenshots())

# Where the keys of a chapter (or of a part of the chapter of keys) are heard; those of the window are heard everywhere.
WINDOW = ("main_window", "navigation", "page", "widgets", "help", "preview", "palette")
HEARD = {
    "start": (
        "firststeps",
        "welcome_page",
        "setup_page",
        "unlock_page",
        "restore_page",
        "recovery_page",
        "gateform",
        "gates",
    ),
    "morning": ("morning",),
    "counter": ("counter", "characters", "signature", "applicant", "feedback", "records", "outlets", "printer"),
    "documents": ("documents", "examining", "counter", "photo", "codesheet"),
    "photo": ("photo", "counter", "settings"),
    "records": ("records", "batches", "counter", "photo"),
    "rosters": ("rosters", "settings", "counter"),
    "review": ("review",),
    "batches": ("batches", "sheetprinting"),
    "packages": ("packages",),
    "feedback": ("feedback", "counter"),
    "figures": ("figures",),
    "settings": ("settings",),
    "devices": ("settings", "records", "photo", "counter"),
    "trouble": ("records", "rosters", "counter", "packages", "feedback", "settings", "unlock_page", "gates"),
    "practice": ("demo", "counter", "training", "unlock_page"),
    "help": ("help",),
    "everywhere": (),
}


@cache
def manual(language: str) -> Manual:
    return SHELF.read(language)


def sections(language: str) -> list[tuple[Chapter, Section]]:
    return list(manual(language).sections())


def test_both_languages_have_the_same_chapters_sections_pictures_and_keys() -> None:
    chinese, english = (manual(language) for language in LANGUAGES)
    assert [(s.anchor, s.depth) for _, s in chinese.sections()] == [(s.anchor, s.depth) for _, s in english.sections()]
    for (_, here), (_, there) in zip(chinese.sections(), english.sections(), strict=True):
        assert [p.file for p in pictures_of(here.blocks)] == [p.file for p in pictures_of(there.blocks)], here.anchor
        assert keys_of(here) == keys_of(there), here.anchor
        assert list(map(type, here.blocks)) == list(map(type, there.blocks)), here.anchor


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_section_has_a_name_of_its_own_and_says_something(language: str) -> None:
    anchors = [section.anchor for _, section in sections(language)]
    assert len(set(anchors)) == len(anchors)
    for chapter in manual(language).chapters:
        assert chapter.roles
        for section in chapter.sections:
            assert section.blocks or section.depth == 1, section.anchor


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_markup_is_left_in_the_words(language: str) -> None:
    for _, section in sections(language):
        for line in (section.title, *lines_of(section.blocks)):
            assert not re.search(r"\*\*|\{#|\]\(|\[(?:Ctrl|Alt|Shift|F\d|[A-Z]\])", line), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_section_that_its_readers_have(language: str) -> None:
    for chapter, section in sections(language):
        for anchor in {run.anchor for run in runs_of(section.blocks)} - {""}:
            found = manual(language).section(anchor)
            assert found is not None, anchor
            assert found[0].roles >= chapter.roles or anchor.startswith(("settings", "commands")), (
                section.anchor,
                anchor,
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there(language: str) -> None:
    for _, section in sections(language):
        for picture in pictures_of(section.blocks):
            assert SHELF.picture(picture.file, language), picture.file
            assert picture.caption


def test_every_topic_leads_to_a_section() -> None:
    known = {section.anchor for _, section in sections("zh_CN")}
    for topic, anchor in manual("zh_CN").topics.items():
        assert anchor in known, topic


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def classes() -> dict[str, ast.ClassDef]:
    found: dict[str, ast.ClassDef] = {}
    for file in UI.rglob("*.py"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ClassDef):
                found[node.name] = node
    return found


def page_keys() -> set[str]:
    return {
        str(line.value.value)
        for kind in classes().values()
        if any(isinstance(base, ast.Name) and base.id == "Page" for base in kind.bases)
        for line in kind.body
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name) and line.targets[0].id == "key"
        if isinstance(line.value, ast.Constant)
    }


def test_every_class_among_the_topics_exists() -> None:
    for topic in manual("zh_CN").topics:
        if topic.startswith("at:"):
            assert topic.removeprefix("at:") in classes(), topic


def test_every_page_and_every_step_at_the_counter_has_its_section() -> None:
    pages = {f"page:{key}" for key in page_keys()}
    assert "page:counter" in pages
    steps = {f"step:{kind}" for kind in StepKind}
    assert pages | steps <= set(manual("zh_CN").topics)


def test_every_message_leads_somewhere() -> None:
    families = {topic for topic in manual("zh_CN").topics if topic.startswith("message:")}
    lost = {code.partition(".")[0] for code in messages.catalogue()} - {
        family.removeprefix("message:").partition(".")[0] for family in families
    }
    assert not lost
    # And no family is named that no message belongs to.
    for family in families:
        prefix = family.removeprefix("message:")
        assert any(code == prefix or code.startswith(f"{prefix}.") for code in messages.catalogue()), family


def test_a_clerk_is_answered_from_the_clerk_s_own_chapters() -> None:
    mine = manual("zh_CN").for_role(Role.CLERK)
    assert mine.answer(["message:rosters.empty", "step:photo"]) == "trouble-rosters"
    assert mine.answer(["page:review", "step:photo"]) == "photo"
    assert mine.answer(["message:reader.port.busy"]) == "trouble-reader"
    assert mine.answer(["nothing"]) == "start"


# keys


def keys_of(section: Section) -> list[str]:
    return sorted({run.text for run in runs_of(section.blocks) if run.voice is Voice.KEY})


_QT_NAMES = {
    "Escape": "Esc", "Return": "Enter", "PageUp": "PgUp", "PageDown": "PgDn", "Delete": "Del", "Plus": "+",
    "Minus": "−", "BracketLeft": "[", "BracketRight": "]", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓",
}  # fmt: skip


def normal(key: str) -> str:
    parts = [part for part in re.split(r"(?<=.)\+", key) if part]
    return "+".join(_QT_NAMES.get(part, part) for part in parts)


@cache
def heard_in(place: str) -> frozenset[str]:
    """Return every name of a key in a module's or folder's source, as the manual letters it."""
    root = UI / place
    files = list(root.rglob("*.py")) if root.is_dir() else [root.with_suffix(".py")]
    found: set[str] = set()
    for file in files:
        if not file.is_file():
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                found.add(normal(node.attr.removeprefix("Key_")))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                if file.name == "panels.py" and node.value.isupper():
                    found |= set(node.value)
                for word in re.split(r"[\s…–·/、，,]+", node.value):
                    if re.fullmatch(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:F\d{1,2}|\w|[\w]{2,9}|[↑↓←→+−\-\[\]])", word):
                        found.add(normal(word))
    return frozenset(found)


def place_of(chapter: Chapter, section: Section) -> str:
    return section.anchor.removeprefix("keys-") if chapter.key == "keys" and section.depth > 1 else chapter.key


@pytest.mark.parametrize("language", ["zh_CN"])
def test_every_key_that_is_named_is_heard_where_the_manual_says(language: str) -> None:
    lost = []
    for chapter, section in sections(language):
        if not keys_of(section) or section.anchor == "keys":
            continue
        heard = frozenset().union(*(heard_in(place) for place in (*WINDOW, *HEARD[place_of(chapter, section)])))
        heard |= {normal(key) for key in KEYS.values()} if "counter" in HEARD[place_of(chapter, section)] else set()
        lost += [
            (section.anchor, key)
            for key in keys_of(section)
            if normal(key) not in heard
            and not re.fullmatch(r"(?:Alt\+)?\d", key)
            and key not in ("Enter", "Esc", "Tab")
        ]
    assert not lost


def test_the_counter_s_keys_are_all_in_the_manual() -> None:
    places = ("keys-counter", "keys-everywhere")
    told = {key for _, section in sections("zh_CN") if section.anchor in places for key in keys_of(section)}
    demo = {
        key for _, section in sections("zh_CN") if section.anchor.startswith("practice") for key in keys_of(section)
    }
    for action, key in KEYS.items():
        if action is not Action.HELP:
            assert cap(key) in (demo if action.value.startswith("demo_") else told), action


# commands


def commands(language: str) -> Iterator[str]:
    for _, section in sections(language):
        for block in section.blocks:
            if isinstance(block, Sample):
                yield from block.text.splitlines()


@cache
def whole_parser() -> argparse.ArgumentParser:
    return parser()


@pytest.mark.parametrize("line", [line for language in LANGUAGES for line in commands(language)])
def test_every_command_is_understood(line: str) -> None:
    words = line.replace("…", "").split()
    assert words.pop(0) == "sscard-desktop"
    whole_parser().parse_args(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_in_the_text_exists(language: str) -> None:
    for chapter, section in sections(language):
        if chapter.key != "commands":
            continue
        subject = ""
        for run in runs_of(section.blocks):
            words = run.text.split()
            if run.voice is not Voice.CODE or not re.fullmatch(r"[a-z]+( [a-z-]+)*( --.*)?", run.text):
                continue
            plain = [word for word in words if not word.startswith("-")][:3]
            if len(plain) == 1 and subject:
                plain = [*subject.split(), *plain]
            if plain[0] in ("openssl", "clerk", "hr", "supervisor"):
                continue
            subject = " ".join(plain[:-1]) if len(plain) > 1 else subject
            with pytest.raises(SystemExit) as ended:
                whole_parser().parse_args([*plain, "--help"])
            assert ended.value.code == 0, run.text
