# SPDX-License-Identifier: Apache-2.0
"""``roster share``, ``split`` and ``open``: a roster on several laptops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, secret_in
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.handover import Handover
from sscard_desktop.services.ports import Lock, WrittenFile
from sscard_desktop.services.rostersharing import RosterSharing
from sscard_desktop.services.session import Session
from sscard_desktop.services.trust import shown_fingerprint


def add_sharing(roster: Commands) -> None:
    """Add the commands of this module to those behind ``roster``."""
    share = add_command(roster, "share", share_roster, "write all of a roster for other laptops, signed and locked")
    split = add_command(roster, "split", split_roster, "write a roster in parts, one for each laptop")
    for parser in (share, split):
        parser.add_argument("id", metavar="ID")
        parser.add_argument("--out", required=True, metavar="DIR")
    split.add_argument("--parts", type=int, required=True, metavar="N")
    split.add_argument("--by-unit", action="store_true", help="no unit's people are in two parts")
    take = add_command(roster, "open", open_roster, "take a roster over that another station shared")
    take.add_argument("file", metavar="FILE")
    take.add_argument(
        "--key",
        default="",
        metavar="FINGERPRINT",
        help="of the sender's key, as they told it, where their station isn't trusted here",
    )
    for parser in (share, split, take):
        parser.add_argument("--package-password-file", required=True, metavar="FILE")


def share_roster(call: Call) -> Exit:
    """Write a roster whole."""
    lock = Lock(password=secret_in(Path(call.options.package_password_file)))
    with call.session() as session:
        files = _sharing(call, session).share(RosterId(call.options.id), Path(call.options.out), lock, call.output)
        key = _station_key(call, session)
    return _tell(call, files, key)


def split_roster(call: Call) -> Exit:
    """Write a roster in parts."""
    options = call.options
    lock = Lock(password=secret_in(Path(options.package_password_file)))
    with call.session() as session:
        files = _sharing(call, session).share(
            RosterId(options.id),
            Path(options.out),
            lock,
            call.output,
            parts=options.parts,
            units_together=options.by_unit,
        )
        key = _station_key(call, session)
    return _tell(call, files, key)


def open_roster(call: Call) -> Exit:
    """Take a roster over."""
    password = secret_in(Path(call.options.package_password_file))
    with call.session() as session:
        sharing = _sharing(call, session)
        found = sharing.look(Path(call.options.file), call.output)
        told = "".join(call.options.key.split()).lower()
        # As two people read it to each other: the beginning that is shown, or more of it.
        least = len("".join(shown_fingerprint(found.signed.key.fingerprint).split()))
        confirmed = len(told) >= least and found.signed.key.fingerprint.startswith(told)
        taken = sharing.take(found, call.output, password=password, confirmed=confirmed)
    counts = {"added": taken.added, "changed": taken.changed, "pictures": taken.pictures}
    data = {
        "id": taken.roster.id,
        "title": taken.roster.title,
        "rows": taken.roster.rows,
        "station": found.signed.origin.number,
        "station_key": found.signed.key.fingerprint,
        "part": found.signed.origin.part,
        "parts": found.signed.origin.parts,
        **counts,
    }
    call.output.done(data, "cli.roster_opened", title=taken.roster.title, rows=taken.roster.rows, **counts)
    return Exit.DONE


def _sharing(call: Call, session: Session) -> RosterSharing:
    return RosterSharing(session, call.workplace.roster_files(), call.workplace.sealer())


def _station_key(call: Call, session: Session) -> str:
    """Return the fingerprint that whoever opens the files asks this station for."""
    workplace = call.workplace
    return Handover(session, workplace.station_packages(), workplace.sealer()).station_key().fingerprint


def _tell(call: Call, files: Sequence[WrittenFile], key: str) -> Exit:
    told = [{"path": str(each.path), "bytes": each.size_bytes, "sha256": each.sha256} for each in files]
    data = {"files": told, "station_key": key}
    names = [each.path.name for each in files]
    call.output.done(data, "cli.roster_shared", *names, count=len(files), key=shown_fingerprint(key))
    return Exit.DONE
