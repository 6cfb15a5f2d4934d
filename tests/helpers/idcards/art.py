# SPDX-License-Identifier: Apache-2.0
"""What is on a card beside writing: guilloches, an emblem, a portrait. All our own, none of it like the real art."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from tests.helpers.idcards.sheet import Ink, Rgb

FACE_FILE = Path(__file__).parents[2] / "data" / "faces" / "astronaut.png"
_FACE_BOX = (148, 14, 318, 223)
"""Of the public photograph: left, top, right, bottom of the head with its shoulders' beginning."""


def ground(
    width: int, height: int, rng: np.random.Generator, tints: tuple[Ink, Ink], *, lines: int = 26, strength: float = 1.0
) -> Rgb:
    """Return paper that fades from one tint to the other, under families of fine waves."""
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    first, second = (np.asarray(tint, np.float32) for tint in tints)
    paper = np.repeat(first + across * (second - first), height, axis=0)
    waves = np.zeros((height, width), np.uint8)
    x = np.arange(0, width + 8, 8)
    for family in range(3):
        phase, period = rng.uniform(0, 6.28), rng.uniform(0.25, 0.7) * width
        swing = rng.uniform(0.05, 0.14) * height
        for line in range(lines):
            y = (line + 0.5) / lines * height + swing * np.sin(x * 6.28 / period + phase + line * 0.11 * (family + 1))
            cv2.polylines(waves, [np.stack([x, y], 1).astype(np.int32)], False, 60 + 40 * family, 1, cv2.LINE_AA)
    centre = (int(rng.uniform(0.35, 0.65) * width), int(rng.uniform(0.35, 0.65) * height))
    angle = np.linspace(0, 6.2832, 721)
    for ring in range(14):
        reach = height * (0.1 + 0.018 * ring) * (1 + 0.2 * np.cos(8 * angle + ring * 0.25))
        rose = np.stack([centre[0] + reach * np.cos(angle), centre[1] + reach * np.sin(angle)], 1)
        cv2.polylines(waves, [rose.astype(np.int32)], True, 90, 1, cv2.LINE_AA)
    paper -= waves[..., None].astype(np.float32) / 255 * np.array([44, 30, 26], np.float32) * strength
    return np.asarray(np.clip(paper, 0, 255), dtype=np.uint8)


def emblem(size: int) -> tuple[Rgb, npt.NDArray[np.uint8]]:
    """Return a round sign of ``size`` pixels, a ring of leaves about a gate, and its alpha."""
    big = 4 * size
    colour = np.zeros((big, big, 3), np.uint8)
    colour[:] = (196, 58, 44)
    alpha = np.zeros((big, big), np.uint8)
    middle, unit = big // 2, big / 100
    cv2.circle(alpha, (middle, middle), int(44 * unit), 255, -1, cv2.LINE_AA)
    gold = (224, 178, 84)
    for leaf in range(26):
        turn = np.deg2rad(leaf * 360 / 26)
        at = (int(middle + 40 * unit * np.cos(turn)), int(middle + 40 * unit * np.sin(turn)))
        cv2.ellipse(colour, at, (int(7 * unit), int(3 * unit)), np.rad2deg(turn) + 60, 0, 360, gold, -1, cv2.LINE_AA)
    cv2.rectangle(colour, (int(28 * unit), int(56 * unit)), (int(72 * unit), int(62 * unit)), gold, -1)
    for pillar in range(5):
        left = int((30 + pillar * 9) * unit)
        cv2.rectangle(colour, (left, int(44 * unit)), (left + int(4 * unit), int(58 * unit)), gold, -1)
    roof = np.array([[26, 44], [50, 32], [74, 44]], np.float64) * unit
    cv2.fillPoly(colour, [roof.astype(np.int32)], gold, cv2.LINE_AA)
    smaller = cv2.resize(colour, (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8), np.asarray(cv2.resize(alpha, (size, size), interpolation=cv2.INTER_AREA))


def portrait(
    width: int, height: int, rng: np.random.Generator, *, photograph: bool
) -> tuple[Rgb, npt.NDArray[np.uint8]]:
    """Return somebody's picture and its alpha: the public photograph where it is at hand, else a drawn person."""
    if photograph and (source := _photograph()) is not None:
        picture = cv2.resize(source, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
        grey = picture.mean(axis=2, keepdims=True)
        picture = grey + (picture - grey) * rng.uniform(0.5, 0.9)
        return np.asarray(np.clip(picture, 0, 255), np.uint8), np.full((height, width), 255, np.uint8)
    return _drawn(width, height, rng)


@lru_cache(maxsize=1)
def _photograph() -> Rgb | None:
    if not FACE_FILE.is_file():
        return None
    left, top, right, bottom = _FACE_BOX
    opened = cv2.imread(str(FACE_FILE), cv2.IMREAD_COLOR)
    if opened is None:
        return None
    return np.asarray(opened[top:bottom, left:right, ::-1], np.uint8)


def _drawn(width: int, height: int, rng: np.random.Generator) -> tuple[Rgb, npt.NDArray[np.uint8]]:
    skin = np.array([222, 180, 150], np.float64) * rng.uniform(0.72, 1.08)
    hair = np.array([38, 32, 30], np.float64) * rng.uniform(0.6, 2.4)
    coat = rng.uniform(30, 120, 3)
    picture = np.full((height, width, 3), 246, np.uint8)
    alpha = np.zeros((height, width), np.uint8)

    def blob(x: float, y: float, rx: float, ry: float, colour: np.ndarray, *, over: bool = True) -> None:
        where, reach = (int(x * width), int(y * height)), (max(1, int(rx * width)), max(1, int(ry * height)))
        cv2.ellipse(picture, where, reach, 0, 0, 360, colour.tolist(), -1, cv2.LINE_AA)
        if over:
            cv2.ellipse(alpha, where, reach, 0, 0, 360, 255, -1, cv2.LINE_AA)

    long_hair = rng.random() < 0.5
    blob(0.5, 1.05, 0.46, 0.28, coat)
    blob(0.5, 0.36, 0.275, 0.27, hair)
    if long_hair:
        blob(0.3, 0.55, 0.12, 0.25, hair)
        blob(0.7, 0.55, 0.12, 0.25, hair)
    blob(0.5, 0.76, 0.11, 0.12, skin * 0.86)
    blob(0.5, 0.47, 0.225, 0.26, skin)
    blob(0.5, 0.22, 0.2, 0.09, hair)
    for side in (-1, 1):
        blob(0.5 + side * 0.1, 0.43, 0.036, 0.014, np.array([250.0, 248.0, 244.0]), over=False)
        blob(0.5 + side * 0.1, 0.43, 0.016, 0.014, np.array([36.0, 26.0, 22.0]), over=False)
        blob(0.5 + side * 0.1, 0.385, 0.06, 0.010, hair, over=False)
    blob(0.5, 0.54, 0.03, 0.018, skin * 0.84, over=False)
    blob(0.5, 0.615, 0.07, 0.014, np.array([176.0, 86.0, 82.0]), over=False)
    soft = cv2.GaussianBlur(picture, (0, 0), max(0.6, width / 260))
    return np.asarray(soft, np.uint8), np.asarray(cv2.GaussianBlur(alpha, (0, 0), max(0.6, width / 300)), np.uint8)
