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
import contextlib
import json
import sys
from collections.abc import Iterator

import numpy as np

from sscard_desktop.domain.document import Layout
from sscard_desktop.imaging.card.cutter import Cutter
from sscard_desktop.imaging.card.lens import Lens
from tests.helpers.idcards.camera import LEVELS
from tests.helpers.idcards.cases import CONDITIONS
from tests.helpers.idcards.fonts import digits, faces
from tests.helpers.idcards.people import DEVELOPMENT, HELD_OUT
from tests.helpers.idcards.rates import EASY, Rates, reader_of_the_program, run
from tests.helpers.idcards.scoring import COMMON_NAME, SCORED, percent

AIMS = {"found": 97.0, "number": 99.5, "name": 98.0, "address": 95.0}
SURE_AND_WRONG_AIM = 0.2


def table(rates: Rates) -> Iterator[str]:
    """Yield the lines of the table."""
    if rates.found:
        yield from _finding_lines(rates)
    yield from _reading_lines(rates)
    for what, spent in (("cutting one side", rates.cut_s), ("reading both sides", rates.read_s)):
        if spent:
            worst = np.percentile(spent, 95)
            yield f"{what}: {np.mean(spent):.2f} s on average, 95 of 100 within {worst:.2f} s"


def _finding_lines(rates: Rates) -> Iterator[str]:
    yield f"{'found, %':12}" + "".join(f"{each:>11}" for each in (*CONDITIONS, "all", "aim"))
    for level in (*LEVELS, "", str(Layout.PASSPORT)):
        shares = [rates.findings(level=level, condition=each).within() for each in CONDITIONS]
        everything = rates.findings(level=level).within()
        yield f"{level or 'all':12}" + "".join(map(_figure, (*shares, everything, AIMS["found"])))
    everywhere = rates.findings()
    yield f"cards: {len(everywhere.errors)}; not found at all {everywhere.missed():.1f} %"
    if rates.refused:
        told = ", ".join(f"{code} {count}" for code, count in rates.refused.most_common())
        yield f"refused: {told} (found or not, counted above by the corners alone)"
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


def _reading_lines(rates: Rates) -> Iterator[str]:
    if not rates.read:
        return
    columns = [*rates.read, "aimed at"]
    summed = {**rates.read, "aimed at": rates.readings(EASY)}
    heads = "".join(f"{each[:10]:>11}" for each in columns)
    yield f"\n{'read, %':12}{heads}{'aim':>11}   ('aimed at': clean, scan and moderate together)"
    for key in (*SCORED[:2], COMMON_NAME, *SCORED[2:]):
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=20, help="residents per level; a third of other documents")
    parser.add_argument("--held-out", action="store_true", help="count the seeds that nothing was set with")
    parser.add_argument("--json", action="store_true", help="everything, for machines")
    parser.add_argument("--no-reading", action="store_true", help="count the finding only")
    parser.add_argument("--true-corners", action="store_true", help="cut where the card is known to be")
    parser.add_argument("--others", action="store_true", help="no residents, only the other documents")
    parser.add_argument("--first", type=int, default=0, help="begin with the case of this number")
    parser.add_argument("--live", action="store_true", help="count the live outline too")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong, by case")
    parser.add_argument("--levels", nargs="*", default=LEVELS, choices=LEVELS)
    chosen = parser.parse_args()
    reader = None if chosen.no_reading else reader_of_the_program()
    family = HELD_OUT if chosen.held_out else DEVELOPMENT
    cutter = None if chosen.true_corners else Cutter()
    numbers = range(chosen.first, chosen.first + chosen.each)
    levels = () if chosen.others else chosen.levels
    rates = Rates()
    # Interrupted, it prints what was counted until then: a balanced share, as all levels come in turn.
    with contextlib.suppress(KeyboardInterrupt):
        run(family, numbers, cutter, reader, rates, lens=Lens() if chosen.live else None, levels=levels)
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
