# SPDX-License-Identifier: Apache-2.0
"""How good the photo place's wall and lamp are: a score of 0 to 100, and the one thing to move first.

Answers for the same score from the same figures, and for advice in the order in which it helps: light before colour,
colour before tidying. A place is judged, never a person; nothing here is personal data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from statistics import median

GOOD_LIGHT, FAIR_LIGHT = 75, 50
"""From these scores on a place is good, and fit to be used."""
ALL_WELL = "all_well"
NO_SITTER = "no_sitter"


@dataclass(frozen=True, slots=True)
class LightReading:
    """Figures of one frame; those of the person are ``None`` where nobody sits there.

    Attributes:
        wall_luma: median of the wall, 0–1.
        unevenness: range of the smoothed wall (5th to 95th percentile) over its median.
        step: steepest change of the smoothed wall, share of its median a pixel at 320 pixels' width: a shadow's edge.
        chroma: of the wall's median colour, CIELAB.
        yellow: that colour's b: above 0 yellowish, below bluish.
        clutter: share of the wall with edges.
        noise: standard deviation of the sensor's grain, 0–1.
        face_luma: mean of the face, 0–1.
        side_difference: between the cheeks, over their mean.
        face_share: the face's width over the frame's height.
    """

    wall_luma: float
    unevenness: float
    step: float
    chroma: float
    yellow: float
    clutter: float
    noise: float
    face_luma: float | None = None
    side_difference: float | None = None
    face_share: float | None = None


@dataclass(frozen=True, slots=True)
class LightPart:
    """One part of the score.

    Attributes:
        key: brightness, even, shadow, cast, clutter, noise or distance.
        share: how good it is, 0–1; ``None`` where it couldn't be measured: nobody sits there, or things hide the wall.
        weight: points that it can give.
    """

    key: str
    share: float | None
    weight: int


@dataclass(frozen=True, slots=True)
class LightScore:
    """What was found.

    Attributes:
        score: 0–100.
        parts: what it is made of.
        advice: what to move first; the message ``photo.light.<advice>`` says it.
    """

    score: int
    parts: tuple[LightPart, ...]
    advice: str


# From here on it is as good as it gets, and as bad: measured on drawn walls and on the permitted test faces.
_GOOD_TO_BAD: Mapping[str, tuple[float, float]] = {
    "dark_wall": (0.50, 0.18),
    "dark_face": (0.36, 0.16),
    "bright_wall": (0.96, 1.0),
    "bright_face": (0.80, 0.92),
    "unevenness": (0.12, 0.45),
    "step": (0.010, 0.035),
    "side_difference": (0.12, 0.35),
    "chroma": (6.0, 22.0),
    "clutter": (0.02, 0.14),
    "noise": (0.010, 0.035),
    "far": (0.20, 0.12),
    "near": (0.40, 0.50),
}
_WEIGHTS = {"brightness": 20, "even": 20, "shadow": 20, "cast": 15, "clutter": 10, "noise": 10, "distance": 5}
_GOOD_ENOUGH = 0.75
"""A part that is as good as this needs no advice."""


def typical(readings: Iterable[LightReading]) -> LightReading:
    """Return the medians of several frames: somebody who walks by, or a lamp that flickers once, doesn't count.

    Raises:
        ValueError: there is none.
    """
    seen = list(readings)
    if not seen:
        raise ValueError("no frame was read")
    figures: dict[str, float | None] = {}
    for figure in fields(LightReading):
        values = [value for reading in seen if (value := getattr(reading, figure.name)) is not None]
        # Who sat there for less than half of the time isn't measured.
        figures[figure.name] = median(values) if 2 * len(values) >= len(seen) else None
    return LightReading(**figures)  # type: ignore[arg-type]


def judge(reading: LightReading) -> LightScore:
    """Return the score of a place and what to move first."""
    candidates = _problems(reading)
    worst: dict[str, float | None] = dict.fromkeys(_WEIGHTS)
    for part, share, _ in candidates:
        before = worst[part]
        worst[part] = share if before is None else min(before, share)
    parts = tuple(LightPart(key, worst[key], weight) for key, weight in _WEIGHTS.items())
    counted = [(part.share, part.weight) for part in parts if part.share is not None]
    mean = sum(share * weight for share, weight in counted) / sum(weight for _, weight in counted)
    # One thing that is wholly bad spoils every photo, however good the rest is.
    weakest = min(share for share, weight in counted if weight > _WEIGHTS["distance"])
    score = round(100 * mean * (1 + weakest) / 2)
    losses = [
        (_WEIGHTS[part] * (1 - share), -order, advice)
        for order, (part, share, advice) in enumerate(candidates)
        if share < _GOOD_ENOUGH
    ]
    if losses:
        return LightScore(score, parts, max(losses)[2])
    return LightScore(score, parts, NO_SITTER if reading.face_share is None else ALL_WELL)


def _problems(reading: LightReading) -> list[tuple[str, float, str]]:
    """Return part, share and advice of everything that was measured, what helps most first."""
    found = [
        ("brightness", _share("dark_wall", reading.wall_luma), "more_light"),
        ("brightness", _share("bright_wall", reading.wall_luma), "less_light"),
    ]
    if reading.face_luma is not None:
        # Skin is dark or light by nature: only far from the middle it is the lamp's fault.
        found.append(("brightness", _share("dark_face", reading.face_luma), "light_face"))
        found.append(("brightness", _share("bright_face", reading.face_luma), "less_light"))
    # Where things hang on the wall, their shades and edges aren't the lamp's.
    cluttered = _share("clutter", reading.clutter)
    if cluttered >= _GOOD_ENOUGH:
        found.append(("even", _share("unevenness", reading.unevenness), "even_lamp"))
        found.append(("shadow", _share("step", reading.step), "off_the_wall"))
    if reading.side_difference is not None:
        found.append(("shadow", _share("side_difference", reading.side_difference), "front_lamp"))
    found.append(("cast", _share("chroma", reading.chroma), "white_lamp" if reading.yellow > 0 else "warm_lamp"))
    found.append(("clutter", cluttered, "clear_wall"))
    found.append(("noise", _share("noise", reading.noise), "more_light"))
    if reading.face_share is not None:
        found.append(("distance", _share("far", reading.face_share), "camera_closer"))
        found.append(("distance", _share("near", reading.face_share), "camera_back"))
    return found


def _share(figure: str, value: float) -> float:
    good, bad = _GOOD_TO_BAD[figure]
    return min(1.0, max(0.0, (value - bad) / (good - bad)))
