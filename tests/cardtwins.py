# SPDX-License-Identifier: Apache-2.0
"""Makes the table of :mod:`sscard_desktop.domain.cardtexttwins`: ``python -m tests.cardtwins`` (some minutes).

Every character of the third level of 通用规范汉字表, and 𠮷, is drawn in the middle of a name and read; what it is
taken for is printed, a line each, the character read first.
"""

from __future__ import annotations

import lzma
import sys
from collections import defaultdict
from collections.abc import Iterator

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from sscard_desktop import paths
from sscard_desktop.domain.names import is_han
from sscard_desktop.imaging.ocr.letters import read_strip
from sscard_desktop.imaging.ocr.networks import Networks

FACES = ("NotoSansSC-Regular.ttf", "HanaMinB.ttf")
BEFORE, BEHIND = "李小", "明"
BLURS_PX = (1.0, 2.6)
LIKELY = 0.25
_SIZE_PX, _PITCH_PX, _HEIGHT_PX = 68, 76, 96


def rare() -> Iterator[str]:
    """Yield the characters that are tried."""
    yield "𠮷"
    with lzma.open(paths.resources() / "codes" / "ideographs.tsv.xz", "rt", encoding="utf-8") as table:
        for row in table:
            columns = row.rstrip("\n").split("\t")
            if columns[4:5] == ["3"]:
                yield columns[0]


def strip(character: str, face: ImageFont.FreeTypeFont, common: ImageFont.FreeTypeFont, blur_px: float) -> np.ndarray:
    """Return a name with ``character`` in it, 48 pixels high, on a card's ground."""
    text = BEFORE + character + BEHIND
    picture = Image.new("RGB", (20 + _PITCH_PX * len(text), _HEIGHT_PX), (226, 232, 236))
    draw = ImageDraw.Draw(picture)
    for place, each in enumerate(text):
        at = 48 + _PITCH_PX * place, _HEIGHT_PX // 2
        draw.text(at, each, font=face if each == character else common, fill=(38, 38, 40), anchor="mm")
    soft = cv2.GaussianBlur(np.asarray(picture), (0, 0), blur_px)
    half = cv2.resize(soft, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(1).normal(0, 4, half.shape)
    return np.asarray(np.clip(half + noise, 0, 255), dtype=np.uint8)


def main() -> None:
    networks = Networks()
    fonts = [ImageFont.truetype(paths.resources() / "fonts" / name, _SIZE_PX) for name in FACES]
    missing = [bytes(font.getmask("\U0010ffff")) for font in fonts]
    taken: dict[str, set[str]] = defaultdict(set)
    for character in rare():
        for font, blank in zip(fonts, missing, strict=True):
            if bytes(font.getmask(character)) == blank:
                continue
            for blur_px in BLURS_PX:
                letters = [letter for _, letter in read_strip(strip(character, font, fonts[0], blur_px), networks)]
                if len(letters) != len(BEFORE + BEHIND) + 1:
                    continue
                read = letters[len(BEFORE)]
                if read.character != character and read.odds >= LIKELY and is_han(read.character):
                    taken[read.character].add(character)
    for read_as, characters in sorted(taken.items()):
        sys.stdout.write(f"{read_as}{''.join(sorted(characters))}\n")


if __name__ == "__main__":
    main()
