# SPDX-License-Identifier: Apache-2.0
"""The demo station's hardware: a simulated reader on a real serial line, a demo camera, and fictitious people."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop.devices.democamera import DemoCameras
from sscard_desktop.devices.demopeople import USUAL_FILE, demo_people
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.devices.spooler.demo import NAME, DemoSpooler
from sscard_desktop.domain.document import Side
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.privateuse import proposed
from sscard_desktop.services.ports import DemoPerson, DemoPrinter, DemoScene, Frame, SimulatedReader

if TYPE_CHECKING:
    from sscard_desktop.devices.democards import DrawnCard
    from sscard_desktop.devices.demodesk import DemoDesk

FRAME_TIMEOUT_S = 20.0
_RARE_FONT = "HanaMinB.ttf"


_PREFIX = "sscard-reader-"


def clear_left(place: Path) -> None:
    """Clear away what readers of programs that were killed left here; a program that runs keeps its own."""
    for left in place.glob(f"{_PREFIX}*-*"):
        process = left.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            # Somebody else's, or a link: stays.
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


class DemoHardware:
    """Implements ``services.ports.DemoDevices``.

    Args:
        samples: the folder ``resources/samples``.
        font: font file for the ID card pictures.
        today: the day from which the people's ages and documents are counted.
        nation: the word for a nation's code.
        prints: where the printer's sheets fall; without it there is no printer.
        people: the file among the samples that the applicants' lives come from.
    """

    def __init__(
        self,
        samples: Path,
        font: Path,
        today: date,
        *,
        nation: Callable[[str], str] = lambda code: code,
        prints: Path | None = None,
        people: str = USUAL_FILE,
    ) -> None:
        self._samples = samples
        self._people = people
        self._font = font
        self._today = today
        self._nation = nation
        self.cameras = DemoCameras(samples, desk=self._desk)
        self.spooler = DemoSpooler(prints or Path(), (NAME,) if prints else ())
        self._seated: DemoPerson | None = None
        self._bringer: DemoPerson | None = None

    def people(self, count: int) -> Sequence[DemoPerson]:
        """Return that many fictitious applicants."""
        return demo_people(self._samples, count, self._today, file=self._people)

    def reader(self) -> SimulatedReader:
        """Return a simulated reader, not yet started. Unplugged and plugged in again it is found at the same place."""
        if sys.platform == "win32":
            # On TCP it keeps its number by itself.
            return SimulatedCardReader(today=self._today)
        place = Path(tempfile.gettempdir())
        clear_left(place)
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=place))
        made = SimulatedCardReader(today=self._today, link=folder / "line")
        weakref.finalize(made, shutil.rmtree, folder, ignore_errors=True)
        return made

    def seat(self, person: DemoPerson) -> None:
        """Let a person sit down before the demo camera; the card under the document camera is theirs."""
        self._seated = self._bringer = person
        self.cameras.seat(person.seed)

    def bring(self, person: DemoPerson) -> None:
        """Let the card under the document camera be this person's, whoever sits there."""
        self._bringer = person

    def seated(self) -> DemoPerson:
        """Return who sits before the demo camera; at first it is the first of the people."""
        return self._seated or self.people(1)[0]

    def photograph(self, person: DemoPerson) -> Frame:
        """Seat a person and return a frame that came through the camera's port.

        Raises:
            EnvironmentFailedError: ``camera.*``.
        """
        self.seat(person)
        arrived = threading.Event()
        frames: list[Frame] = []
        failures: list[SscardError] = []

        def keep(frame: Frame) -> None:
            frames.append(frame)
            arrived.set()

        def lose(error: SscardError) -> None:
            failures.append(error)
            arrived.set()

        self.cameras.open(self.cameras.devices()[0].id, keep, lose)
        try:
            arrived.wait(FRAME_TIMEOUT_S)
        finally:
            self.cameras.close()
        if failures:
            raise failures[0]
        if not frames:
            raise EnvironmentFailedError("camera.silent", name="demo")
        return frames[-1]

    def id_pictures(self, person: DemoPerson) -> tuple[bytes, bytes]:
        """Return pictures of front and back of a card that is plainly a sample."""
        return self._drawn(person).jpegs()

    def lay_document(self, side: Side) -> None:
        """Lay the card that was brought under the document camera with this side up."""
        self.cameras.lay(side)

    def play(self, scene: DemoScene) -> None:
        """Let a scene begin before the cameras."""
        self.cameras.play(scene)

    def scene(self) -> DemoScene:
        """Return the scene that is played."""
        return self.cameras.scene

    def unplug_cameras(self) -> None:
        """Pull the cameras' cable."""
        self.cameras.unplug()

    def plug_in_cameras(self) -> None:
        """Plug them in again."""
        if not self.cameras.plugged_in:
            self.cameras.plug_in()

    def freeze_cameras(self) -> None:
        """Let the stream stand still until the camera is opened again."""
        self.cameras.freeze()

    def cameras_frozen(self) -> bool:
        """Return whether it stands still."""
        return self.cameras.frozen

    def cameras_plugged_in(self) -> bool:
        """Return whether they are."""
        return self.cameras.plugged_in

    def printer(self) -> DemoPrinter:
        """Return the printer of :attr:`spooler`."""
        return self.spooler

    def _drawn(self, person: DemoPerson) -> DrawnCard:
        # Imported late: it needs Pillow and numpy, which the unlock page must not wait for.
        from sscard_desktop.devices.democards import CardFonts, demo_portrait, draw_card

        # On the card itself stands the character that an older chip has no number for.
        card = replace(person.card, name=proposed(person.card.name))
        fonts = CardFonts(self._font, self._font.with_name(_RARE_FONT))
        nation = self._nation(card.nation) if card.nation else ""
        return draw_card(card, fonts, nation=nation, portrait=demo_portrait(self._samples, person.seed))

    def _desk(self) -> DemoDesk:
        from sscard_desktop.devices.demodesk import DemoDesk

        person = self._bringer or self.seated()
        return DemoDesk(self._drawn(person), seed=person.seed)
