# SPDX-License-Identifier: Apache-2.0
"""What a killed day was told as done, and whether the station still has it: whole, and nothing by half."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.errors import NotAllowedError, SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.ports import Store
from sscard_desktop.services.rosterimport import sweep
from sscard_desktop.storage import backupfile
from tests.kill.day import CHIEF, FIRST_PASSWORD, KEPT, LISTED, PACKAGE_PASSWORD, session_of, station_at

KNOWN = {"station.db", "station.keys", "station.lock", "backups"}
_RANK = {
    status: rank
    for rank, status in enumerate((Status.DRAFT, Status.CONFIRMED, Status.SUBMITTED, Status.APPROVED, Status.EXPORTED))
}
_REACHED = {"draft": Status.DRAFT, "submit": Status.SUBMITTED, "approve": Status.APPROVED, "export": Status.EXPORTED}


@dataclass
class Ledger:
    """What was told of one station since it was set up."""

    passwords: list[str] = field(default_factory=lambda: [FIRST_PASSWORD])
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    pictures: dict[tuple[str, str], str] = field(default_factory=dict)
    reached: dict[str, Status] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    batches: dict[str, list[str]] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    backups: list[str] = field(default_factory=list)
    rosters: dict[str, int] = field(default_factory=dict)
    told: int = 0

    def take(self, line: Mapping[str, Any]) -> None:
        """Note one line."""
        if line.get("doing") == "password":
            self.passwords.append(line["password"])
        did = line.get("did")
        if did is None:
            return
        self.told += 1
        record = line.get("record", "")
        if did in _REACHED and record:
            self.reached[record] = _REACHED[did]
        match did:
            case "edit":
                self.values.setdefault(record, {})[line["key"]] = line["value"]
            case "picture":
                self.pictures[record, line["role"]] = line["sha256"]
            case "submit":
                self.receipts[record] = line["receipt"]
            case "seal":
                self.batches[line["batch"]] = line["members"]
            case "export":
                self.exports[line["file"]] = line["sha256"]
                self.reached.update(dict.fromkeys(self.batches[line["batch"]], Status.EXPORTED))
            case "roster" | "correction":
                self.rosters[line["roster"]] = line["version"]
            case "backup":
                self.backups.append(line["file"])
            case "password":
                self.passwords = [line["password"]]

    def losses(self, folder: Path) -> list[str]:
        """Return what is missing or half; opens the station as its supervisor would the next morning."""
        try:
            store = self._opened(folder)
        except (SscardError, OSError) as error:
            return [f"the station doesn't open: {error!r}"]
        try:
            found = [
                *store.check_integrity(),
                *self._lost_records(store),
                *self._half_batches(store),
                *self._half_rosters(store),
            ]
        finally:
            store.close()
        return [*found, *self._files(folder)]

    def _opened(self, folder: Path) -> Store:
        refused: SscardError | None = None
        for password in reversed(self.passwords):
            try:
                store, _ = station_at(folder).unlock(CHIEF.name, password)
            except NotAllowedError as error:
                refused = error
            else:
                self.passwords = [password]
                return store
        raise refused or AssertionError("no password")

    def _lost_records(self, store: Store) -> Iterator[str]:
        for record_id, status in itertools.islice(reversed(self.reached.items()), 30):
            record = store.record(RecordId(record_id))
            if _RANK[record.status] < _RANK[status]:
                yield f"a record is {record.status} and was {status}"
            for key, value in self.values.get(record_id, {}).items():
                if record.value(key) != value:
                    yield f"the field {key} is lost"
            if self.receipts.get(record_id, record.receipt_number) != record.receipt_number:
                yield "a receipt number is another one"
        for (record_id, role), digest in itertools.islice(reversed(self.pictures.items()), 30):
            content = store.picture(RecordId(record_id), PictureRole(role))
            if content is None or hashlib.sha256(content).hexdigest() != digest:
                yield f"the picture {role} is lost"
        yield from self._half_submissions(store)

    def _half_submissions(self, store: Store) -> Iterator[str]:
        numbers = []
        for summary in store.search(limit=100_000):
            record = store.record(summary.id)
            # Complete, with its number, from the confirmation on, which the submission follows.
            confirmed = record.status is not Status.DRAFT
            if confirmed != bool(record.receipt_number):
                yield f"a record is {record.status} with receipt {record.receipt_number!r}"
            steps = len(store.steps(record.id))
            if confirmed and (len(record.pictures) != 3 or not record.consents or steps != _RANK[record.status]):
                yield f"a record is {record.status} by half"
            if record.receipt_number:
                numbers.append(record.receipt_number)
        # Station, day, then four places that run from 1 each day without a gap, and a check digit.
        for day in {number[:12] for number in numbers}:
            running = sorted(int(number[12:16]) for number in numbers if number.startswith(day))
            if running != list(range(1, len(running) + 1)):
                yield "receipt numbers have a gap, or one was given twice"

    def _half_batches(self, store: Store) -> Iterator[str]:
        known = {batch.number: batch for batch in store.batches()}
        for number, members in self.batches.items():
            if number not in known or list(known[number].records) != members:
                yield f"batch {number} is lost or changed"
        exporting = Exporting(session_of(store, CHIEF), PackageFile())
        for batch in known.values():
            records = [store.record(record_id) for record_id in batch.records]
            if any(record.batch != batch.number for record in records):
                yield f"batch {batch.number} is half"
            wanted = Status.EXPORTED if batch.status is BatchStatus.EXPORTED else Status.APPROVED
            if any(record.status is not wanted for record in records):
                yield f"batch {batch.number} is {batch.status}, its records aren't"
            if batch.status is BatchStatus.SEALED:
                # Compares content and digest, and raises where they differ.
                exporting.prepare(batch.number)

    def _half_rosters(self, store: Store) -> Iterator[str]:
        sweep(session_of(store, CHIEF))
        rosters = {roster.id: roster.rows for roster in store.rosters()}
        if store.figures().rows["roster_row"] != sum(rosters.values()):
            yield "people are left of a roster that nobody sees"
        for roster_id, count in rosters.items():
            versions = {row.value("mobile") for row in store.roster_rows(roster_id)}
            if count != LISTED or len(versions) != 1:
                yield f"a roster is half: {count} people, {len(versions)} versions"
            elif int(versions.pop()[3:]) < self.rosters.get(roster_id, 0):
                yield "a roster's correction is lost"
        if not self.rosters.keys() <= rosters.keys():
            yield "a roster is lost"

    def _files(self, folder: Path) -> Iterator[str]:
        unknown = {path.name for path in folder.iterdir()} - KNOWN
        if unknown:
            yield f"orphaned in the station's folder: {sorted(unknown)}"
        exports = folder.parent / "exports"
        for name, digest in self.exports.items():
            path = exports / name
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                yield f"package {name} is lost"
        for path in sorted(exports.glob("*.zip"))[-2:]:
            if PackageFile().verify(path, PACKAGE_PASSWORD):
                yield f"package {path.name} is half"
        backups = sorted((folder / "backups").glob("*" + backupfile.SUFFIX))
        if len(backups) > KEPT + 1:
            yield "older backups don't go"
        if self.backups and not any(path.name == self.backups[-1] for path in backups):
            yield "the last backup is lost"
        if len(list((folder / "backups").glob("*.part"))) > 1:
            yield "unfinished backups pile up"
        for path in backups:
            with backupfile.reading(path) as backup:
                backup.verify()
