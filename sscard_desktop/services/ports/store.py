# SPDX-License-Identifier: Apache-2.0
"""The open station: transactions, batches, people, units and settings; with records, trail and the rest, the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sscard_desktop.domain.unitpath import UNIT_MARK
from sscard_desktop.services.ports.audittrail import AuditStore
from sscard_desktop.services.ports.feedbackstore import FeedbackStore
from sscard_desktop.services.ports.figuresstore import FiguresStore
from sscard_desktop.services.ports.mergestore import MergeStore
from sscard_desktop.services.ports.recordstore import RecordStore
from sscard_desktop.services.ports.retention import RetentionStore
from sscard_desktop.services.ports.rosterstore import RosterStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from sscard_desktop.domain.batch import Batch
    from sscard_desktop.domain.operators import Operator
    from sscard_desktop.services.ports.condition import StoreFigures, StoreGlance


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (现今工作单位) of the directory, of three levels at most.

    Attributes:
        parent: the path of the unit above: its names from the top, parted by ``UNIT_MARK``; ``""`` at the top.
        insured_number: 参保单位编号, of the units that are insured by themselves.
        initials: of the name, in pinyin.
    """

    name: str
    parent: str = ""
    insured_number: str = ""
    initials: str = ""

    @property
    def path(self) -> str:
        """Its names from the top, parted by ``UNIT_MARK``: no other unit has the same."""
        return f"{self.parent}{UNIT_MARK}{self.name}" if self.parent else self.name


class Store(RecordStore, AuditStore, RetentionStore, FeedbackStore, FiguresStore, MergeStore, RosterStore, Protocol):
    """The open station file: one connection, for the thread that opened it only.

    Every method that writes takes part in the surrounding :meth:`transaction`; outside of one it raises
    ``RuntimeError``. All raise ``EnvironmentFailedError`` (``storage.disk_full``, ``storage.read_only``,
    ``storage.busy``, ``storage.io``, ``storage.damaged``) when the disk fails; the transaction is then rolled back and
    the store stays usable.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """Open one user action's transaction: committed durably (``synchronous=FULL``) at its end, or undone whole."""

    def close(self) -> None:
        """Close the connection and forget the key. Idempotent."""

    def another(self) -> Store:
        """Open a second connection to the same file for another thread (long exports); the caller closes it."""

    # batches
    def add_batch(self, batch: Batch) -> None:
        """Store a new batch with its members."""

    def batch(self, number: str) -> Batch:
        """Return the batch; raise ``RefusedError("batch.unknown")``."""

    def batches(self) -> Sequence[Batch]:
        """Return all batches, newest first."""

    def save_batch(self, batch: Batch) -> None:
        """Store a batch's attributes and members."""

    # operators
    def operators(self) -> Sequence[Operator]:
        """Return the people of this station by name."""

    def save_operator(self, operator: Operator) -> None:
        """Add or change a person (the password is the key file's)."""

    # units
    def units(self, text: str = "", *, parent: str = "", limit: int = 50) -> Sequence[Unit]:
        """Return the units right below ``parent`` (a path) whose name, pinyin initials or insured number match."""

    def find_units(self, text: str, *, limit: int = 50) -> Sequence[Unit]:
        """Return the units of any level that match, those at the top first."""

    def unit_at(self, path: str) -> Unit | None:
        """Return the unit at a path, ``None`` where there is none."""

    def all_units(self) -> Sequence[Unit]:
        """Return the directory, each unit before those below it."""

    def has_units(self) -> bool:
        """Return whether the directory holds any unit."""

    def add_unit(self, unit: Unit) -> None:
        """Add or change a unit of the directory."""

    # small things
    def next_running(self, series: str) -> int:
        """Return the next number (from 1) of a series; gapless, as it is counted inside the transaction."""

    def raise_running(self, series: str, to: int) -> None:
        """Let the next number of a series be greater than ``to``."""

    def setting(self, key: str) -> str:
        """Return a station setting, ``""`` where it was never set."""

    def save_setting(self, key: str, value: str) -> None:
        """Store a station setting."""

    # the file
    def settle(self) -> int:
        """Leave no earlier state in the write-ahead log, give free pages back; return the file's size in bytes."""

    def check_integrity(self) -> list[str]:
        """Return what is wrong with the file, empty if nothing: SQLCipher's page check, SQLite's own, foreign keys."""

    def glance(self, stop: Callable[[], bool]) -> StoreGlance:
        """Look at what a damaged disk breaks first, for a few seconds: every table but the pictures, the newest
        pictures against their digests, the trail's end. ``stop`` is asked often, and ends it.
        """

    def figures(self) -> StoreFigures:
        """Return the station in numbers."""
