# SPDX-License-Identifier: Apache-2.0
"""``update``: offline updates of the program, and of its profiles and code tables, from a signed file."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject
from sscard_desktop.cli.output import Exit, Output
from sscard_desktop.domain.updates import Update, UpdateKind
from sscard_desktop.services.backups import Backups, Made
from sscard_desktop.services.ports import InstalledVersion
from sscard_desktop.services.session import Session
from sscard_desktop.services.updates import (
    Updates,
    check_update,
    data_keep_people_out,
    go_back_unseated,
    place_update,
    status_of,
)

_MEBIBYTE = 1 << 20


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    update = add_subject(commands, "update", "offline updates from a signed file, and the way back")
    check = add_command(update, "check", check_file, "say what a file brings, and whether this machine takes it")
    check.add_argument("file", metavar="FILE", type=Path)
    apply = add_command(update, "apply", apply_file, "put an update beside what is there; used from the next start on")
    apply.add_argument("file", metavar="FILE", type=Path)
    add_command(update, "status", show_status, "the versions on this machine, and what happened to the last update")
    back = add_command(update, "rollback", go_back, "use the version before from the next start on")
    back.add_argument("--data", action="store_true", help="of profiles and code tables, not of the program")


class _Mebibytes:
    """Tells long work in figures that people read; what has none, such as a self-test, isn't told."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def report(self, done: int, total: int) -> None:
        """Implements ``services.ports.Progress``, of bytes."""
        if total >= _MEBIBYTE:
            self._output.report(-(-done // _MEBIBYTE), -(-total // _MEBIBYTE))


def check_file(call: Call) -> Exit:
    """Check a file; nothing changes, and nobody needs to log in."""
    place = call.workplace
    update = check_update(place.update_files(), place.versions(), call.options.file, _Mebibytes(call.output))
    code = "update.good_program" if update.kind is UpdateKind.PROGRAM else "update.good_data"
    call.output.done({"update": _told(update)}, code, *_notes(call, update), **_params(update))
    return Exit.DONE


def apply_file(call: Call) -> Exit:
    """Apply a file; a supervisor's where there is a station, which is backed up first; see ``storage.keepers``."""
    place = call.workplace
    place.versions().require_kept_here()
    file: Path = call.options.file
    made: Made | None = None
    progress = _Mebibytes(call.output)
    if place.station.exists():
        with call.session() as session:
            update, made = _updates(call, session).apply(file, progress)
    else:
        update = check_update(place.update_files(), place.versions(), file, progress)
        place_update(place.update_files(), place.versions(), file, update, progress)
    backup = made.backup.path.name if made is not None else None
    lines = [call.output.sentence("cli.backup_made", file=backup)] if backup else []
    data = {"update": _told(update), "backup": backup}
    code = "update.placed_program" if update.kind is UpdateKind.PROGRAM else "update.placed_data"
    call.output.done(data, code, *lines, **_params(update))
    return Exit.DONE


def show_status(call: Call) -> Exit:
    """Say which versions lie here; an update that didn't start is a finding."""
    place = call.workplace
    status = status_of(place.update_files(), place.versions())
    notice = status.notice
    data = {
        "installed": [_version(each) for each in status.installed],
        "exchangeable": status.exchangeable,
        "keys": list(status.keys),
        "notice": {"version": notice.version, "instead": notice.instead, "again": notice.again} if notice else None,
    }
    lines = [_line(call, each) for each in status.installed]
    if notice is not None:
        code = "update.start_failed_once" if notice.again else "update.start_failed"
        lines.append(f"! {call.output.sentence(code, version=notice.version, instead=notice.instead)}")
    if not status.keys:
        lines.append(f"! {call.output.sentence('update.no_keys')}")
    call.output.done(data, "cli.update_status", *lines, count=len(status.installed))
    return Exit.FINDINGS if notice else Exit.DONE


def go_back(call: Call) -> Exit:
    """Go back; a supervisor's, unless nobody has logged in with the version that is left, or can by its data."""
    kind = UpdateKind.DATA if call.options.data else UpdateKind.PROGRAM
    place = call.workplace
    place.versions().require_kept_here()
    if kind is UpdateKind.DATA and place.station.exists() and data_keep_people_out(place):
        left, before = place.versions().go_back(kind)
    elif place.station.exists() and (call.knows_user() or kind is UpdateKind.DATA):
        with call.session() as session:
            left, before = _updates(call, session).go_back(kind)
    elif kind is UpdateKind.PROGRAM and place.station.exists():
        left, before = go_back_unseated(place.versions())
    else:
        left, before = place.versions().go_back(kind)
    data = {"kind": kind.value, "left": left, "version": before or None}
    told = before or call.output.word("update_version", "own")
    code = "update.went_back_program" if kind is UpdateKind.PROGRAM else "update.went_back_data"
    call.output.done(data, code, left=left, version=told)
    return Exit.DONE


def _updates(call: Call, session: Session) -> Updates:
    place = call.workplace
    return Updates(session, place.update_files(), place.versions(), Backups(session, place.station))


def _params(update: Update) -> dict[str, str | int]:
    return {"version": update.version, "made_on": update.made_on, "size_mb": max(1, update.size_bytes // _MEBIBYTE)}


def _notes(call: Call, update: Update) -> list[str]:
    notes = update.notes.get(call.output.language, "")
    return [f"  {line}" for line in notes.splitlines() if line.strip()]


def _told(update: Update) -> dict[str, object]:
    return {
        "kind": update.kind.value,
        "version": update.version,
        "platform": update.platform or None,
        "needs": update.needs,
        "below": update.below or None,
        "made_on": update.made_on,
        "key": update.key,
        "sha256": update.sha256,
        "files": update.files,
        "bytes": update.size_bytes,
        "notes": dict(update.notes),
    }


def _version(each: InstalledVersion) -> dict[str, object]:
    return {
        "kind": each.kind.value,
        "version": each.version,
        "state": each.state.value,
        "in_force": each.in_force,
        "own": each.own,
    }


def _line(call: Call, each: InstalledVersion) -> str:
    words = [call.output.word("update_kind", each.kind.value), each.version]
    words.append(call.output.word("update_version", "in_force" if each.in_force else "own" if each.own else each.state))
    return "\t".join(words)
