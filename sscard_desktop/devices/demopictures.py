# SPDX-License-Identifier: Apache-2.0
"""Pictures for the demo station: camera scenes with fictitious applicants.

Answers for the same picture for the same seed, drawn from one public-domain face with other hair, clothes, walls, light
and distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float32]

_HAIR, _CLOTHES = 2, 3
# Walls as counters have them: light, plain, never quite white.
_LINES_AT_ONCE = 40
_WALLS = ((214, 222, 230), (232, 228, 218), (222, 230, 222), (208, 216, 226), (236, 232, 228), (220, 220, 224))
_CLOTHES_COLOURS = ((38, 48, 78), (52, 52, 56), (34, 62, 58), (84, 34, 42), (58, 44, 74), (40, 40, 44), (30, 58, 96))
_HAIR_COLOURS = ((0.30, 0.27, 0.26), (0.42, 0.36, 0.32), (0.62, 0.60, 0.62), (0.24, 0.22, 0.24), (0.55, 0.44, 0.36))


@dataclass(frozen=True, slots=True)
class Seating:
    """How somebody is before the camera.

    Attributes:
        scale: their size over that of somebody who sits well.
        aside: how far they are from the middle, in widths of the frame; from 1 on nobody is to be seen.
        light: of the lamp, 1 when it is on.
        company: somebody else looks over their shoulder.
        smeared_px: how far they move while the shutter is open.
    """

    scale: float = 1.0
    aside: float = 0.0
    light: float = 1.0
    company: bool = False
    smeared_px: int = 0


@lru_cache(maxsize=1)
def _sample(folder: Path) -> tuple[Rgb, Floats, npt.NDArray[np.uint8]]:
    """Return colours, alpha and parts of the sample face."""
    import numpy as np
    from PIL import Image

    with Image.open(folder / "demo-face.webp") as image:
        face = np.asarray(image.convert("RGBA"))
    with Image.open(folder / "demo-face-parts.png") as image:
        parts = np.asarray(image.convert("L"))
    return face[..., :3].copy(), face[..., 3].astype(np.float32) / np.float32(255), parts.copy()


def demo_frame(
    samples: Path,
    seed: int,
    *,
    width: int = 1280,
    height: int = 720,
    time_s: float = 0.0,
    seating: Seating = Seating(),
) -> Rgb:
    """Return the camera's view of demo person ``seed``, ``time_s`` after they sat down.

    Args:
        samples: the folder ``resources/samples``.
        seed: chooses hair, clothes, wall, light, side and distance.
        width, height: of the frame, pixels.
        time_s: the person sways by a pixel or two as it passes; the same time gives the same picture.
        seating: how they are before the camera.
    """
    import cv2
    import numpy as np

    chance = np.random.default_rng(seed)
    alpha = _sample(samples)[1]
    person = _dressed(samples, seed) * alpha[..., None]
    # Two choices went into hair and clothes.
    chance.integers(len(_HAIR_COLOURS)), chance.integers(len(_CLOTHES_COLOURS))
    flip, distance = bool(chance.integers(2)), float(chance.uniform(0.94, 1.04))
    aside, lower, stretch = chance.uniform(-0.02, 0.02), chance.uniform(0.015, 0.03), chance.uniform(0.97, 1.03)
    wall = np.array(_WALLS[int(chance.integers(len(_WALLS)))], np.float32)
    warmth, brightness = chance.uniform(-0.02, 0.02), chance.uniform(0.96, 1.03)
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    sway = (1.2 * np.sin(time_s * 1.9 + seed), 0.8 * np.sin(time_s * 1.3))
    other = _dressed(samples, seed + 1) * alpha[..., None] if seating.company else None
    tint = np.array([1 + warmth, 1.0, 1 - warmth], np.float32) * np.float32(brightness * seating.light)
    noise = np.random.default_rng((seed, round(time_s * 1000)))
    frame = np.empty((height, width, 3), np.uint8)
    # A few lines at a time: in decimals a frame is 11 MB, four times over. What is smeared needs its neighbours.
    lines = height if seating.smeared_px else _LINES_AT_ONCE
    for top in range(0, height, lines):
        rows = slice(top, min(top + lines, height))
        scene = wall * (1 - 0.03 * across**2 - 0.05 * down[rows])
        lay = partial(_laid, scene_height=height, top_line=top, sway=sway)
        if other is not None:
            scene = lay(scene, other, alpha, flip=not flip, scale=0.8 * distance, aside=0.3, lower=0.05)
        if abs(seating.aside) < 1:
            size = distance * seating.scale
            # Whoever is far away is seen whole: the lower edge stays where a table hides the rest.
            place = aside + seating.aside
            scene = lay(scene, person, alpha, flip=flip, scale=size, aside=place, lower=lower, stretch=stretch)
        if seating.smeared_px:
            scene = np.asarray(cv2.blur(scene, (seating.smeared_px, max(seating.smeared_px // 3, 1))), np.float32)
        scene = scene * tint + noise.normal(0, 1.2, (len(scene), width, 1)).astype(np.float32)
        frame[rows] = np.clip(scene + 0.5, 0, 255)
    return frame


def _laid(
    scene: Floats,
    person: Floats,
    alpha: Floats,
    *,
    scene_height: int,
    top_line: int,
    flip: bool,
    scale: float,
    aside: float,
    lower: float,
    sway: tuple[float, float],
    stretch: float = 1.0,
) -> Floats:
    """Return some lines of the scene, from ``top_line``, with somebody in them."""
    import cv2
    import numpy as np

    lines, width = scene.shape[:2]
    height = scene_height
    if flip:
        person, alpha = np.ascontiguousarray(person[:, ::-1]), alpha[:, ::-1]
    # The face sits at 43 % of the sample's width (57 % when flipped); it goes to the middle of the frame.
    middle = person.shape[1] * (0.56 if flip else 0.44)
    scale = height / person.shape[0] * scale
    left = width * (0.5 + aside) - middle * scale * stretch + sway[0]
    top = height - person.shape[0] * scale + height * 0.005 + lower * height + sway[1]
    matrix = np.array([[scale * stretch, 0, left], [0, scale, top - top_line]], np.float64)
    laid = cv2.warpAffine(person, matrix, (width, lines), flags=cv2.INTER_LINEAR)
    cover = cv2.warpAffine(np.ascontiguousarray(alpha), matrix, (width, lines), flags=cv2.INTER_LINEAR)[..., None]
    return np.asarray(laid + scene * (1 - cover), dtype=np.float32)


@lru_cache(maxsize=2)
def _dressed(samples: Path, seed: int) -> Rgb:
    """Return the face with other hair and clothes, shading kept."""
    import cv2
    import numpy as np

    colour, _, parts = _sample(samples)
    chance = np.random.default_rng(seed)
    picture = colour.astype(np.float32)
    luma = (picture @ np.array([0.299, 0.587, 0.114], np.float32))[..., None]
    hair = np.array(_HAIR_COLOURS[int(chance.integers(len(_HAIR_COLOURS)))], np.float32)
    cloth = np.array(_CLOTHES_COLOURS[int(chance.integers(len(_CLOTHES_COLOURS)))], np.float32)
    changes = ((_HAIR, luma * hair), (_CLOTHES, 0.25 * luma + cloth * (0.45 + luma / 200)))
    for part, changed in changes:
        soft = cv2.GaussianBlur((parts == part).astype(np.float32), (0, 0), 2.0)[..., None]
        picture += soft * (changed - picture)
    return np.clip(picture, 0, 255).astype(np.uint8)
