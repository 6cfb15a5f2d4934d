# SPDX-License-Identifier: Apache-2.0
"""``day``: how a day ended, what is still open by clerk, and the sheet to be signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, require_place, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.endofday import DayReport
from sscard_desktop.services.endofday import EndOfDay


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    day = add_subject(commands, "day", "the end of the day")
    show = add_command(day, "show", show_day, "figures by unit, kind and clerk; what is open, by name")
    sheet = add_command(day, "sheet", write_sheet, "the day's sheet as PDF, to be signed and filed")
    sheet.add_argument("--out", required=True, metavar="FILE", help="a .pdf")
    for command in (show, sheet):
        command.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="by default today")


def show_day(call: Call) -> Exit:
    """Show a day."""
    with call.session() as session:
        report = EndOfDay(session, call.workplace.forms).report(call.output.language, call.options.date)
    call.output.done(_data(report), "day.shown", *_lines(call, report), **_told(report))
    return Exit.DONE


def write_sheet(call: Call) -> Exit:
    """Write the sheet."""
    path = Path(call.options.out)
    require_place(path)
    with call.session() as session:
        service = EndOfDay(session, call.workplace.forms)
        report = service.report(call.output.language, call.options.date)
        pdf = service.sheet(report, call.output.word)
    # It names people, so only its owner may read it.
    write_output(path, pdf, private=True)
    data = {"file": str(path), "bytes": len(pdf), **_data(report)}
    call.output.done(data, "day.written", file=path.name, **_told(report))
    return Exit.DONE


def _told(report: DayReport) -> dict[str, object]:
    count = len(report.open) + report.unlisted
    return {"day": report.day.isoformat(), "people": report.people, "count": count, "head": report.head}


def _lines(call: Call, report: DayReport) -> list[str]:
    def word(value: str) -> str:
        return call.output.word("day_sheet", value)

    gaps = [call.output.word("gap", gap.value) for gap in report.gaps]
    lines = ["\t".join((word("clerk"), word("submitted"), word("approved"), word("returned_today"), *gaps))]
    lines += [
        "\t".join(
            (each.clerk, *map(str, (each.submitted, each.approved, each.returned)),
             *(str(each.open.get(gap, 0)) for gap in report.gaps))
        )
        for each in report.clerks
    ]  # fmt: skip
    lines += [f"{name}\t{people}" for name, people in report.businesses]
    lines += [f"{name or word('no_unit')}\t{people}" for name, people in report.units]
    for each in report.open:
        still = " ".join(call.output.word("gap", gap.value) for gap in each.gaps)
        lines.append(f"! {each.clerk}\t{each.name}\t{each.receipt_number or '–'}\t{still}\t{each.id}")
    return lines


def _data(report: DayReport) -> dict[str, object]:
    return {
        "day": report.day.isoformat(),
        "station": report.station,
        "people": report.people,
        "units": dict(report.units),
        "businesses": dict(report.businesses),
        "clerks": [
            {
                "clerk": each.clerk,
                "submitted": each.submitted,
                "approved": each.approved,
                "returned": each.returned,
                "open": {gap.value: each.open.get(gap, 0) for gap in report.gaps},
            }
            for each in report.clerks
        ],
        "open": [
            {
                "id": each.id,
                "name": each.name,
                "receipt_number": each.receipt_number,
                "clerk": each.clerk,
                "gaps": [gap.value for gap in each.gaps],
            }
            for each in report.open
        ],
        "unlisted": report.unlisted,
        "batches": list(report.batches),
        "head": report.head,
    }
