# SPDX-License-Identifier: Apache-2.0
"""The two fields of a new password say what is wrong with each of them, in words that fit."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.passwords import NewPassword


@pytest.mark.parametrize(
    ("first", "again", "wrong"),
    [
        ("", "", {"password", "again"}),
        ("short", "", {"password", "again"}),
        ("long enough", "", {"again"}),
        ("long enough", "long enuogh", {"again"}),
        ("long enough", "long enough", set()),
    ],
)
def test_each_field_is_told_of_its_own_trouble(
    qtbot: QtBot, qapp: QApplication, first: str, again: str, wrong: set[str]
) -> None:
    language = Language(qapp)
    language.switch("zh_CN")
    parent = QWidget()
    qtbot.addWidget(parent)
    fields = NewPassword(parent)
    fields.first.set_value(first)
    fields.again.set_value(again)
    problems = fields.problems()
    assert set(problems) == wrong
    if not again:
        assert problems["again"].text == "请再输入一次新密码。"
    language.silence()
