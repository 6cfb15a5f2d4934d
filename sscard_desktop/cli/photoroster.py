# SPDX-License-Identifier: Apache-2.0
"""``photo bulk --roster`` and ``photo reads``: a roster's photos told by who was called up when."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

from sscard_desktop.cli.call import Call
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photomatching import NamedFile
from sscard_desktop.domain.photoreads import CardRead, proposed_shift, shift_of_pair
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.bulkplan import ReadLog
from sscard_desktop.services.cardreads import CardReads
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.services.session import Session


def add_roster_options(parser: argparse.ArgumentParser) -> None:
    """Add what ``photo bulk`` takes for a roster."""
    parser.add_argument("--reads", metavar="FILE", help="with --by log: another laptop's card reads, instead of here")
    parser.add_argument("--since", metavar="DATE", type=date.fromisoformat, help="with --by log: from this day on")
    clock = parser.add_mutually_exclusive_group()
    clock.add_argument("--pair", metavar="FILE=NUMBER", help="with --by log: whose photo one file is, to set the clock")
    clock.add_argument("--shift", metavar="SECONDS", type=float, help="with --by log: camera's time to this one's")
    parser.add_argument("--new-only", action="store_true", help="only pictures newer than the last import's")


def add_reads_options(parser: argparse.ArgumentParser) -> None:
    """Add what ``photo reads`` takes."""
    parser.add_argument("--roster", required=True, metavar="ID")
    parser.add_argument("--out", required=True, metavar="FILE.csv")
    parser.add_argument("--since", metavar="DATE", type=date.fromisoformat, help="from this day on")


def log_of(call: Call, session: Session, roster: RosterId, files: PictureFiles) -> ReadLog:
    """Return who was called up when, and the camera's clock against it.

    Raises:
        RefusedError: ``reads.none``; ``reads.pair_unknown``, ``reads.no_pair``; ``reads.not_told``;
            ``reads.unconfirmed``: what the times say, to be confirmed with ``--shift``.
    """
    options, service = call.options, CardReads(session, roster)
    reads: tuple[CardRead, ...]
    if options.reads:
        reads = service.told(call.workplace.table_reader().read(Path(options.reads)))
    else:
        reads = service.here(midnight(options.since) if options.since else None)
    if not any(read.person for read in reads):
        raise RefusedError("reads.none")
    if options.shift is not None:
        return ReadLog(reads, timedelta(seconds=options.shift))
    shots = [NamedFile(each.key, each.name, each.at) for each in files.pictures]
    if options.pair:
        name, _, number = options.pair.rpartition("=")
        keys, person = [each.key for each in shots if each.name == name], service.person(number)
        if len(keys) != 1 or not person:
            raise RefusedError("reads.pair_unknown")
        found = shift_of_pair(shots, reads, keys[0], person)
        if found is None:
            raise RefusedError("reads.no_pair")
        return ReadLog(reads, found.shift)
    found = proposed_shift(shots, reads)
    if found is None:
        raise RefusedError("reads.not_told")
    raise RefusedError("reads.unconfirmed", seconds=int(found.shift.total_seconds()), alone=found.alone, of=found.of)


def write_reads(call: Call) -> Exit:
    """Write the log as a table."""
    options, path = call.options, Path(call.options.out)
    with call.session() as session:
        service = CardReads(session, RosterId(options.roster))
        headers, rows = service.table(midnight(options.since) if options.since else None)
        written = call.workplace.tables().write(
            path, "reads", headers, rows, row_count=len(rows), created_at=session.clock.now()
        )
    data = {"path": str(path), "reads": len(rows), "bytes": written.size_bytes, "sha256": written.sha256}
    call.output.done(data, "reads.written", count=len(rows), file=path.name)
    return Exit.DONE
