# SPDX-License-Identifier: Apache-2.0
"""One message at a time, the weightiest first, each until it is dealt with."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject

REFUSED = Notice("不能采集")
HINT = Notice("提示", action="好", on_action=lambda: None)


@pytest.fixture
def board(qtbot: QtBot) -> NoticeBoard:
    made = NoticeBoard()
    qtbot.addWidget(made)
    return made


def test_the_weightiest_message_stands_in_front(board: NoticeBoard) -> None:
    board.post(Subject.HINT, HINT)
    board.post(Subject.REFUSED, REFUSED)
    assert board.texts()[0] == "不能采集"
    board.post(Subject.REFUSED, None)
    assert board.texts()[0] == "提示"
    board.post(Subject.HINT, None)
    assert board.isHidden()


def test_its_button_does_what_it_says_once(board: NoticeBoard) -> None:
    done: list[str] = []
    board.post(Subject.HINT, Notice("提示", action="好", on_action=lambda: done.append("done")))
    assert board.act()
    assert not board.act()
    assert done == ["done"]
    assert board.isHidden()


def test_what_was_put_away_comes_again_only_with_something_else_to_say(board: NoticeBoard) -> None:
    board.post(Subject.REFUSED, REFUSED)
    assert board.dismiss()
    board.post(Subject.REFUSED, REFUSED)
    assert board.isHidden()
    board.post(Subject.REFUSED, Notice("还是不能"))
    assert board.texts()[0] == "还是不能"


def test_another_person_wipes_all_but_what_is_kept(board: NoticeBoard) -> None:
    board.post(Subject.NEXT_CARD, HINT)
    board.post(Subject.REFUSED, REFUSED)
    board.dismiss()
    board.wipe(keep=frozenset({Subject.NEXT_CARD}))
    assert board.current() is Subject.NEXT_CARD
    board.post(Subject.REFUSED, REFUSED)
    assert board.current() is Subject.REFUSED


def test_nothing_can_be_put_away_where_nothing_is_said(board: NoticeBoard) -> None:
    assert not board.dismiss()
    assert not board.act()


def test_what_is_said_is_said_anew_in_another_language_and_forgotten_with_its_person(board: NoticeBoard) -> None:
    spoken = ["读卡失败"]
    board.say(Subject.CARD_FAILED, lambda: Notice(spoken[0]))
    spoken[0] = "The card wasn't read"
    board.retranslate()
    assert board.texts()[0] == "The card wasn't read"
    asked: list[bool] = []
    board.say(Subject.HINT, lambda: (asked.append(True), Notice("刚刚办完"))[1])
    board.wipe()
    asked.clear()
    board.post(Subject.HINT, Notice("另一位"))
    board.retranslate()
    assert asked == []
    assert board.texts()[0] == "另一位"
