# SPDX-License-Identifier: Apache-2.0
"""A long list knows how many it has, asks once for what is looked at, and lets go of what was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.roster import RowGlance, RowId, RowState
from sscard_desktop.ui.rosters.peoplemodel import PAGE, PeopleModel, PersonColumn
from sscard_desktop.ui.widgets.rows import CHIP_ROLE


def people(page: int, count: int = PAGE) -> list[RowGlance]:
    first = page * PAGE
    return [
        RowGlance(RowId(f"p{at}"), at + 1, f"甲{at}", "", "", RowState.MISSING, None, None, "", None, 0)
        for at in range(first, first + count)
    ]


class Listener:
    """Whoever answers the model."""

    def __init__(self, model: PeopleModel) -> None:
        self.asked: list[int] = []
        model.wanted.connect(self.asked.append)


def name(model: PeopleModel, row: int) -> object:
    return model.index(row, PersonColumn.NAME).data()


def test_what_comes_into_view_is_asked_for_once(qtbot: QtBot) -> None:
    model = PeopleModel()
    heard = Listener(model)
    model.show_total(50_000)
    assert model.rowCount() == 50_000
    for row in (0, 1, PAGE - 1, 49_999):
        assert name(model, row) == "…"
    qtbot.waitUntil(lambda: bool(heard.asked))
    assert heard.asked == [0, 49_999 // PAGE]
    model.put(0, people(0))
    assert name(model, 1) == "甲1"
    assert model.index(1, PersonColumn.STATE).data(CHIP_ROLE).word
    assert model.index(1, PersonColumn.STATE).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_page_that_came_short_isnt_asked_for_forever(qtbot: QtBot) -> None:
    model = PeopleModel()
    heard = Listener(model)
    model.show_total(10)
    model.put(0, people(0, 3))
    assert model.person(2) is not None
    assert (model.person(3), model.person(-1), model.person(99)) == (None, None, None)
    name(model, 5)
    qtbot.wait(20)
    assert not heard.asked


def test_memory_is_bounded_however_far_somebody_scrolls(qtbot: QtBot) -> None:
    model = PeopleModel()
    model.show_total(50_000)
    for page in range(50_000 // PAGE):
        model.put(page, people(page))
    assert model.person(0) is None
    assert model.person(49_999) is not None
    held = sum(model.person(row) is not None for row in range(0, 50_000, PAGE))
    assert held <= 40


def test_looking_again_asks_anew_and_keeps_the_rows(qtbot: QtBot) -> None:
    model = PeopleModel()
    heard = Listener(model)
    model.show_total(3)
    model.put(0, people(0, 3))
    with qtbot.assertNotEmitted(model.modelReset):
        model.look_again(3)
    name(model, 0)
    qtbot.waitUntil(lambda: heard.asked == [0])
    with qtbot.waitSignal(model.modelReset):
        model.look_again(4)
