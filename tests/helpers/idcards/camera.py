# SPDX-License-Identifier: Apache-2.0
"""How pictures come about after everything lies in its place: light and its spots, defocus, tremble, noise, JPEG.

A level is a range for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import cv2
import numpy as np
import numpy.typing as npt

from tests.helpers.idcards.desks import Points
from tests.helpers.idcards.sheet import Rgb

Level = Literal["clean", "scan", "moderate", "hard"]
LEVELS: tuple[Level, ...] = get_args(Level)
_Span = tuple[float, float]


@dataclass(frozen=True)
class Optics:
    """Ranges from which a level's scene is drawn."""

    turn: float
    tilt: float
    fill: _Span
    defocus: _Span
    motion: float
    noise: _Span
    jpeg: tuple[int, int]
    uneven: float
    cast: float
    glare: float
    shine: _Span
    reach: float
    light: _Span


# A weak shine and short fingers leave writing legible; strong ones are a fault that the clerk is told of: "hard" only.
OPTICS: dict[Level, Optics] = {
    "clean": Optics(
        1, 0, (0.72, 0.86), (0.0, 0.4), 0, (0.5, 1.5), (92, 97), 0.04, 0.01, 0.0, (0.0, 0.0), 0.05, (0.97, 1.03)
    ),
    "scan": Optics(
        2, 0, (0.60, 0.86), (0.3, 0.7), 0, (1.0, 2.5), (84, 94), 0.03, 0.02, 0.0, (0.0, 0.0), 0.05, (0.95, 1.06)
    ),
    "moderate": Optics(
        8, 12, (0.58, 0.82), (0.4, 0.9), 2, (2.0, 5.0), (75, 90), 0.22, 0.05, 0.15, (0.1, 0.35), 0.05, (0.8, 1.1)
    ),
    "hard": Optics(
        24, 25, (0.50, 0.78), (0.6, 1.4), 5, (3.0, 8.0), (55, 80), 0.45, 0.10, 0.45, (0.4, 1.1), 0.09, (0.6, 1.15)
    ),
}


def shone(picture: Rgb, quad: Points, shine: _Span, rng: np.random.Generator) -> Rgb:
    height, width = picture.shape[:2]
    weights = rng.dirichlet([1, 1, 1, 1])
    middle = weights @ quad
    breadth = float(np.hypot(*(quad[1] - quad[0])))
    spot = np.zeros((height, width), np.float32)
    reach = (int(breadth * rng.uniform(0.05, 0.14)), int(breadth * rng.uniform(0.03, 0.08)))
    cv2.ellipse(spot, (int(middle[0]), int(middle[1])), reach, rng.uniform(0, 180), 0, 360, 1.0, -1)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillConvexPoly(inside, quad.astype(np.int32), 255)
    spot = cv2.GaussianBlur(spot, (0, 0), breadth * 0.025) * (inside > 0) * rng.uniform(*shine)
    return np.asarray(np.clip(picture + spot[..., None] * 255, 0, 255), np.uint8)


def lit(picture: Rgb, optics: Optics, rng: np.random.Generator) -> Rgb:
    height, width = picture.shape[:2]
    angle = rng.uniform(0, 6.283)
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :] * np.cos(angle)
    down = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None] * np.sin(angle)
    fall = 1 + rng.uniform(0, optics.uneven) * 2 * (across + down)
    cast = 1 + rng.uniform(-optics.cast, optics.cast, 3)
    light = fall[..., None] * cast * rng.uniform(*optics.light)
    return np.asarray(np.clip(picture * light, 0, 255), np.uint8)


def taken(picture: Rgb, optics: Optics, scale: float, rng: np.random.Generator) -> Rgb:
    blur = rng.uniform(*optics.defocus) * scale
    shot = cv2.GaussianBlur(picture, (0, 0), blur) if blur > 0.25 else picture
    path = rng.uniform(0, optics.motion) * scale
    if path > 1.5:
        length = int(np.ceil(path)) | 1
        kernel = np.zeros((length, length), np.float32)
        turn = rng.uniform(0, np.pi)
        reach = path / 2 * np.array([np.cos(turn), np.sin(turn)])
        middle = length // 2
        for step in np.linspace(-1, 1, 4 * length):
            x, y = np.round(middle + step * reach).astype(int)
            kernel[min(length - 1, max(0, y)), min(length - 1, max(0, x))] += 1
        shot = cv2.filter2D(shot, -1, kernel / kernel.sum())
    grain: npt.NDArray[np.float32] = rng.standard_normal(shot.shape, np.float32)
    noise = rng.uniform(*optics.noise) * np.sqrt(0.4 + shot.astype(np.float32) / 200)
    noisy = np.clip(shot + grain * noise, 0, 255).astype(np.uint8)
    quality = int(rng.integers(*optics.jpeg))
    _done, coded = cv2.imencode(".jpg", noisy[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1], np.uint8)
