# SPDX-License-Identifier: Apache-2.0
"""The permitted face before any wall: composed from the demonstration's cut-out, so that the outline is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "demo-face.webp"
# In the sample: the whites of the eyes, the middle between them, and the width of the face.
_EYES, _EYE_REACH = ((404, 201), (494, 206)), (20, 8)
_EYE_MIDDLE, _FACE_WIDTH = (449, 204), 178.0
WIDTH, HEIGHT = 1280, 720


@cache
def cut_out() -> Floats:
    """Return the person: shape (680, 1024, 4), red, green, blue and alpha, 0–255."""
    with Image.open(SAMPLE) as image:
        return np.asarray(image.convert("RGBA")).astype(np.float32)


def with_skin(person: Floats, share: float) -> Floats:
    """Return the person with skin and hair of ``share`` the brightness; the whites of the eyes stay bright."""
    marks = np.zeros(person.shape[:2], np.float32)
    cv2.rectangle(marks, (0, 0), (person.shape[1], 385), 1, -1)
    for eye in _EYES:
        cv2.ellipse(marks, eye, _EYE_REACH, 0, 0, 360, 0, -1)
    weight = cv2.GaussianBlur(marks, (0, 0), 1.5)[..., None]
    darker = person.copy()
    darker[..., :3] *= 1 - weight * (1 - share * np.array([1.1, 0.96, 0.88], np.float32))
    return darker


def before_a_wall(
    wall: tuple[int, int, int] | Floats,
    *,
    person: Floats | None = None,
    skin: float | None = None,
    face_width: float = 200,
    eyes: tuple[float, float] = (0.5, 0.38),
    noise: float = 3.0,
) -> Rgb:
    """Return a camera's frame of the person: 1280×720, a fixed grain.

    Args:
        wall: its colour, or a picture of the frame's size.
        person: as :func:`cut_out`, which stands where none is given.
        skin: brightness of the skin, see :func:`with_skin`.
        face_width: pixels in the frame.
        eyes: where the middle between the eyes is, as shares of the frame.
        noise: sigma of the grain.
    """
    sitter = cut_out() if person is None else person
    if skin is not None:
        sitter = with_skin(sitter, skin)
    scale = face_width / _FACE_WIDTH
    matrix = np.array(
        [
            [scale, 0, eyes[0] * WIDTH - scale * _EYE_MIDDLE[0]],
            [0, scale, eyes[1] * HEIGHT - scale * _EYE_MIDDLE[1]],
        ]
    )
    weighted = sitter.copy()
    weighted[..., :3] *= sitter[..., 3:] / 255
    placed = cv2.warpAffine(weighted, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    behind = np.broadcast_to(np.asarray(wall, np.float32), (HEIGHT, WIDTH, 3))
    frame = placed[..., :3] + behind * (1 - placed[..., 3:] / 255)
    grain = np.random.default_rng(5).normal(0, noise, frame.shape)
    return np.clip(frame + grain, 0, 255).astype(np.uint8)
