# SPDX-License-Identifier: Apache-2.0
"""One side of somebody's card being printed: labels, values, numbers, portrait and emblem, in millimetres."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from sscard_desktop.domain.fields import LONG_TERM
from tests.helpers.idcards import art
from tests.helpers.idcards.fonts import REGULAR, Face, digits, script_face
from tests.helpers.idcards.people import CardPerson
from tests.helpers.idcards.sheet import Ink, Sheet

BLUE: Ink = (58, 110, 150)
BLACK: Ink = (26, 24, 26)
RED: Ink = (170, 52, 46)
SEXES = MappingProxyType({"1": "男", "2": "女"})
LATIN_SEXES = MappingProxyType({"1": "M", "2": "F"})
# What stands in the second lines is no word of any language, only letters of the script.
_LETTERS = MappingProxyType(
    {
        "mongolian": "".join(map(chr, range(0x1820, 0x1838))),
        "uyghur": "ابتجدرسشغفقكلمنوي",
        "tibetan": "".join(map(chr, range(0x0F40, 0x0F47))) + "་",
        "zhuang": "abcdeghinouvz",
    }
)


class Page:
    """One side being printed."""

    def __init__(
        self, sheet: Sheet, holder: CardPerson, face: Face, scale: float, rng: np.random.Generator, photograph: bool
    ) -> None:
        self.sheet, self.holder, self.face, self.rng = sheet, holder, face, rng
        self._scale, self._photograph = scale, photograph
        shade = int(rng.integers(0, 34))
        self.ink: Ink = (shade, shade, shade)

    def field(self, key: str) -> str:
        return self.holder.fields.get(key, "")

    def label(self, x: float, y: float, text: str, size: float = 2.6, ink: Ink = BLUE) -> float:
        return self.sheet.text(x, y, text, size, ink, self.face)

    def value(self, x: float, y: float, text: str, size: float = 3.1, pitch: float = 0) -> float:
        return self.sheet.text(x, y, text, size, self.ink, self.face, pitch_mm=pitch)

    def number(self, x: float, y: float, text: str, size: float = 3.9, pitch: float = 2.62) -> None:
        self.sheet.even(x, y, text, size, self.ink, digits(), pitch)

    def portrait(self, x: float, y: float, width: float, height: float) -> None:
        across, down = round(width * self._scale), round(height * self._scale)
        picture, alpha = art.portrait(across, down, self.rng, photograph=self._photograph)
        self.sheet.paste(picture, x, y, alpha)

    def emblem(self, x: float, y: float, size: float) -> None:
        picture, alpha = art.emblem(round(size * self._scale))
        self.sheet.paste(picture, x, y, alpha)

    def second_line(self, x: float, y: float, letters: int, size: float = 1.9) -> None:
        """Print letters of the region's script above a line, where the card has such."""
        face = script_face(self.holder.script) or (REGULAR if self.holder.script == "zhuang" else None)
        if face is None:
            return
        stock = _LETTERS[self.holder.script]
        text = "".join(stock[int(self.rng.integers(len(stock)))] for _ in range(letters))
        self.sheet.text(x, y, text, size, self.ink, face)


def dotted(iso: str) -> str:
    return "长期" if iso == LONG_TERM else iso.replace("-", ".")


def term(page: Page) -> str:
    return f"{dotted(page.field('valid_from'))}-{dotted(page.field('valid_to'))}"
