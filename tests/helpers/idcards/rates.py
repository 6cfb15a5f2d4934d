# SPDX-License-Identifier: Apache-2.0
"""Runs numbered cards through finding, cutting and reading as the window does, and counts what came out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from sscard_desktop import paths
from sscard_desktop.domain.cardtextwords import CardWords
from sscard_desktop.domain.document import Corners, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.imaging.card.cutter import Cutter
from sscard_desktop.imaging.card.find import find_card
from sscard_desktop.imaging.ocr.reader import PictureReader
from sscard_desktop.services.documentchecks import SURE_FROM
from sscard_desktop.services.ports import CardLens, DocumentReader, Frame
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.idcards.camera import LEVELS, Level
from tests.helpers.idcards.cases import Case, case, empty
from tests.helpers.idcards.draw import size_mm
from tests.helpers.idcards.people import DAY_OF_ISSUE
from tests.helpers.idcards.scene import Scene
from tests.helpers.idcards.scoring import Findings, Tally, corner_error

SPEC = IdPictureSpec(1_048_576, 0, 0)
OTHERS = (Layout.HMT_RESIDENCE, Layout.HMT_PASS, Layout.FOREIGN_PERMANENT, Layout.PASSPORT)
EASY: tuple[Level, ...] = ("clean", "scan", "moderate")


@dataclass
class Rates:
    """All counts of one run."""

    found: dict[tuple[str, str], Findings] = field(default_factory=dict)
    live: dict[str, Findings] = field(default_factory=dict)
    false_finds: list[bool] = field(default_factory=list)
    read: dict[str, Tally] = field(default_factory=dict)
    cut_s: list[float] = field(default_factory=list)
    read_s: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def findings(self, *, level: str = "", condition: str = "") -> Findings:
        """Return the sum of what was found of cards at a level, under a condition, or both; ``passport`` is a level."""
        summed = Findings()
        for (at, under), one in self.found.items():
            if (level == at or (not level and at in LEVELS)) and condition in ("", under):
                summed.add(one)
        return summed

    def readings(self, names: Iterable[str]) -> Tally:
        """Return the sum of what was read under several headings."""
        summed = Tally()
        for name in names:
            for key, count in self.read.get(name, Tally()).fields.items():
                summed.fields.setdefault(key, type(count)()).add(count)
        return summed


def reader_of_the_program() -> PictureReader:
    """Return the reader as the program makes it, on the day on which all generated cards are valid."""
    tables = CodeTables(paths.resources() / "codes")
    return PictureReader(
        lambda: CardWords.of(
            tables.code_list("nations"), tables.code_list("countries"), tables.divisions().all_names()
        ),
        lambda: DAY_OF_ISSUE,
    )


def cut_by_truth(one: Case) -> dict[Side, bytes]:
    """Cut both sides out where they are known to be: what reading is worth if finding were perfect."""
    pictures = {}
    for side, shot in one.shots.items():
        width_mm, height_mm = size_mm(one.holder.layout)
        width, height = 1200, round(1200 * height_mm / width_mm)
        flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        warp = cv2.getPerspectiveTransform(np.asarray(shot.corners, np.float32), flat)
        straight = cv2.warpPerspective(shot.rgb, warp, (width, height), flags=cv2.INTER_CUBIC)
        pictures[side] = cv2.imencode(".jpg", straight[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()
    return pictures


def cut(one: Case, cutter: Cutter, rates: Rates) -> dict[Side, bytes]:
    """Cut both sides out as the window does, counting; return the pictures to be read."""
    pictures = {}
    # A passport's page has a ratio of its own, so it is told to the cutter and counted apart.
    known = one.holder.layout if one.holder.layout is Layout.PASSPORT else None
    for side, shot in one.shots.items():
        whole = shot.jpeg()
        level = str(known) if known else one.level
        findings = rates.found.setdefault((level, one.condition), Findings())
        started = time.perf_counter()
        straight: StraightCard | None = None
        try:
            straight = cutter.cut(whole, SPEC, expected=side, layout=known)
        except InvalidInputError as refused:
            rates.refused.update([refused.code])
            rates.notes.append(f"{one.name} {side} {one.condition}: {refused.code}")
        rates.cut_s.append(time.perf_counter() - started)
        pictures[side] = straight.jpeg if straight else whole
        found = straight.corners if straight else _found_though_refused(shot, one.holder.layout)
        error = corner_error(found, shot.corners) if found and shot.corners else float("inf")
        findings.errors.append(error)
        if straight is None:
            continue
        if error >= 0.01:
            rates.notes.append(f"{one.name} {side} {one.condition}: corners off by {100 * error:.1f} % of the width")
        else:
            upright = corner_error(straight.corners, shot.corners or straight.corners, turned=False) < 0.01
            findings.upright.append(upright)
            if not upright:
                rates.notes.append(f"{one.name} {side} {one.condition}: not upright")
        findings.side_not_told += straight.side is None
        if straight.side is not None:
            findings.sides.append(straight.side is side)
            if straight.side is not side:
                rates.notes.append(f"{one.name} {side} {one.condition}: told as {straight.side}")
    return pictures


def _found_though_refused(shot: Scene, layout: Layout) -> Corners | None:
    """Return where a card is that was found, but refused for what its picture is worth."""
    width_mm, height_mm = size_mm(layout)
    found = find_card(shot.rgb, ratio=width_mm / height_mm)
    return found.corners if found else None


def read(one: Case, pictures: dict[Side, bytes], reader: DocumentReader, rates: Rates, heading: str) -> None:
    """Read a document's pictures and count what was right."""
    started = time.perf_counter()
    reading = reader.read(list(pictures.values()))
    if len(pictures) > 1:
        rates.read_s.append(time.perf_counter() - started)
    rates.read.setdefault(heading, Tally()).score(one.name, one.holder.fields, reading, sure=SURE_FROM)


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


def cases(family: int, numbers: Sequence[int], levels: Iterable[Level] = LEVELS) -> Iterator[tuple[str, Case]]:
    """Yield, with headings, residents of these numbers at every level; at every third number each other document."""
    levels = tuple(levels)
    for place, number in enumerate(numbers):
        for level in levels:
            yield level, case(family, level, number)
        if place % 3 == 0:
            for layout in OTHERS:
                yield str(layout), case(family, EASY[place // 3 % len(EASY)], number, layout)


def run(
    family: int,
    numbers: Sequence[int],
    cutter: Cutter | None,
    reader: DocumentReader | None,
    rates: Rates,
    *,
    lens: CardLens | None = None,
    levels: Iterable[Level] = LEVELS,
) -> None:
    """Add to ``rates`` document by document, so that a long run may be ended early.

    Without a reader the finding is counted alone, without a cutter the reading. One picture without a card comes with
    every resident's card.
    """
    for heading, one in cases(family, numbers, levels):
        pictures = cut(one, cutter, rates) if cutter else cut_by_truth(one)
        if lens is not None:
            look(one, lens, rates)
        if reader is not None:
            read(one, pictures, reader, rates, heading)
        if cutter is not None and one.holder.layout is Layout.RESIDENT:
            _find_nothing(family, one, cutter, rates)


def _find_nothing(family: int, one: Case, cutter: Cutter, rates: Rates) -> None:
    desk = empty(family, one.level, one.number)
    try:
        cutter.cut(desk.jpeg(), SPEC)
    except InvalidInputError:
        rates.false_finds.append(False)
    else:
        rates.false_finds.append(True)
        rates.notes.append(f"{one.name}, without the card: found one on a desk {desk.desk}")
