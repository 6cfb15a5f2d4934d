# SPDX-License-Identifier: Apache-2.0
"""How far each photo check can be trusted: ``python -m tests.photorates [--each 12]`` prints rates with known truth.

People are varied from the one permitted face (light, medium and dark skin, glasses, beard, grey hair); each fault is
put on them with known truth. ``seen``: the check failed or asked, or its hint was given. ``failed``: it failed.
``alarm``: the same of people without a fault. Where a check rests on one figure, ``best`` is the threshold that
separates the first half of the people best; the rates are of the second half, with the thresholds in use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial

import cv2
import numpy as np

from sscard_desktop.domain.photo import PhotoSpec, Span, Verdict
from sscard_desktop.imaging import compliance, measure
from sscard_desktop.imaging.checks import clothes, covering, glasses
from sscard_desktop.imaging.evidence import Evidence
from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.imaging.wall import look_at_wall
from sscard_desktop.imaging.witness import gather
from tests.helpers.photofaults import PERSON, PIXELS, PLACING, WALLS
from tests.helpers.sitters import FACE, KINDS, Floats, Shot, person

NATIONAL = PhotoSpec(
    358, 441, 350, Span(14 * 1024, 40 * 1024), 70, Span(179, 255), Span(162, 196), Span(207, None), Span(7, 21)
)
# Figures that only give hints.
HINT_FIGURES: dict[str, tuple[str, Callable[[Evidence], float | None]]] = {
    "glasses_worn": ("glasses_bridge", lambda e: e.look and glasses.bridge_edge(e.look)),
    "lens_glare": ("lens_glare", lambda e: e.look and glasses.lens_glare(e.look)),
    "rim_over_eyes": ("rim_over_eyes", lambda e: e.look and glasses.rim_over_eyes(e.look)),
    "rim_dark": ("rim_dark", lambda e: e.look and glasses.rim_darkness(e.look)),
    "lens_tinted": ("lens_dark", lambda e: e.look and glasses.lens_darkness(e.look)),
    "head_covered": ("head_covered", lambda e: e.look and covering.foreign_on_head(e.look)),
    "hair_ornament": ("hair_ornament", lambda e: e.look and covering.foreign_on_head(e.look)),
    "neck_covered": ("neck_skin", lambda e: e.look and covering.neck_skin(e.look)),
    "ear_hidden": ("ear_skin", lambda e: e.look and min(covering.ear_skin(e.look))),
    "earring": ("earring", lambda e: e.look and covering.lobe_sparkle(e.look)),
    "beside_head": ("beside_head", lambda e: e.look and covering.beside_head(e.look)),
    "clothes_light": ("clothes_light", lambda e: e.look and clothes.clothes_lightness(e.look)),
    "contrast_high": ("spread_high", lambda e: e.tones and e.tones.spread),
    "low_neck": ("low_neck", lambda e: e.look and clothes.low_neck(e.look)),
}


@dataclass(frozen=True)
class Judged:
    """What came out for one picture."""

    verdicts: dict[str, Verdict]
    hints: dict[str, tuple[str, ...]]
    figures: dict[str, float]


@dataclass
class Row:
    """One line of the table."""

    name: str
    key: str
    hint: str
    faulty: list[Judged] = field(default_factory=list)
    first: list[Judged] = field(default_factory=list)


@lru_cache(maxsize=1)
def eyes_of_the_program() -> tuple[FaceFinder, PersonSegmenter]:
    models = Models()
    return FaceFinder(models), PersonSegmenter(models)


def photographed(
    shot: Shot, wall: Floats | float = 255.0, *, right: float = 0, down: float = 0, scale: float = 1, degrees: float = 0
) -> Rgb:
    """Return the finished photo of ``shot``: eyes in the middle, hair at 14 pixels, then misplaced as told."""
    x, y = shot.eyes
    crown = measure.crown_row(shot.alpha, x, y, FACE) or 0.0
    turn = cv2.getRotationMatrix2D((x, y), -degrees, scale)
    turn[:, 2] += (179 + right - x, 14 + down + (y - crown) - y)
    shown = cv2.warpAffine(shot.on(wall), turn, (358, 441), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return np.asarray(shown, dtype=np.uint8)


def judged(rgb: Rgb) -> Judged:
    """Judge a finished photo as the program does, after JPEG."""
    finder, segmenter = eyes_of_the_program()
    _done, coded = cv2.imencode(".jpg", rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 82])
    rgb = open_picture(coded.tobytes()).rgb
    faces = finder.find(rgb, thorough=False)
    mask = segmenter.mask(rgb)
    plain = not faces or measure.white_share(rgb, mask, faces[0].width) >= 0.8
    alpha = measure.person_on_white(rgb, mask) if plain else mask
    evidence = gather(
        rgb,
        faces,
        alpha,
        NATIONAL,
        expressions=finder.expressions(faces[0]) if faces else {},
        wall=look_at_wall(rgb, faces[0], mask, of_source=False) if faces else None,
        file=None,
        stored_as="JPEG RGB",
    )
    checks = compliance.judge(evidence)
    figures = {check.key: check.figure for check in checks if check.figure is not None}
    for hint, (_threshold, figure) in HINT_FIGURES.items():
        value = figure(evidence)
        if value is not None:
            figures[hint] = value
    return Judged({c.key: c.verdict for c in checks}, {c.key: c.hints for c in checks}, figures)


def people(count: int, half: int) -> Iterator[tuple[str, Shot, np.random.Generator]]:
    """Yield people of all kinds in turn, others in each half."""
    for number in range(count):
        rng = np.random.default_rng([half, number])
        kind = KINDS[number % len(KINDS)]
        yield kind, person(rng, kind).shot, rng


def faulty(name: str, shot: Shot, rng: np.random.Generator) -> Rgb:
    """Return the photo of ``shot`` with the fault called ``name``."""
    if name in PERSON:
        return photographed(PERSON[name][2](shot, rng))
    if name in PIXELS:
        return PIXELS[name][2](photographed(shot), rng)
    if name in PLACING:
        right, down, scale, degrees = PLACING[name][1]
        return photographed(shot, right=right, down=down, scale=scale, degrees=degrees)
    return photographed(shot, WALLS[name][1](rng))


def all_rows() -> list[Row]:
    """Return the faults in the sheet's order, without pictures."""
    named = [(name, key, hint) for table in (PERSON, PIXELS) for name, (key, hint, _) in table.items()]
    named += [(name, key, "") for table in (PLACING, WALLS) for name, (key, _) in table.items()]
    return [Row(*one) for one in named]


def seen(outcome: Judged, row: Row) -> bool:
    """Say whether the program noticed the row's fault (or thinks that it did)."""
    if row.hint and row.key in {"glasses", "covering", "clothes"}:
        return row.hint in outcome.hints.get(row.key, ())
    return outcome.verdicts.get(row.key, Verdict.PASS) is not Verdict.PASS


def share(outcomes: list[Judged], says: Callable[[Judged], bool]) -> float:
    """Return the share of ``outcomes`` in per cent."""
    return 100 * sum(map(says, outcomes)) / max(1, len(outcomes))


def failing(row: Row) -> Callable[[Judged], bool]:
    return lambda outcome: outcome.verdicts.get(row.key) is Verdict.FAIL


def best_threshold(clean: list[Judged], wrong: list[Judged], row: Row) -> float | None:
    """Return the figure that separates best: most faults seen for the fewest false alarms."""
    key = row.hint if row.hint in HINT_FIGURES else row.key
    good = np.array([o.figures[key] for o in clean if key in o.figures])
    bad = np.array([o.figures[key] for o in wrong if key in o.figures])
    if not good.size or not bad.size:
        return None
    ends = np.unique(np.concatenate([good, bad]))
    middles = (ends[1:] + ends[:-1]) / 2
    if not middles.size:
        return None
    sign = 1 if np.median(bad) >= np.median(good) else -1
    scores = [(sign * bad > sign * m).mean() - 1.5 * (sign * good > sign * m).mean() for m in middles]
    top = np.flatnonzero(np.isclose(scores, max(scores)))
    return float(middles[top[len(top) // 2]])


def run(
    each: int, clean_count: int, only: tuple[str, ...] = ("",)
) -> tuple[list[Row], list[Judged], list[Judged], list[tuple[str, Judged]]]:
    """Return the rows with outcomes, the clean people of both halves, and the second half's with their kinds."""
    cleans = [[(kind, judged(photographed(shot))) for kind, shot, _ in people(clean_count, half)] for half in (0, 1)]
    rows = [row for row in all_rows() if any(word in row.name for word in only)]
    for row in rows:
        for half, outcomes in ((0, row.first), (1, row.faulty)):
            outcomes.extend(judged(faulty(row.name, shot, rng)) for _kind, shot, rng in people(each, half))
    return rows, [o for _, o in cleans[0]], [o for _, o in cleans[1]], cleans[1]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=12, help="people with each fault, in each half")
    parser.add_argument("--clean", type=int, default=36, help="people without a fault, in each half")
    parser.add_argument("--figures", action="store_true", help="print the figures' ranges too")
    parser.add_argument("--only", nargs="*", default=("",), help="faults with this in their name")
    chosen = parser.parse_args()
    rows, first, second, by_kind = run(chosen.each, chosen.clean, tuple(chosen.only))
    heads = f"{'seen %':>7} {'failed %':>9} {'alarm %':>8} {'false fail %':>13} {'best':>8}"
    say(f"{'fault':34} {'check':17} {'n':>3} {heads}")
    for row in rows:
        best = best_threshold(first, row.first, row)
        noticed = partial(seen, row=row)
        shares = (
            share(row.faulty, noticed),
            share(row.faulty, failing(row)),
            share(second, noticed),
            share(second, failing(row)),
        )
        told = "{:7.0f} {:9.0f} {:8.1f} {:13.1f}".format(*shares) + f" {'' if best is None else f'{best:.3g}':>8}"
        say(f"{row.name:34} {row.hint or row.key:17} {len(row.faulty):3} {told}")
        if chosen.figures:
            key = row.hint if row.hint in HINT_FIGURES else row.key
            for label, outcomes in (("clean", first), ("fault", row.first)):
                values = [o.figures[key] for o in outcomes if key in o.figures]
                if values:
                    say(f"{'':34} {label} {np.round(np.percentile(values, (0, 5, 25, 50, 75, 95, 100)), 3)}")
    say("\npeople without a fault, by kind: false fails and questions besides the three that are always asked")
    for kind in KINDS:
        outcomes = [o for k, o in by_kind if k == kind]
        for label, verdict in (("fail", Verdict.FAIL), ("confirm", Verdict.CONFIRM)):
            keys = [k for o in outcomes for k, v in o.verdicts.items() if v is verdict]
            extra = sorted({k: keys.count(k) for k in keys if k not in {"glasses", "covering", "clothes"}}.items())
            say(f"  {kind:12} n {len(outcomes):2} {label:8} {extra or '-'}")


if __name__ == "__main__":
    main()
