# SPDX-License-Identifier: Apache-2.0
"""A second witness for a character of a name: its picture beside drawings of what it may be.

The network has hardly ever seen the rare characters of names and takes them for common ones; which these are is known
(:data:`sscard_desktop.domain.cardtexttwins.TAKEN_FOR`). Such a character is drawn in the program's own typefaces, and
where the picture is far more like a rare one, that is what is proposed. Never surely: typefaces differ more than some
characters do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from sscard_desktop import paths
from sscard_desktop.domain.cardtext import Letter, TextLine
from sscard_desktop.domain.cardtextgaps import pitch
from sscard_desktop.domain.cardtexttwins import TAKEN_FOR, may_be_rarer
from sscard_desktop.imaging.ocr.lines import LinePlace, Rgb
from sscard_desktop.imaging.ocr.networks import Floats

_FACES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "HanaMinB.ttf")
_CELL_PX = 96
_DRAWN_PX = 64
_COMPARED_PX = 32
_SOFTER = 1.2
_NO_INK = 0.25
_OUTLINE = 0.35
_DOUBTFUL = 0.98
_PERHAPS = 0.02
_ALIKE = 0.85
_FAR_MORE = 0.06
_BY_SHAPE = 0.8
_NO_CHARACTER = "\U0010ffff"


def with_rare_characters(line: TextLine, rgb: Rgb, place: LinePlace) -> TextLine:
    """Return a line of a name with those characters replaced that look far more like a rarer one.

    Args:
        line: as it was read.
        rgb: the picture.
        place: where the line is in it.
    """
    step = pitch(line) * rgb.shape[1]
    return replace(line, letters=tuple(_settled(letter, rgb, place, step) for letter in line.letters))


def _settled(letter: Letter, rgb: Rgb, place: LinePlace, step_px: float) -> Letter:
    rarer = _rarer(letter)
    if not rarer or not (may_be_rarer(letter) or letter.odds < _DOUBTFUL):
        return letter
    shape = _shape(_ink(rgb, place, letter, step_px))
    if shape is None:
        return letter
    others = (character for character, odds in letter.others.items() if odds >= _PERHAPS)
    own = max(_likeness(shape, character) for character in (letter.character, *others))
    best, likeness = max(((each, _likeness(shape, each)) for each in rarer), key=lambda found: found[1])
    if likeness < max(_ALIKE, own + _FAR_MORE):
        return letter
    return replace(
        letter, character=best, odds=min(letter.odds, _BY_SHAPE), others={**letter.others, letter.character: 0.1}
    )


def _rarer(letter: Letter) -> list[str]:
    """Return the rare characters that a letter may be, by what it and its runners-up are taken for."""
    read = [letter.character, *(character for character, odds in letter.others.items() if odds >= _PERHAPS)]
    return sorted({rare for character in read for rare in TAKEN_FOR.get(character, "")} - {letter.character})


def _ink(rgb: Rgb, place: LinePlace, letter: Letter, step_px: float) -> Floats:
    """Return a letter's cell of a line, 0 for the ground to 1 for ink."""
    along = (place.corners[1] - place.corners[0]) / max(place.width, 1)
    middle = (place.corners[0] + place.corners[3]) / 2
    at = float(np.dot(np.array([letter.x, letter.y]) * rgb.shape[1] - middle, along))
    left, right = along * (at - step_px / 2), along * (at + step_px / 2)
    top, bottom = place.corners[0], place.corners[3]
    corners = np.stack([top + left, top + right, bottom + right, bottom + left]).astype(np.float32)
    cell = np.array([[0, 0], [_CELL_PX, 0], [_CELL_PX, _CELL_PX], [0, _CELL_PX]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, cell)
    grey = cv2.cvtColor(cv2.warpPerspective(rgb, turn, (_CELL_PX, _CELL_PX), flags=cv2.INTER_CUBIC), cv2.COLOR_RGB2GRAY)
    ground, dark = np.percentile(grey, (80, 2))
    ink = np.clip((ground - grey.astype(np.float32)) / max(ground - dark, 1.0), 0, 1)
    return np.where(ink < _NO_INK, 0, ink).astype(np.float32)


def _shape(ink: Floats) -> Floats | None:
    """Return a character's shape, whatever its size and weight: a vector of length 1; ``None`` where there is none."""
    inside = ink > _OUTLINE * max(float(ink.max()), 0.01)
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if len(rows) < _COMPARED_PX // 2 or not len(columns):
        return None
    part = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    small = cv2.resize(part, (_COMPARED_PX, _COMPARED_PX), interpolation=cv2.INTER_AREA)
    soft = np.asarray(cv2.GaussianBlur(small, (0, 0), _SOFTER), np.float32)
    soft -= soft.mean()
    length = float(np.linalg.norm(soft))
    return soft / length if length > 0 else None


def _likeness(shape: Floats, character: str) -> float:
    """Return −1 to 1: how like a character a shape is, in the typeface that is nearest; −1 where none has it."""
    return max((float((shape * drawn).sum()) for drawn in _drawn(character)), default=-1.0)


@lru_cache(maxsize=512)
def _drawn(character: str) -> tuple[Floats, ...]:
    shapes = []
    for face, blank in _faces():
        if bytes(face.getmask(character)) == blank:
            continue
        picture = Image.new("L", (_CELL_PX, _CELL_PX), 0)
        ImageDraw.Draw(picture).text((_CELL_PX // 2, _CELL_PX // 2), character, font=face, fill=255, anchor="mm")
        shape = _shape(np.asarray(picture, np.float32) / np.float32(255))
        if shape is not None:
            shapes.append(shape)
    return tuple(shapes)


@lru_cache(maxsize=1)
def _faces() -> Iterable[tuple[ImageFont.FreeTypeFont, bytes]]:
    """Return the typefaces, each with what it draws for a character that it lacks; without them there's no witness."""
    found = []
    for name in _FACES:
        try:
            face = ImageFont.truetype(paths.resources() / "fonts" / name, _DRAWN_PX)
        except OSError:
            continue
        found.append((face, bytes(face.getmask(_NO_CHARACTER))))
    return tuple(found)
