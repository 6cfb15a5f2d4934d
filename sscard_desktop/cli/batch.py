# SPDX-License-Identifier: Apache-2.0
"""``batch`` and ``package``: sealing and exporting the day's records, and checking what was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sscard_desktop.cli import sealed, transfer
from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, secret_in
from sscard_desktop.cli.output import Exit
from sscard_desktop.cli.recordtold import described
from sscard_desktop.domain.batch import Batch
from sscard_desktop.domain.batchmaking import Choice
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.exporting import Exporting


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    batch = add_subject(commands, "batch", "batches of records that leave together")
    seal = add_command(batch, "seal", seal_batch, "seal the approved records, in as many batches as the city asks for")
    seal.add_argument("ids", nargs="*", metavar="ID", help="these records only; by default all that are ready")
    seal.add_argument("--since", metavar="DAY", type=date.fromisoformat, help="collected on this day or later")
    seal.add_argument("--until", metavar="DAY", type=date.fromisoformat, help="collected on this day or earlier")
    seal.add_argument("--unit", default="", metavar="NAME", help="of this unit only")
    seal.add_argument("--business", default="", metavar="CODE", help="of this kind of business only")
    seal.add_argument("--city", default="", metavar="PROFILE", help="taken by this profile only")
    cancel = add_command(batch, "cancel", cancel_batch, "give a batch up; its records are free again")
    cancel.add_argument("number", metavar="N")
    cancel.add_argument("--reason", required=True, metavar="R")
    add_command(batch, "list", list_batches, "the batches, newest first")
    export = add_command(batch, "export", export_batch, "write a sealed batch as an encrypted package")
    export.add_argument("number", metavar="N", nargs="?", default="", help="by default all that were never exported")
    export.add_argument("--out", required=True, metavar="DIR")
    package = add_subject(commands, "package", "upload packages")
    verify = add_command(package, "verify", verify_package, "say whether a package is whole and unchanged")
    verify.add_argument("file", metavar="FILE")
    verify.add_argument("--package-password-file", metavar="FILE", help="of an ordinary package")
    verify.add_argument("--station-key", metavar="PEM", help="the public key that a sealed package must be signed by")
    sealed.add_key_options(verify, needed=False)
    sealed.add_to_package(package)
    transfer.add_to_package(package)
    way = export.add_mutually_exclusive_group(required=True)
    way.add_argument("--package-password-file", metavar="FILE")
    way.add_argument(
        "--recipient", action="append", metavar="CERT", help="seal it to this certificate instead, one or more"
    )


def seal_batch(call: Call) -> Exit:
    """Seal batches; who stays behind is named, with what they lack."""
    given = call.options
    choice = Choice(given.since, given.until, given.unit, given.business, given.city)
    with call.session() as session:
        batching = Batching(session, call.workplace.packages())
        made = batching.seal_all(given.ids or None, choice=choice)
        lacking = batching.readiness(choice).lacking
    lines = []
    for found in lacking:
        who = found.record.value("name") or found.record.id
        told = (call.output.sentence(problem.code, **problem.params) for problem in found.problems)
        lines.append(f"! {who}: {' '.join(told)}")
    behind = [
        {"id": found.record.id, "problems": [described(problem, call.output) for problem in found.problems]}
        for found in lacking
    ]
    code = "cli.batch_sealed_without" if behind else "cli.batch_sealed"
    counts = {"count": sum(len(batch.records) for batch in made), "behind": len(behind)}
    data = {**_told(made[0]), "batches": [_told(batch) for batch in made], "lacking": behind}
    call.output.done(data, code, *lines, batch=", ".join(batch.number for batch in made), **counts)
    return Exit.DONE


def cancel_batch(call: Call) -> Exit:
    """Cancel a batch, with a reason."""
    with call.session() as session:
        batch = Batching(session, call.workplace.packages()).cancel(call.options.number, call.options.reason)
    call.output.done(_told(batch), "cli.batch_cancelled", batch=batch.number)
    return Exit.DONE


def list_batches(call: Call) -> Exit:
    """List the batches."""
    with call.session() as session:
        batches = Batching(session, call.workplace.packages()).all()
    lines = [
        f"{batch.number}\t{call.output.word('status', batch.status.value)}\t{len(batch.records)}" for batch in batches
    ]
    call.output.done({"batches": [_told(batch) for batch in batches]}, "cli.batches", *lines, count=len(batches))
    return Exit.DONE


def export_batch(call: Call) -> Exit:
    """Export a batch."""
    if call.options.recipient:
        return sealed.export_sealed(call)
    password = secret_in(Path(call.options.package_password_file))
    files, numbers, people, photos = [], [], 0, 0
    with call.session() as session:
        exporting = Exporting(session, call.workplace.packages())
        wanted = [call.options.number] if call.options.number else exporting.pending()
        if not wanted:
            raise RefusedError("batch.nothing_pending")
        # One after the other, each noted as soon as it is written: after a failure the next call goes on from there.
        for number in wanted:
            outgoing = exporting.prepare(number)
            written = exporting.write(outgoing, Path(call.options.out), password, call.output)
            people += len(exporting.exported(outgoing, written).records)
            photos += sum(len(item.files) for item in outgoing.content.items)
            numbers.append(number)
            files.append({"path": str(written.path), "bytes": written.size_bytes, "sha256": written.sha256})
    told = ", ".join(numbers)
    data = {"batch": told, "files": files, "records": people, "photos": photos}
    names = ", ".join(Path(str(file["path"])).name for file in files)
    call.output.done(data, "cli.batch_exported", batch=told, file=names)
    return Exit.DONE


def verify_package(call: Call) -> Exit:
    """Verify a package; needs no station."""
    path = Path(call.options.file)
    if call.workplace.station_packages().is_one(path):
        return transfer.verify_transfer(call, path)
    if call.workplace.sealer().is_sealed(path):
        return sealed.verify_sealed(call, path)
    if not call.options.package_password_file:
        raise NotAllowedError("cli.package_password_missing", file=path.name)
    findings = call.workplace.packages().verify(path, secret_in(Path(call.options.package_password_file)))
    data = [
        {
            "code": finding.code,
            "member": finding.member,
            "message": call.output.sentence(finding.code, member=finding.member),
        }
        for finding in findings
    ]
    code = "cli.package_bad" if findings else "cli.package_good"
    lines = [f"! {finding['member']} {finding['message']}" for finding in data]
    call.output.done({"findings": data}, code, *lines, file=path.name, count=len(findings))
    return Exit.FINDINGS if findings else Exit.DONE


def _told(batch: Batch) -> dict[str, object]:
    return {
        "number": batch.number,
        "status": batch.status.value,
        "records": list(batch.records),
        "sealed_at": batch.sealed_at.isoformat() if batch.sealed_at else None,
        "exported_at": batch.exported_at.isoformat() if batch.exported_at else None,
        "content_sha256": batch.content_sha256,
    }
