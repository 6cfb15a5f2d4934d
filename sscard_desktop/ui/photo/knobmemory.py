# SPDX-License-Identifier: Apache-2.0
"""How each camera was turned, kept at the station and turned again when the camera is opened: cameras forget it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from PySide6.QtCore import QObject

from sscard_desktop.domain.camera import Knob, KnobKind, position_of
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.choices import StationChoices
from sscard_desktop.ui.photo.feed import CameraFeed

_LONGEST = 200


class KnobMemory(QObject):
    """Turns the cameras of one feed as they were.

    Args:
        feed: whose cameras.
        desk: whose station.
    """

    def __init__(self, feed: CameraFeed, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._feed = feed
        self._choices = StationChoices(desk, self)
        feed.opened.connect(self._bring_back)

    def keep(self, device: CameraDevice, knobs: Sequence[Knob]) -> None:
        """Keep how this camera is turned now."""
        by_hand = [f"{knob.kind}={knob.kept()}" for knob in knobs]
        self._choices.keep(_setting(device.id), ";".join(by_hand))

    def _bring_back(self, device: CameraDevice) -> None:
        def turn(kept: str) -> None:
            if self._feed.device != device:
                return
            for kind, position in _read(kept):
                self._feed.turn(kind, position)

        self._choices.read(_setting(device.id), turn)


def _setting(device_id: str) -> str:
    # A driver may call itself anything; a setting's name is short.
    return f"camera.knobs.{hashlib.sha256(device_id.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _read(kept: str) -> list[tuple[KnobKind, int | None]]:
    """Return what was kept; parts that nobody could have kept are passed over."""
    parts = dict(part.split("=", 1) for part in kept[:_LONGEST].split(";") if "=" in part)
    return [(kind, position_of(parts[kind.value])) for kind in KnobKind if kind.value in parts]
