# SPDX-License-Identifier: Apache-2.0
"""Figures of a photo: where the face lies, and how light, colour and sharpness are. Judges nothing.

Answers for numbers with units; :mod:`compliance` holds them against limits. Light is measured on skin found by mesh
points, not on the whole picture, so that clothes don't count.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import FaceGeometry
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.mesh import CHIN, IRIS_LEFT, IRIS_RIGHT, OVAL, Points

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.uint8]

WHITE = 250
_BLUR_FACE_PX = 195.0
# Columns left and right of the face's middle where a shoulder's top is looked for, in face widths, and from how far up.
_SHOULDERS = ((0.66, 0.86), (0.85, 1.05))
_SHOULDERS_ABOVE_CHIN = 0.3
# Rings of mesh points: cheeks between eye, nose, mouth corner and ear.
RIGHT_CHEEK = (50, 101, 36, 206, 207, 187, 123, 117)
LEFT_CHEEK = (280, 330, 266, 426, 427, 411, 352, 346)


@dataclass(frozen=True, slots=True)
class Light:
    """Light, colour and sharpness.

    Attributes:
        mean_luma: of the face, 0–1.
        burnt_share: share of the face at 247 or above.
        entropy: of the face's luma, bits.
        side_difference: difference of the cheeks' median luma over their mean.
        skin_a, skin_b: CIELAB a and b of the cheeks (median).
        blur: 92nd percentile of gradients at sigma 2.4 over those at sigma 1, at the eyes; near 1 is blurred.
    """

    mean_luma: float
    burnt_share: float
    entropy: float
    side_difference: float
    skin_a: float
    skin_b: float
    blur: float


def crown_row(alpha: Floats, eye_x: float, eye_y: float, face_width: float) -> float | None:
    """Return the row where the head's top (with hair) begins, in pixels with a fraction; ``None`` if nothing is there.

    A few strands that stand out don't count: a row belongs to the head once a tenth of the face's width is covered.
    """
    return _first_row(np.clip((alpha - 0.25) / 0.5, 0, 1), eye_x, eye_y, face_width, 0.1)


def strands_row(alpha: Floats, eye_x: float, eye_y: float, face_width: float) -> float | None:
    """Return the row where the first strands above the head's top can be seen, as :func:`crown_row` returns the top.

    Strands count once they darken a fiftieth of the face's width: what somebody who looks for the first hair sees.
    """
    return _first_row(np.clip((alpha - 0.05) / 0.2, 0, 1), eye_x, eye_y, face_width, 0.02)


def _first_row(covering: Floats, eye_x: float, eye_y: float, face_width: float, share: float) -> float | None:
    """Return the first row above the eyes where ``covering`` adds up to ``share`` of the face's width."""
    left = max(0, int(eye_x - 0.75 * face_width))
    right = min(covering.shape[1], int(eye_x + 0.75 * face_width) + 1)
    bottom = int(np.clip(eye_y, 0, covering.shape[0]))
    if right <= left or bottom < 1:
        return None
    covered = covering[:bottom, left:right].sum(axis=1)
    enough = share * face_width
    rows = np.flatnonzero(covered >= enough)
    if rows.size == 0:
        return None
    row = int(rows[0])
    if row == 0:
        return 0.0
    before, here = float(covered[row - 1]), float(covered[row])
    return row - (here - enough) / max(here - before, 1e-6)


def shoulder_slope(person: npt.NDArray[np.bool_], eye_x: float, chin_y: float, face_width: float) -> float | None:
    """Return the slope of the line over both shoulders in degrees; ``None`` where hair or the edge hides one.

    Args:
        person: where the person is, level by the eyes.
        eye_x: middle between the eyes.
        chin_y: row of the chin.
        face_width: pixels.
    """
    # Who leans forward has shoulders higher than the chin; long hair reaches down there, and hides them close by.
    first = int(np.clip(chin_y - _SHOULDERS_ABOVE_CHIN * face_width, 0, person.shape[0] - 1))
    for band in _SHOULDERS:
        tops = [_shoulder_top(person[first:], eye_x, side * band[0], side * band[1], face_width) for side in (-1, 1)]
        right, left = tops
        if right is not None and left is not None:
            return float(np.degrees(np.arctan2(left[1] - right[1], left[0] - right[0])))
    return None


def _shoulder_top(
    person: npt.NDArray[np.bool_], eye_x: float, near: float, far: float, face_width: float
) -> tuple[float, float] | None:
    """Return column and row of a shoulder's top between two distances from the middle, in face widths."""
    left, right = sorted(int(np.clip(eye_x + at * face_width, 0, person.shape[1])) for at in (near, far))
    solid = person[:, left:right]
    clear = solid.any(axis=0) & ~solid[:3].any(axis=0)
    if right - left < 0.5 * abs(far - near) * face_width or clear.sum() < 0.5 * (right - left):
        return None
    return float(left + np.flatnonzero(clear).mean()), float(np.median(solid.argmax(axis=0)[clear]))


def geometry(face: Face, alpha: Floats) -> FaceGeometry | None:
    """Return where ``face`` lies in the photo whose person is ``alpha``; ``None`` where no head is to be seen."""
    eye_x, eye_y = face.eye_middle
    top = crown_row(alpha, eye_x, eye_y, face.width)
    if top is None:
        return None
    return FaceGeometry(
        face_width=face.width,
        eye_x=eye_x,
        eye_above_bottom=alpha.shape[0] - eye_y,
        top_margin=top,
        roll_degrees=face.roll_degrees,
    )


def light(rgb: Rgb, face: Face) -> Light:
    """Return the light on ``face`` in ``rgb``."""
    luma = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    inside = _region(rgb, face.points, OVAL)
    values = luma[inside > 0]
    if values.size == 0:
        values = luma.ravel()
    share = np.bincount(values, minlength=256) / values.size
    seen = share[share > 0]
    right, left = (luma[_region(rgb, face.points, ring) > 0] for ring in (RIGHT_CHEEK, LEFT_CHEEK))
    right_median, left_median = (float(np.median(v)) if v.size else 0.0 for v in (right, left))
    skin = _cheeks(rgb, face)
    lab = cv2.cvtColor((skin[None] / np.float32(255)).astype(np.float32), cv2.COLOR_RGB2LAB)[0]
    return Light(
        mean_luma=float(values.mean()) / 255,
        burnt_share=float(share[247:].sum()),
        entropy=float(-(seen * np.log2(seen)).sum()),
        side_difference=abs(right_median - left_median) / max(1.0, (right_median + left_median) / 2),
        skin_a=float(np.median(lab[:, 1])),
        skin_b=float(np.median(lab[:, 2])),
        blur=_blur(np.asarray(luma, dtype=np.uint8), face),
    )


def cheek_colour(rgb: Rgb, face: Face) -> npt.NDArray[np.float64]:
    """Return the median red, green and blue (0–255) of the cheeks."""
    return np.asarray(np.median(_cheeks(rgb, face), axis=0), dtype=np.float64)


def white_share(rgb: Rgb, alpha: Floats, face_width: float) -> float:
    """Return the share of the picture away from the person whose three channels are all :data:`WHITE` or above."""
    reach = 2 * max(2, round(face_width * 0.02)) + 1
    near = cv2.dilate((alpha > 0.02).astype(np.uint8), np.ones((reach, reach), np.uint8))
    wall = rgb[near == 0]
    return float((wall.min(axis=1) >= WHITE).mean()) if wall.size else 0.0


def rests_of_wall(rgb: Rgb, alpha: Floats, face_width: float) -> float:
    """Return the share of the picture that is neither white nor near the solid person: smudges of the old wall.

    A few loose hairs lie farther out than the solid outline too, so that a little is no fault.
    """
    reach = 2 * max(1, round(face_width * 0.015)) + 1
    solid = cv2.morphologyEx((alpha > 0.6).astype(np.uint8), cv2.MORPH_OPEN, np.ones((reach, reach), np.uint8))
    away = 2 * max(2, round(face_width * 0.04)) + 1
    near = cv2.dilate(solid, np.ones((away, away), np.uint8))
    # JPEG rings a few steps around an edge; a smudge is darker than that.
    smudged = (rgb.min(axis=2) < WHITE - 15) & (near == 0)
    return float(smudged.mean())


def person_on_white(rgb: Rgb, mask: Floats) -> Floats:
    """Return the alpha of the person in a photo whose wall is white: what isn't white where the mask says person."""
    dark = np.clip((np.float32(WHITE) - rgb.min(axis=2)) / 30, 0, 1)
    around = cv2.dilate((mask > 0.3).astype(np.uint8), np.ones((15, 15), np.uint8))
    deep = cv2.erode((mask > 0.9).astype(np.uint8), np.ones((9, 9), np.uint8))
    return np.asarray(np.maximum(dark * around, deep), dtype=np.float32)


def lid_gap(points: Points) -> float:
    """Return the opening of the narrower eye over the distance from eyes to chin."""
    return _gap(points, ((159, 145), (386, 374)))


def lip_gap(points: Points) -> float:
    """Return the opening between the lips over the distance from eyes to chin."""
    return _gap(points, ((13, 14),))


def _gap(points: Points, pairs: tuple[tuple[int, int], ...]) -> float:
    eyes = (points[IRIS_RIGHT, :2] + points[IRIS_LEFT, :2]) / 2
    height = max(1e-6, float(np.linalg.norm(points[CHIN, :2] - eyes)))
    return min(float(np.linalg.norm(points[a, :2] - points[b, :2])) for a, b in pairs) / height


def _cheeks(rgb: Rgb, face: Face) -> Rgb:
    """Return the pixels of both cheeks, shape (N, 3); those of the whole picture where no cheek is in it."""
    marks = (_region(rgb, face.points, RIGHT_CHEEK) | _region(rgb, face.points, LEFT_CHEEK)) > 0
    return rgb[marks] if marks.any() else rgb.reshape(-1, 3)


def _region(rgb: Rgb, points: Points, ring: tuple[int, ...]) -> Marks:
    marks = np.zeros(rgb.shape[:2], np.uint8)
    cv2.fillConvexPoly(marks, cv2.convexHull(points[list(ring), :2].round().astype(np.int32)), 255)
    return marks


def _blur(luma: Marks, face: Face) -> float:
    """Return how little is lost by smoothing at the eyes: noise-proof, where a plain Laplacian isn't.

    The face is brought near one size first, so that the figure doesn't depend on the camera's distance.
    """
    scale = _BLUR_FACE_PX / face.width
    if 0.8 < scale < 1.25:
        # Resampling softens; near enough is better.
        scale = 1.0
    ratios = []
    for iris in (IRIS_RIGHT, IRIS_LEFT):
        x, y = face.points[iris, :2]
        across, down = 0.16 * face.width, 0.09 * face.width
        part = luma[max(0, int(y - down)) : max(0, int(y + down)), max(0, int(x - across)) : max(0, int(x + across))]
        if min(part.shape, default=0) < 4:
            return 1.0
        size = (max(8, round(part.shape[1] * scale)), max(8, round(part.shape[0] * scale)))
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        eye = cv2.resize(part, size, interpolation=interpolation).astype(np.float32)
        fine, coarse = (_gradient_percentile(eye, sigma) for sigma in (1.0, 2.4))
        ratios.append(coarse / max(fine, 1e-6))
    return float(np.mean(ratios))


def _gradient_percentile(plane: Floats, sigma: float) -> float:
    smooth = cv2.GaussianBlur(plane, (0, 0), sigma)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=3)
    return float(np.percentile(cv2.magnitude(across, down), 92))
