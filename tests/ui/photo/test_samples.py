# SPDX-License-Identifier: Apache-2.0
"""The samples page: ten rules, each drawn and explained in both languages, walked by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sscard_desktop import messages
from sscard_desktop.domain.photo import Verdict
from sscard_desktop.ui.photo.dialog import Stage
from sscard_desktop.ui.photo.drawings import has_drawing
from sscard_desktop.ui.photo.rules import RULES, Rule, caption, rule_of
from sscard_desktop.ui.photo.samples import SamplesDialog
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
