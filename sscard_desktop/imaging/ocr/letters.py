# SPDX-License-Identifier: Apache-2.0
"""What stands in a line of text: the line is cut out and laid level, then read letter by letter.

Each letter keeps its runners-up, because a check character may know better than the picture, and its place, because a
gap tells two words apart. Lines are read one by one at their own length: as the network's time goes with the pixels,
filling them up to the longest of a batch would cost more than the batch saves.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from sscard_desktop.domain.cardtext import Letter, TextLine
from sscard_desktop.imaging.ocr.lines import LinePlace, Rgb, blob
from sscard_desktop.imaging.ocr.networks import Floats, Networks

_HEIGHT_PX = 48
_STEP_PX = 8
_LEAST_WIDTH_PX, _MOST_WIDTH_PX = 48, 1600
_RUNNERS_UP = 6
_LEAST_ODDS = 0.002
_NOTHING = 0


def cut_out(rgb: Rgb, place: LinePlace, *, margin: float = 0.0) -> Rgb:
    """Return a line cut out of a picture, level, 48 pixels high.

    Args:
        rgb: the picture.
        place: where the line is.
        margin: how much more than the place is taken on every side, in heights of the line.
    """
    corners = place.corners
    if margin:
        along = (corners[1] - corners[0]) / max(place.width, 1) * place.height * margin
        down = (corners[3] - corners[0]) * margin
        corners = corners + np.stack([-along - down, along - down, along + down, -along + down])
    width = float(np.linalg.norm(corners[1] - corners[0]))
    height = float(np.linalg.norm(corners[3] - corners[0]))
    length = _length_px(width, height)
    # Reducing by more than a half in one warp would skip pixels: such lines are first cut out at their own size.
    shrink = max(1, min(8, int(height / _HEIGHT_PX)))
    wide, high = length * shrink, _HEIGHT_PX * shrink
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    strip = cv2.warpPerspective(rgb, turn, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if shrink > 1:
        strip = cv2.resize(strip, (length, _HEIGHT_PX), interpolation=cv2.INTER_AREA)
    return np.asarray(strip, dtype=np.uint8)


def strip_length_px(place: LinePlace) -> int:
    """Return how long a line's strip is; the time for reading it goes with that."""
    return _length_px(place.width, place.height)


def _length_px(width: float, height: float) -> int:
    return int(np.clip(round(width / max(height, 1.0) * _HEIGHT_PX), _LEAST_WIDTH_PX, _MOST_WIDTH_PX))


def read_strip(strip: Rgb, networks: Networks) -> list[tuple[float, Letter]]:
    """Return the letters of a strip, each with its place along it, 0 to 1; the letters' own places are unset."""
    odds = networks.letter_odds(blob(_padded(strip)))
    return _letters(odds, networks.letters(), strip.shape[1] / _STEP_PX)


def read_line(rgb: Rgb, place: LinePlace, networks: Networks, *, page_width: float, margin: float = 0.0) -> TextLine:
    """Return what stands in a line, with places in widths of the page."""
    found = read_strip(cut_out(rgb, place, margin=margin), networks)
    start = (place.corners[0] + place.corners[3]) / 2 / page_width
    end = (place.corners[1] + place.corners[2]) / 2 / page_width
    if margin:
        along = (end - start) / max(place.width, 1) * place.height * margin
        start, end = start - along, end + along
    letters = tuple(
        replace(
            letter,
            x=float(start[0] + (end[0] - start[0]) * at),
            y=float(start[1] + (end[1] - start[1]) * at),
        )
        for at, letter in found
    )
    return TextLine(letters, place.height / page_width)


def _padded(strip: Rgb) -> Rgb:
    """Return the strip with its last column repeated up to a whole step, so that sizes repeat."""
    missing = -strip.shape[1] % (2 * _STEP_PX)
    return np.pad(strip, ((0, 0), (0, missing), (0, 0)), mode="edge") if missing else strip


def _letters(odds: Floats, letters: tuple[str, ...], steps: float) -> list[tuple[float, Letter]]:
    """Return what the steps say: a run of one letter is that letter once (connectionist temporal classification)."""
    best = odds.argmax(axis=1)
    found = []
    start = 0
    apart = False
    while start < len(best):
        end = start + 1
        while end < len(best) and best[end] == best[start]:
            end += 1
        index = int(best[start])
        character = letters[index]
        if index != _NOTHING and character.strip():
            run = odds[start:end]
            peak = run[int(run[:, index].argmax())]
            letter = _letter(character, index, peak, letters)
            found.append((((start + end) / 2) / max(steps, 1.0), replace(letter, apart=apart)))
            apart = False
        elif index != _NOTHING:
            apart = True
        start = end
    return found


def _letter(character: str, index: int, peak: Floats, letters: tuple[str, ...]) -> Letter:
    others = {}
    for other in np.argpartition(peak, -_RUNNERS_UP)[-_RUNNERS_UP:]:
        if other not in (index, _NOTHING) and peak[other] > _LEAST_ODDS and letters[other].strip():
            others[letters[other]] = float(peak[other])
    return Letter(character, float(peak[index]), 0.0, 0.0, others)
