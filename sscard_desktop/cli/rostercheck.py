# SPDX-License-Identifier: Apache-2.0
"""``roster check``: what a unit's list says and what is wrong with it; needs no station and changes nothing."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.checkedroster import CheckedRoster, RosterProblem
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.messages import message, word
from sscard_desktop.services.rosterchecking import check_roster
from sscard_desktop.services.rostermarking import write_marked

_LINES_SHOWN = 200


def add_check(roster: Commands) -> None:
    """Add ``check`` to the commands behind ``roster``."""
    check = add_command(roster, "check", check_file, "say what is wrong with a unit's list, cell by cell")
    check.add_argument("file", metavar="FILE", help=".xlsx, .xls or .csv")
    check.add_argument("--sheet", default="", metavar="NAME", help="the sheet to read, where several are lists")
    check.add_argument("--errors-out", default="", metavar="E.xlsx", help="write the list with its bad cells marked")
    check.add_argument("--values", action="store_true", help="with --json: the values that were accepted, row by row")


def check_file(call: Call) -> Exit:
    """Check a list; rows that can't be imported are a finding."""
    path = Path(call.options.file)
    profile = call.profile()
    checked = read_and_check(call, path, profile, call.options.sheet)
    if call.options.errors_out:
        language = call.output.language
        write_marked(
            call.workplace.marked_books(),
            path,
            Path(call.options.errors_out),
            checked,
            lambda problem: _sentence(call, problem),
            lambda kind, value: word(kind, value, language),
            created_at=call.workplace.clock.now(),
            progress=call.output,
        )
    data = told(call, checked)
    if call.options.values:
        data["people"] = [{"row": row.number, "good": row.good, "values": dict(row.values)} for row in checked.rows]
    problems = list(checked.all_problems())
    lines = [f"{each.row or ''}\t{each.column}\t{_sentence(call, each)}" for each in problems[:_LINES_SHOWN]]
    counts = {"file": checked.file, "rows": len(checked.rows), "good": checked.good, "bad": checked.bad}
    call.output.done(data, "cli.roster_checked", *lines, **counts)
    return Exit.DONE if checked.usable and not checked.bad else Exit.FINDINGS


def read_and_check(call: Call, path: Path, profile: Profile, sheet: str = "") -> CheckedRoster:
    """Return the list in a file, checked by a city's rules as of today."""
    workplace = call.workplace
    table = workplace.table_reader().read(path)
    context = Context(today=workplace.clock.today(), divisions=workplace.divisions)
    return check_roster(table, profile, context, call.output, sheet=sheet)


def told(call: Call, checked: CheckedRoster) -> dict[str, object]:
    """Return what a script is told of a checked list."""
    return {
        "file": checked.file,
        "sheet": checked.sheet,
        "header_row": checked.header_row,
        "rows": len(checked.rows),
        "good": checked.good,
        "bad": checked.bad,
        "usable": checked.usable,
        "columns": [
            {"column": column.letters, "header": column.header, "field": column.key} for column in checked.columns
        ],
        "missing": list(checked.missing),
        "skipped": [{"row": row.number, "reason": row.reason.value} for row in checked.skipped],
        "problems": [_problem(call, problem) for problem in checked.all_problems()],
    }


def _problem(call: Call, problem: RosterProblem) -> dict[str, object]:
    sentences = message(problem.code, problem.params, call.output.language)
    return {
        "row": problem.row,
        "column": problem.column,
        "field": problem.key,
        "code": problem.code,
        "message": sentences.what,
        "remedy": sentences.todo,
        "severity": problem.severity.value,
        "proposal": problem.proposal,
    }


def _sentence(call: Call, problem: RosterProblem) -> str:
    sentences = message(problem.code, problem.params, call.output.language)
    return f"{sentences.what} {sentences.todo}".strip()
