# SPDX-License-Identifier: Apache-2.0
"""How well ID cards are found, straightened and read: ``python -m tests.cardrates [--each 20] [--held-out] [--json]``.

The cards are fictitious and drawn here, so the truth is known (:mod:`tests.helpers.idcards.cases`). Thresholds are set
with development seeds only; ``--held-out`` counts seeds that nothing was ever set with. A card is photographed, cut out
as the window does, and what was cut out is read; where no card is found, the whole picture is read.

``found``: all four corners within 1 % of the card's width. ``sure, wrong``: wrong with a confidence at which nobody is
asked to look twice. Beside each figure stands its aim. Real cards have holograms, wear and other type: what is printed
here is an upper bound.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from sscard_desktop import paths
from sscard_desktop.domain.cardtextwords import CardWords
from sscard_desktop.domain.document import DocumentReading, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.services.ports import CardCutter, CardLens, DocumentReader, Frame
from tests.helpers.idcards.cases import CONDITIONS, Case, case, empty
from tests.helpers.idcards.fonts import digits, faces
from tests.helpers.idcards.people import DAY_OF_ISSUE, DEVELOPMENT, HELD_OUT
from tests.helpers.idcards.scene import LEVELS, Level
from tests.helpers.idcards.scoring import SCORED, Findings, Tally, corner_error, percent

SPEC = IdPictureSpec(1_048_576, 0, 0)
SURE = 0.9
"""From this confidence on a field is filled in without a question mark."""
AIMS = {"found": 97.0, "number": 99.5, "name": 98.0, "address": 95.0}
SURE_AND_WRONG_AIM = 0.2
OTHERS = (Layout.HMT_RESIDENCE, Layout.HMT_PASS, Layout.FOREIGN_PERMANENT, Layout.PASSPORT)
_EASY: tuple[Level, ...] = ("clean", "scan", "moderate")


@dataclass
class Rates:
    """All counts of one run."""

    found: dict[tuple[str, str], Findings] = field(default_factory=dict)
    live: dict[str, Findings] = field(default_factory=dict)
    false_finds: list[bool] = field(default_factory=list)
    read: dict[str, Tally] = field(default_factory=dict)
    cut_s: list[float] = field(default_factory=list)
    read_s: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def findings(self, *, level: str = "", condition: str = "") -> Findings:
        """Return the sum of what was found at a level, under a condition, or both."""
        summed = Findings()
        for (at, under), one in self.found.items():
            if level in ("", at) and condition in ("", under):
                summed.add(one)
        return summed

    def readings(self, names: Iterable[str]) -> Tally:
        """Return the sum of what was read under several headings."""
        summed = Tally()
        for name in names:
            for key, count in self.read.get(name, Tally()).fields.items():
                summed.fields.setdefault(key, type(count)()).add(count)
        return summed


def cut(one: Case, cutter: CardCutter, rates: Rates) -> dict[Side, bytes]:
    """Cut both sides out as the window does, counting; return the pictures to be read."""
    pictures = {}
    for side, shot in one.shots.items():
        whole = shot.jpeg()
        findings = rates.found.setdefault((one.level, one.condition), Findings())
        started = time.perf_counter()
        straight: StraightCard | None = None
        try:
            straight = cutter.cut(whole, SPEC, expected=side)
        except InvalidInputError as refused:
            rates.notes.append(f"{one.name} {side} {one.condition}: {refused.code}")
        rates.cut_s.append(time.perf_counter() - started)
        pictures[side] = straight.jpeg if straight else whole
        if shot.corners is None:
            continue
        error = corner_error(straight.corners, shot.corners) if straight else float("inf")
        findings.errors.append(error)
        if straight is None:
            continue
        if error >= 0.01:
            rates.notes.append(f"{one.name} {side} {one.condition}: corners off by {100 * error:.1f} % of the width")
        else:
            upright = corner_error(straight.corners, shot.corners, turned=False) < 0.01
            findings.upright.append(upright)
            if not upright:
                rates.notes.append(f"{one.name} {side} {one.condition}: not upright")
        findings.side_not_told += straight.side is None
        if straight.side is not None:
            findings.sides.append(straight.side is side)
            if straight.side is not side:
                rates.notes.append(f"{one.name} {side} {one.condition}: told as {straight.side}")
    return pictures


def read(one: Case, pictures: dict[Side, bytes], reader: DocumentReader, rates: Rates, heading: str) -> DocumentReading:
    """Read a document's pictures and count what was right."""
    started = time.perf_counter()
    reading = reader.read(list(pictures.values()))
    if len(pictures) > 1:
        rates.read_s.append(time.perf_counter() - started)
    rates.read.setdefault(heading, Tally()).score(one.name, one.holder.fields, reading, sure=SURE)
    return reading


def look(one: Case, lens: CardLens, rates: Rates) -> None:
    """Show the live finder a card for three frames, and count where it says that it is."""
    for shot in one.shots.values():
        lens.reset()
        for number in range(3):
            sighting = lens.look(Frame(shot.rgb, number / 15))
        if shot.corners is not None:
            found = sighting.corners
            error = corner_error(found, shot.corners) if found else float("inf")
            rates.live.setdefault(one.level, Findings()).errors.append(error)


def cases(family: int, each: int, levels: Iterable[Level] = LEVELS) -> Iterator[tuple[str, Case]]:
    """Yield ``each`` residents of every level, then a third as many of each other document, under their headings."""
    for level in levels:
        for number in range(each):
            yield level, case(family, level, number)
    for layout in OTHERS:
        for number in range(max(1, each // 3)):
            level = _EASY[number % len(_EASY)]
            yield str(layout), case(family, level, number, layout)


def run(
    family: int,
    each: int,
    cutter: CardCutter,
    reader: DocumentReader | None,
    lens: CardLens | None = None,
    levels: Iterable[Level] = LEVELS,
) -> Rates:
    """Count everything; without a reader the finding alone."""
    rates = Rates()
    levels = tuple(levels)
    for heading, one in cases(family, each, levels):
        pictures = cut(one, cutter, rates)
        if lens is not None:
            look(one, lens, rates)
        if reader is not None:
            read(one, pictures, reader, rates, heading)
    for level in levels:
        for number in range(each):
            nothing = empty(family, level, number)
            try:
                cutter.cut(nothing.jpeg(), SPEC)
            except InvalidInputError:
                rates.false_finds.append(False)
            else:
                rates.false_finds.append(True)
                rates.notes.append(f"empty {family} {level} {number}: found a card on a desk {nothing.desk}")
    return rates


def table(rates: Rates) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"{'found, %':12}" + "".join(f"{each:>11}" for each in (*CONDITIONS, "all", "aim"))
    for level in (*LEVELS, ""):
        shares = [rates.findings(level=level, condition=each).within() for each in CONDITIONS]
        everything = rates.findings(level=level).within()
        yield f"{level or 'all':12}" + "".join(map(_figure, (*shares, everything, AIMS["found"])))
    everywhere = rates.findings()
    yield f"cards: {len(everywhere.errors)}; not found at all {everywhere.missed():.1f} %"
    finite = [error for error in everywhere.errors if np.isfinite(error)]
    if finite:
        median, most = 100 * np.median(finite), 100 * np.percentile(finite, 97)
        yield f"corner error, % of the width: median {median:.2f}, 97 of 100 within {most:.2f}"
    yield f"upright {percent(everywhere.upright):.1f} %, side right {percent(everywhere.sides):.1f} %" + (
        f" (not told {everywhere.side_not_told})"
    )
    if rates.false_finds:
        yield f"no card, one found: {percent(rates.false_finds):.1f} % of {len(rates.false_finds)} (aim 0)"
    for level, live in rates.live.items():
        yield f"live, {level}: {live.within():.1f} % within 1 %, not found {live.missed():.1f} %"
    yield from _reading_lines(rates)
    for what, spent in (("cutting one side", rates.cut_s), ("reading both sides", rates.read_s)):
        if spent:
            worst = np.percentile(spent, 95)
            yield f"{what}: {np.mean(spent):.2f} s on average, 95 of 100 within {worst:.2f} s"


def _reading_lines(rates: Rates) -> Iterator[str]:
    if not rates.read:
        return
    columns = [*rates.read, "aimed at"]
    summed = {**rates.read, "aimed at": rates.readings(_EASY)}
    heads = "".join(f"{each[:10]:>11}" for each in columns)
    yield f"\n{'read, %':12}{heads}{'aim':>11}   ('aimed at': clean, scan and moderate together)"
    for key in SCORED:
        shares = []
        for each in columns:
            count = summed[each].fields.get(key)
            right = count and (count.characters if key == "address" else count.right)
            shares.append(count.share(right) if count and right is not None else float("nan"))
        if not np.isnan(shares).all():
            yield f"{key:12}" + "".join(map(_figure, (*shares, AIMS.get(key, float("nan")))))
    for label, name in (("sure, wrong", "sure_and_wrong"), ("not read", "missing"), ("repaired", "repaired")):
        totals = [summed[each].total() for each in columns]
        aim = SURE_AND_WRONG_AIM if name == "sure_and_wrong" else float("nan")
        yield f"{label:12}" + "".join(_figure(one.share(getattr(one, name)), 2) for one in totals) + _figure(aim, 1)
    numbers = [summed[each].total(["number"]) for each in rates.read]
    mended, badly = sum(one.repaired for one in numbers), sum(one.repaired_wrong for one in numbers)
    yield f"numbers repaired: {mended - badly} rightly, {badly} wrongly"


def _figure(value: float, places: int = 1) -> str:
    return f"{'-':>11}" if np.isnan(value) else f"{value:>11.{places}f}"


def as_json(rates: Rates) -> str:
    """Return the run for machines; a corner error of nothing found is ``null``."""
    found = {
        f"{level}/{condition}": [round(error, 5) if np.isfinite(error) else None for error in one.errors]
        for (level, condition), one in rates.found.items()
    }
    fields = {
        heading: {key: vars(count) for key, count in tally.fields.items()} for heading, tally in rates.read.items()
    }
    wrong = {heading: tally.wrong for heading, tally in rates.read.items()}
    return json.dumps(
        {"faces": [face.name for face in faces()], "found": found, "read": fields, "wrong": wrong}
        | {"false_finds": sum(rates.false_finds), "cut_s": rates.cut_s, "read_s": rates.read_s, "notes": rates.notes},
        ensure_ascii=False,
    )


def main() -> None:
    # Here, because the networks take their time and --help shouldn't.
    from sscard_desktop.imaging.card.cutter import Cutter
    from sscard_desktop.imaging.card.lens import Lens

    from sscard_desktop.imaging.ocr.reader import PictureReader
    from sscard_desktop.storage.codetables import CodeTables

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=20, help="residents per level; a third of other documents")
    parser.add_argument("--held-out", action="store_true", help="count the seeds that nothing was set with")
    parser.add_argument("--json", action="store_true", help="everything, for machines")
    parser.add_argument("--no-reading", action="store_true", help="count the finding only")
    parser.add_argument("--live", action="store_true", help="count the live outline too")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong, by case")
    parser.add_argument("--levels", nargs="*", default=LEVELS, choices=LEVELS)
    chosen = parser.parse_args()

    def words() -> CardWords:
        codes = CodeTables(paths.resources() / "codes")
        return CardWords.of(codes.code_list("nations"), codes.code_list("countries"))

    reader = None if chosen.no_reading else PictureReader(words, lambda: DAY_OF_ISSUE)
    family = HELD_OUT if chosen.held_out else DEVELOPMENT
    rates = run(family, chosen.each, Cutter(), reader, Lens() if chosen.live else None, chosen.levels)
    if chosen.json:
        sys.stdout.write(as_json(rates) + "\n")
        return
    kind = "held-out" if chosen.held_out else "development"
    sys.stdout.write(f"{kind} seeds; faces: {', '.join(face.name for face in faces())}; digits: {digits().name}\n")
    for line in table(rates):
        sys.stdout.write(f"{line}\n")
    if chosen.wrong:
        for note in (*rates.notes, *(line for tally in rates.read.values() for line in tally.wrong)):
            sys.stdout.write(f"{note}\n")


if __name__ == "__main__":
    main()
