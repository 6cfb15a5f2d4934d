# SPDX-License-Identifier: Apache-2.0
"""A new station's first steps, from the first log-in to the first person: which there are, how each stands.

A step is well by what the station and its devices say, not because somebody passed it; what can't be seen from outside
(a picture was looked at, a page came out of the printer) is kept as a mark. A supervisor's steps are the station's, so
that another supervisor goes on with them; look, keys and practice are each person's own. Refuses nothing: whoever
leaves the steps works on, and finds them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.operators import Operator, Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.brought import brought_by_setup
from sscard_desktop.services.session import Session

_STATION_SETTING, _OWN_SETTING = "first.station", "first.own.{operator}"
_OVER = "over"
_PROVED_SETTING = "backup.proved_at"


class Step(StrEnum):
    """One thing to see to."""

    LOOK = "look"
    CODE = "code"
    """The recovery code is where it belongs."""
    READER = "reader"
    CAMERA = "camera"
    PRINTER = "printer"
    CITY = "city"
    PEOPLE = "people"
    UNITS = "units"
    BACKUP = "backup"
    KEYS = "keys"
    """The keys that matter."""
    PRACTICE = "practice"


class Mark(StrEnum):
    """What somebody did with a step."""

    DONE = "done"
    LATER = "later"


class Standing(StrEnum):
    """How a step stands."""

    WELL = "well"
    OPEN = "open"
    """Something has to be done, and can be done now."""
    ABSENT = "absent"
    """The device isn't there."""
    FREE = "free"
    """Worth a look; the station works without."""
    LATER = "later"


OWN = (Step.LOOK, Step.KEYS, Step.PRACTICE)
"""Each person's own."""
_FREE = frozenset({Step.CITY, Step.PEOPLE, Step.UNITS, *OWN})
_OF_A_STATION = tuple(step for step in Step if step is not Step.PRACTICE)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is, as kept and as the station's own facts tell.

    Attributes:
        steps: theirs, in order.
        marks: what they did with them.
        over: they came to the end, or left it for good.
        others: somebody besides them may log in.
        brought: names of those who came with a set-up file and have no password yet.
        units: the directory has units.
        proved: a backup was made and read back.
    """

    steps: tuple[Step, ...]
    marks: Mapping[Step, Mark] = field(default_factory=dict)
    over: bool = False
    others: bool = False
    brought: tuple[str, ...] = ()
    units: bool = False
    proved: bool = False

    def first_open(self) -> Step:
        """Return where to go on: the first step that nobody did anything with, the first one where all were passed."""
        return next((step for step in self.steps if step not in self.marks), self.steps[0])

    def after(self, step: Step) -> Step | None:
        """Return the step after this one that nobody did anything with, or else the next one; ``None`` at the end."""
        behind = self.steps[self.steps.index(step) + 1 :]
        before = self.steps[: self.steps.index(step)]
        waiting = [each for each in (*behind, *before) if each not in self.marks]
        if waiting:
            return waiting[0]
        return behind[0] if behind and self.over else None


@dataclass(frozen=True, slots=True)
class Around:
    """The devices as they are now.

    Attributes:
        reader: one is connected.
        cameras: how many there are.
        printers: how many there are.
    """

    reader: bool = False
    cameras: int = 0
    printers: int = 0


def standing(step: Step, progress: Progress, around: Around) -> Standing:
    """Return how a step stands, by what is there now before what anybody did."""
    mark = progress.marks.get(step)
    done = mark is Mark.DONE
    there = {Step.READER: around.reader, Step.CAMERA: around.cameras > 0, Step.PRINTER: around.printers > 0}
    well = {
        Step.READER: around.reader,
        Step.CAMERA: there[Step.CAMERA] and done,
        Step.PRINTER: there[Step.PRINTER] and done,
        Step.PEOPLE: (progress.others or done) and not progress.brought,
        Step.UNITS: progress.units or done,
        Step.BACKUP: progress.proved,
    }
    if well.get(step, done):
        return Standing.WELL
    if mark is Mark.LATER:
        return Standing.LATER
    if step is Step.PEOPLE and progress.brought:
        return Standing.OPEN
    if step in _FREE:
        return Standing.FREE
    return Standing.OPEN if there.get(step, True) else Standing.ABSENT


def waiting(progress: Progress, around: Around) -> Sequence[Step]:
    """Return the steps of a person that aren't well yet and that the station needs."""
    stands = {step: standing(step, progress, around) for step in progress.steps}
    owed = {Step.PEOPLE} if progress.brought else set()
    return [step for step, how in stands.items() if step not in _FREE - owed and how is not Standing.WELL]


class FirstSteps:
    """Keeps where somebody is, at each step: a power cut in the middle costs the step that was on."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def progress(self) -> Progress:
        """Return how far the person at work is."""
        session, operator = self._session, self._session.operator
        store = session.store
        own, station = self._kept(self._own), self._kept(_STATION_SETTING)
        settles = operator.may(Permission.SETTINGS)
        steps = _OF_A_STATION if settles else OWN
        marks = {**_marks(station if settles else {}), **_marks(own)}
        people = store.operators()
        active = [person for person in people if not person.disabled]
        came = brought_by_setup(store)
        return Progress(
            steps=steps,
            marks={step: mark for step, mark in marks.items() if step in steps},
            over=bool((station if settles else own).get(_OVER)),
            others=any(person.name != operator.name for person in active),
            brought=tuple(person.name for person in people if person.disabled and person.name in came),
            units=store.has_units(),
            proved=_moment(store.setting(_PROVED_SETTING)) is not None,
        )

    @allowed(Permission.WORK)
    def due(self) -> bool:
        """Return whether they come by themselves: begun and not ended, or nobody has worked here before.

        A station that is older than the steps has records, and whoever took some knows the counter: both are let be.
        """
        operator = self._session.operator
        kept = self._kept(_STATION_SETTING if operator.may(Permission.SETTINGS) else self._own)
        if kept.get(_OVER):
            return False
        return bool(kept) or not self._worked(operator)

    @allowed(Permission.WORK)
    def mark(self, step: Step, mark: Mark) -> Progress:
        """Keep what was done with a step, and return how far they are now. No decision, so no audit line."""
        key = self._own if step in OWN else _STATION_SETTING
        self._keep(key, step.value, mark.value)
        return self.progress()

    @allowed(Permission.WORK)
    def end(self) -> Progress:
        """Come no more by themselves for this person; a supervisor ends the station's, too."""
        self._keep(self._own, _OVER, _OVER)
        if self._session.operator.may(Permission.SETTINGS):
            self._keep(_STATION_SETTING, _OVER, _OVER)
        return self.progress()

    def _worked(self, operator: Operator) -> bool:
        mine = "" if operator.may(Permission.SETTINGS) else operator.name
        return any(self._session.store.count_by_status(created_by=mine).values())

    @property
    def _own(self) -> str:
        return _OWN_SETTING.format(operator=self._session.operator.name)

    def _kept(self, key: str) -> dict[str, str]:
        """Return what was kept under a key; what a newer or damaged station kept otherwise is left out."""
        try:
            found = json.loads(self._session.store.setting(key) or "{}")
        except ValueError:
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    def _keep(self, key: str, name: str, value: str) -> None:
        with self._session.store.transaction():
            self._session.store.save_setting(key, json.dumps({**self._kept(key), name: value}, sort_keys=True))


def _marks(kept: Mapping[str, str]) -> Mapping[Step, Mark]:
    steps, marks = {step.value for step in Step}, {mark.value for mark in Mark}
    return {Step(name): Mark(value) for name, value in kept.items() if name in steps and value in marks}


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
