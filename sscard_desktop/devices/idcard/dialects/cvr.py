# SPDX-License-Identifier: Apache-2.0
"""Readers of the CVR line with command numbers of their own: 00 81, 00 82 and 00 83 find, select and read.

The envelope and the answers are the usual ones. From one driver's table; **not tried on a device**. What it doesn't
name (resetting, appended addresses, chip numbers) is never sent to such a reader. Their lines often run at 9600 bits a
second, which the search for the speed finds.
"""

from __future__ import annotations

from dataclasses import replace

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Command
from sscard_desktop.devices.idcard.dialects.plain import Sam

GREETING = replace(commands.STATUS, body=b"\x00\x01", data_bytes={0, 13}, longest_bytes=24)
"""The driver waits for 24 bytes, 13 of them data, and looks at none; an answer without data is believed as well."""

_SPELT = (
    (commands.STATUS, GREETING),
    (commands.MODULE_NUMBER, commands.MODULE_NUMBER),
    (commands.FIND, replace(commands.FIND, body=b"\x00\x81")),
    (commands.SELECT, replace(commands.SELECT, body=b"\x00\x82")),
    (commands.READ, replace(commands.READ, body=b"\x00\x83")),
)


class Cvr(Sam):
    """See the module."""

    def spell(self, command: Command) -> Command | None:
        """Return the command under its own number."""
        return next((spelt for usual, spelt in _SPELT if usual is command), None)
