# SPDX-License-Identifier: Apache-2.0
"""``unit``: the station's unit directory."""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.unitsettings import UnitSettings


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    unit = add_subject(commands, "unit", "the unit directory")
    add = add_command(unit, "add", add_unit, "add a unit")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--parent", default="", help="name of the unit above")
    add.add_argument("--insured-number", default="", help="参保单位编号")
    settle = add_command(unit, "settle", settle_unit, "say what a unit decides for all its people")
    settle.add_argument("name", metavar="NAME")
    settle.add_argument("values", nargs="*", metavar="FIELD=VALUE", help="what it doesn't name is each one's answer")
    settings = add_command(unit, "settings", show_settings, "what a unit decides for all its people")
    settings.add_argument("name", metavar="NAME")
    find = add_command(unit, "list", list_units, "find units by name, pinyin initials or number")
    find.add_argument("text", nargs="?", default="", metavar="TEXT")


def add_unit(call: Call) -> Exit:
    """Add a unit to the directory."""
    unit = Unit(call.options.name, call.options.parent, call.options.insured_number)
    with call.session() as session:
        Registry(session).add_unit(unit)
    call.output.done({"name": unit.name, "parent": unit.parent}, "cli.unit_added", name=unit.name)
    return Exit.DONE


def settle_unit(call: Call) -> Exit:
    """Open a unit for collective application with what it settles, in place of what it settled before."""
    parts = [text.partition("=") for text in call.options.values]
    for key, equals, _ in parts:
        if not equals:
            raise InvalidInputError("cli.not_an_assignment", text=key[:40])
    with call.session() as session:
        kept = UnitSettings(session).settle(call.options.name, {key: value for key, _, value in parts})
    return _tell_settings(call, kept)


def show_settings(call: Call) -> Exit:
    """Tell what a unit settled."""
    with call.session() as session:
        settled = UnitSettings(session).of(call.options.name)
    if settled is None:
        call.output.done({"name": call.options.name, "settings": None}, "cli.unit_not_open", name=call.options.name)
        return Exit.DONE
    return _tell_settings(call, settled)


def _tell_settings(call: Call, settled: Mapping[str, str]) -> Exit:
    lines = [f"{key}={value}" for key, value in settled.items()]
    data = {"name": call.options.name, "settings": dict(settled)}
    call.output.done(data, "cli.unit_settings", *lines, name=call.options.name, count=len(settled))
    return Exit.DONE


def list_units(call: Call) -> Exit:
    """List the units that match."""
    with call.session() as session:
        units = Registry(session).units(call.options.text)
    data = [{"name": u.name, "parent": u.parent, "insured_number": u.insured_number} for u in units]
    call.output.done({"units": data}, "cli.units", *(unit.name for unit in units), count=len(units))
    return Exit.DONE
