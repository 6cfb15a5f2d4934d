# SPDX-License-Identifier: Apache-2.0
"""``figures``: the station in numbers for a time, shown or written as a table; a clerk gets the own."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, require_place
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.figures import Figures, Row
from sscard_desktop.domain.periods import Period, Span
from sscard_desktop.messages import figures_word
from sscard_desktop.services.figures import FiguresOf
from sscard_desktop.services.figurestable import COUNTS, RATES, Word, table_of, unit_name
from sscard_desktop.services.session import Session


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    figures = add_subject(commands, "figures", "people, times, retakes and refusals, in numbers")
    show = add_command(figures, "show", show_figures, "the figures of a time")
    export = add_command(figures, "export", export_figures, "the same as a table, one line a number")
    export.add_argument("--out", required=True, metavar="FILE", help="a .xlsx or .csv")
    for command in (show, export):
        command.add_argument("--span", choices=[span.value for span in Span], help="by default the day")
        command.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="in the span; else today")
        command.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD", help="first day")
        command.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD", help="last day")
        command.add_argument("--clerk", default="", metavar="NAME", help="of one clerk only")


def show_figures(call: Call) -> Exit:
    """Show figures."""
    with call.session() as session:
        found, profile = _figures(call, session), session.profile
    _, rows = table_of(found, profile, _word(call), call.output.language)
    lines = ["\t".join(each for each in row if each) for row in rows]
    call.output.done(_data(found, call), "figures.shown", *lines, **_told(found))
    return Exit.DONE


def export_figures(call: Call) -> Exit:
    """Write figures as a table."""
    path = Path(call.options.out)
    require_place(path)
    with call.session() as session:
        found = _figures(call, session)
        tables = call.workplace.tables()
        written = FiguresOf(session).export(found, path, tables, _word(call), call.output.language)
    data = {"file": str(path), "bytes": written.size_bytes, "sha256": written.sha256, **_data(found, call)}
    call.output.done(data, "figures.written", file=path.name, **_told(found))
    return Exit.DONE


def _figures(call: Call, session: Session) -> Figures:
    period = _period(call.options, session.clock.today())
    return FiguresOf(session).show(period, clerk=call.options.clerk)


def _period(options: argparse.Namespace, today: date) -> Period:
    if options.first is None and options.last is None:
        return Period.of(Span(options.span or Span.DAY), options.date or today)
    if options.span or options.date:
        raise InvalidInputError("figures.period")
    last = options.last or max(today, options.first)
    try:
        return Period(options.first or last, last)
    except ValueError as error:
        raise InvalidInputError("figures.period") from error


def _word(call: Call) -> Word:
    return lambda kind, value: figures_word(kind, value, call.output.language)


def _told(found: Figures) -> dict[str, object]:
    period = found.period
    return {"first": period.first.isoformat(), "last": period.last.isoformat(), "people": found.total.people}


def _data(found: Figures, call: Call) -> dict[str, object]:
    def lengths(each: object) -> dict[str, object]:
        return {name: getattr(each, name) for name in ("count", "middle_s", "most_s")}

    return {
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "clerk": found.clerk,
        "total": _row(found.total),
        "people_an_hour": found.an_hour,
        "columns": {day.isoformat(): people for day, people in found.columns.items()},
        "hours": {str(hour): people for hour, people in found.hours.items()},
        "waiting": {status.value: count for status, count in found.waiting.items()},
        "steps": {step.value: lengths(length) for step, length in found.steps.items()},
        "stays": {status.value: lengths(length) for status, length in found.stays.items()},
        "retakes": dict(found.retakes),
        "overrides": dict(found.overrides),
        "refusals": dict(found.refusals),
        "clerks": [{"clerk": each.name, **_row(each)} for each in found.clerks],
        "units": [{"unit": unit_name(each.name, _word(call)), **_row(each)} for each in found.units],
    }


def _row(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in COUNTS} | {f"{name}_rate": row.rate(name) for name in RATES}
