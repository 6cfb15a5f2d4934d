# SPDX-License-Identifier: Apache-2.0
"""The stage of a demo station: whose card lies on the simulated reader, who sits before the camera, what goes wrong.

It is what the strip above the counter, the control window and the training mode direct; they see the same people and
undo each other's mishaps. Answers for one mishap at a time on each device, and for everything being well again at a
word. Has no clock and no thread: whoever shows it calls :meth:`DemoStage.tick`. Used from one thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.printing import Trouble
from sscard_desktop.services.mishaps import PLOTS, Apparatus, Mishap
from sscard_desktop.services.ports import DemoDevices, DemoPerson, DemoScene, SimulatedReader

PEOPLE = 40
DEAD_CHIP = "select-failed"
"""The simulated reader's fault: it finds a card, and can't select it."""


@dataclass(frozen=True, slots=True)
class _Running:
    mishap: Mishap
    until_s: float | None


class DemoStage:
    """One reader, and at a demo station people, cameras and a printer around it.

    Args:
        reader: the simulated reader, started by whoever owns it.
        devices: the rest; without it there are the reader's built-in cards only.

    Class attributes:
        guided: lessons say who comes and what goes wrong; a learner isn't offered the stage's own controls.
    """

    guided = False

    def __init__(self, reader: SimulatedReader, devices: DemoDevices | None = None) -> None:
        self.reader: SimulatedReader = reader
        self._devices = devices
        self.people: Sequence[DemoPerson] = devices.people(PEOPLE) if devices is not None else ()
        self._at = -1
        self._laid: DemoPerson | str | None = None
        self._fault = ""
        self._person: DemoPerson | None = None
        self._running: dict[Apparatus, _Running] = {}
        self._obstacle: SscardError | None = None

    @property
    def devices(self) -> DemoDevices:
        """The cameras and the printer; ``RuntimeError`` where there is only a reader."""
        if self._devices is None:
            raise RuntimeError("a reader alone has no cameras and no printer")
        return self._devices

    @property
    def whole(self) -> bool:
        """Whether there is more than the reader."""
        return self._devices is not None

    @property
    def may_type(self) -> bool:
        """Whether a key types what a person says."""
        return True

    # cards and people

    @property
    def person(self) -> DemoPerson | None:
        """Who sits at the counter."""
        return self._person

    @property
    def served(self) -> DemoPerson | None:
        """Who answers at the counter."""
        return self._person

    @property
    def laid(self) -> DemoPerson | str | None:
        """Whose card was laid on last, or which built-in one; it may be lifted again."""
        return self._laid

    def lay_next(self) -> None:
        """Lift the card, and lay the next person's on; without people the next built-in one."""
        names = tuple(self.reader.card_names)
        self._at = (self._at + 1) % (len(self.people) or len(names))
        if self.people:
            self.lay(self.people[self._at])
        else:
            self.lay(names[self._at])

    def go_on_from(self, index: int) -> None:
        """Let this person's card be the next one, where it hasn't come yet."""
        self._at = max(self._at, min(index, len(self.people)) - 1)

    def lay_dead_chip(self) -> None:
        """Lift the card, and lay on that of the next person whose chip is dead; nothing happens if nobody's is."""
        after = (*range(self._at + 1, len(self.people)), *range(self._at + 1))
        dead = next((at for at in after if self.people[at].dead_chip), None)
        if dead is not None:
            self.lay(self.people[dead])

    def lay(self, card: DemoPerson | str) -> None:
        """Lift the card, and lay on somebody's, or a built-in one by its name."""
        if isinstance(card, DemoPerson) and card in self.people:
            self._at = self.people.index(card)
        self._laid = card
        self.reader.lift()
        self._set_reader()
        self.reader.lay_on(card if isinstance(card, str) else card.card)

    def lay_again(self) -> None:
        """Lay the same card on again; at the beginning the first one."""
        if self._laid is None:
            self.lay_next()
        else:
            self.lay(self._laid)

    def lift(self) -> None:
        """Lift the card."""
        self.reader.lift()

    def serve(self, number: str) -> bool:
        """Let the person of this document number sit down before the camera; nobody else's photo is taken.

        Without a number it is whose card the reader can't read. Returns whether somebody else sat down.
        """
        person = next((person for person in self.people if person.card.number == number), None)
        if not number and isinstance(self._laid, DemoPerson) and self._laid.dead_chip:
            person = self._laid
        if person is None or person is self._person:
            return False
        self._person = person
        self.devices.seat(person)
        return True

    # what goes wrong

    @property
    def fault(self) -> str:
        """What goes wrong with the reader whatever card lies on it, ``""`` for nothing."""
        return self._fault

    def set_fault(self, fault: str) -> None:
        """Let the reader fail in this way from now on, ``""`` in none; a card with a dead chip stays dead."""
        self._fault = fault
        self._set_reader()

    def play(self, scene: DemoScene) -> None:
        """Let a scene begin before the cameras, in place of what was staged for them."""
        self._running.pop(Apparatus.CAMERA, None)
        self.devices.play(scene)

    def plug_in(self) -> None:
        """Plug the reader in; where that can't be done, :attr:`obstacle` tells why."""
        self._obstacle = None
        try:
            self.reader.start()
        except SscardError as error:
            self._obstacle = error

    @property
    def obstacle(self) -> SscardError | None:
        """Why the reader couldn't be plugged in again: the place of its line may be gone."""
        return self._obstacle

    def mishaps(self) -> Sequence[Mishap]:
        """Return what can be staged here."""
        return [
            mishap
            for mishap, plot in PLOTS.items()
            if self.whole or (plot.apparatus is Apparatus.READER and not plot.needs_people)
        ]

    def running(self) -> Mapping[Apparatus, Mishap]:
        """Return what was staged and isn't over, by the device that it happens to."""
        return {apparatus: running.mishap for apparatus, running in self._running.items()}

    def begin(self, mishap: Mishap, now_s: float) -> None:
        """Let something happen, in place of what happens to that device.

        Args:
            mishap: one of :meth:`mishaps`.
            now_s: a monotonic clock's, as for :meth:`tick`.
        """
        plot = PLOTS[mishap]
        self._make_way(plot.apparatus)
        plot.begin(self)
        until_s = None if plot.lasts_s is None else now_s + plot.lasts_s
        self._running[plot.apparatus] = _Running(mishap, until_s)
        self.tick(now_s)

    def tick(self, now_s: float) -> None:
        """Let those mishaps end whose time has come."""
        for apparatus, running in list(self._running.items()):
            if running.until_s is not None and now_s >= running.until_s:
                PLOTS[running.mishap].end(self)
                self.heal(apparatus)

    def heal(self, apparatus: Apparatus) -> None:
        """Let a device be well; what was staged for it is over."""
        self._running.pop(apparatus, None)
        if apparatus is Apparatus.READER:
            self.set_fault("")
            self.plug_in()
        elif apparatus is Apparatus.CAMERA:
            self.devices.plug_in_cameras()
            self.devices.play(DemoScene.SEATED)
        else:
            self.devices.printer().put_back()
            self.devices.printer().mend()

    def print_as(self, trouble: Trouble | None, *, removed: bool = False) -> None:
        """Let the printer have this trouble, or be gone with what waits for it; ``None`` lets it be well."""
        if trouble is None and not removed:
            self.heal(Apparatus.PRINTER)
            return
        self._make_way(Apparatus.PRINTER)
        if removed:
            self.devices.printer().remove()
        elif trouble is not None:
            self.devices.printer().fall_ill(trouble)

    def _make_way(self, apparatus: Apparatus) -> None:
        """End what was staged for a device, for something else; a printer doesn't print what waits meanwhile."""
        if apparatus is Apparatus.PRINTER:
            self._running.pop(apparatus, None)
            self.devices.printer().put_back()
        else:
            self.heal(apparatus)

    def heal_all(self) -> None:
        """Let all be well."""
        for apparatus in Apparatus if self.whole else (Apparatus.READER,):
            self.heal(apparatus)

    def _set_reader(self) -> None:
        dead = isinstance(self._laid, DemoPerson) and self._laid.dead_chip
        self.reader.set_fault(self._fault or (DEAD_CHIP if dead else ""))
