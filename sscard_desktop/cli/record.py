# SPDX-License-Identifier: Apache-2.0
"""``record``: records by script: list, show, search, submit, approve, return, withdraw."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.cli import ownlook, progress, recordadding
from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit
from sscard_desktop.cli.recordtold import problem_lines, summaries, told_of
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.record import Status
from sscard_desktop.domain.remarks import Point
from sscard_desktop.domain.reviewing import ReturnReason
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.review import Review


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    record = add_subject(commands, "record", "applicants' records")
    recordadding.add_to(record)
    find = add_command(record, "list", list_records, "the records, last changed first")
    find.add_argument("--status", choices=[status.value for status in Status])
    search = add_command(record, "search", list_records, "find records by number, name, initials, mobile, receipt")
    search.add_argument("text", metavar="TEXT")
    for name, command, text in (
        ("show", show_record, "one record with everything that is wrong or missing"),
        ("submit", submit_record, "hand a complete record to the supervisor"),
        ("approve", approve_record, "approve a submission"),
    ):
        add_command(record, name, command, text).add_argument("id", metavar="ID")
    for name, command, text in (
        ("return", return_record, "return a submission to the clerk"),
        ("withdraw", withdraw_record, "withdraw a submission that no upload has taken"),
    ):
        parser = add_command(record, name, command, text)
        parser.add_argument("id", metavar="ID")
        parser.add_argument("--reason", required=name == "withdraw", help="in words")
        if name == "return":
            parser.add_argument("--code", action="append", metavar="CODE", help="one of the city's reasons; repeatable")
            parser.add_argument("--field", metavar="KEY", help="the field or picture that --reason is about")
    progress.add_to(record)
    ownlook.add_to(record)


def list_records(call: Call) -> Exit:
    """List or search records."""
    status = call.option("status")
    with call.session() as session:
        found = Registry(session).search(
            call.option("text"), statuses=(Status(status),) if status else (), limit=10_000
        )
        kinds = {r.business: session.profile.businesses.label(r.business, call.output.language) for r in found}
    lines = [
        f"{r.id}  {call.output.word('status', r.status.value)}  {kinds[r.business]}  {r.number}  {r.name}"
        for r in found
    ]
    call.output.done({"records": summaries(found)}, "cli.records", *lines, count=len(found))
    return Exit.DONE


def show_record(call: Call) -> Exit:
    """Show one record."""
    with call.session() as session:
        record, steps = Registry(session).show(call.options.id)
        taken = Taken(record, Capture(session).look(record.id).problems if record.editable else ())
    data = told_of(taken, call.output)
    data["steps"] = [
        {"at": s.at.isoformat(), "by": s.operator, "move": s.move.value, "to": s.target.value, "reason": s.reason}
        for s in steps
    ]
    values = [f"{key}: {value}" for key, value in record.values.items() if value]
    call.output.done(data, "cli.record_shown", *values, *problem_lines(taken, call), id=record.id)
    return Exit.DONE


def submit_record(call: Call) -> Exit:
    """Submit a record; if it isn't complete, say what is missing."""
    with call.session() as session:
        capture = Capture(session)
        before = capture.look(call.options.id)
        try:
            taken = capture.submit(before.record.id)
        except RefusedError:
            for line in problem_lines(before, call):
                if not call.output.as_json:
                    print(line, file=call.output.err)
            raise
    call.output.done(told_of(taken, call.output), "cli.record_submitted", receipt=taken.record.receipt_number)
    return Exit.DONE


def approve_record(call: Call) -> Exit:
    """Approve a submission."""
    with call.session() as session:
        record = Review(session).approve(call.options.id)
    first = record.status is Status.SUBMITTED
    code = "cli.record_approved_first" if first else "cli.record_approved"
    call.output.done({"id": record.id, "status": record.status.value, "first_of_two": first}, code, id=record.id)
    return Exit.DONE


def return_record(call: Call) -> Exit:
    """Return a submission with reasons: the city's by their codes, one in words, each at its fields."""
    with call.session() as session:
        record = Review(session).send_back(call.options.id, points=_points(call, session.profile.review.reasons))
    call.output.done({"id": record.id, "status": record.status.value}, "cli.record_returned", id=record.id)
    return Exit.DONE


def _points(call: Call, usual: Sequence[ReturnReason]) -> list[Point]:
    by_code = {reason.code: reason for reason in usual}
    points = []
    for code in call.options.code or ():
        reason = by_code.get(code)
        if reason is None:
            raise InvalidInputError("review.no_such_reason", code=code[:40], known=", ".join(by_code) or "–")
        points += [Point(reason.text(call.output.language), key, code) for key in reason.keys or ("",)]
    said = call.option("reason")
    return [*points, *([Point(said, call.option("field"))] if said.strip() else [])]


def withdraw_record(call: Call) -> Exit:
    """Withdraw a submission with a reason."""
    with call.session() as session:
        record = Review(session).withdraw(call.options.id, call.options.reason)
    call.output.done({"id": record.id, "status": record.status.value}, "cli.record_withdrawn", id=record.id)
    return Exit.DONE
