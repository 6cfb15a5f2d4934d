# SPDX-License-Identifier: Apache-2.0
"""``record``: records by script: add, list, show, search, submit, approve, return, withdraw."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sscard_desktop.cli import ownlook
from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, read_input, read_picture, shown
from sscard_desktop.cli.output import Exit, Output
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.domain.remarks import Point
from sscard_desktop.domain.reviewing import ReturnReason
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.enquiries import CardStatus, Enquiries, Progress
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session

LARGEST_RECORD_BYTES = 1 << 20
_KEYS: dict[str, type] = {
    "values": dict,
    "photo": str,
    "id_front": str,
    "id_back": str,
    "consents": bool,
    "confirm_photo": bool,
}
_EXAMPLE = """\
The file, in UTF-8; pictures lie beside it, and everything may be left out:

  {
    "values": {"document_type": "resident", "name": "王演示", "number": "…", "mobile": "…"},
    "photo": "photo.jpg", "confirm_photo": true,
    "id_front": "front.jpg", "id_back": "back.jpg",
    "consents": true
  }

The keys of "values" are the fields of the city's profile; each value is a text.
"""


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    record = add_subject(commands, "record", "applicants' records")
    add = add_command(record, "add", add_record, "add a record from a JSON file")
    add.add_argument("file", metavar="FILE.json")
    add.add_argument("--business", metavar="CODE", help="kind of business, such as loss; the city's usual one without")
    add.formatter_class = argparse.RawDescriptionHelpFormatter
    add.epilog = _EXAMPLE
    find = add_command(record, "list", list_records, "the records, last changed first")
    find.add_argument("--status", choices=[status.value for status in Status])
    search = add_command(record, "search", list_records, "find records by number, name, initials, mobile, receipt")
    search.add_argument("text", metavar="TEXT")
    ask = add_command(record, "progress", ask_progress, "how a person's matters and card stand, as this station knows")
    ask.add_argument("number", metavar="NUMBER", help="a whole document, receipt or card number")
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
    ownlook.add_to(record)


def add_record(call: Call) -> Exit:
    """Add a record; wrong or missing values are told and the draft is kept, a file that can't be used adds nothing."""
    path = Path(call.options.file)
    wanted = _parse(path)
    values = {str(key): str(text) for key, text in wanted.get("values", {}).items()}
    contents = {
        role: read_picture(path.parent / str(wanted[role.value]))
        for role in (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)
        if wanted.get(role.value)
    }
    with call.session() as session:
        capture = Capture(session)
        taken = capture.start(business=call.option("business"))
        try:
            taken = capture.edit(taken.record.id, values)
            for role, content in contents.items():
                taken = _add_picture(call, session, capture, taken, role, content, wanted.get("confirm_photo") is True)
            if wanted.get("consents"):
                taken = capture.consent(
                    taken.record.id, tuple(text.key for text in session.profile_of(taken.record).consents)
                )
        except BaseException:
            # All or nothing: a script that mends its file and tries again would meet its own half record.
            capture.discard(taken.record.id)
            raise
    call.output.done(_told(taken, call.output), "cli.record_added", *_problem_lines(taken, call), id=taken.record.id)
    return Exit.DONE if taken.complete else Exit.FINDINGS


def _parse(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(
            read_input(path, largest_bytes=LARGEST_RECORD_BYTES).decode("utf-8-sig"), object_pairs_hook=_without_doubles
        )
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("cli.record_not_json", file=shown(path)) from error
    if not isinstance(data, dict):
        raise InvalidInputError("cli.record_not_json", file=shown(path))
    if unknown := set(data) - set(_KEYS):
        raise InvalidInputError("cli.record_unknown_key", file=shown(path), key=sorted(unknown)[0][:40])
    wrong = [key for key, kind in _KEYS.items() if not isinstance(data.get(key, kind()), kind)]
    # A number or null would have to be guessed into a text, and might lose a leading nought.
    if not wrong:
        wrong = [f"values.{key}" for key, value in data.get("values", {}).items() if not isinstance(value, str)]
    if wrong:
        raise InvalidInputError("cli.record_wrong_type", file=shown(path), key=wrong[0][:40])
    return data


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that stands twice: one of its values would vanish silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _add_picture(
    call: Call, session: Session, capture: Capture, taken: Taken, role: PictureRole, content: bytes, confirm: bool
) -> Taken:
    maker = call.workplace.photo_maker()
    if role is not PictureRole.PHOTO:
        fitted = maker.id_picture(content, session.profile.id_picture)
        return capture.accept_picture(taken.record.id, role, fitted)
    made = maker.make(content, session.profile.photo)
    judged = JudgedPhoto(made.report)
    return capture.accept_photo(taken.record.id, made.jpeg, judged.confirm() if confirm else judged, original=content)


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
    call.output.done({"records": _summaries(found)}, "cli.records", *lines, count=len(found))
    return Exit.DONE


def show_record(call: Call) -> Exit:
    """Show one record."""
    with call.session() as session:
        record, steps = Registry(session).show(call.options.id)
        taken = Taken(record, Capture(session).look(record.id).problems if record.editable else ())
    data = _told(taken, call.output)
    data["steps"] = [
        {"at": s.at.isoformat(), "by": s.operator, "move": s.move.value, "to": s.target.value, "reason": s.reason}
        for s in steps
    ]
    values = [f"{key}: {value}" for key, value in record.values.items() if value]
    call.output.done(data, "cli.record_shown", *values, *_problem_lines(taken, call), id=record.id)
    return Exit.DONE


def ask_progress(call: Call) -> Exit:
    """Tell how the matters of a person or a receipt stand, and the card; finding none is a finding."""
    with call.session() as session:
        enquiries = Enquiries(session)
        found = enquiries.progress(call.options.number)
        status = enquiries.card_status(call.options.number)
    lines = []
    for progress in found:
        kind = session.profile.businesses.label(progress.business, call.output.language)
        lines.append(f"{kind}  {progress.receipt_number}  {progress.name}")
        lines += [
            f"  {call.output.word('node', step.node.value)}  {call.output.word('result', step.result.value)}"
            f"  {f'{step.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}' if step.at else ''}".rstrip()
            for step in progress.steps
        ]
    if status is not None:
        lines.append(call.output.word("card_state", status.state.value))
    data = {"matters": [_matter(progress) for progress in found], "card": _card(status) if status else None}
    call.output.done(data, "cli.progress", *lines, count=len(found))
    return Exit.DONE if found else Exit.FINDINGS


def _matter(progress: Progress) -> dict[str, object]:
    return {
        "record": progress.record,
        "business": progress.business,
        "name": progress.name,
        "number": progress.number,
        "receipt_number": progress.receipt_number,
        "batch": progress.batch,
        "status": progress.status.value,
        "told": progress.told,
        "steps": [
            {"node": step.node.value, "result": step.result.value, "at": step.at.isoformat() if step.at else None}
            for step in progress.steps
        ],
    }


def _card(status: CardStatus) -> dict[str, object]:
    return {
        "card_number": status.card_number,
        "pickup_place": status.pickup_place,
        "bank": status.bank,
        "city": status.city,
        "issued_on": status.issued_on.isoformat() if status.issued_on else None,
        "state": status.state.value,
        "state_at": status.state_at.isoformat() if status.state_at else None,
        "sent": status.sent,
        "confirmed": status.confirmed,
    }


def submit_record(call: Call) -> Exit:
    """Submit a record; if it isn't complete, say what is missing."""
    with call.session() as session:
        capture = Capture(session)
        before = capture.look(call.options.id)
        try:
            taken = capture.submit(before.record.id)
        except RefusedError:
            for line in _problem_lines(before, call):
                if not call.output.as_json:
                    print(line, file=call.output.err)
            raise
    call.output.done(_told(taken, call.output), "cli.record_submitted", receipt=taken.record.receipt_number)
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


def _told(taken: Taken, output: Output) -> dict[str, object]:
    record = taken.record
    return {
        "id": record.id,
        "business": record.business,
        "status": record.status.value,
        "receipt_number": record.receipt_number,
        "values": dict(record.values),
        "pictures": sorted(role.value for role in record.pictures),
        "complete": taken.complete,
        "problems": [described(problem, output) for problem in taken.problems],
    }


def described(problem: Problem, output: Output) -> dict[str, object]:
    """Return a finding as scripts read it."""
    return {
        "field": problem.key,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": output.sentence(problem.code, **problem.params),
    }


def _problem_lines(taken: Taken, call: Call) -> list[str]:
    return [f"! {p.key}: {call.output.sentence(p.code, **p.params)}" for p in taken.problems]


def _summaries(found: Sequence[RecordSummary]) -> list[dict[str, object]]:
    return [
        {
            "id": r.id,
            "business": r.business,
            "status": r.status.value,
            "name": r.name,
            "number": r.number,
            "receipt_number": r.receipt_number,
            "batch": r.batch,
            "updated_at": r.updated_at.isoformat(),
        }
        for r in found
    ]
