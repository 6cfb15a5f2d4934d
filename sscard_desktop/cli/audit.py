# SPDX-License-Identifier: Apache-2.0
"""``audit``: is the trail whole, what was done today, and the trail as a table for inspectors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, require_place, secret_in, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import AuditFinding, AuditHead
from sscard_desktop.services.trail import Trail, parsed_head


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    audit = add_subject(commands, "audit", "the audit trail")
    verify = add_command(audit, "verify", verify_trail, "find every line that was changed, taken out or cut off")
    verify.add_argument("--head", metavar="HEAD", help="the trail's head as a sheet from earlier shows it")
    verify.add_argument("--package", metavar="FILE", help="take the head from a package that left earlier")
    verify.add_argument("--package-password-file", metavar="FILE")
    verify.add_argument("--records", action="store_true", help="compare every record's values with the trail too")
    add_command(audit, "head", show_head, "the trail's end, to be noted outside of the station")
    day = add_command(audit, "day", show_day, "the day's sheet: figures, sealed batches, the trail's head")
    day.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="by default today")
    day.add_argument("--out", metavar="FILE", help="write it as text too")
    export = add_command(audit, "export", export_trail, "write the trail as .csv or .xlsx")
    export.add_argument("--out", required=True, metavar="FILE")
    covering = export.add_mutually_exclusive_group()
    covering.add_argument("--masked", action="store_true", help="people's data covered; the default")
    covering.add_argument("--unmasked", action="store_true", help="people's data as they are, where one's role may")


def verify_trail(call: Call) -> Exit:
    """Verify the trail."""
    with call.session() as session:
        trail = Trail(session)
        verified = trail.verify(_known_head(call))
        differing = trail.differing_records(call.output) if call.options.records else ()
    findings = [
        {"first": found.first, "last": found.last, "fault": found.fault.value, "message": _sentence(call, found)}
        for found in verified.findings
    ]
    data = {
        "entries": verified.head.entries,
        "head": str(verified.head),
        "findings": findings,
        "differing_records": list(differing),
    }
    lines = [f"! {finding['message']}" for finding in findings]
    lines += [f"! {call.output.sentence('audit.record_differs', record=record)}" for record in differing]
    code = "audit.broken" if lines else "audit.whole"
    call.output.done(data, code, *lines, count=len(lines), entries=verified.head.entries, head=str(verified.head))
    return Exit.FINDINGS if lines else Exit.DONE


def _known_head(call: Call) -> AuditHead | None:
    package = call.option("package")
    if not package:
        return parsed_head(call.option("head")) if call.option("head") else None
    password = call.option("package_password_file")
    head = call.workplace.packages().stated_head(Path(package), secret_in(Path(password)) if password else "")
    if head is None:
        raise InvalidInputError("audit.package_without_head", file=Path(package).name)
    return head


def _sentence(call: Call, found: AuditFinding) -> str:
    return call.output.sentence(f"audit.fault_{found.fault.value}", first=found.first, last=found.last)


def show_head(call: Call) -> Exit:
    """Show the trail's head."""
    with call.session() as session:
        head = Trail(session).head()
    call.output.done({"entries": head.entries, "head": str(head)}, "audit.head", head=str(head))
    return Exit.DONE


def show_day(call: Call) -> Exit:
    """Show the day's sheet."""
    with call.session() as session:
        sheet = Trail(session).day_sheet(call.options.date)
    lines = [f"{operator}\t{action}\t{times}" for (operator, action), times in sheet.actions.items()]
    lines += list(sheet.batches)
    title = call.output.sentence("audit.day", day=sheet.day.isoformat(), station=sheet.station, head=str(sheet.head))
    if call.option("out"):
        write_output(Path(call.option("out")), "\n".join((title, *lines, "")).encode(), private=True)
    data = {
        "day": sheet.day.isoformat(),
        "station": sheet.station,
        "actions": [
            {"operator": operator, "action": action, "times": times}
            for (operator, action), times in sheet.actions.items()
        ],
        "batches": list(sheet.batches),
        "head": str(sheet.head),
    }
    call.output.done(data, "audit.day", *lines, day=sheet.day.isoformat(), station=sheet.station, head=str(sheet.head))
    return Exit.DONE


def export_trail(call: Call) -> Exit:
    """Export the trail."""
    path = Path(call.options.out)
    require_place(path)
    with call.session() as session:
        trail, tables = Trail(session), call.workplace.tables()
        written = trail.export_unmasked(path, tables) if call.options.unmasked else trail.export(path, tables)
    data = {"file": str(written.path), "bytes": written.size_bytes, "sha256": written.sha256}
    call.output.done({**data, "masked": not call.options.unmasked}, "audit.exported", file=written.path.name)
    return Exit.DONE
