# SPDX-License-Identifier: Apache-2.0
"""What goes wrong at a counter, as it is staged at a demo station: which device, what happens when, and how it ends.

Answers for the plots alone; :mod:`.demostage` plays them. A plot begins with a device that is well. Some end by
themselves, as a cable that somebody plugs in again; others wait for whoever staged them, as a tray that stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sscard_desktop.domain.printing import Trouble
from sscard_desktop.services.ports import DemoScene

if TYPE_CHECKING:
    from sscard_desktop.services.demostage import DemoStage


class Apparatus(StrEnum):
    """What something can happen to; one thing at a time."""

    READER = "reader"
    CAMERA = "camera"
    PRINTER = "printer"


class Mishap(StrEnum):
    """What can be staged."""

    READER_CABLE = "reader_cable"
    CARD_LIFTED = "card_lifted"
    DEAD_CHIP = "dead_chip"
    SAME_CARD = "same_card"
    TWO_CARDS = "two_cards"
    SILENT = "silent"
    GARBLED = "garbled"
    UNAUTHORISED = "unauthorised"
    SELF_TEST = "self_test"
    CAMERA_CABLE = "camera_cable"
    FROZEN = "frozen"
    LAMP_OFF = "lamp_off"
    TWO_PEOPLE = "two_people"
    TOO_FAR = "too_far"
    BUSY = "busy"
    NO_ACCESS = "no_access"
    NO_PAPER = "no_paper"
    JAM = "jam"
    OFFLINE = "offline"
    REFUSES = "refuses"
    REMOVED = "removed"
    DRIVER = "driver"


@dataclass(frozen=True, slots=True)
class Plot:
    """How a mishap goes.

    Attributes:
        apparatus: what it happens to.
        begin: what is done at once.
        lasts_s: after so long the device is well again, ``None``: it stays as it is until somebody mends it.
        end: what is done then, just before.
        needs_people: it takes fictitious people, not just the built-in cards.
    """

    apparatus: Apparatus
    begin: Callable[[DemoStage], object]
    lasts_s: float | None = None
    end: Callable[[DemoStage], object] = lambda stage: None
    needs_people: bool = False


def _with_fault(fault: str) -> Callable[[DemoStage], object]:
    """Return a beginning that lays the next card on a reader with this fault."""

    def begin(stage: DemoStage) -> None:
        stage.set_fault(fault)
        stage.lay_next()

    return begin


def _fault(fault: str) -> Callable[[DemoStage], object]:
    return lambda stage: stage.set_fault(fault)


def _scene(scene: DemoScene) -> Callable[[DemoStage], object]:
    return lambda stage: stage.devices.play(scene)


def _trouble(trouble: Trouble) -> Callable[[DemoStage], object]:
    return lambda stage: stage.devices.printer().fall_ill(trouble)


_READER, _CAMERA, _PRINTER = Apparatus

PLOTS: Mapping[Mishap, Plot] = {
    Mishap.READER_CABLE: Plot(_READER, lambda stage: stage.reader.stop(), 5.0),
    Mishap.CARD_LIFTED: Plot(_READER, _with_fault("card-moved"), 4.0, lambda stage: stage.lay_again()),
    Mishap.DEAD_CHIP: Plot(_READER, lambda stage: stage.lay_dead_chip(), 0.0, needs_people=True),
    Mishap.SAME_CARD: Plot(_READER, lambda stage: stage.lift(), 1.5, lambda stage: stage.lay_again()),
    Mishap.TWO_CARDS: Plot(_READER, lambda stage: stage.lay_next(), 2.5, lambda stage: stage.lay_next()),
    Mishap.SILENT: Plot(_READER, _fault("silence"), 12.0),
    Mishap.GARBLED: Plot(_READER, _with_fault("flipped-bit"), 10.0, lambda stage: stage.lay_again()),
    Mishap.UNAUTHORISED: Plot(_READER, _fault("unauthorised")),
    Mishap.SELF_TEST: Plot(_READER, _fault("self-test")),
    Mishap.CAMERA_CABLE: Plot(_CAMERA, lambda stage: stage.devices.unplug_cameras(), 5.0),
    Mishap.FROZEN: Plot(_CAMERA, lambda stage: stage.devices.freeze_cameras(), 10.0),
    Mishap.LAMP_OFF: Plot(_CAMERA, _scene(DemoScene.LAMP_OFF)),
    Mishap.TWO_PEOPLE: Plot(_CAMERA, _scene(DemoScene.TWO_PEOPLE)),
    Mishap.TOO_FAR: Plot(_CAMERA, _scene(DemoScene.TOO_FAR)),
    Mishap.BUSY: Plot(_CAMERA, _scene(DemoScene.BUSY), 10.0),
    Mishap.NO_ACCESS: Plot(_CAMERA, _scene(DemoScene.NO_ACCESS)),
    Mishap.NO_PAPER: Plot(_PRINTER, _trouble(Trouble.NO_PAPER)),
    Mishap.JAM: Plot(_PRINTER, _trouble(Trouble.JAM)),
    Mishap.OFFLINE: Plot(_PRINTER, _trouble(Trouble.OFFLINE), 15.0),
    Mishap.REFUSES: Plot(_PRINTER, _trouble(Trouble.REFUSES)),
    Mishap.REMOVED: Plot(_PRINTER, lambda stage: stage.devices.printer().remove()),
    Mishap.DRIVER: Plot(_PRINTER, _trouble(Trouble.DRIVER), 15.0, lambda stage: stage.devices.printer().give_up()),
}
