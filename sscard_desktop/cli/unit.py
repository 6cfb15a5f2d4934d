# SPDX-License-Identifier: Apache-2.0
"""``unit``: the station's unit directory."""

from __future__ import annotations

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.registry import Registry


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    unit = add_subject(commands, "unit", "the unit directory")
    add = add_command(unit, "add", add_unit, "add a unit")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--parent", default="", help="name of the unit above")
    add.add_argument("--insured-number", default="", help="参保单位编号")
    find = add_command(unit, "list", list_units, "find units by name, pinyin initials or number")
    find.add_argument("text", nargs="?", default="", metavar="TEXT")


def add_unit(call: Call) -> Exit:
    """Add a unit to the directory."""
    unit = Unit(call.options.name, call.options.parent, call.options.insured_number)
    with call.session() as session:
        Registry(session).add_unit(unit)
    call.output.done({"name": unit.name, "parent": unit.parent}, "cli.unit_added", name=unit.name)
    return Exit.DONE


def list_units(call: Call) -> Exit:
    """List the units that match."""
    with call.session() as session:
        units = Registry(session).units(call.options.text)
    data = [{"name": u.name, "parent": u.parent, "insured_number": u.insured_number} for u in units]
    call.output.done({"units": data}, "cli.units", *(unit.name for unit in units), count=len(units))
    return Exit.DONE
