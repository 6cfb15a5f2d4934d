# SPDX-License-Identifier: Apache-2.0
"""How fast a unit's photos are matched, made and checked: ``python -m tests.bulkrates [--people 2000]`` prints a table.

A roster of fictitious people, a folder of their photos, and in it a share (``--wrong 0.05``) of wrong names, copies and
unusable pictures, each kind with known truth. The run is the program's own: names matched, pictures opened, made,
encoded and checked by two makers, stored in an encrypted station. A case is ``found`` where nobody got a photo of it
and it stands among what somebody has to look at; ``false`` are clean photos that weren't stored; ``misgiven`` must be
none: every stored photo is compared with the picture of its person.

The pictures are drawn once, in a process of their own, and kept in the system's temporary folder; they are the same at
every run. On a machine that others use, processor seconds say more than those of the clock.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sscard_desktop import app
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.imaging.gathering import Gathering
from sscard_desktop.services import bulkphotos
from sscard_desktop.services.bulkphotos import BulkPhotos, Outcome
from sscard_desktop.services.bulkplan import digests_of
from tests.helpers.bulkpictures import Listed, Planted, cached, lay_out
from tests.helpers.desks import Desk
from tests.helpers.keptrosters import keep_roster
from tests.helpers.rosters import number
from tests.helpers.transfers import Silent

_FAMILY, _GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华文建国志红玉兰",
)
_FIRST_BIRTH = date(1961, 3, 7)


@dataclass(frozen=True, slots=True)
class Figures:
    """What came out.

    Attributes:
        matched_s, made_s: by the clock; ``cpu_s`` of the processor, for making and storing.
        memory_mb: at most, of the whole process; ``before_mb`` before anything was opened.
        found: kind → of how many cases, and how many were found.
        false: clean photos that weren't stored, by what was said of them.
        misgiven: photos that somebody got who isn't in them.
    """

    people: int
    files: int
    matched_s: float
    made_s: float
    cpu_s: float
    memory_mb: float
    before_mb: float
    made: int
    stored: int
    found: dict[str, tuple[int, int]] = field(default_factory=dict)
    false: dict[str, int] = field(default_factory=dict)
    misgiven: int = 0


def listed(people: int) -> list[Listed]:
    """Return this many people; some share a name."""
    found = []
    for i in range(people):
        name = _FAMILY[i % len(_FAMILY)] + _GIVEN[(i * 7) % len(_GIVEN)] + _GIVEN[(i // 19) % len(_GIVEN)]
        found.append(Listed(name, number(_FIRST_BIRTH + timedelta(days=i * 6), i % 900 + 1)))
    return found


def peak_mb() -> float:
    """Return the most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(people: int, wrong: float, folder: Path, cache: Path) -> Figures:
    """Lay out and run; return what came out."""
    who = listed(people)
    strangers = [number(date(1950, 1, 2), i) for i in range(1, 60)]
    planted = lay_out(folder / "photos", cache, who, wrong, strangers=strangers)
    desk = Desk(folder / "station")
    try:
        rows = keep_roster(desk.supervisor, [{"name": each.name, "number": each.number} for each in who])
        # The networks and a thread's share of them are there on any morning.
        makers = app.workplace_at(folder / "work").photo_makers()
        before = peak_mb()
        service, gathering = BulkPhotos(desk.supervisor, RosterId("drive")), Gathering()
        begun = time.perf_counter()
        files = gathering.open(folder / "photos")
        plan = service.plan(files, Way.NUMBER, digests=digests_of(files, Silent(), Way.NUMBER))
        matched, cpu = time.perf_counter(), time.process_time()
        results = list(bulkphotos.run(service, plan, files, gathering, makers, Silent()))
        made, cpu = time.perf_counter(), time.process_time() - cpu
        memory = peak_mb()
        told = {each.name: doubt.value for each, doubt in plan.unmatched}
        told |= {each.name: each.error.code for each in plan.refused}
        told |= {each.planned.file.name: each.outcome.value for each in results if each.needs_somebody}
        place_of = {row: place for place, row in enumerate(rows)}
        kept = {
            place: desk.supervisor.store.row_picture_digests(row).get(PictureRole.PHOTO_ORIGINAL, "")
            for row, place in place_of.items()
        }
        misgiven = sum(
            1
            for place, digest in kept.items()
            if digest and (place in planted.kept_from or digest != hashlib.sha256(cached(cache, place)).hexdigest())
        )
        return Figures(
            people=people,
            files=len(files.pictures),
            matched_s=matched - begun,
            made_s=made - matched,
            cpu_s=cpu,
            memory_mb=memory,
            before_mb=before,
            made=len(results),
            stored=sum(each.outcome is Outcome.STORED for each in results),
            found=_found(planted, told),
            false=dict(Counter(told[name] for name in planted.clean if name in told)),
            misgiven=misgiven,
        )
    finally:
        desk.leave()


def _found(planted: Planted, told: dict[str, str]) -> dict[str, tuple[int, int]]:
    return {
        kind: (len(cases), sum(all(name in told for name in case) for case in cases))
        for kind, cases in planted.wrong.items()
    }


def draw(people: int, cache: Path) -> None:
    """Draw the pictures that aren't there yet."""
    cache.mkdir(parents=True, exist_ok=True)
    for index in range(people):
        cached(cache, index)


def table(figures: Figures) -> str:
    """Return what is printed."""
    f = figures
    a_second = f.made / max(f.made_s, 1e-9)
    lines = [
        f"{f.people} people, {f.files} files: matched in {f.matched_s:.1f} s; {f.made} made and checked in "
        f"{f.made_s:.0f} s ({a_second:.1f} a second; {f.cpu_s:.0f} s of processor), {f.stored} stored",
        f"memory at most {f.memory_mb:.0f} MB, {f.before_mb:.0f} MB before the first file",
        f"{'planted':28} {'cases':>6} {'found':>6}",
        *(f"{kind:28} {cases:6} {found:6}" for kind, (cases, found) in f.found.items()),
        f"{'all':28} {sum(c for c, _ in f.found.values()):6} {sum(n for _, n in f.found.values()):6}",
        f"false: {f.false or 'none'}; misgiven: {f.misgiven}",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--wrong", type=float, default=0.05, help="share of people with something wrong")
    parser.add_argument("--draw", action="store_true", help="only draw the pictures")
    chosen = parser.parse_args()
    cache = Path(tempfile.gettempdir()) / f"sscard-bulkrates-{os.getuid()}"
    if chosen.draw:
        draw(chosen.people, cache)
        return
    # In a process of its own: its memory isn't the program's.
    subprocess.run([sys.executable, "-m", "tests.bulkrates", "--people", str(chosen.people), "--draw"], check=True)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bulkrates-") as folder:
        figures = run(chosen.people, chosen.wrong, Path(folder), cache)
    sys.stdout.write(f"{table(figures)}\nload before {load:.1f}, after {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
