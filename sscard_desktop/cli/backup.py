# SPDX-License-Identifier: Apache-2.0
"""``backup``: making, proving and restoring backups of the station."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, secret_in
from sscard_desktop.cli.output import Exit
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.ports import BackupFile


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    backup = add_subject(commands, "backup", "encrypted backups of the whole station")
    make = add_command(backup, "make", make_backup, "write a backup, prove it, let the oldest ones go")
    make.add_argument("--to", metavar="DIR", help="this folder, for this one; by default the station's own")
    make.add_argument("--if-due", action="store_true", help="only if one is due, for a timer")
    add_command(backup, "list", list_backups, "the backups in the usual place, oldest first")
    verify = add_command(backup, "verify", verify_backup, "prove that a backup restores, in a scratch folder")
    verify.add_argument("file", metavar="FILE")
    restore = add_command(backup, "restore", restore_backup, "put a backup in the station's place")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument(
        "--recovery-file", action="append", default=[], metavar="FILE", help="recovery code; once for each share"
    )
    configure = add_command(backup, "configure", configure_backups, "say where backups go and how many stay")
    configure.add_argument("--folder", default="", metavar="DIR", help="by default inside the station's folder")
    configure.add_argument("--second", default="", metavar="DIR", help="a second place, such as a USB stick")
    configure.add_argument("--keep", type=int, required=True, metavar="N")
    configure.add_argument("--every-hours", type=int, required=True, metavar="H")


def make_backup(call: Call) -> Exit:
    """Make a backup; a second place that failed is a finding."""
    with call.session() as session:
        backups = Backups(session, call.workplace.station)
        if call.options.if_due and not backups.due():
            call.output.done({"due": False}, "cli.backup_not_due")
            return Exit.DONE
        made = backups.make(call.output, Path(call.options.to) if call.options.to else None)
    data: dict[str, object] = {**_told(made.backup), "second": str(made.second.path) if made.second else None}
    lines = []
    if made.second_error:
        why = call.output.sentence(made.second_error.code, **made.second_error.params)
        data["second_error"] = {"code": made.second_error.code, "message": why}
        lines.append(f"! {why}")
    call.output.done(data, "cli.backup_made", *lines, file=made.backup.path.name)
    return Exit.FINDINGS if made.second_error else Exit.DONE


def list_backups(call: Call) -> Exit:
    """List the backups."""
    with call.session() as session:
        backups = Backups(session, call.workplace.station)
        state, kept = backups.state(), backups.kept()
    data = {
        "folder": str(state.folder),
        "second": str(state.second) if state.second else None,
        "keep": state.keep,
        "last_at": state.last_at.isoformat() if state.last_at else None,
        "proved_at": state.proved_at.isoformat() if state.proved_at else None,
        "files": [path.name for path in kept],
    }
    proved = state.proved_at.date().isoformat() if state.proved_at else "—"
    call.output.done(data, "cli.backups", *(path.name for path in kept), count=len(kept), proved=proved)
    return Exit.DONE


def verify_backup(call: Call) -> Exit:
    """Prove a backup; noted in the station that it was made of, if that is here and the same password opens it."""
    path = Path(call.options.file)
    station = call.workplace.station
    if station.exists():
        with call.session() as session:
            backups = Backups(session, station)
            proof = backups.prove(path, call.password())
            backups.proved(proof)
    else:
        proof = station.backups.prove(path, name=call.user(), password=call.password())
    data = {**_told(proof.backup), "records": proof.records, "audit_entries": proof.audit_entries}
    call.output.done(data, "cli.backup_proved", file=path.name, count=proof.records)
    return Exit.DONE


def restore_backup(call: Call) -> Exit:
    """Restore a backup; the station that was there is moved aside."""
    path = Path(call.options.file)
    typed = [secret_in(Path(file)) for file in call.options.recovery_file]
    if typed:
        aside = call.workplace.restore_backup(path, typed=typed)
    else:
        aside = call.workplace.restore_backup(path, name=call.user(), password=call.password())
    data = {"station": str(call.workplace.station.folder), "moved_aside": str(aside) if aside else None}
    lines = [call.output.sentence("cli.backup_aside", folder=aside.name)] if aside else []
    call.output.done(data, "cli.backup_restored", *lines, file=path.name)
    return Exit.DONE


def configure_backups(call: Call) -> Exit:
    """Store where backups go and how many stay."""
    options = call.options
    with call.session() as session:
        backups = Backups(session, call.workplace.station)
        backups.configure(
            folder=Path(options.folder).absolute() if options.folder else None,
            second=Path(options.second).absolute() if options.second else None,
            keep=options.keep,
            every_h=options.every_hours,
        )
        state = backups.state()
    data = {"folder": str(state.folder), "second": str(state.second) if state.second else None, "keep": state.keep}
    call.output.done(data, "cli.backup_configured", count=state.keep, hours=state.every_h)
    return Exit.DONE


def _told(backup: BackupFile) -> dict[str, object]:
    return {
        "path": str(backup.path),
        "bytes": backup.size_bytes,
        "made_at": backup.made_at.isoformat(),
        "station": backup.station.number,
        "schema": backup.schema,
        "audit_head": str(backup.audit_head),
    }
