# SPDX-License-Identifier: Apache-2.0
"""Twenty people in a row, with lives as a counter sees them on a mixed day; each ends as it should, or says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.domain.remarks import Point
from sscard_desktop.services.demoroster import FIRST, ROSTER
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.ui.counter.sheets import WaitingSheet
from sscard_desktop.ui.counter.steps import StepKind
from tests.clerk.clerk import Clerk
from tests.clerk.tally import Whose

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Life:
    """What happens with one person.

    Attributes:
        person: index among the demo's people.
        live: serves them from the card on, and says in the end whether all is as it should be.
    """

    name: str
    person: int
    live: Callable[[Clerk, DemoPerson], bool]


def served(clerk: Clerk, person: DemoPerson) -> bool:
    """From the card to the submission."""
    clerk.receive(person)
    clerk.finish()
    return was_submitted(clerk, person)


def was_submitted(clerk: Clerk, person: DemoPerson) -> bool:
    """Return whether somebody's one record is handed in, printed and numbered."""
    found = records(clerk, person)
    return [each.status for each in found] == [Status.SUBMITTED] and all(
        each.receipt_number and each.prints for each in found
    )


def records(clerk: Clerk, person: DemoPerson) -> Sequence[RecordSummary]:
    """Return somebody's records."""
    registry = clerk.counter.desk.registry
    return clerk.counter.on_lane(lambda: list(registry.search(person.card.number)))


def sent_away(clerk: Clerk, person: DemoPerson) -> bool:
    """The card expires too soon: nothing is begun, nothing kept."""
    clerk.receive(person)
    clerk.finish()
    return not records(clerk, person)


def read_from_pictures(clerk: Clerk, person: DemoPerson) -> bool:
    """The chip is dead: what is printed on the card is photographed, read and confirmed field by field."""
    clerk.receive(person)
    clerk.hands.press(Key.Key_F2)
    clerk.hands.wait(lambda: clerk.page.work.record is not None and not clerk.page.work.busy, "a new record")
    clerk.hands.press(Key.Key_F5)
    clerk.hands.wait(lambda: clerk.front() is not None, "ID pictures begin")
    clerk.answer_dialog()
    clerk.look_up()
    documents = clerk.page.standing.documents
    clerk.hands.wait(lambda: not documents.busy, "the pictures are read")
    clerk.finish()
    return was_submitted(clerk, person)


def taken_before(clerk: Clerk, person: DemoPerson) -> bool:
    """Served already today: the earlier record is shown instead of a second one."""
    clerk.receive(person)
    clerk.finish()
    return was_submitted(clerk, person)


def called_away(clerk: Clerk, person: DemoPerson) -> bool:
    """Called to the telephone before the photo: parked, and gone on with when they are back."""
    clerk.receive(person)
    clerk.finish_until(StepKind.PHOTO)
    clerk.hands.press(Key.Key_F7)
    clerk.hands.wait(lambda: clerk.page.work.record is None and not clerk.page.work.busy, "parked")
    clerk.hands.press(Key.Key_F8)
    clerk.hands.wait(lambda: isinstance(clerk.front(), WaitingSheet), "who waits")
    clerk.hands.press(Key.Key_Return)
    clerk.hands.wait(lambda: clerk.page.work.record is not None and not clerk.page.work.busy, "taken up again")
    clerk.finish()
    return was_submitted(clerk, person)


def sent_back(clerk: Clerk, person: DemoPerson) -> bool:
    """Handed in, returned by the supervisor for the mobile number, mended and handed in again."""
    served(clerk, person)
    kept = clerk.hands.tally.kept()
    desk = clerk.counter.desk
    (record,) = records(clerk, person)
    review = clerk.counter.on_lane(desk.review)
    clerk.counter.on_lane(lambda: review.send_back(record.id, points=[Point("mobile", "号码打不通")]))
    clerk.hands.tally = kept
    clerk.hands.press(Key.Key_R, _CONTROL)
    clerk.hands.wait(lambda: clerk.page.work.record is not None and not clerk.page.work.busy, "returned one opens")
    clerk.hands.press(Key.Key_A, _CONTROL)
    clerk.hands.write(f"137{person.seed:08d}")
    clerk.hands.press(Key.Key_Return)
    clerk.finish()
    return was_submitted(clerk, person)


def on_the_list(clerk: Clerk, person: DemoPerson) -> bool:
    """A drive: the roster fills what the card doesn't."""
    begin_drive(clerk)
    return served(clerk, person)


def begin_drive(clerk: Clerk) -> None:
    """Let a supervisor begin the drive, if none is on."""
    opened = clerk.counter
    if opened.page.drive.view is None:
        opened.on_lane(lambda: opened.desk.drive_mode().start(ROSTER))
        opened.page.drive.refresh()
        clerk.hands.wait(lambda: opened.page.drive.view is not None, "between", Whose.DEVICE)
        clerk.hands.rest()


LIVES: Sequence[Life] = (
    Life("ordinary, on no list", 0, served),
    Life("card by post", 1, served),
    Life("minor with guardian", 2, served),
    Life("name with a middle dot", 3, served),
    Life("rare character", 4, served),
    Life("residence permit", 5, served),
    Life("foreigner", 6, served),
    Life("card about to expire", 7, sent_away),
    Life("student", 8, served),
    Life("agrees to deduction", 9, served),
    Life("dead chip", 10, read_from_pictures),
    Life("served before", 0, taken_before),
    Life("called away, resumed", FIRST + 3, called_away),
    Life("returned, mended", FIRST + 5, sent_back),
    Life("second residence permit", FIRST + 5 + 11, served),
    Life("roster, as listed", FIRST, on_the_list),
    Life("roster, another one", FIRST + 3 + 11, on_the_list),
    Life("roster, as listed", FIRST + 6, on_the_list),
    Life("roster, minor", FIRST + 2 + 11, on_the_list),
    Life("roster, student", FIRST + 8 + 11, on_the_list),
)
FIVE = (0, 7, 12, 15, 11)
"""Indices of a short day: new, sent away, parked and resumed, of the roster, served before."""
