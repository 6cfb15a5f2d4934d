# SPDX-License-Identifier: Apache-2.0
"""Packages between stations: ``package make``, ``merge``, ``undo``, ``stations`` and what belongs to them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, read_input, secret_in, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.merging import Change, Decision, Merge, TrustedStation
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.handover import Handover
from sscard_desktop.services.mergeplan import Plan, PlannedRecord
from sscard_desktop.services.merging import Merging
from sscard_desktop.services.ports import Lock, SignedPackage
from sscard_desktop.services.session import Session
from sscard_desktop.services.trust import Trust, shown_fingerprint

_LARGEST_KEY_BYTES = 64 << 10
_MOST_SHOWN = 200


def add_to_package(package: Commands) -> None:
    """Add the commands on packages between stations."""
    make = add_command(package, "make", make_packages, "hand this station's records over, signed and locked")
    make.add_argument("--out", required=True, metavar="DIR")
    span = make.add_mutually_exclusive_group()
    span.add_argument(
        "--since-last", action="store_true", help="only what was touched since these receivers last got it"
    )
    span.add_argument(
        "--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="only what was touched since this day"
    )
    way = make.add_mutually_exclusive_group()
    way.add_argument("--package-password-file", metavar="FILE", help="lock it with this password")
    way.add_argument("--recipient", action="append", metavar="CERT", help="lock it for this certificate, one or more")
    merge = add_command(package, "merge", merge_packages, "take other stations' records over, all or nothing")
    merge.add_argument("files", nargs="+", metavar="FILE")
    merge.add_argument("--dry-run", action="store_true", help="only say what would happen")
    merge.add_argument("--package-password-file", metavar="FILE", help="of packages that are locked by one")
    merge.add_argument("--take", action="append", default=[], metavar="ID", help="take this record though it collides")
    merge.add_argument(
        "--renumber", action="append", default=[], metavar="ID", help="take it with a receipt number of this station's"
    )
    add_command(package, "merges", list_merges, "what was merged, the last first")
    undo = add_command(package, "undo", undo_merge, "take a merge back, whole")
    undo.add_argument("number", type=int, metavar="N")
    certificate = add_command(package, "certificate", show_certificate, "what others lock packages for us with")
    certificate.add_argument("--out", required=True, metavar="FILE")
    receivers = add_command(package, "receivers", set_receivers, "for whom this station locks its packages")
    receivers.add_argument("certificates", nargs="*", metavar="CERT", help="from now on for these")
    stations = add_subject(package, "stations", "stations whose packages are merged here")
    add_command(stations, "list", list_stations, "the stations that are or were trusted")
    add = add_command(stations, "add", trust_station, "trust a station's key from now on")
    add.add_argument("key", metavar="PEM")
    add.add_argument("--number", type=int, required=True, metavar="N")
    add.add_argument("--name", required=True)
    revoke = add_command(stations, "revoke", revoke_station, "trust a station no longer")
    revoke.add_argument("number", type=int, metavar="N")
    revoke.add_argument("--reason", required=True)


def make_packages(call: Call) -> Exit:
    """Hand the records over."""
    workplace = call.workplace
    with call.session() as session:
        handover = Handover(session, workplace.station_packages(), workplace.sealer())
        if call.options.recipient:
            lock = Lock(tuple(handover.recipient(_key_file(name)) for name in call.options.recipient))
        elif call.options.package_password_file:
            lock = Lock(password=secret_in(Path(call.options.package_password_file)))
        else:
            lock = Lock(tuple(handover.receivers()))
        since = midnight(call.options.since) if call.options.since else None
        if call.options.since_last:
            since = handover.last(lock.recipients)
        written = handover.make(Path(call.options.out), lock, call.output, since=since)
        key = handover.station_key()
    files = [{"path": str(each.path), "bytes": each.size_bytes, "sha256": each.sha256} for each in written]
    data = {
        "files": files,
        "station_key": key.fingerprint,
        "recipients": [each.fingerprint for each in lock.recipients],
    }
    lines = [each.path.name for each in written]
    call.output.done(data, "transfer.made", *lines, count=len(written), key=shown_fingerprint(key.fingerprint))
    return Exit.DONE


def merge_packages(call: Call) -> Exit:
    """Look at packages, or merge them."""
    with call.session() as session:
        merging = _merging(call, session)
        password = secret_in(Path(call.options.package_password_file)) if call.options.package_password_file else ""
        plan = merging.look([Path(name) for name in call.options.files], call.output, password=password)
        decided = {RecordId(each): Decision.TAKE for each in call.options.take}
        decided |= {RecordId(each): Decision.RENUMBER for each in call.options.renumber}
        lines = [_line(call, each, plan) for each in plan.records[:_MOST_SHOWN]]
        data: dict[str, object] = _plan(plan)
        if call.options.dry_run:
            counts = {each.value: count for each, count in plan.counts.items()}
            call.output.done(data, "transfer.looked", *lines, undecided=len(plan.undecided), **counts)
            return Exit.FINDINGS if plan.records else Exit.DONE
        merged = merging.merge(plan, call.output, decided)
    told = {each.value: merged.changes[each] for each in Change}
    data |= {"merge": merged.seq, "left": merged.left, "listed": merged.listed, "told": merged.told, **told}
    new = merged.seq or merged.listed or merged.told
    code = "transfer.merged" if merged.seq else "transfer.only_rosters" if new else "transfer.nothing_new"
    call.output.done(data, code, *lines, number=merged.seq, left=merged.left, **told)
    return Exit.FINDINGS if merged.left else Exit.DONE


def list_merges(call: Call) -> Exit:
    """List the merges."""
    with call.session() as session:
        merges = _merging(call, session).all()
    lines = [
        f"{each.seq}\t{each.at:%Y-%m-%d %H:%M}\t{each.operator}\t{len(each.packages)}\t{sum(each.changes.values())}"
        f"\t{'–' if each.undone_at is None else each.undone_by}"
        for each in merges
    ]
    call.output.done({"merges": [_merge(each) for each in merges]}, "transfer.merges", *lines, count=len(merges))
    return Exit.DONE


def undo_merge(call: Call) -> Exit:
    """Take a merge back."""
    with call.session() as session:
        undone = _merging(call, session).undo(call.options.number, call.output)
    count = sum(undone.changes.values())
    call.output.done(_merge(undone), "transfer.undone", number=undone.seq, count=count)
    return Exit.DONE


def show_certificate(call: Call) -> Exit:
    """Write this machine's certificate."""
    with call.session() as session:
        certificate = Trust(session, call.workplace.station_packages()).certificate()
    write_output(Path(call.options.out), certificate)
    data = {"path": call.options.out, "pem": certificate.decode("ascii")}
    call.output.done(data, "transfer.certificate", file=Path(call.options.out).name)
    return Exit.DONE


def set_receivers(call: Call) -> Exit:
    """Show or set for whom packages are locked."""
    workplace = call.workplace
    with call.session() as session:
        handover = Handover(session, workplace.station_packages(), workplace.sealer())
        given = [_key_file(name) for name in call.options.certificates]
        known = handover.set_receivers(given) if given else handover.receivers()
    data = {"receivers": [{"subject": each.subject, "fingerprint": each.fingerprint} for each in known]}
    lines = [f"{each.subject}\t{shown_fingerprint(each.fingerprint)}" for each in known]
    call.output.done(data, "transfer.receivers", *lines, count=len(known))
    return Exit.DONE


def list_stations(call: Call) -> Exit:
    """List the trusted stations."""
    with call.session() as session:
        stations = Trust(session, call.workplace.station_packages()).stations()
    lines = [
        f"{each.number:04d}\t{each.name}\t{shown_fingerprint(each.fingerprint)}"
        f"\t{'' if each.revoked_at is None else f'{each.revoked_at:%Y-%m-%d} {each.revoked_reason}'}"
        for each in stations
    ]
    data = {"stations": [_station(each) for each in stations]}
    call.output.done(data, "transfer.stations", *lines, count=len(stations))
    return Exit.DONE


def trust_station(call: Call) -> Exit:
    """Trust a station's key."""
    with call.session() as session:
        trust = Trust(session, call.workplace.station_packages())
        station = trust.trust(_key_file(call.options.key), number=call.options.number, name=call.options.name)
    key = shown_fingerprint(station.fingerprint)
    call.output.done(_station(station), "transfer.trusted", station=station.number, key=key)
    return Exit.DONE


def revoke_station(call: Call) -> Exit:
    """Trust a station no longer."""
    with call.session() as session:
        trust = Trust(session, call.workplace.station_packages())
        live = [each for each in trust.stations() if each.revoked_at is None and each.number == call.options.number]
        if not live:
            raise RefusedError("transfer.station_unknown")
        station = trust.revoke(live[0].fingerprint, call.options.reason)
    call.output.done(_station(station), "transfer.revoked", station=station.number)
    return Exit.DONE


def verify_transfer(call: Call, path: Path) -> Exit:
    """Verify a package between stations; needs no station, and says whether it is trusted where somebody logs in."""
    packages = call.workplace.station_packages()
    found = packages.verify(path, call.output)
    named = call.option("station_key")
    if named and packages.station_key(_key_file(named)).fingerprint != found.key.fingerprint:
        raise InvalidInputError("sealed.other_station")
    known = bool(named)
    if not known and call.knows_user():
        with call.session() as session:
            _merging(call, session).accept(found)
        known = True
    code = "transfer.good" if known else "transfer.good_but_unknown"
    key = shown_fingerprint(found.key.fingerprint)
    data = {**_package(found), "findings": [], "station_key_known": known}
    call.output.done(data, code, file=path.name, station=found.origin.number, key=key, count=found.origin.records)
    return Exit.DONE


def _merging(call: Call, session: Session) -> Merging:
    return Merging(session, call.workplace.station_packages(), call.workplace.sealer())


def _key_file(name: str) -> bytes:
    return read_input(Path(name), largest_bytes=_LARGEST_KEY_BYTES)


def _line(call: Call, record: PlannedRecord, plan: Plan) -> str:
    why = [call.output.word("standing", record.standing.value)]
    why += [call.output.word("likeness", each.likeness.value) + f" {each.other}" for each in record.resemblances]
    mark = "?" if len(record.choices) > 1 else "·"
    station = plan.packages[record.package].origin.number
    return f"{mark} {record.id}\t{station:04d}\t{record.name}\t{'; '.join(why)}"


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "packages": [_package(each) for each in plan.packages],
        "counts": {each.value: count for each, count in plan.counts.items()},
        "duplicates": {each.value: count for each, count in plan.likenesses.items()},
        "removed": len(plan.removed),
        "listed": plan.listed,
        "records": [
            {
                "id": each.id,
                "package": plan.packages[each.package].path.name,
                "name": each.name,
                "number": each.number,
                "status": each.status.value,
                "standing": each.standing.value,
                "alike": [
                    {"by": alike.likeness.value, "record": alike.other, "incoming": alike.incoming}
                    for alike in each.resemblances
                ],
                "choices": [choice.value for choice in each.choices],
                "usual": each.usual.value,
            }
            for each in plan.records
        ],
    }


def _package(package: SignedPackage) -> dict[str, object]:
    origin = package.origin
    return {
        "path": str(package.path),
        "sha256": package.sha256,
        "station": origin.number,
        "name": origin.name,
        "made_at": origin.made_at.isoformat(),
        "records": origin.records,
        "part": origin.part,
        "parts": origin.parts,
        "locked_by": package.locked_by,
        "station_key": package.key.fingerprint,
    }


def _merge(merge: Merge) -> dict[str, object]:
    return {
        "number": merge.seq,
        "at": merge.at.isoformat(),
        "by": merge.operator,
        "packages": [{"file": each.file, "station": each.station, "records": each.records} for each in merge.packages],
        **{each.value: merge.changes.get(each, 0) for each in Change},
        "undone_at": merge.undone_at.isoformat() if merge.undone_at else None,
    }


def _station(station: TrustedStation) -> dict[str, object]:
    return {
        "number": station.number,
        "name": station.name,
        "fingerprint": station.fingerprint,
        "added_at": station.added_at.isoformat(),
        "revoked_at": station.revoked_at.isoformat() if station.revoked_at else None,
        "reason": station.revoked_reason,
    }
