# SPDX-License-Identifier: Apache-2.0
"""The usual way: whole frames on a serial port or network address (GA/T 467)."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.devices.idcard.commands import Command
from sscard_desktop.devices.idcard.dialects.dialect import AnswerParser
from sscard_desktop.devices.idcard.frames import FrameParser
from sscard_desktop.devices.idcard.wires import SerialWire, Wire


class Sam:
    """See :class:`~sscard_desktop.devices.idcard.dialects.dialect.Dialect`; the others begin from it."""

    one_shot = False
    has_speed = True

    def open(self, url: str, *, baud: int, slice_s: float) -> Wire:
        """Open a serial port or ``socket://`` address."""
        return SerialWire(url, baud=baud, slice_s=slice_s)

    def spell(self, command: Command) -> Command | None:
        """Commands are as :mod:`~sscard_desktop.devices.idcard.commands` has them."""
        return command

    def pieces(self, command: Command) -> Sequence[bytes]:
        """A request goes out in one write."""
        return (command.request,)

    def parser(self) -> AnswerParser:
        """Frames may begin anywhere."""
        return FrameParser()
