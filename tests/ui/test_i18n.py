# SPDX-License-Identifier: Apache-2.0
"""The catalogues: complete, fresh, and true to their placeholders; switching tells every part of the window."""

from __future__ import annotations

import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from sscard_desktop import messages, paths
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.topbar import TopBar
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.widgets.dateeditors import ExpiryEditor

CATALOGUES = paths.resources() / "i18n"
ROOT = paths.resources().parent
Key = tuple[str, str]


def strings(path: Path) -> dict[Key, list[str]]:
    """Return (context, source) → translations; an unfinished one is empty."""
    found: dict[Key, list[str]] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for entry in context.iter("message"):
            translation = entry.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            unfinished = translation.get("type") == "unfinished"
            found[context.findtext("name", ""), entry.findtext("source", "")] = [""] if unfinished else forms
    return found


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with catalogues brought up to date from today's sources."""
    folder = tmp_path_factory.mktemp("i18n")
    for language in messages.LANGUAGES:
        shutil.copy(CATALOGUES / f"sscard_{language}.ts", folder)
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import translations
    finally:
        sys.path.remove(str(ROOT / "packaging"))
    translations.update(folder)
    for language in messages.LANGUAGES:
        translations.release(folder / f"sscard_{language}.ts", folder / f"sscard_{language}.qm")
    return folder


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    spoken = Language(qapp)
    spoken.switch("zh_CN")
    yield spoken
    spoken.silence()


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_the_catalogues_hold_just_what_the_sources_say(collected: Path, code: str) -> None:
    kept, today = strings(CATALOGUES / f"sscard_{code}.ts"), strings(collected / f"sscard_{code}.ts")
    advice = "run: python packaging/translations.py"
    assert set(today) - set(kept) == set(), advice
    assert set(kept) - set(today) == set(), advice


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_every_string_is_translated(code: str) -> None:
    unfinished = [key for key, forms in strings(CATALOGUES / f"sscard_{code}.ts").items() if not all(forms)]
    assert not unfinished


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_the_compiled_catalogues_are_fresh(collected: Path, code: str) -> None:
    name = f"sscard_{code}.qm"
    assert (CATALOGUES / name).read_bytes() == (collected / name).read_bytes(), "run: python packaging/translations.py"


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_placeholders_survive_the_translation(code: str) -> None:
    def placeholders(text: str) -> set[str]:
        return set(re.findall(r"\{\w*\}|%n|%\d", text))

    for (_, source), forms in strings(CATALOGUES / f"sscard_{code}.ts").items():
        assert all(placeholders(form) == placeholders(source) for form in forms), source


def test_english_has_no_chinese_left_in_it() -> None:
    bilingual = {"语言 Language"}
    left = [
        form
        for (_, source), forms in strings(CATALOGUES / "sscard_en.ts").items()
        if source not in bilingual
        for form in forms
        if re.search(r"[\u3400-\u9fff，。！？：；（）、]", form)
    ]
    assert not left


def test_switching_speaks_the_other_language_at_once(language: Language, qtbot: QtBot) -> None:
    bar, page = TopBar(), UnlockPage()
    for widget in (bar, page):
        qtbot.addWidget(widget)
    bar.set_counts(today=47, parked=2, returned=1)
    assert bar.counts() == "今日 47 人  待补 2  退回 1"
    language.switch("en")
    qtbot.waitUntil(lambda: bar.counts() == "47 people today  2 parked  1 returned")
    language.switch("zh_CN")
    qtbot.waitUntil(lambda: bar.counts() == "今日 47 人  待补 2  退回 1")


def test_long_term_is_said_in_the_language_in_force(language: Language, qtbot: QtBot) -> None:
    editor = ExpiryEditor("valid_to")
    qtbot.addWidget(editor)
    editor.set_value(LONG_TERM)
    line = editor.control()
    assert isinstance(line, QLineEdit)
    assert line.text() == "长期"
    language.switch("en")
    qtbot.waitUntil(lambda: line.text() == "Long-term")
    assert editor.value() == LONG_TERM


def test_qt_speaks_chinese_in_its_own_dialogs(language: Language) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_an_unknown_language_is_refused(language: Language) -> None:
    with pytest.raises(ValueError, match="xx"):
        language.switch("xx")
    assert language.code == "zh_CN"


def test_an_error_is_told_in_the_language_in_force(language: Language) -> None:
    error = EnvironmentFailedError("no.such.code")
    assert language.message(error).what == "no.such.code"
