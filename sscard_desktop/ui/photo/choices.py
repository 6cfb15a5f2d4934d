# SPDX-License-Identifier: Apache-2.0
"""What a station remembers of its cameras: which looks at people, which at cards, who presses the shutter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.services.preferences import CAMERA_SETTINGS, StationPreferences
from sscard_desktop.ui.desk import Desk

CAMERA_OF = CAMERA_SETTINGS
"""The setting under which a purpose's camera is remembered."""
PERSON_CAMERA, CARD_CAMERA = CAMERA_OF[Purpose.PERSON], CAMERA_OF[Purpose.DOCUMENT]
CARDS_FROM_FILES = "camera.card_files"
"""``yes`` where cards come from a scanner's files rather than from a camera."""
MANUAL_SHUTTER = "camera.manual"
"""``yes`` where the picture isn't taken by itself."""
SOUND = "camera.sound"
"""``yes`` where tones are heard beside the live picture, ``voice`` where the hints are said aloud."""


_DOCUMENT_CAMERAS = ("高拍", "拍摄仪", "document", "visuali", "scan")
"""What document cameras call themselves among other words."""


def document_camera(devices: Sequence[CameraDevice]) -> str:
    """Return the id of the camera that most likely looks at documents, ``""`` if there is none.

    Where no name tells, it is the last one: the first is the system's own, which looks at people.
    """
    named = (each.id for each in devices if any(word in each.name.casefold() for word in _DOCUMENT_CAMERAS))
    return next(named, devices[-1].id if devices else "")


def person_camera(devices: Sequence[CameraDevice], *, documents: str = "") -> str:
    """Return the id of the camera that most likely looks at people, ``""`` if there is none.

    Args:
        devices: the cameras connected, the system's default first.
        documents: the one that was chosen for documents: taken only where there is no other.
    """
    others = [device for device in devices if device.id != documents]
    free = [each for each in others if not any(word in each.name.casefold() for word in _DOCUMENT_CAMERAS)]
    return next((each.id for each in (*free, *others, *devices)), "")


TONES, VOICE = "yes", "voice"


class StationChoices:
    """Reads and keeps choices in the station's settings, on the store lane."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        self._desk = desk
        self._owner = owner

    def read(self, key: str, then: Callable[[str], object]) -> None:
        """Tell ``then`` what was kept, ``""`` if nothing ever was."""
        store = self._desk.session.store
        self._desk.tasks.run(lambda: store.setting(key), owner=self._owner, on_done=then)

    def keep(self, key: str, value: str) -> None:
        """Keep a choice for everybody at this station."""
        preferences = StationPreferences(self._desk.session)
        self._desk.tasks.run(lambda: preferences.keep(key, value), owner=self._owner)
