# SPDX-License-Identifier: Apache-2.0
"""A card's face as paper to print on: everything is told in millimetres from the card's top left corner."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from tests.helpers.idcards.fonts import RARE, Face

Rgb = npt.NDArray[np.uint8]
Ink = tuple[int, int, int]


class Sheet:
    """A picture of ``width_mm`` × ``height_mm`` that text and pictures are put on."""

    def __init__(self, ground: Rgb, px_per_mm: float) -> None:
        self._image = Image.fromarray(ground)
        self._pen = ImageDraw.Draw(self._image)
        self._scale = px_per_mm

    def text(
        self, x_mm: float, y_mm: float, text: str, size_mm: float, ink: Ink, face: Face, *, pitch_mm: float = 0
    ) -> float:
        """Print one line from ``x_mm`` on, its middle at ``y_mm``; return where it ends.

        With ``pitch_mm`` every character takes that much room, a half-width one half of it.
        """
        x = x_mm * self._scale
        for character in text:
            font = (face if face.has(character) else RARE).at(round(size_mm * self._scale))
            if pitch_mm:
                room = pitch_mm * self._scale * (1.0 if ord(character) > 0x2E7F or character == "·" else 0.54)
                left = x + (room - font.getlength(character)) / 2
            else:
                room, left = font.getlength(character), x
            self._pen.text((left, y_mm * self._scale), character, fill=ink, font=font, anchor="lm")
            x += room
        return x / self._scale

    def even(self, x_mm: float, y_mm: float, text: str, size_mm: float, ink: Ink, face: Face, pitch_mm: float) -> None:
        """Print a line whose characters all stand ``pitch_mm`` apart, as OCR-B does."""
        font = face.at(round(size_mm * self._scale))
        for number, character in enumerate(text):
            middle = ((x_mm + (number + 0.5) * pitch_mm) * self._scale, y_mm * self._scale)
            self._pen.text(middle, character, fill=ink, font=font, anchor="mm")

    def spread(self, x_mm: float, end_mm: float, y_mm: float, text: str, size_mm: float, ink: Ink, face: Face) -> None:
        """Print a line whose first character begins at ``x_mm`` and whose last one ends at ``end_mm``."""
        step = (end_mm - x_mm - size_mm) / max(1, len(text) - 1)
        for number, character in enumerate(text):
            self.text(x_mm + number * step, y_mm, character, size_mm, ink, face)

    def width_mm(self, text: str, size_mm: float, face: Face) -> float:
        return face.at(round(size_mm * self._scale)).getlength(text) / self._scale

    def paste(self, picture: Rgb, x_mm: float, y_mm: float, alpha: npt.NDArray[np.uint8] | None = None) -> None:
        mask = Image.fromarray(alpha) if alpha is not None else None
        self._image.paste(Image.fromarray(picture), (round(x_mm * self._scale), round(y_mm * self._scale)), mask)

    def box(self, x_mm: float, y_mm: float, width_mm: float, height_mm: float, ink: Ink) -> None:
        left, top = x_mm * self._scale, y_mm * self._scale
        self._pen.rectangle((left, top, left + width_mm * self._scale, top + height_mm * self._scale), fill=ink)

    def rgb(self) -> Rgb:
        return np.asarray(self._image, dtype=np.uint8).copy()


def wrapped(text: str, places: float) -> Sequence[str]:
    """Break ``text`` into lines of ``places`` full-width characters; digits and Latin letters take half of one."""
    lines, room = [""], 0.0
    for character in text:
        width = 1.0 if ord(character) > 0x2E7F or character == "·" else 0.54
        if room + width > places + 0.01:
            lines.append("")
            room = 0.0
        lines[-1] += character
        room += width
    return lines
