# SPDX-License-Identifier: Apache-2.0
"""The demo's window, served by keyboard alone: card on a real serial line, photo, pictures, consent, paper.

Nothing is faked but the hardware, and that is the demo's own. The clerk goes as the window leads and knows no short
cut that it doesn't show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.services.demoroster import FIRST, ROSTER
from tests.clerk.clerk import Clerk
from tests.clerk.hands import MouseWatch
from tests.clerk.lives import called_away, read_from_pictures, sent_away, taken_before
from tests.clerk.station import counter

OF_THE_ROSTER = 12
"""Keys for a person whom card and roster fill whole, from the card on, inside the dialogs and between them."""
NEW = 25
"""Keys beyond the text itself for somebody who is on no list."""
ORDINARY, BY_POST, MINOR = 0, 1, 2


@pytest.fixture(scope="module")
def clerk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    mouse = MouseWatch(qapp)
    with counter(tmp_path_factory.mktemp("counter")) as opened:
        yield Clerk(opened)
    mouse.stop()
    assert mouse.seen == 0


@pytest.fixture(autouse=True)
def begin_to_count(clerk: Clerk) -> None:
    clerk.hands.rest()


def submitted(clerk: Clerk, number: str) -> RecordSummary:
    registry = clerk.counter.desk.registry
    (record,) = clerk.counter.on_lane(lambda: list(registry.search(number)))
    assert record.status is Status.SUBMITTED
    assert record.prints == 1
    assert record.receipt_number
    return record


@pytest.mark.parametrize(
    "index",
    [
        ORDINARY,
        pytest.param(BY_POST, id="by_post", marks=pytest.mark.long),
        pytest.param(MINOR, id="minor", marks=pytest.mark.long),
    ],
)
def test_a_new_person_takes_twenty_five_keys_at_most(clerk: Clerk, index: int) -> None:
    person = clerk.counter.stage.people[index]
    clerk.receive(person)
    clerk.finish()
    assert clerk.hands.pressed <= NEW, clerk.hands.tally.keys
    submitted(clerk, person.card.number)


@pytest.mark.long
@pytest.mark.parametrize("life", [sent_away, taken_before, called_away, read_from_pictures])
def test_other_lives_end_as_they_should_without_a_mouse(clerk: Clerk, life: Callable[..., bool]) -> None:
    index = {sent_away: 7, taken_before: ORDINARY, called_away: FIRST + 3, read_from_pictures: 10}[life]
    assert life(clerk, clerk.counter.stage.people[index])


def test_a_complete_person_of_the_roster_takes_twelve_keys_at_most(clerk: Clerk) -> None:
    opened = clerk.counter
    opened.on_lane(lambda: opened.desk.drive_mode().start(ROSTER))
    opened.page.drive.refresh()
    clerk.hands.wait(lambda: opened.page.drive.view is not None, "the drive")
    clerk.hands.rest()
    person = opened.stage.people[FIRST]
    clerk.receive(person)
    clerk.finish()
    assert clerk.hands.tally.characters == 0
    assert clerk.hands.pressed <= OF_THE_ROSTER, clerk.hands.tally.keys
    submitted(clerk, person.card.number)
    clerk.hands.wait(lambda: opened.page.drive.strip.counts().startswith("已采集 1/"), "the drive counts")
