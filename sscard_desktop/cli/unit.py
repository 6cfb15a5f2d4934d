# SPDX-License-Identifier: Apache-2.0
"""``unit``: the station's unit directory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.checkedroster import letters_of
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.unitsheet import UnitProblem
from sscard_desktop.messages import message
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.unitimport import UnitImport, UnitNews
from sscard_desktop.services.unitsettings import UnitSettings

_MOST_LISTED = 200


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    unit = add_subject(commands, "unit", "the unit directory")
    add = add_command(unit, "add", add_unit, "add a unit")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--parent", default="", help="the unit above: its name, or its names from the top parted by ›")
    add.add_argument("--insured-number", default="", help="参保单位编号")
    settle = add_command(unit, "settle", settle_unit, "say what a unit decides for all its people")
    settle.add_argument("name", metavar="NAME")
    settle.add_argument("values", nargs="*", metavar="FIELD=VALUE", help="what it doesn't name is each one's answer")
    settings = add_command(unit, "settings", show_settings, "what a unit decides for all its people")
    settings.add_argument("name", metavar="NAME")
    find = add_command(unit, "list", list_units, "find units of any level by name, pinyin initials or number")
    find.add_argument("text", nargs="?", default="", metavar="TEXT")
    bring = add_command(unit, "import", import_units, "take a table of units into the directory")
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help="say what it would do, and store nothing")


def add_unit(call: Call) -> Exit:
    """Add a unit to the directory."""
    unit = Unit(call.options.name, call.options.parent, call.options.insured_number)
    with call.session() as session:
        Registry(session).add_unit(unit)
    call.output.done({"name": unit.name, "parent": unit.parent, "path": unit.path}, "cli.unit_added", name=unit.name)
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
        units = Registry(session).find_units(call.options.text, limit=_MOST_LISTED)
    data = [{"name": u.name, "parent": u.parent, "path": u.path, "insured_number": u.insured_number} for u in units]
    call.output.done({"units": data}, "cli.units", *(unit.path for unit in units), count=len(units))
    return Exit.DONE


def import_units(call: Call) -> Exit:
    """Read a table of units, say what it does, and store it unless something is wrong."""
    with call.session() as session:
        service = UnitImport(session, call.workplace.table_reader())
        plan = service.preview(Path(call.options.file))
        if not plan.problems and not call.options.dry_run:
            service.apply(plan)
    language = call.output.language
    counts = {news.value: plan.count(news) for news in UnitNews}
    stored = not plan.problems and not call.options.dry_run
    problems = [
        {**_placed(each), "message": str(message(each.code, each.params, language)), "code": each.code}
        for each in plan.problems
    ]
    data = {"file": plan.file, "sheet": plan.sheet, "stored": stored, **counts, "problems": problems}
    data["unknown_columns"] = list(plan.unknown)
    lines = [f"{each['row']}\t{each['column']}\t{each['message']}" for each in problems]
    lines += [str(message("rosters.column_unknown", {"header": header}, language)) for header in plan.unknown]
    code = "cli.units_wrong" if plan.problems else "cli.units_imported" if stored else "cli.units_planned"
    call.output.done(data, code, *lines, count=len(problems), **counts)
    return Exit.FINDINGS if plan.problems else Exit.DONE


def _placed(problem: UnitProblem) -> dict[str, object]:
    return {"row": problem.row, "column": letters_of(problem.column - 1) if problem.column else ""}
