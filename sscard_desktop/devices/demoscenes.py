# SPDX-License-Identifier: Apache-2.0
"""The demo cameras' scenes by the second: who is to be seen how, and what becomes of the cable.

Answers for the script alone; pictures are drawn by :mod:`demopictures`, and :mod:`democamera` plays it.
"""

from __future__ import annotations

from enum import Enum, auto

from sscard_desktop.devices.demopictures import Seating
from sscard_desktop.services.ports import DemoScene

TROUBLE_AFTER_S = 3.0
"""So long all is well, before the stream freezes or the cable is pulled."""
UNPLUGGED_S = 3.0
_COMES_AFTER_S, _COMES_IN_S = 1.0, 3.0
_STEPS = 24
_FAR, _DARK = 0.5, 0.22
_SMEARED_PX = 13


class Mishap(Enum):
    """What happens to the camera itself."""

    NONE = auto()
    FREEZE = auto()
    UNPLUG = auto()


def seating_at(scene: DemoScene, since_s: float) -> Seating:
    """Return how the person is before the camera, so long after the scene began."""
    match scene:
        case DemoScene.WALKS_IN:
            share = min(max((since_s - _COMES_AFTER_S) / _COMES_IN_S, 0.0), 1.0)
            # In steps, so that a slow computer draws each of them once.
            eased = 1 - (1 - round(share * _STEPS) / _STEPS) ** 2
            return Seating(scale=_FAR + (1 - _FAR) * eased, aside=-1.0 * (1 - eased))
        case DemoScene.TOO_FAR:
            return Seating(scale=_FAR)
        case DemoScene.TWO_PEOPLE:
            return Seating(company=True)
        case DemoScene.LAMP_OFF:
            return Seating(light=_DARK)
        case DemoScene.RESTLESS:
            return Seating(smeared_px=_SMEARED_PX)
        case _:
            return Seating()


def mishap_at(scene: DemoScene, since_s: float) -> Mishap:
    """Return what happens to the camera, so long after the scene began or the camera was opened."""
    if since_s < TROUBLE_AFTER_S:
        return Mishap.NONE
    return {DemoScene.FREEZES: Mishap.FREEZE, DemoScene.CABLE: Mishap.UNPLUG}.get(scene, Mishap.NONE)


def refusal_of(scene: DemoScene) -> str:
    """Return the code by which the camera refuses to be opened, ``""`` where it doesn't."""
    return {DemoScene.BUSY: "camera.busy", DemoScene.NO_ACCESS: "camera.no_access"}.get(scene, "")
