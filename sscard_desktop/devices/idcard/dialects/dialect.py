# SPDX-License-Identifier: Apache-2.0
"""What a dialect has to know: how its line is opened, how a command is spelt, and where answers are in what arrives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sscard_desktop.devices.idcard.commands import Command
from sscard_desktop.devices.idcard.wires import Wire


class AnswerParser(Protocol):
    """Finds whole answers in bytes that arrive in pieces of any size. It holds one unfinished answer at most.

    Whoever reads the line calls :meth:`discard` when an answer stays incomplete or was damaged: searching on inside of
    it would find the frames that a chip photo can contain by chance.
    """

    @property
    def damaged(self) -> int:
        """How many answers of a believable length had a wrong check byte so far."""

    @property
    def partial(self) -> bool:
        """Whether an answer has begun and isn't complete."""

    @property
    def needed(self) -> int:
        """How many bytes are missing at least; at least 1. Call after :meth:`take`."""

    def feed(self, data: bytes) -> None:
        """Add what arrived."""

    def take(self) -> bytes | None:
        """Return the next answer's status words and data, or ``None`` until more arrives."""

    def discard(self) -> None:
        """Forget everything that is held."""


class Dialect(Protocol):
    """One way to speak with a reader. Without state; lines of many readers share it."""

    @property
    def one_shot(self) -> bool:
        """Whether the reader knows one request only, which finds, selects and reads in one go."""

    @property
    def has_speed(self) -> bool:
        """Whether the line has a speed that may have to be found out."""

    def open(self, url: str, *, baud: int, slice_s: float) -> Wire:
        """Open the line; ``EnvironmentFailedError`` (``reader.port_*``) when that fails."""

    def spell(self, command: Command) -> Command | None:
        """Return the command as this reader has it, ``None`` where it has no such thing."""

    def pieces(self, command: Command) -> Sequence[bytes]:
        """Return what to write for a command that was spelt, each piece in a write of its own."""

    def parser(self) -> AnswerParser:
        """Return a new parser for one line."""
