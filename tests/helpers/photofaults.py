# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a photo, made with known truth: one fault for each wrong sample that geometry and paint can show.

A fault changes the person (:data:`PERSON`), the finished picture's pixels (:data:`PIXELS`), its placing
(:data:`PLACING`), or the wall of the camera's frame (:data:`WALLS`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.opening import Rgb
from tests.helpers.sitters import (
    FACE,
    HEIGHT,
    WIDTH,
    Change,
    Floats,
    Shot,
    dressed,
    lids,
    lips_moved,
    pushed,
    skin_colour,
    skin_marks,
)

_EYES = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133), 468),
    ((362, 398, 384, 385, 386, 387, 388, 466, 263), (362, 382, 381, 380, 374, 373, 390, 249, 263), 473),
)


def _eyes_reshaped(shot: Shot, opening: float) -> Shot:
    """Draw the upper lids down (``opening`` 0) or both lids apart (over 1)."""
    for upper, lower, _iris in _EYES:
        columns, above, below = lids(shot.points, upper, lower)
        dy = np.zeros((HEIGHT, WIDTH), np.float32)
        rows = np.arange(HEIGHT, dtype=np.float32)
        for column, top, bottom in zip(columns.astype(int), above, below, strict=True):
            height = max(bottom - top, 0.2)
            new_top = bottom - height * opening if opening <= 1 else top - height * (opening - 1) * 0.6
            new_bottom = bottom if opening <= 1 else bottom + height * (opening - 1) * 0.4
            brow, cheek = top - 0.09 * FACE, bottom + 0.09 * FACE
            new_top = min(new_top, new_bottom - 0.05)
            dy[:, column] = (
                np.interp(rows, (0, brow, new_top, new_bottom, cheek, HEIGHT), (0, brow, top, bottom, cheek, HEIGHT))
                - rows
            )
        shot = shot.moved(0.0, dy)
    return shot


def _closed(shot: Shot, rng: np.random.Generator) -> Shot:
    return _eyes_reshaped(shot, rng.uniform(0.0, 0.12))


def _wide(shot: Shot, rng: np.random.Generator) -> Shot:
    return _eyes_reshaped(shot, rng.uniform(1.7, 2.1))


def _looking(right: float, down: float) -> Change:
    """Move the irises inside the lids, by shares of the eye's width."""

    def change(shot: Shot, rng: np.random.Generator) -> Shot:
        for upper, lower, iris in _EYES:
            ring = shot.points[list(upper) + list(lower)[::-1], :2]
            marks = np.zeros(shot.alpha.shape, np.uint8)
            cv2.fillPoly(marks, [ring.round().astype(np.int32)], 255)
            inside = cv2.GaussianBlur(marks.astype(np.float32) / 255, (0, 0), 0.8)
            width = float(np.ptp(ring[:, 0]))
            strength = rng.uniform(0.9, 1.15)
            x, y = shot.points[iris, :2]
            white = np.asarray(np.percentile(shot.colour[marks > 0], 85, axis=0), np.float32)
            eye = np.zeros(shot.alpha.shape, np.float32)
            cv2.circle(
                eye,
                (round(float(x + right * width * strength)), round(float(y + down * width * strength))),
                max(3, round(0.033 * FACE)),
                1.0,
                -1,
            )
            dark = np.asarray(np.percentile(shot.colour[marks > 0], 8, axis=0), np.float32)
            shot = shot.tint(inside * 0.95, white).tint(cv2.GaussianBlur(eye, (0, 0), 0.8) * inside, dark)
        return shot

    return change


def _looking_up(shot: Shot, rng: np.random.Generator) -> Shot:
    """Raise the upper lids with the irises, as eyes do."""
    return _looking(0.0, -0.17)(_eyes_reshaped(shot, 1.4), rng)


def _turned(yaw: float, pitch: float) -> Change:
    """Turn the head by the mesh's own depth; degrees, sign and size vary a little."""

    def change(shot: Shot, rng: np.random.Generator) -> Shot:
        sign = 1 if pitch or rng.random() < 0.5 else -1
        angle = np.radians((yaw or pitch) * sign * rng.uniform(0.95, 1.15))
        points = shot.points[:468]
        depth = points[:, 2] - np.percentile(points[:, 2], 90)
        plane, weight = np.zeros((HEIGHT, WIDTH), np.float32), np.zeros((HEIGHT, WIDTH), np.float32)
        for (x, y), z in zip(points[:, :2].round().astype(int), depth, strict=True):
            plane[y, x], weight[y, x] = z, 1
        spread = 0.07 * FACE
        smooth = cv2.GaussianBlur(plane, (0, 0), spread) / (cv2.GaussianBlur(weight, (0, 0), spread) + 2e-4)
        shift = np.asarray(np.sin(angle) * smooth, dtype=np.float32)
        return shot.moved(shift, 0.0) if yaw else shot.moved(0.0, shift)

    return change


def _gain(low: float, high: float) -> Change:
    def change(shot: Shot, rng: np.random.Generator) -> Shot:
        factor = rng.uniform(low, high)
        return shot.shade(lambda c: c * factor)

    return change


def _contrast(low: float, high: float) -> Change:
    def change(shot: Shot, rng: np.random.Generator) -> Shot:
        mean = float(shot.colour[skin_marks(shot) > 0.5].mean())
        factor = rng.uniform(low, high)
        return shot.shade(lambda c: mean + (c - mean) * factor)

    return change


def _cast(red: float, green: float, blue: float) -> Change:
    def change(shot: Shot, rng: np.random.Generator) -> Shot:
        factor = 1 + (np.array([red, green, blue]) - 1) * rng.uniform(0.9, 1.2)
        return shot.shade(lambda c: c * factor)

    return change


def _side_shadow(side: int) -> Change:
    def change(shot: Shot, rng: np.random.Generator) -> Shot:
        across = (np.arange(WIDTH) - shot.eyes[0]) * side / FACE
        light = 1 - rng.uniform(0.42, 0.6) / (1 + np.exp(-across / 0.08))
        return shot.shade(lambda c: c * light[None, :, None])

    return change


def _skin_glare(shot: Shot, rng: np.random.Generator) -> Shot:
    amount = np.zeros(shot.alpha.shape, np.float32)
    for point, size in ((151, 0.11), (50, 0.07), (280, 0.07), (5, 0.05)):
        x, y = shot.points[point, :2].astype(int)
        radius = size * FACE * rng.uniform(0.9, 1.3)
        cv2.ellipse(amount, (int(x), int(y)), (int(radius), int(radius * 0.7)), 0, 0, 360, 1.0, -1)
    return shot.tint(np.clip(cv2.GaussianBlur(amount, (0, 0), 4) * 1.1, 0, 1), (255, 254, 250))


def _lenses(
    shot: Shot, colour: npt.ArrayLike, strength: float, *, rim: int, rim_colour: npt.ArrayLike, drop: float = 0.03
) -> Shot:
    marks, frame = np.zeros(shot.alpha.shape, np.uint8), np.zeros(shot.alpha.shape, np.uint8)
    for iris in (468, 473):
        x, y = shot.points[iris, :2]
        place, axes = (int(x), int(y + drop * FACE)), (int(0.185 * FACE), int(0.14 * FACE))
        cv2.ellipse(marks, place, axes, 0, 0, 360, 255, -1)
        cv2.ellipse(frame, place, axes, 0, 0, 360, 255, rim)
    y = int(shot.eyes[1])
    cv2.line(frame, (int(shot.eyes[0] - 0.06 * FACE), y), (int(shot.eyes[0] + 0.06 * FACE), y), 255, rim)
    shot = shot.tint(cv2.GaussianBlur(marks.astype(np.float32) / 255, (0, 0), 0.6) * strength, colour)
    return shot.tint(cv2.GaussianBlur(frame.astype(np.float32) / 255, (0, 0), 0.5), rim_colour)


def _glasses(shot: Shot, rng: np.random.Generator) -> Shot:
    return _lenses(
        shot, (0, 0, 0), 0.0, rim=int(rng.integers(2, 4)), rim_colour=rng.uniform((20, 20, 20), (90, 80, 70))
    )


def _dark_rim(shot: Shot, rng: np.random.Generator) -> Shot:
    return _lenses(shot, (0, 0, 0), 0.0, rim=int(rng.integers(7, 11)), rim_colour=(22, 20, 20))


def _rim_over_eyes(shot: Shot, rng: np.random.Generator) -> Shot:
    return _lenses(
        shot, (0, 0, 0), 0.0, rim=int(rng.integers(5, 8)), rim_colour=(30, 26, 26), drop=rng.uniform(0.12, 0.14)
    )


def _sunglasses(shot: Shot, rng: np.random.Generator) -> Shot:
    return _lenses(
        shot, rng.uniform((10, 10, 10), (40, 35, 35)), rng.uniform(0.93, 1.0), rim=3, rim_colour=(20, 20, 20)
    )


def _tinted(shot: Shot, rng: np.random.Generator) -> Shot:
    return _lenses(
        shot, rng.uniform((20, 20, 20), (70, 50, 45)), rng.uniform(0.55, 0.7), rim=2, rim_colour=(40, 40, 40)
    )


def _lens_glare(shot: Shot, rng: np.random.Generator) -> Shot:
    shot = _glasses(shot, rng)
    for iris in (468, 473):
        x, y = shot.points[iris, :2] + rng.uniform(-0.05, 0.05, 2) * FACE
        ring = [
            (x - 0.1 * FACE, y + 0.02 * FACE),
            (x - 0.02 * FACE, y - 0.06 * FACE),
            (x + 0.06 * FACE, y - 0.06 * FACE),
            (x - 0.02 * FACE, y + 0.06 * FACE),
        ]
        shot = shot.paint(ring, (255, 255, 255), rng.uniform(0.9, 1.0))
    return shot


def _covered_eyes(shot: Shot, rng: np.random.Generator) -> Shot:
    x, y = shot.eyes
    half = rng.uniform(0.07, 0.11) * FACE
    ring = [
        (x - 0.6 * FACE, y - half),
        (x + 0.6 * FACE, y - half),
        (x + 0.6 * FACE, y + half),
        (x - 0.6 * FACE, y + half),
    ]
    return shot.paint(ring, rng.uniform((20, 20, 20), (230, 220, 210)))


def _fringe(shot: Shot, rng: np.random.Generator) -> Shot:
    x, y = shot.eyes
    bottom = y - rng.uniform(0.06, 0.09) * FACE
    ring = [
        (x - 0.46 * FACE, bottom),
        (x + 0.46 * FACE, bottom),
        (x + 0.42 * FACE, y - 0.6 * FACE),
        (x - 0.42 * FACE, y - 0.6 * FACE),
    ]
    hairs = cv2.GaussianBlur(rng.normal(0, 50, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), sigmaX=0.7, sigmaY=4)
    return shot.paint(
        ring, np.array(rng.uniform((25, 20, 15), (95, 75, 45)), np.float32) + hairs[..., None] * 0.6, soft=1.5
    )


def _hat(shot: Shot, rng: np.random.Generator) -> Shot:
    x, y = shot.eyes
    brim = y - 0.24 * FACE
    ring = [
        (x - 0.72 * FACE, brim),
        (x - 0.62 * FACE, y - 0.7 * FACE),
        (x - 0.3 * FACE, y - 0.97 * FACE),
        (x + 0.3 * FACE, y - 0.97 * FACE),
        (x + 0.62 * FACE, y - 0.7 * FACE),
        (x + 0.72 * FACE, brim),
    ]
    return shot.paint(ring, _vivid(rng))


def _headscarf(shot: Shot, rng: np.random.Generator) -> Shot:
    colour = _vivid(rng)
    _, chin = shot.chin
    marks = (1 - skin_marks(shot)) * (np.arange(HEIGHT)[:, None] < chin + 0.4 * FACE)
    return shot.tint(np.asarray(marks * (shot.alpha > 0.4), dtype=np.float32), colour)


def _scarf(shot: Shot, rng: np.random.Generator) -> Shot:
    x, chin = shot.chin
    ring = [
        (x - 0.42 * FACE, chin - 0.12 * FACE),
        (x, chin + 0.02 * FACE),
        (x + 0.42 * FACE, chin - 0.12 * FACE),
        (x + 0.5 * FACE, chin + 0.4 * FACE),
        (x - 0.5 * FACE, chin + 0.4 * FACE),
    ]
    return shot.paint(ring, _vivid(rng))


def _earrings(shot: Shot, rng: np.random.Generator) -> Shot:
    colour = (
        rng.uniform((215, 180, 40), (255, 225, 110))
        if rng.random() < 0.5
        else rng.uniform((225, 225, 225), (255, 255, 255))
    )
    for ear, sign in ((234, -1), (454, 1)):
        x, y = shot.points[ear, :2] + (sign * 0.045 * FACE, 0.20 * FACE)
        ring = cv2.ellipse2Poly(
            (int(x), int(y)), (int(0.022 * FACE), int(rng.uniform(0.03, 0.08) * FACE)), 0, 0, 360, 20
        )
        shot = shot.paint(ring, colour)
    return shot


def _clip(shot: Shot, rng: np.random.Generator) -> Shot:
    x, y = shot.eyes
    x, y = x + rng.choice((-1, 1)) * 0.4 * FACE, y - 0.42 * FACE
    ring = [(x - 0.09 * FACE, y), (x, y - 0.06 * FACE), (x + 0.1 * FACE, y), (x, y + 0.06 * FACE)]
    return shot.paint(ring, _vivid(rng))


def _no_ears(shot: Shot, rng: np.random.Generator) -> Shot:
    hairs = np.array([60, 48, 32], np.float32) + rng.normal(0, 9, (HEIGHT, WIDTH, 1)).astype(np.float32)
    for ear, sign in ((234, -1), (454, 1)):
        x, y = shot.points[ear, :2]
        ring = [
            (x + sign * 0.0 * FACE, y - 0.3 * FACE),
            (x + sign * 0.22 * FACE, y - 0.3 * FACE),
            (x + sign * 0.22 * FACE, y + 0.3 * FACE),
            (x - sign * 0.01 * FACE, y + 0.3 * FACE),
        ]
        shot = shot.paint(ring, hairs, soft=2.0)
    return shot


def _chair(shot: Shot, rng: np.random.Generator) -> Shot:
    x, y = shot.eyes
    side = rng.choice((-1, 1))
    ring = [
        (x + side * 0.7 * FACE, y - 0.3 * FACE),
        (x + side * 1.1 * FACE, y - 0.3 * FACE),
        (x + side * 1.1 * FACE, HEIGHT),
        (x + side * 0.7 * FACE, HEIGHT),
    ]
    return shot.paint(ring, rng.uniform((40, 30, 30), (150, 90, 70)))


def _white_clothes(shot: Shot, rng: np.random.Generator) -> Shot:
    return dressed(shot, rng, colour=rng.uniform((222, 222, 220), (244, 244, 244)))


def _low_neck(shot: Shot, rng: np.random.Generator) -> Shot:
    x, chin = shot.chin
    depth = rng.uniform(0.75, 1.0) * FACE
    ring = [
        (x - 0.35 * FACE, chin + 0.12 * FACE),
        (x + 0.35 * FACE, chin + 0.12 * FACE),
        (x + 0.25 * FACE, chin + depth),
        (x - 0.25 * FACE, chin + depth),
    ]
    return shot.paint(ring, skin_colour(shot) * 0.95, soft=2.0)


def _sloping(shot: Shot, rng: np.random.Generator) -> Shot:
    return dressed(shot, rng, slope=float(rng.choice((-1, 1)) * rng.uniform(9, 14)))


def _smile(shot: Shot, rng: np.random.Generator) -> Shot:
    return pushed(shot, [(61, -0.06, -0.09, 0.08), (291, 0.06, -0.09, 0.08), (13, 0, 0.02, 0.06)])


def _mouth_open(shot: Shot, rng: np.random.Generator) -> Shot:
    shot = lips_moved(pushed(shot, [(14, 0, 0.03, 0.05), (152, 0, 0.05, 0.12)]), 1.0)
    x, y = (shot.points[13, :2] + shot.points[14, :2]) / 2
    ring = cv2.ellipse2Poly(
        (int(x), int(y + 0.02 * FACE)), (int(0.13 * FACE), int(rng.uniform(0.07, 0.11) * FACE)), 0, 0, 360, 10
    )
    return shot.paint(ring, (45, 15, 15), soft=1.0)


def _pressed(shot: Shot, rng: np.random.Generator) -> Shot:
    pushes = [(p, 0, 0.05, 0.05) for p in (0, 37, 267)] + [(p, 0, -0.07, 0.05) for p in (17, 84, 314)]
    return pushed(shot, pushes)


def _pulled(shot: Shot, rng: np.random.Generator) -> Shot:
    side = float(rng.choice((-1, 1)))
    return pushed(
        shot,
        [(p, side * 0.09, -0.05 * (1 + side * s), 0.09) for p, s in ((61, -1), (291, 1))]
        + [(13, side * 0.08, 0, 0.08), (17, side * 0.08, 0, 0.08)],
    )


def _frowning(shot: Shot, rng: np.random.Generator) -> Shot:
    pushes = [(p, s * 0.05, 0.09, 0.06) for p, s in ((107, 1), (336, -1), (66, 1), (296, -1))]
    shot = pushed(shot, [*pushes, (105, 0, 0.06, 0.07), (334, 0, 0.06, 0.07)])
    x, y = shot.points[9, :2]
    for aside in (-0.025, 0.025):
        folds = [
            (x + aside * FACE - 1, y - 0.06 * FACE),
            (x + aside * FACE + 2, y - 0.06 * FACE),
            (x + aside * FACE + 1, y + 0.05 * FACE),
        ]
        shot = shot.paint(folds, skin_colour(shot) * 0.5, 0.8, soft=1.0)
    return shot


def _vivid(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    hues = ((200, 30, 60), (30, 70, 190), (20, 140, 80), (150, 40, 170), (30, 160, 190))
    return np.array(hues[int(rng.integers(len(hues)))]) * rng.uniform(0.8, 1.15)


# name: check key, hint or "", the fault
PERSON: Mapping[str, tuple[str, str, Change]] = {
    "头抬过高 chin up": ("pitch", "", _turned(0, -46)),
    "头向右偏 turned": ("yaw", "", _turned(20, 0)),
    "一肩高一肩低 shoulders": ("shoulders_level", "", _sloping),
    "闭眼 closed eyes": ("eyes_open", "", _closed),
    "眼睛不自然 eyes torn open": ("eyes_natural", "", _wide),
    "向左看 looking aside": ("gaze", "", _looking(0.26, 0.0)),
    "向上看 looking up": ("gaze", "", _looking_up),
    "墨镜 sunglasses": ("eyes_visible", "", _sunglasses),
    "眼睛被遮 covered eyes": ("eyes_visible", "", _covered_eyes),
    "微笑过度 wide smile": ("neutral", "", _smile),
    "张嘴 open mouth": ("mouth", "", _mouth_open),
    "抿嘴 pressed lips": ("lips_pressed", "", _pressed),
    "表情不自然 pulled face": ("natural_face", "", _pulled),
    "皱眉 frown": ("frown", "", _frowning),
    "曝光不足 underexposed": ("exposure", "too_dark", _gain(0.2, 0.36)),
    "曝光过度 overexposed": ("exposure", "", _gain(1.5, 1.9)),
    "对比度过大 contrast high": ("contrast", "contrast_high", _contrast(1.9, 2.6)),
    "对比度过小 contrast low": ("contrast", "contrast_low", _contrast(0.15, 0.3)),
    "偏青 cyan": ("colour_cast", "cast_cyan", _cast(0.62, 1.02, 1.05)),
    "偏蓝 blue": ("colour_cast", "cast_blue", _cast(0.78, 0.86, 1.3)),
    "偏黄 yellow": ("colour_cast", "cast_yellow", _cast(1.06, 1.0, 0.45)),
    "左脸阴影 shadow left": ("side_shadow", "shadow_left", _side_shadow(-1)),
    "右脸阴影 shadow right": ("side_shadow", "shadow_right", _side_shadow(1)),
    "人像反光 skin glare": ("skin_glare", "", _skin_glare),
    "戴眼镜 glasses worn": ("glasses", "glasses_worn", _glasses),
    "镜片反光 lens glare": ("glasses", "lens_glare", _lens_glare),
    "镜框挡眼 rim over eyes": ("glasses", "rim_over_eyes", _rim_over_eyes),
    "镜框宽深 dark rim": ("glasses", "rim_dark", _dark_rim),
    "有色镜片 tinted lens": ("glasses", "lens_tinted", _tinted),
    "扎头巾 headscarf": ("covering", "head_covered", _headscarf),
    "戴帽子 hat": ("covering", "head_covered", _hat),
    "围围巾 scarf": ("covering", "neck_covered", _scarf),
    "双耳不可见 ears hidden": ("covering", "ear_hidden", _no_ears),
    "头发挡眉 fringe": ("brows_covered", "", _fringe),
    "戴耳环 earrings": ("covering", "earring", _earrings),
    "戴发夹 hair clip": ("covering", "hair_ornament", _clip),
    "椅背/玩具 chair back": ("covering", "beside_head", _chair),
    "颜色过浅 light clothes": ("clothes", "clothes_light", _white_clothes),
    "领口过低 low neck": ("clothes", "low_neck", _low_neck),
}


def _noisy(rgb: Rgb, rng: np.random.Generator) -> Rgb:
    grain = rng.normal(0, rng.uniform(16, 28), rgb.shape)
    return np.asarray(np.where(rgb.min(axis=2, keepdims=True) > 252, rgb, np.clip(rgb + grain, 0, 255)), dtype=np.uint8)


def _sharpened(rgb: Rgb, rng: np.random.Generator) -> Rgb:
    plain = rgb.astype(np.float32)
    halo = plain - cv2.GaussianBlur(plain, (0, 0), rng.uniform(1.0, 1.8))
    return np.asarray(np.clip(plain + rng.uniform(2.5, 4.5) * halo, 0, 255), dtype=np.uint8)


def _blurred(rgb: Rgb, rng: np.random.Generator) -> Rgb:
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), rng.uniform(2.2, 3.5)), dtype=np.uint8)


def _moving(rgb: Rgb, rng: np.random.Generator) -> Rgb:
    return np.asarray(cv2.blur(rgb, (int(rng.integers(11, 18)), 1)), dtype=np.uint8)


def _badly_cut(rgb: Rgb, rng: np.random.Generator) -> Rgb:
    """Leave rests of an old wall beside the person."""
    white = rgb.min(axis=2) > 250
    away = cv2.distanceTransform(white.astype(np.uint8), cv2.DIST_L2, 3)
    blots = cv2.GaussianBlur(rng.normal(0, 1, rgb.shape[:2]).astype(np.float32), (0, 0), 9)
    rests = white & (away < rng.uniform(18, 30)) & (blots > 0)
    return np.asarray(np.where(rests[..., None], rng.uniform(120, 205, 3), rgb), dtype=np.uint8)


PIXELS: Mapping[str, tuple[str, str, Callable[[Rgb, np.random.Generator], Rgb]]] = {
    "人像模糊 blurred": ("sharpness", "", _blurred),
    "晃动 moved": ("sharpness", "", _moving),
    "噪点 noise": ("noise", "", _noisy),
    "锐化过度 over-sharpened": ("over_sharpened", "", _sharpened),
    "背景处理不干净 rests of the wall": ("outline", "", _badly_cut),
}

# name: check key, then right, down in pixels, scale, degrees
PLACING: Mapping[str, tuple[str, tuple[float, float, float, float]]] = {
    "头像偏大 too large": ("face_width", (0, 0, 1.38, 0)),
    "头像偏小 too small": ("face_width", (0, 0, 0.86, 0)),
    "头顶距过大 too low": ("top_margin", (0, 26, 1, 0)),
    "偏右不居中 off centre": ("eye_x", (26, 0, 1, 0)),
    "头右歪 tilted": ("roll", (0, 0, 1, 5)),
}


def _plain(rng: np.random.Generator) -> Floats:
    return np.full((HEIGHT, WIDTH, 3), 1, np.float32) * rng.uniform(200, 240)


def _coloured(rng: np.random.Generator) -> Floats:
    return np.full((HEIGHT, WIDTH, 3), 1, np.float32) * _vivid(rng).astype(np.float32)


def _uneven(rng: np.random.Generator) -> Floats:
    fall = np.linspace(1.0, rng.uniform(0.4, 0.55), WIDTH, dtype=np.float32)[None, :, None]
    return _plain(rng) * (fall if rng.random() < 0.5 else fall[:, ::-1])


def _shadowed(rng: np.random.Generator) -> Floats:
    shade = np.zeros((HEIGHT, WIDTH), np.float32)
    aside = int(rng.choice((-1, 1)) * 0.26 * FACE)
    cv2.ellipse(
        shade, (WIDTH // 2 + aside, int(HEIGHT * 0.42)), (int(0.68 * FACE), int(0.85 * FACE)), 0, 0, 360, 1.0, -1
    )
    return _plain(rng) * (1 - rng.uniform(0.3, 0.5) * cv2.GaussianBlur(shade, (0, 0), 8))[..., None]


def _lettered(rng: np.random.Generator) -> Floats:
    wall = _plain(rng)
    for row in range(40, HEIGHT, 46):
        cv2.putText(
            wall,
            "SOCIAL SECURITY CARD " * 2,
            (int(rng.integers(-60, 0)), row),
            cv2.FONT_HERSHEY_SIMPLEX,
            1.1,
            (60, 60, 90),
            3,
        )
    return wall


def _patterned(rng: np.random.Generator) -> Floats:
    wall = _plain(rng)
    for _ in range(40):
        x, y = int(rng.integers(WIDTH)), int(rng.integers(HEIGHT))
        cv2.rectangle(
            wall,
            (x, y),
            (x + int(rng.integers(20, 90)), y + int(rng.integers(20, 90))),
            rng.uniform(40, 220, 3).tolist(),
            -1,
        )
    return wall


WALLS: Mapping[str, tuple[str, Callable[[np.random.Generator], Floats]]] = {
    "其它颜色背景 coloured wall": ("wall_colour", _coloured),
    "背景不均匀 uneven wall": ("wall_even", _uneven),
    "背景有阴影 shadow on the wall": ("wall_shadow", _shadowed),
    "有字体 letters": ("wall_clutter", _lettered),
    "杂乱 clutter": ("wall_clutter", _patterned),
}
