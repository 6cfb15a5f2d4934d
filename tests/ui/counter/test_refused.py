# SPDX-License-Identifier: Apache-2.0
"""What is refused often is told while nobody is served, and only where the city asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.feedback import FeedbackReason, FeedbackSpec
from sscard_desktop.services.refusals import Warned
from sscard_desktop.ui.counter import refused
from sscard_desktop.ui.counter.notices import NoticeBoard, Subject
from sscard_desktop.ui.counter.refused import OftenRefused, told
from sscard_desktop.ui.desk import Desk

SPEC = FeedbackSpec(reasons=(FeedbackReason("photo", {"zh_CN": "照片", "en": "photo"}, ("照片",), ("photo",)),))
PHOTO = Warned("photo", ("photo",), 12, 90, photo_kb=13)


class _Refusals:
    def __init__(self, session: object) -> None:
        assert session == "session"

    def warnings(self) -> list[Warned]:
        return [PHOTO]


@dataclass
class _Place:
    feedback: FeedbackSpec
    code: str = "zh_CN"
    ran: int = 0
    session: str = "session"
    profile: Any = field(init=False)
    language: Any = field(init=False)
    tasks: Any = field(init=False)

    def __post_init__(self) -> None:
        self.profile = self.language = self.tasks = self

    def run(self, work: Callable[[], object], *, owner: object, on_done: Callable[[Any], object]) -> None:
        self.ran += 1
        on_done(work())


def test_it_is_said_with_its_count_and_the_size_of_the_photos() -> None:
    assert told(PHOTO, SPEC, "zh_CN") == "近 90 天因“照片”被退回 12 次。退回的照片多在 13 KB 左右。"
    assert told(replace(PHOTO, rule="mobile", photo_kb=0), SPEC, "zh_CN") == "近 90 天因“mobile”被退回 12 次。"


def test_it_stands_while_nobody_is_served(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refused, "Refusals", _Refusals)
    parent = QWidget()
    qtbot.addWidget(parent)
    board = NoticeBoard(parent)
    quiet = _Place(SPEC)
    OftenRefused(cast(Desk, quiet), board, parent).remind()
    assert (quiet.ran, board.current()) == (0, None)
    often = OftenRefused(cast(Desk, _Place(replace(SPEC, warn_after=10))), board, parent)
    often.remind()
    assert board.current() is Subject.OFTEN_REFUSED
    often.show(nobody=False)
    assert board.current() is None
    often.show(nobody=True)
    assert board.current() is Subject.OFTEN_REFUSED
