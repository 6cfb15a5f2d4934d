# SPDX-License-Identifier: Apache-2.0
"""The stage of the training station: the lesson's people come by themselves, and what is wrong stays so until the
learner puts it right with their own hands.

Answers for what happens in the room: whose card lies on the reader, who sits before the camera and since when. It
judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.printing import Trouble
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.mishaps import Apparatus
from sscard_desktop.services.ports import DemoDevices, DemoPerson, DemoScene, SimulatedReader
from sscard_desktop.services.traininglessons import Lesson, Upset, cast_of
from sscard_desktop.services.trainingstation import PEOPLE

MOST_NOTED = 500


class Hand(StrEnum):
    """What the learner can do in the room, outside of the program."""

    CARD = "card"
    LIFT = "lift"
    CABLE = "cable"
    PAPER = "paper"
    SIT = "sit"
    """Ask the person to sit still and alone."""
    SEAT = "seat"
    """Let whoever's record is open sit down before the camera."""


class TrainingStage(DemoStage):
    """One room with its devices.

    Args:
        now: the wall clock, as the trail has it.
    """

    guided = True

    def __init__(self, reader: SimulatedReader, devices: DemoDevices, *, now: Callable[[], datetime]) -> None:
        super().__init__(reader, devices)
        self.people: Sequence[DemoPerson] = devices.people(PEOPLE)
        self._now = now
        self._lesson: Lesson | None = None
        self._cast: tuple[DemoPerson, ...] = ()
        self._come = 0
        self._stranger = ""
        self._asked_for = ""
        self._seated: list[tuple[datetime, str]] = []

    @property
    def may_type(self) -> bool:
        """Whether a key types for the person; in some lessons the learner does."""
        return self._lesson is None or not self._lesson.types

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is on."""
        return self._lesson

    @property
    def served(self) -> DemoPerson | None:
        """Who answers at the counter: whose record is open, whoever sits before the camera."""
        asked = next((person for person in self.people if person.card.number == self._asked_for), None)
        return asked or self.person

    @property
    def cast(self) -> Sequence[DemoPerson]:
        """The people of the lesson that is on, none while none is."""
        return self._cast

    @property
    def seated(self) -> Sequence[tuple[datetime, str]]:
        """Who (by document number) sat down before the camera when, in this lesson; oldest first."""
        return tuple(self._seated)

    @property
    def stuck(self) -> bool:
        """Whether the printer keeps what is printed."""
        return self.devices.printer().trouble is not None

    def set_lesson(self, lesson: Lesson | None, *, again: bool = False) -> None:
        """Let a lesson begin: all is well but for what it wants otherwise; ``None``: all is well, whoever comes comes.

        Args:
            again: the program was started anew in the middle of it, and what was wrong is over.
        """
        self.heal_all()
        self.lift()
        self._lesson = lesson
        self._cast = cast_of(lesson, self.people) if lesson is not None else ()
        self._come = 0
        self._stranger = self._asked_for = ""
        # Whoever sat there last gets up.
        self._person = None
        self._seated.clear()
        if lesson is None or again:
            return
        match lesson.upset:
            case Upset.CABLE:
                self.reader.stop()
            case Upset.JAM:
                self.devices.printer().fall_ill(Trouble.JAM)
            case Upset.RESTLESS:
                self.devices.play(DemoScene.RESTLESS)
            case Upset.STRANGER:
                self._stranger = self._cast[-1].card.number

    def lay_next(self) -> None:
        """Lay the card of the lesson's next person on, the last one's again once all were there."""
        if self._lesson is None:
            super().lay_next()
            return
        laid = self._lesson.laid()
        if laid:
            self.lay(self._cast[laid[min(self._come, len(laid) - 1)]])
            self._come += 1

    def lay_dead_chip(self) -> None:
        """Whose chip is dead the lesson says; see :meth:`DemoStage.lay_dead_chip`."""
        if self._lesson is None:
            super().lay_dead_chip()

    def serve(self, number: str) -> bool:
        """Let the person of this number sit down, unless somebody else is quicker; see :meth:`DemoStage.serve`.

        The card for the document camera is theirs even then.

        Without a number it is who comes in the lesson: a record is begun by hand for whoever stands there, and it
        mustn't get the pictures of who sat there in the lesson before.
        """
        self._asked_for = number
        came = super().serve(self._stranger or number or self._here)
        if came:
            self._note()
        if self._stranger:
            # Whoever sits down unasked has brought no card: the one on the desk is the applicant's.
            owner = next((person for person in self.people if person.card.number == (number or self._here)), None)
            if owner is not None:
                self.devices.bring(owner)
        return came

    def do(self, hand: Hand) -> None:
        """Do something in the room."""
        match hand:
            case Hand.CARD:
                self.lay_next()
            case Hand.LIFT:
                self.lift()
            case Hand.CABLE:
                self.heal(Apparatus.READER)
            case Hand.PAPER:
                self.heal(Apparatus.PRINTER)
            case Hand.SIT:
                self.heal(Apparatus.CAMERA)
            case Hand.SEAT:
                self._stranger = ""
                self.serve(self._asked_for)

    @property
    def _here(self) -> str:
        """The number of who stands at the counter, though nobody has read it yet; ``""`` where nobody does."""
        laid = self._lesson.laid() if self._lesson is not None else ()
        return self._cast[laid[min(max(self._come - 1, 0), len(laid) - 1)]].card.number if laid else ""

    def _note(self) -> None:
        if self.person is not None and len(self._seated) < MOST_NOTED:
            self._seated.append((self._now(), self.person.card.number))
