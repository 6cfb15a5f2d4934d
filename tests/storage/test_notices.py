# SPDX-License-Identifier: Apache-2.0
"""Licences and thanks: whole in both languages, with every part of a build and the text that came with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.manual import Grid, Manual, lines_of, runs_of, said
from sscard_desktop.storage.notices import PARTS, NoticeFiles

LANGUAGES = ("zh_CN", "en")


def part(name: str, licence: str, **texts: str) -> dict[str, object]:
    evidence = [{"license": {"name": label, "text": {"content": text}}} for label, text in texts.items()]
    return {"name": name, "licenses": [{"expression": licence}], "evidence": {"licenses": evidence}}


def built(tmp_path: Path, *parts: dict[str, object]) -> NoticeFiles:
    for name in ("LICENSE", "NOTICE"):
        (tmp_path / name).write_bytes((paths.notices() / name).read_bytes())
    (tmp_path / PARTS).write_text(json.dumps({"components": parts}), encoding="utf-8")
    return NoticeFiles(paths.resources() / "notices", tmp_path)


def words_of(manual: Manual) -> str:
    return "\n".join(line for _, section in manual.sections() for line in lines_of(section.blocks))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_qt_is_replaced_and_brings_the_texts_of_its_licence(language: str) -> None:
    manual = NoticeFiles(paths.resources() / "notices", paths.notices()).read(language)
    anchors = {section.anchor for _, section in manual.sections()}
    assert {"notices-qt", "parts", "licence-apache", "licence-lgpl3", "licence-gpl3", "licence-lgpl21"} <= anchors
    shown = words_of(manual)
    assert "libQt6*.so.6" in shown
    assert "--selftest" in shown
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in shown
    linked = {run.anchor for _, section in manual.sections() for run in runs_of(section.blocks) if run.anchor}
    assert linked <= anchors


def test_both_languages_have_the_same_sections() -> None:
    shelf = NoticeFiles(paths.resources() / "notices", paths.notices())
    first, second = ([section.anchor for _, section in shelf.read(language).sections()] for language in LANGUAGES)
    assert first == second


def test_every_part_of_a_build_is_told_with_its_licence_and_text(tmp_path: Path) -> None:
    shelf = built(
        tmp_path,
        part("GLib (libgio.so)", "LGPL-2.1-or-later", copyright="The text of GLib."),
        part("GLib (libglib.so)", "LGPL-2.1-or-later", copyright="The text of GLib."),
        part("two", "MIT", A="First.", B="Second."),
        part("silent", "0BSD"),
    )
    manual = shelf.read("en")
    found = manual.section("parts")
    assert found is not None
    grid = found[1].blocks[0]
    assert isinstance(grid, Grid)
    assert [said(row[0]) for row in grid.rows] == ["GLib (libgio.so)", "GLib (libglib.so)", "silent", "two"]
    assert [chapter.title for chapter in manual.chapters if chapter.key.startswith("part-")] == ["GLib", "two"]
    shown = words_of(manual)
    assert shown.count("The text of GLib.") == 1
    assert "First." in shown
    assert "Second." in shown


def test_lines_of_a_licence_are_joined_and_its_points_stand_alone(tmp_path: Path) -> None:
    shelf = built(tmp_path, part("x", "MIT", text="Title\n\nOne line\nthat goes on\n  1. a point\n  (b) another\n"))
    found = shelf.read("en").section("part-0")
    assert found is not None
    assert list(lines_of(found[1].blocks)) == ["MIT", "Title", "One line that goes on", "1. a point", "(b) another"]


@pytest.mark.parametrize(
    "broken", [{"name": "x"}, {"name": "x", "licenses": []}, {"licenses": [{"expression": "MIT"}]}]
)
def test_a_list_that_isn_t_ours_is_refused(tmp_path: Path, broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="without a name or a licence"):
        built(tmp_path, broken).read("en")
