# SPDX-License-Identifier: Apache-2.0
"""The samples page: ten rules, each drawn and explained in both languages, walked by keys."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sscard_desktop import messages
from sscard_desktop.domain.photo import Verdict
from sscard_desktop.ui import fonts
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.photo.drawings import Drawing, has_drawing
from sscard_desktop.ui.photo.poster import poster
from sscard_desktop.ui.photo.rules import RULES, Rule, caption, rule_of
from sscard_desktop.ui.photo.samples import SamplesDialog
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Label
from tests.ui.photo.conftest import Counter
from tests.ui.photo.test_dialog import Shown
from tests.ui.photo.test_guides import NATIONAL


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_rule_is_explained_and_every_wrong_sample_drawn_and_named(rule: Rule, language: str) -> None:
    told = rule.explained(NATIONAL, language)
    assert told.what
    assert told.todo
    assert "{" not in told.todo
    for drawing in rule.wrong:
        assert has_drawing(drawing)
        assert not caption(drawing, language).startswith("photo.")


def test_the_limits_are_the_citys_own() -> None:
    told = RULES[0].explained(NATIONAL, "en").todo
    assert all(limit in told for limit in ("179–255 px", "162–196 px", "≥ 207 px", "7–21 px"))


def test_keys_walk_and_jump_and_the_last_rule_closes(counter: Counter) -> None:
    dialog = SamplesDialog(counter.desk, counter.host)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    assert dialog.place == 0
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.place == 2
    QTest.keyClick(dialog, Qt.Key.Key_7)
    assert dialog.place == 6
    assert any("眼镜" in label.text() for label in dialog.findChildren(Label))
    QTest.keyClick(dialog, Qt.Key.Key_0)
    assert dialog.place == 9
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_p_shows_all_rules_on_two_sheets_for_the_wall(counter: Counter) -> None:
    dialog = SamplesDialog(counter.desk, counter.host)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_P)
    counter.qtbot.waitUntil(lambda: dialog.findChild(PreviewDialog) is not None)
    QTest.keyClick(dialog.findChild(PreviewDialog), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_poster_holds_every_rule_and_nothing_runs_off_the_paper(qapp: QApplication) -> None:
    fonts.load(qapp)
    pages = PdfPages(poster(NATIONAL, title="招贴"))
    assert pages.count() == 2
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pages.content)).pages)
    flat = "".join(text.split())
    for rule in RULES:
        for language in messages.LANGUAGES:
            assert "".join(rule.explained(NATIONAL, language).what.split()) in flat
    for page in range(2):
        assert pages.size_points(page).toSize() == QSize(595, 842)
        image = pages.image(page, 420)
        # The lowest centimetre, as on every form: a bad laser printer doesn't reach it.
        foot = image.copy(0, image.height() - 20, image.width(), 20)
        assert all(foot.pixelColor(x, y).lightness() == 255 for x in range(foot.width()) for y in range(20))


def test_f1_begins_with_what_is_asked_just_now(counter: Counter) -> None:
    shown = Shown(counter)
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Space)
    shown.wait_for(Stage.RESULT)
    sheet = shown.dialog.outcome.sheet
    check = sheet.rows()[sheet.current()].check
    assert check.verdict is Verdict.CONFIRM
    shown.press(Qt.Key.Key_F1)
    samples = shown.dialog.findChild(SamplesDialog)
    assert isinstance(samples, SamplesDialog)
    assert samples.place == rule_of(check.family)
    QTest.keyClick(samples, Qt.Key.Key_Escape)
    assert shown.dialog.stage is Stage.RESULT
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_Escape)


def test_the_drawings_are_as_large_as_the_window_has_room_for(counter: Counter) -> None:
    dialog = SamplesDialog(counter.desk, counter.host, first=9)
    dialog.open()
    counter.qtbot.waitUntil(lambda: dialog.findChildren(Drawing)[-1].width() > 2 * tokens().size["drawing_least"])
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
