# SPDX-License-Identifier: Apache-2.0
"""What a station knows of its printers: how each form is printed, and by how much each prints beside its mark.

A form laid over pre-printed paper must hit boxes of 6 mm; printers miss by a millimetre and more, each in its own way,
and stationery differs from form to form. So the offset is kept by printer and, where a form needs its own, by form. It
moves what is printed, never the PDF that is saved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.printing import MOST_COPIES
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

PRINTER_SETTING = "print.printer"
OFFSETS_SETTING = "print.offsets"
WAYS_SETTING = "print.ways"
FARTHEST_TENTHS = 200
"""20 mm; who needs more has put the paper in wrong."""
MAX_OFFSETS = 200
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Offset:
    """By how much print is moved, in tenths of a millimetre: to the right, and down."""

    x_tenths: int = 0
    y_tenths: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """How a form is printed.

    Attributes:
        printer: the printer that is proposed, ``""`` for the system's own.
        tray: where it takes its paper from, in the spooler's words; ``""`` for the printer's own choice.
        two_sided: on both sides of the paper.
        copies: how many at a time; all of them bear the same number of reprint.
    """

    printer: str = ""
    tray: str = ""
    two_sided: bool = False
    copies: int = 1


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """What is set for printing.

    Attributes:
        printer: the printer that is proposed, ``""`` for the system's own.
        offsets: (printer, form) → offset; form ``""`` is all of this printer's forms that have none of their own.
        ways: form → how it is printed; form ``""`` is all that have none of their own.
    """

    printer: str = ""
    offsets: Mapping[tuple[str, str], Offset] = field(default_factory=dict)
    ways: Mapping[str, Way] = field(default_factory=dict)

    def offset(self, printer: str, form: str) -> Offset:
        """Return by how much a form is moved on a printer."""
        return self.offsets.get((printer, form)) or self.offsets.get((printer, "")) or Offset()

    def way(self, form: str) -> Way:
        """Return how a form is printed; its own way, or that of all."""
        return self.ways.get(form) or self.ways.get("") or Way(self.printer)


class Papers:
    """Reads and changes what is set for printing; what changed is in the audit trail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def current(self) -> PrinterSettings:
        """Return what is set now; what a damaged setting says is left out."""
        store = self._session.store
        return PrinterSettings(
            store.setting(PRINTER_SETTING),
            _read(store.setting(OFFSETS_SETTING)),
            _read_ways(store.setting(WAYS_SETTING)),
        )

    @allowed(Permission.SETTINGS)
    def use(self, printer: str) -> PrinterSettings:
        """Propose this printer from now on, ``""`` for the system's own."""
        self._change(PRINTER_SETTING, printer[:_LONGEST_NAME])
        return self.current()

    @allowed(Permission.SETTINGS)
    def print_by(self, form: str, way: Way | None) -> PrinterSettings:
        """Print a form this way from now on, ``None`` as all others; ``form`` empty: all that have no way of their own.

        Raises:
            RefusedError: ``print.copies_out_of_range`` (``most``).
        """
        if way is not None and not 1 <= way.copies <= MOST_COPIES:
            raise RefusedError("print.copies_out_of_range", most=MOST_COPIES)
        current = self.current()
        ways = dict(current.ways)
        if way is None:
            ways.pop(form, None)
        else:
            ways[form] = replace(way, printer=way.printer[:_LONGEST_NAME], tray=way.tray[:_LONGEST_NAME])
        rows = [[key, each.printer, each.tray, each.two_sided, each.copies] for key, each in sorted(ways.items())]
        self._change(WAYS_SETTING, json.dumps(rows, ensure_ascii=False))
        return self.current()

    @allowed(Permission.SETTINGS)
    def move(self, printer: str, form: str, offset: Offset) -> PrinterSettings:
        """Set by how much a form is moved on a printer; ``form`` empty: all that have no offset of their own.

        Raises:
            RefusedError: ``print.offset_out_of_range`` (``most``: millimetres), ``print.too_many_offsets``.
        """
        if max(abs(offset.x_tenths), abs(offset.y_tenths)) > FARTHEST_TENTHS:
            raise RefusedError("print.offset_out_of_range", most=FARTHEST_TENTHS // 10)
        offsets = {**self.current().offsets, (printer[:_LONGEST_NAME], form): offset}
        # Nothing set, and nothing to be set against a printer's own offset: no need to keep it.
        offsets = {key: each for key, each in offsets.items() if each != Offset() or key[1]}
        if len(offsets) > MAX_OFFSETS:
            raise RefusedError("print.too_many_offsets", limit=MAX_OFFSETS)
        self._change(OFFSETS_SETTING, _written(offsets))
        return self.current()

    def _change(self, key: str, new: str) -> None:
        store = self._session.store
        with self._session.transaction():
            old = store.setting(key)
            if old != new:
                store.save_setting(key, new)
                self._session.audit("setting.change", key, old=old, new=new)


def _written(offsets: Mapping[tuple[str, str], Offset]) -> str:
    rows = [[printer, form, offset.x_tenths, offset.y_tenths] for (printer, form), offset in sorted(offsets.items())]
    return json.dumps(rows, ensure_ascii=False)


def _read_ways(setting: str) -> dict[str, Way]:
    try:
        rows = json.loads(setting or "[]")
    except ValueError:
        return {}
    ways = {}
    for row in rows if isinstance(rows, list) else ():
        match row:
            case [str(form), str(printer), str(tray), bool(two_sided), int(copies)] if 1 <= copies <= MOST_COPIES:
                ways[form] = Way(printer, tray, two_sided, copies)
    return ways


def _read(setting: str) -> dict[tuple[str, str], Offset]:
    try:
        rows = json.loads(setting or "[]")
    except ValueError:
        return {}
    offsets = {}
    for row in rows if isinstance(rows, list) else ():
        match row:
            case [str(printer), str(form), int(x), int(y)] if max(abs(x), abs(y)) <= FARTHEST_TENTHS:
                offsets[printer, form] = Offset(x, y)
    return offsets
