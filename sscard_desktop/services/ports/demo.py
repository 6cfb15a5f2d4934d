# SPDX-License-Identifier: Apache-2.0
"""The hardware of a demo station: a simulated reader, fictitious people, scenes before the cameras."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from sscard_desktop.domain.card import Card
    from sscard_desktop.domain.document import Side
    from sscard_desktop.domain.printing import Trouble
    from sscard_desktop.services.ports.cameras import Frame


@dataclass(frozen=True, slots=True)
class SimulatorState:
    """How a simulated reader stands.

    Attributes:
        card: what lies on it.
        fault: what goes wrong, ``""`` for nothing.
        reading_s: how long a reading takes, without the transfer.
        repeats: it finds a card again that it read already.
    """

    plugged_in: bool
    card: Card | None
    fault: str
    reading_s: float
    repeats: bool


class SimulatedReader(Protocol):
    """A reader of ours behind a real serial line: for the demo station, training and tests."""

    @property
    def url(self) -> str:
        """Where the line is found: a device path or a ``socket://`` URL."""

    def lay_on(self, card: Card | str) -> None:
        """Lay a card on it, or one of the built-in cards by name."""

    def lift(self) -> None:
        """Lift the card."""

    def set_fault(self, name: str) -> None:
        """Make something go wrong from now on; ``""`` mends it."""

    @property
    def card_names(self) -> Sequence[str]:
        """The built-in cards, as :meth:`lay_on` takes them."""

    @property
    def fault_names(self) -> Sequence[str]:
        """What can go wrong, as :meth:`set_fault` takes it."""

    def set_reading_time(self, seconds: float) -> None:
        """Take so long for each reading from now on."""

    def set_repeats(self, *, repeats: bool) -> None:
        """Find a card again that was read and still lies there, as some readers do, or not."""

    def state(self) -> SimulatorState:
        """Return how it stands."""

    def start(self) -> None:
        """Plug it in; a card that lies on it stays there, and :attr:`url` is the same each time. Idempotent."""

    def stop(self) -> None:
        """Unplug it. Idempotent."""

    def __enter__(self) -> SimulatedReader:
        """Start it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None, /
    ) -> None:
        """Stop it and end its thread."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A fictitious applicant of the demo station.

    Attributes:
        story: what is special about them, such as ``minor`` or ``expiring``.
        card: what lies on the reader.
        values: what the clerk types.
        seed: chooses their looks.
        dead_chip: the reader finds the card and gets nothing from it; what is printed on it is all there is.
    """

    story: str
    card: Card
    values: Mapping[str, str]
    seed: int
    dead_chip: bool = False


class DemoScene(StrEnum):
    """What happens before the demo cameras, for training and for trying what a counter never sees on a good day."""

    SEATED = "seated"
    WALKS_IN = "walks_in"
    TOO_FAR = "too_far"
    TWO_PEOPLE = "two_people"
    LAMP_OFF = "lamp_off"
    RESTLESS = "restless"
    FREEZES = "freezes"
    CABLE = "cable"
    BUSY = "busy"
    NO_ACCESS = "no_access"


class DemoPrinter(Protocol):
    """What can be done to a demo station's printer."""

    @property
    def trouble(self) -> Trouble | None:
        """What keeps its jobs."""

    @property
    def removed(self) -> bool:
        """Whether it is gone from the system."""

    def waiting(self) -> int:
        """Return how many jobs wait."""

    def fall_ill(self, trouble: Trouble) -> None:
        """Keep all jobs from now on."""

    def mend(self) -> None:
        """Print what waits."""

    def give_up(self) -> None:
        """Let all jobs that wait fail."""

    def remove(self) -> None:
        """Take it out of the system, with its jobs."""

    def put_back(self) -> None:
        """Put it back."""


class DemoDevices(Protocol):
    """The hardware of a demo station."""

    def people(self, count: int) -> Sequence[DemoPerson]:
        """Return that many fictitious applicants, the same each time."""

    def reader(self) -> SimulatedReader:
        """Return a simulated reader, not yet started."""

    def seat(self, person: DemoPerson) -> None:
        """Let a person sit down before the demo camera, whose own card they bring for the document camera."""

    def bring(self, person: DemoPerson) -> None:
        """Let the card for the document camera be this person's, whoever sits there."""

    def seated(self) -> DemoPerson:
        """Return who sits before the demo camera; at first it is the first of the people."""

    def photograph(self, person: DemoPerson) -> Frame:
        """Seat a person and return a frame that came through the camera's port."""

    def id_pictures(self, person: DemoPerson) -> tuple[bytes, bytes]:
        """Return pictures of front and back of a card that is plainly a sample."""

    def lay_document(self, side: Side) -> None:
        """Lay the card that was brought under the document camera with this side up."""

    def play(self, scene: DemoScene) -> None:
        """Let a scene begin before the cameras; those that end by themselves end with the person seated."""

    def scene(self) -> DemoScene:
        """Return the scene that is played."""

    def unplug_cameras(self) -> None:
        """Pull the cameras' cable."""

    def plug_in_cameras(self) -> None:
        """Plug them in again. Idempotent."""

    def freeze_cameras(self) -> None:
        """Let the stream stand still until the camera is opened again."""

    def cameras_frozen(self) -> bool:
        """Return whether it stands still."""

    def cameras_plugged_in(self) -> bool:
        """Return whether they are."""

    def printer(self) -> DemoPrinter:
        """Return what the demo's spooler prints on, for what can happen to it."""
