# SPDX-License-Identifier: Apache-2.0
"""Many stations merged in one go: ``python -m tests.mergesoak --packages 50 --records 2000`` prints a table.

All people are made up; pictures are bytes of a picture's size. In each package after the first one record is planted
as a double of one of an earlier package by number, by name and birth date, by mobile, and by photo. The merge runs in
a process of its own, so that the peak of memory is its own. Then the same packages are merged again, the merge is
taken back, and a smaller one is killed at random instants: the station is as before or as after, never between.

Aims: under 1 GB of memory at 50 × 2,000, doubles found = doubles planted, merged twice = merged once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sscard_desktop.domain.merging import Change, Likeness, Standing
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.recipients import station_key
from sscard_desktop.exchange.sealedpackage import SealedPackages
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.services.merging import Merging
from sscard_desktop.services.ports import Lock
from sscard_desktop.services.session import Session
from sscard_desktop.services.trust import Trust
from sscard_desktop.storage.store import EncryptedStore
from tests.helpers.offices import Office
from tests.helpers.transfers import Branch, Entry, Silent, submitted, with_photo_of
from tests.storage.stations import NOON

FIRST_STATION = 101
KINDS = (Likeness.NUMBER, Likeness.PERSON, Likeness.MOBILE, Likeness.PHOTO)


@dataclass(frozen=True)
class Crowd:
    """How much is merged.

    Attributes:
        picture_bytes: of each of a record's three pictures.
    """

    packages: int
    records: int
    picture_bytes: int

    @property
    def planted(self) -> int:
        """How many doubles there are of each kind."""
        return self.packages - 1 if self.records >= 2 * len(KINDS) else 0

    def entries(self, package: int) -> Iterator[Entry]:
        """Yield a package's records; its last four are doubles of the first four of an earlier package."""
        station = FIRST_STATION + package
        plain = self.records - len(KINDS) if package and self.planted else self.records
        for number in range(plain):
            yield submitted(number, station=station, size_bytes=self.picture_bytes)
        if plain == self.records:
            return
        for index, kind in enumerate(KINDS):
            original = submitted(index, station=station - 1, size_bytes=self.picture_bytes)
            values = original[0].record.values
            names = {
                Likeness.NUMBER: ("number",),
                Likeness.PERSON: ("name", "birth_date"),
                Likeness.MOBILE: ("mobile",),
                Likeness.PHOTO: (),
            }[kind]
            double = submitted(
                plain + index, station=station, size_bytes=self.picture_bytes, **{name: values[name] for name in names}
            )
            yield with_photo_of(double, original) if kind is Likeness.PHOTO else double


def make(crowd: Crowd, folder: Path) -> float:
    """Make a supervisor's machine in ``folder / "station"`` that trusts the stations whose packages lie beside it.

    Returns how long the packages took, in seconds.
    """
    office = Office(folder / "station", number=1)
    trust = Trust(office.session, StationPackageFiles())
    # As a campaign's packages are locked: for the machine that merges them.
    lock = Lock((SealedPackages(PackageFile()).recipient(trust.certificate(), at=office.clock.now()),))
    start = time.perf_counter()
    for package in range(crowd.packages):
        branch = Branch(FIRST_STATION + package)
        trust.trust(station_key(branch.key).pem, number=branch.number, name=f"{branch.number} 号台")
        made_at = NOON + timedelta(days=1, minutes=package)
        branch.package(
            folder / f"{package:03d}.sscard", crowd.entries(package), count=crowd.records, lock=lock, made_at=made_at
        )
    took = time.perf_counter() - start
    office.store.close()
    return took


def content_sha256(store: EncryptedStore) -> str:
    """Return a digest over all records that are here, with their values, histories and pictures."""
    digest = hashlib.sha256()
    for query in (
        "SELECT id, status, receipt_number, sha256 FROM record JOIN record_values ON record = seq ORDER BY id",
        "SELECT id, role, sha256 FROM picture JOIN record ON record.seq = record ORDER BY id, role",
        "SELECT id, at, operator, move FROM step JOIN record ON record.seq = record ORDER BY id, step.seq",
    ):
        for row in store.database.rows(query):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def opened(folder: Path) -> Session:
    """Return the supervisor's session at the station of :func:`make`."""
    return Office(folder / "station", number=1).session


def merge_once(folder: Path) -> None:
    """Merge all packages: what the kill test's victim does."""
    session = opened(folder)
    merging = Merging(session, StationPackageFiles(), SealedPackages(PackageFile()))
    plan = merging.look(sorted(folder.glob("*.sscard")), Silent())
    os.write(1, b"looked\n")
    merging.merge(plan, Silent())
    os.write(1, b"merged\n")
    session.store.close()


def measure(folder: Path) -> dict[str, object]:
    """Merge, merge again, take back; return the figures."""
    session = opened(folder)
    store = session.store
    assert isinstance(store, EncryptedStore)
    merging = Merging(session, StationPackageFiles(), SealedPackages(PackageFile()))
    paths = sorted(folder.glob("*.sscard"))
    figures: dict[str, object] = {"bytes": sum(path.stat().st_size for path in paths)}
    empty = content_sha256(store)
    start = time.perf_counter()
    plan = merging.look(paths, Silent())
    looked = time.perf_counter()
    merged = merging.merge(plan, Silent())
    done = time.perf_counter()
    figures |= {
        "look_s": looked - start,
        "merge_s": done - looked,
        "added": merged.changes[Change.ADDED],
        "left": merged.left,
        "found": {kind.value: plan.likenesses[kind] for kind in KINDS},
        "named": dict(Counter(each.likeness.value for record in plan.records for each in record.resemblances)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "station_bytes": store.database.path.stat().st_size,
    }
    once = content_sha256(store)
    start = time.perf_counter()
    plan = merging.look(paths, Silent())
    again = merging.merge(plan, Silent())
    figures |= {
        "again_s": time.perf_counter() - start,
        "again_changes": sum(again.changes.values()),
        "again_same": plan.counts[Standing.SAME],
        "again_as_once": content_sha256(store) == once,
    }
    start = time.perf_counter()
    merging.undo(merged.seq, Silent())
    figures |= {"undo_s": time.perf_counter() - start, "undone_as_before": content_sha256(store) == empty}
    figures["peak_all_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    store.close()
    return figures


def child(*arguments: str) -> list[str]:
    """Return how this module is called in a process of its own."""
    return [sys.executable, "-m", "tests.mergesoak", *arguments]


def kill(folder: Path, rounds: int, draw: random.Random) -> Counter[str]:
    """Kill a merge at random instants ``rounds`` times; return how the station was found."""
    pristine = folder / "pristine"
    shutil.move(folder / "station", pristine)
    shutil.copytree(pristine, folder / "station")
    looked_s, merged_s = _times(folder)
    before, after = _content_at(pristine.parent, pristine.name), _content_at(folder, "station")
    found: Counter[str] = Counter()
    for _ in range(rounds):
        shutil.rmtree(folder / "station")
        shutil.copytree(pristine, folder / "station")
        victim = subprocess.Popen(child("--merge", str(folder)), stdout=subprocess.PIPE)
        assert victim.stdout is not None
        # Some at any instant, some while it merges, which is where it would hurt, and some once it said that it did.
        instant = draw.random()
        if instant < 0.3:
            time.sleep(draw.random() * merged_s)
        else:
            victim.stdout.readline()
            if instant < 0.8:
                time.sleep(draw.random() * (merged_s - looked_s) * 1.1)
            else:
                victim.stdout.readline()
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        victim.stdout.close()
        content = _content_at(folder, "station")
        found["before" if content == before else "after" if content == after else "between"] += 1
    return found


def _times(folder: Path) -> tuple[float, float]:
    """Merge whole; return after how many seconds it had looked, and had merged."""
    start = time.perf_counter()
    with subprocess.Popen(child("--merge", str(folder)), stdout=subprocess.PIPE) as whole:
        assert whole.stdout is not None
        times = [time.perf_counter() - start for _ in whole.stdout]
    looked_s, merged_s = times
    return looked_s, merged_s


def _content_at(folder: Path, name: str) -> str:
    session = Office(folder / name, number=1).session
    assert isinstance(session.store, EncryptedStore)
    content = content_sha256(session.store)
    broken = session.store.check_integrity()
    session.store.close()
    return "broken" if broken else content


def told(crowd: Crowd, made_s: float, figures: dict[str, object], kills: Counter[str]) -> Sequence[str]:
    """Return the table's lines."""
    look_s, merge_s = float(str(figures["look_s"])), float(str(figures["merge_s"]))
    size_mb = int(str(figures["bytes"])) / 1e6
    count = crowd.packages * crowd.records
    found = figures["found"]
    return [
        f"packages × records      {crowd.packages} × {crowd.records}, {size_mb:.0f} MB, made in {made_s:.0f} s",
        f"dry run                 {look_s:.1f} s   {count / look_s:.0f} records/s   {size_mb / look_s:.0f} MB/s",
        f"merge                   {merge_s:.1f} s   {count / merge_s:.0f} records/s   {size_mb / merge_s:.0f} MB/s",
        f"together                {(look_s + merge_s) / 60:.1f} min   {count / (look_s + merge_s):.0f} records/s",
        f"peak memory             {figures['peak_mb']:.0f} MB (all rounds {figures['peak_all_mb']:.0f} MB)",
        f"doubles planted         {crowd.planted} of each kind",
        f"doubles found           {found}",
        f"added, left out         {figures['added']}, {figures['left']}",
        f"merged again            {figures['again_s']:.1f} s, {figures['again_changes']} changes, "
        f"as once: {figures['again_as_once']}",
        f"taken back              {figures['undo_s']:.1f} s, as before: {figures['undone_as_before']}",
        f"killed                  {dict(kills)}",
        f"one-minute load         {os.getloadavg()[0]:.1f}",
    ]


def main() -> None:
    """Make, merge, print; or be the child that merges."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--packages", type=int, default=50)
    options.add_argument("--records", type=int, default=2000)
    options.add_argument("--picture-kb", type=int, default=20)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--folder", type=Path, help="where to work; it needs four times the packages' size")
    options.add_argument("--merge", type=Path, metavar="FOLDER", help="merge what lies there, and nothing else")
    options.add_argument("--measure", type=Path, metavar="FOLDER", help="measure it, and print JSON")
    given = options.parse_args()
    if given.merge:
        merge_once(given.merge)
        return
    if given.measure:
        print(json.dumps(measure(given.measure)))  # noqa: T201
        return
    crowd = Crowd(given.packages, given.records, given.picture_kb * 1000)
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        made_s = make(crowd, Path(scratch))
        answer = subprocess.run(child("--measure", scratch), check=True, stdout=subprocess.PIPE).stdout
    kills: Counter[str] = Counter()
    if given.kills:
        with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
            make(Crowd(4, 300, 20_000), Path(scratch))
            kills = kill(Path(scratch), given.kills, random.Random(8))
    print("\n".join(told(crowd, made_s, json.loads(answer), kills)))  # noqa: T201


if __name__ == "__main__":
    main()
