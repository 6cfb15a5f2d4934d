# SPDX-License-Identifier: Apache-2.0
"""What a card lies on and among: desks, papers, a keyboard, a hand; all drawn by chance from a generator's numbers."""

from __future__ import annotations

from typing import Literal, get_args

import cv2
import numpy as np
import numpy.typing as npt

from tests.helpers.idcards.fonts import REGULAR
from tests.helpers.idcards.sheet import Rgb, Sheet

Desk = Literal["plain", "white", "dark", "wood", "cluttered"]
DESKS: tuple[Desk, ...] = get_args(Desk)
Points = npt.NDArray[np.float64]
Rng = np.random.Generator

_WORDS = "申请表单位办理日期经办人社会保障卡领取回执复印件登记编号业务受理窗口材料清单签字确认请妥善保管"


def desk(kind: Desk, width: int, height: int, rng: Rng) -> Rgb:
    """Return an empty desk, or a cluttered one."""
    match kind:
        case "plain":
            base = rng.uniform(120, 205) + rng.uniform(-14, 14, 3)
        case "white":
            base = rng.uniform(232, 250) + rng.uniform(-4, 3, 3)
        case "dark":
            base = rng.uniform(18, 55) + rng.uniform(-6, 6, 3)
        case _:
            base = np.array([150, 108, 70]) * rng.uniform(0.55, 1.3)
    picture = np.full((height, width, 3), base, np.float32) + _mottle(width, height, rng, 3.0)[..., None]
    if kind == "wood" or (kind == "cluttered" and rng.random() < 0.5):
        picture += _grain(width, height, rng)[..., None] * np.array([1.0, 0.85, 0.6], np.float32)
    drawn = np.asarray(np.clip(picture, 0, 255), np.uint8)
    if kind == "cluttered":
        for _ in range(int(rng.integers(2, 5))):
            paper(drawn, rng)
        if rng.random() < 0.4:
            keyboard(drawn, rng)
        if rng.random() < 0.6:
            pen(drawn, rng)
        if rng.random() < 0.4:
            card_edge(drawn, rng)
    return drawn


def paper(picture: Rgb, rng: Rng) -> None:
    """Lay a printed sheet, A4 in shape, on the desk; it always reaches beyond the picture."""
    height, width = picture.shape[:2]
    across = int(rng.uniform(0.7, 1.1) * width)
    down = int(across * 1.414)
    sheet = Sheet(np.full((down, across, 3), int(rng.uniform(224, 250)), np.uint8), 1)
    size = rng.uniform(0.014, 0.024) * across
    for row in range(int(down / (2.1 * size)) - 4):
        if rng.random() < 0.2:
            continue
        count = int(rng.integers(5, int(0.84 * across / size)))
        text = "".join(_WORDS[int(rng.integers(len(_WORDS)))] for _ in range(count))
        sheet.text(0.08 * across, (3 + row) * 2.1 * size, text, size, (60, 60, 66), REGULAR)
    page = sheet.rgb()
    if rng.random() < 0.5:
        for line in range(4):
            y = int((0.2 + 0.15 * line) * down)
            cv2.line(page, (int(0.06 * across), y), (int(0.94 * across), y), (90, 90, 90), 2)
    edge = int(rng.integers(4))
    middle = {
        0: (rng.uniform(-0.1, 0.15) * width, rng.uniform(0, 1) * height),
        1: (rng.uniform(0.85, 1.1) * width, rng.uniform(0, 1) * height),
        2: (rng.uniform(0, 1) * width, rng.uniform(-0.5, -0.1) * height),
        3: (rng.uniform(0, 1) * width, rng.uniform(1.1, 1.5) * height),
    }[edge]
    _lay(picture, page, middle, rng.uniform(-40, 40))


def card_edge(picture: Rgb, rng: Rng) -> None:
    """Lay another card so that only a part of it is in the picture."""
    height, width = picture.shape[:2]
    across = int(rng.uniform(0.35, 0.55) * width)
    other = np.full((int(across * 0.63), across, 3), rng.uniform(40, 240, 3), np.uint8)
    side = -1 if rng.random() < 0.5 else 1
    _lay(picture, other, (width / 2 + side * width * rng.uniform(0.5, 0.58), rng.uniform(0, 1) * height), 90)


def thing(picture: Rgb, rng: Rng) -> None:
    """Lay something that is whole, has four corners and is no card: a telephone, a note, a small sheet."""
    height, width = picture.shape[:2]
    ratio, shade = ((2.1, 24), (1.0, 225), (1.2, 245))[int(rng.integers(3))]
    across = int(rng.uniform(0.5, 0.75) * height)
    face = np.full((int(across / ratio), across, 3), shade, np.float32) * rng.uniform(0.85, 1.0, 3)
    laid = np.asarray(face, np.uint8)
    if ratio > 2:
        cv2.rectangle(laid, (3, 3), (across - 4, laid.shape[0] - 4), (70, 80, 104), 2)
    elif ratio > 1.1:
        size = across / 22
        sheet = Sheet(laid, 1)
        for row in range(2, 9):
            text = "".join(_WORDS[int(rng.integers(len(_WORDS)))] for _ in range(int(rng.integers(6, 18))))
            sheet.text(size * 2, row * 1.5 * size, text, size, (50, 50, 56), REGULAR)
        laid = sheet.rgb()
    _lay(picture, laid, (rng.uniform(0.35, 0.65) * width, rng.uniform(0.4, 0.6) * height), rng.uniform(0, 360))


def keyboard(picture: Rgb, rng: Rng) -> None:
    """Lay a keyboard along an edge, part of it out of the picture."""
    height, width = picture.shape[:2]
    unit = max(6, int(0.045 * width))
    board = np.full((unit * 6, unit * 18, 3), 28, np.uint8)
    for row in range(5):
        for column in range(17):
            left, top = int((column + 0.5 + 0.2 * row) * unit), int((row + 0.5) * unit)
            inner = int(0.84 * unit)
            cv2.rectangle(board, (left, top), (left + inner, top + inner), (58, 58, 60), -1)
            cv2.putText(
                board, chr(65 + int(rng.integers(26))), (left + inner // 4, top + inner // 2),
                cv2.FONT_HERSHEY_SIMPLEX, unit / 60, (200, 200, 200), 1, cv2.LINE_AA,
            )  # fmt: skip
    where = (rng.uniform(0.2, 0.8) * width, height * (rng.uniform(-0.04, 0.06) if rng.random() < 0.5 else 0.98))
    _lay(picture, board, where, rng.uniform(-6, 6))


def pen(picture: Rgb, rng: Rng) -> None:
    height, width = picture.shape[:2]
    start = np.array([rng.uniform(0, 1) * width, rng.choice([0.02, 0.98]) * height])
    turn = rng.uniform(-0.5, 0.5)
    end = start + 0.3 * width * np.array([np.cos(turn), np.sin(turn)])
    ink = rng.uniform(10, 140, 3).tolist()
    thick = max(3, int(0.014 * width))
    cv2.line(picture, _whole(start), _whole(end), ink, thick, cv2.LINE_AA)
    tip = start + 1.05 * (end - start)
    cv2.line(picture, _whole(end), _whole(tip), (180, 180, 180), max(2, thick // 3), cv2.LINE_AA)


def hand(picture: Rgb, at: Points, away: Points, reach: float, thick: float, fingers: int, rng: Rng) -> None:
    """Draw fingers side by side, coming from the direction of ``away``; lengths in pixels.

    Args:
        at: where their tips' middle crosses an edge.
        reach: by how much they lie beyond it.
        thick: a finger's breadth.
    """
    height, width = picture.shape[:2]
    skin = np.array([214, 168, 140], np.float64) * rng.uniform(0.6, 1.08)
    outward = away / max(1e-6, float(np.hypot(*away)))
    beside = np.array([-outward[1], outward[0]])
    layer = np.zeros((height, width), np.uint8)
    shade = np.zeros((height, width, 3), np.float32)
    for finger in range(fingers):
        tip = at - outward * (reach - thick / 2) + beside * thick * 1.05 * (finger - (fingers - 1) / 2)
        root = tip + outward * 1.6 * width + beside * rng.uniform(-0.15, 0.15) * width
        for step in range(10, 0, -1):
            across = thick * step / 10
            tone = skin * (0.72 + 0.28 * np.cos(step / 10 * 1.35))
            cv2.line(shade, _whole(tip), _whole(root), tone.tolist(), max(1, int(across)), cv2.LINE_AA)
        cv2.line(layer, _whole(tip), _whole(root), 255, max(1, int(thick)), cv2.LINE_AA)
        nail = tip + outward * thick * 0.12
        turn = float(np.degrees(np.arctan2(outward[1], outward[0])))
        shine = (skin * 1.08).clip(0, 255).tolist()
        cv2.ellipse(shade, _whole(nail), (int(thick * 0.34), int(thick * 0.27)), turn, 0, 360, shine, -1, cv2.LINE_AA)
    shadow = cv2.GaussianBlur(layer, (0, 0), thick / 4).astype(np.float32)[..., None] / 255
    soft = cv2.GaussianBlur(layer, (0, 0), 1.2).astype(np.float32)[..., None] / 255
    dimmed = picture.astype(np.float32) * (1 - 0.35 * shadow)
    picture[:] = np.clip(dimmed * (1 - soft) + cv2.GaussianBlur(shade, (0, 0), 1.5) * soft, 0, 255).astype(np.uint8)


def _lay(picture: Rgb, thing: Rgb, middle: tuple[float, float], degrees: float) -> None:
    height, width = picture.shape[:2]
    down, across = thing.shape[:2]
    turn = cv2.getRotationMatrix2D((across / 2, down / 2), degrees, 1)
    turn[:, 2] += np.array(middle) - (across / 2, down / 2)
    alpha = cv2.warpAffine(np.full((down, across), 255, np.uint8), turn, (width, height))
    moved = cv2.warpAffine(thing, turn, (width, height), flags=cv2.INTER_LINEAR)
    shadow = cv2.GaussianBlur(alpha, (0, 0), 0.006 * width).astype(np.float32)[..., None] / 255
    cover = alpha.astype(np.float32)[..., None] / 255
    picture[:] = (picture * (1 - 0.3 * shadow) * (1 - cover) + moved * cover).astype(np.uint8)


def _mottle(width: int, height: int, rng: Rng, strength: float) -> npt.NDArray[np.float32]:
    """Return unevenness of several coarsenesses."""
    total = np.zeros((height, width), np.float32)
    for cells in (6, 24, 90):
        rough = rng.normal(0, 1, (max(2, cells * height // width), cells)).astype(np.float32)
        total += cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(total * strength / 1.7 + rng.normal(0, 1.0, (height, width)), np.float32)


def _grain(width: int, height: int, rng: Rng) -> npt.NDArray[np.float32]:
    """Return a wood's grain: long streaks that bend a little, and joints of boards."""
    lines = rng.normal(0, 1, (height // 2 + 2, 5)).astype(np.float32)
    streaks = cv2.resize(cv2.GaussianBlur(lines, (0, 0), 1.2), (width, height), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(rng.normal(0, 1, (height, 9)).astype(np.float32), (width, height))
    grain = 22 * streaks + 6 * fine
    if rng.random() < 0.5:
        grain[int(rng.uniform(0.1, 0.9) * height)] -= 60
    return np.asarray(grain.T if width == height else grain, np.float32)


def _whole(point: Points) -> tuple[int, int]:
    return int(point[0]), int(point[1])
