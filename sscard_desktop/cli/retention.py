# SPDX-License-Identifier: Apache-2.0
"""``retention`` and ``person``: what has had its time goes, and one person's data on their request."""

from __future__ import annotations

import json
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.services.persondata import ListedCopy, PersonData, RecordCopy
from sscard_desktop.services.retention import Certificate, Expired, Retention


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    retention = add_subject(commands, "retention", "how long people's data stay")
    add_command(retention, "preview", preview, "what a run would destroy now; changes nothing")
    run = add_command(retention, "run", run_now, "destroy what has had its time")
    again = add_command(retention, "certificate", show_certificate, "an earlier certificate of destruction again")
    again.add_argument("number", metavar="NUMBER")
    add_command(retention, "holds", list_holds, "the records on hold")
    for name, command, text in (
        ("hold", hold, "keep a record whatever its time"),
        ("release", release, "let a record's time run again"),
    ):
        parser = add_command(retention, name, command, text)
        parser.add_argument("id", metavar="ID")
        parser.add_argument("--reason", required=True)
    person = add_subject(commands, "person", "one person's data, on their request")
    export = add_command(person, "export", export_person, "all that the station holds of a person, from one record on")
    export.add_argument("--out", required=True, metavar="DIR", help="a new or empty folder")
    delete = add_command(person, "delete", delete_person, "destroy the person's records")
    delete.add_argument("--dry-run", action="store_true", help="only say what would go")
    for parser in (export, delete):
        parser.add_argument("id", metavar="ID", nargs="?", default="", help="one of the person's records")
        parser.add_argument(
            "--number", default="", metavar="N", help="or the number of somebody who is only on rosters"
        )
    for parser in (run, again, delete):
        parser.add_argument(
            "--certificate-out", metavar="FILE", help="write the certificate: .json for programs, else text"
        )


def preview(call: Call) -> Exit:
    """Show what would go."""
    with call.session() as session:
        found = Retention(session).preview()
    data = {
        "going": [_expired(expired) for expired in found.going],
        "held": [_expired(expired) for expired in found.held],
        "bytes": found.size_bytes,
    }
    lines = [f"{e.life.record}\t{e.life.status}\t{e.due_at:%Y-%m-%d}" for e in found.going]
    lines += [f"! {e.life.record}\t{e.life.status}\t{e.due_at:%Y-%m-%d}" for e in found.held]
    call.output.done(data, "retention.preview", *lines, going=len(found.going), held=len(found.held))
    return Exit.DONE


def run_now(call: Call) -> Exit:
    """Destroy what has had its time."""
    with call.session() as session:
        made = Retention(session).run(call.output)
    return _tell(call, made)


def show_certificate(call: Call) -> Exit:
    """Show a certificate again."""
    with call.session() as session:
        made = Retention(session).certificate(call.options.number)
    return _tell(call, made)


def list_holds(call: Call) -> Exit:
    """List the records on hold."""
    with call.session() as session:
        holds = Retention(session).holds()
    data = [{"record": h.record, "at": h.at.isoformat(), "by": h.operator, "reason": h.reason} for h in holds]
    lines = [f"{h.record}\t{h.at:%Y-%m-%d}\t{h.operator}\t{h.reason}" for h in holds]
    call.output.done({"holds": data}, "retention.holds", *lines, count=len(holds))
    return Exit.DONE


def hold(call: Call) -> Exit:
    """Put a record on hold."""
    with call.session() as session:
        held = Retention(session).hold(call.options.id, call.options.reason)
    call.output.done({"record": held.record}, "retention.held", record=held.record)
    return Exit.DONE


def release(call: Call) -> Exit:
    """Take a record off hold."""
    with call.session() as session:
        Retention(session).release(call.options.id, call.options.reason)
    call.output.done({"record": call.options.id}, "retention.released", record=call.options.id)
    return Exit.DONE


def export_person(call: Call) -> Exit:
    """Write a person's data into a folder: one JSON file a record, and its pictures."""
    folder = Path(call.options.out)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        used = next(folder.iterdir(), None)
    except OSError as error:
        raise EnvironmentFailedError("file.unwritable", file=folder.name, reason=error.strerror or "") from error
    if used is not None:
        raise RefusedError("person.folder_used", folder=folder.name)
    _require_person(call)
    with call.session() as session:
        person = PersonData(session)
        copies = person.copy(call.options.id) if call.options.id else ()
        listed = person.listed(call.options.id, number=call.options.number)
    if not copies and not listed:
        raise RefusedError("person.nowhere")
    written = []
    for number, row in enumerate(listed, start=1):
        content = json.dumps(_listed(row), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
        files = {f"roster-{number}.json": content}
        files |= {f"roster-{number}-{role.value}{_ending(part)}": part for role, part in row.pictures.items()}
        for name, part in files.items():
            write_output(folder / name, part, private=True)
            written.append(name)
    for copy in copies:
        content = json.dumps(_copied(copy), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
        files = {f"{copy.record.id}.json": content}
        files |= {f"{copy.record.id}-{role.value}{_ending(part)}": part for role, part in copy.pictures.items()}
        for name, part in files.items():
            write_output(folder / name, part, private=True)
            written.append(name)
    call.output.done(
        {"files": written, "records": len(copies), "listed": len(listed)},
        "person.exported",
        count=len(copies),
        folder=folder.name,
    )
    return Exit.DONE


def delete_person(call: Call) -> Exit:
    """Destroy a person's records."""
    _require_person(call)
    with call.session() as session:
        person = PersonData(session)
        if not call.options.id:
            if call.options.dry_run:
                found = person.listed(number=call.options.number)
                call.output.done(
                    {"going": [{"roster": each.roster.id} for each in found]}, "person.would_go", count=len(found)
                )
                return Exit.DONE
            return _tell(call, person.delete_listed(call.options.number, call.output))
        if call.options.dry_run:
            lives = person.concerned(call.options.id)
            data = [{"record": life.record, "status": life.status, "held": life.held} for life in lives]
            lines = [f"{life.record}\t{life.status}" for life in lives]
            call.output.done({"going": data}, "person.would_go", *lines, count=len(lives))
            return Exit.DONE
        made = person.delete(call.options.id, call.output)
    return _tell(call, made)


def _require_person(call: Call) -> None:
    """Raise ``RefusedError("cli.person_missing")`` unless one way of naming a person was chosen."""
    if bool(call.options.id) == bool(call.options.number):
        raise RefusedError("cli.person_missing")


def _listed(copy: ListedCopy) -> dict[str, object]:
    row = copy.row
    return {
        "roster": copy.roster.title,
        "unit": copy.roster.unit,
        "place": row.position,
        "values": dict(copy.shown),
        "not_collected": row.refused,
        "slot": row.slot.isoformat() if row.slot is not None else None,
        "queue": row.queue,
        "pictures": sorted(role.value for role in copy.pictures),
    }


def _tell(call: Call, made: Certificate) -> Exit:
    data = {
        "kind": "certificate of destruction",
        "number": made.number,
        "station": {"number": made.station.number, "name": made.station.name},
        "operator": made.operator,
        "destroyed_at": made.destroyed_at.isoformat(),
        "records": [
            {
                "record": stone.record,
                "status": stone.status,
                "created_at": stone.created_at.isoformat(),
                "submitted_at": stone.submitted_at.isoformat() if stone.submitted_at else None,
                "destroyed_at": stone.destroyed_at.isoformat(),
                "cause": stone.cause.value,
                "pictures": stone.pictures,
                "sha256": stone.sha256,
            }
            for stone in made.tombstones
        ],
        "audit_head": str(made.audit_head),
    }
    lines = [f"{s.record}\t{s.status}\t{s.destroyed_at:%Y-%m-%d}\t{s.sha256}" for s in made.tombstones]
    if call.option("certificate_out"):
        path = Path(call.option("certificate_out"))
        title = call.output.sentence(
            "retention.certificate_text",
            certificate=made.number,
            station=made.station.name,
            number=made.station.number,
            operator=made.operator,
            at=f"{made.destroyed_at:%Y-%m-%d %H:%M:%S} UTC",
            count=len(made.tombstones),
            head=str(made.audit_head),
        )
        text = json.dumps(data, ensure_ascii=False, indent=1) if path.suffix == ".json" else "\n".join((title, *lines))
        write_output(path, f"{text}\n".encode(), private=True)
    call.output.done(
        data,
        "retention.certificate",
        *lines,
        certificate=made.number,
        count=len(made.tombstones),
        head=str(made.audit_head),
    )
    return Exit.DONE


def _expired(expired: Expired) -> dict[str, object]:
    life = expired.life
    return {
        "record": life.record,
        "status": life.status,
        "since": life.since.isoformat(),
        "due_at": expired.due_at.isoformat(),
        "pictures": life.pictures,
        "bytes": life.size_bytes,
    }


def _card(card: CardIssue) -> dict[str, object]:
    handed = card.handed
    return {
        "number": card.number,
        "place": card.place,
        "told_at": card.told_at.isoformat() if card.told_at else None,
        "handed_at": handed.at.isoformat() if handed else None,
        "handed_by": handed.operator if handed else None,
        "taker": handed.taker.value if handed else None,
        "taker_name": handed.name if handed else None,
    }


def _copied(copy: RecordCopy) -> dict[str, object]:
    record = copy.record
    return {
        "record": record.id,
        "status": record.status.value,
        "created_at": record.created_at.isoformat(),
        "submitted_at": record.submitted_at.isoformat() if record.submitted_at else None,
        "receipt_number": record.receipt_number,
        "shown": dict(copy.shown),
        "values": dict(record.values),
        "consents": [
            {"key": c.key, "version": c.version, "agreed_at": c.agreed_at.isoformat()} for c in record.consents
        ],
        "steps": [
            {"at": s.at.isoformat(), "by": s.operator, "move": s.move.value, "to": s.target.value, "reason": s.reason}
            for s in copy.steps
        ],
        "readings": [
            {"at": r.at.isoformat(), "source": r.source.value, "key": r.key, "value": r.value} for r in copy.readings
        ],
        "remarks": [
            {"at": r.at.isoformat(), "by": r.operator, "field": r.point.key, "text": r.point.text} for r in copy.remarks
        ],
        "card": _card(copy.card) if copy.card is not None else None,
        "accesses": [{"at": e.at.isoformat(), "by": e.operator, "action": e.action} for e in copy.accesses],
    }


def _ending(content: bytes) -> str:
    endings = {b"\xff\xd8": ".jpg", b"\x89P": ".png"}
    return endings.get(content[:2], ".bin")
