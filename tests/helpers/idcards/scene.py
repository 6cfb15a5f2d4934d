# SPDX-License-Identifier: Apache-2.0
"""Pictures of cards as scanners, document cameras and telephones take them, with the card's corners known.

Answers for where the card lies and how the camera looks at it; the same generator gives the same scene.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from sscard_desktop.domain.document import Corners
from tests.helpers.idcards import desks
from tests.helpers.idcards.camera import OPTICS, Level, Optics, lit, shone, taken
from tests.helpers.idcards.desks import Desk, Points
from tests.helpers.idcards.sheet import Rgb

_CORNER_RADIUS = 3.18 / 85.6


@dataclass(frozen=True)
class Scene:
    """A picture, where the card is in it, and how it came about.

    Attributes:
        corners: top left, top right, bottom right, bottom left of the card held upright, in pixels; None: no card.
        covered: a hand covers a part of the edge.
        dim: the card is as dark as the desk, nearly.
    """

    rgb: Rgb
    corners: Corners | None
    level: Level
    desk: Desk = "plain"
    covered: bool = False
    glare: bool = False
    dim: bool = False
    turned: int = 0

    def jpeg(self, quality: int = 92) -> bytes:
        _done, coded = cv2.imencode(".jpg", self.rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
        return coded.tobytes()


def scene(
    card: Rgb | None,
    *,
    rng: np.random.Generator,
    level: Level,
    size: tuple[int, int] = (1280, 720),
    desk: Desk = "plain",
    hand: bool = False,
    dim: bool = False,
    turn: int = 0,
    glare: bool | None = None,
) -> Scene:
    """Photograph ``card`` (None: an empty desk with whatever lies on it).

    Args:
        size: width and height of the picture in pixels; blur and noise are told for 1280 and grow with it.
        hand: fingers hold or touch the card at an edge.
        dim: the card in its dark cover on a dark desk: edges of some ten grey levels.
        turn: quarter turns clockwise by which the card lies turned, on top of the level's few degrees.
        glare: a lamp's spot on the card; by the level's chance where not told.
    """
    width, height = size
    optics = OPTICS[level]
    picture = desks.desk(desk, width, height, rng)
    quad: Points | None = None
    shines = False
    if card is None:
        for _ in range(int(rng.integers(0, 2)) if desk == "cluttered" else 0):
            desks.thing(picture, rng)
        if hand:
            at = np.array([rng.uniform(0.3, 0.7) * width, rng.uniform(0.4, 0.7) * height])
            away = np.array([rng.uniform(-1, 1), 1.0])
            desks.hand(picture, at, away, 0.05 * width, 0.085 * width, int(rng.integers(1, 4)), rng)
    else:
        quad = _placed(card, optics, width, height, turn, rng)
        laid = _darkened(card, picture, rng) if dim else card
        picture = _laid(picture, laid, quad)
        if hand:
            _touch(picture, quad, optics.reach, rng)
        shines = rng.random() < optics.glare if glare is None else glare
        if shines:
            picture = shone(picture, quad, optics.shine if optics.glare else (0.4, 1.1), rng)
    picture = lit(picture, optics, rng)
    picture = taken(picture, optics, width / 1280, rng)
    corners: Corners | None = None
    if quad is not None:
        first, second, third, fourth = ((float(x), float(y)) for x, y in quad)
        corners = (first, second, third, fourth)
    return Scene(picture, corners, level, desk, hand and card is not None, shines, dim, turn)


def _placed(card: Rgb, optics: Optics, width: int, height: int, turn: int, rng: np.random.Generator) -> Points:
    """Return where the card's corners come to lie: turned, tilted against a pinhole camera, within the picture."""
    down, across = card.shape[:2]
    ratio = down / across
    flat = np.array([[-1, -ratio, 0], [1, -ratio, 0], [1, ratio, 0], [-1, ratio, 0]], np.float64)
    spin = np.deg2rad(90 * turn + rng.uniform(-optics.turn, optics.turn))
    pitch, yaw = np.deg2rad(rng.uniform(-optics.tilt, optics.tilt, 2))
    turned = flat @ _about("z", spin).T @ _about("x", pitch).T @ _about("y", yaw).T
    seen = turned[:, :2] / (1 + turned[:, 2:] / 4.2)
    low, high = seen.min(axis=0), seen.max(axis=0)
    room = min(width / (high[0] - low[0]), height / (high[1] - low[1]))
    # A card across the picture fills it; the share is of the shorter way.
    scale = room * min(0.97, float(rng.uniform(*optics.fill)) * 1.12)
    spare = np.array([width, height]) - (high - low) * scale
    margin = 0.012 * width
    offset = np.array([rng.uniform(min(margin, each / 2), max(each / 2, each - margin)) for each in spare])
    return np.asarray((seen - low) * scale + offset, np.float64)


def _about(axis: str, angle: float) -> Points:
    sine, cosine = np.sin(angle), np.cos(angle)
    return np.array(
        {
            "x": [[1, 0, 0], [0, cosine, -sine], [0, sine, cosine]],
            "y": [[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]],
            "z": [[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]],
        }[axis]
    )


def _darkened(card: Rgb, picture: Rgb, rng: np.random.Generator) -> Rgb:
    """Return the card so dark that it hardly stands out from the desk."""
    level = float(np.median(picture)) + rng.uniform(14, 30)
    darker = card.astype(np.float32) * (level / max(1.0, float(np.median(card))))
    return np.asarray(np.clip(darker, 0, 255), np.uint8)


def _laid(picture: Rgb, card: Rgb, quad: Points) -> Rgb:
    height, width = picture.shape[:2]
    card = _shrunk(card, quad)
    down, across = card.shape[:2]
    flat = np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32)
    warp = cv2.getPerspectiveTransform(flat, quad.astype(np.float32))
    edge = np.zeros((down, across), np.uint8)
    radius = int(_CORNER_RADIUS * across)
    cv2.rectangle(edge, (radius, 0), (across - 1 - radius, down - 1), 255, -1)
    cv2.rectangle(edge, (0, radius), (across - 1, down - 1 - radius), 255, -1)
    for x in (radius, across - 1 - radius):
        for y in (radius, down - 1 - radius):
            cv2.circle(edge, (x, y), radius, 255, -1, cv2.LINE_AA)
    moved = cv2.warpPerspective(card, warp, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.warpPerspective(edge, warp, (width, height), flags=cv2.INTER_LINEAR).astype(np.float32)[..., None] / 255
    thick = max(1.0, 0.004 * width)
    lower = np.roll(alpha, (int(thick), int(thick / 2)), axis=(0, 1))
    shadow = cv2.GaussianBlur(lower, (0, 0), thick)[..., None]
    return np.asarray(picture * (1 - 0.45 * shadow) * (1 - alpha) + moved * alpha, np.uint8)


def _shrunk(card: Rgb, quad: Points) -> Rgb:
    """Bring the card near the size that it is seen in, so that nothing flickers in the warp."""
    longest = max(float(np.hypot(*(quad[1] - quad[0]))), float(np.hypot(*(quad[2] - quad[3]))))
    scale = longest * 1.15 / card.shape[1]
    if scale >= 1:
        return card
    smaller = cv2.resize(card, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8)


def _touch(picture: Rgb, quad: Points, reach: float, rng: np.random.Generator) -> None:
    """Lay fingers of true breadth over an edge, by up to ``reach`` widths of the card.

    The corners stay free: nobody could tell where a card ends both of whose corners are hidden.
    """
    side = int(rng.integers(4))
    start, end = quad[side], quad[(side + 1) % 4]
    length = float(np.hypot(*(end - start)))
    breadth = float(np.hypot(*(quad[1] - quad[0])))
    thick = breadth * rng.uniform(0.16, 0.21)
    fingers = int(rng.integers(1, max(2, int(0.6 * length / thick) + 1)))
    free = 0.09 + fingers * thick * 1.05 / length / 2
    at = start + rng.uniform(min(free, 0.5), max(0.5, 1 - free)) * (end - start)
    along = (end - start) / length
    away = np.array([along[1], -along[0]])
    if away @ (at - quad.mean(axis=0)) < 0:
        away = -away
    away = away + along * rng.uniform(-0.15, 0.15)
    desks.hand(picture, at, away, rng.uniform(0.02, reach) * breadth, thick, fingers, rng)
