# SPDX-License-Identifier: Apache-2.0
"""People to photograph, all varied from the one permitted face with known truth: shape, tone, mouth, ears, clothes.

A :class:`Shot` is a person cut out, with the mesh's points to draw by. Everything here is harmless: a bureau takes it.
The faults are in :mod:`tests.helpers.photofaults`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import PhotoSpec, Span
from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.mesh import OVAL
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.imaging.whiten import Sitting

Floats = npt.NDArray[np.float32]
FACE_FILE = Path(__file__).parents[1] / "data" / "faces" / "astronaut.png"

WIDTH, HEIGHT, FACE = 520, 620, 195.0
_ROOM = PhotoSpec(WIDTH, HEIGHT, None, Span(), None, Span(190, 200), Span(255, 265), Span(280, None), Span(80, 110))


@dataclass(frozen=True)
class Shot:
    """A person cut out: straight colour 0–255, alpha 0–1, mesh points (478, 3) in its pixels."""

    colour: Floats
    alpha: Floats
    points: Floats

    @property
    def eyes(self) -> tuple[float, float]:
        x, y = (self.points[468, :2] + self.points[473, :2]) / 2
        return float(x), float(y)

    @property
    def chin(self) -> tuple[float, float]:
        return float(self.points[152, 0]), float(self.points[152, 1])

    def on(self, wall: Floats | float = 255.0) -> Rgb:
        """Lay the person on a wall."""
        laid = self.colour * self.alpha[..., None] + wall * (1 - self.alpha[..., None])
        return np.asarray(np.clip(laid + 0.5, 0, 255), dtype=np.uint8)

    def paint(self, ring: npt.ArrayLike, colour: npt.ArrayLike, strength: float = 1.0, soft: float = 0.8) -> Shot:
        """Paint a polygon over the person; it belongs to the person then."""
        marks = np.zeros(self.alpha.shape, np.uint8)
        cv2.fillPoly(marks, [np.round(np.asarray(ring, np.float64)).astype(np.int32)], 255)
        return self.tint(cv2.GaussianBlur(marks.astype(np.float32) / 255, (0, 0), soft) * strength, colour)

    def tint(self, amount: Floats, colour: npt.ArrayLike) -> Shot:
        """Mix ``colour`` in by ``amount`` (H×W, 0–1)."""
        mixed = self.colour + amount[..., None] * (np.asarray(colour, np.float32) - self.colour)
        return replace(self, colour=mixed.astype(np.float32), alpha=np.maximum(self.alpha, amount).astype(np.float32))

    def shade(self, change: Callable[[Floats], Floats | npt.NDArray[np.floating]]) -> Shot:
        """Change the person's colours."""
        return replace(self, colour=np.clip(change(self.colour), 0, 255).astype(np.float32))

    def moved(self, dx: Floats | float, dy: Floats | float) -> Shot:
        """Show at each pixel what lies ``dx``, ``dy`` beside it."""
        rows, columns = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
        at_x, at_y = (columns + dx).astype(np.float32), (rows + dy).astype(np.float32)
        colour = cv2.remap(self.colour, at_x, at_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.remap(self.alpha, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        points = self.points.copy()
        column, row = (
            np.clip(points[:, axis].round().astype(int), 0, end - 1) for axis, end in ((0, WIDTH), (1, HEIGHT))
        )
        points[:, 0] -= (at_x - columns)[row, column]
        points[:, 1] -= (at_y - rows)[row, column]
        return Shot(np.clip(colour, 0, 255).astype(np.float32), np.clip(alpha, 0, 1).astype(np.float32), points)


Change = Callable[[Shot, np.random.Generator], Shot]


@lru_cache(maxsize=1)
def permitted() -> Shot:
    """The one face that may be committed, level and cut out."""
    models = Models()
    picture = open_picture(FACE_FILE.read_bytes()).rgb
    large = np.asarray(cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    portrait = Sitting(large, FaceFinder(models).only(large), _ROOM, PersonSegmenter(models)).portrait(None)
    alpha = portrait.alpha[..., None]
    colour = (portrait.rgb - 255 * (1 - alpha)) / np.maximum(alpha, 0.1)
    return Shot(np.clip(colour, 0, 255).astype(np.float32), portrait.alpha, portrait.face.points)


def lids(points: Floats, upper: tuple[int, ...], lower: tuple[int, ...]) -> tuple[Floats, Floats, Floats]:
    """Return columns, and the rows of two curves of the mesh over them."""
    left, right = int(np.ceil(points[upper[0], 0])), int(points[upper[-1], 0])
    columns = np.arange(left, right + 1, dtype=np.float32)
    curves = [np.interp(columns, points[list(ring), 0], points[list(ring), 1]) for ring in (upper, lower)]
    return columns, curves[0].astype(np.float32), curves[1].astype(np.float32)


def lips_moved(shot: Shot, opening: float) -> Shot:
    """Bring the lips together (``opening`` 0) or apart; 1 leaves them."""
    upper, lower = (
        (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308),
        (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308),
    )
    columns, above, below = lids(shot.points, upper, lower)
    dy = np.zeros((HEIGHT, WIDTH), np.float32)
    rows = np.arange(HEIGHT, dtype=np.float32)
    for column, top, bottom in zip(columns.astype(int), above, below, strict=True):
        middle, half = (top + bottom) / 2, (bottom - top) / 2 * opening
        places = (0, top - 0.10 * FACE, middle - half - 0.01, middle + half + 0.01, bottom + 0.16 * FACE, HEIGHT)
        dy[:, column] = (
            np.interp(rows, places, (0, top - 0.10 * FACE, top, bottom, bottom + 0.16 * FACE, HEIGHT)) - rows
        )
    return shot.moved(0.0, cv2.GaussianBlur(dy, (0, 0), sigmaX=1.5, sigmaY=0.1))


def pushed(shot: Shot, pushes: list[tuple[int, float, float, float]]) -> Shot:
    """Push places of the face: mesh point, right, down, reach, all in face widths."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    dx, dy = np.zeros_like(rows), np.zeros_like(rows)
    for point, right, down, reach in pushes:
        x, y = shot.points[point, :2]
        weight = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * (reach * FACE) ** 2))
        dx -= right * FACE * weight
        dy -= down * FACE * weight
    return shot.moved(dx, dy)


def neutral(shot: Shot) -> Shot:
    """Close the mouth and take the smile out of its corners and cheeks."""
    shut = lips_moved(shot, 0.0)
    return pushed(shut, [(61, 0.035, 0.055, 0.08), (291, -0.035, 0.055, 0.08), (13, 0, -0.02, 0.08)])


def skin_marks(shot: Shot) -> Floats:
    """Return how far each pixel is face: the oval, soft."""
    marks = np.zeros(shot.alpha.shape, np.uint8)
    cv2.fillPoly(marks, [shot.points[list(OVAL), :2].round().astype(np.int32)], 255)
    return np.asarray(cv2.GaussianBlur(marks.astype(np.float32) / 255, (0, 0), 4), dtype=np.float32)


def with_skin(shot: Shot, depth: float) -> Shot:
    """Give the face darker skin (``depth`` < 1) in the same light: the whites of the eyes and the teeth stay."""
    luma = shot.colour.mean(axis=2)
    eyes = np.zeros(shot.alpha.shape, np.uint8)
    for ring in (
        (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246),
        (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466),
    ):
        cv2.fillPoly(eyes, [shot.points[list(ring), :2].round().astype(np.int32)], 1)
    amount = skin_marks(shot) * (1 - cv2.GaussianBlur(eyes.astype(np.float32), (0, 0), 1.0)) * (luma > 60)
    # Dark skin is browner, not grey: blue falls faster than red.
    darker = shot.colour * np.array([depth, depth**1.15, depth**1.3], np.float32)
    mixed = shot.colour + amount[..., None] * (darker - shot.colour)
    return replace(shot, colour=mixed.astype(np.float32))


def skin_colour(shot: Shot) -> Floats:
    """Return the cheeks' colour."""
    x, y = shot.points[50, :2].astype(int)
    return np.asarray(np.median(shot.colour[y - 6 : y + 7, x - 6 : x + 7].reshape(-1, 3), axis=0), dtype=np.float32)


def dressed(shot: Shot, rng: np.random.Generator, *, colour: npt.ArrayLike = (40, 45, 60), slope: float = 0.0) -> Shot:
    """Take the suit off, and put a neck, shoulders and a dark top there; ``slope`` in degrees."""
    x, chin = shot.chin
    rows, columns = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    sides = (x - 0.55 * FACE, x - 0.42 * FACE, x, x + 0.42 * FACE, x + 0.55 * FACE)
    edge = np.interp(columns[0], sides, chin - FACE * np.array([0.45, 0.4, 0.0, 0.4, 0.45]))
    below = (rows > edge) & (skin_marks(shot) < 0.5)
    keep = replace(shot, alpha=(shot.alpha * ~below).astype(np.float32))
    skin = skin_colour(shot)
    neck = [
        (x - 0.30 * FACE, chin - 0.3 * FACE),
        (x + 0.30 * FACE, chin - 0.3 * FACE),
        (x + 0.30 * FACE, HEIGHT),
        (x - 0.30 * FACE, HEIGHT),
    ]
    amount = np.zeros(shot.alpha.shape, np.uint8)
    cv2.fillPoly(amount, [np.round(neck).astype(np.int32)], 255)
    amount = np.where(below, amount, 0).astype(np.float32) / 255
    keep = keep.tint(cv2.GaussianBlur(amount, (0, 0), 1.0) * below, skin * 0.86)
    fall = np.tan(np.radians(slope)) * FACE
    top = [
        (x - 1.6 * FACE, chin + 0.55 * FACE - 1.6 * fall),
        (x - 0.75 * FACE, chin + 0.30 * FACE - 0.75 * fall),
        (x - 0.28 * FACE, chin + 0.16 * FACE),
        (x, chin + 0.34 * FACE),
        (x + 0.28 * FACE, chin + 0.16 * FACE),
        (x + 0.75 * FACE, chin + 0.30 * FACE + 0.75 * fall),
        (x + 1.6 * FACE, chin + 0.55 * FACE + 1.6 * fall),
        (x + 1.6 * FACE, HEIGHT + 5),
        (x - 1.6 * FACE, HEIGHT + 5),
    ]
    cloth = np.asarray(colour, np.float32) + rng.normal(0, 4, (HEIGHT, WIDTH, 1)).astype(np.float32)
    return keep.paint(top, cloth, soft=1.2)


def with_ears(shot: Shot) -> Shot:
    """Draw ears over the hair that hides them."""
    skin = skin_colour(shot)
    for ear, sign in ((234, -1), (454, 1)):
        x, y = shot.points[ear, :2]
        place = (int(x + sign * 0.035 * FACE), int(y + 0.02 * FACE))
        ring = cv2.ellipse2Poly(place, (int(0.06 * FACE), int(0.15 * FACE)), 0, 0, 360, 10)
        shot = shot.paint(ring, skin * 0.93, soft=1.5)
    return shot


def with_thin_glasses(shot: Shot, colour: npt.ArrayLike = (70, 60, 55), width: int = 2) -> Shot:
    """Draw glasses with a thin rim that leaves the eyes free."""
    marks = np.zeros(shot.alpha.shape, np.uint8)
    for iris in (468, 473):
        x, y = shot.points[iris, :2]
        cv2.ellipse(
            marks, (int(x), int(y + 0.03 * FACE)), (int(0.165 * FACE), int(0.125 * FACE)), 0, 0, 360, 255, width
        )
    bridge_y = int(shot.eyes[1] + 0.0 * FACE)
    cv2.line(
        marks, (int(shot.eyes[0] - 0.06 * FACE), bridge_y), (int(shot.eyes[0] + 0.06 * FACE), bridge_y), 255, width
    )
    return shot.tint(cv2.GaussianBlur(marks.astype(np.float32) / 255, (0, 0), 0.5), colour)


def bearded(shot: Shot, rng: np.random.Generator) -> Shot:
    """Draw a full beard."""
    ring = [
        shot.points[p, :2]
        for p in (132, 58, 172, 136, 149, 152, 378, 365, 397, 288, 361, 426, 410, 291, 375, 17, 146, 61, 186, 206)
    ]
    hairs = cv2.GaussianBlur(rng.normal(0, 60, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), sigmaX=0.6, sigmaY=1.6)
    return shot.paint(ring, np.array([50, 38, 30], np.float32) + hairs[..., None], 0.85, soft=3.0)


@dataclass(frozen=True)
class Person:
    """One harmless variation, and what is special about it."""

    kind: str
    shot: Shot


KINDS = ("light skin", "medium skin", "dark skin", "glasses", "beard", "grey hair")


def person(rng: np.random.Generator, kind: str) -> Person:
    """Return a person of ``kind`` with a shape, tone and clothes of their own."""
    shot = permitted()
    if rng.random() < 0.5:
        points = shot.points.copy()
        points[:, 0] = WIDTH - 1 - points[:, 0]
        mirrored = Shot(np.ascontiguousarray(shot.colour[:, ::-1]), np.ascontiguousarray(shot.alpha[:, ::-1]), points)
        shot = replace(mirrored, points=_swapped(mirrored.points))
    shot = neutral(shot)
    _, y = shot.eyes
    rows, columns = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    longer = rng.uniform(-0.05, 0.05)
    shot = shot.moved(0.0 * columns, (rows - y) * longer)
    shot = pushed(shot, [(p, s * w, 0, 0.12) for w in [rng.uniform(-0.03, 0.03)] for p, s in ((172, 1), (397, -1))])
    shot = pushed(shot, [(4, 0, rng.uniform(-0.02, 0.02), 0.08), (9, 0, rng.uniform(-0.01, 0.01), 0.15)])
    if kind == "medium skin":
        shot = with_skin(shot, rng.uniform(0.65, 0.8))
    elif kind == "dark skin":
        shot = with_skin(shot, rng.uniform(0.36, 0.55))
    elif kind == "beard":
        shot = bearded(shot, rng)
    elif kind == "grey hair":
        hair = ((1 - skin_marks(shot)) * (rows < shot.chin[1]))[..., None]
        grey = shot.colour.mean(axis=2, keepdims=True) * 0.9 + 60
        shot = shot.shade(lambda c: c + hair * (grey - c))
    shot = with_ears(dressed(shot, rng, colour=rng.uniform((15, 15, 20), (70, 70, 95)), slope=rng.uniform(-2, 2)))
    if kind == "glasses":
        shot = with_thin_glasses(shot, rng.uniform((60, 50, 40), (140, 130, 120)), int(rng.integers(1, 3)))
    gain, warm = rng.uniform(0.9, 1.06), rng.uniform(-0.03, 0.03)
    return Person(kind, shot.shade(lambda c: c * gain * np.array([1 + warm, 1, 1 - warm])))


def _swapped(points: Floats) -> Floats:
    """Return mirrored points with right and left exchanged where faults and drawings use them."""
    found = points.copy()
    for one, other in _MIRRORED:
        found[[one, other]] = points[[other, one]]
    return found


# fmt: off
_MIRRORED = (
    (33, 263), (7, 249), (163, 390), (144, 373), (145, 374), (153, 380), (154, 381), (155, 382), (133, 362),
    (173, 398), (157, 384), (158, 385), (159, 386), (160, 387), (161, 388), (246, 466), (468, 473), (234, 454),
    (50, 280), (61, 291), (78, 308), (191, 415), (80, 310), (81, 311), (82, 312), (95, 324), (88, 318), (178, 402),
    (87, 317), (172, 397), (132, 361), (58, 288), (136, 365), (149, 378), (206, 426), (186, 410), (146, 375),
    (70, 300), (63, 293), (105, 334), (66, 296), (107, 336), (55, 285), (65, 295), (103, 332), (67, 297),
    (109, 338), (54, 284), (21, 251), (162, 389), (127, 356), (93, 323), (150, 379), (176, 400), (148, 377),
    (122, 351), (36, 266),
)
# fmt: on
