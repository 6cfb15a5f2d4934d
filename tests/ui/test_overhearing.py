# SPDX-License-Identifier: Apache-2.0
"""One filter for the whole application: it tells who asked, and nobody else, and nobody who is gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.overhearing import Overhearing, overhearing, unheard

Kind = QEvent.Type


class Listener(QObject):
    def __init__(self, name: str, heard: list[str], *, takes: bool = False) -> None:
        super().__init__()
        self._name, self._heard, self._takes = name, heard, takes

    def hear(self, _watched: QObject, event: QEvent) -> bool:
        self._heard.append(f"{self._name} {event.type().name}")
        return self._takes


@pytest.fixture
def told(qapp: QApplication) -> Overhearing:
    return overhearing(qapp)


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def target(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def send(target: QWidget, kind: QEvent.Type) -> None:
    QApplication.sendEvent(target, QEvent(kind))


def test_there_is_one_for_an_application(qapp: QApplication) -> None:
    assert overhearing(qapp) is overhearing(qapp)


def test_only_what_was_asked_for_is_told(told: Overhearing, heard: list[str], target: QWidget) -> None:
    listener = Listener("one", heard)
    told.add(listener.hear, {Kind.User})
    send(target, Kind.User)
    send(target, Kind.LanguageChange)
    told.remove(listener.hear)
    send(target, Kind.User)
    assert heard == ["one User"]


def test_who_came_last_hears_first_and_may_keep_it(told: Overhearing, heard: list[str], target: QWidget) -> None:
    first, last = Listener("first", heard), Listener("last", heard, takes=True)
    told.add(first.hear, {Kind.User, Kind.LanguageChange})
    told.add(last.hear, {Kind.User})
    send(target, Kind.User)
    send(target, Kind.LanguageChange)
    told.remove(first.hear)
    told.remove(last.hear)
    assert heard == ["last User", "first LanguageChange"]


def test_asking_twice_is_being_told_once(told: Overhearing, heard: list[str], target: QWidget) -> None:
    listener = Listener("one", heard)
    for _ in range(2):
        told.add(listener.hear, {Kind.User})
    send(target, Kind.User)
    told.remove(listener.hear)
    assert heard == ["one User"]


def test_who_is_gone_is_not_told(told: Overhearing, heard: list[str], target: QWidget) -> None:
    listener = Listener("gone", heard)
    told.add(listener.hear, {Kind.User})
    del listener
    send(target, Kind.User)
    assert heard == []


def test_nothing_is_heard_while_it_is_stopped(told: Overhearing, heard: list[str], target: QWidget) -> None:
    listener = Listener("one", heard)
    told.add(listener.hear, {Kind.User})
    with told.stopped(), told.stopped():
        send(target, Kind.User)
    send(target, Kind.User)
    told.remove(listener.hear)
    assert heard == ["one User"]


def test_nothing_is_heard_of_a_dialogs_opening(told: Overhearing, heard: list[str], target: QWidget) -> None:
    listener = Listener("one", heard)
    told.add(listener.hear, {Kind.User})
    with unheard():
        send(target, Kind.User)
    assert not heard
    send(target, Kind.User)
    told.remove(listener.hear)
    assert heard == ["one User"]
